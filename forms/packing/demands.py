"""What a form must have to work: the columns of its kind of table, a list for its codes, sides, captions of the parts
of a code, lines that stand under one that is there."""

from __future__ import annotations

from collections.abc import Iterator

from forms.form.catalogue import FIRST_DIGIT, LENGTHS
from forms.form.declared import Declared, PackFault, meant
from forms.form.model import Edition, Section, Table
from forms.form.pack import Pack
from forms.packing.alike import column_key, item_of
from forms.packing.own import at_own, is_own

_SIDES = ("income", "expenditure")
_WITHIN = 2
"""The level of a section within a chapter."""


def lacking(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """What an edition lacks, at the pack's own words where it has some."""
    for name, table in form.tables.items():
        own = pack.file(name).get("table")
        if isinstance(own, Declared):
            yield from (at_own(pack, name, own, key, said) for key, said in _kinds(table))
            if table.layout != "codes" and table.catalogue and is_own(pack, own, "catalogue"):
                yield own.fault("catalogue", f"layout 是 {table.layout} 的表不按科目编码列，用不到 catalogue", "W")
        yield from _sides(pack, name, table)
        yield from _lines(pack, name, table)
        yield from _classes(pack, name, form)
    yield from _levels(pack, form)
    yield from _fields(pack, form)
    if form.roles.has("indicators") and not form.roles.has("projects"):
        head: Declared = pack.file("pack")["pack"]
        yield head.fault("tables", f"有 {form.roles.indicators}，没有它所属的项目的表")


def _kinds(table: Table) -> Iterator[tuple[str, str]]:
    """The columns that a table of its layout cannot do without, and the list that its codes are of: the key at which
    it is told, and what."""
    has = {column.kind for column in table.columns}
    wanted = {"codes": ("code", "name"), "sides": ("label",), "lines": (), "records": ()}[table.layout]
    wanted = ("label",) if table.layout == "lines" and not table.is_unlabelled else wanted
    if lacks := [kind for kind in wanted if kind not in has]:
        yield "layout", f"layout 是 {table.layout} 的表要有 type 是 {'、'.join(lacks)} 的栏"
    elif table.layout != "records" and "money" not in has:
        yield "layout", "没有一栏金额"


def _sides(pack: Pack, stem: str, table: Table) -> Iterator[PackFault]:
    for column in table.columns:
        is_wrong = column.side not in _SIDES if table.layout == "sides" and column.kind != "serial" else column.side
        if is_wrong and (item := item_of(pack, stem, "column", column_key(column))) is not None:
            said = f"side 要写{'或者'.join(_SIDES)}{meant(column.side, _SIDES)}" if table.layout == "sides" else ""
            yield item.fault("side", said or f"layout 是 {table.layout} 的表不分两边，不写 side")


def _lines(pack: Pack, stem: str, table: Table) -> Iterator[PackFault]:
    for row in pack.file(stem).get("row", ()):
        shared = row.get("lines")
        if isinstance(shared, str) and pack.has(shared) and "line" not in pack.file(shared):
            yield row.fault("lines", f"{shared}.toml 里没有 [[line]]，不是一列行的名字")
        under = row.get("under")
        if isinstance(under, str) and under not in table.row_by_key:
            yield row.fault("under", f"没有行 {under}{meant(under, table.row_by_key)}")


def _classes(pack: Pack, stem: str, form: Edition) -> Iterator[PackFault]:
    """Lines of a class of functions that is none."""
    lists = (str(row.get("lines", "")) for row in pack.file(stem).get("row", ()))
    for line in (line for shared in lists for line in pack.file(shared).get("line", ())):
        code = line.get("class")
        if code is None or not is_own(pack, line):
            continue
        if not _is_class(code):
            yield line.fault(
                "class", f"class 是功能分类的类，{FIRST_DIGIT['functional']} 开头的三位数字，不能写“{code}”"
            )
        elif not form.catalogue("functional").periods(code):
            yield line.fault("class", f"科目表里没有 {code} 这一类", "W")


def _is_class(code: object) -> bool:
    length, first = LENGTHS["functional"][0], FIRST_DIGIT["functional"]
    return isinstance(code, str) and code.isdecimal() and len(code) == length and code.startswith(first)


def _levels(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Chapters within another one: there is one before them, on the same side of the tables."""
    chapter: Section | None = None
    if len({section.key for section in form.sections}) < len(form.sections):
        # Which of two is meant is told elsewhere; until then the order tells nothing.
        return
    for section in (section for section in form.sections if section.title):
        if section.level < _WITHIN:
            chapter = section if section.level else None
            continue
        item = item_of(pack, "sections", "section", section.key)
        if item is not None and is_own(pack, item) and chapter is None:
            yield item.fault("level", "level 是 2 的节要排在它所属的章后面，前面没有章")
        elif item is not None and is_own(pack, item) and chapter and chapter.before_tables != section.before_tables:
            yield item.fault("before_tables", f"它所属的章“{chapter.title}”在表的另一边", "W")
    held: dict[str, str] = {}
    for section in form.sections:
        for name in section.holds:
            other = held.setdefault(name, section.key)
            item = item_of(pack, "sections", "section", section.key) if other != section.key else None
            if item is not None and is_own(pack, item):
                yield item.fault("holds", f"表 {name} 已经排在节 {other} 里，会印两次", "W")


def _fields(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Fields of the profile that offer nothing to choose, or begin with what cannot be chosen; two of one id."""
    items = pack.file("profile").get("field", ())
    for field in form.profile.values():
        item = next((one for one in items if one.get("id") == field.id), None)
        if item is not None and field.kind == "choice":
            if not field.choices:
                yield item.fault("choices", "要选一项的资料没有写可以选哪几项")
            elif field.default and field.default not in field.choices:
                yield item.fault("default", f"可以选的里面没有“{field.default}”{meant(field.default, field.choices)}")
    seen: set[str] = set()
    for item in items:
        if "since" not in item and "until" not in item and "kind" not in item:
            if item.get("id") in seen:
                yield item.fault("id", f"资料 {item['id']} 写了两次")
            seen.add(str(item.get("id")))
