"""打印: what is chosen reaches the paper; a file takes the place of the printer."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.write.page.products import Product
from ui.kit.jobs import Jobs
from ui.packet.pages import Pages, composed
from ui.packet.print_dialog import TO_FILE, PrintDialog

Printed = Callable[[], list[tuple[float, float]]]


@pytest.fixture
def pages(document: Document) -> Pages:
    return composed(document, Product.PUBLIC)


@pytest.fixture
def dialog(qtbot: QtBot, pages: Pages, jobs: Jobs) -> PrintDialog:
    dialog = PrintDialog(pages, 4, jobs)
    qtbot.addWidget(dialog)
    dialog.printer.setCurrentText(TO_FILE)
    return dialog


@pytest.fixture
def printed(dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printed:
    """Prints into a file, and says how large its sheets are."""
    path = tmp_path / "纸.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def sheets() -> list[tuple[float, float]]:
        dialog.start.click()
        with pypdfium2.PdfDocument(path) as paper:
            return [page.get_size() for page in paper]

    return sheets


def test_prints_every_page_in_its_own_size(pages: Pages, printed: Printed) -> None:
    for got, size in zip(printed(), pages.sizes, strict=True):
        assert got == pytest.approx((size.width(), size.height()), abs=1)


def test_prints_one_table(dialog: PrintDialog, printed: Printed) -> None:
    dialog.show_part("部门预算收入总表")
    assert len(printed()) == 2


def test_prints_the_page_looked_at(dialog: PrintDialog, printed: Printed) -> None:
    dialog.this.click()
    assert len(printed()) == 1


def test_prints_what_was_typed(dialog: PrintDialog, printed: Printed) -> None:
    dialog.range.setText("2-3、6")
    dialog.some.click()
    assert len(printed()) == 3


def test_a_page_that_is_not_there_is_told(dialog: PrintDialog) -> None:
    dialog.some.click()
    dialog.range.setText("2-300")
    assert not dialog.start.isEnabled()
    assert "“2-300”不对" in dialog.told.text()


def test_several_pages_share_a_side(dialog: PrintDialog, pages: Pages, printed: Printed) -> None:
    dialog.per_side.setCurrentIndex(1)
    sheets = printed()
    assert len(sheets) == (len(pages.sizes) + 1) // 2
    assert all(wide > high for wide, high in sheets)


def test_copies_follow_each_other(dialog: PrintDialog, printed: Printed) -> None:
    dialog.show_part("部门预算收入总表")
    dialog.copies.setValue(3)
    assert len(printed()) == 6
    assert dialog.told.text().startswith("用纸 6 张（每份 2 张）")


def test_both_sides_of_a_sheet_stand_upright(dialog: PrintDialog, printed: Printed) -> None:
    dialog.duplex.setCurrentIndex(1)
    assert all(wide < high for wide, high in printed())


def test_fronts_and_backs_are_printed_apart(dialog: PrintDialog) -> None:
    dialog.sides.setCurrentIndex(1)
    fronts = dialog.laid()
    dialog.sides.setCurrentIndex(2)
    assert len(dialog.laid()) in (len(fronts), len(fronts) - 1)
    assert fronts[:3] == ((0,), (1,), (3,))
