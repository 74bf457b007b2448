"""What the pages about all units of a county have in common: buttons, progress, a list, what is to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.errors import Trouble
from ui.bureau.work_bar import WorkBar
from ui.kit import style, words
from ui.kit.composing import holds_files, take_copy
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.plain import Label, warn
from ui.parts.empty import EmptyState

T = TypeVar("T")

_MUCH = 1000
"""The lists share what room there is."""
_LINES = 5
"""So many lines of what is told are seen below the list."""


class BureauPage(QWidget):
    """One thing that a bureau does for all its units. A list fills it once there is something to show."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAcceptDrops(True)
        self.where = Label(wrap=True)
        self.work = WorkBar(jobs)
        self.empty = EmptyState(is_page=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("单位、编码或者表里的字")
        self.search.setAccessibleName("查找")
        self.told = QPlainTextEdit(readOnly=True)
        self.told.setAccessibleName("要看的")
        self.told.setTabChangesFocus(True)
        self.told.setProperty("field", True)
        self._lines: tuple[str, ...] = ()
        self._stack = QStackedWidget()
        self._buttons = QWidget()
        self.finding = QWidget()
        """The line with the field that finds rows."""

    def lay_out(
        self, buttons: Sequence[QPushButton], list_: QWidget, *more: QWidget, fields: QWidget | None = None
    ) -> None:
        """Put the parts in their places: buttons at the right of the head, below the list `more` and what is told."""
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        for button in buttons:
            button.setAutoDefault(False)
            line.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(style.SPACE)
        head.addWidget(self.where, 1)
        head.addWidget(self._buttons)
        finding = QHBoxLayout(self.finding)
        finding.setContentsMargins(0, 0, 0, 0)
        finding.addWidget(Label("查找：", self.search))
        finding.addWidget(self.search, 1)
        below = QSplitter(Qt.Orientation.Vertical)
        below.setChildrenCollapsible(False)
        parts: tuple[QWidget, ...] = (list_, *more, self.told)
        for part in parts:
            below.addWidget(part)
        for place in range(len(parts) - 1):
            below.setStretchFactor(place, 1)
        self.told.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        below.setSizes([*(_MUCH for _ in parts[1:]), self.fontMetrics().lineSpacing() * _LINES])
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE)
        column.addWidget(self.finding)
        column.addWidget(below, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(full)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(head)
        if fields is not None:
            layout.addWidget(fields)
        layout.addWidget(self.work)
        layout.addWidget(self._stack, 1)
        self.work.turned.connect(self.follow)
        self.show_empty()
        self.follow()

    def follow(self) -> None:
        """Let the buttons follow what can be done now."""
        raise NotImplementedError

    def take(self, paths: Sequence[Path]) -> None:
        """Files or a folder that were dropped."""
        raise NotImplementedError

    @property
    def is_full(self) -> bool:
        """Whether the list is shown."""
        return self._stack.currentIndex() == 1

    def show_list(self) -> None:
        """Let the list stand in the place of the sentence how to begin."""
        self._stack.setCurrentIndex(1)
        self._buttons.show()

    def show_empty(self) -> None:
        """Let the sentence how to begin stand there again."""
        self._stack.setCurrentIndex(0)
        self._buttons.hide()

    def tell(self, lines: Sequence[str]) -> None:
        """Show what a person should look at; without any the room goes to the list."""
        self._lines = tuple(lines)
        self.tell_of(())

    def tell_of(self, lines: Sequence[str]) -> None:
        """Show what is to be said of the current row before what is said of all."""
        told = [*lines, *([""] if lines and self._lines else []), *self._lines]
        self.told.setPlainText("\n".join(told))
        self.told.setVisible(bool(told))

    def failed(self, trouble: Trouble) -> None:
        """Say what went wrong; what is shown stays."""
        warn(self, "没有完成", words.trouble_text(trouble))
        self.follow()

    def ask(self, question: Callable[[], T]) -> T | None:
        """Ask the store; a Trouble is shown and gives None."""
        try:
            return question()
        except Trouble as trouble:
            self.failed(trouble)
            return None

    def ask_for_folder(self, title: str, setting: str) -> Path | None:
        """Ask for a folder, beginning with that of last time; None when the clerk gives up."""
        office = self._desk.office
        kept = office.setting(setting) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, title, kept)
        if chosen:
            self.ask(lambda: office.set_setting(setting, chosen))
        return Path(chosen) if chosen else None

    def store(
        self, steps: Callable[[], Iterator[T]], of: int, took: Callable[[T], None], ended: Callable[[], None]
    ) -> None:
        """Take steps that write into the store, while the main window takes no input."""
        window = self._desk.widget
        if not window.isEnabled():
            self.failed(Trouble("另一页正在存入资料；", "请等它做完，或者先按那一页的“停止”。"))
            return

        def free(then: Callable[[], None]) -> None:
            window.setEnabled(True)
            if self._desk.workspace is None:
                # 首页 shows what is stored.
                self._desk.go_home()
            then()

        begun = self.ask(steps)
        if begun is not None:
            window.setEnabled(False)
            # The windows of a window rest with it, and 停止 stands in this one.
            self.window().setEnabled(True)
            self.work.walk(begun, of, took, lambda: free(ended), lambda trouble: free(lambda: self.failed(trouble)))

    def give_up(self) -> None:
        """Stop what goes on; what is done stays."""
        self.work.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()) and not self.work.is_busy:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        if dropped and not self.work.is_busy:
            QTimer.singleShot(0, self, lambda: self.take(dropped))


def labelled(text: str, field: QWidget) -> Sequence[QWidget]:
    """A field with its words before it."""
    label: QLabel = Label(text, field)
    return label, field
