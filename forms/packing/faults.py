"""Everything that is wrong with a pack, or is probably not what was meant, at once and with file, line and key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
from forms.form.model import Edition
from forms.form.pack import Pack
from forms.form.toml import BadDeclaration, Declared, PackFault, meant
from forms.form.word_lists import Lists, word_file, word_lists
from forms.match.text.reading_words import ReadingWords
from forms.match.text.sub_headings import HeadingWords
from forms.packing.doubts import doubts, is_own
from forms.packing.reckoned import reckoning_faults
from forms.years.reasons import ReasonWords
from forms.years.succession import CarryWords, carry_words

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
_LACKING = " 没有"
"""How a fault goes on that says what a table lacks."""
_OF_PATTERNS = ("patterns", "reading")
"""Those that hold patterns."""


def pack_faults(folder: Path) -> tuple[PackFault, ...]:
    """The faults of the pack in that folder, errors and warnings, by file and line; empty when nothing is wrong."""
    try:
        pack = Pack(folder)
    except BadDeclaration as bad:
        return bad.faults
    editions = [edition for edition, _ in pack.drafts]
    found = [*pack.faults(), *doubts(pack, editions), *_roles(pack, editions)]
    for form, faults in pack.drafts:
        found += () if any(fault.level == "E" for fault in faults) else reckoning_faults(pack, form)
    for form in editions:
        found += _words(form)
        found += _rules(pack, form)
        found += _codes(pack, form)
    found += _carried(editions)
    found = [_with_cause(pack, fault) for fault in found if not _follows(fault, pack.unread())]
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: (fault.file, fault.line, fault.key)))


def _follows(fault: PackFault, unread: Iterable[str]) -> bool:
    """Whether something is missing, perhaps only because the file that has it cannot be read."""
    return any(re.search(rf"(?<![\w/]){stem}[ /]", fault.message) and stem not in fault.file for stem in unread)


def _with_cause(pack: Pack, fault: PackFault) -> PackFault:
    """A fault of the base with the file of the pack that makes it one."""
    table, lacks, _ = fault.message.partition(_LACKING)
    if pack.base is None or not fault.file.startswith(f"{pack.base.id}/") or not lacks or not pack.own(table):
        return fault
    return replace(fault, message=f"{fault.message}；请看 {pack.id}/{table}.toml 里去掉了什么，哪些只在几年有")


def _roles(pack: Pack, editions: Sequence[Edition]) -> Iterator[PackFault]:
    """Roles that no check asks for: those of the base are all there are; and those that have a place in no year."""
    own, known = (one.own("roles").get("roles") for one in (pack, pack.base or pack))
    if isinstance(own, Declared) and isinstance(known, Declared):
        for role in own:
            if role not in known:
                yield own.fault(role, f"没有检查用到 {role}{meant(role, known)}")
            elif editions and own[role] and not any(form.roles.has(role) for form in editions):
                yield own.fault(role, f"没有一个年度的表样有“{own[role]}”")


def _words(form: Edition) -> Iterator[PackFault]:
    broken = set()
    for name, record in WORD_LISTS.items():
        try:
            word_lists(form, name, record)
        except BadDeclaration as bad:
            broken.add(name)
            yield from bad.faults
    yield from _groups(form, [name for name in _OF_PATTERNS if name not in broken])


def _groups(form: Edition, names: Iterable[str]) -> Iterator[PackFault]:
    """Patterns that leave out a group that the program takes from those of the base."""
    base_form = replace(form, folders=form.folders[:1])
    for name in names:
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
            if rule and rule.id not in checked and not rule.question and not rule.exported and is_own(pack, item):
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


def _carried(editions: list[Edition]) -> Iterator[PackFault]:
    """Rows that are said to be carried on and are not there, in the new form or in that of the year before."""
    by_year = {(form.year, form.kind): form for form in editions}
    for form in editions:
        before = by_year.get((form.year - 1, form.kind))
        rows, carried = _carry_rows(form)
        if before is None or rows is None:
            continue
        for place, sources in carried.items():
            name, _, row = place.partition("/")
            table, old = form.tables.get(name), before.tables.get(name)
            if not sources or table is None or old is None:
                continue
            if row not in table.row_by_key:
                yield rows.fault(place, f"{form.year}年的 {name} 没有行 {row}{meant(row, table.row_by_key)}")
            for source in sources:
                if source not in old.row_by_key:
                    yield rows.fault(place, f"{before.year}年的 {name} 没有行 {source}{meant(source, old.row_by_key)}")


def _carry_rows(form: Edition) -> tuple[Declared | None, Lists]:
    """What is carried where, as declared and as read; none where the file cannot be read, which is told elsewhere."""
    try:
        rows, carried = word_file(form, "carry").get("rows"), carry_words(form).rows
    except BadDeclaration:
        return None, {}
    return (rows, carried) if isinstance(rows, Declared) else (None, {})
