"""What in a pack is probably not what its writer meant: spans that never apply or take other years away, years that are
missing, what nobody names, columns whose old name is lost, heads that are torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from forms.form.declared import PART, PARTS, YEARS, Declared, PackFault, meant
from forms.form.layers import key_of
from forms.form.model import TEXTS, Column, Edition
from forms.form.pack import TOLD, Pack, said_years
from forms.packing.alike import column_key, item_of
from forms.packing.own import at_own, is_own, own_items, plain_values, texts, versions

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
    yield from _stages(pack)
    yield from _renamed(pack, editions)
    for form in editions:
        yield from _torn_heads(pack, form)


def _spans(pack: Pack) -> Iterator[PackFault]:
    """Spans that no year of the pack lies in."""
    if not pack.years:
        return
    first, last = pack.years[0], pack.years[-1]
    for _, _, item in own_items(pack):
        for key, span in [("", item), *((k, v) for k, vs in item.items() for v in versions(vs))]:
            since, until = span.get("since", first), span.get("until", last)
            if since in YEARS and until in YEARS and (since > last or until < first):
                name = key or ("since" if since > last else "until")
                words = f"{since}年以后" if since > last else f"{until}年以前"
                yield item.fault(name, f"只适用于{words}，这个表样没有这些年度，从不适用", "W")


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
    rows = (row for stem in pack.stems for row in pack.file(stem).get("row", ()))
    named |= {str(row["lines"]) for row in rows if "lines" in row}
    tables = pack.file("pack").get("pack", {}).get("tables", ())
    for names in tables:
        named |= set(names.get("is", ()) if isinstance(names, dict) else [names])
    for stem in pack.stems:
        if "/" not in stem and stem not in named and (pack.folders[-1] / f"{stem}.toml").is_file():
            yield PackFault(f"{pack.id}/{stem}.toml", 1, "", "没有一个年度用到这个文件", "W")


def _unused_parts(pack: Pack) -> Iterator[PackFault]:
    """Texts of `parts.toml` that no text of the form names."""
    declared = pack.file(PARTS).get(PARTS)
    told = [value for stem in (PARTS, *TOLD) for value in texts(pack.file(stem))]
    named = {name for text in told for name in PART.findall(text)}
    if not isinstance(declared, Declared) or not pack.years:
        return
    for name in declared:
        if name not in named and declared.places[name][0].startswith(f"{pack.id}/"):
            yield declared.fault(name, f"没有哪一段文字用到 {name}{meant(name, named)}", "W")


def _stages(pack: Pack) -> Iterator[PackFault]:
    """Stages of the work that the base does not have: a step more in the list."""
    known = {
        TEXTS,
        *(str(one["stage"]) for one in (pack.base or pack).file("sections").get("section", ()) if "stage" in one),
    }
    for item in pack.own("sections").get("section", ()):
        for stage in plain_values(item.get("stage", TEXTS)):
            if stage not in known:
                said = f"底稿里没有“{stage}”这个阶段，步骤会多出一组；有的是：{'、'.join(sorted(known))}"
                yield item.fault("stage", said, "W")


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
                item = item_of(pack, name, "column", column_key(column))
                if was and item is not None and not _is_known(was, column):
                    message = (
                        f"{form.year}年改称“{column.path[-1]}”，aliases 里没有上年的“{was[-1]}”，上年的文件认不出这一列"
                    )
                    yield item.fault("path", message, "W")


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
    return not all(type(one) is int and one in YEARS for one in (since, until)) or since <= year <= until


def _says_else(item: Declared, base: Declared) -> bool:
    """Whether the item says more of what the base has than in which years it is there."""
    return any(item[name] != base.get(name) for name in item if name not in (*_SPAN, *_OF_ORDER))


def _torn_heads(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Captions over several columns with another column between them: they would be printed twice."""
    for name, table in form.tables.items():
        for column, caption in _torn(table.columns):
            if (item := item_of(pack, name, "column", column_key(column))) is not None and is_own(pack, item):
                said = f"表头“{caption}”分在两处，中间隔着别的栏；用 after 把这一栏排到一起"
                yield at_own(pack, name, item, "path", said, "W")


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
