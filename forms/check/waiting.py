"""What is no error yet: findings that wait for a table or a section that is not begun, and the list of what to fill in.

One place decides it, for one's own work only: a check across tables rests until both sides are begun, what is found in
a table or section that is not begun is something to fill in (待填), and so is a blank cell that an error asks for. All
of it stands against 审核 and 定稿 as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from forms.document.document import Document
from forms.document.finding import PROFILE, Finding, Mend
from forms.document.progress import Stage, is_due, is_expected, is_fact, progress, unfilled_rows
from forms.document.reporter import Reporter
from forms.edit.cells import remove_rows
from forms.form.slot_grammar import MOVEMENT, NOW, PROJECTS, SLOT, UNIT
from models.records import Address, RowAddress

ON_TEXT = "G"
"""The chapter of the rules that hold the text against the tables."""
_NO_TABLE, _NO_TEXT = "B01", "B02"
"""The rules that tell of a table and of a section that is missing."""


class Waiting:
    """Says of the findings of one document what they wait for; what depends on its rows alone is kept."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._structure = -1
        self._feeding: dict[int, frozenset[str]] = {}
        """The tables that a computed cell gets its amount from, over all steps."""
        self._drawn: dict[str, frozenset[str]] = {}
        """The tables that a section tells of, by what it is drafted from."""
        self._marked: dict[int, tuple[Finding, Finding]] = {}

    def marked(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, each with what it waits for; one that says the same as the round before is the same one."""
        if self._structure != self._document.structure:
            self._structure = self._document.structure
            self._read_structure()
        stages = progress(self._document)
        resting = {name for name, one in stages.items() if one.stage == Stage.NOT_BEGUN and not self._is_fact(name)}
        due = {name for name in resting if name in self._document.edition.tables and is_due(self._document, name)}
        before, self._marked = self._marked, {}
        found = []
        for finding in findings:
            waits_for = self._waits_for(finding, resting, due)
            known = before.get(id(finding))
            if known is not None and known[0] is finding and known[1].waits_for == waits_for:
                marked = known[1]
            else:
                marked = replace(finding, waits_for=waits_for) if waits_for else finding
            self._marked[id(finding)] = finding, marked
            found.append(marked)
        return found

    def _waits_for(self, finding: Finding, resting: set[str], due: set[str]) -> str:
        own = finding.table or finding.section or ""
        # A field of the profile is told of as if it were a section.
        is_wordless = own in self._drawn and not self._document.section_text(own)
        if own in resting or is_wordless or self._asks_for_a_cell(finding):
            return own
        if not resting:
            return ""
        behind = self._tables_behind(finding)
        others = {related.table for related in finding.related} - {own} or (behind if finding.section else frozenset())
        if others and others <= resting:
            return min(others)
        return min(due & (others | behind), default="")

    def _asks_for_a_cell(self, finding: Finding) -> bool:
        """Whether it is an error that a cell is blank, whatever should stand there."""
        address = finding.address
        return (
            address is not None
            and address.table in self._document.edition.tables
            and finding.level == "E"
            and not finding.expected
            and address not in self._document.cells
            and self._document.value(address) is None
            and not self._document.is_computed(address)
        )

    def _tables_behind(self, finding: Finding) -> frozenset[str]:
        """The tables that the amounts of a finding come from."""
        if finding.section:
            return self._drawn.get(finding.section, frozenset()) if finding.rule.startswith(ON_TEXT) else frozenset()
        cells = [Address(r.table, r.row, r.column) for r in finding.related]
        return self._behind([finding.address, *cells] if finding.address else cells)

    # What depends on the rows

    def _read_structure(self) -> None:
        plan = self._document.plan
        addresses, feeding = plan.addresses, self._feeding
        feeding.clear()
        for equation in plan.computing:
            tables: set[str] = set()
            for _, index in equation.operands:
                tables.add(addresses[index].table)
                if index in feeding:
                    tables |= feeding[index]
            feeding[equation.cell] = frozenset(tables)
        self._drawn = {
            section.id: self._behind(
                cell
                for text in (*section.draft, *section.draft_zero, f"{{{section.zero_when}}}")
                for slot in SLOT.findall(text)
                for cell in self._cells_of(slot)
            )
            for section in self._document.edition.sections
        }

    def _cells_of(self, slot: str) -> Iterator[Address]:
        """The cells that a slot of a draft tells of: one, or all of a table whose rows it tells."""
        kind, _, place = slot.rpartition(":")
        if not place or slot in (UNIT, PROJECTS) or kind == "profile":
            return
        table, *rest = place.split("/")
        if not kind:
            yield Address(table, *rest)
        elif kind in MOVEMENT:
            yield Address(table, rest[0], NOW)
        else:
            yield from (a for a in self._document.plan.addresses if a.table == table)

    def _behind(self, cells: Iterable[Address]) -> frozenset[str]:
        index = self._document.plan.index
        found: set[str] = set()
        for cell in cells:
            found.add(cell.table)
            found |= self._feeding.get(index.get(cell, -1), frozenset())
        return frozenset(name for name in found if not self._is_fact(name))

    def _is_fact(self, name: str) -> bool:
        return name in self._document.edition.tables and is_fact(self._document, name)


def to_do(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is to be filled in (待填), in the order of the form: one line for each table and section that is not begun
    and has to be, each blank cell that an error asks for, and rows of last year that got no amount in a table that is
    begun; behind them what the signing asks for."""
    stages, reporter = progress(document), Reporter(document)
    tables: Mapping[str, object] = document.edition.tables
    sections = {section.id: section for section in document.edition.sections}
    whole: dict[str, Finding] = {}
    single: dict[str, list[Finding]] = {}
    for finding in findings:
        place = finding.waits_for
        if not place or finding.level == "H":
            continue
        if place not in stages or stages[place].stage != Stage.NOT_BEGUN:
            single.setdefault(place, []).append(finding)
        elif place in sections:
            whole.setdefault(place, reporter.section(_NO_TEXT, sections[place], "还没有写。"))
        elif finding.table == place and finding.row is None and finding.rule != _NO_TABLE:
            whole[place] = finding
        else:
            whole.setdefault(place, reporter.table(_NO_TABLE, place, "还没有填写。"))
    for name in tables:
        is_open = stages[name].stage == Stage.NOT_BEGUN and not is_fact(document, name)
        if is_open and name != document.edition.roles.indicators and is_expected(document, name):
            whole.setdefault(name, reporter.table(_NO_TABLE, name, "还没有填写。"))
        elif stages[name].filled < stages[name].of and (rows := unfilled_rows(document, name)):
            single.setdefault(name, []).append(_rows_left(reporter, name, rows, stages[name].filled))
    order = (*tables, *sections, PROFILE)
    return tuple(
        replace(finding, waits_for=place)
        for place in order
        for finding in (*([whole[place]] if place in whole else []), *single.get(place, ()))
    )


def _rows_left(reporter: Reporter, table: str, rows: Sequence[str], filled: int) -> Finding:
    """What is told of rows that came from last year and got no amount; once most of the table is filled in they can
    be taken out with one key."""
    which = f"等{len(rows)}行" if len(rows) > 1 else ""
    message = f"{which}上年有数，今年还没有填；今年没有的，请删去{'这几行' if which else '这一行'}。"
    finding = reporter.row(_NO_TABLE, RowAddress(table, rows[0]), message)
    if len(rows) > filled:
        return finding
    return replace(finding, mend=Mend(f"删去这{len(rows)}行", remove_rows(reporter.document, table, rows)))
