"""签审 and 公开: who signs, where it is published, what is missing, both products and the record, one next step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from forms.compare.history import logged_title, shown_time
from forms.document.document import profile_slot
from forms.document.finding import Finding
from forms.office.office import Office
from forms.signing.state_name import state_of
from forms.signing.states import LOCKED
from forms.write.page.approval import SIGNERS, signed_day
from forms.write.page.products import Product
from models.records import Logged, State
from ui.kit import commands, style
from ui.kit.commands import Command
from ui.kit.desk import run
from ui.kit.jobs import Jobs
from ui.kit.plain import Label
from ui.kit.session import Session
from ui.packet.miniature import Miniature
from ui.packet.next_step import NextStep, next_step
from ui.packet.sign_dialog import SignDialog
from ui.pages.page import Page
from ui.parts.flow import FlowLayout
from ui.parts.spans import SpanLayout
from ui.parts.step_marks import Shape, StepMark

_LATEST = 4
"""So many entries of the record are shown."""
_MARK = 28
"""The side of the drawing in the band, in pixels."""
_PRODUCTS = (
    (
        Product.SIGNING,
        "打印、签字、盖章、存档",
        "签批单在最前，每页印核对码和页数，后附检查报告。",
        (commands.PRINT, "打印送签版…"),
        (commands.EXPORT, "存为文件…"),
    ),
    (
        Product.PUBLIC,
        "交给网站",
        "没有签批单和核对码，不带作者、批注和隐藏内容。",
        (commands.PREVIEW, "预览"),
        (commands.PUBLISH, "写出公开包…"),
    ),
)
"""Which, what it is for, what it is, and what can be done with it."""
_HALF = 6
_CODE, _WORDS, _DEEDS = 4, 5, 3
"""Of twelve columns: a product; the code, what is said of it, what can be done."""


class ReadyPage(Page):
    """What leads out of the office; each deed is a command of the menus, and the filled button is the next one."""

    STEP: Final = "ready"
    """The id of its step."""

    called = Signal(object)
    """A `Command` that is wanted."""
    state_wanted = Signal(object)
    """The `State` that the disclosure is to get."""

    def __init__(self, session: Session, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, self.STEP, parent)
        self._office = office
        self._miniatures = {product: Miniature(product, jobs) for product in Product}
        self._step: NextStep | None = None
        self.buttons: dict[str, QPushButton] = {}
        """The buttons of what can be done, by the id of their command."""
        self.headline, self.words = Label(wrap=True), Label(wrap=True)
        self.next = QPushButton()
        self.signers = {field: _Signer() for field in SIGNERS if field in session.document.edition.profile}
        self.code = Label()
        self.papers, self.published = Label(wrap=True), Label(wrap=True)
        self.record = QGridLayout()
        self._band = QFrame()
        self._drawing = Label()
        self.is_publishing = False
        """Whether the part of 公开 is shown, else that of 签审."""
        self._signing, self._publishing = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.worked_in = self.next
        self.show_part(publishing=False)
        self.refresh()

    # Laying out

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE, 2 * style.SPACE)
        column.setSpacing(2 * style.SPACE)
        column.addWidget(self._next_band())
        _title(self._signing, "签审次序", "签了一个登记一个，日期可以以后补填", self._signing_order())
        published = self._line_card(
            self.published, ((commands.PUBLICATION, "公开记录…"), (commands.SAVE_PACKET, "保存资料包…"))
        )
        _title(self._publishing, "公开", "登在网站上以后登记，以后可以证明公开的就是定稿的那一份", published)
        column.addWidget(self._signing)
        column.addWidget(self._publishing)
        products = QWidget()
        beside = SpanLayout(products)
        beside.setContentsMargins(0, 0, 0, 0)
        for product, use, what, *deeds in _PRODUCTS:
            beside.add(self._product(product, use, what, deeds), _HALF)
        column.addWidget(products)
        column.addWidget(self._code_card())
        entries, record = QFrame(), QWidget()
        style.card(entries)
        self.record.setContentsMargins(2 * style.SPACE, style.SPACE, 2 * style.SPACE, style.SPACE)
        entries.setLayout(self.record)
        _title(record, "最近的记录", "", entries, self._button(commands.HISTORY, "修改记录…", is_flat=True))
        column.addWidget(record)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _next_band(self) -> QFrame:
        style.card(self._band)
        style.heading(self.headline, style.HERO)
        style.tint(self.words, "text2")
        style.fill(self.next)
        self.next.setAutoDefault(True)
        texts = QVBoxLayout()
        texts.addWidget(self.headline)
        texts.addWidget(self.words)
        line = _line(self._band)
        line.addWidget(self._drawing)
        line.addLayout(texts, 1)
        line.addWidget(self.next)
        return self._band

    def _signing_order(self) -> QFrame:
        card = QFrame()
        style.card(card)
        line = _line(card)
        for signer in self.signers.values():
            line.addWidget(signer, 1)
            signer.setProperty("beside", signer is not [*self.signers.values()][-1])
        return card

    def _product(self, product: Product, use: str, what: str, deeds: list[tuple[Command, str]]) -> QFrame:
        card = QFrame()
        style.card(card)
        line = _line(card)
        line.addWidget(self._miniatures[product], 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        line.addLayout(column, 1)
        title, for_what = Label(product.words), Label(use)
        style.heading(title, style.CARD)
        style.tint(for_what, "text2")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(for_what)
        head.addStretch(1)
        column.addLayout(head)
        told = Label(what, wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(told, 1)
        buttons = FlowLayout()
        for command, words in deeds:
            buttons.addWidget(self._button(command, words))
        if product is Product.PUBLIC:
            self.later = Label("定稿以后可以写出")
            style.tint(self.later, "text2")
            buttons.addWidget(self.later)
        column.addLayout(buttons)
        return card

    def _code_card(self) -> QFrame:
        style.heading(self.code, style.HERO)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        named, name = QWidget(), Label("核对码")
        style.tint(name, "text2")
        line = QHBoxLayout(named)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE + style.SPACE // 2)
        line.addWidget(name)
        line.addWidget(self.code)
        line.addStretch(1)
        deeds = ((commands.VERIFY, "核对签字件…"), (commands.PAPERS, "签字件…"))
        return self._line_card(self.papers, deeds, named)

    def _line_card(
        self, words: QLabel, deeds: tuple[tuple[Command, str], ...], before: QWidget | None = None
    ) -> QFrame:
        """What is said, what stands `before` it, and what can be done; in several lines where one has no room."""
        card = QFrame()
        style.card(card)
        line = SpanLayout(card)
        if before is not None:
            line.add(before, _CODE)
        line.add(words, _WORDS if before is not None else _WORDS + _CODE)
        buttons = QWidget()
        beside = QHBoxLayout(buttons)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addStretch(1)
        for command, text in deeds:
            beside.addWidget(self._button(command, text))
        line.add(buttons, _DEEDS)
        return card

    def _button(self, command: Command, words: str, *, is_flat: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setFlat(is_flat)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._call(command))
        self.buttons[command.id] = button
        return button

    def _connect(self) -> None:
        self.next.clicked.connect(self._go_on)
        for field, signer in self.signers.items():
            signer.register.clicked.connect(lambda _checked=False, field=field: self.sign(field))
        style.theme.changed.connect(self._draw)

    # Showing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def show_check(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        document, office = self.session.document, self._office
        id_ = document.head.id
        is_kept = not self.session.is_inspected
        published = office.publications(id_) if is_kept else ()
        papers = office.papers(id_) if is_kept else ()
        history = office.history(id_) if is_kept else ()
        self._show_step(next_step(document, len(published)))
        for field, signer in self.signers.items():
            label = document.edition.profile[field].label
            signer.show_signed(label, document.profile(field), signed_day(document, field))
            signer.register.setEnabled(self.session.may_fill(profile_slot(field)))
        self.code.setText(state_of(document).code)
        kept = f"签字盖章的扫描件存了{len(papers)}份。" if papers else "签字盖章的扫描件可以和资料存在一起。"
        self.papers.setText(f"签字件上的码与它相同，签的就是这一份；改动一格，码就变。{kept}")
        where = "，".join(filter(None, map(document.profile, ("published", "address"))))
        count = f"登记了{len(published)}个文件。" if published else "还没有登记公开的文件。"
        self.published.setText(f"{where}。{count}" if where else count)
        is_settled = document.head.state in LOCKED
        self.buttons[commands.PUBLISH.id].setEnabled(is_settled)
        self.later.setVisible(not is_settled)
        self._show_record(history[:_LATEST])
        # The page itself is painted first.
        QTimer.singleShot(0, self, self._draw_miniatures)

    def _draw_miniatures(self) -> None:
        if self.isVisible():
            for miniature in self._miniatures.values():
                miniature.show_document(self.session.document)

    def _show_step(self, step: NextStep) -> None:
        self._step = step
        self.headline.setText(step.headline)
        self.words.setText(step.words)
        self.next.setText(step.button)
        self.next.setEnabled(
            not isinstance(step.deed, State) or not (self.session.is_inspected or self.session.is_looked_at)
        )
        for name, of in (("card", not step.is_free), ("good", step.is_free)):
            self._band.setProperty(name, of)
        self._band.style().unpolish(self._band)
        self._band.style().polish(self._band)
        style.tint(self.headline, "ok" if step.is_free else "text")
        self._draw()

    def _draw(self) -> None:
        if self._step is not None:
            name, token = ("circle-check", "ok") if self._step.is_free else ("triangle-alert", "warn")
            self._drawing.setPixmap(style.icon(name, token).pixmap(QSize(_MARK, _MARK)))

    def _show_record(self, entries: tuple[Logged, ...]) -> None:
        while self.record.count():
            self.record.takeAt(0).widget().deleteLater()
        for row, entry in enumerate(entries):
            for place, text in enumerate((shown_time(entry)[:16], entry.who, logged_title(entry))):
                label = Label(text, wrap=place == 2)
                style.tint(label, "text2" if place == 0 else "text")
                self.record.addWidget(label, row, place)
        self.record.setColumnStretch(2, 1)
        self.record.setHorizontalSpacing(3 * style.SPACE)

    # Doing

    def _go_on(self) -> None:
        deed = self._step.deed if self._step else None
        match deed:
            case Finding():
                self.finding_wanted.emit(deed)
            case Command():
                self._call(deed)
            case State():
                self.state_wanted.emit(deed)
            case str():
                self.sign(deed)

    def _call(self, command: Command) -> None:
        """A command leads on; what it did is seen when it comes back."""
        self.called.emit(command)
        self.refresh()

    def sign(self, field: str) -> None:
        """Ask for what the record of that signer holds."""
        document = self.session.document
        dialog = SignDialog(document, field, self)
        if run(dialog):
            self.session.apply(f"登记 {document.edition.profile[field].label}", dialog.changes)
            self.refresh()

    def show_part(self, *, publishing: bool) -> None:
        """Show the part of a stage, 公开 or 签审, and stand on the next step."""
        self.is_publishing = publishing
        self._signing.setVisible(not publishing)
        self._publishing.setVisible(publishing)
        self.next.setFocus()


_HOW_FAR = ((Shape.NOT_BEGUN, "姓名未填"), (Shape.BEGUN, "等待签字"), (Shape.DONE, "已签字"))


class _Signer(QFrame):
    """One of the signers: what for, who, when, and the button that writes it down."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = StepMark(Shape.NOT_BEGUN)
        self.title, self.name, self.day = Label(wrap=True), Label(wrap=True), Label()
        style.heading(self.title, 1.0)
        style.tint(self.day, "text2")
        self.register = QPushButton("登记…")
        self.register.setFlat(True)
        self.register.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.SPACE // 2)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.mark)
        head.addWidget(self.title, 1)
        foot.addWidget(self.day)
        foot.addWidget(self.register)
        foot.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.name)
        column.addLayout(foot)

    def show_signed(self, label: str, name: str, day: str) -> None:
        """Show who signed when; a mark, a word and a colour tell how far it is."""
        is_signed = bool(name and day)
        self.mark.show_shape(*_HOW_FAR[bool(name) + is_signed])
        self.title.setText(label)
        self.name.setText(name or "姓名未填")
        self.day.setText(day or "等待签字")
        self.register.setText("修改…" if is_signed else "登记…")
        self.register.setAccessibleName(f"{self.register.text().rstrip('…')}{label}")


def _line(card: QFrame) -> QHBoxLayout:
    line = QHBoxLayout(card)
    line.setContentsMargins(2 * style.SPACE, style.SPACE * 3 // 2, 2 * style.SPACE, style.SPACE * 3 // 2)
    line.setSpacing(2 * style.SPACE)
    return line


def _title(part: QWidget, title: str, hint: str, card: QWidget, button: QPushButton | None = None) -> None:
    """Lay a part out: a card under its title, with a hint behind that and what leads further at the right."""
    name, words = Label(title), Label(hint)
    style.heading(name, 1.0)
    style.tint(words, "text2")
    head = QHBoxLayout()
    head.addWidget(name)
    head.addWidget(words)
    head.addStretch(1)
    if button is not None:
        head.addWidget(button)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.SPACE)
    column.addLayout(head)
    column.addWidget(card)
