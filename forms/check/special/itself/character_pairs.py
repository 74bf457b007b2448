"""The check for characters that stand twice, have changed places with their neighbour, or are others that make no word
(M06): 项目目完成, 严格理管, 按排.

A list of common words of two characters tells what can stand beside each other; nothing is told where a word before or
behind may be the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from forms.check.special.registry import special
from forms.check.special.texts import Fix, at, every_text, shown
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.word_lists import word_lists

Pair = tuple[str, str]

_TEXTS = 4096
_AROUND = 1
_OFTEN = 2
"""What the paper writes so often is a name."""


@dataclass(frozen=True, slots=True, eq=False)
class PairWords:
    """The lists of `words/pairs.toml`, each word as its first character with those that follow it; see there."""

    turned: tuple[str, ...]
    words: tuple[str, ...]
    doubled: tuple[str, ...]
    confused: tuple[str, ...]
    repeated: tuple[str, ...]
    aside: tuple[str, ...]
    single: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """What stands beside each other: the words, and the pairs that are hardly ever right."""

    words: frozenset[Pair]
    beside: frozenset[Pair]
    single: frozenset[str]
    confused: Mapping[Pair, str]
    wrong: frozenset[Pair]


def common_words(reporter: Reporter) -> frozenset[Pair]:
    """The common words of two characters."""
    return _pairs(word_lists(reporter.edition, "pairs", PairWords)).words


@special("M06", when="prose")
def characters_stand_in_their_places(reporter: Reporter) -> Iterator[Finding]:
    """A character twice where no word ends and another begins with it; a word turned, or with another character."""
    known = _pairs(word_lists(reporter.edition, "pairs", PairWords))
    every = list(every_text(reporter))
    for text in every:
        for start, right in _wrong(known, text.words):
            span = start, start + 2
            around = text.words[max(start - _AROUND, 0) : span[1] + _AROUND]
            if sum(other.words.count(around) for other in every) >= _OFTEN:
                continue
            wrong = text.words[slice(*span)]
            how = "的两个字写颠倒了" if right == wrong[::-1] else "写错了一个字"
            what = f"多写了一个“{right}”" if len(right) == 1 else f"是“{right}”{how}"
            fixes: list[Fix] = [(span, right)]
            finding = at(reporter, "M06", text, span, f"“{shown(text.words, span)}”像是{what}。", fixes, level="W")
            yield replace(finding, found=wrong, expected=right)


@lru_cache(maxsize=8)
def _pairs(lists: PairWords) -> _Pairs:
    turned, others = _listed(lists.turned), _listed(lists.words)
    words = turned | others
    signs = {sign for pair in words for sign in pair}.difference(*lists.repeated, *lists.aside)
    confused = {(each[0], each[1]): each[2:] for each in lists.confused}
    wrong = {(last, first) for first, last in turned} - words | {(sign, sign) for sign in signs} | confused.keys()
    return _Pairs(words, words | _listed(lists.doubled), frozenset("".join(lists.single)), confused, frozenset(wrong))


def _listed(words: tuple[str, ...]) -> frozenset[Pair]:
    return frozenset((each[0], sign) for each in words for sign in each[1:])


@lru_cache(maxsize=_TEXTS)
def _wrong(known: _Pairs, words: str) -> tuple[tuple[int, str], ...]:
    """Where a pair stands that is hardly ever right, and what is meant."""
    found: list[tuple[int, str]] = []
    for first, second in known.wrong.intersection(pairwise(words)):
        start = words.find(first + second)
        while start >= 0:
            before, behind = words[start - 1 : start], words[start + 2 : start + 3]
            if first == second and not _is_seam(known, before, first, words[start + 2 : start + 4]):
                found.append((start, first))
            elif first != second and (before, first) not in known.words and (second, behind) not in known.words:
                found.append((start, known.confused.get((first, second), second + first)))
            start = words.find(first + second, start + 1)
    return tuple(sorted(found))


def _is_seam(known: _Pairs, before: str, sign: str, after: str) -> bool:
    """Whether a word ends and another one begins with the same character: one does begin, and before it stands more
    than a mark or a word of one character. A word ends that is in no list of beginnings, 医院院区, where none begins
    behind it either."""
    behind = after[:1]
    if before.isdigit():
        return True  # A unit twice is told with its number.
    if (before, sign) in known.words and behind.isalpha() and behind not in known.single:
        return (sign, behind) in known.beside or tuple(after) not in known.beside
    if sign in known.single:
        return (sign, behind) in known.beside
    is_open = not before.isalpha() or before in known.single
    return (sign, behind) in known.beside and (not is_open or (before, sign) in known.beside)
