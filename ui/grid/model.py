"""The one model of every table: rows and columns of the open document for a grid, with their words, looks and marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from forms.document.entries import split_code
from forms.document.finding import Finding
from forms.document.lines import Line
from forms.document.pairing import paired_rows
from forms.edit import cells, records
from forms.edit.origins import came_from
from forms.form.model import Column
from models.money import Fen, show
from models.records import Address, CellChange, Change
from ui.grid import words
from ui.grid.findings import TableFindings, worst
from ui.grid.look import LOOK, NEW_CODE, NEW_RECORD, RIGHT, TYPED, WRITTEN, Look
from ui.grid.rows import RowsModel
from ui.grid.text import tooltip
from ui.kit.plain import tip
from ui.kit.qt import Index
from ui.kit.session import Session

_Role = Qt.ItemDataRole


class GridModel(RowsModel):
    """One table of the session's document. Texts are typed in `unit`; what stands is changed through the session only.

    A table of codes or of records ends in a blank row; `placed` tells the key of the row a code led to.
    """

    placed = Signal(str)
    status = Signal(str)
    reshown = Signal()
    """All amounts are shown in another way: in another unit, or with last year's or without."""

    def __init__(self, session: Session, table_id: str, parent: QObject | None = None) -> None:
        self.session = session
        self.document = session.document
        self.table = self.document.edition.tables[table_id]
        self.is_records = self.table.layout == "records"
        self.grows = self.is_records or self.table.layout == "codes"
        rows = paired_rows(self.table, self.lines())
        super().__init__(rows, parent, grows=self.grows, adopts=self.is_records)
        self.columns: tuple[Column, ...] = tuple(c for c in self.table.columns if c.kind != "serial")
        self._unit = self.table.unit
        self._hint = NEW_RECORD if self.is_records else NEW_CODE
        self._draft = ""
        """What was typed into the blank row and is no code."""
        self._structure = self.document.structure
        self._shown = self._standing()
        self._findings = TableFindings(session.verdicts, table_id)
        session.changed.connect(self._after_change)
        session.checked.connect(self._after_check)

    # The shape

    def lines(self) -> tuple[Line, ...]:
        """The rows that are shown, in their order."""
        return self.document.lines(self.table.id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The rows of the table, and the blank one where it grows."""
        return 0 if parent.isValid() else len(self._rows) + self._blanks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All printed columns but 序号, which stands in the row head."""
        return 0 if parent.isValid() else len(self.columns)

    def line(self, row: int, column: int) -> Line | None:
        """The line that stands there; None in the blank row and beside a shorter side."""
        return self._rows[row].get(self.columns[column].side) if 0 <= row < len(self._rows) else None

    def address(self, row: int, column: int) -> Address | None:
        """The place of the cell; None where no line stands."""
        line = self.line(row, column)
        return Address(self.table.id, line.key, self.columns[column].id) if line else None

    def amount_at(self, row: int, column: int) -> Address | None:
        """The place of the cell when it is one of money; else None."""
        return self.address(row, column) if self.columns[column].kind == "money" else None

    def entry_at(self, row: int, column: int) -> Address | None:
        """The place of the cell when it is one of money, of text or of a quantity; else None."""
        return self.address(row, column) if self.columns[column].kind in TYPED else None

    def find(self, address: Address) -> QModelIndex:
        """The cell at the address, the first of its row when there is no such column, or an invalid index."""
        line = self.document.line(self.table.id, address.row) if address.table == self.table.id else None
        row = self._row_of.get(address.row)
        if line is None or row is None:
            return QModelIndex()
        own = [number for number, column in enumerate(self.columns) if column.side == line.side]
        return self.index(row, next((n for n in own if self.columns[n].id == address.column), own[0]))

    def is_blank_row(self, row: int) -> bool:
        """Whether it is the row in which a new code or record is typed."""
        return self.grows and row >= len(self._rows)

    def takes_code(self, row: int, column: int) -> bool:
        """Whether a code is typed there: the code column, and in the blank row the name column too."""
        kind = self.columns[column].kind
        if self.is_blank_row(row):
            return kind in ("code", "name")
        line = self.line(row, column)
        return kind == "code" and line is not None and bool(line.code)

    def is_entry(self, row: int, column: int) -> bool:
        """Whether Tab stops there: a cell to be typed, or the place for the next code or record."""
        address = self.entry_at(row, column)
        if address is not None:
            return not self.document.is_computed(address) and self.table.takes(address.row, address.column)
        return self.is_blank_row(row) and (self.is_records or self.columns[column].kind == "code")

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be selected; computed cells and the code of the total cannot be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.session.is_read_only:
            return flags
        row, column = index.row(), index.column()
        named = self.columns[column].kind in ("name", "label") and self.line(row, column) is not None
        if named or self.takes_code(row, column) or self.is_entry(row, column):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # What is shown

    @property
    def unit(self) -> str:
        """The unit in which amounts are shown and typed: 万元 or 元. What is kept and printed stays as it is."""
        return self._unit

    def set_unit(self, unit: str) -> None:
        """Show and take amounts in that unit."""
        if unit != self._unit:
            self._unit = unit
            self.reshown.emit()

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Texts for showing, editing, speaking and explaining, the alignment, and the `Look`."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case _Role.DisplayRole:
                return self.shown(row, column)
            case _Role.EditRole:
                return self.text(row, column) or (self._draft if self._takes_draft(row, column) else "")
            case _ if role == LOOK:
                return self.look(row, column)
            case _Role.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[column].kind in RIGHT else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _Role.ToolTipRole:
                return tip(self.explain(row, column)) or None
            case _Role.AccessibleTextRole:
                return self._spoken(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Column captions with line breaks, spoken with those over them.

        In the row head 序号 behind the letter of the worst finding in the row."""
        if orientation == Qt.Orientation.Horizontal:
            own = self.columns[section]
            spoken = role == _Role.AccessibleTextRole
            return words.caption(own) if role == _Role.DisplayRole else " ".join(own.path) if spoken else None
        level = self.level_of_row(section)
        if role == _Role.DisplayRole:
            return "＊" if self.is_blank_row(section) else f"{level} {section + 1}".strip()
        return None

    def level_of_row(self, row: int) -> str:
        """The level of the worst finding in a row; blank when there is none."""
        lines = self._rows[row].values() if row < len(self._rows) else ()
        return worst(self._findings.level(line.key) for line in lines)

    def explain(self, row: int, column: int) -> str:
        """Why the cell is as it is: its findings, then where it comes from; a text in full, for it may be cut."""
        found = self._findings_at(self.line(row, column), column)
        address = self.entry_at(row, column)
        why = words.explain(self.document, address, found, self._unit)
        if self.columns[column].kind in WRITTEN:
            return "\n".join(filter(None, (tooltip(self.text(row, column)), why)))
        return why or ("" if address else self.text(row, column))

    def how(self, row: int, column: int) -> str:
        """How what stands in the cell comes about: what it adds up, or what was typed in the other unit."""
        address = self.amount_at(row, column)
        return words.how(self.document, address, self._unit) if address else ""

    def shown(self, row: int, column: int) -> str:
        """What stands in the cell, and in the blank row what may be typed there."""
        return self.text(row, column) or (self._draft or self._hint if self._takes_draft(row, column) else "")

    def text(self, row: int, column: int) -> str:
        """What stands in the cell as it would be typed: an amount in `unit`, a text that is none, a code, a name."""
        line = self.line(row, column)
        if line is None:
            return ""
        match self.columns[column].kind:
            case "money":
                address = Address(self.table.id, line.key, self.columns[column].id)
                return self._amount_text(self.document.value(address)) or self.document.wrong(address)
            case "code":
                return line.code
            case "text" | "quantity":
                return self.document.text(Address(self.table.id, line.key, self.columns[column].id))
        return line.label.strip()

    def texts(self, rows: Iterable[int], column: int) -> list[str]:
        """What `shown` gives for these rows of a column: every amount of a table is asked for at once."""
        if self.columns[column].kind != "money" or self.is_records:
            return [self.shown(row, column) for row in rows]
        value, wrong, worded = self.document.value, self.document.wrong, self._amount_text
        return [worded(value(place)) or wrong(place) for place in self.places(rows, column)]

    def seconds(self, rows: Iterable[int], column: int) -> set[str]:
        """What `second` gives for these rows of a column of amounts."""
        return {self._should(place) for place in self.places(rows, column) if place in self.document.cells}

    def places(self, rows: Iterable[int], column: int) -> list[Address]:
        """Where in these rows of a column a line stands."""
        own = self.columns[column]
        return [Address(self.table.id, line.key, own.id) for line in self.lines_at(rows, own.side)]

    def _amount_text(self, fen: Fen | None) -> str:
        """An amount in the unit that is shown; in the table's own with the decimals it is printed with."""
        return self.table.show(fen) if self._unit == self.table.unit else show(fen, self._unit)

    def _spoken(self, row: int, column: int) -> str:
        line = self.line(row, column)
        if line is None:
            return self._hint if self.is_blank_row(row) else ""
        unit = self._unit if self.columns[column].kind == "money" else ""
        where = words.place(self.document, self.table, line, self.columns[column])
        return words.spoken(where, self.text(row, column), unit, self._findings_at(line, column))

    def look(self, row: int, column: int) -> Look:
        """How the cell is drawn."""
        line, kind = self.line(row, column), self.columns[column].kind
        if line is None:
            blank = self._takes_draft(row, column)
            return Look(kind, hint=blank and not self._draft, wrong=blank and bool(self._draft), outside=not self.grows)
        level = worst(finding.level for finding in self._findings_at(line, column))
        total = line.key.rpartition(".")[2] == "total" or bool(line.sums)
        if kind not in TYPED:
            return Look(kind, level, total=total, indent=max(line.level - 1, 0) if kind == "name" else 0)
        document, address = self.document, Address(self.table.id, line.key, self.columns[column].id)
        if not self.table.takes(line.key, address.column) and address not in document.cells:
            return Look(kind, level, outside=True)
        return Look(
            kind,
            level,
            computed=document.is_computed(address),
            came_from=came_from(document, address),
            stated=document.is_stated(address),
            wrong=bool(document.wrong(address)),
            total=total,
            should=self._should(address),
        )

    def second(self, row: int, column: int) -> str:
        """The smaller number under the one that stands, as `look` has it; blank where none is."""
        address = self.amount_at(row, column)
        return self._should(address) if address else ""

    def _should(self, address: Address) -> str:
        """What the arithmetic gives where a file states something else."""
        if not self.document.is_stated(address):
            return ""
        return f"应为 {self._amount_text(self.document.computed_value(address)) or '空白'}"

    def _takes_draft(self, row: int, column: int) -> bool:
        """Whether it is the cell of the blank row that says what may be typed; of code and name the wider one."""
        return self.is_blank_row(row) and (column == 0 if self.is_records else self.columns[column].kind == "name")

    def _findings_at(self, line: Line | None, column: int) -> tuple[Finding, ...]:
        """The findings of a cell; those of the whole row stand in its first cell."""
        if line is None:
            return ()
        found = self._findings.at(line.key, self.columns[column].id)
        first = column == 0 or self.columns[column - 1].side != self.columns[column].side
        return (*self._findings.at(line.key), *found) if first else found

    # Entering

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """What was typed into one cell, carried out as one step of the session."""
        if role != _Role.EditRole or not index.isValid():
            return False
        row, column, text = index.row(), index.column(), str(value)
        if self.takes_code(row, column):
            return self._enter_code(self.line(row, column), text)
        if self.is_records and self.is_blank_row(row):
            return self.enter("增加一行", {}, [text if own == column else "" for own in range(len(self.columns))])
        line, address = self.line(row, column), self.entry_at(row, column)
        if line is None:
            return False
        name = words.place(self.document, self.table, line, self.columns[column])
        if address is not None:
            return self.enter(f"填写{name}", {address: text})
        return self.session.apply(f"改名称 {name}", cells.rename(self.document, self.table.id, line.key, text))

    def enter(self, name: str, texts: Mapping[Address, str], record: Sequence[str] = ()) -> bool:
        """Enter texts, amounts in `unit`, as one step of that name; False when nothing changes.

        `record` holds the texts of a new row of a table of records, one for each column; blank ones add none.
        """
        restated = {a: text if a.column in self.table.written else self.restated(text) for a, text in texts.items()}
        changes = cells.enter(self.document, restated)
        if any(text.strip() for text in record):
            changes += self.block_changes(len(self._rows), 0, [record])
        return self.session.apply(name, changes)

    def block_changes(self, top: int, left: int, block: Sequence[Sequence[str]]) -> tuple[Change, ...]:
        """What a block of texts, amounts in `unit`, changes in a table of records, which grows as far as it reaches."""
        columns = self.columns[left:]
        texts = [
            [
                self.restated(text) if column.kind == "money" else text
                for column, text in zip(columns, row, strict=False)
            ]
            for row in block
        ]
        return cells.paste(self.document, self.table.id, top, [column.id for column in columns], texts).changes

    def insert_changes(self, before: str) -> tuple[Change, ...]:
        """What puts a blank record above the one of that key."""
        return records.add_records(self.document, self.table.id, 1, before)

    def choices(self, _row: int, _column: int) -> tuple[str, ...]:
        """What the form has to offer for a cell; anything else may be typed there as well."""
        return ()

    def restated(self, text: str) -> str:
        """A text typed in `unit` as it would be typed in the unit of the table; what is no amount stays as it is."""
        return words.restated(text, self._unit, self.table.unit)

    def _enter_code(self, line: Line | None, text: str) -> bool:
        code, _ = split_code(text)
        if line is None:
            self._draft = "" if code else text.strip()
            self.announce(range(len(self._rows), self.rowCount()))
        if not code:
            if text.strip():
                self.status.emit(f"没有找到“{text.strip()}”，请输入科目编码、名称的一部分或者拼音首字母。")
            return False
        table = self.table.id
        if line and line.code == code:
            return False
        if self.document.line(table, code) is not None:
            self.status.emit(f"“{code}”已经在表里。")
            self.placed.emit(code)
            return False
        if line is None:
            done = self.session.apply(f"增加科目 {code}", cells.add_codes(self.document, table, [code]))
        else:
            changes = cells.recode(self.document, table, line.key, code)
            done = self.session.apply(f"改编码 {line.code} 为 {code}", changes)
        self.placed.emit(code)
        return done

    # Following the session

    def _after_change(self, changes: tuple[Change, ...]) -> None:
        keys: set[str] = set()
        if self._structure != self.document.structure:
            self._structure = self.document.structure
            rows = paired_rows(self.table, self.lines())
            if rows != tuple(self._rows):
                keys = self.move_rows(rows)
        before, self._shown = self._shown, self._standing()
        keys |= {address.row for address, now in self._shown.items() if before.get(address) != now}
        keys |= {c.key.row for c in changes if isinstance(c, CellChange) and c.key.table == self.table.id}
        self.announce(self._row_of[key] for key in keys if key in self._row_of)

    def _after_check(self) -> None:
        before, self._findings = self._findings, TableFindings(self.session.verdicts, self.table.id)
        keys = self._findings.changed_rows(before) & self._row_of.keys()
        self.announce((self._row_of[key] for key in keys), (LOOK,))
        heads = [self._row_of[key] for key in keys if self._findings.level(key) != before.level(key)]
        if heads:
            # Views lay everything out anew for it, so it is said only when a letter changes.
            self.headerDataChanged.emit(Qt.Orientation.Vertical, min(heads), max(heads))

    def _standing(self) -> dict[Address, tuple[Fen | None, Fen | None, bool]]:
        """What stands in each cell, what the arithmetic gives, whether it is computed: to tell what a step changed."""
        document, plan = self.document, self.document.plan
        span = plan.spans[self.table.id]
        numbers = range(span.start, span.stop)
        return {plan.addresses[n]: (document.values[n], document.calculated[n], n in plan.computed) for n in numbers}
