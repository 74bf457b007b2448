"""What files give twice, held against what was taken: a sheet and its copy, a workbook and a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from forms.document.provenance import GivenTwice, Source
from forms.match.body import Body
from forms.match.normal import plain
from models.money import show
from models.records import Address, CellEntry, RowAddress


def is_again(first: Body, second: Body, onward: Body) -> bool:
    """Whether the rows of the second are mostly those of the first: the table again, and not how it goes on.

    `onward` is the second read as if it went on: where two lines bear one name, the lower one may be meant.
    """
    if first.table.layout == "records":
        here = _records(first)
        again = sum(record in here for record in _records(second))
    elif first.table.layout == "codes":
        again = len(first.labels.keys() & second.labels.keys())
    else:
        again = len(second.labels) - len(onward.labels.keys() - first.labels.keys())
    return bool(second.labels) and 2 * again > len(second.labels)


def differing_cells(first: Body, second: Body, places: tuple[Source, Source]) -> Iterator[GivenTwice]:
    """The cells of which the two, which begin at these places, say something else, in the order of the rows.

    Only columns count that both have; a row that one lacks differs in the cells in which the other has anything.
    """
    sides = {key: row.side for key, row in first.table.row_by_key.items()}
    for address in dict.fromkeys((*first.cells, *second.cells)):
        column = (sides.get(address.row, ""), address.column)
        if column[1] not in first.table.written and (column not in first.columns or column not in second.columns):
            continue
        texts = [_text(body.cells.get(address)) for body in (first, second)]
        if plain(texts[0]) != plain(texts[1]):
            one, other = _source(first, address, places[0]), _source(second, address, places[1])
            yield GivenTwice(address, one, texts[0], other, texts[1])


def differing_sections(
    texts: Mapping[str, str],
    passages: Mapping[str, tuple[Source, ...]],
    again: Mapping[str, str],
    passages_again: Mapping[str, tuple[Source, ...]],
) -> Iterator[GivenTwice]:
    """The sections of which two files give different words, each with the first paragraph that differs."""
    for slot in texts.keys() & again.keys():
        section, _, what = slot.partition(".")
        if what != "text" or plain(texts[slot]) == plain(again[slot]):
            continue
        one, other = texts[slot].split("\n"), again[slot].split("\n")
        number = _first_difference(one, other)
        yield GivenTwice(
            section,
            _at(passages[section], number),
            one[number] if number < len(one) else "",
            _at(passages_again[section], number),
            other[number] if number < len(other) else "",
        )


def _first_difference(one: list[str], other: list[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if plain(a) != plain(b)), min(len(one), len(other)))


def _at(sources: tuple[Source, ...], number: int) -> Source:
    return sources[min(number, len(sources) - 1)]


def _records(body: Body) -> list[frozenset[tuple[str, str]]]:
    """What each record says, whichever its number."""
    found: dict[str, set[tuple[str, str]]] = {key: set() for key in body.labels}
    for address, entry in body.cells.items():
        found.setdefault(address.row, set()).add((address.column, _text(entry)))
    return [frozenset(record) for record in found.values() if record]


def _text(entry: CellEntry | None) -> str:
    if entry is None:
        return ""
    return entry.text if entry.text is not None else show(entry.fen)


def _source(body: Body, address: Address, begins: Source) -> Source:
    """Where a cell stands; for a row that is not there, where its table begins."""
    row = RowAddress(address.table, address.row)
    return body.sources.get(address) or body.sources.get(row) or begins
