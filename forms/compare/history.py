"""What was done to a disclosure, in words: the changes of an operation as differences between before and after.

Rows are called as they are now; one that is gone, by its code, or by what the operation itself says of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.compare.compare import Difference, Part, differing, marked, paragraphs
from forms.document.document import PROFILE, Document
from forms.document.fields import field, fill
from forms.document.lines import code_of
from forms.document.projects import OWNER, indicator_cell, project_cell
from forms.document.reporter import Reporter
from forms.document.slots import slot_text
from forms.form.model import Section, Table
from forms.form.slot_grammar import is_known
from forms.signing import checklist, waivers
from forms.signing.states import SIGNING
from forms.summing.members import SLOT as SUMMED
from forms.summing.members import members
from models.digest import code_of as state_code
from models.money import show
from models.records import (
    Address,
    CellChange,
    CellEntry,
    Change,
    Logged,
    OperationKind,
    RowAddress,
    RowChange,
    RowEntry,
    State,
    TextChange,
)

Place = Address | str
"""Where a change can be looked for: a cell, or the name of a text (`S2.text`)."""

_STEPS = {
    OperationKind.UNDO: "撤销",
    OperationKind.REDO: "重做",
    OperationKind.REVIEW: "标为已审核",
    OperationKind.SETTLE: "定稿",
    OperationKind.PUBLISH: "标为已公开",
    OperationKind.REOPEN: "退回编制中",
    OperationKind.ACCEPT: "照损坏后的样子接受",
    OperationKind.ATTACH: "附上签字件",
    OperationKind.DETACH: "移除签字件",
    OperationKind.STAND: "登记公开的文件",
}
"""What the clerk is told of a step before its name; the others are told by their name alone."""
_SAID = (OperationKind.REOPEN, OperationKind.ATTACH, OperationKind.DETACH, OperationKind.STAND)
"""The steps between whose words and name a colon stands."""
_INDICATOR = "level3"
"""The column that names an indicator."""
_COMPUTED = "（自动计算）"
_BLANK = "（空白）"
_AS_IN_FORM = "（按表样）"
_GONE_TABLE = "本年表样里没有的表"


def about(logged: Sequence[Logged], place: Place) -> tuple[Logged, ...]:
    """The operations that changed the cell or the text, each with that change alone."""
    found = ((one, tuple(change for change in one.changes if change.key == place)) for one in logged)
    return tuple(replace(one, changes=changes) for one, changes in found if changes)


def logged_title(logged: Logged) -> str:
    """What was done, in words: 填写1格; 撤销填写1格; 定稿; 退回编制中：漏填一项; of a step that set
    the state back, 填写1格，退回编制中."""
    said = "：" if logged.kind in _SAID and logged.name else ""
    name = f"（表样第{logged.name}版）" if logged.kind in SIGNING and logged.name else logged.name
    words = f"{_STEPS.get(logged.kind, '')}{said}{name}"
    sets_back = logged.state == State.EDITING and logged.kind != OperationKind.REOPEN
    return f"{words}，{_STEPS[OperationKind.REOPEN]}" if sets_back else words


def shown_code(logged: Logged) -> str:
    """The code (核对码) of what got a state by it; blank for a step that gave none, and in a history of before."""
    return state_code(logged.digest) if logged.digest and logged.state else ""


def shown_time(logged: Logged) -> str:
    """When it was done, to the second: 2024-01-20 09:30:05"""
    return logged.time.replace("T", " ")[:19]


def differences_made(document: Document, changes: Sequence[Change]) -> tuple[Difference, ...]:
    """The changes in words, in their order.

    A number in a text that is bound to a cell stands in 〔〕, with the value it has now.
    """
    return tuple(_Teller(document, changes).all())


class _Teller:
    def __init__(self, document: Document, changes: Sequence[Change]) -> None:
        self._document = document
        self._edition = document.edition
        self._roles = document.edition.roles
        self._reporter = Reporter(document)
        self._sections = {section.id: section for section in document.edition.sections}
        self._changes = changes
        self._texts = {
            change.key: entry.text
            for change in changes
            if isinstance(change, CellChange) and (entry := change.new or change.old) and entry.text
        }

    def all(self) -> Iterator[Difference]:
        for change in self._changes:
            match change:
                case CellChange(address, was, now):
                    # To which project an indicator belongs is kept as a number that nobody sees.
                    if (address.table, address.column) != (self._roles.indicators, OWNER):
                        yield self._cell(address, was, now)
                case RowChange(row, before, after):
                    yield self._row(row, before, after)
                case TextChange(slot, old, new):
                    yield from self._text(slot, old, new)

    # Cells and rows

    def _cell(self, address: Address, old: CellEntry | None, new: CellEntry | None) -> Difference:
        was, now = self._entry(address, old), self._entry(address, new)
        table = self._edition.tables.get(address.table)
        is_prose = table is not None and address.column in table.written
        return Difference(
            part=self._part(address.table),
            place=self._place(address),
            item=self._row_words(address) + (self._column(table, address) if table else ""),
            old=was,
            new=now,
            old_fen=old.fen if old else None,
            new_fen=new.fen if new else None,
            runs=marked(was, now) if is_prose and was and now else (),
            address=address,
        )

    def _entry(self, address: Address, entry: CellEntry | None) -> str:
        if entry is None:
            return _COMPUTED if self._document.is_computed(address) else ""
        return show(entry.fen) if entry.fen is not None else entry.text or _BLANK

    def _row(self, row: RowAddress, old: RowEntry | None, new: RowEntry | None) -> Difference:
        was, now = self._label(row, old), self._label(row, new)
        if was == now:
            was, now = (f"第{entry.order}位" if entry and entry.order else "按编码排列" for entry in (old, new))
        address = Address(*row, "")
        return Difference(self._part(row.table), self._place(address), self._row_words(address) or "整个项目", was, now)

    def _label(self, row: RowAddress, entry: RowEntry | None) -> str:
        """What stands for a row of its own: its name; 有 for a record; blank for none."""
        table = self._edition.tables.get(row.table)
        fixed = table.row_by_key.get(row.row) if table else None
        if entry is None:
            return fixed.label if fixed else ""
        if entry.label is not None:
            return entry.label
        return fixed.label if fixed else self._code_name(table, row.row) or "有"

    def _part(self, table: str) -> Part:
        return "project" if table in (self._roles.projects, self._roles.indicators) else "table"

    def _place(self, address: Address) -> str:
        """The table; of what belongs to a project, the project."""
        if address.table == self._roles.projects:
            return self._project(address.row)
        if address.table == self._roles.indicators:
            return self._project(self._said(indicator_cell(self._document, address.row, OWNER)))
        return self._reporter.table_words(address.table) if address.table in self._edition.tables else _GONE_TABLE

    def _row_words(self, address: Address) -> str:
        """“2060101 行政运行”行; 第3行; 绩效指标“完成率”; blank for the form of a project, which has no rows."""
        table = self._edition.tables.get(address.table)
        if address.table == self._roles.projects or table is None:
            return ""
        if address.table == self._roles.indicators:
            return f"绩效指标“{self._said(indicator_cell(self._document, address.row, _INDICATOR))}”"
        if self._document.line(address.table, address.row) is not None:
            return self._reporter.row_words(RowAddress(address.table, address.row))
        if table.layout == "records":
            name = self._said(Address(table.id, address.row, table.naming))
            return f"“{name}”行（已删去）" if name else "已删去的行"
        return f"“{f'{code_of(address.row)} {self._code_name(table, address.row)}'.strip()}”行"

    def _column(self, table: Table, address: Address) -> str:
        line = self._document.line(table.id, address.row)
        found = (c for c in table.columns if c.id == address.column and (line is None or c.side == line.side))
        return next((f"“{column.path[-1]}”" for column in found), "")

    def _code_name(self, table: Table | None, key: str) -> str:
        if table is None or table.layout != "codes":
            return ""
        return self._document.catalogue(table).name(code_of(key)) or ""

    def _project(self, key: str) -> str:
        names = (self._said(project_cell(self._document, key, column)) for column in ("name", "title"))
        name = next(filter(None, names), "")
        return f"项目“{name}”" if name else "没有名称的项目"

    def _said(self, address: Address) -> str:
        """What stands in a cell of text, or stood there in this operation."""
        return self._document.text(address) or self._texts.get(address, "")

    # Texts

    def _text(self, slot: str, old: str | None, new: str | None) -> Iterator[Difference]:
        if slot.startswith(checklist.PREFIX):
            rule = self._edition.rules.get(slot.removeprefix(checklist.PREFIX))
            was, now = ((text or "").replace("\n", "，") for text in (old, new))
            yield Difference("text", "核对清单", rule.question or rule.title if rule else "", was, now)
        elif slot.startswith(waivers.PREFIX):
            rule = self._edition.rules.get(slot.removeprefix(waivers.PREFIX).partition(".")[0])
            was, now = ("；".join(json.loads(text).values()) if text else "" for text in (old, new))
            yield Difference("text", "警告的说明", rule.title if rule else "", was, now)
        elif slot.startswith(PROFILE):
            declared = self._edition.profile.get(slot.removeprefix(PROFILE))
            was, now = (text or (declared.default if declared else "") for text in (old, new))
            yield Difference("text", "单位资料与签审", declared.label if declared else "", was, now)
        elif slot == SUMMED:
            was, now = ("、".join(unit.name for unit, _ in members({SUMMED: text or ""})) for text in (old, new))
            yield Difference("text", "汇总", "所属单位", was, now)
        else:
            yield from self._printed(*slot.partition(".")[::2], old, new)

    def _printed(self, owner: str, name: str, old: str | None, new: str | None) -> Iterator[Difference]:
        """A text of a section, or the notes under a table."""
        section = self._sections.get(owner)
        if section is None:
            was, now = (_AS_IN_FORM if text is None else text for text in (old, new))
            item = "印出的表名" if name == "title" else "表下的注"
            yield Difference("text", self._place(Address(owner, "", "")), item, was, now)
        elif name == "heading":
            was, now = (section.heading if text is None else text for text in (old, new))
            yield Difference("text", self._heading(section), "标题", was, now, runs=marked(was, now))
        else:
            yield from differing(
                self._document.section_name(section), paragraphs(self._filled(old)), paragraphs(self._filled(new))
            )

    def _heading(self, section: Section) -> str:
        return f"“{self._document.section_name(section)}”"

    def _filled(self, text: str | None) -> str:
        return fill(text or "", self._slot).text

    def _slot(self, slot: str) -> str:
        return f"〔{slot_text(self._document, slot)}〕" if is_known(self._edition, slot) else field(slot)
