"""What an import read, in one line each: every table, section and list of the form, and what else the files hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from forms.document.document import Document
from forms.document.progress import held_tables
from forms.form.model import Edition, Section, Table
from forms.match.account.accounts import account, place
from forms.match.found import Found
from forms.match.reading import Reading
from forms.match.report import ReadCell, Reason
from ui.kit import words

State = Literal["read", "part", "none", "again", "left", "rest"]
STATE_WORDS: dict[State, str] = {
    "read": "✓ 读到",
    "part": "△ 部分",
    "none": "○ 没有",
    "again": "＝ 重复",
    "left": "△ 未采用",
    "rest": "· 不收取",
}
"""A sign and a word, so that no state is told by its colour alone."""
KEPT = "文件中没有，保留现有的"
_REPEATED = (Reason.TWICE, Reason.OTHER_PROJECTS)
_EXPECTED = {"hidden": "隐藏的工作表", "declined": "按指定不要"}
"""Why nothing of a sheet was taken where nothing else was to be expected."""
_MOST = 4
"""So many sheets, reasons or captions are named one by one."""
_PASSAGE = 16
"""So many characters of a cell are quoted."""
_FILE_NAME = 10
"""So many characters of the name of a file stand before its sheet."""

Place = tuple[str, str]
"""A file and a sheet of it, or a cell."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One thing that was to be read: its state, its name, what was read of it or why not, where it stands, and what of
    it was not understood."""

    state: State
    name: str
    told: str
    source: str = ""
    amiss: str = ""
    is_empty: bool = False
    """Whether it was read as a table without contents."""

    @property
    def whole(self) -> str:
        """What was read and what not."""
        return "；".join(filter(None, (self.told, self.amiss)))


class WhatWasRead:
    """A reading and the disclosure it makes, told line by line; nothing of the files is left out."""

    def __init__(self, reading: Reading, document: Document) -> None:
        self._reading = reading
        self._document = document
        self._read = reading.provenance.heads
        self._sheets = _by_place(reading.sheets)
        self.account = account(reading)
        self._taken = {(entry.file, entry.sheet) for entry in reading.report.entries if entry.status == "taken"}

    def tables(self) -> list[ReadLine]:
        """The budget tables in the order of the form."""
        return [self._table(table) for table in self._edition.tables.values() if table.part == "budget"]

    def records(self) -> list[ReadLine]:
        """The projects and the tables that stand in the text: 机构设置, 项目绩效, 政府采购, 固定资产."""
        shown = [table for table in self._edition.tables.values() if table.part in ("explanation", "goals")]
        return [self._table(table) for table in shown if table.id != self._edition.roles.indicators]

    def sections(self) -> list[ReadLine]:
        """The sections that have a heading in the form."""
        return [self._section(section) for section in self._edition.sections if self._has_words(section)]

    def others(self) -> list[ReadLine]:
        """What stands in the files besides: tables that come again, sheets nobody knows, cells without a table."""
        notes = [ReadLine("rest", "整份文件", note) for note in self._reading.report.remarks]
        return [*self._unknown_sheets(), *self._left_cells(), *self._repeated(), *notes, *self._not_needed()]

    # One line

    def _has_words(self, section: Section) -> bool:
        return bool(section.title) and not self._edition.only_holds_chapters(section)

    @property
    def _edition(self) -> Edition:
        return self._reading.edition

    def _table(self, table: Table) -> ReadLine:
        name = words.short_name(table, self._edition.kind)
        refused = self._refused[table.id]
        if table.id not in self._read:
            if refused:
                return ReadLine("none", name, "没有读到", self._sources(table.id), _commonest(refused))
            return ReadLine("none", name, KEPT if self._document.is_present(table.id) else "文件里没有这张表")
        gone = [row.label.strip() for row in table.rows if (table.id, row.key) in self._reading.provenance.absent]
        found = [one for one in self._reading.sheets if one.table == table.id and (one.file, one.sheet) in self._taken]
        unknown = list(dict.fromkeys(caption for one in found for caption in one.unknown)) if refused else []
        strange = f"不认识的列{_quoted(unknown)}" if unknown else ""
        amiss = "；".join(filter(None, (_commonest(refused), strange, _doubt(found), _gone(gone))))
        state: State = "part" if amiss else "read"
        is_empty = self._document.is_empty(table.id) and not amiss
        return ReadLine(state, name, self._extent(table), self._sources(table.id), amiss, is_empty)

    def _extent(self, table: Table) -> str:
        """How much was read of a table: rows and amounts, or records."""
        document = self._document
        if document.is_empty(table.id):
            return "空表"
        roles = document.edition.roles
        if table.id == roles.projects:
            return f"{len(document.lines(roles.projects))} 个项目，{len(document.lines(roles.indicators))} 条指标"
        absent = self._reading.provenance.absent
        rows = sum((table.id, line.key) not in absent for line in document.lines(table.id))
        amounts = self._amounts[table.id]
        what, kind = "项" if table.layout == "sides" else "行", "个金额" if table.part == "budget" else "格"
        return f"{rows} {what}，{amounts} {kind}"

    def _section(self, section: Section) -> ReadLine:
        name = words.section_title(self._document, section)
        text = self._reading.content.texts.get(f"{section.id}.text", "")
        held = [self._edition.tables[one] for one in held_tables(self._edition, section) if one in self._read]
        if not text and not held:
            kept = self._document.section_text(section.id)
            return ReadLine("none", name, KEPT if kept else "没有读到文字")
        paragraphs = [f"{words.extent(text)[1]} 段"] if text else []
        tables = [self._extent(one) if one.id == self._edition.roles.projects else f"{one.ordinal}表" for one in held]
        places = self._reading.provenance.passages.get(section.id, ())
        source = self._place(places[0].file, f"{places[0].cell} 起") if places else ""
        if not source and held:
            source = self._sources(held[0].id)
        return ReadLine("read", name, "，".join(paragraphs + tables), source)

    # Everything else

    def _repeated(self) -> Iterator[ReadLine]:
        """One line for all tables that stand in the files more than once."""
        again = [entry for entry in self._reading.report.left if entry.why in _REPEATED]
        if not again:
            return
        tables = {entry.about for entry in again if entry.why is Reason.TWICE}
        goals = {(entry.file, entry.sheet) for entry in again if entry.why is Reason.OTHER_PROJECTS}
        named = [f"{len(tables)} 张表"] if tables else []
        named += [f"{len(goals)} 张绩效目标表"] if goals else []
        told = f"只采用最先出现的，后面的 {len(again)} 格只用来核对"
        if any(entry.status == "refused" for entry in again):
            told += "；同一份文件里的两遍请核对是否一致"
        yield ReadLine("again", f"{'、'.join(named)}又出现", told, "、".join(_files(again)))

    def _unknown_sheets(self) -> Iterator[ReadLine]:
        """A line for each sheet that is no table of the form, never one for each cell."""
        for file, sheet in self._strange[:_MOST]:
            entries = [one for one in self._reading.report.left if (one.file, one.sheet) == (file, sheet)]
            expected = _EXPECTED.get(self._sheets[file, sheet][0].surety)
            why = expected or "没有认出是哪张表"
            told = f"{why}，{len(entries)} 格没有采用{_example(entries)}"
            yield ReadLine("rest" if expected else "left", sheet, told, file)
        if rest := self._strange[_MOST:]:
            yield ReadLine("left", f"另有 {len(rest)} 张工作表", "没有采用，见“识别结果”", "")

    def _left_cells(self) -> Iterator[ReadLine]:
        """A line for each reason why cells outside every known table were left, if they say more than a heading."""
        for group in _by_reason(entry for entry in self._outside if self._is_missed(entry)):
            yield ReadLine("left", f"{len(group)} 处", f"{group[0].reason}{_example(group)}", "、".join(_files(group)))

    def _not_needed(self) -> Iterator[ReadLine]:
        """One line for all that is of no use, such as cover, contents and signatures."""
        if skipped := [entry for entry in self._outside if not self._is_missed(entry)]:
            reasons = "；".join(f"{group[0].reason} {len(group)} 处" for group in _by_reason(skipped)[:_MOST])
            yield ReadLine("rest", f"{len(skipped)} 处", reasons, "、".join(_files(skipped)))

    def _is_missed(self, entry: ReadCell) -> bool:
        return entry.status == "refused" or (entry.file, place(entry)) in self._weighty

    # What the report says of a table

    @cached_property
    def _strange(self) -> tuple[Place, ...]:
        """The sheets in which no table of the form is known."""
        sheets = self._sheets.items()
        return tuple(where for where, found in sheets if not any(one.table or one.surety == "text" for one in found))

    @cached_property
    def _outside(self) -> tuple[ReadCell, ...]:
        """The cells that were left and that no other line tells of."""
        told = {id(entry) for entries in self._refused.values() for entry in entries}
        return tuple(
            entry
            for entry in self._reading.report.left
            if entry.why not in _REPEATED and id(entry) not in told and (entry.file, entry.sheet) not in self._strange
        )

    @cached_property
    def _weighty(self) -> frozenset[Place]:
        """Where something was left that holds an amount or is longer than a heading."""
        return frozenset((one.file, one.place) for one in self.account.left if one.is_weighty)

    @cached_property
    def _amounts(self) -> Counter[str]:
        """How many cells went into each table."""
        entries = self._reading.report.entries
        return Counter(entry.address.table for entry in entries if entry.status == "taken" and entry.address)

    @cached_property
    def _refused(self) -> dict[str, list[ReadCell]]:
        """The cells of each table that should have been taken; those of a sheet with several tables stay outside."""
        refused: dict[str, list[ReadCell]] = defaultdict(list)
        for entry in self._reading.report.left:
            if entry.status == "refused" and entry.why not in _REPEATED:
                tables = {one.table for one in self._sheets.get((entry.file, entry.sheet), ())}
                table = entry.address.table if entry.address else next(iter(tables)) if len(tables) == 1 else ""
                if table:
                    refused[words.step_of_table(self._document, table)].append(entry)
        return refused

    def _sources(self, table: str) -> str:
        """The sheets a table was taken from."""
        places = [where for where, found in self._sheets.items() if any(one.table == table for one in found)]
        used = [where for where in places if where in self._taken] or places
        if not used:
            return ""
        more = f" 等 {len(used)} 处" if len(used) > 1 else ""
        return f"{self._place(*used[0])}{more}"

    def _place(self, file: str, sheet: str) -> str:
        """A sheet, behind its file where there are several."""
        return f"{_short(file)} {sheet}".strip() if len(self._reading.files) > 1 or not sheet else sheet


def _short(file: str) -> str:
    """The name of a file with its end, so that the sheet behind it can be read too."""
    name, dot, end = file.rpartition(".")
    return f"{name[:_FILE_NAME]}…{dot}{end}" if len(name) > _FILE_NAME + 1 else file


def _by_place(sheets: Iterable[Found]) -> dict[Place, list[Found]]:
    by_place: dict[Place, list[Found]] = {}
    for found in sheets:
        by_place.setdefault((found.file, found.sheet), []).append(found)
    return by_place


def _by_reason(entries: Iterable[ReadCell]) -> list[list[ReadCell]]:
    """The cells left for one reason together, the commonest reason first."""
    groups: dict[Reason | None, list[ReadCell]] = defaultdict(list)
    for entry in entries:
        groups[entry.why].append(entry)
    return sorted(groups.values(), key=len, reverse=True)


def _commonest(refused: list[ReadCell]) -> str:
    """How many cells of a table were refused, and why most of them were; blank for none."""
    if not refused:
        return ""
    groups = _by_reason(refused)
    most = "，多数因为" if len(groups) > 1 else "："
    more = "等" if len(groups[0]) > 1 else ""
    return f"{len(refused)} 格没有采用{most}{groups[0][0].reason}（{groups[0][0].cell}{more}）"


def _doubt(found: list[Found]) -> str:
    """Which head is not surely that of the table; blank when all are."""
    doubtful = next((one for one in found if one.surety == "doubtful"), None)
    return f"表头只认出 {doubtful.columns}/{doubtful.wanted} 列，请核对" if doubtful else ""


def _gone(labels: list[str]) -> str:
    if not labels:
        return ""
    return f"缺“{labels[0]}”等 {len(labels)} 行" if len(labels) > _MOST else f"缺{_quoted(labels)}行"


def _example(entries: list[ReadCell]) -> str:
    """How the first of the cells begins."""
    first = next((entry for entry in entries if entry.text.strip()), None)
    if first is None:
        return ""
    text = first.text.strip()
    return f"（{first.cell}“{text if len(text) <= _PASSAGE else f'{text[: _PASSAGE - 1]}…'}”）"


def _quoted(texts: list[str]) -> str:
    named = "、".join(f"“{text}”" for text in texts[:_MOST])
    return f"{named}等 {len(texts)} 个" if len(texts) > _MOST else named


def _files(entries: Iterable[ReadCell]) -> list[str]:
    return list(dict.fromkeys(entry.file for entry in entries))
