"""The input method at work: what it still holds when a place is left, whether it is asked anew, and files on a text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


class Composition(QObject):
    """Knows the letters that an input method composes in a widget, and puts them in when the focus is about to go.

    Qt asks the method to commit then, and the methods of Linux clear what they hold instead: a word was lost, the text
    it had replaced too, and its letters turned up in the next cell.
    """

    def __init__(self, widget: QWidget, shown_in: Callable[[], QWidget | None] = lambda: None) -> None:
        """`shown_in` is another widget that shows it, while the widget itself only has the focus."""
        super().__init__(widget)
        self._widget = widget
        self._shown_in = shown_in
        self.text = ""
        """What is composed and not in the text yet, as it is shown."""
        widget.installEventFilter(self)

    def settle(self) -> None:
        """Put what is shown of it where it is shown, as if it had been chosen."""
        text, self.text = self.text, ""
        if text:
            QGuiApplication.inputMethod().reset()
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self._shown_in() or self._widget, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.text = event.preeditString()
        elif event.type() == QEvent.Type.FocusAboutToChange:
            self.settle()
        return super().eventFilter(watched, event)


class AskAnew(QObject):
    """Lets Qt ask again whether text may be composed whenever the focus went elsewhere, for as long as its owner lives.

    It keeps the answer of before a dialog, and the first letter after it came in raw.
    """

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        # Asked at once it would still be about the widget of before.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusObjectChanged.connect(self._ask_soon)

    def _ask_soon(self) -> None:
        self._soon.start()

    def _ask(self) -> None:
        QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)


def holds_files(source: QMimeData) -> bool:
    """Whether what is dropped or pasted are files: a text takes none of them, or their paths would stand in it."""
    return any(url.isLocalFile() for url in source.urls())


def take_copy(event: QDropEvent) -> None:
    """Accept files that are dragged as copies: who hears of a move may delete them at their place."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
