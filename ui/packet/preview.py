"""预览: the PDF as it will leave the office, in a window beside the program; printing begins here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QKeySequence,
    QPainter,
    QPalette,
    QPixmap,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document
from forms.write.page.products import Product
from models.errors import Trouble
from ui.kit import style, words
from ui.kit.desk import run
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.packet.pages import Pages, begun, composed, image, thumb
from ui.packet.print_dialog import PrintDialog
from ui.parts.rows import dress

_POINTS_PER_INCH = 72
_WHOLE, _WIDTH = "整页", "页宽"
_ZOOMS = (_WHOLE, _WIDTH, "50%", "75%", "100%", "125%", "150%", "200%")
_THUMB = QSize(86, 86)
_LIST_WIDTH = 300
_CHANGED = "资料改过了，点“刷新”看现在的样子"


class _Area(QScrollArea):
    """Where the page stands; says when its room is another one: the window is shown, sized, parted elsewhere."""

    def __init__(self, resized: Callable[[], None]) -> None:
        super().__init__()
        self._resized = resized

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized()


class PreviewDialog(QDialog):
    """Makes the PDF of the disclosure as it stands and shows it; the clerk can work on beside it.

    The pages are drawn one by one in the thread of the jobs, the one that is looked at first, then their thumbnails;
    for work that somebody waits for they make way.
    """

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._drawing = QObject(self)
        self._is_drawing = False
        self._wanted: int | None = None
        """The page that is to be shown large; None when it stands there."""
        self._print_next: str | None = None
        """The heading of the part that the clerk wants printed once the pages are there; blank for no certain one."""
        self.pages: Pages | None = None
        """All pages, once they are there."""
        self._seen: Pages | None = None
        """What is shown: all pages, or before that the first alone."""
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowTitle(f"预览 — {words.disclosure_title(session.document.head)}")
        self.product = QComboBox()
        self.product.addItems([product.words for product in Product])
        self.list = QListWidget()
        dress(self.list)
        self.zoom = QComboBox()
        self.zoom.addItems(_ZOOMS)
        self.refresh_button = QPushButton("刷新(&R)")
        self.print_button = QPushButton("打印(&P)…")
        style.draw(self.print_button, "printer")
        self._close = QPushButton("关闭(&C)")
        self._state = Label()
        self.paper = Label()
        self._area = _Area(self._fit)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for text, field in (("版本(&V)：", self.product), ("缩放(&Z)：", self.zoom)):
            bar.addWidget(Label(text, field))
            bar.addWidget(field)
        bar.addWidget(self._state, 1)
        for button in (self.refresh_button, self.print_button, self._close):
            button.setAutoDefault(False)
            bar.addWidget(button)
        self.list.setAccessibleName("页面列表")
        self.list.setIconSize(_THUMB)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setUniformItemSizes(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.paper)
        self._area.setBackgroundRole(QPalette.ColorRole.Mid)
        self._area.setAccessibleName("页面")
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self._area)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 740])
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(bar)
        layout.addWidget(split, 1)
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(1190, screen.width() - 60), min(900, screen.height() - 60))

    def _connect(self) -> None:
        self.refresh_button.clicked.connect(self.refresh)
        self.print_button.clicked.connect(self._print_any)
        self._close.clicked.connect(self.reject)
        self.product.currentIndexChanged.connect(self.refresh)
        self.zoom.currentIndexChanged.connect(self._draw)
        self.list.currentRowChanged.connect(self._draw)
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, lambda: self._turn(1))
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, lambda: self._turn(-1))
        QShortcut(QKeySequence("Ctrl+P"), self, self._print_any)
        self._session.changed.connect(self._age)

    # What may be done

    def refresh(self) -> None:
        """Make the pages of the version that is chosen as the disclosure stands now."""
        document, product = self._session.document.at_rest(), self._chosen
        self._say("正在排版…")
        self.refresh_button.hide()
        self.print_button.setEnabled(False)

        def make() -> None:
            self._make(composed, document, product, self._show)

        def begin(first: Pages) -> None:
            # All pages are asked for behind the picture of the first: one thread draws and makes them.
            self._show_first(first)
            make()

        if self._seen is None:
            self._make(begun, document, product, begin)
        else:
            make()

    def _make(
        self,
        pages: Callable[[Document, Product], Pages],
        document: Document,
        product: Product,
        show: Callable[[Pages], None],
    ) -> None:
        """Have pages made in the thread of the jobs, and shown if that version is still the one that is chosen."""

        def work(_: Job) -> Pages | Trouble:
            try:
                return pages(document, product)
            except Trouble as trouble:
                return trouble

        def done(made: Pages | Trouble) -> None:
            if product is not self._chosen:
                return
            if isinstance(made, Trouble):
                self._failed(made)
            else:
                show(made)

        self._jobs.run_quietly(work, done, self._drawing, lambda: self._later(self.refresh))

    def print(self, part: str = "") -> None:
        """Ask how the pages shall be printed, those of this part or of all, and print them; once they are there."""
        if self.pages is None:
            self._print_next = part
            return
        dialog = PrintDialog(self.pages, max(0, self.list.currentRow()), self._jobs, self)
        dialog.show_part(part)
        run(dialog)

    def _print_any(self) -> None:
        self.print()

    @property
    def _chosen(self) -> Product:
        return next(product for product in Product if product.words == self.product.currentText())

    # What is seen

    def _show_first(self, pages: Pages) -> None:
        self._seen = pages
        self._list(pages)
        self._draw()

    def _show(self, pages: Pages) -> None:
        self.pages = self._seen = pages
        self._list(pages)
        self._say(f"共 {len(pages.names)} 页")
        self.print_button.setEnabled(True)
        self._draw()
        self.list.setFocus()
        if self._print_next is not None:
            part, self._print_next = self._print_next, None
            self._later(lambda: self.print(part))

    def _list(self, pages: Pages) -> None:
        """Name the pages, with room for their thumbnails; the one that is looked at stays."""
        row = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        blank = QPixmap(_THUMB)
        blank.fill(Qt.GlobalColor.transparent)
        high = _THUMB.height() + 2 * style.SPACE
        for name in pages.names:
            item = QListWidgetItem(QIcon(blank), name, self.list)
            item.setToolTip(tip(name))
            item.setSizeHint(QSize(0, high))
        self.list.setCurrentRow(min(row, len(pages.names) - 1))
        self.list.blockSignals(False)

    def _failed(self, trouble: Trouble) -> None:
        self.refresh_button.show()
        style.alarm(self._state, words.trouble_text(trouble))

    def _say(self, text: str) -> None:
        style.say(self._state, text)

    def _age(self) -> None:
        """The disclosure was changed: what stands here is what it was."""
        self.refresh_button.show()
        style.say(self._state, _CHANGED, "W")

    def _turn(self, by: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))

    # Drawing

    def _draw(self) -> None:
        self._wanted = self.list.currentRow()
        self._draw_next()

    def _draw_next(self) -> None:
        """Have one page drawn: the one that is looked at, else the first that has no thumbnail yet."""
        pages = self._seen
        if pages is None or self._is_drawing or (self._wanted is None and self.isHidden()):
            return
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted >= 0:
            self._order_paper(pages, wanted)
        elif (missing := self._without_thumb()) is not None:
            wide = round(_THUMB.width() * self.devicePixelRatioF())
            self._order(lambda _: thumb(pages, missing, wide), lambda drawn: self._set_thumb(missing, drawn), None)

    def _order_paper(self, pages: Pages, page: int) -> None:
        ratio = self.devicePixelRatioF()
        scale = self._scale(pages.sizes[page]) * ratio
        self._order(lambda _: image(pages, page, scale), lambda drawn: self._set_paper(page, drawn, ratio), page)

    def _order(self, draw: Callable[[Job], QImage], show: Callable[[QImage], None], again: int | None) -> None:
        """Have a picture drawn and show it; `again` is the page that is wanted once more when it had to make way."""
        pages, self._is_drawing = self._seen, True

        def done(drawn: QImage) -> None:
            self._is_drawing = False
            if pages is self._seen:
                show(drawn)
            self._later(self._draw_next)

        def stopped() -> None:
            self._is_drawing = False
            if self._wanted is None:
                self._wanted = again
            self._later(self._draw_next)

        self._jobs.run_quietly(draw, done, self._drawing, stopped)

    def _set_paper(self, page: int, drawn: QImage, ratio: float) -> None:
        if page == self.list.currentRow():
            drawn.setDevicePixelRatio(ratio)
            self.paper.setPixmap(QPixmap.fromImage(drawn))

    def _set_thumb(self, page: int, drawn: QImage) -> None:
        """Upright and lying pages take the same room, so that their names stand below one another."""
        side = max(drawn.width(), drawn.height())
        square = QPixmap(side, side)
        square.fill(Qt.GlobalColor.transparent)
        painter = QPainter(square)
        painter.drawImage((side - drawn.width()) // 2, (side - drawn.height()) // 2, drawn)
        painter.end()
        item = self.list.item(page)
        item.setIcon(QIcon(square))
        item.setData(Qt.ItemDataRole.UserRole, True)

    def _without_thumb(self) -> int | None:
        rows = range(self.list.count())
        return next((row for row in rows if not self.list.item(row).data(Qt.ItemDataRole.UserRole)), None)

    def _later(self, do: Callable[[], None]) -> None:
        QTimer.singleShot(0, self._drawing, do)

    def _scale(self, size: QSizeF) -> float:
        """Pixels per point for the zoom that is chosen."""
        chosen = self.zoom.currentText()
        room = self._area.maximumViewportSize()
        if chosen == _WHOLE:
            wide, high = (room.width() - style.SPACE) / size.width(), (room.height() - style.SPACE) / size.height()
            return max(min(wide, high), 0.1)
        if chosen == _WIDTH:
            bar = self._area.verticalScrollBar().sizeHint().width()
            return max((room.width() - bar - style.SPACE) / size.width(), 0.1)
        return int(chosen.removesuffix("%")) / 100 * self.logicalDpiX() / _POINTS_PER_INCH

    def _fit(self) -> None:
        """The page has other room: it is drawn again where it fills that."""
        if self.zoom.currentText() in (_WHOLE, _WIDTH):
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """What the clerk turns back to shows how it stands now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.refresh_button.isVisible():
            self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.deleteLater()
