"""Checks of who speaks: the own name (A03), code (A04), 部门 or 单位 (A05), rank (G20), retired names (L05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from forms.check.special.broken_words import broken_words
from forms.check.special.own_names import listed_bodies, place_of
from forms.check.special.registry import special
from forms.check.special.texts import (
    Fix,
    Span,
    at,
    counted,
    distance,
    every_text,
    formal_texts,
    in_title,
    section_texts,
    shown,
    text_words,
)
from forms.document.finding import Finding, Mend
from forms.document.reporter import Reporter
from forms.form.language import Patterns, patterns
from forms.form.load import KINDS
from forms.form.word_lists import any_of
from models.records import Address, TextChange

_SHORTEST_NAME = 6
"""Below that, one other character makes another body: 教育局, 体育局."""
_SHORTEST_BODY = 3
"""Below that, a character left out makes another body as well."""
_SHORTEST_PLACE = 2
_TEXTS = 8192
"""Of so many texts it is remembered what was found in them."""
_NAME_START = re.compile(r"^[\]】\-—\s]+")
_CODE = re.compile(r"\s*[\[【]?(\d{3,12})(?!\d)")


@special("A03", when="prose")
def one_name(reporter: Reporter) -> Iterator[Finding]:
    """The own name with a character too many, too few or wrong; the 局 where the paper is that of the 局本级."""
    own = reporter.document.head.unit.name
    said = patterns(reporter.edition)
    base = said.own_part.sub("", own)
    place = place_of(said, base)
    body = base.removeprefix(place)
    if len(body) >= _SHORTEST_BODY:
        others = listed_bodies(reporter)
        for text in every_text(reporter):
            cut_place = _in_cut_place(text.words, body, place)
            # Of the 局本级 both names are looked for: that of the whole 局 is what stands in older titles.
            wanted = {body, own.removeprefix(place)} if len(body) >= _SHORTEST_NAME else set[str]()
            found_near = {name: _near(said, text.words, name, place) for name in wanted}
            slips = {
                name: [span for span in spans if not any(text.words[slice(*span)] in o for o in others)]
                for name, spans in found_near.items()
            }
            cut_body = _in_cut_body(text.words, body, place) if not wanted else ()
            for right, spans in (*slips.items(), (base, cut_place), (base, cut_body)):
                if spans:
                    quote = text.words[slice(*spans[0])]
                    around = shown(text.words, spans[0])
                    message = f"“{around}”写作“{quote}”，本单位的名称是“{right}”{counted(len(spans))}。"
                    found = at(reporter, "A03", text, spans[0], message, [(span, right) for span in spans])
                    yield replace(found, found=quote, expected=right)
    if base != own:
        yield from _without_part(reporter, own, base)
    yield from _others(reporter, own)
    yield from _rules_without_place(reporter, place, body)
    yield from _without_end(reporter, own)


def _without_end(reporter: Reporter, own: str) -> Iterator[Finding]:
    """The own name without its last character, where the whole should stand: 现将…农业农村2025年部门预算公开."""
    cut = re.compile(re.escape(own[:-1]) + broken_words(reporter).name_ends)
    for text in formal_texts(reporter) if len(own) >= _SHORTEST_NAME else ():
        for found in cut.finditer(text.words):
            message = f"“{shown(text.words, found.span())}”写作“{found[0]}”，本单位的名称是“{own}”。"
            yield at(reporter, "A03", text, found.span(), message, [(found.span(), own)], level="W")


def _rules_without_place(reporter: Reporter, place: str, body: str) -> Iterator[Finding]:
    """The own 三定 rules cited without the place of the name."""
    for text in section_texts(reporter, {"duties"}):
        for found in broken_words(reporter).own_rules.finditer(text.words):
            if place and found["body"] == body:
                span = found.span("body")
                message = f"“{shown(text.words, span)}”漏写了“{place}”，规定的名称里是本单位的全称。"
                yield at(reporter, "A03", text, span, message, [(span, f"{place}{body}")], level="W")


def _others(reporter: Reporter, own: str) -> Iterator[Finding]:
    """Another body where only the own name can stand: in the opening, before its budget, before its assets."""
    known = (own, *listed_bodies(reporter))
    for text in section_texts(reporter, but={"duties", "glossary"}):
        for found in patterns(reporter.edition).spoken_of.finditer(text.words):
            name = found["name"]
            if in_title(text.words, found.start("name")):
                continue
            is_opening = text.section is not None and text.section.key == "opening"
            if any(_is_short_for(name, one) for one in known) and not (is_opening and _lacks_a_word(name, own)):
                continue
            span = found.span("name")
            message = f"“{shown(text.words, span)}”写的不是本单位“{own}”，像是从别处抄来的，请改过来。"
            yield replace(at(reporter, "A03", text, span, message, [(span, own)]), found=name, expected=own)


@special("A03", when="prose")
def sentences_are_about_the_own_body(reporter: Reporter) -> Iterator[Finding]:
    """Another body of the same place as what a sentence on the own budget is about; one that the text names only
    there, for a department may speak of its units."""
    own, said = reporter.document.head.unit.name, patterns(reporter.edition)
    county = said.county.search(place_of(said, own))
    place = county[0] if county else ""
    texts = list(section_texts(reporter, but={"glossary"}))
    known = (own, *listed_bodies(reporter))
    for text in texts if place else ():
        for found in said.own_body.finditer(text.words):
            name = found["name"]
            is_other = place in name and not any(_is_short_for(name, one) or _is_short_for(one, name) for one in known)
            if is_other and name not in own and sum(one.words.count(name) for one in texts) == 1:
                span = found.span("name")
                message = f"“{shown(text.words, span)}”写的不是本单位“{own}”，像是从别处抄来的，请改过来。"
                finding = at(reporter, "A03", text, span, message, [(span, own)], level="W")
                yield replace(finding, found=name, expected=own)


def _is_short_for(name: str, own: str) -> bool:
    """Whether a name is the own one, with more of its place before it or with characters left out: 区残联."""
    rest = iter(own)
    return name.endswith(own) or all(sign in rest for sign in name)


def _lacks_a_word(name: str, own: str) -> bool:
    """Whether a name is the own one without two characters that stand together: 市交通局 for 市交通运输局."""
    return any(name == own[:n] + own[n + 2 :] for n in range(1, len(own) - 2))


def _without_part(reporter: Reporter, own: str, base: str) -> Iterator[Finding]:
    """Where a paper of the 局本级 speaks of the whole 局."""
    named = re.compile(re.escape(base) + patterns(reporter.edition).not_the_part)
    for text in formal_texts(reporter):
        spans = [found.span() for found in named.finditer(text.words) if not in_title(text.words, found.start())]
        if spans:
            message = f"写作“{base}”，本资料的单位是“{own}”，应当一致{counted(len(spans))}。"
            found = at(reporter, "A03", text, spans[0], message, [(span, own) for span in spans], level="W")
            yield replace(found, found=base, expected=own)


@special("A03", "A04", when="prose")
def one_code(reporter: Reporter) -> Iterator[Finding]:
    """A goal table filled in by a unit whose code does not belong to this department or unit."""
    document = reporter.document
    own = document.head.unit.code
    if not own:
        return
    table = reporter.edition.roles.table("projects")
    for line in document.lines(table):
        address = Address(table, line.key, "unit")
        stated = _CODE.match(document.text(address))
        if stated and not stated[1].startswith(own):
            message = f"单位编码是{stated[1]}，表头的预算单位编码是{own}。"
            finding = reporter.cell("A04", address, message, link="的")
            yield replace(finding, quote=stated[1], found=stated[1], expected=own)
        elif stated and (name := _NAME_START.sub("", document.text(address)[stated.end() :]).strip()):
            known = (document.head.unit.name, *listed_bodies(reporter))
            if not any(_is_short_for(name, one) or _is_short_for(one, name) for one in known):
                message = f"写作“{name}”，不是本单位“{known[0]}”，机构设置里也没有，请核对。"
                yield replace(reporter.cell("A03", address, message, level="W"), quote=name, found=name)


@special("A05", when="prose")
def one_wording(reporter: Reporter) -> Iterator[Finding]:
    """部门 and 单位 mixed: in headings, in the words before 预算, in how the paper speaks of itself."""
    document = reporter.document
    own = document.head.kind
    other = next(kind for kind in KINDS if kind != own)
    for section in reporter.edition.sections:
        heading = document.heading(section)
        if own in section.heading and own not in heading and other in heading:
            slot = f"{section.id}.heading"
            right = heading.replace(other, own)
            message = f"是标题，本资料是{own}预算，应写“{right}”。"
            mend = Mend(f"改为“{right}”", (TextChange(slot, document.texts.get(slot), right),))
            yield replace(reporter.section("A05", section, message), quote=heading, expected=right, mend=mend)
    known = text_words(reporter)
    mixed = patterns(reporter.edition).other_self
    offices, self = re.compile("|".join(known.own_office)), known.selves[0]
    for text in section_texts(reporter, but={"duties", "glossary"}):
        fixes: list[Fix] = [
            (found.span(group), own)
            for found in mixed.finditer(text.words)
            if not text.words.startswith(known.self_exceptions, found.start())
            for group, word in found.groupdict().items()
            if word
        ]
        if fixes:
            first = fixes[0][0]
            again = counted(len(fixes))
            message = f"“{shown(text.words, first)}”写的是“{other}”，本资料是{own}预算，应当统一写“{own}”{again}。"
            yield at(reporter, "A05", text, first, message, fixes)
        office = offices.search(text.words)
        if office and self in text.words and text.section and text.section.key in known.formal_sections:
            message = f"既写“{self}”，又写“{office[0]}”，称呼应当统一。"
            yield at(reporter, "A05", text, office.span(), message, [(office.span(), self)])


@special("G20", when="prose")
def rank_fits(reporter: Reporter) -> Iterator[Finding]:
    """全市 in the paper of a county, 全县 in that of a city: words left from another level."""
    level = _level(reporter)
    known = text_words(reporter).ranks
    if level not in known:
        return
    wrong = re.compile("|".join(known[level]))
    for text in section_texts(reporter):
        spans = [found.span() for found in wrong.finditer(text.words) if _is_of_own(text.words, found.span(), reporter)]
        if spans:
            quote = text.words[slice(*spans[0])]
            message = (
                f"“{shown(text.words, spans[0])}”写的是“{quote}”，本单位属于{level}一级，"
                f"请核对是否从其他级别的文件抄来{counted(len(spans))}。"
            )
            yield at(reporter, "G20", text, spans[0], message)
    yield from _given_by_others(reporter)


def _given_by_others(reporter: Reporter) -> Iterator[Finding]:
    """Duties given by the 市委、市政府 to a body of a county, whose own are not named beside them."""
    own = place_of(patterns(reporter.edition), reporter.document.head.unit.name)[-1:]
    for text in section_texts(reporter, {"duties"}) if own else ():
        said = list(broken_words(reporter).given_by.finditer(text.words))
        if said and all(found["rank"] != own for found in said) and f"{own}委" not in text.words:
            message = f"“{shown(text.words, said[0].span())}”写的是“{said[0][0]}”，本单位在{own}一级，请核对。"
            yield at(reporter, "G20", text, said[0].span(), message, level="W")


@special("L05", when="prose")
def retired_names(reporter: Reporter) -> Iterator[Finding]:
    """Bodies under the names they had before the reform of 2018 and later ones; 原 before the name says so."""
    own = reporter.document.head.unit.name
    current = {old: new[0] for old, new in text_words(reporter).retired.items() if new and old not in own}
    pattern = re.compile(
        patterns(reporter.edition).not_former + any_of(current) + patterns(reporter.edition).no_division
    )
    for text in every_text(reporter):
        found = next((f for f in pattern.finditer(text.words) if not in_title(text.words, f.start())), None)
        if found:
            message = f"“{shown(text.words, found.span())}”的“{found[0]}”已经改名，现在一般称“{current[found[0]]}”。"
            yield at(reporter, "L05", text, found.span(), message)


def _level(reporter: Reporter) -> str:
    """The level of the body: as the profile says, else as the place in its name ends; blank when neither tells."""
    if "level" in reporter.edition.profile and (stated := reporter.document.profile("level")):
        return stated
    return place_of(patterns(reporter.edition), reporter.document.head.unit.name)[-1:]


def _is_of_own(text: str, span: Span, reporter: Reporter) -> bool:
    """Whether a word like 全市 is said of the own place, not of a larger one on purpose."""
    known = text_words(reporter)
    before, after = text[max(span[0] - 4, 0) : span[0]], text[span[1] : span[1] + 6]
    if before.endswith(known.rank_before) or in_title(text, span[0]):
        return False
    return not any(word in after for word in known.rank_exceptions)


@lru_cache(maxsize=_TEXTS)
def _near(said: Patterns, text: str, body: str, place: str) -> tuple[Span, ...]:
    """The slips in one text; most texts are the same from check to check."""
    return tuple(_slips(said, text, body, place))


def _slips(said: Patterns, text: str, body: str, place: str) -> Iterator[Span]:
    """Where behind the own place, or behind 市, 县 or 区 alone, stands almost the name."""
    before = re.compile(rf"(?:{place}|(?:^|[^一-鿿]){place[-1:]})$") if place else said.place_end
    end = 0
    while (end := text.find(body[-1], end) + 1) > 0:
        if text.endswith(body, 0, end):
            continue
        for length in range(len(body) + 2, len(body) - 3, -1):
            start = end - length
            name = text[max(start, 0) : end]
            is_name = (
                start > 0 and name[0] in body[:2] and name.isalpha() and before.search(text[max(start - 12, 0) : start])
            )
            if is_name and 0 < distance(name, body) <= 2 and not in_title(text, start):
                yield start, end
                break


@lru_cache(maxsize=_TEXTS)
def _in_cut_place(text: str, body: str, place: str) -> tuple[Span, ...]:
    """Where the name stands behind its place with one character lost: 石家市, 秦皇岛. Another character in its place
    would be another place."""
    return tuple(
        found.span()
        for found in _cut_name(body, place).finditer(text)
        if not any(text.endswith(place, 0, end) for end in range(found.start(), found.end()))
        and not in_title(text, found.start())
    )


@lru_cache(maxsize=_TEXTS)
def _in_cut_body(text: str, body: str, place: str) -> tuple[Span, ...]:
    """Where the whole place is followed by a short name with one character lost; another one would be another body."""
    if not place or place not in text:
        return ()
    cut = {body[:n] + body[n + 1 :] for n in range(len(body) - 1)} - {body}
    pattern = re.compile(f"{re.escape(place)}(?:{'|'.join(map(re.escape, sorted(cut)))})")
    return tuple(found.span() for found in pattern.finditer(text) if not in_title(text, found.start()))


@lru_cache(maxsize=16)
def _cut_name(body: str, place: str) -> re.Pattern[str]:
    cut = {place[:n] + place[n + 1 :] for n in range(len(place))} - {""} if len(place) > _SHORTEST_PLACE else set()
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(cut)))}){re.escape(body)}" if cut else r"(?!)")
