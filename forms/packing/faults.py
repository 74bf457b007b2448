"""Everything that is wrong with a pack, or is probably not what was meant, at once and with file, line and key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import forms.check.every_check  # noqa: F401  (registers the special checks)
from forms.check.special.broken_words import BrokenWords
from forms.check.special.goal_entries import GoalWords
from forms.check.special.itself.character_pairs import PairWords
from forms.check.special.itself.copied_projects import CopiedWords
from forms.check.special.itself.left_over import LeftWords
from forms.check.special.itself.listed_twice import ListWords
from forms.check.special.itself.near_terms import TermWords
from forms.check.special.itself.odd_writing import OddWords
from forms.check.special.itself.other_bodies import BodyWords
from forms.check.special.itself.strays import StrayWords
from forms.check.special.itself.too_many import ManyWords
from forms.check.special.records.asset_worth import WorthWords
from forms.check.special.records.assets import AssetWords
from forms.check.special.records.cell_kinds import CellWords
from forms.check.special.records.procurement import ProcurementWords
from forms.check.special.registry import SPECIAL
from forms.check.special.standing.institution_columns import UnitWords
from forms.check.special.standing.laws import LawWords
from forms.check.special.text.last_text import CopyWords
from forms.check.special.text.leftover_words import SoftwareWords
from forms.check.special.text.spelling import PhraseWords
from forms.check.special.texts import TextWords
from forms.county.submissions import FileWords
from forms.edit.goal_tables import IndicatorWords
from forms.form.declared import BadDeclaration, Declared, PackFault, meant
from forms.form.language import Language, Patterns
from forms.form.model import Edition
from forms.form.pack import Pack
from forms.form.word_lists import word_file, word_lists
from forms.match.proof.county_words import CountyWords
from forms.match.text.reading_words import ReadingWords
from forms.match.text.sub_headings import HeadingWords
from forms.office.nearby_files import NearbyNames
from forms.packing.alike import named_alike
from forms.packing.demands import lacking
from forms.packing.doubts import doubts
from forms.packing.one_cause import by_cause
from forms.packing.out_of_bounds import out_of_bounds
from forms.packing.own import is_own
from forms.packing.reckoned import reckoning_faults, relation_faults
from forms.packing.stray_files import stray_files
from forms.packing.year_steps import carried_faults, code_faults
from forms.years.reasons import ReasonWords
from forms.years.succession import CarryWords

WORD_LISTS: dict[str, type] = {
    "assets": AssetWords,
    "bodies": BodyWords,
    "broken": BrokenWords,
    "carry": CarryWords,
    "cells": CellWords,
    "copied": CopiedWords,
    "county": CountyWords,
    "files": FileWords,
    "goals": GoalWords,
    "headings": HeadingWords,
    "indicators": IndicatorWords,
    "language": Language,
    "laws": LawWords,
    "left": LeftWords,
    "lists": ListWords,
    "many": ManyWords,
    "nearby": NearbyNames,
    "odd": OddWords,
    "pairs": PairWords,
    "patterns": Patterns,
    "phrases": PhraseWords,
    "procurement": ProcurementWords,
    "reading": ReadingWords,
    "reasons": ReasonWords,
    "residue": CopyWords,
    "software": SoftwareWords,
    "strays": StrayWords,
    "terms": TermWords,
    "text": TextWords,
    "units": UnitWords,
    "worth": WorthWords,
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
    editions = [edition for edition, _ in pack.drafts]
    found = [*pack.faults(), *stray_files(pack, WORD_LISTS), *out_of_bounds(pack)]
    found += [*doubts(pack, editions), *_roles(pack, editions), *carried_faults(editions)]
    for form, faults in pack.drafts:
        known = [*faults, *lacking(pack, form), *relation_faults(pack, form)]
        found += known[len(faults) :]
        found += () if any(fault.level == "E" for fault in known) else reckoning_faults(pack, form)
        found += named_alike(pack, form)
        found += _words(form)
        found += _rules(pack, form)
        found += code_faults(pack, form)
    return by_cause(pack, found)


def _roles(pack: Pack, editions: Sequence[Edition]) -> Iterator[PackFault]:
    """Roles that no check asks for: those of the base are all there are; and those that have a place in no year."""
    own, known = (one.own("roles").get("roles") for one in (pack, pack.base or pack))
    if editions and isinstance(own, Declared) and isinstance(known, Declared):
        for role in own:
            if role not in known:
                yield own.fault(role, f"没有检查用到 {role}{meant(role, known)}")
            elif (
                editions
                and own[role]
                and isinstance(own[role], str | list)
                and not any(form.roles.has(role) for form in editions)
            ):
                yield own.fault(role, f"没有一个年度的表样有“{own[role]}”")


def _words(form: Edition) -> Iterator[PackFault]:
    broken = set()
    for name, record in WORD_LISTS.items():
        try:
            lists: Any = word_lists(form, name, record)
            told = list(_useless(form, name, lists)) if _has_words(form.folders[-1], name) else []
        except BadDeclaration as bad:
            told = list(bad.faults)
        if any(fault.level == "E" for fault in told):
            broken.add(name)
        yield from told
    yield from _groups(form, [name for name in _OF_PATTERNS if name not in broken])


def _has_words(folder: Path, name: str) -> bool:
    """Whether the pack itself says something in that word list."""
    return (folder / "words" / f"{name}.toml").is_file()


def _useless(form: Edition, name: str, lists: Any) -> Iterator[PackFault]:
    """Lists without a word, words without a sign, which would be found everywhere, and patterns that are none."""
    declared = word_file(form, name)
    for field in fields(lists):
        try:
            words = getattr(lists, field.name)
        except BadDeclaration as bad:
            yield from bad.faults
            continue
        if declared.said_in(field.name).startswith(f"{form.pack}/") and isinstance(words, tuple):
            if not words:
                yield declared.fault(field.name, "一个词也没有")
            elif not all(word.strip() for word in words):
                yield declared.fault(field.name, "里有空白的词")


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
        if pack.own(stem) and not pack.own(stem).get("rule"):
            yield pack.own(stem).fault("", "这一章没有一条规则", "W")
        for item in pack.file(stem).get("rule", ()):
            rule = form.rules.get(item.get("id", ""))
            if rule and rule.id not in checked and not rule.question and not rule.exported and is_own(pack, item):
                yield item.fault("id", f"规则 {rule.id} 没有任何检查：写 question 由人核对，或者写成关系", "W")
