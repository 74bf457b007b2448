"""From the TOML files of a pack to a frozen Edition: the span filter, the generated lines, the checks of reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args

from forms.form.model import (
    Column,
    ColumnKind,
    Comparison,
    Edition,
    FieldKind,
    Layout,
    Level,
    Part,
    ProfileField,
    Relation,
    Row,
    RowSelection,
    Rule,
    Table,
    Term,
)
from forms.form.model import Section as TextSection
from forms.form.ordinals import ordinal
from forms.form.prose_words import read_prose
from forms.form.slot_grammar import is_known, unknown_slots
from forms.form.toml import BadDeclaration, KeyReader, read_toml

PACKS = Path(__file__).resolve().parent.parent / "packs"
KINDS = ("部门", "单位")

_SECTIONS = {
    "pack": {"pack", "table"},
    "sections": {"section"},
    "profile": {"field"},
    "prose": {"amount", "movement", "phrase"},
}
_RULES = "rules/"
_TABLE_SECTIONS = {"table", "column", "row", "relation"}
_LIST_SECTIONS = {"line"}

PROJECTS = "projects"
"""How a section says that it holds the goal tables of all projects."""
_COMPARISONS: Mapping[str, Comparison] = {"equal": "=", "at_least": ">=", "at_most": "<="}


class Pack:
    """A folder of declarations: `pack.toml`, the rule book in `rules/`, the shared lists and one file per table."""

    def __init__(self, folder: Path) -> None:
        self.id = folder.name
        self._folder = folder
        paths = sorted([*folder.glob("*.toml"), *folder.glob("rules/*.toml")])
        self._files = {path.relative_to(folder).with_suffix("").as_posix(): read_toml(path) for path in paths}
        if "pack" not in self._files or not any(stem.startswith(_RULES) for stem in self._files):
            raise BadDeclaration(f"{folder.name}: pack.toml and a rule book in rules/ are needed")
        for stem, content in self._files.items():
            known = _known_sections(stem, content)
            if unknown := set(content) - known:
                raise BadDeclaration(f"{self.id}/{stem}.toml: unknown section {', '.join(sorted(unknown))}")
        if set(self._files["pack"].get("pack", ())) != {"years", "tables"}:
            raise BadDeclaration(f"{self.id}/pack.toml [pack]: needs years and tables and nothing else")

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years this pack has a form for, ascending."""
        return tuple(self._files["pack"]["pack"]["years"])

    def edition(self, year: int, kind: str) -> Edition:
        """The form of that year and kind; raises KeyError when the pack has none."""
        if year not in self.years or kind not in KINDS:
            raise KeyError(f"{self.id}: no edition {year} {kind}")
        rules = {rule.id: rule for rule in self._rules(year, kind)}
        tables = {name: self._table(name, year, kind) for name in self._names(year, kind)}
        sections = self.sections(year, kind)
        profile = {field.id: field for field in self._profile(year, kind)}
        prose = read_prose(*(self._sections("prose", key, year, kind) for key in ("amount", "movement", "phrase")))
        edition = Edition(
            f"{self.id}-{year}", self.id, year, kind, tables, rules, sections, profile, prose, self._folder
        )
        _check_references(edition)
        return edition

    def titles(self, year: int, kind: str) -> Mapping[str, tuple[str, ...]]:
        """The titles under which each table of an edition may be met, the printed one first."""
        sections = (self._section(name, "table", year, kind) for name in self._names(year, kind))
        return {s.text("id"): (s.text("title"), *s.texts("titles", ())) for s in sections}

    def sections(self, year: int, kind: str) -> tuple[TextSection, ...]:
        """The sections of the text of an edition in their order, those with a number counted through."""
        return tuple(self._text_sections(year, kind))

    def _names(self, year: int, kind: str) -> tuple[str, ...]:
        return self._section("pack", "pack", year, kind).texts("tables")

    def _section(self, stem: str, key: str, year: int, kind: str) -> KeyReader:
        return KeyReader(self._files[stem][key], f"{self.id}/{stem}.toml [{key}]", year, kind)

    def _sections(self, stem: str, key: str, year: int, kind: str) -> Iterable[KeyReader]:
        for number, values in enumerate(self._files.get(stem, {}).get(key, ()), start=1):
            section = KeyReader(values, f"{self.id}/{stem}.toml [[{key}]] {number}", year, kind)
            if section.applies():
                yield section

    def _rules(self, year: int, kind: str) -> Iterable[Rule]:
        for stem in self._files:
            if stem.startswith(_RULES):
                group = self._section(stem, "group", year, kind)
                title, aspect = group.text("title"), group.text("aspect")
                group.close()
                for section in self._sections(stem, "rule", year, kind):
                    yield _rule(section, title, aspect)

    def _profile(self, year: int, kind: str) -> Iterable[ProfileField]:
        for s in self._sections("profile", "field", year, kind):
            yield ProfileField(
                id=s.text("id"),
                group=s.text("group"),
                label=s.text("label"),
                kind=_one_of(s, s.text("type", "text"), get_args(FieldKind)),
                default=s.text("default", ""),
                choices=s.texts("choices", ()),
                guidance=s.text("guidance", ""),
            )
            s.close()

    def _text_sections(self, year: int, kind: str) -> Iterable[TextSection]:
        number = 0
        for place, s in enumerate(self._sections("sections", "section", year, kind)):
            title = s.text("title")
            numbered = s.flag("numbered", bool(title))
            number += numbered
            yield TextSection(
                id=f"S{place}",
                key=s.text("key"),
                title=title,
                heading=f"{ordinal(number)}、{title}" if numbered else title,
                aliases=s.texts("aliases", ()),
                holds=s.texts("holds", ()),
                guidance=s.text("guidance", ""),
                draft=s.texts("draft", ()),
                draft_zero=s.texts("draft_zero", ()),
                zero_when=s.text("zero_when", ""),
                wordless=s.flag("wordless", False),
            )
            s.close()

    def _table(self, name: str, year: int, kind: str) -> Table:
        if name not in self._files:
            raise BadDeclaration(f"{self.id}: table file {name}.toml is missing")
        defaults = self._files["pack"].get("table", {})
        s = KeyReader({**defaults, **self._files[name]["table"]}, f"{self.id}/{name}.toml [table]", year, kind)
        layout: Layout = _one_of(s, s.text("layout"), get_args(Layout))
        table = Table(
            id=s.text("id"),
            ordinal=s.text("ordinal"),
            title=s.text("title"),
            layout=layout,
            columns=tuple(map(_column, self._sections(name, "column", year, kind))),
            rows=tuple(self._rows(name, year, kind)),
            relations=tuple(
                r for section in self._sections(name, "relation", year, kind) for r in _relations(name, section)
            ),
            part=_one_of(s, s.text("part", "budget"), get_args(Part)),
            titles=s.texts("titles", ()),
            catalogue=s.text("catalogue", ""),
            column_numbers=s.flag("column_numbers", True),
            unit=s.text("unit", "万元"),
            unit_caption=s.text("unit_caption", "单位："),
            head_unit=s.text("head_unit", "{code}{name}"),
            head_date=s.text("head_date", ""),
            standing_note=s.text("standing_note", ""),
            empty_note=s.text("empty_note", ""),
            empty_row=s.flag("empty_row", False),
            orientation=_one_of(s, s.text("orientation", "portrait"), ("portrait", "landscape")),
            guidance=s.text("guidance", ""),
        )
        s.close()
        return table

    def _rows(self, name: str, year: int, kind: str) -> Iterable[Row]:
        for s in self._sections(name, "row", year, kind):
            yield from self._row_or_lines(s, year, kind)
            s.close()

    def _row_or_lines(self, s: KeyReader, year: int, kind: str) -> Iterable[Row]:
        """One row, or with `lines` the numbered lines of a shared list; numbered lines get key and ordinal."""
        side = s.text("side", "")
        shared = s.text("lines", "")
        if not shared:
            yield Row(
                key=s.text("id"),
                label=s.text("label"),
                side=side,
                aliases=s.texts("aliases", ()),
                foot=s.number("foot", 0),
            )
            return
        if shared not in self._files:
            raise BadDeclaration(f"{s.place}: list file {shared}.toml is missing")
        for number, line in enumerate(self._sections(shared, "line", year, kind), start=1):
            label = f"{ordinal(number)}、{line.text('name')}"
            aliases = line.texts("aliases", ())
            key = f"{side}.{number}" if side else str(number)
            yield Row(key, label, side, aliases, numbered=True, class_code=line.text("class", ""))
            line.close()


