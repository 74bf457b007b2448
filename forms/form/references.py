"""Whether what declarations name is there: tables, rows, columns, rules, sections, lists, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from forms.form.catalogue import LENGTHS, TITLES
from forms.form.declared import Declared, KeyReader, PackFault, meant
from forms.form.model import Column, Edition, Relation, Row, Rule, Section, Table, Term
from forms.form.prose_words import AmountPlace, AmountWords, MovementWords, Phrase
from forms.form.slot_grammar import SLOT, is_known, missing, slots_in, unknown_slots
from models.records import Address

T = TypeVar("T")

PROJECTS = "projects"
"""How a section says that it holds the goal tables of all projects."""
TOTAL = "total"
"""The row of the total of a table of codes."""
_OF_A_ROW = ("{row}", "{class}", "children")
"""What in a term stands for a row of `rows`."""
_OF_CODES = {"codes", "parents", "codes-not-in"}
"""The rows that only a table of codes has."""
_OF_THE_UNIT = ("code", "name")
"""What is put into the words that name the unit."""
_GENERATED = ("{", "children", "lines:")
"""How a row begins in a term that stands for other rows."""


@dataclass
class DeclaredParts:
    """Where the parts of an edition were declared, each with the reader that read it."""

    tables: list[tuple[Table, KeyReader]] = field(default_factory=list)
    columns: list[tuple[str, tuple[str, str], KeyReader]] = field(default_factory=list)
    rows: list[tuple[str, Row, KeyReader]] = field(default_factory=list)
    relations: list[tuple[Relation, KeyReader]] = field(default_factory=list)
    rules: list[tuple[Rule, KeyReader]] = field(default_factory=list)
    sections: list[tuple[Section, KeyReader]] = field(default_factory=list)
    amounts: list[tuple[AmountWords, KeyReader]] = field(default_factory=list)
    movements: list[tuple[MovementWords, KeyReader]] = field(default_factory=list)
    phrases: list[tuple[Phrase, KeyReader]] = field(default_factory=list)


def check_references(edition: Edition, places: DeclaredParts) -> None:
    """Tell every name that leads nowhere and every thing declared twice, at the place where it is declared."""
    _twice(places.tables, lambda table: table.id, "id", "表 {}写了两次")
    _twice(places.rules, lambda rule: rule.id, "id", "规则 {}写了两次")
    _twice(places.sections, lambda section: section.key, "key", "节 {}写了两次")
    _twice((((table, *column), s) for table, column, s in places.columns), lambda c: c, "id", "列 {}写了两次")
    _twice((((table, row.key), s) for table, row, s in places.rows), lambda row: row, "id", "行 {}写了两次")
    _twice(places.relations, lambda r: (r.table, r.id), "id", "关系 {}写了两次")
    classes = (((t, row.side, row.class_code), s) for t, row, s in places.rows if row.class_code)
    _twice(classes, lambda one: one, "class", "同一张表、同一边有两行是这一类：{}")
    feet = (((t, row.side, row.foot), s) for t, row, s in places.rows if row.foot)
    _twice(feet, lambda one: one, "foot", "同一张表、同一边有两行的 foot 相同：{}")
    for name, row, s in places.rows:
        if (table := edition.tables.get(name)) is None:
            continue
        own = [column.id for column in table.columns]
        for column in row.only:
            if column not in own:
                s.fault("only", f"没有列 {column}{meant(column, own)}")
        if row.side not in table.sides:
            sides = "或者".join(filter(None, table.sides))
            s.fault("side", f"行 {row.key} 的 side 要写 {sides}" if sides else f"行 {row.key} 不写 side，栏也没有")
    _check_tables(edition, places)
    for section, s in places.sections:
        for name in section.holds:
            if name != PROJECTS and name not in edition.tables:
                s.fault("holds", f"没有表 {name}{meant(name, (PROJECTS, *edition.tables))}")
        if section.draft_zero and not section.zero_when:
            s.fault("draft_zero", "写了 draft_zero，没有写 zero_when：不知道哪一个数为零时用它")
        for slot in unknown_slots(edition, section):
            s.fault("draft", f"“{{{slot}}}”在本年度的表样里没有所指", about=missing(edition, slot))
    _check_prose(edition, places)
    for relation, s in places.relations:
        _check_relation(edition, relation, s)


def check_parts(edition: Edition, parts: Mapping[str, str], declared: Declared | None) -> Iterator[PackFault]:
    """Every slot in the texts of a pack that others name which leads nowhere, where it is written."""
    for name, text in parts.items():
        for slot in slots_in(text):
            if declared is not None and not is_known(edition, slot):
                yield declared.fault(name, f"“{slot}”在本年度的表样里没有所指", about=missing(edition, slot))


def _twice(declared: Iterable[tuple[T, KeyReader]], key: Callable[[T], Hashable], name: str, words: str) -> None:
    seen: set[Hashable] = set()
    for one, s in declared:
        known = key(one)
        if known in seen:
            said = "/".join(str(part) for part in known if part) if isinstance(known, tuple) else known
            s.fault(name, words.format(said))
        seen.add(known)


def _check_tables(edition: Edition, places: DeclaredParts) -> None:
    for table, s in places.tables:
        if not table.title:
            s.fault("title", "没有写标题")
        for word in (one for one in SLOT.findall(table.head_unit) if one not in _OF_THE_UNIT):
            s.fault("head_unit", f"不认识 {{{word}}}{meant(word, _OF_THE_UNIT)}；这里可以写 {{code}}、{{name}}")
        if table.layout == "codes" and TOTAL not in table.row_by_key:
            s.fault("layout", f"{table.id} 按科目编码列，要有合计一行：row 里的 {TOTAL}")
        if table.layout == "codes" and not table.catalogue:
            s.fault("catalogue", f"按科目编码列的表要写 catalogue：{'、'.join(TITLES)}")
        if table.catalogue and table.catalogue not in TITLES:
            s.fault("catalogue", f"没有名为“{table.catalogue}”的科目表{meant(table.catalogue, TITLES)}")
    for name, (side, key), s in places.columns:
        if (form := edition.tables.get(name)) is not None:
            _check_column(form, form.column(key, side), s)


def _check_column(table: Table, column: Column, s: KeyReader) -> None:
    """A caption; of a code in parts one for each level of its list."""
    levels = LENGTHS.get(table.catalogue, column.parts)
    if not column.path:
        s.fault("path", "path 至少要写一个栏名")
    if column.parts and column.kind != "code" and any(one.kind == "code" for one in table.columns):
        s.fault("parts", "只有 type 是 code 的栏写 parts")
    elif column.parts and column.kind == "code" and len(column.parts) != len(levels):
        s.fault("parts", f"{TITLES[table.catalogue]}的编码分{len(levels)}级，parts 要写{len(levels)}个栏名")


def _check_prose(edition: Edition, places: DeclaredParts) -> None:
    keys = [section.key for section in edition.sections]
    for amounts, s in places.amounts:
        _check_place(keys, amounts.place, s)
        _check_rule(edition, amounts.rule, s)
        slots = dict.fromkeys([slot for _, slot in amounts.words])
        for key, slot in [*(("cells", slot) for slot in slots), *(("whole", w) for w in [amounts.whole] if w)]:
            if not is_known(edition, slot):
                s.fault(key, f"“{slot}”在本年度的表样里没有所指", about=missing(edition, slot))
    for phrase, s in places.phrases:
        if not is_known(edition, phrase.slot):
            s.fault("slot", f"“{phrase.slot}”在本年度的表样里没有所指", about=missing(edition, phrase.slot))
    for movement, s in places.movements:
        _check_place(keys, movement.place, s)
        rows = {*movement.parts, movement.whole, *(row for _, row in movement.words)}
        for row in sorted(rows):
            if not is_known(edition, f"change:{movement.table}/{row}"):
                s.fault("items", f"{movement.table} 没有行 {row}", about=f"{movement.table}/{row}")


def _check_place(keys: list[str], place: AmountPlace, s: KeyReader) -> None:
    for key in place.sections:
        if key not in keys:
            s.fault("in", f"没有节 {key}{meant(key, keys)}")


def _check_rule(edition: Edition, rule: str, s: KeyReader) -> None:
    if rule and rule not in edition.rules:
        s.fault("rule", f"规则册里没有 {rule}{meant(rule, edition.rules)}")


def _check_relation(edition: Edition, relation: Relation, s: KeyReader) -> None:
    table = edition.tables.get(relation.table)
    if table is None:
        return
    _check_rule(edition, relation.rule, s)
    for selection in relation.rows:
        kind, _, named = selection.partition(":")
        known = edition.tables if kind == "codes-not-in" else table.sides if kind in ("lines", "side") else [named]
        if named not in known:
            s.fault("rows", f"“{selection}”里没有所指{meant(named, known)}；可以写：{'、'.join(filter(None, known))}")
    columns = {"all", *table.sides, *(c.id for c in table.columns if c.kind == "money")}
    for column in relation.columns:
        if column not in columns:
            s.fault("columns", f"{table.id} 没有金额列 {column}{meant(column, columns)}")
    key = {"=": "equal", ">=": "at_least", "<=": "at_most"}[relation.comparison]
    terms = (
        ("cell", relation.cell),
        *((key, t) for t in relation.terms),
        *(("when_zero", t) for t in relation.when_zero),
    )
    if s.file.startswith(f"{edition.pack}/"):
        # One of the base may have the parts of a sum in the place of one that the form leaves out.
        _check_patterns(relation, table, key, s)
    for name, term in terms:
        if term.table:
            _check_term(edition, term, name, s)


def _check_patterns(relation: Relation, table: Table, key: str, s: KeyReader) -> None:
    """What stands for a row or a column goes with `rows` and `columns`; one slip makes several patterns wrong, of which
    the first is told."""
    for place, said in _wrong_patterns(relation, key):
        s.fault(place, said)
        return
    if table.layout not in ("codes", "records") and (of_codes := _OF_CODES.intersection(_kinds(relation))):
        s.fault("rows", f"{table.id} 没有编码，rows 不能写 {'、'.join(sorted(of_codes))}", about=table.id)


def _wrong_patterns(relation: Relation, key: str) -> Iterator[tuple[str, str]]:
    terms = [*relation.terms, *relation.when_zero]
    kinds = _kinds(relation)
    for term in (relation.cell, *terms):
        where = "cell" if term is relation.cell else key
        if term.row in _OF_A_ROW and not relation.rows:
            yield where, f"写了 {term.row}，没有写 rows：不知道说的是哪些行"
        elif term.row.startswith("{") and term.row not in _OF_A_ROW:
            yield where, f"不认识 {term.row}{meant(term.row, _OF_A_ROW)}"
        if term.column == "{column}" and not relation.columns:
            yield where, "写了 {column}，没有写 columns：不知道说的是哪些栏"
    if relation.rows and relation.cell.row != "{row}":
        yield "rows", "写了 rows，cell 里没有 {row}：每一行都会算同一格"
    if relation.columns and relation.cell.column != "{column}":
        yield "columns", "写了 columns，cell 里没有 {column}：每一栏都会算同一格"
    if any(term.row == "children" for term in terms) and kinds != {"parents"}:
        yield "rows", 'children 是下级各行，只和 rows = "parents" 一起写'
    if any(term.row == "{class}" for term in terms) and kinds != {"lines"}:
        yield "rows", '{class} 是一行的类级编码，只和 rows = "lines:…" 一起写'


def _kinds(relation: Relation) -> set[str]:
    """Which rows a relation is stated for: codes, lines, a side."""
    return {selection.partition(":")[0] for selection in relation.rows}


def _check_term(edition: Edition, term: Term, key: str, s: KeyReader) -> None:
    table = edition.tables.get(term.table)
    if table is None:
        s.fault(key, f"没有表 {term.table}{meant(term.table, edition.tables)}", about=term.table)
        return
    columns = {c.id for c in table.columns if c.kind == "money"}
    if term.column != "{column}" and term.column not in columns:
        said = f"{term.table} 没有金额列 {term.column}{meant(term.column, columns)}"
        s.fault(key, said, about=f"{term.table}//{term.column}")
    kind, _, side = term.row.partition(":")
    if kind == "lines" and side not in table.sides:
        s.fault(key, f"{term.table} 没有 {side} 这一边{meant(side, table.sides)}", about=f"{term.table}/{term.row}")
    generated = term.row.startswith(_GENERATED) or (table.layout == "codes" and term.row.isdigit())
    if not generated and term.row not in table.row_by_key:
        said = f"{term.table} 没有行 {term.row}{meant(term.row, table.row_by_key)}"
        s.fault(key, said, about=f"{term.table}/{term.row}")


def is_there(edition: Edition, place: Address) -> bool:
    """Whether the edition has that table, row and column; a table of codes has every code."""
    table = edition.tables.get(place.table)
    if table is None:
        return False
    rows = not place.row or place.row in table.row_by_key or (table.layout == "codes" and place.row.isdigit())
    return rows and (not place.column or any(column.id == place.column for column in table.columns))
