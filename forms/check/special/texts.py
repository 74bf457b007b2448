"""Every text a clerk wrote, in sections and in cells, read and mended the same way; the word lists of the checks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from forms.check.special.in_order import in_order
from forms.document.document import Document
from forms.document.finding import Finding, Mend
from forms.document.per_revision import per_revision
from forms.document.projects import owner_of, projects
from forms.document.reporter import Reporter
from forms.form.model import Level, Section
from forms.form.word_lists import Lists, word_lists
from forms.match.text.sub_headings import HeadingWords
from forms.prose.outline import stretches
from models.records import Address, CellChange, CellEntry, Change, TextChange

Span = tuple[int, int]
Fix = tuple[Span, str]
"""Other words for a passage."""

_ONE_WORD = re.compile(r"[A-Za-z0-9.%]{2}")
_STOPS = re.compile("[，。；：、！？,;]")
_TITLES = re.compile("《[^《》]*》")


@dataclass(frozen=True, slots=True)
class TextWords:
    """The word lists of `words/text.toml`."""

    formal_sections: tuple[str, ...]
    selves: tuple[str, ...]
    own_office: tuple[str, ...]
    self_exceptions: tuple[str, ...]
    rank_exceptions: tuple[str, ...]
    rank_before: tuple[str, ...]
    subjects: Lists
    glossary_terms: Lists
    ranks: Lists
    retired: Lists
    slips: Lists
    paper_slips: Lists
    cut: Lists
    doubled: Lists
    secrecy: Lists

    @property
    def every_slip(self) -> Lists:
        """The wrong words of both lists."""
        return {**self.slips, **self.paper_slips}


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it is read: that of a section, or that of a cell of free text."""

    words: str
    section: Section | None = None
    cell: Address | None = None


def text_words(reporter: Reporter) -> TextWords:
    """The word lists for the edition of the document."""
    return word_lists(reporter.edition, "text", TextWords)


def section_texts(
    reporter: Reporter, keys: Container[str] | None = None, *, but: Container[str] = ()
) -> Iterator[Text]:
    """The written sections, all or those with these keys, in their order."""
    for section in reporter.edition.sections:
        if section.key not in but and (keys is None or section.key in keys):
            text = reporter.document.section_text(section.id)
            if text:
                yield Text(text, section=section)


def formal_texts(reporter: Reporter) -> Iterator[Text]:
    """The sections that tell the budget in set phrases, and any other in which one of their headings stands: in some
    files a heading is lost."""
    formal, known = text_words(reporter).formal_sections, word_lists(reporter.edition, "headings", HeadingWords)
    for text in section_texts(reporter):
        assert text.section is not None
        if text.section.key in formal or stretches(text.words, known):
            yield text


def cell_texts(reporter: Reporter) -> tuple[Text, ...]:
    """The free texts in the cells of what is published; a secret project (涉密) is not."""
    return _cell_texts(reporter.document)


@per_revision
def _cell_texts(document: Document) -> tuple[Text, ...]:
    return tuple(_free_texts(document))


def _free_texts(document: Document) -> Iterator[Text]:
    secret = _secret_rows(document)
    tables = document.edition.tables
    for address in in_order(document, (at for at, entry in document.cells.items() if entry.text)):
        is_free = address not in document.plan.index and tables[address.table].part != "facts"
        if is_free and address[:2] not in secret:
            yield Text(document.text(address), cell=address)


def every_text(reporter: Reporter) -> Iterator[Text]:
    """The sections, then the cells."""
    yield from section_texts(reporter)
    yield from cell_texts(reporter)


def at(
    reporter: Reporter, rule: str, text: Text, span: Span, message: str, fixes: Sequence[Fix] = (),
    *, level: Level | None = None, name: str = "", link: str = "里",
) -> Finding:  # fmt: skip
    """A finding at a passage of a text; with `fixes`, also the one key that carries them all out.

    The message speaks of something in the text; with a blank `link`, of the text itself.
    """
    if text.section is not None:
        found = reporter.passage(rule, text.section, span, message, level=level, link=link)
    else:
        assert text.cell is not None
        found = reporter.cell(rule, text.cell, message, level=level, link=link)
        found = replace(found, quote=text.words[slice(*span)])
    return replace(found, mend=mend(reporter, [(text, fix) for fix in fixes], name)) if fixes else found


