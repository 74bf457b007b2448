"""Slips as clerks make them, by kind, place and seed, in the corrected copies of the published disclosures.

Of each kind one slip is made to a paper for each half: half A is looked at while the checks are mended, half B is held
apart. `python -m tests.forms.check.slips A|B` prints what is found and what is not.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from models.records import CellChange, CellEntry, Change, Content, RowAddress, RowChange, TextChange
from tests.forms.check import slips_in_records, slips_in_tables, slips_in_texts  # noqa: F401  (they add their kinds)
from tests.forms.check.audits import NAMES
from tests.forms.check.damages import MAKERS, Place, clean
from tests.forms.check.slip_kinds import KINDS, Slip

HALVES = ("A", "B")
K, V = TypeVar("K"), TypeVar("V")


def slips(name: str, half: str) -> Iterator[Slip]:
    """The slips of one half in one paper, always the same ones: one of each kind that the paper has a place for."""
    document = clean(name)
    for make in (*MAKERS, *KINDS):
        chance = random.Random(f"{name} {make.__name__}")
        made = list(make(document, chance))
        chance.shuffle(made)
        for slip in made[HALVES.index(half) :: len(HALVES)][:1]:
            yield slip if isinstance(slip, Slip) else Slip(slip.kind, slip.changes, (slip.place,), slip.words)


def findings_of(name: str, slip: Slip) -> list[Finding]:
    """What a slip brings in, wherever it is."""
    found = check(_with(clean(name), slip.changes), spelling=slip.kind == "homophone")
    return [one for one in found if _signature(one) not in _before(name)]


def levels(name: str, slip: Slip) -> str:
    """The levels of what is found at the right place: E, W and H, blank when nothing is."""
    return "".join(sorted({one.level for one in findings_of(name, slip) if any(_is_at(one, p) for p in slip.places)}))


@cache
def _before(name: str) -> frozenset[tuple[str, str]]:
    return frozenset(map(_signature, check(_with(clean(name), ()), spelling=True)))


def _signature(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _is_at(finding: Finding, place: Place) -> bool:
    if isinstance(place, str):
        return place in (finding.section, finding.table)
    related = {RowAddress(one.table, one.row) for one in finding.related}
    return (finding.table == place.table and finding.row in (None, place.row)) or place in related


def _with(document: Document, changes: tuple[Change, ...]) -> Document:
    """The file with the changes in it: every amount is stated, and nothing else of it is worked on."""
    content = document.content()
    stated = {at: CellEntry(fen=fen) for at, fen in zip(document.plan.addresses, document.values, strict=True) if fen}
    facts = {name for name, table in document.edition.tables.items() if table.part == "facts"}
    cells = {**{at: e for at, e in stated.items() if at.table not in facts}, **content.cells}
    rows, texts = dict(content.rows), dict(content.texts)
    for change in changes:
        match change:
            case CellChange(at, _, entry):
                _put(cells, at, entry)
            case RowChange(row, _, row_entry):
                _put(rows, row, row_entry)
            case TextChange(slot, _, text):
                _put(texts, slot, text)
    return Document(document.head, document.edition, Content(cells, rows, texts), provenance=document.provenance)


def _put(part: dict[K, V], key: K, value: V | None) -> None:
    part.pop(key, None)
    if value is not None:
        part[key] = value


def made(half: str) -> Iterator[tuple[str, Slip]]:
    """All slips of a half, with the paper each is made in."""
    for name in NAMES:
        yield from ((name, slip) for slip in slips(name, half))


def main(half: str) -> None:
    """Print what is not found, and how many are, by kind."""
    counts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    serious = 0
    for name, slip in made(half):
        counts[slip.kind] += 1
        found = levels(name, slip)
        seen[slip.kind] += bool(found)
        serious += found[:1] in ("E", "W")
        if not found:
            print(name, slip.kind, slip.places, slip.words[:120])
            for one in findings_of(name, slip)[:3]:
                print("      elsewhere:", one.level, one.rule, one.table or one.section, one.sentence[:90])
    for one, count in counts.items():
        print(f"{one}: {seen[one]}/{count}")
    total = sum(counts.values())
    print(f"{half}: {sum(seen.values())}/{total} at the right place, {serious} of them as error or warning")


if __name__ == "__main__":
    main(sys.argv[1])
