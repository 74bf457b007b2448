"""Checks for what office software leaves in a text (M08): errors of fields and sheets, placeholders, raw formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from forms.check.special.in_order import in_order
from forms.check.special.registry import special
from forms.check.special.text.raw_signs import as_signs, sources
from forms.check.special.texts import Span, at, every_text, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.model import Level
from forms.form.word_lists import Words, word_lists

_TEXTS = 8192
Kinds = tuple[tuple[str, tuple[str, ...]], ...]
"""What is looked for: what it is, and the words by which it is known."""


@dataclass(frozen=True, slots=True)
class SoftwareWords:
    """The word lists of `words/software.toml`."""

    field_errors: tuple[str, ...]
    sheet_errors: tuple[str, ...]
    placeholders: tuple[str, ...]
    signs: tuple[str, ...]
    """The source of a sign and, behind a blank, the sign."""
    formulas: tuple[str, ...]


@special("M08", when="prose")
def software_leaves_nothing(reporter: Reporter) -> Iterator[Finding]:
    """Error texts of fields and of sheets, placeholders of templates, formulas that never became signs."""
    known = word_lists(reporter.edition, "software", SoftwareWords)
    kinds = (
        ("是软件的出错提示", known.field_errors),
        ("是表格软件的错误值", known.sheet_errors),
        ("是模板里等着填写的文字", known.placeholders),
        ("是没有变成符号的代码", (*known.formulas, *sources(known.signs))),
    )
    sought = _sought(kinds)
    for text in every_text(reporter):
        for span, what in _found(text.words, *sought):
            # A raw formula can still be read, and says what is meant.
            level: Level | None = "W" if what is kinds[-1][0] else None
            fix = as_signs(text.words, span, known.signs) if level else None
            read = f"，应为“{fix[1]}”" if fix else ""
            message = f"“{shown(text.words, span, 6)}”{what}{read}。"
            yield at(reporter, "M08", text, span, message, [fix] if fix else [], level=level)
    for section in reporter.edition.sections:
        heading = reporter.document.heading(section)
        for span, what in _found(heading, *sought):
            yield replace(reporter.section("M08", section, f"标题{what}。", link="的"), quote=heading[slice(*span)])
    document = reporter.document
    for address in in_order(document, (cell for cell in document.cells if document.wrong(cell))):
        wrong = document.wrong(address)
        for _, what in _found(wrong, *sought):
            yield replace(reporter.cell("M08", address, f"是“{wrong}”，{what}。"), quote=wrong)


def _found(text: str, pattern: Words, choices: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """Each passage once, with what it is; the longest words first."""
    # Nearly all texts hold nothing: the whole is looked at first, sign by sign only what does.
    if not _holds(text, pattern):
        return
    matches = list(pattern.finditer(_folded(text)))
    # Where each character of the folded text stands: asked only where there is something, which is seldom.
    places = [place for place, sign in enumerate(text) for _ in _folded_sign(sign)] if matches else []
    for found in matches:
        yield (places[found.start()], places[found.end() - 1] + 1), choices[found[0]]


@lru_cache(maxsize=_TEXTS)
def _holds(text: str, pattern: Words) -> bool:
    """Whether a text holds anything that is sought; most are the same from check to check."""
    return pattern.search("".join(unicodedata.normalize("NFKC", text).lower().split())) is not None


@lru_cache(maxsize=8)
def _sought(kinds: Kinds) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern for all the words, and what each of them is."""
    choices = {_folded(word): what for what, listed in kinds for word in listed}
    return re.compile("|".join(sorted(map(re.escape, choices), key=len, reverse=True))), choices


def _folded(text: str) -> str:
    """A text without blanks in one width and case."""
    return "".join(map(_folded_sign, text))


@lru_cache(maxsize=8192)
def _folded_sign(sign: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", sign).lower() if not letter.isspace())
