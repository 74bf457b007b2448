"""The first page: go on where one stopped, begin a new disclosure, take one over from a workbook, or practise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from forms.form.load import installed, pack, pack_of
from forms.form.resources import resources
from forms.office.office import Office
from models.backup import newest
from models.records import Head, Listed
from ui.kit import style
from ui.kit.listing import Listing, ListingRow
from ui.kit.plain import Label, tip

_ICON = 24
_IN_THE_LIST = Qt.ShortcutContext.WidgetShortcut
_ACROSS = 3
"""So many ways to a disclosure stand side by side, under the one that goes on with the last."""

_DUE = 3
"""So many new years are offered at once; 新建 offers all of them."""


def sample_file() -> Path | None:
    """The bundled workbook for practice, or None when it was not installed."""
    return next(iter(sorted((resources() / "sample").glob("*.xlsx"))), None)


class StartPage(QWidget):
    """Lists the disclosures of the office and the ways to another one."""

    opened = Signal(object)
    """The id of the disclosure to open."""
    new_wanted = Signal()
    import_wanted = Signal()
    check_wanted = Signal()
    county_wanted = Signal()
    sample_wanted = Signal()
    verify_wanted = Signal()
    packet_wanted = Signal()
    next_year_wanted = Signal(object)
    """The head of the disclosure from which the next year's is to be made."""
    remove_wanted = Signal(object)
    """The head of the disclosure that is to be taken out."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._last = ""
        self._heads: dict[str, Head] = {}
        title = Label("部门预算信息公开")
        style.heading(title, 1.7)
        self.go_on = self._button("house", "继续(&G)")
        self.new = self._button("file-plus", "新建(&N)\n由上年资料生成，或从空白表格开始")
        self.take = self._button("download", "导入文件(&I)\n读入已有的表格、文稿并检查")
        self.check = self._button("scan-search", "自查文件(&Z)\n只检查已有的文件，不保存")
        self.practise = self._button("graduation-cap", "示例练习(&L)\n用示例数据熟悉填报和检查")
        self.verify = self._button("shield-check", "核对(&V)\n核对码或文件是不是保存的内容")
        self.packet = self._button("package-open", "打开资料包(&P)\n接着填别的电脑上保存的资料")
        self.verify.clicked.connect(self.verify_wanted)
        self.packet.clicked.connect(self.packet_wanted)
        self.go_on.clicked.connect(self._open_last)
        self.new.clicked.connect(self.new_wanted)
        self.take.clicked.connect(self.import_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.practise.clicked.connect(self.sample_wanted)
        self._ways = (self.new, self.take, self.check, self.verify, self.packet, self.practise)
        self._due = QVBoxLayout()
        self._due.setSpacing(0)
        self.due: list[QToolButton] = []
        self.list = Listing("已有的预算公开", ("单位编码", "单位名称", "年度", "类型", "状态", "最近修改"), wide=1)
        self.list.chosen.connect(self.opened)
        self.county = QPushButton("单位一览(&Y)…")
        self.county.setToolTip(tip("各单位交来的文件放在一个文件夹，一起检查，给每个单位出错说明"))
        self.county.setAutoDefault(False)
        self.county.clicked.connect(self.county_wanted)
        self.remove = QPushButton("删除(&R)…")
        self.remove.setToolTip(tip("删除选中的一份；审核过的不能删除，删除之前先备份"))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove_current)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, self._remove_current, context=_IN_THE_LIST)
        self.where = Label()
        self.where.setWordWrap(True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out(title)
        self.refresh()

    def _lay_out(self, title: QLabel) -> None:
        ways = QGridLayout()
        ways.setSpacing(style.SPACE)
        ways.addWidget(self.go_on, 0, 0, 1, _ACROSS)
        for number, button in enumerate(self._ways):
            ways.addWidget(button, 1 + number // _ACROSS, number % _ACROSS)
        for column in range(_ACROSS):
            ways.setColumnStretch(column, 1)
        names = Label("已有的预算公开（双击打开）(&T)：")
        names.setBuddy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(style.SPACE * 4,) * 4)
        layout.setSpacing(style.SPACE * 2)
        layout.addWidget(title)
        layout.addLayout(ways)
        layout.addLayout(self._due)
        line = QHBoxLayout()
        line.addWidget(names, 1)
        line.addWidget(self.county)
        line.addWidget(self.remove)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.where)

    def refresh(self) -> None:
        """Read the list anew, as after work on a disclosure. Raises Trouble when the store cannot be read."""
        listed = self._office.listed()
        self._last = listed[0].head.id if listed else ""
        self.go_on.setVisible(bool(listed))
        if listed:
            head = listed[0].head
            self.go_on.setText(f"继续(&G)\n{head.year}年 {_short(head.unit.name)}")
        may_write = not self._office.is_read_only
        for button in (self.new, self.take, self.packet):
            button.setEnabled(may_write)
        self.practise.setEnabled(may_write and sample_file() is not None)
        self._show_due([one.head for one in listed] if may_write else [])
        self.list.show_rows([_row(one) for one in listed])
        self._heads = {one.head.id: one.head for one in listed}
        self.remove.setEnabled(bool(listed))
        kept = newest(self._office.folder)
        backup = f"最近一次备份：{kept[0]:%Y-%m-%d %H:%M}（{kept[1].words}）" if kept else "还没有备份，退出时自动建立"
        if not kept and self._office.is_read_only:
            backup = "还没有备份"
        self.where.setText(f"数据存放在：{self._office.folder}\n{backup}")
        (self.go_on if listed else self.new if may_write else self.check).setFocus()

    def _show_due(self, heads: Sequence[Head]) -> None:
        """Offer the next year of those that have a form for it and no disclosure yet."""
        for old in self.due:
            self._due.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.due = []
        for head in _without_next(heads)[:_DUE]:
            text = f"{head.year}年 {head.unit.name.replace('&', '&&')}（{head.kind}）→ 生成{head.year + 1}年"
            button = QToolButton()
            button.setText(text)
            style.draw(button, "file-plus")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, head=head: self.next_year_wanted.emit(head))
            self._due.addWidget(button)
            self.due.append(button)

    @staticmethod
    def _button(drawing: str, text: str) -> QPushButton:
        button = QPushButton(text)
        style.draw(button, drawing)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setMinimumHeight(button.fontMetrics().lineSpacing() * 2 + style.SPACE * 2)
        button.setAutoDefault(True)
        return button

    def _remove_current(self) -> None:
        head = self._heads.get(self.list.current() or "")
        if head is not None:
            self.remove_wanted.emit(head)

    def _open_last(self) -> None:
        self.opened.emit(self._last)


def _without_next(heads: Sequence[Head]) -> list[Head]:
    """The newest disclosure of each unit and kind, where the year after it has a form; the latest year first."""
    newest: dict[tuple[str, ...], Head] = {}
    for head in heads:
        whose = head.unit.code, "" if head.unit.code else head.unit.name, head.kind, pack_of(head)
        if whose not in newest or head.year > newest[whose].year:
            newest[whose] = head
    due = [h for h in newest.values() if pack_of(h) in installed() and h.year + 1 in pack(pack_of(h)).years]
    return sorted(due, key=lambda head: -head.year)


def _short(name: str) -> str:
    return name if len(name) <= 12 else f"{name[:11]}…"


def _row(listed: Listed) -> ListingRow:
    head = listed.head
    changed = listed.changed.replace("T", " ")[:16]
    state = head.state if listed.sound else "已损坏"
    return ListingRow((head.unit.code, head.unit.name, str(head.year), head.kind, state, changed), head.id)
