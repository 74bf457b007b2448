"""What was recognised, sheet by sheet; what was not can be placed by hand, and the office remembers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from forms.form.model import Edition, Table
from forms.match.found import SURETY_WORDS, Found
from forms.match.placed import DECLINED, Placed, column_key
from forms.match.report import STATUS_WORDS, ReadReport
from ui.kit import style, words
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow

_HEADS = ("文件", "工作表", "认作", "可信程度", "依据", "采用", "跳过", "未采用")
_FILE = _HEADS.index("文件")
_COLUMN, _ROW = "column", "row"
_LEVELS = {"doubtful": "W", "none": "W"}


class SheetsPage(QWidget):
    """Lists the sheets, and lets the chosen one be placed."""

    placed = Signal(object)
    """What is placed by hand from now on (forms.match.placed.Placed)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edition: Edition | None = None
        self._placed = Placed()
        self.list = Listing("识别到的工作表", _HEADS, wide=_HEADS.index("依据"), told=_HEADS.index("可信程度"))
        self.list.selectionModel().currentChanged.connect(self._show_choices)
        self.table = QComboBox()
        self.column = QComboBox()
        self.caption = QComboBox()
        self.table.activated.connect(self._place_sheet)
        self.caption.activated.connect(self._show_column)
        self.column.activated.connect(self._place_column)
        lines = QGridLayout()
        lines.setSpacing(style.SPACE)
        fields = (
            ("这张工作表是：", self.table),
            ("不认识的列、行：", self.caption),
            ("对应表样的：", self.column),
        )
        for number, (text, field) in enumerate(fields):
            field.setMinimumContentsLength(6)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            lines.addWidget(Label(text, field), 0, 2 * number)
            lines.addWidget(field, 0, 2 * number + 1)
            lines.setColumnStretch(2 * number + 1, 1)
        told = "认得不对或没有认出的，选中后在下面指定；指定的结果会记住，下次导入同样的表时直接采用。"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.SPACE // 2, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(Label(told, wrap=True))
        layout.addLayout(lines)

    def show_sheets(self, sheets: Sequence[Found], edition: Edition | None, report: ReadReport, placed: Placed) -> None:
        """Show these sheets, the fate of their cells, and what is placed by hand in this edition of the form."""
        chosen = self._current()
        self._edition, self._placed = edition, placed
        self.list.show_rows(_rows(sheets, edition, report) if edition else [])
        self.list.setColumnHidden(_FILE, len({one.file for one in sheets}) < 2)
        places = [(one.file, one.sheet) for one in sheets]
        if chosen is not None and (chosen.file, chosen.sheet) in places:
            self.list.walk(places.index((chosen.file, chosen.sheet)))
        self._show_choices()

    def _current(self) -> Found | None:
        found = self.list.current()
        return found if isinstance(found, Found) else None

    def _table(self) -> Table | None:
        found = self._current()
        return self._edition.tables.get(found.table) if found and self._edition else None

    # What can be chosen

    def _show_choices(self) -> None:
        found, table = self._current(), self._table()
        blocked = [QSignalBlocker(box) for box in (self.table, self.caption, self.column)]
        for box in (self.table, self.caption, self.column):
            box.clear()
        is_placed = False
        if found is not None and self._edition is not None:
            is_placed = found.table != self._edition.roles.projects
            self.table.addItem("自动识别", None)
            for name, title in _tables(self._edition):
                self.table.addItem(title, name)
            self.table.addItem("不要这张表", DECLINED)
            self.table.setCurrentIndex(max(self.table.findData(self._placed.sheets.get(found.caption)), 0))
            if table is not None:
                for caption in found.unknown:
                    self.caption.addItem(f"列“{caption}”", (_COLUMN, caption))
                for label in found.strangers:
                    self.caption.addItem(f"行“{label}”", (_ROW, label))
        del blocked
        self.table.setEnabled(is_placed)
        self.caption.setEnabled(self.caption.count() > 0)
        self._show_column()

    def _show_column(self) -> None:
        found, table = self._stranger(), self._table()
        blocked = QSignalBlocker(self.column)
        self.column.clear()
        if table is not None and found is not None and self._edition is not None:
            kind, caption = found
            self.column.addItem("还没有指定", None)
            for key, name in _columns(table) if kind == _COLUMN else _lines(table, self._edition):
                self.column.addItem(name, key)
            self.column.addItem("不要", DECLINED)
            kept = self._placed.column_of if kind == _COLUMN else self._placed.row_of
            self.column.setCurrentIndex(max(self.column.findData(kept(table.id, caption)), 0))
        del blocked
        self.column.setEnabled(self.column.count() > 0)

    def _stranger(self) -> tuple[str, str] | None:
        """Whether the caption that is shown is one of a column or the label of a row, and its words."""
        data = self.caption.currentData()
        return tuple(data) if data else None

    # What was chosen

    def _place_sheet(self) -> None:
        found = self._current()
        if found is not None:
            self.placed.emit(self._placed.with_sheet(found.caption, self.table.currentData()))

    def _place_column(self) -> None:
        found, table = self._stranger(), self._table()
        if table is not None and found is not None:
            kind, caption = found
            keep = self._placed.with_column if kind == _COLUMN else self._placed.with_row
            self.placed.emit(keep(table.id, caption, self.column.currentData()))


def _columns(table: Table) -> Iterator[tuple[str, str]]:
    """The columns that a caption can name."""
    for column in table.columns:
        if column.kind != "serial":
            yield column_key(column), "—".join(column.path)


def _lines(table: Table, edition: Edition) -> Iterator[tuple[str, str]]:
    """The rows that a label can name: the declared ones, and the codes of a table of codes."""
    yield from ((row.key, row.label.strip()) for row in table.rows)
    if table.layout == "codes":
        codes = edition.catalogue(table.catalogue).codes
        yield from ((code, f"{code} {codes[code].name}") for code in sorted(codes))


def _tables(edition: Edition) -> Iterator[tuple[str, str]]:
    """The tables that a sheet can be placed as; the goal tables have a form of their own."""
    for name, table in edition.tables.items():
        if name not in (edition.roles.projects, edition.roles.indicators):
            yield name, words.heading(table)


def _rows(sheets: Sequence[Found], edition: Edition, report: ReadReport) -> list[ListingRow]:
    fates = Counter((entry.file, entry.sheet, entry.status) for entry in report.entries)
    rows = []
    for found in sheets:
        table = edition.tables.get(found.table)
        counts = (str(fates[found.file, found.sheet, status]) for status in STATUS_WORDS)
        name = words.short_name(table, edition.kind) if table else "—"
        row = (found.file, found.sheet, name, SURETY_WORDS[found.surety], _grounds(found, edition), *counts)
        rows.append(ListingRow(row, found, _LEVELS.get(found.surety, "")))
    return rows


def _grounds(found: Found, edition: Edition) -> str:
    """The passage a recognition rests on."""
    if not found.table:
        return found.title
    where = f"{found.title_cell}“{found.title}”" if found.title_cell else f"工作表名“{found.title}”"
    if found.table == edition.roles.projects:
        return where
    if not found.head:
        return f"{where}；没有认出表头"
    strange = (*found.unknown, *found.strangers)
    unknown = f"，不认识{'、'.join(f'“{caption}”' for caption in strange)}" if strange else ""
    return f"{where}；表头{found.head}，{found.columns}/{found.wanted}列{unknown}"
