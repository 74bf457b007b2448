"""What a form changes of another is told, each change and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forms.form import load
from forms.form.load import pack
from forms.form.pack import PACKS
from forms.packing.differences import both_named, form_differences

NEWEST = {name: pack(name).years[-1] for name in ("hebei", "shanghai")}
NEWEST_OF_BOTH = min(NEWEST.values())
CHANGES = {
    "income_sources.toml": '\n[[line]]\nid = "makeup"\nafter = "general"\nsince = 2026\nname = "弥补收入"\n',
    "T8.toml": '\n[[column]]\nid = "more"\nsince = 2026\npath = ["备注"]\nkind = "单位"\n',
    "parts.toml": '\npublic = [{ is = "X8/public/amount", until = 2020 }, { is = "T6/302/public", since = 2026 }]\n',
    "words/carry.toml": '\n"T9/meeting" = [{ is = [], until = 2025 }, { is = ["training"], since = 2026 }]\n',
    "T7.toml": (
        '\n[[relation]]\nid = "least"\nrule = "C07"\nsince = 2026\ncell = "total/total"\nat_least = ["total/basic"]\n'
    ),
    "pack.toml": (
        'tables = [{ is = "{kind}表", since = 2026 }, { is = "{kind}预算公开表", until = 2020 }, '
        '{ is = "{year}年{kind}预算公开表", since = 2021, until = 2022 }, '
        '{ is = "{kind}预算公开表", since = 2023, until = 2025 }]\n'
    ),
}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Hebei as it is, under another name."""
    return Path(shutil.copytree(PACKS / "hebei", tmp_path / "hainei"))


def change(folder: Path, file: str) -> None:
    """Write a change into a pack and use it."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    if file in ("pack.toml", "parts.toml"):
        name = CHANGES[file].strip().partition(" ")[0]
        lines, inside = [], file == "parts.toml"
        for line in text.splitlines():
            inside = line == "[document]" if line.startswith("[") and file == "pack.toml" else inside
            lines += [] if inside and line.startswith(f"{name} =") else [line]
        text = "\n".join(lines) + "\n"
    path.write_text(text + CHANGES[file], encoding="utf-8")
    load.use_folder(folder.parent)


def told(old: str, new: str) -> list[tuple[str, str, str, str, str]]:
    return [(one.kind, one.place, one.value, one.old, one.new) for one in form_differences(old, new)]


def test_the_year_alone_is_no_difference() -> None:
    assert told("shanghai-2026", "shanghai-2027") == []


@pytest.mark.parametrize(
    ("names", "years"),
    [
        (("hebei", "shanghai"), (NEWEST_OF_BOTH, NEWEST_OF_BOTH)),
        (("hebei-2024", "shanghai"), (2024, NEWEST["shanghai"])),
        (("shanghai-2026", "shanghai"), (2026, NEWEST["shanghai"])),
        (("hebei", "shanghai-2026"), (2026, 2026)),
        (("hebei-2024", "hebei-2025"), (2024, 2025)),
    ],
)
def test_packs_are_held_against_each_other_in_one_year(names: tuple[str, str], years: tuple[int, int]) -> None:
    old, new = both_named(*names)
    assert (old.year, new.year) == years


def test_a_line_less_is_one_in_each_table_that_has_it() -> None:
    gone = ("三十一、人行科目", "（没有）")
    assert told("hebei-2025", "hebei-2026") == [
        ("", f"{table} 行 expenditure.central_bank", "", *gone) for table in ("T1", "T4")
    ]


@pytest.mark.parametrize(
    ("file", "difference"),
    [
        ("income_sources.toml", ("", "T1 行 income.makeup", "", "（没有）", "二、弥补收入")),
        ("T8.toml", ("单位", "T8 列 more", "", "（没有）", "备注")),
        ("words/carry.toml", ("", "词表 carry", "rows T9/meeting", "（没有）", "training")),
        ("T7.toml", ("", "T7 关系 least", "", "（没有）", "T7/total/total >= T7/total/basic")),
        ("pack.toml", ("", "名称", "tables", "部门预算公开表", "部门表")),
    ],
)
def test_a_change_is_told_alone(form: Path, file: str, difference: tuple[str, ...]) -> None:
    before = told("hebei-2025", "hebei-2026")
    change(form, file)
    assert [one for one in told("hainei-2025", "hainei-2026") if one not in before] == [difference]


def test_a_long_text_is_told_where_it_differs(form: Path) -> None:
    before = told("hebei-2025", "hebei-2026")
    change(form, "parts.toml")
    found = [one for one in told("hainei-2025", "hainei-2026") if one not in before and one[2] == "draft"]
    assert [one[1] for one in found] == ["节 overview", "节 running"]
    assert all("T6/total/public" in old and "T6/302/public" in new for *_, old, new in found)
    assert [text for one in found for text in one if len(text) > 60] == []


def test_another_order_is_told(form: Path) -> None:
    (form / "T8.toml").write_text('[[column]]\nid = "project"\nafter = "total"\n', encoding="utf-8")
    load.use_folder(form.parent)
    assert ("", "T8 列", "顺序", "basic；project", "project；basic") in told("hebei-2026", "hainei-2026")
