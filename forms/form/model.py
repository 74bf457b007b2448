"""What a declaration becomes: frozen records of an edition, its tables, columns, rows, relations and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

from forms.form import declared
from forms.form.catalogue import Catalogue, CodeChange, catalogue
from forms.form.prose_words import ProseWords
from forms.form.roles import Roles
from models.money import Fen, show

KINDS = declared.KINDS
FIRST_VERSION = "1"

Level = Literal["E", "W", "H"]
"""E blocks 定稿, W wants a fix or a written 说明, H is a hint."""

ColumnKind = Literal["serial", "code", "name", "label", "money", "text", "quantity"]
Layout = Literal["codes", "lines", "sides", "records"]
Part = Literal["budget", "explanation", "goals", "facts"]
"""Where a table stands: among the 预算表, in the 情况说明, or among the goal tables, which have a form of their own.

Facts are kept for the sentences of the text and are not published as a table."""
Comparison = Literal["=", ">=", "<="]
RowSelection = Literal["all", "codes", "parents", "lines", "side", "codes-not-in"]
"""The rows a relation is stated for; the last three take an argument behind a colon: a side, a side, a table."""


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column. `path` is the caption with its merged heads above it, outermost first.

    `side` names the half of a side-by-side table (`income`, `expenditure`); it is blank elsewhere. A column id is
    unique within its side.
    """

    id: str
    kind: ColumnKind
    path: tuple[str, ...]
    side: str = ""
    aliases: tuple[str, ...] = ()
    width: int = 0
    repeats: bool = False
    """Whether a cell that a file merges over several rows is meant for each of them."""
    continues: bool = False
    """Whether a blank goes on with the cell above it: a record of several rows is said in its first one."""
    parts: tuple[str, ...] = ()
    """The captions under which a code is printed level by level, 类 款 项; none where it is printed whole."""
    decimals: int = 0
    """A plain number is kept with so many decimals at least: what is published as 50.00, a workbook holds as 50."""

    def kept(self, text: str) -> str:
        """A text of this column as it is kept and printed, without white around it."""
        text = text.strip()
        whole, _, part = text.partition(".")
        is_number = f"{whole}{part}".isdecimal() and text.isascii() and len(part) < self.decimals
        return f"{whole}.{part:0<{self.decimals}}" if is_number else text


