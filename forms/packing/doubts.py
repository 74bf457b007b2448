"""What in a pack is probably not what its writer meant: spans that never apply or take other years away, years that are
missing, what nobody names, columns whose old name is lost, heads that are torn apart, titles that are captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from forms.form.layers import key_of
from forms.form.model import Column, Edition
from forms.form.pack import TOLD, Pack, said_years
from forms.form.toml import PART, PARTS, YEARS, Declared, PackFault, meant
from forms.match.titles import alone

_YEAR = re.compile(r"20\d{2}")
_SPAN = ("since", "until", "kind")
_OF_ORDER = ("after", "drop")


def doubts(pack: Pack, editions: Sequence[Edition]) -> Iterator[PackFault]:
    """The doubts about a pack, each at the item that should be looked at; `editions` are all that it has."""
    yield from _spans(pack)
    yield from _years_taken(pack)
    yield from _years(pack)
    yield from _unused(pack)
    yield from _unused_parts(pack)
    yield from _renamed(pack, editions)
    for form in editions:
        yield from _torn_heads(pack, form)
        yield from _double_titles(pack, form)


def is_own(pack: Pack, item: Declared) -> bool:
    """Whether the pack itself says something of the item."""
    return item.file.startswith(f"{pack.id}/")


def _items(pack: Pack) -> Iterator[tuple[str, str, Declared]]:
    """Every item of the pack's own files, with its file and its list."""
    for stem in pack.stems:
        for section, value in pack.file(stem).items():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, Declared):
                    yield stem, section, item


def _spans(pack: Pack) -> Iterator[PackFault]:
    """Spans that no year of the pack lies in."""
    if not pack.years:
        return
    first, last = pack.years[0], pack.years[-1]
    for _, _, item in _items(pack):
        if not is_own(pack, item):
            continue
        for key, span in [("", item), *((k, v) for k, vs in item.items() for v in _versions(vs))]:
            since, until = span.get("since", first), span.get("until", last)
            if since in YEARS and until in YEARS and (since > last or until < first):
                name = key or ("since" if since > last else "until")
                words = f"{since}年以后" if since > last else f"{until}年以前"
                yield item.fault(name, f"只适用于{words}，这个表样没有这些年度，从不适用", "W")


