"""Checks of secrecy and privacy: words to be reviewed (N02), numbers (N05) and names (N06) of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import cycle

from forms.check.special.registry import special
from forms.check.special.texts import Span, Text, at, counted, every_text, text_words
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.model import Level
from forms.form.word_lists import Words

_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z]|\.\d)")
_CARD = re.compile(r"(?<![0-9A-Za-z.])[3-6]\d{15,18}(?![0-9A-Za-z]|\.\d)")
_CODES = {"code", "catalogue"}
"""The columns of codes, which may look like the number of a person."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NAMED = 3
"""So many of the other words, and of the places where they stand, are named; the key leads to the first of all."""


@special("N02", when="prose")
def secrecy_words(reporter: Reporter) -> Iterator[Finding]:
    """One line with all the words that ask for a review of secrecy, as long as no review is recorded."""
    document = reporter.document
    if "secrecy_result" in reporter.edition.profile and document.profile("secrecy_result"):
        return
    known = text_words(reporter).secrecy
    pattern = re.compile("|".join(sorted((*known["ordinary"], *known["strong"]), key=len, reverse=True)))
    excepted = re.compile("|".join(known["except"]))
    found: dict[str, tuple[Text, Span]] = {}
    for text in every_text(reporter):
        plain = excepted.sub(lambda match: "·" * len(match[0]), text.words)
        for match in pattern.finditer(plain):
            found.setdefault(match[0], (text, match.span()))
    if found:
        # What is most likely secret comes first: it is what the level is for, and where the finding leads.
        ranked = sorted(found, key=lambda word: word not in known["strong"])
        level: Level = "W" if ranked[0] in known["strong"] else "H"
        text, span = found[ranked[0]]
        others = "".join(f"“{word}”" for word in ranked[1 : _NAMED + 1])
        many = f"等{len(ranked) - 1}个词" if len(ranked) > _NAMED + 1 else ""
        places = list(dict.fromkeys(_where(reporter, found[word][0]) for word in ranked[1:]))
        rest = f"；另有{others}{many}，在{'、'.join(places[:_NAMED])}" if others else ""
        message = f"有“{ranked[0]}”{rest}。这些事可能涉密，公开前请保密审查人看过，并登记审查结论。"
        yield replace(at(reporter, "N02", text, span, message, level=level), quote="、".join(ranked))


@special("N05", when="prose")
def numbers_of_persons(reporter: Reporter) -> Iterator[Finding]:
    """Identity numbers, mobile telephones, bank cards and plates of vehicles."""
    plate = patterns(reporter.edition).plate
    for text in every_text(reporter):
        if text.cell and text.cell.column in _CODES:
            continue
        for name, spans in _numbers(text.words, plate):
            masked = _masked(text.words[slice(*spans[0])])
            message = f"有{name}（{masked}），不得公开{counted(len(spans))}。"
            fixes = [(span, _masked(text.words[slice(*span)])) for span in spans]
            yield at(reporter, "N05", text, spans[0], message, fixes, name="用*遮去")


@lru_cache(maxsize=8192)
def _numbers(words: str, plate: Words) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """The numbers of persons in one text, by what they are; most texts are the same from check to check."""
    kinds = (("身份证号", _IDENTITY), ("手机号码", _MOBILE), ("银行卡号", _CARD), ("车牌号", plate))
    found = ((name, tuple(f.span() for f in p.finditer(words) if _is_valid(name, f[0]))) for name, p in kinds)
    return tuple((name, spans) for name, spans in found if spans)


@special("N06", when="prose")
def names_of_persons(reporter: Reporter) -> Iterator[Finding]:
    """A person's name together with illness, poverty or pay."""
    said = patterns(reporter.edition)
    for text in every_text(reporter):
        for pattern in (said.person_held, said.person_called):
            for found in pattern.finditer(text.words):
                name = found["name"]
                if len(name) == 3 and not said.no_person.match(name):
                    message = f"写到个人“{name[0]}某某”的情况，姓名与疾病、困难、收入连在一起，涉及个人隐私。"
                    fix = (found.span("name"), f"{name[0]}某某")
                    yield at(reporter, "N06", text, found.span("name"), message, [fix])


def _where(reporter: Reporter, text: Text) -> str:
    if text.section is not None:
        return f"“{reporter.document.section_name(text.section)}”"
    assert text.cell is not None
    return reporter.table_words(text.cell.table)


def _is_valid(name: str, number: str) -> bool:
    if name == "身份证号":
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
        return _CHECKS[total % 11] == number[17].upper()
    if name == "银行卡号":
        doubled = (int(digit) * times for digit, times in zip(reversed(number), cycle((1, 2)), strict=False))
        return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0 and not _IDENTITY.fullmatch(number)
    return True


def _masked(number: str) -> str:
    """A number with its middle hidden."""
    shown = 2 if len(number) < 10 else 3
    return f"{number[:shown]}{'*' * (len(number) - 2 * shown)}{number[-shown:]}"
