"""Taking the text of a document: its sections by their headings, and the fate of every paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from forms.document.provenance import NamedInContents, Source, UnknownHeading
from forms.form.model import Edition, Section
from forms.match.report import Ledger, ReadCell, Reason, Status
from forms.match.text.by_place import SectionHeading, unknown_headings
from forms.match.text.by_words import begun_by_words
from forms.match.text.contents import find_contents, is_chapter, is_cover, is_sentence, is_title_of_whole, other_paper
from forms.match.text.heading_words import SectionNames, without_page
from forms.match.text.headings import as_it_stands, find_headings
from forms.match.text.inserted import find_inserted
from forms.match.text.prose_lines import ProseLine, lines_of
from forms.match.text.sign_off import find_sign_off
from forms.match.titles import is_title
from forms.readers import Book, Grid
from forms.readers.blocks import Paragraph

_TABLES = 2
"""Behind so many budget tables the text of a section that stands before them does not go on."""
BODY = "正文"
"""What the report calls the paragraphs of a document, where it names a sheet for a cell."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of one file: the texts by their slots, where each paragraph of a section stands, what became of all.

    `tables` are the small tables that are part of the text, by `id`; `headings` are where those of the sections
    stand, `contents` the lines of the contents page, `unknown` those like headings that are none.
    """

    texts: Mapping[str, str]
    passages: Mapping[str, tuple[Source, ...]]
    entries: tuple[ReadCell, ...]
    tables: frozenset[int]
    headings: Mapping[str, Source]
    contents: tuple[NamedInContents, ...]
    unknown: tuple[UnknownHeading, ...]


def take_sections(book: Book, edition: Edition, claimed: Collection[int] = (), budget: Collection[int] = ()) -> Prose:
    """The texts of the sections of a file; `claimed` are the tables in it that are no text, by `id`, and `budget` those
    of them that are budget tables.

    A heading that is not as the form has it is kept as it stands. What stands before the first section and is
    neither cover nor contents nor among the budget tables is the opening; what belongs nowhere is skipped for that
    reason, and so are pages for signatures.
    """
    if other := other_paper([paragraph.text for paragraph in book.paragraphs]):
        return _none_of(book, other)
    words = _names(edition.sections)
    lines = lines_of(book, claimed, words)
    contents = find_contents(lines, words, is_title)
    signing = find_sign_off(lines, words, is_title)
    tables = [number for number, block in enumerate(book.blocks) if id(block) in claimed]
    inserted = find_inserted(lines, words, is_title, tables)
    left = {
        **dict.fromkeys(inserted, Reason.INSERTED),
        **dict.fromkeys(signing, Reason.SIGN_OFF),
        **dict.fromkeys(contents, Reason.CONTENTS),
    }
    headings = find_headings(lines, words, left.keys())
    unknown_to_the_form = begun_by_words(lines, words, edition, headings, left)
    headings = tuple(sorted((*headings, *unknown_to_the_form), key=lambda heading: heading.line))
    # Only a section without a heading can be the opening; some forms have none.
    opening = next((section.id for section in edition.sections[:1] if not section.title), "")
    taker = _TextTaker(book, lines, left, headings, opening, budget)
    taker.take()
    texts = {f"{one.section.id}.heading": text for one in headings if (text := as_it_stands(one)) is not None}
    texts |= {f"{name}.text": "\n".join(text for text, _ in held) for name, held in taker.held.items()}
    passages = {name: tuple(source for _, source in held) for name, held in taker.held.items()}
    standing = {one.section.id: lines[one.line].source for one in headings if one.text}
    named = tuple(_named(lines[number], words) for number in sorted(contents))
    unknown = tuple(
        UnknownHeading(lines[number].text, lines[number].source, _within(headings, number), may_be)
        for number, may_be in sorted(unknown_headings(lines, words, headings, contents).items())
    )
    return Prose(texts, passages, tuple(taker.entries()), taker.tables, standing, named, unknown)


def _none_of(book: Book, paper: str) -> Prose:
    """Nothing of a text that is that of another paper."""
    entries = (
        ReadCell(book.file, BODY, line.address, line.text, "skipped", Reason.OTHER_PAPER, paper)
        for line in book.paragraphs
    )
    return Prose({}, {}, tuple(entries), frozenset(), {}, (), ())


def _within(headings: Sequence[SectionHeading], number: int) -> str:
    """The section that holds a line."""
    return next((one.section.id for one in reversed(headings) if one.line < number), "")


@lru_cache(maxsize=16)
def _names(sections: tuple[Section, ...]) -> SectionNames:
    return SectionNames(sections)


def _named(line: ProseLine, words: SectionNames) -> NamedInContents:
    text = without_page(line.text)
    found = words.find(text)
    return NamedInContents(text, found[0].id if found else "", line.source)


class _TextTaker:
    """Gives each line its section, and each block of the text its fate."""

    def __init__(
        self,
        book: Book,
        lines: Sequence[ProseLine],
        left: Mapping[int, Reason],
        headings: Sequence[SectionHeading],
        opening: str,
        budget: Collection[int],
    ) -> None:
        self.held: dict[str, list[tuple[str, Source]]] = defaultdict(list)
        self._book = book
        self._lines = lines
        self._left = left
        self._contents_begin = min((n for n, why in left.items() if why is Reason.CONTENTS), default=0)
        self._begins = {one.line: one for one in headings}
        self._opening = opening if headings else ""
        self._fates: dict[int, Reason | None] = {}
        self._text = {line.block for line in lines}
        # The budget tables before the first heading: between them stands nothing of the text.
        first = lines[headings[0].line].block if headings else len(book.blocks)
        before = [number for number in range(first) if number not in self._text]
        titles = (line.block for line in lines if line.block < first and is_title_of_whole(line.text))
        self._budget = range(min(before, default=first), max(before, default=-1))
        self._cover_end = max((*before, *titles), default=-1)
        self._tables = [number for number, block in enumerate(book.blocks) if id(block) in budget]

    def take(self) -> None:
        """Go through the lines once."""
        section, going_on, since = "", 0, 0
        for number, line in enumerate(self._lines):
            heading = self._begins.get(number)
            if heading is not None:
                section, going_on, since = heading.section.id, heading.taken, line.block
                if heading.rest:
                    self._hold(section, line, heading.rest)
            if going_on:
                going_on -= 1
                self._fates[line.block] = None
            elif why := self._why_left(number, line, section) or self._why_behind(number, section, since):
                self._fates.setdefault(line.block, why)
            else:
                self._hold(section or self._opening, line, line.text)

    @property
    def tables(self) -> frozenset[int]:
        """The tables that are part of the text, contents page included."""
        blocks = ((number, self._book.blocks[number]) for number in self._fates)
        return frozenset(id(block) for number, block in blocks if isinstance(block, Grid) and self._is_settled(number))

    def entries(self) -> Iterator[ReadCell]:
        """The fate of every paragraph, and of every cell of the tables that are part of the text."""
        for number, block in enumerate(self._book.blocks):
            if isinstance(block, Paragraph):
                yield _entry(self._book, block, self._fates[number])
            elif number in self._fates and self._is_settled(number):
                ledger, why = Ledger(self._book.file, block), self._fates[number]
                if why is None:
                    ledger.take_all(block.cells.values())
                yield from ledger.close(why or Reason.NO_SECTION)

    def _is_settled(self, number: int) -> bool:
        """Whether what stands there was understood as text, or as what comes before the text."""
        return self._fates[number] is not Reason.NO_SECTION

    def _hold(self, section: str, line: ProseLine, text: str) -> None:
        self.held[section].append((text, line.source))
        self._fates[line.block] = None

    def _why_left(self, number: int, line: ProseLine, section: str) -> Reason | None:
        """Why a line is no text of a section or of the opening; None when it is."""
        if number in self._left:
            return self._left[number]
        if section:
            is_title = not line.is_row and (is_chapter(line.text) or self._is_title_of_tables(line))
            return Reason.DOCUMENT_TITLE if is_title else None
        if is_title_of_whole(line.text) or is_chapter(line.text):
            return Reason.DOCUMENT_TITLE
        is_before_contents = number < self._contents_begin and not is_sentence(line.text)
        if is_cover(line.text) or is_before_contents:
            return Reason.CONTENTS
        is_aside = line.block in self._budget if is_sentence(line.text) else line.block < self._cover_end
        return Reason.NO_SECTION if line.is_row or is_aside or not self._opening else None

    def _why_behind(self, number: int, section: str, since: int) -> Reason | None:
        """Why a line is no text of the section that began at a block: it stands behind the budget tables, or is their
        cover; None where it is neither, or no section has begun."""
        if not section:
            return None
        block = self._lines[number].block
        since_then = sum(since < table < block for table in self._tables)
        if since_then >= _TABLES or (since_then and self._is_above_table(block)):
            return Reason.NO_SECTION
        return Reason.DOCUMENT_TITLE if number in self._cover_of_tables else None

    def _is_above_table(self, block: int) -> bool:
        """Whether one more budget table comes below, before the next heading."""
        headings = (self._lines[number].block for number in self._begins)
        after = min((other for other in headings if other > block), default=len(self._book.blocks))
        return any(block < table < after for table in self._tables)

    @cached_property
    def _cover_of_tables(self) -> frozenset[int]:
        """The lines right above the budget tables that are a cover, title included."""
        first = min(self._tables, default=0)
        above = [number for number, line in enumerate(self._lines) if line.block < first]
        cover = list(takewhile(self._is_of_cover, reversed(above)))
        titles = (self._lines[number].text for number in cover if number not in self._left)
        return frozenset(cover) if any(map(is_title_of_whole, titles)) else frozenset()

    def _is_of_cover(self, number: int) -> bool:
        text = self._lines[number].text
        is_one = is_cover(text) or is_title_of_whole(text)
        return number in self._left or (number not in self._begins and not is_sentence(text) and is_one)

    def _is_title_of_tables(self, line: ProseLine) -> bool:
        """Whether a line behind the text is the title of the budget tables right below it."""
        below = self._book.blocks[line.block + 1 : line.block + 2]
        is_above_table = any(isinstance(block, Grid) and line.block + 1 not in self._text for block in below)
        return is_above_table and is_title_of_whole(line.text)


def _entry(book: Book, paragraph: Paragraph, why: Reason | None) -> ReadCell:
    status: Status = "skipped" if why else "taken"
    return ReadCell(book.file, BODY, paragraph.address, paragraph.text, status, why)
