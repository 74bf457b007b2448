"""The preview: the pages of the PDF on the screen, and the same on paper."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from ui.dialogs.preview import PRINT_DPI, PreviewDialog
from ui.kit.jobs import Jobs


@pytest.fixture
def preview(qtbot: QtBot, document: Document, jobs: Jobs) -> PreviewDialog:
    dialog = PreviewDialog(document, jobs)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """A printer that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "纸.pdf"))
    return printer


def test_lists_the_pages_with_their_tables(preview: PreviewDialog) -> None:
    names = [preview.list.item(row).text() for row in range(preview.list.count())]
    assert len(names) == preview.page_count()
    assert names[0].endswith("封面")
    assert any(name.endswith("部门预算收入总表（续）") for name in names)


def test_every_zoom_shows_the_page(preview: PreviewDialog) -> None:
    widths = []
    for row in range(preview.zoom.count()):
        preview.zoom.setCurrentIndex(row)
        widths.append(preview.paper.pixmap().width())
    assert all(widths)
    assert widths[2:] == sorted(set(widths[2:]))


def test_turns_pages(preview: PreviewDialog) -> None:
    first = preview.paper.pixmap().cacheKey()
    preview.list.setCurrentRow(3)
    assert preview.paper.pixmap().cacheKey() != first


def test_prints_every_page_in_its_own_size(preview: PreviewDialog, printer: QPrinter, tmp_path: Path) -> None:
    sizes = [preview.pages.size(number) for number in range(preview.page_count())]
    preview.print_on(printer)
    with pypdfium2.PdfDocument(tmp_path / "纸.pdf") as paper:
        assert len(paper) == len(sizes)
        for page, size in zip(paper, sizes, strict=True):
            assert page.get_size() == pytest.approx((size.width(), size.height()), abs=1)


def test_prints_the_pages_asked_for(preview: PreviewDialog, printer: QPrinter, tmp_path: Path) -> None:
    printer.setFromTo(2, 3)
    preview.print_on(printer)
    with pypdfium2.PdfDocument(tmp_path / "纸.pdf") as paper:
        assert len(paper) == 2
