"""The PDF: read back, it has every table with its head on each page, embedded fonts, outline, links and page labels."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from published import large, published
from reportlab.pdfgen.canvas import Canvas

from forms.document.document import Document
from forms.form.load import edition
from forms.form.version import PROGRAM
from forms.write.page.layout import pictures
from forms.write.page.paper import MM
from forms.write.pdf.pdf import write_pdf
from forms.write.pdf.table_pages import page_frame, typeset
from forms.write.pdf.type import Pen, wrap, wrap_caption, wrap_evenly
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit
from tests.forms.books import ALL_NAMES, NAMES


def plain(text: str) -> str:
    return "".join(text.split())


def texts(path: Path) -> list[str]:
    """The text of every page without blanks."""
    with pdfium.PdfDocument(path) as pdf:
        return [plain(page.get_textpage().get_text_bounded()) for page in pdf]


def extreme() -> Document:
    """Long unit, long and rare names, the largest amounts, a typed text in place of an amount."""
    form = edition(2024, "部门")
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}
    for table in ("T2", "T3", "T5"):
        for number, code in enumerate(("206", "20601", "2060101")):
            rows[RowAddress(table, code)] = RowEntry(
                ("名称很长的科目（" + "项㛃堃" * 60 + "）2024.50")[: 8 + 90 * number]
            )
            for column in form.tables[table].money_ids[""]:
                cells[Address(table, code, column)] = CellEntry(-8_999_999_999_999_999_99 + number)
    cells[Address("T3", "206", "basic")] = CellEntry(text="大约十二万三千四百五十六元整，见附件")
    unit = Unit("339001001", "某某省某某市某某县人民政府某某某某管理委员会办公室" * 3)
    return Document(Head("1", unit, 2024, "部门", form.id), form, Content(cells, rows))


@pytest.fixture(scope="module", params=ALL_NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def path(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "公开.pdf"
    write_pdf(published(name), path)
    return path


@pytest.fixture(scope="module")
def long_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "公开.pdf"
    write_pdf(large(), path)
    return path


def test_cover_contents_and_every_table(name: str, path: Path) -> None:
    pages, head = texts(path), published(name).head
    assert len(pages) >= 2 + len(pictures(published(name)))
    assert pages[0] == f"{head.unit.name}{head.year}年{head.kind}预算信息公开（草稿）"
    assert pages[1].startswith("目录")


def test_every_text_and_amount_of_every_table_is_found_on_its_pages(name: str, path: Path) -> None:
    pages = texts(path)
    for picture in pictures(published(name)):
        own = "".join(page for page in pages[2:] if page.startswith(plain(picture.title)))
        wanted = [cell.text for row in picture.rows for cell in row] + list(picture.notes)
        assert [text for text in wanted if plain(text) not in own] == []


def test_every_page_is_a4_as_the_table_wants_it(name: str, path: Path) -> None:
    landscape = {plain(picture.title) for picture in pictures(published(name)) if picture.landscape}
    with pdfium.PdfDocument(path) as pdf:
        sizes = [tuple(round(side / MM) for side in page.get_size()) for page in pdf]
    wanted = [(297, 210) if any(page.startswith(title) for title in landscape) else (210, 297) for page in texts(path)]
    assert sizes == wanted


def test_title_head_lines_head_and_numbers_stand_on_every_page_of_a_long_table(long_path: Path) -> None:
    pages = texts(long_path)
    for picture in pictures(large())[1:3]:
        own = [page for page in pages[2:] if page.startswith(plain(picture.title))]
        assert len(own) > 5
        captions = "".join(cell.text for cell in picture.head)
        for page in own:
            assert page.startswith(plain(picture.title + "".join(picture.head_lines)))
            above, numbers, _ = page.partition("".join(picture.numbers))
            assert numbers
            # Lines of one caption come in the order of their height, between those of its neighbours.
            assert sorted(above) == sorted(plain(picture.title + "".join(picture.head_lines) + captions))


def test_no_page_of_a_long_table_is_nearly_empty() -> None:
    for picture in pictures(large()):
        counts = [end - first for first, end in typeset(picture).pages]
        assert min(counts) > 3


@pytest.mark.parametrize("name", NAMES)
def test_the_summaries_fit_on_one_page(name: str) -> None:
    drawn = pictures(published(name))
    assert [len(typeset(drawn[number]).pages) for number in (0, 3)] == [1, 1]


def test_contents_outline_and_page_numbers_agree(name: str, path: Path) -> None:
    titles = [picture.title for picture in pictures(published(name))]
    pages = texts(path)
    with pdfium.PdfDocument(path) as pdf:
        outline = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
        labels = [pdf.get_page_label(number) for number in range(len(pdf))]
    assert [title for title, _ in outline] == ["封面", "目录", *titles]
    assert labels == ["封面", *map(str, range(1, len(pages)))]
    for title, page in outline[2:]:
        assert re.search(f"{re.escape(plain(title))}…*{page}(?!\\d)", pages[1])
        assert pages[page].startswith(plain(title))
        assert pages[page].endswith(f"—{page}—")
    assert path.read_bytes().count(b"/Subtype /Link") == len(titles)


def test_the_page_number_stands_at_one_place_of_the_sheet_however_it_lies(name: str, path: Path) -> None:
    """The head of a lying page is at the left edge of the sheet; there the number is at the foot as everywhere."""
    places: dict[bool, set[tuple[int, int]]] = {True: set(), False: set()}
    lying = 0
    with pdfium.PdfDocument(path) as pdf:
        for number, page in list(enumerate(pdf))[1:]:
            wide, high = page.get_size()
            text = page.get_textpage()
            found = text.search(f"— {number} —").get_next()
            *_, last = (text.get_charbox(found[0] + offset) for offset in range(found[1]))
            first = text.get_charbox(found[0])
            left, bottom, right, top = first[0], min(first[1], last[1]), last[2], max(first[3], last[3])
            if wide > high:
                lying += 1
                # Turned back: what was up is to the left, what was right is up.
                left, right, bottom = high - top, high - bottom, first[0]
            outer = right if number % 2 else left
            places[number % 2 == 1].add((round(outer / MM), round(bottom / MM)))
    assert bool(lying) == any(picture.landscape for picture in pictures(published(name)))
    assert places == {True: {(179, 25)}, False: {(33, 25)}}


def test_all_fonts_are_embedded_subsets(path: Path) -> None:
    data = path.read_bytes()
    fonts = re.findall(rb"/BaseFont /(\S+)", data)
    assert len(fonts) > 3
    assert all(re.match(rb"[A-Z]{6}\+", font) for font in fonts)
    assert data.count(b"/Subtype /TrueType") == data.count(b"/FontFile2") == len(fonts)


def test_metadata_name_the_unit_and_nothing_of_the_machine(name: str, path: Path) -> None:
    with pdfium.PdfDocument(path) as pdf:
        facts = pdf.get_metadata_dict()
    head = published(name).head
    assert facts["Author"] == head.unit.name
    assert facts["Title"] == f"{head.unit.name}{head.year}年{head.kind}预算信息公开"
    assert facts["CreationDate"].startswith(f"D:{head.year}0101")
    assert facts["Producer"] == facts["Creator"] == PROGRAM
    data = path.read_bytes()
    assert b"/Lang (zh-CN)" in data
    assert not [folder for folder in (path.parent, Path.home()) if f"{folder}/".encode() in data]


def test_nothing_is_cut_and_nothing_leaves_its_cell(tmp_path: Path) -> None:
    document = extreme()
    for picture in pictures(document):
        table = typeset(picture)
        assert table.edges[-1] == pytest.approx(table.frame.right)
        assert table.frame.left >= page_frame(picture).left - 6 * MM - 0.01
    path = tmp_path / "公开.pdf"
    write_pdf(document, path)
    pages = texts(path)
    for picture in pictures(document):
        own = "".join(page for page in pages[2:] if page.startswith(plain(picture.title)))
        assert [c.text for row in picture.rows for c in row if plain(c.text) not in own] == []
    with pdfium.PdfDocument(path) as pdf:
        for page in pdf:
            wide, high = page.get_size()
            text = page.get_textpage()
            boxes = [text.get_rect(number) for number in range(text.count_rects())]
            assert min(left for left, *_ in boxes) > 20 * MM
            assert max(right for _, _, right, _ in boxes) < wide - 19 * MM
            assert min(bottom for _, bottom, *_ in boxes) > 14 * MM
            assert max(top for *_, top in boxes) < high - 25 * MM


def test_the_notes_stand_on_the_page_of_the_last_row() -> None:
    rows = next(picture for picture in pictures(large()) if picture.id == "T7").rows
    empty = next(picture for picture in pictures(published("2024-fengrun")) if picture.id == "T7")
    table = typeset(empty._replace(rows=rows, notes=("注：说明。",) * 20))
    first, end = table.pages[-1]
    assert end == len(rows)
    assert end > first


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一般公共预算财政拨款", ("一般公共", "预算财政", "拨款")),
        ("政府性基金预算财政拨款", ("政府性", "基金预算", "财政拨款")),
        ("上年结转", ("上年结转",)),
        ("小计", ("小计",)),
        ("价值（金额单位：万元）", ("价值", "（金额", "单位：", "万元）")),
        ("金额（元）", ("金额", "（元）")),
    ],
)
def test_a_caption_breaks_where_a_word_ends(text: str, lines: tuple[str, ...]) -> None:
    assert wrap_caption(text, "song", 10, 45) == lines


def test_what_is_spaced_or_bold_ends_with_its_pen() -> None:
    canvas = Canvas(BytesIO())
    pen = Pen(canvas)
    pen.write(0, 0, "两端对齐", "song", 10, spacing=1.5, bold=True)
    pen.finish()
    written = "".join(map(str, canvas._code))
    assert written.index("1.5 Tc") < written.index("0 Tc", written.index("1.5 Tc") + len("1.5 Tc"))
    assert written.index("2 Tr") < written.index("0 Tr")


def test_a_number_is_not_broken() -> None:
    assert wrap("收入为1234.50万元", "song", 10, 60) == ("收入为", "1234.50万元")


def test_a_stop_begins_no_line() -> None:
    assert wrap("一二三四五六，七八", "song", 10, 60.5) == ("一二三四五", "六，七八")


def test_a_word_wider_than_the_line_is_broken_rather_than_cut() -> None:
    lines = wrap("1" * 50, "song", 10, 60)
    assert len(lines) > 3
    assert "".join(lines) == "1" * 50


def test_a_title_is_broken_into_even_lines() -> None:
    lengths = [len(line) for line in wrap_evenly("一" * 22, "title", 10, 200.5)]
    assert lengths == [11, 11]
