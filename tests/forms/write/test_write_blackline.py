"""The list of differences on paper and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.cell.rich_text import CellRichText

from forms.compare.compare import Difference, compare
from forms.document.document import Document
from forms.edit.cells import write_section
from forms.write.pdf.table_pages import typeset
from forms.write.reports.blackline import write_blackline
from forms.write.reports.main_points import amounts
from models.errors import Trouble
from models.money import show
from tests.forms.documents import begun, fill, imported

MADE = date(2025, 1, 20)


def two() -> tuple[Document, Document]:
    old, new = begun(), begun()
    fill(old, {"T2/2060101/fiscal": "292.65"})
    fill(new, {"T2/2060101/fiscal": "300"})
    old.apply("写", write_section(old, "S3", "机关运行经费共计安排76.95万元，主要用于水电费。"))
    new.apply("写", write_section(new, "S3", "机关运行经费共计安排80.10万元，主要用于水电费。"))
    return old, new


def printed(old: Document, new: Document, folder: Path) -> str:
    pdf_path, _ = write_blackline(old, new, compare(old, new), folder, made=MADE)
    with pypdfium2.PdfDocument(pdf_path) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_the_list_on_paper_holds_amounts_and_marked_texts(tmp_path: Path) -> None:
    text = printed(*two(), tmp_path).replace("\r\n", "")
    for words in ("预算公开资料对照表", "292.65", "300.00", "7.35", "76.95", "80.10", "主要用于水电费"):
        assert words in text


def test_two_alike_are_said_to_be_alike(tmp_path: Path) -> None:
    assert "两份资料没有差别。" in printed(imported(), imported(), tmp_path)


def test_the_workbook_holds_numbers_and_struck_out_words(tmp_path: Path) -> None:
    old, new = two()
    differences = compare(old, new)
    _, path = write_blackline(old, new, differences, tmp_path, made=MADE)
    sheet = openpyxl.load_workbook(path, rich_text=True)["预算公开资料对照表"]
    rows = list(sheet.iter_rows(min_row=4))
    assert len(rows) == len(differences)
    cell = next(row for row in rows if "行政运行" in str(row[3].value) and "财政拨款收入" in str(row[3].value))
    assert [value.value for value in cell[4:7]] == [292.65, 300, 7.35]
    marked = next(row[7].value for row in rows if isinstance(row[7].value, CellRichText))
    struck = [block.text for block in marked if getattr(block, "font", None) and block.font.strike]
    assert struck == ["76.95"]


def test_the_same_two_give_the_same_bytes(tmp_path: Path) -> None:
    old, new = two()
    first, second = (write_blackline(old, new, compare(old, new), tmp_path / n, made=MADE) for n in ("1", "2"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "占着").write_text("", encoding="utf-8")
    with pytest.raises(Trouble):
        write_blackline(*two(), (), tmp_path / "占着", made=MADE)


def test_files_are_named_after_unit_and_both_years_and_none_is_overwritten(tmp_path: Path) -> None:
    _, new = two()
    old = Document(replace(new.head, year=2023), new.edition, new.content())
    first = write_blackline(old, new, (), tmp_path, made=MADE)
    content = [path.read_bytes() for path in first]
    second = write_blackline(old, new, compare(*two()), tmp_path, made=MADE)
    stem = f"{new.head.unit.name}2023年与2024年部门预算公开资料对照表"
    assert [path.name for path in (*first, *second)] == [
        f"{stem}.pdf", f"{stem}.xlsx", f"{stem}（2）.pdf", f"{stem}（2）.xlsx",
    ]  # fmt: skip
    assert [path.read_bytes() for path in first] == content


def test_two_states_of_one_disclosure_are_named_in_the_name(tmp_path: Path) -> None:
    pdf, _ = write_blackline(*two(), (), tmp_path, made=MADE, names=("定稿时", "现在 10:30"))
    assert pdf.name.endswith("2024年部门预算公开资料对照表（定稿时与现在 10-30）.pdf")


def difference(old: int | None, new: int | None, place: str = "表一") -> Difference:
    return Difference("table", place, "“合计”行", show(old), show(new), old, new)


def test_the_first_page_tells_how_many_and_the_largest_first(tmp_path: Path) -> None:
    found = [difference(100, 200, "小的"), difference(None, 90_000_000, "新来的"), difference(50_000_000, 0, "减掉的")]
    pdf_path, _ = write_blackline(*two(), found, tmp_path, made=MADE)
    with pypdfium2.PdfDocument(pdf_path) as pdf:
        first, *_ = ("".join(page.get_textpage().get_text_range().split()) for page in pdf)
        pages = len(pdf)
    assert "合计332" in first
    assert first.index("新来的") < first.index("减掉的") < first.index("小的")
    assert first.endswith(f"第1页共{pages}页")


def test_amounts_stand_in_narrow_columns() -> None:
    table = typeset(amounts("金额", [difference(100, 200, "表三《部门预算支出总表》" * 2)] * 3))
    widths = [right - left for left, right in pairwise(table.edges)]
    assert max(widths[3:]) < min(widths[1:3]) / 2