def mend(reporter: Reporter, fixes: Sequence[tuple[Text, Fix]], name: str = "") -> Mend:
    """The one key that puts other words in the place of passages of one or several texts."""
    by_text: dict[Text, list[Fix]] = {}
    for text, fix in fixes:
        by_text.setdefault(text, []).append(fix)
    changes = tuple(_change(reporter.document, text, ordered) for text, ordered in by_text.items())
    return Mend(name or (f"改为“{fixes[0][1][1]}”" if len(fixes) == 1 else "全部改正"), changes)


def sentence(text: str, position: int) -> Span:
    """The sentence around a position."""
    start = max(text.rfind(mark, 0, position) for mark in "。；\n") + 1
    ends = [end for mark in "。；\n" if (end := text.find(mark, position)) >= 0]
    return start, min(ends, default=len(text))


def in_title(text: str, position: int) -> bool:
    """Whether a position stands within 《》, in the name of a document."""
    return any(found.start() < position < found.end() for found in _TITLES.finditer(text))


def counted(number: int) -> str:
    """How often, for the end of a clause; nothing when once."""
    return f"，这样的地方共{number}处" if number > 1 else ""


def distance(left: str, right: str) -> int:
    """How many characters must be put in, left out or exchanged to make one of the other."""
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, start=1):
        before, row[0] = row[0], number
        for place, other in enumerate(right, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != other))
    return row[-1]


def shown(text: str, span: Span, around: int = 8) -> str:
    """A passage with what stands around it on its line, for a quotation in a message: from a mark to a mark where they
    are near, else cut between words as far as that can be seen, with …… where it is."""
    start, end = span
    line = text.rfind("\n", 0, start) + 1
    stop = n if (n := text.find("\n", end)) >= 0 else len(text)
    first = max((m.end() for m in _STOPS.finditer(text, max(line, start - 2 * around), start)), default=-1)
    last = next((m.start() for m in _STOPS.finditer(text, end, min(stop, end + 2 * around))), -1)
    first = line if first < 0 and start - line <= 2 * around else first
    last = stop if last < 0 and stop - end <= 2 * around else last
    begin, until = first, last
    if first < 0:
        begin = next((n for n in range(start - around, line, -1) if not _joins(text, n)), line)
    if last < 0:
        until = next((n for n in range(end + around, stop) if not _joins(text, n)), stop)
    words = text[begin:until].strip()
    words = f"{'……' if first < 0 < begin else ''}{words}{'……' if last < 0 and until < stop else ''}"
    return words.translate(str.maketrans("“”", "‘’"))


def _joins(text: str, place: int) -> bool:
    """Whether a number or a word in Latin letters stands across a place."""
    return _ONE_WORD.fullmatch(text, place - 1, place + 1) is not None


def _change(document: Document, text: Text, fixes: Sequence[Fix]) -> Change:
    """The change of one text; from the last passage to the first, so that the places before stay true.

    Of several passages those in a bound number are left alone: it follows its cell.
    """
    backwards = sorted(fixes, reverse=True)
    if text.section is not None:
        filled = document.filled_text(text.section.id)
        for span, new in backwards:
            if len(fixes) > 1 and any(f.start < span[1] and span[0] < f.end for f in filled.fields):
                continue
            filled = replace(filled, kept=filled.rewritten(span, new))
        slot = f"{text.section.id}.text"
        return TextChange(slot, document.texts.get(slot), filled.kept or None)
    assert text.cell is not None
    body = text.words
    for (start, end), new in backwards:
        body = body[:start] + new + body[end:]
    return CellChange(text.cell, document.cells.get(text.cell), CellEntry(text=body) if body else None)


def _secret_rows(document: Document) -> set[tuple[str, str]]:
    secret = {project.key for project in projects(document) if project.secret}
    if not secret:
        return set()
    roles = document.edition.roles
    lines = document.lines(roles.indicators)
    owned = {(roles.indicators, line.key) for line in lines if owner_of(document, line.key) in secret}
    return owned | {(roles.projects, key) for key in secret}
