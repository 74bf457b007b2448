"""Drafting the text of a section: declared sentences whose slots become bound fields.

A part in square brackets, `[，主要为{X8/projects/words}]`, is left out where one of its slots has nothing to say; with
a part that it begins with, the whole paragraph is. Of several parts, `[{X8/running/words}|{items:T6/public}]`, the
first that has something to say stands. No mark that joined a part stays behind where the part is left out.
"""

from __future__ import annotations

import re

from forms.document.document import Document
from forms.document.fields import field
from forms.document.slots import slot_amount, slot_text
from forms.form.model import Section
from forms.form.slot_grammar import SLOT

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_LOOSE = (
    (re.compile(r"([：（，；。])[，；、]+"), r"\1"),
    (re.compile(r"[^，；。：\n]*：(?=[。；])"), ""),
    (re.compile(r"[，；、]+(?=。)|(?<=。)。"), ""),
)
"""What is left where parts were left out: a mark that joined one of them to nothing, a lead to nothing, a mark before
the full stop. A part is declared with the mark before it, so the first one that stands brings a mark too many."""


def draft(document: Document, section: Section) -> str:
    """The drafted paragraphs, each on a line, with fields; blank when the form has no draft for the section."""
    zero = section.draft_zero and not slot_amount(document, section.zero_when)
    paragraphs = section.draft_zero if zero else section.draft
    return "\n".join(filter(None, (_drafted(document, paragraph) for paragraph in paragraphs)))


def _drafted(document: Document, paragraph: str) -> str:
    def part(optional: re.Match[str]) -> str:
        parts = optional[1].split("|")
        return next((one for one in parts if all(slot_text(document, slot) for slot in SLOT.findall(one))), "")

    first = _OPTIONAL.match(paragraph)
    if first and not part(first):
        return ""
    text = _OPTIONAL.sub(part, paragraph)
    if text != paragraph:
        for loose, instead in _LOOSE:
            text = loose.sub(instead, text)
    return SLOT.sub(lambda slot: field(slot[1]), text)
