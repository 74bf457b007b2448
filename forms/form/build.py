"""From the declarations of a pack to the frozen Edition of a year and kind, with everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar, get_args

from forms.form.absent import Absent
from forms.form.codes import code_changes
from forms.form.declared import PARTS, Declarations, Declared, KeyReader, PackFault, meant
from forms.form.model import (
    LAST_DAY,
    TEXTS,
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
    Section,
    Table,
    Term,
    Titles,
)
from forms.form.ordinals import numbered, ordinal
from forms.form.prose_words import ProseWords, read_amount, read_movement, read_phrase
from forms.form.references import DeclaredParts, check_parts, check_references, is_there
from forms.form.roles import Roles, read_roles
from models.money import UNITS

T = TypeVar("T")

_COMPARISONS: Mapping[str, Comparison] = {"equal": "=", "at_least": ">=", "at_most": "<="}
_NO_TERM = Term(1, "", "", "")


def build(pack: Declarations, year: int, kind: str) -> tuple[Edition, tuple[PackFault, ...]]:
    """The edition, and the faults of its declarations; with faults of level E the edition is not to be used."""
    builder = _Builder(pack, year, kind)
    edition = builder.edition()
    check_references(edition, builder.places)
    parts = pack.own_parts(year, kind, builder.faults)
    builder.faults += check_parts(edition, parts, pack.file(PARTS).get(PARTS))
    return edition, tuple(builder.faults)


def headings(pack: Declarations, year: int, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The key of each section of the text of an edition with its headings alone, the printed one first."""
    found = pack.sections("sections", "section", year, kind, [])
    return tuple((s.text("key"), (s.text("title"), *s.texts("aliases", ()))) for s in found)


def titles(pack: Declarations, year: int, kind: str) -> Mapping[str, tuple[str, ...]]:
    """The titles of the tables of an edition alone, the printed one first."""
    faults: list[PackFault] = []
    names = pack.section("pack", "pack", year, kind, faults).texts("tables")
    tables = [pack.section(name, "table", year, kind, faults) for name in names if pack.has(name)]
    return {s.text("id"): (s.text("title"), *s.texts("titles", ())) for s in tables}


