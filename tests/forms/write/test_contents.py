"""What contents and outline name: the parts of the edition, its tables as it numbers them, every project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from test_write_goal_tables import project
from whole import made

from forms.document.document import Document
from forms.form.load import edition
from forms.form.model import Titles
from forms.write.page.flow import flow
from forms.write.page.listing import ListedPart, listed
from forms.write.pdf.pdf import write_pdf
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit

MADE = date(2024, 2, 1)


def lines(document: Document) -> list[ListedPart]:
    return [line for line in listed(flow(document)) if line]


def of_year(year: int, kind: str = "部门", **texts: str) -> Document:
    form = edition(year, kind)
    cells = {Address("X5", "1", "title"): CellEntry(text="1、桥梁加固绩效目标表")}
    rows = {RowAddress("X5", "1"): RowEntry(order=1)}
    content = Content(cells, rows, {"S1.text": "职责。", **texts})
    return Document(Head("1", Unit("77", "某县交通运输局"), year, kind, form.id), form, content)


def test_the_parts_of_2021_are_counted_and_so_are_its_tables() -> None:
    found = lines(of_year(2021))
    assert [line.text for line in found if line.level == 0] == [
        "一、2021年部门预算公开表",
        "二、2021年部门预算信息公开情况说明",
        "三、部门整体绩效目标",
    ]
    assert [line.text.partition("、")[0] for line in found[1:10]] == list("123456789")
    assert found[-1] == ListedPart("1、桥梁加固绩效目标表", 1, "1、桥梁加固绩效目标表")


@pytest.mark.parametrize("kind", ["部门", "单位"])
def test_other_years_name_their_parts_without_numbers(kind: str) -> None:
    found = lines(of_year(2024, kind))
    assert [line.text for line in found if line.level == 0] == [
        f"{kind}预算公开表",
        f"2024年{kind}预算信息公开情况说明",
    ]
    assert found[1].text == f"{kind}预算收支总表"
    assert [line.level for line in found if "桥梁" in line.text] == [2], "under its section"


def test_tables_alone_are_not_divided() -> None:
    document = of_year(2024)
    bare = Document(document.head, document.edition, replace(document.content(), texts={}))
    assert {line.level for line in lines(bare)} == {0}


def test_an_edition_may_call_and_number_them_otherwise() -> None:
    document = of_year(2024)
    titles = replace(
        document.edition.titles,
        tables="附表",
        part_entry="第{ordinal}部分 {title}",
        table_entry="公开表{number} {title}",
    )
    other = Document(document.head, replace(document.edition, titles=titles), document.content())
    assert isinstance(titles, Titles)
    assert [line.text for line in lines(other)][:2] == ["第一部分 附表", "公开表1 部门预算收支总表"]
    assert lines(other)[10].text == "第二部分 2024年部门预算信息公开情况说明"


def test_the_goals_of_2021_begin_a_page_under_their_own_title(tmp_path: Path) -> None:
    document = of_year(2021, **{"S9.heading": "某县交通运输局2021年部门整体绩效目标", "S9.text": "一、总体绩效目标"})
    write_pdf(document, tmp_path / "公开.pdf")
    with pdfium.PdfDocument(tmp_path / "公开.pdf") as pdf:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
        outline = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in pdf.get_toc()]
    (place,) = (
        page for title, level, page in outline if (title, level) == ("三、某县交通运输局2021年部门整体绩效目标", 0)
    )
    assert texts[place].startswith("某县交通运输局2021年部门整体绩效目标一、总体绩效目标")
    assert outline[2] == ("一、2021年部门预算公开表", 0, outline[3][2]), "it leads to its first table"


def test_the_outline_holds_sixty_projects_under_their_section(tmp_path: Path) -> None:
    document = made({"S1.text": "职责。"}, [project(f"第{n}号公路养护") for n in range(1, 61)])
    write_pdf(document, tmp_path / "公开.pdf")
    with pdfium.PdfDocument(tmp_path / "公开.pdf") as pdf:
        third = [mark.get_title() for mark in pdf.get_toc() if mark.level == 2]
    assert third == [f"第{n}号公路养护绩效目标表" for n in range(1, 61)]
