"""The bubble over the pages of a lesson (练习): one fault at a time; and the green page at its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.office.lesson import Lesson, LessonStep
from ui.kit import style
from ui.kit.plain import Label
from ui.parts.empty import EmptyState

_LABELS = (("what", "错在哪里"), ("where", "在什么地方"), ("how", "怎么改"))


class LessonBar(QFrame):
    """Says what is wrong, where it is and how it is mended; the next one is offered once it is."""

    go_wanted = Signal()
    """The place of the fault is to be shown."""
    next_wanted = Signal()
    again_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.card(self)
        self.setProperty("current", True)
        self.title, self.mended = Label(), Label()
        style.heading(self.title, style.CARD)
        style.tint(self.mended, "ok")
        self.texts = {name: Label(wrap=True) for name, _ in _LABELS}
        self.go = QPushButton("带我去(&G)")
        self.next = QPushButton("下一处(&X)")
        self.again = QPushButton("从头再做(&A)")
        self.end = QPushButton("结束练习(&Q)")
        for button, signal in (
            (self.go, self.go_wanted),
            (self.next, self.next_wanted),
            (self.again, self.again_wanted),
            (self.end, self.end_wanted),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(signal)
        for button in (self.again, self.end):
            button.setFlat(True)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.mended, 1)
        for button in (self.again, self.end, self.go, self.next):
            head.addWidget(button)
        told = QGridLayout()
        told.setHorizontalSpacing(2 * style.SPACE)
        told.setVerticalSpacing(2)
        told.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(_LABELS):
            label = Label(words)
            style.tint(label, "text2")
            told.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            told.addWidget(self.texts[name], row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.SPACE * 3 // 2, style.SPACE, style.SPACE * 3 // 2, style.SPACE)
        layout.setSpacing(style.SPACE // 2)
        layout.addLayout(head)
        layout.addLayout(told)

    def show_step(self, step: LessonStep, number: int, of: int) -> None:
        """Tell of this fault."""
        self.title.setText(f"练习 {number}/{of}　{step.title}")
        for name, label in self.texts.items():
            label.setText(getattr(step, name))
        self.setAccessibleName(f"练习，第{number}处，共{of}处：{step.title}")
        self.show_mended(False, is_last=False)

    def show_mended(self, mended: bool, *, is_last: bool) -> None:
        """Whether the fault that is told of is mended, and no other is left."""
        self.mended.setText("✓ 改好了" if mended else "")
        self.next.setText("完成(&X)" if mended and is_last else "下一处(&X)")
        self.next.setEnabled(mended)
        self.go.setEnabled(not mended)
        # Before that the filled button is what mends the fault, on the page itself.
        self.next.setProperty("filled", mended)
        self.next.style().unpolish(self.next)
        self.next.style().polish(self.next)


class LessonEnd(QWidget):
    """The green page: all faults are mended, and what that was good for."""

    again_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, told: Lesson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = EmptyState()
        self.card.say(told.done, told.after, "结束练习(&Q)", good=True)
        style.fill(self.card.button)
        self.card.wanted.connect(self.end_wanted)
        self.again = QPushButton("从头再做(&A)")
        self.again.setFlat(True)
        self.again.clicked.connect(self.again_wanted)
        for button in (self.card.button, self.again):
            button.setAutoDefault(True)
        self.card.setFixedWidth(style.wide(60))
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setFocusProxy(self.card.button)
