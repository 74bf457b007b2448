"""What differs between two disclosures: cells, sentences, projects; last year's and this year's, or two versions.

Blanks within a text count for nothing: offices and their programs set them as they please.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

from forms.document.document import Document
from forms.document.projects import PLAN, Indicator, Project, project_cell, project_name, projects
from forms.document.provenance import Source
from forms.document.reporter import Reporter
from forms.form.model import Section, Table
from forms.years.succession import Succession
from models.money import Fen, show
from models.records import Address, RowAddress

Part = Literal["table", "text", "project", "file"]
PART_WORDS = {"table": "表格", "text": "文字", "project": "项目", "file": "文件"}
"""The last is no part of a disclosure: a whole file that is not the one it was."""
RunKind = Literal["same", "gone", "come"]

_WORD = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|.", re.DOTALL)
"""A number is one word: 292.65 and 301.20 have no figure in common that means anything."""
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")
_ALIKE = 0.5
"""Paragraphs at least so similar are one paragraph rewritten."""
_INDICATOR_NAMES = {"description": "描述", "value": "指标值", "basis": "依据"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a compared text: in both, in the old one only, or in the new one only."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `place` is the table, section or project, `item` the row and column or the field.

    `old` and `new` are what stands there, blank where nothing does, `old_fen` and `new_fen` the same as amounts.
    `runs` mark up a text; `table` is the table's id, `address` and `source` say where a cell stands in the new
    disclosure and in its file.
    """

    part: Part
    place: str
    item: str
    old: str
    new: str
    old_fen: Fen | None = None
    new_fen: Fen | None = None
    runs: tuple[Run, ...] = ()
    table: str = ""
    address: Address | None = None
    source: Source | None = None

    @property
    def change(self) -> Fen | None:
        """The new amount less the old one; None where one of them is blank, or neither is an amount."""
        return None if self.old_fen is None or self.new_fen is None else self.new_fen - self.old_fen


def compare(old: Document, new: Document) -> tuple[Difference, ...]:
    """Every difference: first the tables, then the texts, then the projects.

    Of two years, the lines, codes and sections of the older form are led on to the newer one.
    """
    succession = Succession(old, new.edition, new.catalogue)
    tables = [table for table in new.edition.tables.values() if not _is_of_projects(new, table)]
    found = [one for table in tables for one in _table(old, new, table, succession)]
    return (*found, *_gone_tables(old, new), *_texts(old, new), *_projects(old, new))


# Tables


def _is_of_projects(document: Document, table: Table) -> bool:
    """Whether a table holds projects or their indicators, which are compared project by project."""
    return table.id in (document.edition.roles.projects, document.edition.roles.indicators)


def _table(old: Document, new: Document, table: Table, succession: Succession) -> Iterator[Difference]:
    if table.id not in old.edition.tables:
        pairs: list[tuple[tuple[str, ...], str]] = [((), line.key) for line in new.lines(table.id)]
    elif table.layout == "records":
        pairs = list(_record_pairs(old, new, table))
    else:
        pairs = list(_line_pairs(old, new, table, succession))
    for olds, key in pairs:
        yield from _row(old, new, table, olds, key)