class _Builder:
    """Reads one edition and remembers where each part of it was declared."""

    def __init__(self, pack: Declarations, year: int, kind: str) -> None:
        self._pack = pack
        self._year = year
        self._kind = kind
        self.faults: list[PackFault] = []
        self.places = DeclaredParts()
        names = pack.section("pack", "pack", year, kind, []).texts("tables", ())
        gone, columns = ({n: left(n, year, kind) for n in names} for left in (pack.left_out, pack.columns_left_out))
        self._absent = Absent(names, pack.has, gone, columns)

    def edition(self) -> Edition:
        """The edition as declared."""
        head = self._section("pack", "pack")
        tables = [self._table(name, head) for name in self._names(head)]
        rules = {rule.id: rule for rule in self._rules()}
        sections = tuple(self._text_sections())
        absent = replace(self._absent, sections={section.key for section in sections})
        prose = ProseWords(
            tuple(self._prose("amount", read_amount, absent.without_amounts, self.places.amounts)),
            tuple(self._prose("movement", read_movement, absent.without_movements, self.places.movements)),
            tuple(self._prose("phrase", read_phrase, absent.without_phrases, self.places.phrases)),
        )
        edition = Edition(
            f"{self._pack.id}-{self._year}",
            self._pack.id,
            self._year,
            self._kind,
            {table.id: table for table in tables if table is not None},
            rules,
            sections,
            {field.id: field for field in self._profile()},
            prose,
            self._pack.folders,
            codes=code_changes(self._pack.file("codes"), self.faults),
            version=self._pack.version,
        )
        declared = self._pack.file("roles").get("roles", {})
        reader = KeyReader(declared, self._year, self._kind, self.faults) if isinstance(declared, Declared) else None
        roles = dict(read_roles(reader, declared, partial(is_there, edition))) if reader else {}
        return replace(edition, roles=Roles(roles), titles=self._titles())

    @staticmethod
    def _names(head: KeyReader) -> Iterable[str]:
        """The tables of the edition, each once."""
        names = head.texts("tables")
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            head.fault("tables", f"{name} 写了两次")
        return dict.fromkeys(names)

    def _titles(self) -> Titles:
        s = self._section("pack", "document")
        cover, text = s.text("cover"), s.text("text")
        workbook, document = s.text("workbook_file"), s.text("document_file")
        units = dict(one.split(": ", 1) for one in s.texts("head_units", ()) if ": " in one)
        tables, part_entry = s.text("tables", ""), s.text("part_entry", "{title}")
        table_entry = s.text("table_entry", "{title}")
        month, _, day = s.text("asset_day").partition("-")
        s.close()
        counted = (int(month), int(day)) if month.isdigit() and day.isdigit() else LAST_DAY
        return Titles(cover, text, workbook, document, counted, units, tables, part_entry, table_entry)

    def _section(self, stem: str, key: str) -> KeyReader:
        return self._pack.section(stem, key, self._year, self._kind, self.faults)

    def _sections(self, stem: str, key: str) -> Iterable[KeyReader]:
        return self._pack.sections(stem, key, self._year, self._kind, self.faults)

    def _prose(
        self,
        key: str,
        read: Callable[[KeyReader], T],
        present: Callable[[T], T | None],
        places: list[tuple[T, KeyReader]],
    ) -> Iterator[T]:
        """The items of prose.toml; of those of the base only what the form has."""
        for s in self._sections("prose", key):
            declared = read(s)
            s.close()
            one = present(declared) if self._is_of_base(s) else declared
            if one is not None:
                places.append((one, s))
                yield one

    def _is_of_base(self, s: KeyReader, key: str = "") -> bool:
        """Whether the base declares it, or what stands at a key: it speaks of all that any form has."""
        return not (s.said_in(key) if key else s.file).startswith(f"{self._pack.id}/")

    def _rules(self) -> Iterator[Rule]:
        stems = self._pack.rule_files()
        if not stems:
            self.faults.append(PackFault(f"{self._pack.id}/rules", 0, "", "没有规则册"))
        for stem in stems:
            group = self._section(stem, "group")
            title, aspect = group.text("title"), group.text("aspect")
            group.close()
            for s in self._sections(stem, "rule"):
                rule = _rule(s, title, aspect)
                self.places.rules.append((rule, s))
                yield rule

    def _profile(self) -> Iterator[ProfileField]:
        for s in self._sections("profile", "field"):
            yield ProfileField(
                id=s.text("id"),
                group=s.text("group"),
                label=s.text("label"),
                kind=s.one_of("type", get_args(FieldKind), "text"),
                default=s.text("default", ""),
                choices=s.texts("choices", ()),
                guidance=s.text("guidance", ""),
                step=s.number("step", 0, range(1, 20)),
            )
            s.close()

    def _text_sections(self) -> Iterator[Section]:
        """The sections of the text in their order, numbered on from one chapter without a number to the next."""
        number = 0
        for place, s in enumerate(self._sections("sections", "section")):
            title = s.text("title")
            numbered = s.flag("numbered", bool(title))
            number = number + 1 if numbered else 0 if title else number
            section = Section(
                id=f"S{place}",
                key=s.text("key"),
                title=title,
                heading=f"{ordinal(number)}、{title}" if numbered else title,
                aliases=s.texts("aliases", ()),
                holds=s.texts("holds", ()),
                guidance=s.text("guidance", ""),
                why=s.text("why", ""),
                example=s.text("example", ""),
                nothing=s.text("nothing", ""),
                draft=s.texts("draft", ()),
                draft_zero=s.texts("draft_zero", ()),
                zero_when=s.text("zero_when", ""),
                wordless=s.flag("wordless", False),
                terms=s.texts("terms", ()),
                vague=s.flag("vague", False),
                before_tables=s.flag("before_tables", False),
                level=s.number("level", 1, range(3)),
                stage=s.text("stage", TEXTS),
            )
            s.close()
            section = self._absent.without_slots(section, partial(self._is_of_base, s))
            self.places.sections.append((section, s))
            yield section

    def _table(self, name: str, head: KeyReader) -> Table | None:
        if not self._pack.has(name):
            head.fault("tables", f"没有 {name}.toml 这个文件")
            return None
        defaults, own = self._pack.file("pack").get("table"), self._pack.file(name).get("table")
        if not isinstance(own, Declared):
            self._section(name, "table")
            return None
        s = KeyReader(
            own.over(defaults) if isinstance(defaults, Declared) else own, self._year, self._kind, self.faults
        )
        if s.text("id") != name:
            s.fault("id", f"id 要和文件名一样，写“{name}”")
        table = Table(
            id=name,
            ordinal=s.text("ordinal"),
            title=s.text("title"),
            layout=s.one_of("layout", get_args(Layout)),
            columns=tuple(self._columns(name)),
            rows=tuple(self._rows(name, s.text("line_number", "{ordinal}、"))),
            relations=tuple(self._relations(name)),
            part=s.one_of("part", get_args(Part), "budget"),
            titles=s.texts("titles", ()),
            about=s.texts("about", ()),
            catalogue=s.text("catalogue", ""),
            column_numbers=s.flag("column_numbers", True),
            unit=s.one_of("unit", UNITS, "万元"),
            unit_caption=s.text("unit_caption", "单位："),
            places=s.number("places", 2, range(7)),
            total_last=s.flag("total_last", False),
            head_unit=s.text("head_unit", "{code}{name}"),
            head_date=s.text("head_date", ""),
            called=s.texts("called", ()),
            standing_note=s.text("standing_note", ""),
            empty_note=(empty_note := s.text("empty_note", "")),
            may_be_empty=s.flag("may_be_empty", bool(empty_note)),
            empty_row=s.flag("empty_row", False),
            orientation=s.one_of("orientation", ("portrait", "landscape"), "portrait"),
            guidance=s.text("guidance", ""),
            why=s.text("why", ""),
        )
        s.close()
        self.places.tables.append((table, s))
        return table

    def _columns(self, name: str) -> Iterator[Column]:
        for s in self._sections(name, "column"):
            column = _column(s)
            self.places.columns.append((name, (column.side, column.id), s))
            yield column

    def _rows(self, name: str, line_number: str) -> Iterator[Row]:
        for s in self._sections(name, "row"):
            for row, declared in self._row_or_lines(s, line_number):
                self.places.rows.append((name, row, declared))
                yield row
            s.close()

    def _row_or_lines(self, s: KeyReader, line_number: str) -> Iterator[tuple[Row, KeyReader]]:
        """One row, or with `lines` the lines of a shared list, with their numbers; `under` makes them the parts of
        another row. Each comes with what declares it."""
        side, foot = s.text("side", ""), s.number("foot", 0, range(1, 20))
        shared = s.text("lines", "")
        if not shared:
            key, label, aliases = s.text("id"), s.text("label"), s.texts("aliases", ())
            yield Row(key, label, side, aliases, foot=foot, only=s.texts("only", ())), s
            return
        under, line_number = s.text("under", ""), s.text("line_number", line_number)
        if not self._pack.has(shared):
            s.fault("lines", f"没有 {shared}.toml 这个文件")
            return
        for number, line in enumerate(self._sections(shared, "line"), start=1):
            class_code = line.text("class", "")
            meaning, before = line.text("id", class_code), f"{under or side}." if under or side else ""
            if not meaning:
                line.fault("id", "缺少 id")
            row = Row(
                key=f"{before}{meaning}",
                label=f"{numbered(line_number, number)}{line.text('name')}",
                side=side,
                aliases=line.texts("aliases", ()),
                numbered=not under,
                class_code=class_code,
                foot=foot and foot + number - 1,
                place_key=f"{before}{number}",
            )
            line.close()
            yield row, line

    def _sums(self, table: str) -> Mapping[str, tuple[str, ...]]:
        """What each sum of a table adds up, by its cell: a form without the sum has its parts."""
        found = (s for s in self._sections(table, "relation") if s.flag("computes", False))
        return {s.text("cell"): s.texts("equal", ()) for s in found}

    def _relations(self, table: str) -> Iterator[Relation]:
        """The relations of a table; exactly one of `equal`, `at_least`, `at_most` holds the terms of each."""
        sums = self._sums(table)
        for s in self._sections(table, "relation"):
            sides = [(name, terms) for name in _COMPARISONS if (terms := s.texts(name, ()))]
            if len(sides) != 1:
                s.fault("equal", f"{'、'.join(_COMPARISONS)} 要写而且只能写一个")
            name, terms = sides[0] if sides else ("equal", ())
            cell, limits = s.text("cell"), s.texts("when_zero", ())
            if self._is_of_base(s, name):
                has_terms = bool(terms)
                terms = self._absent.without_terms(table, terms, sums)
                limits = self._absent.without_terms(table, limits, sums)
                if (has_terms and not terms) or not self._absent.has_cell(table, cell):
                    continue
            said = s.texts("columns", ())
            columns = self._absent.without_columns(table, said, self._is_of_base(s, "columns"))
            if said and not columns:
                continue
            rows = s.texts("rows", ())
            for selection in rows:
                if selection.partition(":")[0] not in get_args(RowSelection):
                    s.fault("rows", f"rows 不能写“{selection}”{meant(selection, get_args(RowSelection))}")
            relation = Relation(
                id=s.text("id"),
                rule=s.text("rule"),
                table=table,
                rows=rows,
                columns=columns,
                cell=_term(s, "cell", table, cell),
                comparison=_COMPARISONS[name],
                terms=tuple(_term(s, name, table, text) for text in terms),
                computes=s.flag("computes", False),
                when_zero=tuple(_term(s, "when_zero", table, text) for text in limits),
            )
            s.close()
            self.places.relations.append((relation, s))
            yield relation


