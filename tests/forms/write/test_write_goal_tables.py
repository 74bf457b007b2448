"""Goal tables in PDF and Word: whole where a page holds them, with the project's name where not, never an empty end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from whole import made

from forms.document.document import Document
from forms.document.projects import NO_INDICATORS, public_projects
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.goal_grid import COLUMNS, goal_table, goal_widths
from forms.write.pdf.pdf import write_pdf
from forms.write.word.word import write_word

MADE = date(2024, 2, 1)
BASIS = "依据全县农村公路养护年度计划和上级主管部门下达的建设任务书逐项核定，并与上年实际完成情况比较。"


def project(name: str) -> Mapping[str, str]:
    return {"title": f"{name}绩效目标表", "code": "5501", "name": name, "goals": "保障通行安全。"}


def indicator(owner: int, number: int, **texts: str) -> tuple[str, Mapping[str, str]]:
    usual = {"level1": "产出指标", "level2": "数量指标", "level3": f"养护里程{number}", "value": f"≥{number}公里"}
    return str(owner), {**usual, **texts}


def roads(counts: list[int]) -> Document:
    """A paper with a project for each count, which has so many indicators."""
    projects = [project(f"第{n}号公路养护") for n in range(1, len(counts) + 1)]
    indicators = [indicator(n, i, basis=BASIS) for n, count in enumerate(counts, 1) for i in range(1, count + 1)]
    return made({"S1.text": "职责。\n" * 4}, projects, indicators)


def pages(document: Document, path: Path) -> list[str]:
    write_pdf(document, path)
    with pdfium.PdfDocument(path) as pdf:
        return ["".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_a_table_that_a_page_can_hold_is_not_parted(tmp_path: Path) -> None:
    texts = pages(roads([5] * 8), tmp_path / "公开.pdf")
    assert not any("绩效目标表（续）" in text for text in texts)
    for number in range(1, 9):
        (page,) = (text for text in texts if f"第{number}号公路养护绩效目标表单位：万元" in text)
        table = page.partition(f"第{number}号公路养护绩效目标表")[2]
        assert all(f"≥{i}公里" in table for i in range(1, 6))


def test_a_longer_one_says_the_name_of_its_project_on_every_page(tmp_path: Path) -> None:
    texts = pages(roads([3, 90]), tmp_path / "公开.pdf")
    further = [text for text in texts if "养护里程" in text][2:]
    assert len(further) > 1
    assert all(text.startswith("第2号公路养护绩效目标表（续）") for text in further)


def test_a_title_without_the_name_is_continued_with_the_name() -> None:
    titled = made({"S1.text": "职责。"}, [{"title": "附表3绩效目标表", "name": "桥梁加固"}])
    assert goal_table(public_projects(titled)[0]).continued == "桥梁加固绩效目标表（续）"


def test_a_column_is_as_wide_as_its_texts_are_long() -> None:
    (table,) = map(goal_table, public_projects(roads([4])))
    widths = goal_widths(table, 44.0, 0.8)
    assert abs(sum(widths) - 44.0) < 0.01
    assert max(range(COLUMNS), key=lambda n: widths[n]) == 5, "the basis has all the text"
    (other,) = map(goal_table, public_projects(made({}, [project("甲")], [indicator(1, 1, description=BASIS)])))
    widths = goal_widths(other, 44.0, 0.8)
    assert max(range(COLUMNS), key=lambda n: widths[n]) == 3


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_project_without_indicators_says_so_and_is_read_back_without_any(suffix: str, tmp_path: Path) -> None:
    document, path = roads([2, 0, 1]), tmp_path / f"公开.{suffix}"
    if suffix == "pdf":
        assert "".join(pages(document, path)).count(NO_INDICATORS[0]) == 1
    else:
        write_word(document, path)
        said = [row.cells[1].text for table in docx.Document(str(path)).tables for row in table.rows]
        assert said.count(NO_INDICATORS[0]) == 1
    found = public_projects(recognise(read(path)).document())
    assert [len(one.indicators) for one in found] == [2, 0, 1]