def _line_pairs(
    old: Document, new: Document, table: Table, succession: Succession
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The old rows that led to each row; a row that is gone stands under a blank key."""
    sources: dict[str, tuple[str, ...]] = {}
    gone = []
    standing = {line.key for line in new.lines(table.id)}
    for line in old.lines(table.id):
        key = succession.row(RowAddress(table.id, line.key))
        if isinstance(key, str) and key in standing:
            sources[key] = (*sources.get(key, ()), line.key)
        else:
            gone.append(line.key)
    yield from ((sources.get(line.key, ()), line.key) for line in new.lines(table.id))
    yield from (((key,), "") for key in gone)


def _record_pairs(old: Document, new: Document, table: Table) -> Iterator[tuple[tuple[str, ...], str]]:
    """Records beside each other: those of the same name in the same order, then those in each other's place."""

    def names(document: Document) -> list[str]:
        return [
            "".join(document.text(Address(table.id, r.key, table.naming)).split()) for r in document.lines(table.id)
        ]

    olds, news = ([line.key for line in document.lines(table.id)] for document in (old, new))
    for first, second in _aligned(names(old), names(new)):
        yield (() if first is None else (olds[first],)), ("" if second is None else news[second])


def _row(old: Document, new: Document, table: Table, olds: Sequence[str], key: str) -> Iterator[Difference]:
    """The cells of a row that differ; `key` is blank for a row that is gone."""
    before = old.edition.tables.get(table.id)
    line = new.line(table.id, key) if key else old.line(table.id, olds[0])
    side = line.side if line else ""
    for column in (*table.money_ids[side], *table.written):
        in_old = before is not None and column in (*before.money_ids.get(side, ()), *before.written)
        sources = [Address(table.id, row, column) for row in olds] if in_old else []
        target = Address(table.id, key, column)
        was, now = _content(old, sources), _content(new, [target] if key else [])
        if _is_same(was, now):
            continue
        shown = new if key else old
        row = Reporter(shown).row_words(RowAddress(table.id, key or olds[0]))
        name = table.column(column, side).path[-1]
        yield Difference(
            part="table",
            place=Reporter(new).table_words(table.id),
            item=f"{row}“{name}”",
            old=was,
            new=now,
            old_fen=_amount(old, sources),
            new_fen=_amount(new, [target]),
            table=table.id,
            address=target if key else None,
            source=new.provenance.sources.get(target),
        )


def _content(document: Document, addresses: Sequence[Address]) -> str:
    """What stands in a cell, or the sum of several that became one."""
    if len(addresses) == 1:
        (address,) = addresses
        return document.wrong(address) or show(document.value(address)) or "".join(document.text(address).split())
    return show(_amount(document, addresses))


def _amount(document: Document, addresses: Sequence[Address]) -> Fen | None:
    values = [fen for address in addresses if (fen := document.value(address)) is not None]
    return sum(values) if values else None


def _gone_tables(old: Document, new: Document) -> Iterator[Difference]:
    """A table that only the old form has is told once."""
    for name, table in old.edition.tables.items():
        if name not in new.edition.tables and old.is_present(name) and not _is_of_projects(old, table):
            yield Difference("table", Reporter(old).table_words(name), "整张表", f"{len(old.lines(table.id))}行", "")


# Texts


def _texts(old: Document, new: Document) -> Iterator[Difference]:
    olds = {section.key: section for section in old.edition.sections}
    news = {section.key: section for section in new.edition.sections}
    for key, section in news.items():
        was = _paragraphs(old, olds[key]) if key in olds else []
        yield from differing(new.section_name(section), was, _paragraphs(new, section))
    for key, section in olds.items():
        if key not in news:
            yield from differing(old.section_name(section), _paragraphs(old, section), [])


def differing(heading: str, olds: Sequence[str], news: Sequence[str]) -> Iterator[Difference]:
    """The paragraphs of a section that differ, those rewritten marked up word by word."""
    for first, second in _aligned(olds, news, _is_rewritten):
        was, now = ("" if first is None else olds[first]), ("" if second is None else news[second])
        if was != now:
            place = second if second is not None else first or 0
            yield Difference("text", f"“{heading or '开头'}”", f"第{place + 1}段", was, now, runs=marked(was, now))


def _paragraphs(document: Document, section: Section) -> list[str]:
    return paragraphs(document.section_text(section.id))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text as they are compared: without blanks."""
    return ["".join(part.split()) for part in text.split("\n") if part.strip()]


def _is_rewritten(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def marked(old: str, new: str) -> tuple[Run, ...]:
    """The two texts in one, word by word."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(olds[a:b])))
            continue
        if a < b:
            runs.append(Run("gone", "".join(olds[a:b])))
        if c < d:
            runs.append(Run("come", "".join(news[c:d])))
    return tuple(runs)


# Projects


def _projects(old: Document, new: Document) -> Iterator[Difference]:
    """Projects of the same name, in whatever order; then those that only one of the two has."""
    olds, news = ({project_words(one): one for one in projects(document)} for document in (old, new))
    for name, project in news.items():
        if name in olds:
            yield from _project(new, olds[name], project)
        else:
            yield Difference("project", name, "整个项目", "", _in_short(project))
    for name, project in olds.items():
        if name not in news:
            yield Difference("project", name, "整个项目", _in_short(project), "")


def _in_short(project: Project) -> str:
    return f"有，预算数{show(project.budget)}万元" if project.budget else "有"


def _project(document: Document, old: Project, new: Project) -> Iterator[Difference]:
    place = project_words(new)
    for name, words in (("budget", "预算数"), ("fiscal", "财政资金"), ("other", "其他资金")):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            address = project_cell(document, new.key, name)
            yield Difference("project", place, words, show(was), show(now), was, now, address=address)
    fields = [("项目编码", old.code, new.code), ("资金用途", old.purpose, new.purpose)]
    fields += [(f"支出计划{word}", old.plan[column], new.plan[column]) for column, word in PLAN.items()]
    fields.append(("绩效目标", "".join(old.goals), "".join(new.goals)))
    for words, was, now in fields:
        yield from _field(place, words, was, now)
    labels, new_labels = ([one.level3 for one in project.indicators] for project in (old, new))
    for first, second in _aligned(labels, new_labels):
        before = None if first is None else old.indicators[first]
        after = None if second is None else new.indicators[second]
        yield from _indicator(place, before, after)


def _indicator(place: str, old: Indicator | None, new: Indicator | None) -> Iterator[Difference]:
    if old is None or new is None:
        one = old or new
        if one is not None:
            words = f"{one.level2}“{one.level3}”{one.value}"
            yield from _field(place, "绩效指标", words if old else "", words if new else "")
        return
    label = f"指标“{new.level3}”"
    yield from _field(place, f"{label}名称", old.level3, new.level3)
    for name, words in _INDICATOR_NAMES.items():
        yield from _field(place, f"{label}{words}", getattr(old, name), getattr(new, name))


def _field(place: str, item: str, old: str, new: str) -> Iterator[Difference]:
    was, now = "".join(old.split()), "".join(new.split())
    if not _is_same(was, now):
        yield Difference("project", place, item, was, now, runs=marked(was, now))


def project_words(project: Project) -> str:
    name = "".join(project_name(project).split())
    return f"项目“{name}”"


def _is_same(old: str, new: str) -> bool:
    """Whether two texts say the same: numbers of equal value do, however many decimals they are written with."""
    numbers = _NUMBER.fullmatch(old), _NUMBER.fullmatch(new)
    return old == new or (all(numbers) and Decimal(old) == Decimal(new))


# Two lists beside each other


def _aligned(
    olds: Sequence[str], news: Sequence[str], alike: Callable[[str, str], bool] = lambda *_: True
) -> Iterator[tuple[int | None, int | None]]:
    """Places of the two lists beside each other: equal ones, those `alike` in each other's place, then the rest."""
    for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
            continue
        while a < b and c < d:
            if alike(olds[a], news[c]):
                yield a, c
                a, c = a + 1, c + 1
            elif b - a >= d - c:
                yield a, None
                a += 1
            else:
                yield None, c
                c += 1
        yield from ((place, None) for place in range(a, b))
        yield from ((None, place) for place in range(c, d))
