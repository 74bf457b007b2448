"""使用说明 as files: the same chapters, rules and pictures on the page and in the PDF, and nothing from outside."""

import re
from pathlib import Path

import pypdfium2
import pytest

from forms.guide import book
from forms.guide.page import web_page
from forms.guide.write import write_guide
from main import main

PICTURES = re.findall(r"!\[(.*?)\]\((.*?)\)", book.text())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return write_guide(tmp_path_factory.mktemp("guide"))


def text_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_every_picture_is_there_and_says_what_it_shows() -> None:
    assert PICTURES
    assert all(words and (book.folder() / name).is_file() for words, name in PICTURES)


def test_every_picture_that_is_there_is_shown_somewhere() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    shown = {name for _, name in PICTURES} | set(re.findall(r"resources/help/(\S+?\.png)", readme))
    assert {path.name for path in book.folder().glob("*.png")} == shown


def test_the_page_is_whole_by_itself() -> None:
    page = web_page()
    assert page.count("<img ") == page.count("data:image/png;base64,") == len(PICTURES)
    links = re.findall(r'(?:href|src)="(?!data:)(.*?)"', page)
    assert links
    assert {link.removeprefix("#") for link in links} <= set(re.findall(r'id="(.*?)"', page))
    assert "<script" not in page


def test_the_pdf_has_every_chapter_and_rule_in_its_bookmarks_and_text(written: tuple[Path, ...]) -> None:
    with pypdfium2.PdfDocument(written[0]) as document:
        marks = [mark.get_title() for mark in document.get_toc()]
    assert marks[: len(book.chapters())] == [*book.chapters()]
    assert book.RULES_TITLE in marks
    text = "".join("".join(text_of(written[0])).split())
    missing = [e.heading for _, entries in book.rules() for e in entries if "".join(e.heading.split()) not in text]
    assert missing == []


def test_the_contents_tell_the_page_of_a_chapter(written: tuple[Path, ...]) -> None:
    pages = text_of(written[0])
    contents = "".join(pages[0].split())
    for chapter in book.chapters():
        (told,) = re.findall(re.escape("".join(chapter.split())) + r"[.·]*(\d+)", contents)
        assert "".join(chapter.split()) in "".join(pages[int(told) - 1].split())


def test_files_are_the_same_each_time(written: tuple[Path, ...], tmp_path: Path) -> None:
    again = write_guide(tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_the_command_line_writes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "--out", str(tmp_path)]) == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".pdf"]
    assert capsys.readouterr().out.count("已写成") == 2