def _rule(s: KeyReader, group: str, aspect: str) -> Rule:
    rule = Rule(
        id=s.text("id"),
        level=s.one_of("level", get_args(Level)),
        title=s.text("title"),
        why=s.text("why"),
        fix=s.text("fix"),
        basis=s.text("basis", ""),
        group=group,
        aspect=s.text("aspect", aspect),
        question=s.text("question", ""),
        exported=s.flag("exported", False),
        hinders=s.flag("hinders", True),
        may_be_explained=s.flag("may_be_explained", False),
    )
    s.close()
    return rule


def _column(s: KeyReader) -> Column:
    column = Column(
        id=s.text("id"),
        kind=s.one_of("type", get_args(ColumnKind), "money"),
        path=s.texts("path"),
        side=s.text("side", ""),
        aliases=s.texts("aliases", ()),
        width=s.number("width", 0, range(1, 200)),
        repeats=s.flag("repeats", False),
        continues=s.flag("continues", False),
        parts=s.texts("parts", ()),
        decimals=s.number("decimals", 0, range(7)),
    )
    s.close()
    return column


def _term(s: KeyReader, key: str, table: str, text: str) -> Term:
    """`[-][TABLE/]ROW/COLUMN` as a term."""
    parts = text.removeprefix("-").removeprefix("+").split("/")
    if len(parts) == 2:
        parts = [table, *parts]
    if len(parts) != 3 or not all(parts):
        if text:
            s.fault(key, f"“{text}”应当写成 [-][表/]行/列")
        return _NO_TERM
    return Term(-1 if text.startswith("-") else 1, *parts)
