"""汇总: units that are ticked become their department, and every figure of it shows the units behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from forms.bureau.sum_up import SummedUp, department_of, figures, forms_of_units, summing_up
from forms.document.document import Document
from forms.document.reporter import Reporter
from forms.form.load import KINDS
from forms.match.identity import unit_in
from models.records import Address, Head, Unit
from ui.bureau.bureau_page import BureauPage, labelled
from ui.bureau.sum_dialog import UNIT_HEADS, CellUnitsDialog, unit_rows
from ui.kit import style
from ui.kit.desk import Desk, run
from ui.kit.jobs import Jobs
from ui.parts.listing import Listing, ListingRow
from ui.parts.tick_list import TickList

_FIGURES = ("部门的数", "金额")
_HINT = "所属单位打勾。单位之间的往来两边相等的扣除；部门现有的表换成汇总的，文字留着，跟着表走的数一起变；可以撤销。"


class SumPage(BureauPage):
    """Which department, which units; after 汇总 its figures, of each of which the units can be seen."""

    open_wanted = Signal(str)
    """The disclosure with this id shall be opened in the main window."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.setAcceptDrops(False)
        self.summed: SummedUp | None = None
        self.form, self.department = QComboBox(), QComboBox()
        self.typed = QLineEdit()
        self.typed.setAccessibleName("汇总到")
        self.department.setEditable(True)
        self.department.setLineEdit(self.typed)
        self.department.setMinimumWidth(style.wide(16))
        self.typed.setPlaceholderText("编码和名称，例如 339 某某局")
        self.all = QPushButton("全选")
        self.trace = QPushButton("由哪些单位相加…")
        self.open = QPushButton("打开部门的资料")
        self.start = QPushButton("汇总")
        style.fill(self.start)
        self.list = TickList("单位", UNIT_HEADS)
        self.figures = Listing("部门的数", _FIGURES, wide=0)
        self.figures.hide()
        self.finding.hide()
        self.empty.say(
            "这里还没有单位预算的资料",
            "先在「分发」里由全县的工作簿生成，或者在「收回」里存入各单位交来的资料包，再汇总到部门。",
        )
        fields = QWidget()
        line = QHBoxLayout(fields)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(style.SPACE)
        for text, field in (("年度", self.form), ("汇总到", self.department)):
            for part in labelled(text, field):
                line.addWidget(part)
        line.addStretch(1)
        self.lay_out((self.all, self.trace, self.open, self.start), self.list, self.figures, fields=fields)
        self.form.activated.connect(self._offer_departments)
        self.department.activated.connect(self._show_units)
        self.typed.editingFinished.connect(self._show_units)
        self.list.ticks_changed.connect(self.follow)
        self.search.textChanged.connect(self.figures.search)
        self.figures.chosen.connect(self._show_cell)
        self.all.clicked.connect(lambda: self.list.tick_all(True))
        self.trace.clicked.connect(lambda: self._show_cell(self.figures.current()))
        self.open.clicked.connect(self._open)
        self.start.clicked.connect(self.sum_up)
        self.tell(())
        self.refresh()

    @property
    def target(self) -> Unit | None:
        """The department that was chosen or typed."""
        text = self.department.currentText().strip()
        return unit_in(text) or Unit("", text) if text else None

    def take(self, paths: Sequence[Path]) -> None:
        """Nothing is dropped here."""

    def refresh(self) -> None:
        """Offer the years and forms of which there are units."""
        before = self.form.currentText()
        self.form.clear()
        for head in self.ask(lambda: forms_of_units(self._desk.office)) or ():
            self.form.addItem(f"{head.year}年", head)
        self.form.setCurrentIndex(max(self.form.findText(before), 0))
        self.show_list() if self.form.count() else self.show_empty()
        self._offer_departments()

    def _offer_departments(self) -> None:
        like: Head | None = self.form.currentData()
        typed = self.department.currentText()
        self.department.clear()
        for one in self._desk.office.listed() if like else ():
            if one.head.kind == KINDS[0] and like is not None and one.head.year == like.year:
                self.department.addItem(f"{one.head.unit.code} {one.head.unit.name}".strip())
        if typed:
            self.department.setEditText(typed)
        self._show_units()

    def _show_units(self) -> None:
        like, target = self.form.currentData(), self.target
        if like is None:
            self.list.show_rows([])
            return
        office = self._desk.office
        head = department_of(office, target or Unit("", ""), like)
        self.list.show_rows(self.ask(lambda: unit_rows(office, head)) or [])

    def sum_up(self) -> None:
        """Sum what is ticked into the department; what lies open is put away for it."""
        desk, target = self._desk, self.target
        if target is None:
            return
        if desk.workspace is not None:
            desk.go_home()
            if desk.workspace is not None:
                return
        ticked = self.list.ticked()
        self.summed = None

        def steps() -> Iterator[Document | SummedUp]:
            return summing_up(desk.office, ticked, target)

        self.store(steps, len(ticked) + 1, self._took, self._show_summed)

    def _took(self, one: Document | SummedUp) -> None:
        if isinstance(one, SummedUp):
            self.summed = one

    def _show_summed(self) -> None:
        """Show the figures of the department; none when it was stopped, before anything was stored."""
        if self.summed is None:
            self.tell(["停止了，没有汇总，什么也没有改。"])
            self.follow()
            return
        document, words = self.summed.document, Reporter(self.summed.document)
        tables = document.edition.tables
        self.figures.show_rows(
            [
                ListingRow((words.place(place), tables[place.table].show(document.value(place))), place)
                for place in figures(document)
            ]
        )
        self.figures.show()
        self.finding.show()
        done = "生成" if self.summed.is_new else "换成汇总的"
        self.tell(
            [
                f"“{document.head.unit.name}”{document.head.year}年的部门预算已{done}："
                f"{len(self.summed.units)}个单位相加，{self.summed.changed}个金额有变化。",
                *self.summed.told,
            ]
        )
        self.follow()

    def follow(self) -> None:
        is_free, is_done, is_ticked = not self.work.is_busy, self.summed is not None, bool(self.list.ticked())
        for button in (self.trace, self.open):
            button.setVisible(is_done)
        style.fill(self.open, is_done)
        style.fill(self.start, is_ticked and not is_done)
        style.fill(self.all, not is_ticked and not is_done)
        is_target = self.target is not None and not self._desk.office.is_read_only
        self.start.setEnabled(is_free and is_target and is_ticked)
        self.all.setEnabled(is_free and self.list.topLevelItemCount() > 0)
        for part in (self.form, self.department, self.list):
            part.setEnabled(is_free)
        self.where.setText(_HINT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.list.ticked():
            self.refresh()

    def _show_cell(self, place: Address | None) -> None:
        if self.summed is not None and place is not None:
            run(CellUnitsDialog(self.summed.document, place, self))

    def _open(self) -> None:
        if self.summed is not None:
            self.open_wanted.emit(self.summed.document.head.id)
