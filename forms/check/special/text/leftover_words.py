"""Checks for what office software leaves in a text (M08): errors of fields and sheets, placeholders, raw formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.check.special.registry import special
from forms.check.special.texts import Span, at, every_text, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.model import Level
from forms.form.word_lists import word_lists


@dataclass(frozen=True, slots=True)
class SoftwareWords:
    """The word lists of `words/software.toml`."""

    field_errors: tuple[str, ...]
    sheet_errors: tuple[str, ...]
    placeholders: tuple[str, ...]
    formulas: tuple[str, ...]


@special("M08", when="prose")
def software_leaves_nothing(reporter: Reporter) -> Iterator[Finding]:
    """Error texts of fields and of sheets, placeholders of templates, formulas that never became signs."""
    known = word_lists(reporter.edition, "software", SoftwareWords)
    kinds = (
        ("是软件的出错提示", known.field_errors),
        ("是表格软件的错误值", known.sheet_errors),
        ("是模板里等着填写的文字", known.placeholders),
        ("是没有变成符号的代码", known.formulas),
    )
    for text in every_text(reporter):
        for span, what in _found(text.words, kinds):
            # A raw formula can still be read, and says what is meant.
            level: Level | None = "W" if what is kinds[-1][0] else None
            yield at(reporter, "M08", text, span, f"“{shown(text.words, span, 6)}”{what}。", level=level)
    for section in reporter.edition.sections:
        heading = reporter.document.heading(section)
        for span, what in _found(heading, kinds):
            yield replace(reporter.section("M08", section, f"标题{what}。", link="的"), quote=heading[slice(*span)])
    for address, _ in reporter.document.cells.items():
        wrong = reporter.document.wrong(address)
        for _, what in _found(wrong, kinds):
            yield replace(reporter.cell("M08", address, f"是“{wrong}”，{what}。"), quote=wrong)


def _found(text: str, kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[tuple[Span, str]]:
    """Each passage once, with what it is; the longest words first."""
    folded, places = _folded(text)
    free = 0
    choices = {_folded(word)[0]: what for what, listed in kinds for word in listed}
    pattern = re.compile("|".join(sorted(map(re.escape, choices), key=len, reverse=True)))
    for found in pattern.finditer(folded):
        if found.start() >= free:
            free = found.end()
            yield (places[found.start()], places[found.end() - 1] + 1), choices[found[0]]


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without blanks in one width and case, and where each of its characters stands."""
    letters = [
        (letter, place)
        for place, sign in enumerate(text)
        for letter in unicodedata.normalize("NFKC", sign).lower()
        if not letter.isspace()
    ]
    return "".join(letter for letter, _ in letters), [place for _, place in letters]