@cache
def installed() -> tuple[str, ...]:
    """The names of the packs there are."""
    return tuple(sorted(folder.name for folder in PACKS.iterdir() if (folder / "pack.toml").is_file()))


def pack(name: str = "hebei") -> Pack:
    """The pack of that name, read once."""
    return _pack(name)


def edition(year: int, kind: str, name: str = "hebei") -> Edition:
    """The edition of that year and kind, made once; raises KeyError when there is none."""
    return _edition(year, kind, name)


# A cache takes a default that is given for another argument than one that is left out.


@cache
def _pack(name: str) -> Pack:
    return Pack(PACKS / name)


@cache
def _edition(year: int, kind: str, name: str) -> Edition:
    return pack(name).edition(year, kind)


def _known_sections(stem: str, content: Mapping[str, Any]) -> set[str]:
    """The sections that a file of that name may hold."""
    if stem.startswith(_RULES):
        return {"group", "rule"}
    return _SECTIONS.get(stem) or (_TABLE_SECTIONS if "table" in content else _LIST_SECTIONS)


def _rule(s: KeyReader, group: str, aspect: str) -> Rule:
    level: Level = _one_of(s, s.text("level"), get_args(Level))
    rule = Rule(
        id=s.text("id"),
        level=level,
        title=s.text("title"),
        why=s.text("why"),
        fix=s.text("fix"),
        basis=s.text("basis", ""),
        group=group,
        aspect=s.text("aspect", aspect),
        question=s.text("question", ""),
        exported=s.flag("exported", False),
    )
    s.close()
    return rule


