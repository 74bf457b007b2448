"""Everything that is wrong with a pack, or is probably not what was meant, at once and with file, line and key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import forms.check.every_check  # noqa: F401  (registers the special checks)
from forms.check.special.goal_entries import GoalWords
from forms.check.special.records.assets import AssetWords
from forms.check.special.records.procurement import ProcurementWords
from forms.check.special.registry import SPECIAL
from forms.check.special.text.last_text import CopyWords
from forms.check.special.text.leftover_words import SoftwareWords
from forms.check.special.texts import TextWords
from forms.edit.goal_tables import IndicatorWords
from forms.form.language import Language, Patterns
from forms.form.layers import key_of
from forms.form.model import KINDS, Column, Edition
from forms.form.pack import TOLD, Pack
from forms.form.toml import PART, PARTS, BadDeclaration, Declared, PackFault, meant
from forms.form.word_lists import word_file, word_lists
from forms.match.text.reading_words import ReadingWords
from forms.prose.statements import HeadingWords
from forms.years.reasons import ReasonWords
from forms.years.succession import CarryWords, carry_words

_YEAR = re.compile(r"20\d{2}")
WORD_LISTS: dict[str, type] = {
    "assets": AssetWords,
    "carry": CarryWords,
    "goals": GoalWords,
    "headings": HeadingWords,
    "indicators": IndicatorWords,
    "language": Language,
    "patterns": Patterns,
    "procurement": ProcurementWords,
    "reading": ReadingWords,
    "reasons": ReasonWords,
    "residue": CopyWords,
    "software": SoftwareWords,
    "text": TextWords,
}
"""The word lists of a pack, by the name of their file, and what reads them."""
_OF_PATTERNS = ("patterns", "reading")
"""Those that hold patterns."""


def pack_faults(folder: Path) -> tuple[PackFault, ...]:
    """The faults of the pack in that folder, errors and warnings, by file and line; empty when nothing is wrong."""
    try:
        pack = Pack(folder)
    except BadDeclaration as bad:
        return bad.faults
    found = list(pack.faults())
    found += _spans(pack)
    found += _years(pack)
    found += _unused(pack)
    found += _unused_parts(pack)
    editions = [] if any(fault.level == "E" for fault in found) else _editions(pack)
    for form in editions:
        found += _words(form)
        found += _rules(pack, form)
        found += _codes(pack, form)
    found += _carried(editions)
    found += _renamed(pack, editions)
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: (fault.file, fault.line, fault.key)))


def _editions(pack: Pack) -> list[Edition]:
    return [pack.edition(year, kind) for year in pack.years for kind in KINDS]


def _items(pack: Pack) -> Iterator[tuple[str, str, Declared]]:
    """Every item of the pack's own files, with its file and its list."""
    for stem in pack.stems():
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
        if not _is_own(pack, item):
            continue
        for key, span in [("", item), *((k, v) for k, vs in item.items() for v in _versions(vs))]:
            since, until = span.get("since", first), span.get("until", last)
            if isinstance(since, int) and isinstance(until, int) and (since > last or until < first):
                name = key or ("since" if since > last else "until")
                yield item.fault(name, f"这一段从{since}年到{until}年，这个表样没有这些年度，从不适用", "W")


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
    for stem in pack.stems():
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


def _words(form: Edition) -> Iterator[PackFault]:
    for name, record in WORD_LISTS.items():
        try:
            word_lists(form, name, record)
        except BadDeclaration as bad:
            yield from bad.faults
            return
    yield from _groups(form)


def _groups(form: Edition) -> Iterator[PackFault]:
    """Patterns that leave out a group that the program takes from those of the base."""
    base_form = replace(form, folders=form.folders[:1])
    for name in _OF_PATTERNS:
        record: Any = WORD_LISTS[name]
        own, base = word_lists(form, name, record), word_lists(base_form, name, record)
        for field in fields(record):
            now, was = getattr(own, field.name), getattr(base, field.name)
            if isinstance(was, re.Pattern) and (now.groups, dict(now.groupindex)) != (was.groups, dict(was.groupindex)):
                names = "、".join(was.groupindex) or f"{was.groups}个括号"
                yield word_file(form, name).fault(field.name, f"要留着底稿里的 {names}，程序要取那一段")


