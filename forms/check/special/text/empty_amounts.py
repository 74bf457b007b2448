"""Checks of amounts that lack their number or their unit (G24)."""

from __future__ import annotations

from collections.abc import Iterator

from forms.check.special.registry import special
from forms.check.special.texts import Fix, at, formal_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.document.text_tables import CELL_MARK
from forms.prose.grammar import grammar


@special("G24", when="prose")
def amounts_are_whole(reporter: Reporter) -> Iterator[Finding]:
    """万元 without a number before it; a number with two decimals behind the name of an amount, and no unit."""
    said = grammar(reporter.edition)
    for text in formal_texts(reporter):
        for found in said.no_number.finditer(text.words):
            if said.blank.search(text.words, found.start(), found.end()):
                continue  # B09 tells of a place left blank
            message = f"“{shown(text.words, found.span())}”的“万元”前面没有数，请补上金额。"
            yield at(reporter, "G24", text, found.span(), message)
        if said.unit_above.search(text.words):
            continue
        for found in said.no_unit.finditer(text.words):
            line = text.words[text.words.rfind("\n", 0, found.start()) + 1 : found.end()]
            if CELL_MARK not in line:
                message = f"“{shown(text.words, found.span('number'))}”的{found['number']}没有写单位，应写作“万元”。"
                end = found.end("number")
                fixes: list[Fix] = [((end, end), "万元")]
                yield at(reporter, "G24", text, found.span("number"), message, fixes, level="W", name="补写“万元”")
