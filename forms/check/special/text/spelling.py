"""Check of spelling (M06): words that only sound like the right ones, by how official prose is usually written.

Reading a paper takes about a second. It is a step of its own, `read` or beside the window `unread`; what was read is
kept by passage, and the check speaks only of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from forms.check.special.registry import special
from forms.check.special.texts import Span, Text, at, counted, every_text, mend, shown, text_words
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.catalogue import TITLES
from forms.form.model import Edition, Level
from forms.form.word_lists import Lists, word_lists
from forms.spelling.speller import WARNING, Speller
from forms.spelling.suspects import Suspect

_DIGIT = re.compile(r"\d")
_WORDS = re.compile("[一-鿿]{2}")
_SPELLERS = 2
"""So many are kept: one for each paper of last year."""
_KNOWN: WeakKeyDictionary[Document, Speller] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """What `words/phrases.toml` declares; see there."""

    either: tuple[str, ...]
    phrases: Lists


@dataclass(frozen=True, slots=True)
class Unread:
    """The passages of a paper that are still to be read, and who reads them: plain data for another thread."""

    speller: Speller
    passages: tuple[str, ...]


def unread(document: Document) -> Unread:
    """What of the texts of a document was not read for slips of the pen."""
    speller = _speller(document)
    passages = [passage for text in every_text(Reporter(document)) for _, passage in _passages(text)]
    return Unread(speller, speller.unread(passages))


def read(document: Document) -> None:
    """Read all texts of a document for slips of the pen; the next check speaks of them."""
    left = unread(document)
    left.speller.read(left.passages)


@special("M06", when="prose")
def words_are_spelt_right(reporter: Reporter) -> Iterator[Finding]:
    """Words that sound like those which make the sentence far more usual: hints, and warnings where it is clear.

    What stands in several places in the same line is told once, and mended in all of them.
    """
    document = reporter.document
    speller = _speller(document)
    if not speller.has_read:
        return
    places: dict[str, list[tuple[Text, int]]] = {}
    for text in every_text(reporter):
        for start, passage in _passages(text):
            places.setdefault(passage, []).append((text, start))
    suspects = speller.suspects(places, document.own_words, [document.head.unit.name])
    told = re.compile("|".join(map(re.escape, text_words(reporter).every_slip)))
    for passage, doubtful in suspects.items():
        known = [slip.span() for slip in told.finditer(passage)]
        for suspect in doubtful:
            if all(suspect.end <= first or last <= suspect.start for first, last in known):
                at_places = [(text, (start + suspect.start, start + suspect.end)) for text, start in places[passage]]
                found = _suspected(reporter, at_places, suspect)
                yield replace(found, word=speller.word(passage, suspect.start, suspect.end))


def _suspected(reporter: Reporter, places: Sequence[tuple[Text, Span]], suspect: Suspect) -> Finding:
    text, span = places[0]
    quoted, wrong, right = shown(text.words, span), text.words[slice(*span)], suspect.right
    doubt = f"的“{wrong}”，疑为“{right}”" if right else f"的“{wrong}”像是多余的"
    message = f"“{quoted}”{doubt}{counted(len(places))}。"
    every = f"（{len(places)}处）" if len(places) > 1 else ""
    name = f"改为“{right}”{every}" if right else f"删去“{wrong}”{every}"
    level: Level | None = "W" if suspect.score >= WARNING else None
    fixes = mend(reporter, [(text, (span, right)) for text, span in places], name)
    found = at(reporter, "M06", text, span, message, level=level)
    return replace(found, found=wrong, expected=right, mend=fixes)


def _passages(text: Text) -> Iterator[tuple[int, str]]:
    """The lines of a text in which words stand, with where they begin; all digits are one, so that another amount makes
    no other passage."""
    start = 0
    for line in text.words.split("\n"):
        if _WORDS.search(line):
            yield start, _DIGIT.sub("0", line)
        start += len(line) + 1


def _speller(document: Document) -> Speller:
    if document not in _KNOWN:
        previous, form = document.previous, document.edition
        old = [] if previous is None else [p for text in every_text(Reporter(previous)) for _, p in _passages(text)]
        either = word_lists(form, "phrases", PhraseWords).either
        _KNOWN[document] = _speller_of(set_phrases(form), either, tuple(old))
    return _KNOWN[document]


@lru_cache(_SPELLERS)
def _speller_of(phrases: frozenset[str], either: tuple[str, ...], last_year: tuple[str, ...]) -> Speller:
    return Speller(phrases, either, last_year)


def set_phrases(edition: Edition) -> frozenset[str]:
    """The set phrases of the form, and the names of all classification codes of its year."""
    declared = word_lists(edition, "phrases", PhraseWords).phrases
    names = (code.name for kind in TITLES for code in edition.catalogue(kind).codes.values())
    return frozenset((*(phrase for phrases in declared.values() for phrase in phrases), *names))