def _rules(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Rules that nothing checks."""
    checked = {rule for check in SPECIAL for rule in check.rules}
    checked |= {relation.rule for table in form.tables.values() for relation in table.relations}
    checked |= {amounts.rule for amounts in form.prose.amounts}
    for stem in pack.rule_files():
        for item in pack.file(stem).get("rule", ()):
            rule = form.rules.get(item.get("id", ""))
            if rule and rule.id not in checked and not rule.question and not rule.exported and _is_own(pack, item):
                yield item.fault("id", f"规则 {rule.id} 没有任何检查：写 question 由人核对，或者写成关系", "W")


def _codes(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Codes that are taken out of use and stand in no list, and successors that are in none of that year."""
    for kind in form.codes:
        codes = form.catalogue(kind)
        for item in pack.file("codes").get(kind, ()):
            if not item.get("name") and not codes.periods(item["code"]):
                yield item.fault("code", f"科目表里没有 {item['code']}，不必停用", "W")
            heir = item.get("successor", "")
            if heir and item.get("until", 0) + 1 == form.year and heir not in codes.codes:
                yield item.fault("successor", f"{form.year}年的科目表里没有 {heir}", "W")


def _is_own(pack: Pack, item: Declared) -> bool:
    return item.file.startswith(f"{pack.id}/")


def _carried(editions: list[Edition]) -> Iterator[PackFault]:
    """Rows that are said to be carried on and are not there, in the new form or in that of the year before."""
    by_year = {(form.year, form.kind): form for form in editions}
    for form in editions:
        before = by_year.get((form.year - 1, form.kind))
        rows = word_file(form, "carry").get("rows")
        if before is None or not isinstance(rows, Declared):
            continue
        for place, sources in carry_words(form).rows.items():
            name, _, row = place.partition("/")
            table, old = form.tables.get(name), before.tables.get(name)
            if not sources or table is None or old is None:
                continue
            if row not in table.row_by_key:
                yield rows.fault(place, f"{form.year}年的 {name} 没有行 {row}{meant(row, table.row_by_key)}")
            for source in sources:
                if source not in old.row_by_key:
                    yield rows.fault(place, f"{before.year}年的 {name} 没有行 {source}{meant(source, old.row_by_key)}")


def _renamed(pack: Pack, editions: list[Edition]) -> Iterator[PackFault]:
    """Columns with another caption than the year before, which the new year does not know as another name of them."""
    by_year = {(form.year, form.kind): form for form in editions}
    for form in editions:
        before = by_year.get((form.year - 1, form.kind))
        for name, table in form.tables.items() if before else ():
            old = before.tables.get(name) if before else None
            captions = {(c.side, c.id): c.path for c in old.columns} if old else {}
            for column in table.columns:
                was = captions.get((column.side, column.id))
                item = next((i for i in pack.file(name).get("column", ()) if _is(i, column)), None)
                if was and item is not None and not _is_known(was, column):
                    message = (
                        f"{form.year}年改称“{column.path[-1]}”，aliases 里没有上年的“{was[-1]}”，上年的文件认不出这一列"
                    )
                    yield item.fault("path", message, "W")


def _is(item: Declared, column: Column) -> bool:
    return key_of("column", item) == "/".join(filter(None, (column.side, column.id)))


def _is_known(was: tuple[str, ...], column: Column) -> bool:
    """Whether last year's caption is known as that of the column; the year in it is no difference."""
    names = {_YEAR.sub("", name) for name in (column.path[-1], *column.aliases)}
    return _YEAR.sub("", was[-1]) in names or column.path[-1] in was
