"""The single currency of checking: a finding, and how its place and its amounts are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from forms.document.document import Document
from forms.document.provenance import Source
from forms.form.model import Level, Section
from models.money import Fen, show
from models.records import Address, Change, RowAddress, State, TextChange

LEVELS: tuple[Level, ...] = ("E", "W", "H")
LEVEL_WORDS = {"E": "错误", "W": "警告", "H": "提示"}

_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Related:
    """Another cell that takes part in a finding, with its amount as text."""

    table: str
    row: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A fix that one key carries out and 撤销 takes back: its name on the button, and its changes."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the checks found: the rule, the place, and in Chinese what is wrong, why it matters, what to do.

    `found`, `expected` and `difference` are amounts as text in the table's unit, or names; blank when there is none.
    `span` is where the passage begins and ends in the text of the section, `quote` the passage itself.
    """

    rule: str
    level: Level
    message: str
    why: str
    fix: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    source: Source | None = None
    quote: str = ""
    expected: str = ""
    found: str = ""
    difference: str = ""
    guess: str = ""
    related: tuple[Related, ...] = ()
    span: tuple[int, int] | None = None
    mend: Mend | None = None

    @property
    def address(self) -> Address | None:
        """The cell the finding points at, when it points at one."""
        if self.table is None or self.row is None or self.column is None:
            return None
        return Address(self.table, self.row, self.column)


class Reporter:
    """Makes findings about one document: looks the rule up, finds the source, words the place.

    `state` is the state in which the document is judged: its own, unless another is given.
    """

    def __init__(self, document: Document, state: State | None = None) -> None:
        self.document = document
        self.edition = document.edition
        self.state = state or document.head.state

    def cell(self, rule: str, address: Address, message: str, *, level: Level | None = None) -> Finding:
        """A finding at a cell; the message begins with the place in words."""
        base = self._base(rule, level, f"{self.place(address)}{message}")
        sources = self.document.provenance.sources
        source = sources.get(address) or sources.get(RowAddress(*address[:2]))
        return replace(base, table=address.table, row=address.row, column=address.column, source=source)

    def row(self, rule: str, row: RowAddress, message: str, *, level: Level | None = None) -> Finding:
        """A finding at a row; the message begins with the place in words."""
        base = self._base(rule, level, f"{self.table_words(row.table)}{self.row_words(row)}{message}")
        return replace(base, table=row.table, row=row.row, source=self.document.provenance.sources.get(row))

    def table(self, rule: str, table: str, message: str, *, level: Level | None = None) -> Finding:
        """A finding at a whole table."""
        return replace(self._base(rule, level, f"{self.table_words(table)}{message}"), table=table)

    def section(self, rule: str, section: Section, message: str, *, level: Level | None = None) -> Finding:
        """A finding in a section of the text; the message begins with its heading."""
        base = self._base(rule, level, f"“{self.document.section_name(section)}”{message}")
        return replace(base, section=section.id)

    def passage(
        self, rule: str, section: Section, span: tuple[int, int], message: str, *, level: Level | None = None
    ) -> Finding:
        """A finding at a passage of a section's text; the message begins with the heading and should quote it."""
        text = self.document.section_text(section.id)
        paragraphs = self.document.provenance.passages.get(section.id, ())
        number = text.count("\n", 0, span[0])
        source = paragraphs[number] if number < len(paragraphs) else None
        found = self.section(rule, section, message, level=level)
        return replace(found, span=span, quote=text[slice(*span)], source=source)

    def rewrite(self, section: Section, span: tuple[int, int], words: str, name: str = "") -> Mend:
        """The fix that puts other words in the place of a passage."""
        text = self.document.rewritten(section.id, span, words)
        slot = f"{section.id}.text"
        change = TextChange(slot, self.document.texts.get(slot), text or None)
        return Mend(name or f"改为“{words}”", (change,))

    def about(self, key: str) -> Section | None:
        """The section that is about `key`, when the edition has it and anything is written in it."""
        section = next((s for s in self.edition.sections if s.key == key), None)
        return section if section and self.document.section_text(section.id) else None

    def whole(self, rule: str, message: str, *, level: Level | None = None) -> Finding:
        """A finding about the disclosure as a whole."""
        return self._base(rule, level, message)

    def related(self, addresses: Iterable[Address]) -> tuple[Related, ...]:
        """The other cells of a finding with what stands in them."""
        return tuple(Related(*a, show(self.document.value(a))) for a in dict.fromkeys(addresses))

    def table_words(self, table: str) -> str:
        """表二《部门预算收入总表》; a table of the 情况说明 has no number: 《部门政府采购预算》."""
        declared = self.edition.tables[table]
        return f"{declared.ordinal if declared.part == 'budget' else ''}《{declared.title}》"

    def row_words(self, row: RowAddress) -> str:
        """“2060101 行政运行”行"""
        line = self.document.line(*row)
        if line is None:
            return f"“{row.row}”行"
        if self.edition.tables[row.table].layout == "records":
            return f"第{self.document.lines(row.table).index(line) + 1}行"
        return f"“{f'{line.code} {line.label}'.strip().translate(_INNER_QUOTES)}”行"

    def column_words(self, address: Address) -> str:
        """“财政拨款收入”列; just 金额 where a side of the table has one column only."""
        line = self.document.line(address.table, address.row)
        table = self.edition.tables[address.table]
        side = line.side if line else ""
        if side and len(table.money[side]) == 1:
            return "金额"
        return f"“{table.column(address.column, side).path[-1]}”列"

    def place(self, address: Address) -> str:
        """The cell in words: table, row, column."""
        row = RowAddress(address.table, address.row)
        return f"{self.table_words(address.table)}{self.row_words(row)}{self.column_words(address)}"

    def _base(self, rule: str, level: Level | None, message: str) -> Finding:
        declared = self.edition.rules[rule]
        return Finding(rule, level or declared.level, message, declared.why, declared.fix)


def amount(fen: Fen | None) -> str:
    """An amount in a sentence: blank is said, not shown as nothing."""
    return "空白" if fen is None else show(fen)


def ordered(findings: Iterable[Finding], tables: Sequence[str]) -> tuple[Finding, ...]:
    """Findings as a person reads them: errors first, then in the order of the tables."""
    places = {name: number for number, name in enumerate(tables)}
    return tuple(sorted(findings, key=lambda f: (LEVELS.index(f.level), places.get(f.table or "", -1), f.rule)))
