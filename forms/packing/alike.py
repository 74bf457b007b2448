"""Names in a form by which two things would be met in a file: columns, lines, tables, sections, words of amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from forms.form.declared import Declared, PackFault
from forms.form.layers import key_of
from forms.form.model import UNIT_SLOT, Column, Edition, Row, Table
from forms.form.pack import Pack
from forms.match.normal import bare, plain
from forms.match.titles import alone, title_core
from forms.packing.own import is_own

Named = tuple[str, str, str]
"""A name in the form in which names are compared, whose it is, and the key under which it stands."""
Shared = tuple[str, str, str, str]
"""The same, and who else has it."""


def named_alike(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """What in an edition bears the name of another thing, at what the pack itself says of it."""
    for name, table in form.tables.items():
        yield from _columns(pack, name, table)
        yield from _rows(pack, name, table)
    yield from _titles(pack, form)
    yield from _sections(pack, form)
    yield from _amounts(pack)


def item_of(pack: Pack, stem: str, section: str, key: str) -> Declared | None:
    """The item that declares something first."""
    return next((item for item in pack.file(stem).get(section, ()) if key_of(section, item) == key), None)


def column_key(column: Column) -> str:
    """How a column is known in a list of declarations."""
    return "/".join(filter(None, (column.side, column.id)))


def _columns(pack: Pack, stem: str, table: Table) -> Iterator[PackFault]:
    """Columns of one caption; another name of a column that is the caption of one, or another name of it."""
    for side in {column.side for column in table.columns}:
        columns = [column for column in table.columns if column.side == side]
        heads = [("/".join(map(plain, column.path)), column_key(column), "path") for column in columns]
        names = [(plain(column.path[-1]), column_key(column), "") for column in columns if column.path]
        names += [(plain(a), column_key(column), "aliases") for column in columns for a in column.aliases]
        called = {column_key(column): "/".join(column.path) for column in columns}
        yield from _told(pack, stem, "column", [*_shared(heads), *_shared(names)], called, "列")


def _rows(pack: Pack, stem: str, table: Table) -> Iterator[PackFault]:
    """Lines of one name on one side, none of which stands under another than the other does."""
    keys = set(table.row_by_key)
    aboves = {str(row["under"]) for row in pack.file(stem).get("row", ()) if "under" in row}

    def under(row: Row) -> str:
        above = row.key.rpartition(".")[0]
        return above if above in keys | aboves else row.side

    for place in dict.fromkeys(map(under, table.rows)):
        rows = [row for row in table.rows if under(row) == place]
        names = [(bare(row.label), row.key, "label") for row in rows]
        names += [(bare(alias), row.key, "aliases") for row in rows for alias in row.aliases]
        yield from _told(pack, stem, "row", _shared(names), {row.key: row.label for row in rows}, "行")


def _titles(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Titles by which a table would be met in another one: without their numbers they stand in its head, or are its
    title too."""
    heads = [(alone(c), name) for name, table in form.tables.items() for column in table.columns for c in column.path]
    names = [(title_core(table.title), name, "title") for name, table in form.tables.items()]
    names += [(title_core(t), name, "titles") for name, table in form.tables.items() for t in table.titles]
    for name, table in form.tables.items():
        own = pack.own(name).get("table")
        for title in table.titles if isinstance(own, Declared) and "titles" in own else ():
            assert isinstance(own, Declared)
            if others := list(dict.fromkeys(other for met, other in heads if met == title_core(title))):
                said = f"“{title}”也是表 {'、'.join(others)} 的表头，读文件时会认错表，不要写在题名里"
                yield own.fault("titles", said, "W")
    for shared in _shared(names):
        for said, whose, key, other in shared:
            own = pack.own(whose).get("table")
            if isinstance(own, Declared) and key in own:
                yield own.fault(key, f"“{said}”也是表 {other} 的题名，读文件时分不清是哪一张", "W")
                break


def _sections(pack: Pack, form: Edition) -> Iterator[PackFault]:
    titles = [s for s in form.sections if s.title]
    names = [(_heading(section.title), section.key, "title") for section in titles]
    names += [(_heading(alias), section.key, "aliases") for section in titles for alias in section.aliases]
    yield from _told(pack, "sections", "section", _shared(names), {one.key: one.title for one in titles}, "节")


def _heading(text: str) -> str:
    return plain(text.replace(UNIT_SLOT, ""))


def _amounts(pack: Pack) -> Iterator[PackFault]:
    """A word that is said of two cells of one group."""
    for section, key in (("amount", "cells"), ("movement", "items")):
        for item in pack.own("prose").get(section, ()):
            said = [text.partition(": ") for text in item.get(key, ()) if isinstance(text, str)]
            names = [(word, slot, key) for slot, _, words in said for word in words.split()]
            for (word, slot, _, other), *_ in _shared(names):
                yield item.fault(key, f"“{word}”说的是哪一格？{other} 和 {slot} 都写着它", "W")


def _shared(names: Iterable[Named]) -> Iterator[Sequence[Shared]]:
    """Each name that several have, as said of every one of them: what only is another name of one comes first."""
    met: dict[str, list[tuple[str, str]]] = {}
    for name, whose, key in names:
        if name:
            met.setdefault(name, []).append((whose, key))
    for name, owners in met.items():
        first, *others = owners
        if others := [one for one in others if one[0] != first[0]]:
            yield [(name, whose, key, first[0]) for whose, key in others] + [(name, *first, others[0][0])]


def _told(
    pack: Pack, stem: str, section: str, found: Iterable[Sequence[Shared]], called: Mapping[str, str], what: str
) -> Iterator[PackFault]:
    """Each shared name once, at what the pack itself says of one that has it; not at all where only the base does."""
    for shared in found:
        for said, whose, key, other in shared:
            item = _declaring(pack, stem, section, whose)
            if item is not None and key and key in item and is_own(pack, item, key):
                yield item.fault(key, f"“{said}”也是{what}“{called[other]}”的名字，读文件时分不清", "W")
                break


def _declaring(pack: Pack, stem: str, section: str, whose: str) -> Declared | None:
    """What declares a column, a row or a section; a line of a list stands in the file of the list."""
    found = item_of(pack, stem, section, whose)
    if found is None and section == "row":
        lists: Iterable[str] = (str(row["lines"]) for row in pack.file(stem).get("row", ()) if "lines" in row)
        meaning = whose.rpartition(".")[2]
        found = next((one for name in lists if (one := item_of(pack, name, "line", meaning))), None)
    return found
