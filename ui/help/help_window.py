"""帮助: one window beside the work with a list of topics, the text, and a search over all of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from forms.check import rulebook
from forms.form.model import Edition
from forms.guide.write import write_guide
from models.errors import Trouble
from ui.help import topics
from ui.kit import style
from ui.kit.plain import Label, warn
from ui.parts.rows import dress

_SIZE = QSize(940, 660)
_LIST = 210
_MARGIN = 12


class _Pages(QTextBrowser):
    """Shows a topic; says when it has another width."""

    widened = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()


class HelpWindow(QDialog):
    """Stays open beside the window, so that one can read and do; closed, it keeps its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.list = QListWidget()
        dress(self.list)
        self.list.setAccessibleName("帮助的目录")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = _Pages()
        self.text.setOpenLinks(False)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在帮助里查找，回车看下一处")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("在帮助里查找")
        self.found = Label()
        self.found.hide()
        self._originals: dict[str, QImage] = {}
        """The pictures as they are kept, by name."""
        self._documents: dict[str, QTextDocument] = {}
        self._edition = ""
        self._hits: list[tuple[str, QTextCursor]] = []
        self._hit = -1
        self._places: dict[str, int] = {}
        self._lay_out()
        self.list.currentTextChanged.connect(self._show)
        self.text.anchorClicked.connect(self._follow)
        self.text.widened.connect(self._fit_pictures)
        self.search.textChanged.connect(self._look_for)
        for topic, document in topics.guide():
            self._put(topic, document)
        self._put(topics.KEYS, topics.page(topics.keys()))
        self.list.setCurrentRow(0)

    @property
    def topic(self) -> str:
        """The topic that is shown."""
        item = self.list.currentItem()
        return item.text() if item else ""

    def open_at(self, topic: str, place: str = "") -> None:
        """Show a topic, at a place in it."""
        for item in self.list.findItems(topic, Qt.MatchFlag.MatchExactly):
            self.list.setCurrentItem(item)
        if place:
            self.text.scrollToAnchor(place)
        self.show()
        self.activateWindow()

    def tell_rules(self, edition: Edition) -> None:
        """Let the rules be those of a form."""
        if edition.id != self._edition:
            self._edition = edition.id
            self._put(topics.RULES, topics.page(rulebook.as_html(edition)))

    def tell_here(self, html: str) -> None:
        """Show what is to be said of the page at hand."""
        self._places.pop(topics.HERE, None)
        self._put(topics.HERE, topics.page(html), first=True)
        self.open_at(topics.HERE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search goes on; Ctrl+F goes to it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self._go_on(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The pages follow the size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for document in self._documents.values():
                self._dress(document)

    def _lay_out(self) -> None:
        save, close = QPushButton("另存为 PDF 和网页…"), QPushButton("关闭")
        save.setAutoDefault(False)
        close.setAutoDefault(False)
        save.clicked.connect(self._save)
        close.clicked.connect(self.reject)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.found)
        foot.addWidget(save)
        foot.addStretch()
        foot.addWidget(close)
        both = QSplitter()
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setStretchFactor(1, 1)
        both.setSizes([_LIST, _SIZE.width() - _LIST])
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(top)
        layout.addWidget(both, 1)
        layout.addLayout(foot)
        self.resize(_SIZE)

    def _put(self, topic: str, document: QTextDocument, *, first: bool = False) -> None:
        """Let a topic be that text; a new one stands first in the list, or last."""
        self._dress(document)
        is_known = topic in self._documents
        self._documents[topic] = document
        if not is_known:
            self.list.insertItem(0 if first else self.list.count(), topic)
        elif self.topic == topic:
            self._show(topic)
        if self.search.text():
            self._look_for(self.search.text())

    def _dress(self, document: QTextDocument) -> None:
        document.setDefaultFont(self.font())
        document.setDocumentMargin(_MARGIN)

    def _show(self, topic: str) -> None:
        """Show a topic where it was left."""
        bar = self.text.verticalScrollBar()
        if self.text.accessibleName() != topic:
            self._places[self.text.accessibleName()] = bar.value()
        self.text.setDocument(self._documents[topic])
        self.text.setAccessibleName(topic)
        self._fit_pictures()
        bar.setValue(self._places.get(topic, 0))

    def _fit_pictures(self) -> None:
        """Pictures are as wide as the text; Qt itself would leave out lines of them."""
        room = self.text.viewport().width() - 2 * _MARGIN
        document, ratio = self.text.document(), self.devicePixelRatioF()
        for name, cursor in topics.pictures(document):
            form = cursor.charFormat().toImageFormat()
            image = self._originals.setdefault(name, document.resource(topics.IMAGE, QUrl(name)))
            width = min(image.width(), room)
            if form.width() != width and width > 0:
                smooth = Qt.TransformationMode.SmoothTransformation
                document.addResource(topics.IMAGE, QUrl(name), image.scaledToWidth(round(width * ratio), smooth))
                form.setWidth(width)
                form.setHeight(width * image.height() / image.width())
                cursor.setCharFormat(form)

    def _follow(self, link: QUrl) -> None:
        self.open_at(*topics.topic_of(link))

    def _look_for(self, wanted: str) -> None:
        """Find every place; the first is shown."""
        self._hits, self._hit, sought = [], -1, wanted.strip()
        for row in range(self.list.count()) if sought else ():
            topic = self.list.item(row).text()
            place = self._documents[topic].find(sought)
            while not place.isNull():
                self._hits.append((topic, place))
                place = self._documents[topic].find(sought, place)
        style.say(self.found, "" if self._hits or not sought else "没有找到")
        self._go_on(1)

    def _go_on(self, by: int) -> None:
        if not self._hits:
            return
        self._hit = (self._hit + by) % len(self._hits)
        topic, place = self._hits[self._hit]
        self.open_at(topic)
        self.text.setTextCursor(place)
        self.text.ensureCursorVisible()
        style.say(self.found, f"第 {self._hit + 1} 处，共 {len(self._hits)} 处")
        self.search.setFocus()

    def _save(self) -> None:
        """Write the guide for those who read on paper or elsewhere."""
        folder = QFileDialog.getExistingDirectory(self, "使用说明存到哪个文件夹")
        if not folder:
            return
        try:
            written = write_guide(Path(folder))
        except Trouble as trouble:
            warn(self, "没有写成", str(trouble))
            return
        style.say(self.found, f"已写成 {written[0].name} 和网页。")
