"""How findings about a document are made: the rule looked up, the place put into words, amounts held against others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from forms.document.document import Document
from forms.document.finding import PROFILE, Finding, Mend, PlaceWords, Related
from forms.document.guess import guess
from forms.document.record_names import record_name
from forms.form.model import Level, Rule, Section
from models.money import Fen, show
from models.records import Address, RowAddress, State, TextChange

_OFF = Rule("", "H", "", "", "")
"""What stands for a rule that the form has not: the finding is made, and goes no further than the checker."""
_INNER_QUOTES = str.maketrans("“”", "‘’")


class Passage(NamedTuple):
    """A passage of a section: where it begins and ends in the text."""

    section: Section
    span: tuple[int, int]


At = Address | Passage | str
"""Where amounts are found to differ: in a cell, in a passage, or in a whole table, by its id."""


class Reporter:
    """Makes findings about one document: looks the rule up, finds the source, words the place.

    `state` is the state in which the document is judged: its own, unless another is given.
    """

    def __init__(self, document: Document, state: State | None = None) -> None:
        self.document = document
        self.edition = document.edition
        self.state = state or document.head.state

    # Every finding is about something. The message says what is wrong with it; `link` is what leads over from the
    # place to the message where the two do not simply follow each other: 里, 的.

    def cell(self, rule: str, address: Address, message: str, *, level: Level | None = None, link: str = "") -> Finding:
        """A finding at a cell."""
        spot = self._cell_words(address)
        base = self._base(rule, level, PlaceWords(self.table_words(address.table), spot, link), message)
        sources = self.document.provenance.sources
        source = sources.get(address) or sources.get(RowAddress(*address[:2]))
        return replace(base, table=address.table, row=address.row, column=address.column, source=source)

    def row(self, rule: str, row: RowAddress, message: str, *, level: Level | None = None, link: str = "") -> Finding:
        """A finding at a row."""
        place = PlaceWords(self.table_words(row.table), self.row_words(row), link)
        base = self._base(rule, level, place, message)
        return replace(base, table=row.table, row=row.row, source=self.document.provenance.sources.get(row))

    def table(self, rule: str, table: str, message: str, *, level: Level | None = None, link: str = "") -> Finding:
        """A finding at a whole table."""
        return replace(self._base(rule, level, PlaceWords(self.table_words(table), link=link), message), table=table)

    def section(
        self, rule: str, section: Section, message: str, *, level: Level | None = None, link: str = ""
    ) -> Finding:
        """A finding in a section of the text."""
        place = PlaceWords(f"“{self.document.section_name(section)}”", link=link)
        return replace(self._base(rule, level, place, message), section=section.id)

    def passage(
        self, rule: str, section: Section, span: tuple[int, int], message: str,
        *, level: Level | None = None, link: str = "",
    ) -> Finding:  # fmt: skip
        """A finding at a passage of a section's text; the message should quote it."""
        text = self.document.section_text(section.id)
        paragraphs = self.document.provenance.passages.get(section.id, ())
        number = text.count("\n", 0, span[0])
        source = paragraphs[number] if number < len(paragraphs) else None
        found = self.section(rule, section, message, level=level, link=link)
        return replace(found, span=span, quote=text[slice(*span)], source=source)

    def profile(self, rule: str, message: str, *, level: Level | None = None, step: str = PROFILE) -> Finding:
        """A finding about what is filled in on a page of its own: the profile, or the checklist."""
        return replace(self.whole(rule, message, level=level), section=step)

    def whole(self, rule: str, message: str, *, level: Level | None = None) -> Finding:
        """A finding about the disclosure as a whole."""
        return self._base(rule, level, PlaceWords(), message)

    def differs(
        self, rule: str, at: At, message: str, found: Fen | None, expected: Fen,
        *, unit: str = "万元", guessed: str | None = None, rest: str = "",
        related: Iterable[Address] = (), mend: Mend | None = None, link: str = "",
    ) -> Finding:  # fmt: skip
        """A finding about an amount that should be another one; a blank `found` counts as zero.

        The message tells both and ends without a mark: the difference in `unit`, the likely slip and `rest` follow.
        Without a unit all are in that of the table, which its head has; the message must tell them so.
        `guessed` takes the place of the slip that the two amounts suggest; blank, there is none.
        """
        slip = guess(found, expected) if guessed is None else guessed
        shown = self.edition.tables[at.table].show if isinstance(at, Address) and not unit else show
        difference = shown(abs((found or 0) - expected))
        # What is blank differs by nothing that anybody would look for.
        parts = (message, "" if found is None else f"相差{difference}{unit}", slip, rest)
        finding = self._at(rule, at, f"{'，'.join(filter(None, parts))}。", None, link)
        return replace(
            finding,
            found=shown(found),
            expected=shown(expected),
            difference=difference,
            guess=slip,
            related=self.related(related),
            mend=mend,
        )

    def exceeds(
        self, rule: str, at: At, message: str, found: Fen, limit: Fen,
        *, more: str = "多", level: Level | None = None, related: Iterable[Address] = (), link: str = "",
    ) -> Finding:  # fmt: skip
        """A finding about an amount above its limit: the message tells both, how much `more` it is follows."""
        difference = show(found - limit)
        finding = self._at(rule, at, f"{message}，{more}{difference}万元。", level, link)
        return replace(
            finding,
            found=show(found),
            expected=show(limit),
            difference=difference,
            related=self.related(related),
        )

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

    def related(self, addresses: Iterable[Address]) -> tuple[Related, ...]:
        """The other cells of a finding with what stands in them."""
        tables = self.edition.tables
        return tuple(Related(*a, tables[a.table].show(self.document.value(a))) for a in dict.fromkeys(addresses))

    def table_words(self, table: str) -> str:
        """表二《部门预算收入总表》; a table of the 情况说明 has no number: 《部门政府采购预算》."""
        declared = self.edition.tables[table]
        return f"{declared.ordinal if declared.part == 'budget' else ''}《{declared.title}》"

    def row_words(self, row: RowAddress) -> str:
        """“2060101 行政运行”行; a record by its name: “甲”项目数量指标“培训人数”."""
        line = self.document.line(*row)
        if line is None:
            return f"“{row.row}”行"
        if self.edition.tables[row.table].layout == "records":
            number = self.document.lines(row.table).index(line) + 1
            return record_name(self.document, *row) or f"第{number}行"
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
        return f"{self.table_words(address.table)}{self._cell_words(address)}"

    def _cell_words(self, address: Address) -> str:
        """Row and column; the name of a record and its column are joined by 的."""
        row = self.row_words(RowAddress(*address[:2]))
        return f"{row}{'' if row.endswith('行') else '的'}{self.column_words(address)}"

    def _at(self, rule: str, at: At, message: str, level: Level | None, link: str) -> Finding:
        if isinstance(at, Address):
            return self.cell(rule, at, message, level=level, link=link)
        if isinstance(at, Passage):
            return self.passage(rule, *at, message, level=level, link=link)
        return self.table(rule, at, message, level=level, link=link)

    def _base(self, rule: str, level: Level | None, place: PlaceWords, message: str) -> Finding:
        declared = self.edition.rules.get(rule, _OFF)
        return Finding(rule, level or declared.level, message, declared.why, declared.fix, place=place)
