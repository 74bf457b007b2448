"""The preview: the pages of the PDF beside the program, as they are and as they become."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from forms.document.document import Document
from forms.edit.profile import set_profile
from forms.write.packet.package import export
from forms.write.page.products import Product
from models.errors import Trouble
from tests.ui.conftest import shown
from ui.kit import style
from ui.kit.jobs import Jobs
from ui.kit.session import Session
from ui.packet.pages import Pages, begun, composed, image, read_pages
from ui.packet.preview import PreviewDialog


@pytest.fixture
def session(document: Document) -> Session:
    return Session(document)


@pytest.fixture
def preview(qtbot: QtBot, session: Session, jobs: Jobs) -> PreviewDialog:
    return shown(qtbot, PreviewDialog(session, jobs))


def test_lists_the_pages_with_their_tables(preview: PreviewDialog) -> None:
    names = [preview.list.item(row).text() for row in range(preview.list.count())]
    assert len(names) == len(preview.pages.sizes)
    assert names[0].endswith("封面")
    assert any(name.endswith("部门预算收入总表（续）") for name in names)


@pytest.mark.parametrize(("product", "name"), [(Product.PUBLIC, "封面"), (Product.SIGNING, "签批单")])
def test_the_first_page_alone_is_that_of_the_whole(document: Document, product: Product, name: str) -> None:
    first, whole = begun(document, product), composed(document, product)
    assert [text.partition("　")[2] for text in first.names] == [name]
    scale = 0.25
    shown, there = (image(pages, 0, scale) for pages in (first, whole))
    above_the_foot = shown.rect().adjusted(0, 0, 0, -round(60 * scale))
    assert shown.copy(above_the_foot) == there.copy(above_the_foot)


def test_the_first_page_stands_there_before_the_others_are_made(
    qtbot: QtBot, session: Session, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> Pages:
        raise Trouble("字体文件已损坏；", "请重新安装程序。")

    monkeypatch.setattr("ui.packet.preview.composed", never)
    preview = shown(qtbot, PreviewDialog(session, jobs))
    assert preview.list.count() == 1
    assert not preview.paper.pixmap().isNull()
    assert not preview.print_button.isEnabled(), "what is printed is all pages"


def test_the_exported_pdf_has_these_pages_with_its_fonts_and_words(
    preview: PreviewDialog, document: Document, tmp_path: Path
) -> None:
    (path,) = export(document, tmp_path, formats=("pdf",))
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == len(preview.pages.sizes)
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        embedded = {
            pypdfium2.raw.FPDFFont_GetIsEmbedded(pypdfium2.raw.FPDFTextObj_GetFont(part))
            for page in pdf
            for part in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        }
    assert any("部门预算收入总表" in text for text in texts)
    assert embedded == {1}


def test_every_page_gets_a_thumbnail(preview: PreviewDialog, qtbot: QtBot) -> None:
    def drawn() -> bool:
        pictures = [preview.list.item(row).icon().pixmap(QSize(86, 86)).toImage() for row in range(3)]
        return all(picture.pixelColor(picture.rect().center()).alpha() == 255 for picture in pictures)

    qtbot.waitUntil(drawn)


def test_names_in_the_list_are_whole(preview: PreviewDialog) -> None:
    assert preview.list.wordWrap()
    assert preview.list.textElideMode() == Qt.TextElideMode.ElideNone


def test_every_zoom_shows_the_page(preview: PreviewDialog, qtbot: QtBot) -> None:
    widths = []
    for row in range(preview.zoom.count()):
        before = preview.paper.pixmap().cacheKey()
        preview.zoom.setCurrentIndex(row)
        if row:
            qtbot.waitUntil(lambda before=before: preview.paper.pixmap().cacheKey() != before)
        widths.append(preview.paper.pixmap().width())
    assert all(widths)
    assert widths[2:] == sorted(set(widths[2:]))


def test_the_whole_page_fills_the_room_it_has(preview: PreviewDialog) -> None:
    for high in (700, 900):
        preview.resize(1190, high)
        room = preview.paper.parentWidget().height()
        assert room - 2 * style.SPACE <= preview.paper.pixmap().height() <= room


def test_a_page_is_named_by_what_stands_on_it() -> None:
    data = BytesIO()
    canvas = Canvas(data)
    for page, headings in enumerate(
        ((("公开表", 0, 700), ("收支总表", 1, 700)), (("说明", 0, 700), ("一、概况", 1, 600)), ())
    ):
        for name, level, top in headings:
            canvas.bookmarkPage(f"{page}{name}", fit="XYZ", left=0, top=top)
            canvas.addOutlineEntry(name, f"{page}{name}", level)
        canvas.showPage()
    canvas.save()
    assert read_pages(data.getvalue()).names == ("1　收支总表", "2　说明；一、概况", "3　一、概况（续）")


def test_turns_pages(preview: PreviewDialog, qtbot: QtBot) -> None:
    first = preview.paper.pixmap().cacheKey()
    preview.list.setCurrentRow(3)
    qtbot.waitUntil(lambda: preview.paper.pixmap().cacheKey() != first)


def test_the_copy_for_signing_has_its_sheets(preview: PreviewDialog) -> None:
    public = len(preview.pages.sizes)
    preview.product.setCurrentText(Product.SIGNING.words)
    assert len(preview.pages.sizes) == public + 2
    assert preview.list.item(0).text().endswith("签批单")


def test_what_changes_meanwhile_is_told_and_shown_when_asked(preview: PreviewDialog, session: Session) -> None:
    assert preview.refresh_button.isHidden()
    before = preview.pages.data
    session.apply("填写 批复日期", set_profile(session.document, "approved", "2024年2月5日"))
    assert preview.refresh_button.isVisible()
    assert preview.pages.data == before
    preview.refresh_button.click()
    assert preview.refresh_button.isHidden()
    assert preview.pages.data != before
