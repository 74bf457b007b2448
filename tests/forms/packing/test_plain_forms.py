"""Forms that print little: no year, no code of the unit, no note below an empty table, numbers for names of sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from forms.check import check
from forms.document.document import Document
from forms.form import load
from forms.match.asking.question import Unsure
from forms.match.recognise import recognise
from forms.packing.faults import pack_faults
from forms.packing.start import start
from forms.readers import read
from models.records import Address, Head, Unit

UNIT = Unit("", "泗河县图书馆")
FILES = {
    "pack.toml": (
        '[pack]\ntitle = "泗河"\nbase = "national"\nyears = [2027, 2028]\ntables = ["T8", "T9", "X7", "X8"]\n'
        'usual_kind = "单位"\n'
    ),
    "sections.toml": "[keep]\nsection = []\n",
    "T8.toml": '[table]\ntitle = "国有资本经营支出表"\nhead_unit = "{name}"\nempty_note = ""\nmay_be_empty = true\n',
    "T9.toml": """
column = [
    { id = "unit_code", type = "text", path = ["单位编码"] },
    { id = "unit_name", type = "text", path = ["单位名称"] },
    { id = "last.total", path = ["{previous}年预算数", "合计"] },
    { id = "last.reception", path = ["{previous}年预算数", "接待"] },
    { id = "total", path = ["{year}年预算数", "合计"] },
    { id = "reception", path = ["{year}年预算数", "接待"] },
]
[table]
title = "“三公”经费支出表"
head_unit = "单位名称：{name}"
[keep]
column = []
row = ["total"]
relation = []
""",
}
THREE: Sequence[Sequence[object]] = (
    ("“三公”经费支出表",),
    ("单位名称：泗河县图书馆", None, None, None, None, "单位：万元"),
    ("单位编码", "单位名称", "上年预算数", None, "本年预算数", None),
    (None, None, "合计", "接待", "合计", "接待"),
    ("401001", "泗河县图书馆", 2.5, 2.5, 2, 2),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "sihe"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text.replace("{previous}年", "上年").replace("{year}年", "本年"), encoding="utf-8")
    load.use_folder(folder.parent)
    return folder


def saved(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for number, row in enumerate(rows, start=1):
            for place in (3, 5) if len(row) > 4 and row[2] and not row[3] and number == 3 else ():
                sheet.merge_cells(start_row=3, end_row=3, start_column=place, end_column=place + 1)
    book.save(path)
    return path


@pytest.mark.usefixtures("folder")
def test_one_line_of_amounts_of_two_years_stands_beside_the_unit(tmp_path: Path) -> None:
    reading = recognise(read(saved(tmp_path / "泗河县图书馆2027年单位预算公开表.xlsx", {"07": THREE})))
    document = reading.document()
    fen = [document.value(Address("T9", "total", column)) for column in ("last.total", "last.reception", "reception")]
    assert fen == [25_000_00, 25_000_00, 20_000_00]


@pytest.mark.usefixtures("folder")
def test_the_year_that_nothing_else_tells_is_that_of_the_file(tmp_path: Path) -> None:
    named = saved(tmp_path / "泗河县图书馆2027年单位预算公开表.xlsx", {"07": THREE})
    assert recognise(read(named)).edition.year == 2027
    with pytest.raises(Unsure, match="没有认出预算年度"):
        recognise(read(saved(tmp_path / "20270301报送.xlsx", {"07": THREE})))


def test_a_form_is_asked_only_what_it_prints(folder: Path) -> None:
    assert pack_faults(folder) == ()
    form = load.edition(2027, "单位", "sihe")
    told = check(Document(Head("x", UNIT, 2027, "单位", form.id), form))
    assert [(f.rule, f.table) for f in told if f.rule in ("M01", "F01") or f.table == "T8"] == []


def test_a_drafted_form_tells_its_whole_from_its_total_and_numbers_from_names(tmp_path: Path) -> None:
    """收入支出 is 收支; where 收入合计 stands above 总计 it is that of the year; 公开01表 is no name."""
    lines = [
        (f"{n}、{name}", None, f"{n}、{name}", None) for n, name in zip("一二", ("教育支出", "农林水支出"), strict=True)
    ]
    closing = [("收入合计", 5, "支出合计", 5), ("年初结转和结余", 1, "年末结转和结余", 1), ("总计", 6, "总计", 6)]
    whole = [
        ("收入支出预算总表",),
        ("项目", "金额", "项目", "金额"),
        ("一、事业收入", 5, *lines[0][2:]),
        lines[1],
        *closing,
    ]
    book = saved(tmp_path / "表.xlsx", {"公开01表": whole})
    (draft,) = start(book, tmp_path / "packs" / "other", 2027)
    said = (tmp_path / "packs" / "other" / "T1.toml").read_text(encoding="utf-8")
    assert draft.table == "T1"
    assert 'id = "income.year"\nside = "income"\nlabel = "收入合计"\n' in said
    assert 'label = "总计"\naliases = ["收入总额", "总计"]\n' in said
    assert "titles" not in said
    assert pack_faults(tmp_path / "packs" / "other") == ()
