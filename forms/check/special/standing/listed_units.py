"""Checks of the names of the units that the table of institutions lists: twice, of another place, or told otherwise
elsewhere (A03, B06)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from forms.check.special.own_names import place_of
from forms.check.special.registry import special
from forms.check.special.texts import Text, at, distance, every_text, in_title
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from models.records import Address

_SHORTEST_NAME = 8
"""Place and name together: of shorter ones another character makes another body."""
_FEWEST = 3
"""So many units show whether all are written with their place."""


@special("B06", "A03", when="prose", needs=("institutions",))
def units_are_listed_once_and_alike(reporter: Reporter) -> Iterator[Finding]:
    """Units listed twice; one without the place, or of another one, where nearly all are of the own place."""
    listed = _listed(reporter)
    seen: set[str] = set()
    for cell, name in listed.items():
        if name in seen:
            yield reporter.cell("B06", cell, "前面已经列过一次，请改成漏列的单位，或者删去这一行。")
        seen.add(name)
    said = patterns(reporter.edition)
    place = place_of(said, reporter.document.head.unit.name)
    others = [(cell, name) for cell, name in listed.items() if place and not name.startswith(place)]
    if len(listed) < _FEWEST or 4 * len(others) > len(listed):
        return
    for cell, name in others:
        other = place_of(said, name)
        if other and not other.endswith(place):
            message = f"写的地名是“{other}”，别的单位都是“{place}”，请核对。"
            yield reporter.cell("A03", cell, message, level="W")
        elif not other and not said.unplaced.search(name):
            message = f"没有写“{place}”，别的单位都写了，请写全称。"
            yield reporter.cell("A03", cell, message, level="W")


@special("A03", when="prose", needs=("institutions",))
def listed_units_are_told_by_their_names(reporter: Reporter) -> Iterator[Finding]:
    """The name of a listed unit that stands elsewhere with one character left out, put in or exchanged."""
    listed = _listed(reporter)
    own = reporter.document.head.unit.name
    place = place_of(patterns(reporter.edition), own)
    names = {name: cell for cell, name in listed.items() if len(name) >= _SHORTEST_NAME and name.startswith(place)}
    if not place or not names:
        return
    known, told = (own, *listed.values()), set[str]()
    for text in every_text(reporter):
        for start, wrong, right in _near(text.words, place, known, names) if text.cell not in listed else ():
            if wrong not in told and not in_title(text.words, start):
                told.add(wrong)
                yield _otherwise(reporter, text, start, wrong, right, names[right])


def _otherwise(reporter: Reporter, text: Text, start: int, wrong: str, right: str, cell: Address) -> Finding:
    table = reporter.table_words(cell.table)
    message = f"写作“{wrong}”，{table}里是“{right}”，差一个字，请改成一样的。"
    finding = at(reporter, "A03", text, (start, start + len(wrong)), message, level="W")
    return replace(finding, found=wrong, expected=right, related=reporter.related([cell]))


def _near(
    words: str, place: str, known: tuple[str, ...], names: Mapping[str, Address]
) -> Iterator[tuple[int, str, str]]:
    """Where a text has almost a name: from where, what stands there, and the name."""
    start = words.find(place)
    while start >= 0:
        if not words.startswith(known, start):
            pieces = ((words[start : start + len(name) + more], name) for name in names for more in (-1, 0, 1))
            near = ((piece, name) for piece, name in pieces if piece[-1] == name[-1] and distance(piece, name) == 1)
            found = next(near, None)
            if found:
                yield start, *found
        start = words.find(place, start + 1)


def _listed(reporter: Reporter) -> dict[Address, str]:
    """The names of the table of institutions, without blanks, each with its cell."""
    document, table = reporter.document, reporter.edition.roles.table("institutions")
    cells = (Address(table, line.key, "name") for line in document.lines(table))
    names = {cell: "".join(document.text(cell).split()) for cell in cells}
    return {cell: name for cell, name in names.items() if name}