def _versions(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        yield from (version for version in value if isinstance(version, dict) and "is" in version)


def _years(pack: Pack) -> Iterator[PackFault]:
    """Years that are missing between others."""
    head = pack.file("pack").get("pack")
    if pack.years and isinstance(head, Declared):
        for year in range(pack.years[0], pack.years[-1]):
            if year not in pack.years:
                yield head.fault("years", f"{pack.years[0]}年到{pack.years[-1]}年之间缺{year}年", "W")


def _unused(pack: Pack) -> Iterator[PackFault]:
    """Tables and lists of the pack that nothing names; a base holds what others name."""
    if not pack.years:
        return
    named = {"pack", "sections", "profile", "prose", "roles", "codes", PARTS}
    named |= {str(item["lines"]) for _, section, item in _items(pack) if section == "row" and "lines" in item}
    tables = pack.file("pack").get("pack", {}).get("tables", ())
    for names in tables:
        named |= set(names.get("is", ()) if isinstance(names, dict) else [names])
    for stem in pack.stems:
        if "/" not in stem and stem not in named and (pack.folders[-1] / f"{stem}.toml").is_file():
            yield PackFault(f"{pack.id}/{stem}.toml", 1, "", "没有一个年度用到这个文件", "W")


def _unused_parts(pack: Pack) -> Iterator[PackFault]:
    """Texts of `parts.toml` that no text of the form names."""
    declared = pack.file(PARTS).get(PARTS)
    told = [value for stem in (PARTS, *TOLD) for value in _texts(pack.file(stem))]
    named = {name for text in told for name in PART.findall(text)}
    if not isinstance(declared, Declared) or not pack.years:
        return
    for name in declared:
        if name not in named and declared.places[name][0].startswith(f"{pack.id}/"):
            yield declared.fault(name, f"没有哪一段文字用到 {name}{meant(name, named)}", "W")


def _texts(value: object) -> Iterator[str]:
    """Every text in a declared value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _renamed(pack: Pack, editions: Sequence[Edition]) -> Iterator[PackFault]:
    """Columns with another caption than the year before, which the new year does not know as another name of them."""
    by_year = {(form.year, form.kind): form for form in editions}
    for form in editions:
        before = by_year.get((form.year - 1, form.kind))
        for name, table in form.tables.items() if before else ():
            old = before.tables.get(name) if before else None
            captions = {(c.side, c.id): c.path for c in old.columns} if old else {}
            for column in table.columns:
                was = captions.get((column.side, column.id))
                item = _item_of(pack, name, column)
                if was and item is not None and not _is_known(was, column):
                    message = (
                        f"{form.year}年改称“{column.path[-1]}”，aliases 里没有上年的“{was[-1]}”，上年的文件认不出这一列"
                    )
                    yield item.fault("path", message, "W")


def _item_of(pack: Pack, table: str, column: Column) -> Declared | None:
    """The item that declares a column first."""
    key = "/".join(filter(None, (column.side, column.id)))
    return next((item for item in pack.file(table).get("column", ()) if key_of("column", item) == key), None)


def _is_known(was: tuple[str, ...], column: Column) -> bool:
    """Whether last year's caption is known as that of the column; the year in it is no difference."""
    names = {_YEAR.sub("", name) for name in (column.path[-1], *column.aliases)}
    return _YEAR.sub("", was[-1]) in names or column.path[-1] in was


def _years_taken(pack: Pack) -> Iterator[PackFault]:
    """Items of the base that the pack changes from a year on, or up to one, and that are gone from its other years."""
    base_pack = pack.base
    for stem in pack.stems if base_pack is not None else ():
        for section, items in pack.own(stem).items():
            declared = base_pack.file(stem).get(section) if base_pack is not None else None
            if not isinstance(items, list) or not isinstance(declared, list):
                continue
            of_base = {key_of(section, item): item for item in declared if item.keys().isdisjoint(_SPAN)}
            for key, base in of_base.items():
                own = [item for item in items if isinstance(item, Declared) and key_of(section, item) == key]
                taken = [year for year in pack.years if not any(_has_year(item, year) for item in own)]
                # Who has written one version as it was knows that the others are gone.
                if own and taken and all(_says_else(item, base) and not item.get("drop") for item in own):
                    name = next((name for name in _SPAN if name in own[0]), "")
                    said = f"底稿的“{key}”因此{said_years(taken)}没有；要它在那几年照旧，另写一项，写明那几年"
                    yield own[0].fault(name, said, "W")


def _has_year(item: Declared, year: int) -> bool:
    since, until = item.get("since", year), item.get("until", year)
    return since not in YEARS or until not in YEARS or since <= year <= until


def _says_else(item: Declared, base: Declared) -> bool:
    """Whether the item says more of what the base has than in which years it is there."""
    return any(item[name] != base.get(name) for name in item if name not in (*_SPAN, *_OF_ORDER))


def _torn_heads(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Captions over several columns with another column between them: they would be printed twice."""
    for name, table in form.tables.items():
        for column, caption in _torn(table.columns):
            if (item := _item_of(pack, name, column)) is not None and is_own(pack, item):
                said = f"表头“{caption}”分在两处，中间隔着别的栏；用 after 把这一栏排到一起"
                yield item.fault("path", said, "W")


def _torn(columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
    """The columns that begin a caption anew, with the caption."""
    for depth in range(1, max((len(column.path) for column in columns), default=1)):
        begun: set[tuple[str, ...]] = set()
        last: tuple[str, ...] = ()
        for column in columns:
            over = (column.side, *column.path[:depth]) if len(column.path) > depth else ()
            if over and over != last and over in begun:
                yield column, over[-1]
            begun.add(over)
            last = over


def _double_titles(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Titles by which a table would be met in another one: without their numbers they stand in its head, or are its
    title too."""
    heads = [(alone(c), name) for name, table in form.tables.items() for column in table.columns for c in column.path]
    titles = [(alone(t), name) for name, table in form.tables.items() for t in {table.title, *table.titles}]
    for name, table in form.tables.items():
        own = pack.own(name).get("table")
        for title in table.titles if isinstance(own, Declared) and "titles" in own else ():
            assert isinstance(own, Declared)
            if others := list(dict.fromkeys(other for met, other in heads if met == alone(title))):
                said = f"“{title}”也是表 {'、'.join(others)} 的表头，读文件时会认错表，不要写在题名里"
                yield own.fault("titles", said, "W")
            for met, other in titles:
                if met == alone(title) and other != name:
                    yield own.fault("titles", f"“{title}”也是表 {other} 的题名，读文件时分不清是哪一张", "W")
