"""The check of words that a paper knows and writes once with another character (M06, K12): the set terms of the budget,
the names of its projects, the classes of its tables, the terms of its glossary."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from forms.check.special.goal_entries import joined
from forms.check.special.itself.character_pairs import Pair, common_words
from forms.check.special.registry import special
from forms.check.special.texts import Span, Text, at, cell_texts, in_title, section_texts, shown
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.narrative import glossary
from forms.document.per_revision import per_revision
from forms.document.projects import public_projects
from forms.document.reporter import Reporter
from forms.form.word_lists import Lists, word_lists

_SHORTEST_NAME = 6
_SHORTEST_CLASS = 5
"""Shorter names are a character away from other words."""
_OFTEN = 3
"""What stands so often is meant as it is."""
_DEEP = 2
"""So many right characters before and behind another one tell that no other word is meant."""
_COUNTING = frozenset("一二三四五六七八九十甲乙丙丁上下左右东南西北前后大小男女新老旧本各未已")
"""Characters by which names are told apart on purpose: 第一批, 第二批."""
_TYPES = ("name", "project", "level1", "level2")
"""Columns of what is checked by itself: names, types of indicators."""
_TEXTS = 2048
_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class TermWords:
    """The set terms of `words/terms.toml`, each with the other words that are one character away from it."""

    terms: Lists


@dataclass(frozen=True, slots=True)
class _Near:
    """A passage that is a term but for one character, or with two that changed places."""

    span: Span
    term: str


@special("M06", "K12", when="prose")
def words_of_the_paper_are_written_alike(reporter: Reporter) -> Iterator[Finding]:
    """Set terms, names of projects and classes with one other character, in texts, cells and notes."""
    known = word_lists(reporter.edition, "terms", TermWords).terms
    projects, classes = _projects(reporter.document), _classes(reporter)
    terms = tuple(dict.fromkeys((*known, *projects, *classes)))
    right = frozenset((*terms, *(other for others in known.values() for other in others)))
    texts, words_of_two = list(section_texts(reporter)), common_words(reporter)
    whole = "\n".join(text.words for text in texts)

    def is_slip(words: str, near: _Near) -> bool:
        piece = words[slice(*near.span)]
        if _is_other_word(piece, near.term, words_of_two) or (
            near.term not in known and _is_told_apart(piece, near.term)
        ):
            return False
        is_right = any(piece in one for one in right)
        return not is_right and whole.count(piece) < _OFTEN and not in_title(words, near.span[0])

    for text in texts:
        for near in _in_lines(text.words, terms):
            if is_slip(text.words, near):
                yield _told(reporter, text, near, projects)
    cells = [text for text in cell_texts(reporter) if text.cell and text.cell.column not in _TYPES]
    for text, near in _in_cells(cells, terms):
        if is_slip(text.words, near):
            yield _told(reporter, text, near, projects)
    for table in reporter.edition.tables:
        for note in reporter.document.notes(table) if reporter.document.is_present(table) else ():
            for near in _near(note, terms):
                if is_slip(note, near):
                    wrong = note[slice(*near.span)]
                    message = f"“{_inner(wrong)}”像是“{_inner(near.term)}”写错了一个字。"
                    finding = reporter.table("M06", table, message, level="W", link="的注里")
                    yield replace(finding, quote=note, found=_inner(wrong), expected=_inner(near.term))


def _told(reporter: Reporter, text: Text, near: _Near, projects: Sequence[str]) -> Finding:
    wrong = text.words[slice(*near.span)]
    rule = "K12" if near.term in projects else "M06"
    message = f"“{shown(text.words, near.span)}”的“{_inner(wrong)}”像是“{_inner(near.term)}”写错了一个字，请核对。"
    finding = at(reporter, rule, text, near.span, message, [(near.span, near.term)], level="W")
    return replace(finding, found=_inner(wrong), expected=_inner(near.term))


def _inner(words: str) -> str:
    return words.translate(_INNER_QUOTES)


def _is_other_word(piece: str, term: str, common: Set[Pair]) -> bool:
    """Whether the one character that differs makes a common word with its neighbour: 基金支出 is no 基本支出. Deep in a
    long term it is a slip all the same: 国有资产经营."""
    wrong = [n for n, (a, b) in enumerate(zip(piece, term, strict=True)) if a != b]
    if len(wrong) != 1 or _DEEP <= wrong[0] < len(term) - _DEEP:
        return False
    return not common.isdisjoint(pairwise(piece[max(wrong[0] - 1, 0) : wrong[0] + 2]))


def _is_told_apart(piece: str, term: str) -> bool:
    """Whether two names differ by what is meant to tell them apart: a number, a side."""
    return any(
        a != b and (not a.isalpha() or a in _COUNTING or b in _COUNTING) for a, b in zip(piece, term, strict=True)
    )


@per_revision
def _projects(document: Document) -> tuple[str, ...]:
    names = (joined(project.name) for project in public_projects(document))
    return tuple(name for name in dict.fromkeys(names) if len(name) >= _SHORTEST_NAME)


def _classes(reporter: Reporter) -> tuple[str, ...]:
    """The names of the classes in the tables, and the terms of the glossary."""
    tables = (table for table in reporter.edition.tables.values() if table.layout == "codes")
    names = [line.label for table in tables for line in reporter.document.lines(table.id) if line.code]
    names += [name.lstrip("0123456789、.．") for name, _ in glossary(reporter.document)]
    return tuple(name for name in dict.fromkeys(names) if len(name) >= _SHORTEST_CLASS and name.isalpha())


def _in_lines(words: str, terms: tuple[str, ...]) -> Iterator[_Near]:
    """What is near in a section, line by line: an edit changes one of them."""
    start = 0
    for line in words.split("\n"):
        for near in _near(line, terms):
            yield _Near((near.span[0] + start, near.span[1] + start), near.term)
        start += len(line) + 1


def _in_cells(texts: Sequence[Text], terms: tuple[str, ...]) -> Iterator[tuple[Text, _Near]]:
    """What is near in the cells, which are read as one text."""
    ends = list(accumulate((len(text.words) + 1 for text in texts), initial=0))
    for near in _near("\n".join(text.words for text in texts), terms):
        number = bisect_right(ends, near.span[0]) - 1
        start = ends[number]
        yield texts[number], _Near((near.span[0] - start, near.span[1] - start), near.term)


@lru_cache(maxsize=_TEXTS)
def _near(words: str, terms: tuple[str, ...]) -> tuple[_Near, ...]:
    """Where almost a term stands. One half of it is there as it should be: that is looked for, where its first two
    characters are among those of the text."""
    halves = _halves(terms)
    found: dict[int, _Near] = {}
    for pair in halves.keys() & pairwise(words):
        for half, offset, term, rest in halves[pair]:
            # Mostly all of them stand in the term itself.
            place = words.find(half) if words.count(half) > words.count(term) else -1
            while place >= 0:
                start = place - offset
                # What differs is in the other half: of one slip the first or the last character of it is right.
                other = words[start : start + offset] if offset else words[start + len(half) : start + len(term)]
                if start >= 0 and other and other != rest and (other[0] == rest[0] or other[-1] == rest[-1]):
                    span = start, start + len(term)
                    if _is_slip_of(words[slice(*span)], term) and _is_whole(words, span, term):
                        found.setdefault(start, _Near(span, term))
                place = words.find(half, place + 1)
    return tuple(found[start] for start in sorted(found))


def _is_whole(words: str, span: Span, term: str) -> bool:
    """Whether what differs is not the end of the word before, or the beginning of the one behind: 公务接待|项目."""
    start, end = span
    is_first, is_last = words[start] != term[0], words[end - 1] != term[-1]
    if is_first or is_last:
        beside = words[start - 1 : start] if is_first else words[end : end + 1]
        return not beside.isalpha()
    return True


@lru_cache(maxsize=64)
def _halves(terms: tuple[str, ...]) -> Mapping[Pair, Sequence[tuple[str, int, str, str]]]:
    """The halves of each term by their first two characters: where each stands in it, and the other half."""
    found: dict[Pair, list[tuple[str, int, str, str]]] = {}
    for term in terms:
        middle = (len(term) + 1) // 2
        for half, offset, rest in ((term[:middle], 0, term[middle:]), (term[middle:], middle, term[:middle])):
            found.setdefault((half[0], half[1]), []).append((half, offset, term, rest))
    return found


def _is_slip_of(piece: str, term: str) -> bool:
    """Whether one character is another one, or two neighbours have changed places."""
    wrong = [n for n, (a, b) in enumerate(zip(piece, term, strict=False)) if a != b]
    if len(piece) != len(term) or not all(piece[n].isalpha() for n in wrong):
        return False
    is_turned = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and piece[wrong[0]] == term[wrong[1]]
    return len(wrong) == 1 or (is_turned and piece[wrong[1]] == term[wrong[0]])
