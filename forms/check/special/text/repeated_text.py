"""Checks of text in the wrong place: paragraphs that stand twice (M09), the text of another section (B02)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from forms.check.special.broken_words import broken_words
from forms.check.special.registry import special
from forms.check.special.texts import Span, Text, at, section_texts, text_words
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.document.text_tables import CELL_MARK
from forms.form.word_lists import Words

_SENTENCE = re.compile(r"[^。；\n]+")
_AGAIN = re.compile(r"(?:(?<=[。；：\n])|^)(?P<once>[^。；\n]{14,}[。；])(?P<again>(?P=once))")
_SHORTEST_HEADING = 4
_TEXTS = 2048
"""Of so many texts it is remembered what was found in them: most are the same from check to check."""
_SHORTEST_PARAGRAPH, _SHORTEST_SENTENCE = 40, 12
_QUOTED = 16
_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class _LongParagraph:
    """A paragraph long enough to be no set phrase, with its sentences without blanks."""

    text: Text
    span: Span
    sentences: tuple[str, ...]


@special("M09", when="prose")
def paragraphs_stand_once(reporter: Reporter) -> Iterator[Finding]:
    """Paragraphs of which two thirds stand in a paragraph before; what the goals of several projects share is K09."""
    owners: dict[str, _LongParagraph] = {}
    for paragraph in _paragraphs(reporter):
        again = [sentence for sentence in paragraph.sentences if sentence in owners]
        if 3 * sum(map(len, again)) >= 2 * sum(map(len, paragraph.sentences)):
            first = owners[max(again, key=len)]
            assert first.text.section is not None
            where = reporter.document.section_name(first.text.section)
            begin = paragraph.text.words[slice(*paragraph.span)].strip()[:_QUOTED]
            message = f"从“{begin}……”起的一段，前面“{where}”里已经写过，请核对是不是多写了一遍。"
            yield at(reporter, "M09", paragraph.text, paragraph.span, message)
        for sentence in paragraph.sentences:
            owners.setdefault(sentence, paragraph)


@special("M09", when="prose")
def sentences_stand_once(reporter: Reporter) -> Iterator[Finding]:
    """The same sentence twice, one right behind the other; longer passages are paragraphs."""
    for text in section_texts(reporter):
        for found in _AGAIN.finditer(text.words):
            span = found.span("again")
            message = f"“{found['once'][:_QUOTED].translate(_INNER_QUOTES)}……”这一句连着写了两遍，请删去一遍。"
            yield at(reporter, "M09", text, span, message, [(span, "")], name="删去一遍")


@special("M09", when="prose")
def words_stand_once(reporter: Reporter) -> Iterator[Finding]:
    """A name, an amount, a clause or a title twice, one right behind the other; headings and notes that stand twice."""
    twice = broken_words(reporter).twice
    for text in section_texts(reporter):
        for span in _twice(twice, text.words):
            said = text.words[slice(*span)].lstrip("、，；")
            message = f"“{said[:_QUOTED].translate(_INNER_QUOTES)}”连着写了两遍，请删去一遍。"
            yield at(reporter, "M09", text, span, message, [(span, "")], name="删去一遍")
    for section in reporter.edition.sections:
        heading = reporter.document.heading(section)
        first = reporter.document.section_text(section.id).split("\n", 1)[0].strip()
        if section.title and len(first) >= _SHORTEST_HEADING and first == heading.strip():
            message = "第一行又写了一遍标题，请删去一遍。"
            yield replace(reporter.section("M09", section, message, link="的"), quote=first)
        half = heading[: len(heading) // 2]
        if heading and heading == half * 2:
            yield replace(reporter.section("M09", section, "写了两遍，请删去一遍。", link="的标题"), quote=heading)
    for name in reporter.edition.tables:
        notes = [note.strip() for note in reporter.document.notes(name)]
        if again := next((note for n, note in enumerate(notes) if note and note in notes[:n]), ""):
            yield replace(reporter.table("M09", name, f"下面的“{again}”写了两遍，请删去一遍。"), quote=again)


@lru_cache(maxsize=_TEXTS)
def _twice(twice: Words, words: str) -> tuple[Span, ...]:
    """Where something stands once more than it should."""
    found = twice.finditer(words)
    return tuple(
        one.span("again" if one["once"] else "itemagain")
        for one in found
        if any(sign.isalpha() for sign in one["once"] or one["item"])
    )


@special("B02", when="prose")
def sections_tell_of_their_subject(reporter: Reporter) -> Iterator[Finding]:
    """Sections that hold none of the words that such a section always has, but those of another one."""
    subjects = text_words(reporter).subjects
    for text in section_texts(reporter, subjects, but={"other"}):
        assert text.section is not None
        own, words = text.section.key, "".join(text.words.split())
        others = (key for key, listed in subjects.items() if key != own and any(word in words for word in listed))
        meant = next(others, "") if not any(word in words for word in subjects[own]) else ""
        section = next((one for one in reporter.edition.sections if one.key == meant), None)
        if section is not None:
            message = f"写的像是“{section.title.translate(_INNER_QUOTES)}”的内容，请核对是不是贴错了地方。"
            yield reporter.section("B02", text.section, message, level="W", link="里")


def _paragraphs(reporter: Reporter) -> Iterator[_LongParagraph]:
    for text in section_texts(reporter, but={"goals"}):
        position = 0
        for line in text.words.split("\n"):
            if len(line) >= _SHORTEST_PARAGRAPH and CELL_MARK not in line:
                found = ("".join(part[0].split()) for part in _SENTENCE.finditer(line))
                sentences = tuple(one for one in found if len(one) >= _SHORTEST_SENTENCE)
                if sum(map(len, sentences)) >= _SHORTEST_PARAGRAPH:
                    yield _LongParagraph(text, (position, position + len(line)), sentences)
            position += len(line) + 1
