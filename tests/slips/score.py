"""How many slips are found, and where: `python -m tests.slips.score seen|open|held [KIND]`.

The checks were mended by the kinds that are `seen`. The fresh ones are split by chance, once for all: half of the kinds
are open and looked at while the checks are mended; those held apart tell what the mending is worth.
"""

from __future__ import annotations

import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding, by_cause
from models.records import RowAddress
from tests.slips.every_kind import SEEN
from tests.slips.papers import NAMES, changed, found_before, paper, signature
from tests.slips.slip import KINDS, Place, Slip

PARTS = ("seen", "open", "held")
SEEDS = 2


def part_of(kind: str) -> str:
    """The part to which a kind belongs."""
    return "seen" if kind in SEEN else PARTS[1 + zlib.crc32(kind.encode()) % 2]


@dataclass(frozen=True)
class Made:
    """A slip that was made, with what is found because of it."""

    paper: str
    kind: str
    slip: Slip

    @cached_property
    def findings(self) -> list[Finding]:
        """What the slip brings in, wherever it is."""
        document = paper(self.paper)
        wrong = changed(document, self.slip.changes)
        if self.slip.provenance is not None:
            wrong = Document(wrong.head, wrong.edition, wrong.content(), provenance=self.slip.provenance)
        before = found_before(self.paper)
        return [one for one in check(wrong) if signature(one) not in before]

    @cached_property
    def verdict(self) -> str:
        """E, W or H: found at its place, as serious as that; else `elsewhere` or `not found`."""
        here = [one.level for one in self.findings if any(is_at(one, place) for place in self.slip.places)]
        if here:
            return min(here, key="EWH".index)
        return "elsewhere" if self.findings else "not found"

    @property
    def causes(self) -> int:
        """How many things a clerk is told to mend."""
        return len(by_cause(self.findings))


def made(part: str, only: str = "", papers: Iterable[str] = NAMES) -> Iterator[Made]:
    """The slips of a part, always the same ones: some of each kind in each paper that has a place for it."""
    for name in papers:
        document = paper(name)
        for kind, make in KINDS.items():
            if only in kind and part_of(kind) == part:
                chance = random.Random(f"{name} {kind}")
                every = list(make(document, chance))
                chance.shuffle(every)
                yield from (Made(name, kind, slip) for slip in every[:SEEDS])


def is_at(finding: Finding, place: Place) -> bool:
    """Whether a finding stands at a place, or a row of its place takes part in it."""
    if isinstance(place, str):
        return place in (finding.section, finding.table)
    related = {RowAddress(one.table, one.row) for one in finding.related}
    return (finding.table == place.table and finding.row in (None, place.row)) or place in related


def main(part: str, only: str = "") -> None:
    """Print what is not found as it should be, how each kind fares, and the whole."""
    verdicts: Counter[str] = Counter()
    causes: Counter[int] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for one in made(part, only):
        verdicts[one.verdict] += 1
        causes[min(one.causes, 4)] += 1
        kinds.setdefault(one.kind, Counter())[one.verdict] += 1
        if one.verdict not in "EW":
            print(f"{one.verdict}: {one.paper} | {one.kind} | {one.slip.words[:110]!r}")
            for finding in one.findings[:3]:
                where = finding.row or finding.section
                print(f"      {finding.level} {finding.rule} {finding.table or ''} {where}: {finding.sentence[:110]}")
    for kind, counts in kinds.items():
        if set(counts) - {"E", "W"}:
            print(kind, dict(counts))
    total = verdicts.total()
    serious = verdicts["E"] + verdicts["W"]
    print(f"{part}: {len(kinds)} kinds, {total} slips: {dict(verdicts)}; {1000 * serious // total / 10} % as E or W")
    print("causes for each slip:", {f"{n}" if n < 4 else "4+": causes[n] for n in sorted(causes)})


if __name__ == "__main__":
    main(*sys.argv[1:])
