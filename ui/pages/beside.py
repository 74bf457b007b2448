"""What stands beside a section while it is written: a card for each drafted paragraph, or one for the whole draft as
long as nothing is written, and last year's text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from forms.compare.compare import marked
from forms.document.document import Document
from forms.edit.adopt import Drafted, drafted
from forms.form.model import Section
from forms.years.carry import last_years_section
from ui.kit import style
from ui.kit.words import shortened
from ui.parts.elided import Elided
from ui.parts.flow import FlowLayout
from ui.parts.told import Told

_INSIDE = 12
"""Inside the edge of a card, in pixels."""
_OPENING = 14
"""A paragraph that agrees is called by so many characters of its beginning."""
_MARKED = {
    "same": "{text}",
    "gone": '<s style="color:{gone}">{text}</s>',
    "come": '<span style="color:{come};background-color:{ground};text-decoration:underline">{text}</span>',
}


class BesidePane(QScrollArea):
    """Shows what the tables would say, paragraph by paragraph: what the section says already in one grey line, what it
    says otherwise on a card with the differences marked. The current card is the one that is taken over. Of a section
    that is blank the whole draft is one card."""

    kept = Signal(int)
    """The number of the drafted paragraph that the clerk does not want: the own one stays."""
    adopted = Signal(int)
    """The number of the drafted paragraph that the clerk wants in the text."""
    chosen = Signal(int)
    """The number of the drafted paragraph that was made the current one by a click."""

    def __init__(
        self,
        adopt: QPushButton,
        keep: QPushButton,
        again: QPushButton,
        kept: set[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """The buttons take over the current paragraph, leave it, or write last year's text again; who makes them has
        given them their keys. `kept` are the paragraphs that were decided against, each with what stands in its
        place."""
        super().__init__(parent)
        self._kept = kept
        self.current = 0
        """The number of the current paragraph of the draft."""
        self._drafted: tuple[Drafted, ...] = ()
        self._standing: tuple[str, ...] = ()
        self._cards: list[_Card] = []
        self._adopt, self._keep, self._again = adopt, keep, again
        style.fill(adopt)
        self._may_adopt = True
        self.before = _Before(again)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(style.SPACE, 2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE)
        self._column.setSpacing(style.SPACE)
        self._column.addWidget(self.before)
        self._column.addStretch(1)
        for button in (adopt, keep):
            button.setParent(inside)  # A button without a parent would be a window for a moment.
        for button in (adopt, keep, again):
            button.hide()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        adopt.clicked.connect(lambda: self.adopted.emit(self.current))
        keep.clicked.connect(lambda: self.kept.emit(self.current))
        style.theme.changed.connect(self._show)

    @property
    def draft(self) -> str:
        """The whole draft as it is read."""
        return "\n".join(one.text for one in self._drafted)

    @property
    def has_all(self) -> bool:
        """Whether there is a draft, and the section says all of it."""
        return bool(self._drafted) and all(one.is_taken for one in self._drafted)

    @property
    def is_whole(self) -> bool:
        """Whether the whole draft is taken over at once, as nothing is written yet."""
        return not any(self._standing)

    def allow(self, may_adopt: bool) -> None:
        """Whether what is shown may be taken over; a disclosure that is only looked at takes nothing."""
        self._may_adopt = may_adopt
        self._show()

    def show_for(self, document: Document, section: Section) -> bool:
        """Show what there is for a section; False when there is nothing."""
        standing = tuple(document.section_text(section.id).split("\n"))
        offered = drafted(document, section) if any(standing) else _whole(drafted(document, section))
        year = document.previous.head.year if document.previous is not None else 0
        old = last_years_section(document, section)
        said = document.previous.section_text(old.id) if document.previous is not None and old is not None else ""
        self.before.show_text(f"{year}年的写法", said)
        if (offered, standing) != (self._drafted, self._standing):
            self._drafted, self._standing = offered, standing
            self.current = min(self.current, max(len(offered) - 1, 0))
            self._show()
        is_all_there_is = self.is_whole and not offered
        if is_all_there_is:
            self.before.head.setChecked(True)
        self._again.setVisible(self._may_adopt and is_all_there_is and bool(said))
        return bool((self._drafted and not self.has_all) or self.before.text.toPlainText())

    def keep(self, number: int) -> None:
        """Leave what stands there, and speak of that paragraph no more while both are as they are now."""
        self._kept.add(self._pair(number))
        self._show()

    def _pair(self, number: int) -> tuple[str, str]:
        """A drafted paragraph and what stands in its place."""
        one = self._drafted[number]
        return one.text, self._standing[one.at] if one.at is not None else ""

    def _is_done(self, number: int) -> bool:
        """Whether nothing is left to decide about a drafted paragraph."""
        return self._drafted[number].is_taken or self._pair(number) in self._kept

    def follow(self, paragraph: int) -> None:
        """Make the drafted paragraph the current one that belongs to a paragraph of the section."""
        self._go(next((n for n, one in enumerate(self._drafted) if one.at == paragraph), self.current))

    def go_on(self, after: int) -> None:
        """Make the next drafted paragraph the current one that the section does not say yet."""
        count = len(self._drafted)
        order = [(after + step) % count for step in range(1, count + 1)] if count else []
        self._go(next((number for number in order if not self._is_done(number)), after))

    def place(self, number: int) -> int:
        """The paragraph of the section that a drafted one belongs to; -1 when the section says nothing of the kind."""
        at = self._drafted[number].at if number < len(self._drafted) else None
        return -1 if at is None else at

    def _go(self, number: int) -> None:
        if number != self.current and number < len(self._drafted):
            self.current = number
            self._show_current()

    def _show(self) -> None:
        while len(self._cards) < len(self._drafted):
            card = _Card(len(self._cards))
            card.pressed.connect(self._choose)
            self._column.insertWidget(len(self._cards), card)
            self._cards.append(card)
        for number, card in enumerate(self._cards):
            card.setVisible(number < len(self._drafted) and not self.has_all)
            if number < len(self._drafted):
                card.show_draft(self._drafted[number], self._pair(number)[1], is_done=self._is_done(number))
        self._show_current()

    def _show_current(self) -> None:
        is_done = self.current >= len(self._drafted) or self._is_done(self.current)
        for number, card in enumerate(self._cards[: len(self._drafted)]):
            is_current = number == self.current and not card.is_done
            card.make_current(is_current)
            if is_current:
                card.hold(self._adopt, self._keep, above=self.is_whole)
                self.ensureWidgetVisible(card)
        self._adopt.setVisible(self._may_adopt and not is_done)
        self._keep.setVisible(self._may_adopt and not is_done and not self.is_whole)

    def _choose(self, number: int) -> None:
        self._go(number)
        self.chosen.emit(number)


class _Card(QFrame):
    """One drafted paragraph; `pressed` tells its number."""

    pressed = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._shown: tuple[Drafted, str, bool, int] | None = None
        self.is_done = False
        self._head = Elided()
        style.scale(self._head, style.SMALL)
        self.text = Told()
        self._foot = FlowLayout()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(style.SPACE // 2)
        self._column.addWidget(self._head)
        self._column.addWidget(self.text)
        self._column.addLayout(self._foot)

    def show_draft(self, one: Drafted, standing: str, *, is_done: bool) -> None:
        """Show a paragraph against what stands in its place; in one line where nothing is left to decide."""
        shown = (one, standing, is_done, style.theme.column)
        if shown == self._shown:
            return
        self._shown = shown
        self.is_done = is_done
        _dress(self, card=not is_done)
        margin = 0 if is_done else _INSIDE
        self._column.setContentsMargins(margin, margin, margin, margin)
        drafted_ = "按表起草" if one.at is not None else "按表起草，文中还没有"
        settled = "✓ 与各表一致" if one.is_taken else "✓ 保留原文" if standing else "✓ 文中不写"
        self._head.show_text(f"{settled}：{shortened(standing or one.text, _OPENING)}" if is_done else drafted_)
        style.tint(self._head, "text3" if is_done else "accent")
        self.text.setVisible(not is_done)
        colours = {"gone": "error", "come": "ok", "ground": "oktint"}
        named = {name: style.color(token).name() for name, token in colours.items()}
        runs = marked(standing, one.text) if standing else ()
        parts = (_MARKED[run.kind].format(text=escape(run.text), **named) for run in runs)
        self.text.setHtml("".join(parts) if runs else escape(one.text).replace("\n", "<br>"))
        self.text.setAccessibleName(f"按表起草：{one.text}")
        self.text.updateGeometry()

    def make_current(self, is_current: bool) -> None:
        """Wear the edge of the current card, or that of the others."""
        if bool(self.property("current")) != is_current:
            _dress(self, current=is_current)

    def hold(self, *buttons: QPushButton, above: bool) -> None:
        """Let the buttons that decide about it stand on it, over the text where that may be longer than the window."""
        self._column.removeItem(self._foot)
        self._column.insertLayout(1 if above else 2, self._foot)
        for button in buttons:
            self._foot.addWidget(button)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit(self._number)


class _Before(QFrame):
    """Last year's text: one line that unfolds in its place, with the button that writes it again."""

    def __init__(self, again: QPushButton) -> None:
        super().__init__()
        _dress(self, card=True)
        self.head = QPushButton()
        self.head.setFlat(True)
        self.head.setCheckable(True)
        self.head.setAutoDefault(False)
        self.text = Told()
        column = QVBoxLayout(self)
        column.setSpacing(style.SPACE // 2)
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text)
        self.head.toggled.connect(self._fold)
        self._title = ""

    def show_text(self, title: str, text: str) -> None:
        """Show this under that title; a blank text shows nothing."""
        self._title = title
        self.setVisible(bool(text))
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
            self.text.updateGeometry()
        self.text.setAccessibleName(title)
        self._fold()

    def _fold(self) -> None:
        is_open = self.head.isChecked()
        self.head.setText(f"{'▾' if is_open else '▸'} {self._title}")
        self.text.setVisible(is_open)


def _whole(offered: Sequence[Drafted]) -> tuple[Drafted, ...]:
    """The drafted paragraphs as one; none when there are none."""
    kept, text = "\n".join(one.kept for one in offered), "\n".join(one.text for one in offered)
    return (Drafted(kept, text, None, is_taken=False),) if offered else ()


def _dress(frame: QFrame, **properties: bool) -> None:
    """Give a frame the look that the sheet has for these."""
    for name, value in properties.items():
        frame.setProperty(name, value)
    frame.style().unpolish(frame)
    frame.style().polish(frame)
