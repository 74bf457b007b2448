"""预览: the PDF as it will be published, page by page, and the same pages on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPixmap,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document
from models.errors import Trouble
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label, tip

PRINT_DPI = 300
_POINTS_PER_INCH = 72
_WHOLE, _WIDTH = "整页", "页宽"
_ZOOMS = (_WHOLE, _WIDTH, "50%", "75%", "100%", "125%", "150%", "200%")


class Pages:
    """The pages of a PDF as images. One thread only: pdfium must not be entered twice."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, page: int) -> QSizeF:
        """Width and height of a page in points."""
        return QSizeF(*self._pdf.get_page_size(page))

    def image(self, page: int, scale: float) -> QImage:
        """A page drawn at `scale` pixels per point."""
        bitmap = self._pdf[page].render(scale=scale)
        data = bytes(bitmap.buffer)
        made = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
        return made.copy()

    def names(self) -> Iterator[str]:
        """What each page is called: its number and the heading of the outline it begins."""
        heads: dict[int, str] = {}
        for entry in self._pdf.get_toc():
            destination = entry.get_dest()
            index = destination.get_index() if destination else None
            if index is not None:
                heads.setdefault(index, entry.get_title())
        head = ""
        for number in range(len(self)):
            more = "" if number in heads or not head else "（续）"
            head = heads.get(number, head)
            yield f"{number + 1}　{head}{more}".rstrip()

    def close(self) -> None:
        """Let the PDF go."""
        self._pdf.close()


class PreviewDialog(QDialog):
    """Makes the PDF of the document and shows it. While it is open nothing else can change the data."""

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: Pages | None = None
        self.setWindowTitle(f"预览 — {words.disclosure_title(document.head)}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.list = QListWidget()
        self.list.setAccessibleName("页面列表")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.zoom = QComboBox()
        self.zoom.addItems(_ZOOMS)
        self._print = QPushButton("打印(&P)…")
        style.draw(self._print, "printer")
        self._close = QPushButton("关闭(&C)")
        self._state = Label("正在生成…")
        self.paper = Label()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.paper)
        self._area.setBackgroundRole(QPalette.ColorRole.Mid)
        self._area.setAccessibleName("页面")
        self._lay_out()
        self._print.setEnabled(False)
        jobs.run("正在生成预览", _maker(document), self._show, self._failed, self, self.reject)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(Label("缩放(&Z)：", self.zoom))
        bar.addWidget(self.zoom)
        bar.addWidget(self._state, 1)
        for button in (self._print, self._close):
            button.setAutoDefault(False)
            bar.addWidget(button)
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self._area)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 740])
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(bar)
        layout.addWidget(split, 1)
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(1150, screen.width() - 60), min(900, screen.height() - 60))
        self._print.clicked.connect(self._ask_printer)
        self._close.clicked.connect(self.reject)
        self.zoom.currentIndexChanged.connect(self._draw)
        self.list.currentRowChanged.connect(self._draw)
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, lambda: self._turn(1))
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, lambda: self._turn(-1))

    def done(self, result: int) -> None:
        if self.pages is not None:
            self.pages.close()
            self.pages = None
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoom.currentText() in (_WHOLE, _WIDTH):
            self._draw()

    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self.pages) if self.pages is not None else 0

    def print_on(self, printer: QPrinter) -> None:
        """Draw every page of the printer's range on paper, each in its own size."""
        pages = self.pages
        if pages is None:
            return
        first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
        painter = QPainter()
        for number in range(first - 1, min(last, len(pages))):
            size = pages.size(number)
            _set_paper(printer, size)
            if painter.isActive():
                printer.newPage()
            elif not painter.begin(printer):
                raise Trouble("打印机没有接受这次打印。", "请检查打印机是否连接、有纸，或者导出 PDF 后打印。")
            inch = printer.resolution()
            area = QRectF(0, 0, size.width() * inch / _POINTS_PER_INCH, size.height() * inch / _POINTS_PER_INCH)
            painter.drawImage(area, pages.image(number, PRINT_DPI / _POINTS_PER_INCH))
        painter.end()

    def _show(self, data: bytes) -> None:
        self.pages = Pages(data)
        for name in self.pages.names():
            self.list.addItem(name)
            self.list.item(self.list.count() - 1).setToolTip(tip(name))
        self._state.setText(f"共 {len(self.pages)} 页")
        self._print.setEnabled(True)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _failed(self, trouble: Trouble) -> None:
        style.alarm(self._state, words.trouble_text(trouble))

    def _turn(self, by: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))

    def _draw(self) -> None:
        page = self.list.currentRow()
        if self.pages is None or page < 0:
            return
        ratio = self.devicePixelRatioF()
        image = self.pages.image(page, self._scale(self.pages.size(page)) * ratio)
        image.setDevicePixelRatio(ratio)
        self.paper.setPixmap(QPixmap.fromImage(image))

    def _scale(self, size: QSizeF) -> float:
        """Pixels per point for the zoom that is chosen."""
        chosen = self.zoom.currentText()
        room = self._area.viewport().size()
        wide = (self._area.width() - self._area.verticalScrollBar().sizeHint().width() - style.SPACE) / size.width()
        if chosen == _WIDTH:
            return max(wide, 0.1)
        if chosen == _WHOLE:
            return max(min(wide, (room.height() - style.SPACE) / size.height()), 0.1)
        return int(chosen.removesuffix("%")) / 100 * self.logicalDpiX() / _POINTS_PER_INCH

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page_count())
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            try:
                self.print_on(printer)
            except Trouble as trouble:
                self._failed(trouble)


def _maker(document: Document) -> Callable[[Job], bytes]:
    def work(job: Job) -> bytes:
        from forms.write.packet.package import export

        job.step(0, 0, "正在生成预览")
        with TemporaryDirectory() as folder:
            (path,) = export(document, Path(folder), formats=("pdf",))
            return path.read_bytes()

    return work


def _set_paper(printer: QPrinter, size: QSizeF) -> None:
    """Paper in the size of the page, drawn on to its edges."""
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageSize(paper)
    printer.setPageOrientation(way)
    printer.setFullPage(True)
