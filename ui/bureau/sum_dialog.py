"""汇总所属单位: which units are summed into the department's disclosure that lies open, and the units behind a cell."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from forms.bureau.sum_up import SummedUp, sum_up, traced, units_to_sum
from forms.document.document import Document
from forms.document.reporter import Reporter
from forms.office.office import Office
from models.errors import Trouble
from models.records import Address, Head
from ui.kit import style, words
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow
from ui.parts.tick_list import TickList

UNIT_HEADS = ("单位", "编码", "状态", "最近改动")
NO_UNITS = "这里没有同一年度、同一表样的其他单位的资料，请先打开它们的资料包，或者导入。"


def unit_rows(office: Office, department: Head) -> list[tuple[tuple[str, ...], str, bool]]:
    """The rows of the units that can be summed; those that are proposed are ticked."""
    return [
        (
            (one.head.unit.name, one.head.unit.code, one.head.state, one.changed.replace("T", " ")[:16]),
            one.head.id,
            is_proposed,
        )
        for one, is_proposed in units_to_sum(office, department)
    ]


class SumDialog(QDialog):
    """Asks which units; `summed` is there after 汇总."""

    def __init__(self, office: Office, department: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._head = department.head
        self.summed: SummedUp | None = None
        self.setWindowTitle("汇总所属单位")
        hint = Label(
            "打勾的单位汇总成这个部门的表，单位之间的往来两边相等的扣除。部门现有的表换成汇总的，文字留着，跟着表走的数一起变；"
            "汇总是一步，可以撤销。",
            wrap=True,
        )
        self.list = TickList("单位", UNIT_HEADS)
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.all = buttons.addButton("全选(&A)", QDialogButtonBox.ButtonRole.ActionRole)
        self.start = buttons.addButton("汇总(&S)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.all.clicked.connect(lambda: self.list.tick_all(True))
        buttons.accepted.connect(self.sum_up)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for part in (hint, self.list, self.trouble, buttons):
            layout.addWidget(part)
        self.list.ticks_changed.connect(lambda: self.start.setEnabled(bool(self.list.ticked())))
        self.resize(680, 460)
        self._show()

    def sum_up(self) -> None:
        """Sum what is ticked; a Trouble is shown and leaves the dialog open."""
        try:
            self.summed = sum_up(self._office, self.list.ticked(), self._head.unit)
        except Trouble as trouble:
            style.alarm(self.trouble, words.trouble_text(trouble))
            return
        self.accept()

    def _show(self) -> None:
        rows = unit_rows(self._office, self._head)
        self.list.show_rows(rows)
        if not rows:
            style.alarm(self.trouble, NO_UNITS)


class CellUnitsDialog(QDialog):
    """What each unit has in one cell of a department's disclosure that was summed."""

    def __init__(self, department: Document, place: Address, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("由哪些单位相加")
        table = department.edition.tables[place.table]
        self.list = Listing("各单位的数", ("单位", "编码", f"金额（{table.unit}）"), wide=0)
        parts = traced(department, place)
        rows = [
            ListingRow((unit.head.unit.name, unit.head.unit.code, table.show(fen)), unit.head.id) for unit, fen in parts
        ]
        self.list.show_rows(rows)
        standing = table.show(department.value(place)) or "空白"
        summed = table.show(sum(fen for _, fen in parts))
        where = Label(f"{Reporter(department).place(place)}：部门是{standing}，各单位相加是{summed}。", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for part in (where, self.list, buttons):
            layout.addWidget(part)
        self.resize(560, 360)