def _one_of(s: KeyReader, value: str, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise BadDeclaration(f"{s.place}: {value!r} is none of {', '.join(allowed)}")
    return value


def _column(s: KeyReader) -> Column:
    kind: ColumnKind = _one_of(s, s.text("type", "money"), get_args(ColumnKind))
    column = Column(
        id=s.text("id"),
        kind=kind,
        path=s.texts("path"),
        side=s.text("side", ""),
        aliases=s.texts("aliases", ()),
        width=s.number("width", 0),
        repeats=s.flag("repeats", False),
    )
    s.close()
    return column


def _relations(table: str, s: KeyReader) -> Iterable[Relation]:
    """The relation of a section; exactly one of `equal`, `at_least`, `at_most` holds its terms."""
    sides = [(name, terms) for name in _COMPARISONS if (terms := s.texts(name, ()))]
    if len(sides) != 1:
        raise BadDeclaration(f"{s.place}: needs exactly one of {', '.join(_COMPARISONS)}")
    (name, terms) = sides[0]
    rows = s.texts("rows", ())
    for selection in rows:
        _one_of(s, selection.partition(":")[0], get_args(RowSelection))
    yield Relation(
        rule=s.text("rule"),
        table=table,
        rows=rows,
        columns=s.texts("columns", ()),
        cell=_term(table, s.text("cell"), s.place),
        comparison=_COMPARISONS[name],
        terms=tuple(_term(table, text, s.place) for text in terms),
        computes=s.flag("computes", False),
        when_zero=tuple(_term(table, text, s.place) for text in s.texts("when_zero", ())),
    )
    s.close()


def _term(table: str, text: str, place: str) -> Term:
    """`[-][TABLE/]ROW/COLUMN` as a term."""
    parts = text.removeprefix("-").removeprefix("+").split("/")
    if len(parts) == 2:
        parts = [table, *parts]
    if len(parts) != 3 or not all(parts):
        raise BadDeclaration(f"{place}: {text!r} is not [-][TABLE/]ROW/COLUMN")
    return Term(-1 if text.startswith("-") else 1, *parts)


def _check_references(edition: Edition) -> None:
    """Every term names a table, a fixed row and a column that the edition has; every relation a rule of the book;
    every section tables that there are."""
    for section in edition.sections:
        if unknown := set(section.holds) - {PROJECTS, *edition.tables}:
            raise BadDeclaration(f"{edition.id} {section.key}: no table {', '.join(sorted(unknown))}")
        if slots := unknown_slots(edition, section):
            raise BadDeclaration(f"{edition.id} {section.key}: nothing stands behind {', '.join(slots)}")
    _check_prose(edition)
    for table in edition.tables.values():
        for relation in table.relations:
            _check_relation(edition, table, relation)


def _check_prose(edition: Edition) -> None:
    for amounts in edition.prose.amounts:
        slots = [*(slot for _, slot in amounts.words), *(p.slot for p in edition.prose.phrases)]
        if unknown := {slot for slot in (*slots, *filter(None, [amounts.whole])) if not is_known(edition, slot)}:
            raise BadDeclaration(f"{edition.id} prose: nothing stands behind {', '.join(sorted(unknown))}")
    for movement in edition.prose.movements:
        rows = {*movement.parts, movement.whole, *(row for _, row in movement.words)}
        if unknown := {row for row in rows if not is_known(edition, f"change:{movement.table}/{row}")}:
            raise BadDeclaration(f"{edition.id} prose: {movement.table} has no row {', '.join(sorted(unknown))}")


def _check_relation(edition: Edition, table: Table, relation: Relation) -> None:
    place = f"{edition.id} {edition.kind} {table.id} relation {relation.rule}"
    if relation.rule not in edition.rules:
        raise BadDeclaration(f"{place}: no such rule")
    columns = {"all", *table.sides, *(c.id for c in table.columns if c.kind == "money")}
    if unknown := set(relation.columns) - columns:
        raise BadDeclaration(f"{place}: {table.id} has no column {', '.join(sorted(unknown))}")
    for term in (relation.cell, *relation.terms, *relation.when_zero):
        _check_term(edition, term, place)


def _check_term(edition: Edition, term: Term, place: str) -> None:
    table = edition.tables.get(term.table)
    if table is None:
        raise BadDeclaration(f"{place}: no table {term.table}")
    columns = {c.id for c in table.columns if c.kind == "money"}
    if term.column != "{column}" and term.column not in columns:
        raise BadDeclaration(f"{place}: {term.table} has no column {term.column}")
    generated = term.row.startswith(("{", "children", "lines:")) or (table.layout == "codes" and term.row.isdigit())
    if not generated and term.row not in table.row_by_key:
        raise BadDeclaration(f"{place}: {term.table} has no row {term.row}")
