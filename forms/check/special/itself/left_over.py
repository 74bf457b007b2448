"""The checks for what was never meant for readers (B09, I05, M06, M08): talk of the office, times of printing, lines to
be signed, addresses of the office's network, amounts and attachments that are not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.check.special.itself.passages import passages
from forms.check.special.registry import special
from forms.check.special.texts import Span, at, formal_texts, section_texts, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.word_lists import Words, word_lists
from forms.prose.grammar import grammar

_SEGMENT = re.compile("[，,。；;、\n]")
_SEVERAL = 2
"""An attachment of that number has others before it, which a text that cites it should name."""


@dataclass(frozen=True, slots=True, eq=False)
class LeftWords:
    """The patterns of `words/left.toml`; see there."""

    chat: Words
    printed_at: Words
    page_foot: Words
    inner_address: Words
    turned_address: Words
    signed: Words
    blank_amount: Words
    no_attachment: Words
    was: Words
    asked: Words
    about: Words
    attachment: Words
    any_attachment: Words
    list_head: Words
    listed: Words


_LEFT = {
    "chat": ("M08", "像是同事之间说的话，请删去"),
    "printed_at": ("M08", "像是打印的时间，请删去"),
    "page_foot": ("M08", "像是没有填好的页脚，请删去"),
    "inner_address": ("M08", "是内部网络的地址，外面打不开，请换成公开的网址或者删去"),
    "turned_address": ("M08", "不是能打开的网址，请核对"),
    "signed": ("B09", "后面没有填，公开的文字里请填好或者删去"),
    "blank_amount": ("B09", "的地方没有填数"),
    "no_attachment": ("B09", "没有填附件的编号"),
    "was": ("B09", "像是改稿时的批注，请删去"),
    "asked": ("B09", "像是留下的疑问，请核对以后删去"),
    "about": ("M06", "公开的预算是准数，请删去"),
}
"""What is looked for: the rule, and what is wrong there."""
_IN_FORMAL = ("asked", "about", "blank_amount")


@special("B09", "I05", "M06", "M08", when="prose")
def texts_are_for_readers(reporter: Reporter) -> Iterator[Finding]:
    """What was left from writing, printing and signing in the texts that are published."""
    known = word_lists(reporter.edition, "left", LeftWords)
    formal = set(formal_texts(reporter))
    averages = grammar(reporter.edition).of_which
    texts = list(section_texts(reporter))
    for text in texts:
        taken: list[Span] = []
        for name, found in passages(known, tuple(_LEFT), text.words):
            span = found.span("word" if name == "about" and found["word"] else 0)
            is_free = not any(begin < span[1] and span[0] < end for begin, end in taken)
            if name == "about" and averages.search(_SEGMENT.split(text.words[: span[0]])[-1]):
                continue  # 每辆3.33万元左右: an average is rounded.
            if is_free and (text in formal or name not in _IN_FORMAL):
                taken.append(span)
                rule, what = _LEFT[name]
                message = f"“{shown(text.words, span)}”{what}。"
                yield at(reporter, rule, text, span, message, level="W")
    yield from _attachments(reporter, known)


def _attachments(reporter: Reporter, known: LeftWords) -> Iterator[Finding]:
    """A cited attachment beyond those that are listed, or the only one ever named though it is not the first."""
    texts = list(section_texts(reporter))
    whole = "\n".join(text.words for text in texts)
    named = Counter(int(one["number"]) for one in known.any_attachment.finditer(whole))
    head = known.list_head.search(whole)
    most = max((int(one["number"]) for one in known.listed.finditer(whole, head.end())), default=0) if head else 0
    for text in texts:
        for found in known.attachment.finditer(text.words):
            number = int(found["number"])
            is_beyond = number > most if head else number >= _SEVERAL and not named[1]
            is_named = named[number] > 1
            if is_beyond and not is_named:
                message = f"“{shown(text.words, found.span())}”说的附件{number}没有列出，请核对。"
                yield replace(at(reporter, "I05", text, found.span(), message, level="W"), found=str(number))
