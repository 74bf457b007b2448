"""What the amounts of the text state, as declared: the words before an amount and the cell it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from forms.form.declared import KeyReader


@dataclass(frozen=True, slots=True)
class AmountPlace:
    """Where in the text a declaration holds: in sections of these keys, or under a sub-heading with these words."""

    sections: tuple[str, ...]
    under: str


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Amounts of one group: for each slot the words that stand right before its amount.

    `each` (`T6/public`) stands for every row of a table of codes under its name. `whole` is the slot of the sum of
    the group.
    """

    place: AmountPlace
    rule: str
    whole: str
    words: tuple[tuple[str, str], ...]
    """(word, slot), the longest words first."""
    each: str = ""


@dataclass(frozen=True, slots=True)
class MovementWords:
    """A comparison with last year: the rows of the year-on-year `table` by the words that name them.

    `strict` says whether a difference without a reason is an error.
    """

    place: AmountPlace
    table: str
    whole: str
    parts: tuple[str, ...]
    strict: bool
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text that are a fact of their own: what the list behind the amount of a slot says."""

    behind: str
    slot: str


@dataclass(frozen=True, slots=True)
class ProseWords:
    """All that is declared about the amounts of the text."""

    amounts: tuple[AmountWords, ...] = ()
    movements: tuple[MovementWords, ...] = ()
    phrases: tuple[Phrase, ...] = ()


def read_phrase(s: KeyReader) -> Phrase:
    """A `[[phrase]]`."""
    return Phrase(s.text("behind"), s.text("slot"))


def read_amount(s: KeyReader) -> AmountWords:
    """An `[[amount]]`."""
    s.text("id")
    return AmountWords(
        place=_place(s),
        rule=s.text("rule"),
        whole=s.text("whole", ""),
        words=_words(s, "cells"),
        each=s.text("each", ""),
    )


def read_movement(s: KeyReader) -> MovementWords:
    """A `[[movement]]`."""
    s.text("id")
    return MovementWords(
        place=_place(s),
        table=s.text("table"),
        whole=s.text("whole"),
        parts=s.texts("parts"),
        strict=s.flag("strict", False),
        words=_words(s, "items"),
    )


def _place(s: KeyReader) -> AmountPlace:
    place = AmountPlace(s.texts("in", ()), s.text("under", ""))
    if bool(place.sections) == bool(place.under):
        s.fault("in", "in 和 under 要写而且只能写一个")
    return place


def _words(s: KeyReader, key: str) -> tuple[tuple[str, str], ...]:
    """`SLOT: WORD WORD …` as pairs of word and slot."""
    pairs = []
    for item in s.texts(key, ()):
        slot, colon, words = item.partition(": ")
        if not colon or not words.split():
            s.fault(key, f"“{item}”应当写成“格: 词 词 …”")
        pairs += [(word, slot) for word in words.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