@dataclass(frozen=True, slots=True)
class Row:
    """One fixed line of a table. `key` is its name in rules, texts and the store, by what it means (`income.general`,
    `expenditure.206`, `total`), so that a line more or less in the form touches no other.

    `numbered` lines carry the ordinals 一、二、…; `class_code` is the 类 code of a line of functional classes;
    `foot` is the place of a closing line in the block under the longer side, counted from 1. `place_key` names a line
    of a list by its place in the form (`income.1`), as other programs know it; blank for a line that has its own name.
    `only` are the columns in which the line is filled in, where that are not all.
    """

    key: str
    label: str
    side: str = ""
    aliases: tuple[str, ...] = ()
    numbered: bool = False
    class_code: str = ""
    foot: int = 0
    place_key: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One signed operand. `row` and `column` are ids or the patterns that `forms.document.calculate` resolves."""

    sign: int
    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A linear relation between cells, stated for every selected row and column of a table.

    `cell` compares with the sum of `terms`; when `computes` is true the cell is filled by the program.
    `when_zero`: the relation is stated only where these terms add up to zero.
    """

    id: str
    rule: str
    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cell: Term
    comparison: Comparison
    terms: tuple[Term, ...]
    computes: bool = False
    when_zero: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered rule of the book: its level, and in Chinese what it asks, why, and how to mend a breach.

    `group` is its chapter, `aspect` what inspectors score it under. A rule with a `question` is not checked by the
    program: a person answers it on the checklist. One that is `exported` is checked on the files that an export wrote.
    One that does not `hinder` is told and keeps nothing from being settled: what is late cannot be mended any more.
    An error whose evidence is the reading of a sentence `may_be_explained` as a warning may (说明): it may be misread.
    """

    id: str
    level: Level
    title: str
    why: str
    fix: str
    basis: str = ""
    group: str = ""
    aspect: str = ""
    question: str = ""
    exported: bool = False
    hinders: bool = True
    may_be_explained: bool = False


@dataclass(frozen=True)
class Table:
    """One table of an edition, all wording already chosen for the year and the kind."""

    id: str
    ordinal: str
    """How the table is called in short: 表一, 政府采购."""
    title: str
    layout: Layout
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    relations: tuple[Relation, ...]
    part: Part = "budget"
    titles: tuple[str, ...] = ()
    """Other titles under which the table is met in files."""
    about: tuple[str, ...] = ()
    """Words that its title has in any form, by which a first draft of another form finds it."""
    catalogue: str = ""
    column_numbers: bool = True
    """Whether the 栏次 row is printed."""
    unit: str = "万元"
    unit_caption: str = "单位："
    places: int = 2
    """So many decimals an amount is printed with at least."""
    total_last: bool = False
    """Whether the total of a table of codes stands below them."""
    head_unit: str = "{code}{name}"
    """How the head names the unit."""
    head_date: str = ""
    """The middle of the head: 预算年度 or 截止时间."""
    called: tuple[str, ...] = ()
    """How a record is called in a message, in parts with a `{column}` each: “{project}”项目."""
    standing_note: str = ""
    """The note that stands under the table in any case."""
    empty_note: str = ""
    """The note of a table without data."""
    may_be_empty: bool = False
    """Whether the table may be without data; where the form has a note for it, it may."""
    empty_row: bool = False
    """Whether a table without data is printed with one blank row."""
    orientation: Literal["portrait", "landscape"] = "portrait"
    guidance: str = ""
    """How the table is filled in, for the clerk."""
    why: str = ""
    """Why it is asked for."""

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The halves of a side-by-side table in printed order; `("",)` for every other table."""
        return tuple(dict.fromkeys(c.side for c in self.columns if c.kind != "serial")) or ("",)

    @cached_property
    def money(self) -> Mapping[str, tuple[Column, ...]]:
        """The money columns of each side."""
        return {s: tuple(c for c in self.columns if c.kind == "money" and c.side == s) for s in self.sides}

    @cached_property
    def money_ids(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the money columns of each side."""
        return {side: tuple(c.id for c in columns) for side, columns in self.money.items()}

    @cached_property
    def written(self) -> Mapping[str, Column]:
        """The columns of free text and of quantities, by id; such tables have one side."""
        return {c.id: c for c in self.columns if c.kind in ("text", "quantity")}

    @cached_property
    def only(self) -> Mapping[str, tuple[str, ...]]:
        """The columns in which a line is filled in, by its key, for the lines that are not in all."""
        return {row.key: row.only for row in self.rows if row.only}

    def takes(self, row: str, column: str) -> bool:
        """Whether that line is filled in in that column."""
        return row not in self.only or column in self.only[row]

    @cached_property
    def is_unlabelled(self) -> bool:
        """Whether no column names the lines: they are known by their order alone, as a table of one line of amounts,
        beside which the unit's code and name may stand."""
        kinds = {column.kind for column in self.columns}
        return kinds <= {"money", "serial"} or (kinds <= {"money", "serial", "text"} and len(self.rows) == 1)

    @cached_property
    def naming(self) -> str:
        """The id of the column that names a record: the first one of text."""
        return next(iter(self.written), "")

    @cached_property
    def row_by_key(self) -> Mapping[str, Row]:
        """The fixed lines by key; empty for a table of codes, but for its total."""
        return {row.key: row for row in self.rows}

    def show(self, fen: Fen | None) -> str:
        """An amount as the table prints it: in its unit, with its decimals; blank for None."""
        return show(fen, self.unit, self.places)

    def outside_key(self, row: str) -> str:
        """The key of a row as the command line gives it: a line of a list by its place, every other as it is."""
        line = self.row_by_key.get(row)
        return line.place_key if line is not None and line.place_key else row

    def column(self, column_id: str, side: str = "") -> Column:
        """The column of that id on that side; raises KeyError."""
        for column in self.columns:
            if column.id == column_id and column.side == side:
                return column
        raise KeyError(f"{self.id}: no column {column_id!r} on side {side!r}")


TEXTS = "文字"
"""The stage of the work to which a section belongs that names no other."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the 情况说明. `id` is its place in the edition (S0 the opening, S1 …), `key` what it is about.

    `heading` is printed, with its number; `title` is the same without. `holds` names the tables that stand in it,
    `projects` all goal tables.
    """

    id: str
    key: str
    title: str
    heading: str
    aliases: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    guidance: str = ""
    why: str = ""
    """Why it is asked for, for who writes it for the first time."""
    example: str = ""
    """How it may read, of an office that does not exist."""
    nothing: str = ""
    """The sentence that says that there is nothing of the kind; blank where there always is."""
    draft: tuple[str, ...] = ()
    """Sentences with slots from which the text can be drafted; `forms.edit.draft` fills them."""
    draft_zero: tuple[str, ...] = ()
    """The sentences for when the amount of the slot `zero_when` is blank or zero."""
    zero_when: str = ""
    wordless: bool = False
    """Whether the tables it holds may say all there is to say."""
    terms: tuple[str, ...] = ()
    """What a heading in other words speaks of when it is this section's."""
    vague: bool = False
    """Whether its terms yield to those of another section in the same heading."""
    before_tables: bool = False
    """Whether it stands before the budget tables, not behind them."""
    level: int = 1
    """2 for a chapter within the one before it, 0 for a part of its own, which begins a page under its own title."""
    stage: str = TEXTS
    """The stage of the work to which it belongs, with the tables it holds."""

    def heading_of(self, unit: str) -> str:
        """The heading for that unit, whose name some forms have in it."""
        return self.heading.replace(UNIT_SLOT, unit)


UNIT_SLOT = "{unit}"
"""Where a heading or a title has the name of the unit."""


LAST_DAY = (12, 31)


@dataclass(frozen=True, slots=True)
class Titles:
    """How the document and its files are called; `{unit}` is the name of the unit."""

    cover: str
    text: str
    workbook: str
    document: str
    asset_day: tuple[int, int] = LAST_DAY
    """Month and day on which assets are counted, in the year before the budget year."""
    head_units: Mapping[str, str] = field(default_factory=dict)
    """How a county may write the unit in the heads of tables, by the words of the choice in the profile."""
    tables: str = ""
    """How the contents call the part of the budget tables; blank where they are no part of their own."""
    part_entry: str = "{title}"
    """How a part is written in the contents: `{ordinal}` is 一, 二…."""
    table_entry: str = "{title}"
    """How a budget table is written there: `{number}` is its place among them."""


FieldKind = Literal["text", "date", "choice"]


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One field about the unit or the packet that no table holds (封面、审签、单位情况); its text is kept as written.

    `default` stands while nothing is filled in; `choices` are offered and the only ones taken where `kind` is choice.
    `step` is the place of a day among those that follow one another from approval to publication, 0 for none of them.
    """

    id: str
    group: str
    label: str
    kind: FieldKind
    default: str = ""
    choices: tuple[str, ...] = ()
    guidance: str = ""
    step: int = 0


@dataclass(frozen=True)
class Edition:
    """The form of one year and kind: its tables in official order and the rules that hold for it."""

    id: str
    pack: str
    year: int
    kind: str
    tables: Mapping[str, Table]
    rules: Mapping[str, Rule]
    sections: tuple[Section, ...] = ()
    profile: Mapping[str, ProfileField] = field(default_factory=dict)
    prose: ProseWords = field(default_factory=ProseWords)
    folders: tuple[Path, ...] = ()
    """Where the declarations stand, the base before the pack; the word lists are read from there when asked for."""
    roles: Roles = field(default_factory=Roles)
    titles: Titles = Titles("", "", "", "")
    codes: Mapping[str, tuple[CodeChange, ...]] = field(default_factory=dict)
    """How its classification codes differ from those of the program, by list."""
    version: str = FIRST_VERSION
    """The version of the pack."""

    @property
    def issue(self) -> str:
        """The edition with the version of its pack: hebei-2024, hebei-2024@2; the first version is not named."""
        return self.id if self.version == FIRST_VERSION else f"{self.id}@{self.version}"

    def catalogue(self, kind: str, own: Path | None = None) -> Catalogue:
        """The classification codes of that kind in its year; `own` is the folder of an office's own lists."""
        return catalogue(kind, self.year, own, self.codes.get(kind, ()))

    def only_holds_chapters(self, section: Section) -> bool:
        """Whether a chapter has no words of its own, but others within it."""
        return any(one is section and after.level > one.level for one, after in pairwise(self.sections))
