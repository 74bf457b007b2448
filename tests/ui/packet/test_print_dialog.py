"""打印: every choice reaches the paper; a file takes the place of the printer, and a colour tells which page it is."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from forms.write.page.paper import LANDSCAPE, PORTRAIT
from ui.kit.jobs import Jobs
from ui.packet import print_dialog
from ui.packet.pages import Pages, image, read_pages
from ui.packet.print_dialog import TO_FILE, PrintDialog

COLOURS = ("#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff")
COVER, CONTENTS, FIRST, LYING, SECOND, LAST = range(len(COLOURS))
"""The pages: a cover without a number, contents, and a table each; that of the second goes on from a lying page."""
BLANK = -1
PRINTER = "二楼打印机"
Printed = Callable[[], Pages]


@pytest.fixture
def pages() -> Pages:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setTitle("某局2024年部门预算信息公开")
    for page, colour in enumerate(COLOURS):
        frame = LANDSCAPE if page == LYING else PORTRAIT
        canvas.setPageSize(frame.sheet)
        canvas.setFillColor(colour)
        canvas.rect(0, 0, *frame.sheet, stroke=0, fill=1)
        if page in (FIRST, LYING, LAST):
            canvas.bookmarkPage(str(page))
            canvas.addOutlineEntry(f"{page}、表", str(page))
        canvas.showPage()
    canvas.addPageLabel(COVER, prefix="封面")
    canvas.addPageLabel(CONTENTS, style="ARABIC", start=1)
    canvas.save()
    return read_pages(file.getvalue())


@pytest.fixture
def dialog(qtbot: QtBot, pages: Pages, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> PrintDialog:
    monkeypatch.setattr(print_dialog, "PRINT_DPI", 24)
    dialog = PrintDialog(pages, FIRST, jobs)
    qtbot.addWidget(dialog)
    dialog.printer.setCurrentText(TO_FILE)
    return dialog


@pytest.fixture
def printed(dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printed:
    """Prints into a file, and says what was printed."""
    path = tmp_path / "纸.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def print_all() -> Pages:
        dialog.start.click()
        return read_pages(path.read_bytes())

    return print_all


def seen(paper: Pages, columns: int = 1, rows: int = 1) -> list[list[int]]:
    """Which pages stand on each side of the paper, from the left to the right and downwards."""
    places = [((2 * x + 1) / columns / 2, (2 * y + 1) / rows / 2) for y in range(rows) for x in range(columns)]
    pictures = [image(paper, side, 0.1) for side in range(len(paper.sizes))]
    return [
        [told(each.pixelColor(int(each.width() * x), int(each.height() * y))) for x, y in places] for each in pictures
    ]


def told(colour: QColor) -> int:
    """Pictures on paper are packed with loss: a colour comes back nearly as it was."""
    name = "#" + "".join("ff" if part > 127 else "00" for part in (colour.red(), colour.green(), colour.blue()))
    return COLOURS.index(name) if name in COLOURS else BLANK


def lie(paper: Pages) -> list[bool]:
    return [size.width() > size.height() for size in paper.sizes]


def test_prints_every_page_in_its_own_size(pages: Pages, printed: Printed) -> None:
    paper = printed()
    assert seen(paper) == [[page] for page in range(len(COLOURS))]
    for got, size in zip(paper.sizes, pages.sizes, strict=True):
        assert got.toTuple() == pytest.approx(size.toTuple(), abs=1)


def test_prints_one_table(dialog: PrintDialog, printed: Printed) -> None:
    dialog.show_part("3、表")
    assert seen(printed()) == [[LYING], [SECOND]]


def test_prints_the_page_looked_at(dialog: PrintDialog, printed: Printed) -> None:
    dialog.this.click()
    assert seen(printed()) == [[FIRST]]


def test_prints_what_was_typed(dialog: PrintDialog, printed: Printed) -> None:
    dialog.range.setText("2-3、6")
    dialog.some.click()
    assert seen(printed()) == [[CONTENTS], [FIRST], [LAST]]


def test_a_page_that_is_not_there_is_told(dialog: PrintDialog) -> None:
    dialog.some.click()
    dialog.range.setText("2-300")
    assert not dialog.start.isEnabled()
    assert "“2-300”不对" in dialog.told.text()


def test_two_pages_share_a_lying_side(dialog: PrintDialog, printed: Printed) -> None:
    dialog.per_side.setCurrentText("2 页")
    paper = printed()
    assert seen(paper, columns=2) == [[COVER, CONTENTS], [FIRST, LYING], [SECOND, LAST]]
    assert all(lie(paper))


def test_four_pages_share_a_standing_side(dialog: PrintDialog, printed: Printed) -> None:
    dialog.per_side.setCurrentText("4 页")
    paper = printed()
    assert seen(paper, columns=2, rows=2) == [[COVER, CONTENTS, FIRST, LYING], [SECOND, LAST, BLANK, BLANK]]
    assert not any(lie(paper))


def test_copies_follow_each_other(dialog: PrintDialog, printed: Printed) -> None:
    dialog.show_part("3、表")
    dialog.copies.setValue(2)
    assert seen(printed()) == [[LYING], [SECOND], [LYING], [SECOND]]
    assert dialog.told.text().startswith("用纸 4 张（每份 2 张）")


def test_on_both_sides_pages_stand_and_odd_numbers_are_fronts(dialog: PrintDialog, printed: Printed) -> None:
    dialog.duplex.setCurrentText("双面，左右翻")
    paper = printed()
    assert seen(paper) == [[COVER], [BLANK], [CONTENTS], [FIRST], [LYING], [SECOND], [LAST]]
    assert not any(lie(paper))


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ("只印单数页（正面）", [[COVER], [CONTENTS], [LYING], [LAST]]),
        ("只印双数页（反面）", [[BLANK], [FIRST], [SECOND]]),
    ],
)
def test_fronts_and_backs_are_printed_apart(
    dialog: PrintDialog, printed: Printed, sides: str, expected: list[list[int]]
) -> None:
    dialog.sides.setCurrentText(sides)
    assert seen(printed()) == expected


def test_the_printer_hears_what_was_chosen(
    qtbot: QtBot, pages: Pages, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[QPrinter] = []
    names: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["一楼打印机", PRINTER])
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: PRINTER)
    monkeypatch.setattr(QPrinter, "setPrinterName", lambda _, name: names.append(name))
    monkeypatch.setattr(print_dialog, "print_sides", lambda printer, *_, **__: heard.append(printer))
    dialog = PrintDialog(pages, FIRST, jobs)
    qtbot.addWidget(dialog)
    dialog.copies.setValue(3)
    dialog.start.click()
    assert names == [PRINTER]
    assert heard[0].copyCount() == 3
    assert heard[0].docName() == "某局2024年部门预算信息公开"
