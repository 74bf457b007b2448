"""The text and the goal tables in the PDF: nothing is lost or cut, contents and breaks are right."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from whole import LONG, WITH_PROJECTS, long_project, made, stretched, whole

from forms.document.document import Document
from forms.document.projects import PLAN, Project, projects
from forms.write.page.flow import Heading, TextParagraph, TextTitle, flow
from forms.write.page.goal_grid import CAPTIONS, LONGEST_CONTINUED
from forms.write.page.listing import listed
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.pdf import write_pdf
from forms.write.pdf.text_lines import PITCH
from models.money import show
from tests.forms.books import ALL_NAMES

PAGE_NUMBER = re.compile(r"—\d+—$")
HEAD = "".join(CAPTIONS)


def plain(text: str) -> str:
    return "".join(text.split())


def pages(path: Path) -> list[str]:
    """The text of every page without blanks and page number."""
    with pdfium.PdfDocument(path) as pdf:
        return [PAGE_NUMBER.sub("", plain(page.get_textpage().get_text_bounded())) for page in pdf]


def boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of every piece of text."""
    text = page.get_textpage()
    return [text.get_rect(number) for number in range(text.count_rects())]


@pytest.fixture(scope="module", params=ALL_NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def path(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "公开.pdf"
    write_pdf(whole(name), path)
    return path


def written(document: Document, folder: Path) -> list[str]:
    path = folder / "公开.pdf"
    write_pdf(document, path)
    return pages(path)


def texts_of(project: Project) -> list[str]:
    amounts = [show(project.budget), show(project.fiscal), show(project.other)]
    plan = [project.plan[column] for column in PLAN]
    cells = [getattr(i, column) for i in project.indicators for column in i.__slots__]
    facts = [project.title, project.unit, project.code, project.name, project.purpose]
    return [*facts, *project.goals, *amounts, *plan, *cells]


def test_every_heading_and_paragraph_is_found(name: str, path: Path) -> None:
    text = "".join(pages(path))
    wanted = [part.text for part in flow(whole(name)) if isinstance(part, TextTitle | Heading | TextParagraph)]
    assert len(wanted) > 20
    assert [words for words in wanted if plain(words) not in text] == []


@pytest.mark.parametrize("name", WITH_PROJECTS, indirect=True)
def test_every_text_amount_and_indicator_of_every_project_is_found(name: str, path: Path) -> None:
    text = "".join(pages(path)).replace(HEAD, "")
    wanted = [words for project in projects(whole(name)) for words in texts_of(project)]
    assert len(wanted) > 200
    assert [words for words in wanted if plain(words) not in text] == []


def test_headings_are_in_contents_and_outline_with_their_pages(name: str, path: Path) -> None:
    found = pages(path)
    lines = [line for line in listed(flow(whole(name))) if line]
    with pdfium.PdfDocument(path) as pdf:
        outline = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in pdf.get_toc()]
    contents = "".join(found[1 : outline[2][2]])
    assert [(title, level) for title, level, _ in outline[2:]] == [(line.text, line.level) for line in lines]
    for line, (title, _, page), (following, *_) in zip(lines, outline[2:], [*outline[3:], ("",)], strict=True):
        behind = re.escape(plain(following))
        assert re.search(f"{re.escape(plain(title))}…*{page}(?:\\D|{behind}|$)", contents)
        assert plain(line.printed) in found[page]
    assert path.read_bytes().count(b"/Subtype /Link") == len(outline) - 2


def test_contents_of_many_entries_go_on_on_a_second_page(tmp_path: Path) -> None:
    titles = {f"S{n}.heading": "很长的标题" * 20 for n in range(1, 12)}
    found = written(made({"S1.text": "职责。", **titles}), tmp_path)
    assert found[2].startswith("目录（续）")
    assert re.search("…+" + str(len(found) - 1) + "$", found[2])


def test_no_heading_stands_at_the_foot_of_a_page(name: str, path: Path) -> None:
    headings = {plain(part.text) for part in flow(whole(name)) if isinstance(part, Heading)}
    assert [text for text in pages(path)[2:] for heading in headings if text.endswith(heading)] == []


def test_a_single_line_of_a_paragraph_stands_alone_on_no_page(tmp_path: Path) -> None:
    for count in range(18, 24):
        found = written(made({"S0.text": "一行。\n" * count, "S1.text": "职" * 60}), tmp_path)
        parts = [text.count("职") for text in found[11:] if "职" * 10 in text]
        assert parts == [60] or min(parts) > 26


def test_every_face_is_an_embedded_subset(path: Path) -> None:
    data = path.read_bytes()
    faces = re.findall(rb"/BaseFont /(\S+)", data)
    assert all(re.match(rb"[A-Z]{6}\+", face) for face in faces)
    assert data.count(b"/Subtype /TrueType") == data.count(b"/FontFile2") == len(faces)


def test_a_form_without_codes_prints_goals_and_indicators_only(tmp_path: Path) -> None:
    text = "".join(written(whole("2023-bazhou-unit"), tmp_path))
    assert "项目编码" not in text
    assert text.count(HEAD) >= len(projects(whole("2023-bazhou-unit")))


def test_a_long_goal_table_repeats_its_head_and_its_first_level_on_every_page(tmp_path: Path) -> None:
    found = [text for text in written(long_project(), tmp_path) if "第" in text and "项" in text and HEAD in text]
    assert len(found) > 2
    for text in found[1:]:
        assert text.startswith("1、某项目绩效目标表（续）" + HEAD)
        assert "产出指标" in text or "效益指标" in text
    assert "".join(found).count("第79项") == 1
    assert all(text.count("数量指标") > 1 for text in found)


def test_the_heading_right_above_a_landscape_table_stands_on_its_page(tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    write_pdf(whole("2024-fengrun"), path)
    (number,) = (n for n, text in enumerate(pages(path)) if text.startswith("八、政府采购预算情况部门政府采购预算"))
    with pdfium.PdfDocument(path) as pdf:
        assert [tuple(round(side / MM) for side in pdf[n].get_size()) for n in (number, number + 1)] == [
            (297, 210),
            (210, 297),
        ]


def test_a_small_table_stands_in_the_text(tmp_path: Path) -> None:
    found = written(made({"S1.text": "机构设置：", "S2.text": "总体情况。"}, institutions=["某局"]), tmp_path)
    (page,) = (text for text in found[2:] if "机构设置：" in text)
    assert page.index("机构设置：") < page.index("某局") < page.index("总体情况。")


def test_goal_tables_without_any_text_are_entries_of_the_contents(tmp_path: Path) -> None:
    document = whole("2020-shijiazhuang")
    content = document.content()
    bare = Document(document.head, document.edition, type(content)(content.cells, content.rows))
    path = tmp_path / "公开.pdf"
    write_pdf(bare, path)
    with pdfium.PdfDocument(path) as pdf:
        outline = [mark.get_title() for mark in pdf.get_toc()]
    assert [title for title in outline if "绩效目标表" in title] == [p.title for p in projects(bare)]


def test_lines_end_at_the_right_edge(tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    write_pdf(made({"S0.text": "国" * 25 + "123456.78万元" + "国" * 50}), path)
    with pdfium.PdfDocument(path) as pdf:
        number = next(n for n, text in enumerate(pages(path)) if "国国国" in text)
        rights = sorted(right for _, _, right, _ in boxes(pdf[number]))
    assert rights[-1] == pytest.approx(PORTRAIT.right, abs=1.5)
    assert rights[-2] == pytest.approx(PORTRAIT.right, abs=1.5)


def test_nothing_is_cut_and_nothing_leaves_the_page(tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    document = stretched()
    write_pdf(document, path)
    entered = [entry.text or "" for entry in document.cells.values()] + list(document.texts.values())
    twice = document.texts["S1.heading"]  # in the contents too, as is the title of a project
    text = "".join(pages(path))
    again = text.count("……（续）") * LONGEST_CONTINUED
    assert text.count(LONG) == "".join([*entered, twice, LONG * 400]).count(LONG) + again
    with pdfium.PdfDocument(path) as pdf:
        for page in pdf:
            wide, high = page.get_size()
            edges = boxes(page)
            assert min(left for left, *_ in edges) > 20 * MM
            assert max(right for _, _, right, _ in edges) < wide - 19 * MM
            assert min(bottom for _, bottom, *_ in edges) > 14 * MM
            assert max(top for *_, top in edges) < high - 25 * MM


def test_no_two_lines_of_the_text_overlap(tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    write_pdf(made({"S0.text": "国家" * 300}), path)
    with pdfium.PdfDocument(path) as pdf:
        number = next(n for n, text in enumerate(pages(path)) if "国家国家" in text)
        tops = sorted({round(top) for _, _, right, top in boxes(pdf[number]) if right > 300})
    distances = [upper - lower for lower, upper in pairwise(tops) if upper - lower > 2]
    assert distances.count(pytest.approx(PITCH, abs=1.1)) > 10
