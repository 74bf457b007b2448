"""A list of codes is known for one in the shapes in which offices have it; prose and budgets are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.form.catalogue import catalogue
from forms.office.listed_codes import listed_codes
from models.errors import Trouble

CODES = {
    "201": "一般公共服务支出",
    "20101": "人大事务",
    "2010101": "行政运行",
    "2010199": "其他人大事务支出",
    "205": "教育支出",
}
HEADS = ["2027年政府收支分类科目", "", "", "", ""]


def workbook(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    path = folder / "科目.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def levels(code: str) -> list[str]:
    return [part for part in (code[:3], code[3:5], code[5:7]) if part]


def test_codes_in_one_column_with_names_beside_them(tmp_path: Path) -> None:
    rows = [HEADS, ["编码", "名称", "说明"], *([code, name, "反映……"] for code, name in CODES.items())]
    assert listed_codes(workbook(tmp_path, rows)) == {"functional": CODES}


def test_codes_and_names_in_one_cell(tmp_path: Path) -> None:
    assert listed_codes(workbook(tmp_path, [[f"[{code}]{name}"] for code, name in CODES.items()])) == {
        "functional": CODES
    }


@pytest.mark.parametrize("repeats", [False, True], ids=["only what is new in a row", "every level in every row"])
@pytest.mark.parametrize("as_number", [False, True], ids=["texts", "numbers"])
def test_class_section_and_item_in_columns_of_their_own(tmp_path: Path, repeats: bool, as_number: bool) -> None:
    rows: list[list[object]] = [HEADS, ["科目编码", "", "", "科目名称", "说明"], ["类", "款", "项", "", ""]]
    for code, name in CODES.items():
        parts: list[object] = [int(part) if as_number else part for part in levels(code)]
        shown = parts if repeats else [*[""] * (len(parts) - 1), parts[-1]]
        rows.append([*shown, *[""] * (3 - len(shown)), f"　{name}", "反映这一项的支出。"])
    assert listed_codes(workbook(tmp_path, rows)) == {"functional": CODES}


def test_a_column_of_numbers_before_the_levels_is_none_of_them(tmp_path: Path) -> None:
    rows = [[number, *levels(code), *[""] * (3 - len(levels(code))), name]
            for number, (code, name) in enumerate(CODES.items(), start=1)]  # fmt: skip
    assert listed_codes(workbook(tmp_path, rows)) == {"functional": CODES}


def test_a_text_file_whose_lines_are_parted_by_commas(tmp_path: Path) -> None:
    file = tmp_path / "科目.txt"
    file.write_text("".join(f"{code}，{name}\n" for code, name in CODES.items()), encoding="utf-8")
    assert listed_codes(file) == {"functional": CODES}


def test_prose_with_some_numbers_is_no_list(tmp_path: Path) -> None:
    file = tmp_path / "说明.txt"
    lines = ["本办法自印发之日起施行，由财政局负责解释。"] * 20
    file.write_text("\n".join([*lines, "300 人以上的单位另行规定，", "209 号文件同时废止，"]), encoding="utf-8")
    with pytest.raises(Trouble, match="不是科目表，只有2行像编码和名称"):
        listed_codes(file)


def test_words_in_another_language_are_no_names(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="没有找到科目编码和名称"):
        listed_codes(workbook(tmp_path, [["200", "department economic class"], ["209", "special debt"]]))


EVERY = {code.code: code.name for code in catalogue("functional", 2024).codes.values()}


@given(st.sets(st.sampled_from(sorted(EVERY)), min_size=1, max_size=40))
def test_any_part_of_the_real_list_is_read_whole(tmp_path_factory: pytest.TempPathFactory, chosen: set[str]) -> None:
    rows = [["编码", "名称"], *([code, EVERY[code]] for code in sorted(chosen))]
    assert listed_codes(workbook(tmp_path_factory.mktemp("list"), rows)) == {
        "functional": {code: EVERY[code] for code in chosen}
    }
