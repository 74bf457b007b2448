"""Reads the texts of one paper for slips of the pen: each passage once, which takes time, then the paper as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from threading import Lock

from forms.spelling.against_itself import other_words
from forms.spelling.evidence import elsewhere
from forms.spelling.lexicon import FIRST, MARK, Lexicon
from forms.spelling.phrases import Phrases
from forms.spelling.resource import usage
from forms.spelling.stretches import Counts
from forms.spelling.suspects import PassageReader, Suspect

HINT, WARNING = 0.0, 1.0
"""From these scores on a suspect is worth a hint, and a warning."""
_KEPT = -2.2
"""The rest of the paper may raise a suspect of a passage from there on to a hint."""
_PHRASE_WEIGHT, _LAST_YEAR_WEIGHT = 20, 10
"""So often a stretch of a set phrase, and one of last year's text, counts."""
_SHORTEST_OWN = 3
"""Of an office's own words those with so many characters are guarded as well as believed."""
_AROUND = 2
_LIKELIER = 0.5
"""Where the paper has two words in the same place, the other one must be so much more usual, in powers of ten."""
_MOST_READ = 5_000


class Speller:
    """Knows the set phrases, how official prose is written, and how the unit itself wrote last year.

    `read` is slow and may run in another thread; the rest is quick and speaks of what was read.
    """

    def __init__(self, phrases: Iterable[str], either: Sequence[str], last_year: Iterable[str] = ()) -> None:
        """`either`: characters that sound alike and may both be meant; `last_year`: the passages of that paper."""
        self._phrases = sorted(phrases)
        self._either = either
        self._last_year = tuple(last_year)
        self._read: dict[str, tuple[Suspect, ...]] = {}
        self._lock = Lock()

    @property
    def has_read(self) -> bool:
        """Whether any passage was read so far: of what was not, nothing can be said."""
        return bool(self._read)

    def unread(self, passages: Iterable[str]) -> tuple[str, ...]:
        """Those of the passages that were not read yet, each once."""
        return tuple(passage for passage in dict.fromkeys(passages) if passage not in self._read)

    def read(self, passages: Sequence[str], step: Callable[[int, int], None] | None = None) -> None:
        """Read passages; before each, `step` is told how many are done, and of how many, and may end it here."""
        if len(self._read) > _MOST_READ:
            self._read = {}
        for done, passage in enumerate(passages):
            if step is not None:
                step(done, len(passages))
            with self._lock:
                self._read[passage] = self.reader.suspects(passage, _KEPT)
        if passages:
            self.reader.forget()

    def suspects(
        self, passages: Iterable[str], own: Iterable[str] = (), names: Iterable[str] = ()
    ) -> dict[str, tuple[Suspect, ...]]:
        """The suspects in a paper, by the passage, as far as its passages were read.

        `own` words and `names` are believed; what is nearly an own word is a suspect.
        """
        if not self._read:
            return {}
        paper = tuple(dict.fromkeys(passages))
        lexicon = self.reader.lexicon
        guarded = _phrases(lexicon, frozenset(own))
        believed = _phrases(lexicon, frozenset((*own, *names)))
        whole = "\n".join(map(_bare, paper))
        others = other_words(paper, lexicon, self._either)
        found = {}
        for passage in paper:
            if passage in self._read:
                scored = [self._in_paper(suspect, passage, whole) for suspect in self._read[passage]]
                every = [
                    *(s for s in scored if s.score >= HINT),
                    *(s for s in others.get(passage, ()) if self.reader.is_likelier(passage, s, _LIKELIER)),
                    *_guarded(guarded, passage),
                ]
                covered = believed.covered(passage)
                found[passage] = _apart(s for s in every if not covered.issuperset(range(s.start, s.end)))
        return {passage: suspects for passage, suspects in found.items() if suspects}

    def word(self, passage: str, start: int, end: int) -> str:
        """The word that is right when the stretch is no slip: of one character the word it stands in, else it with its
        neighbours."""
        if end - start > 1:
            return _bare(passage[start:end])
        lexicon = self.reader.lexicon
        for length in (4, 3, 2):
            for first in range(max(0, end - length), start + 1):
                signs = lexicon.numbers(passage[first : first + length])
                if len(signs) == length and min(signs) >= FIRST and lexicon.is_word(signs):
                    return passage[first : first + length]
        return _bare("".join(c for c in passage[max(0, start - 1) : end + 1] if lexicon.numbers(c)[0] != MARK))

    @cached_property
    def reader(self) -> PassageReader:
        """Made by who reads first, which takes longest."""
        stretches, lexicon = usage()
        old = ([MARK, MARK, *lexicon.numbers(_bare(passage)), MARK] for passage in self._last_year)
        right = map(lexicon.numbers, self._phrases)
        counts = Counts(stretches, (right, _PHRASE_WEIGHT), (old, _LAST_YEAR_WEIGHT))
        return PassageReader(counts, lexicon, Phrases(lexicon, self._phrases), self._either)

    def _in_paper(self, suspect: Suspect, passage: str, whole: str) -> Suspect:
        """The suspect with what the other passages of the paper say added to its score."""
        if not suspect.right:
            return suspect
        before, wrong, after = map(_bare, (passage[: suspect.start], suspect.wrong, passage[suspect.end :]))
        return suspect._replace(
            score=suspect.score + elsewhere(*seen_elsewhere(before, wrong, after, suspect.right, whole))
        )


def seen_elsewhere(before: str, wrong: str, after: str, right: str, whole: str) -> tuple[int, int]:
    """How often the other passages of the `whole` paper have the right word, and the wrong one, with two characters
    around it as here."""
    own, seen = f"{before}{wrong}{after}", {right: 0, wrong: 0}
    for left in range(_AROUND + 1):
        start, end = before[max(0, len(before) - left) :], after[: _AROUND - left]
        if len(start) + len(end) == _AROUND:
            around = {word: f"{start}{word}{end}" for word in seen}
            seen = {word: max(seen[word], whole.count(x) - own.count(x)) for word, x in around.items()}
    return seen[right], seen[wrong]


def _apart(suspects: Iterable[Suspect]) -> tuple[Suspect, ...]:
    """The suspects in the order of the text; of two that overlap the likelier one."""
    chosen: list[Suspect] = []
    for suspect in sorted(suspects, key=lambda suspect: -suspect.score):
        if all(suspect.end <= other.start or other.end <= suspect.start for other in chosen):
            chosen.append(suspect)
    return tuple(sorted(chosen, key=lambda suspect: suspect.start))


@lru_cache(2)
def _phrases(lexicon: Lexicon, own: frozenset[str]) -> Phrases:
    return Phrases(lexicon, own, _SHORTEST_OWN)


def _bare(text: str) -> str:
    return "".join(text.split())


def _guarded(own: Phrases, passage: str) -> list[Suspect]:
    """What is nearly one of the office's own words."""
    return [Suspect(start, end, passage[start:end], right, HINT) for start, end, right in own.missed(passage)]
