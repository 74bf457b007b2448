"""How many sentences of imagined counties are taken amiss, and how many slips in them are noticed.

.venv/bin/python -m tests.prose_strangers.run open|held|all|NAME... [--quiet]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from forms.document.finding import Finding
from tests.prose_strangers.damages import Damage, damages
from tests.prose_strangers.papers import NAMES, Paper, paper

_TELLS = re.compile(r"\d[\d,.]*\s*(?:亿|万)?元|\d[\d.]*\s*[%％]")


def sentences(text: str) -> int:
    """How many sentences of a text tell an amount or a per cent."""
    return sum(1 for one in re.split(r"(?<=。)|\n", text) if _TELLS.search(one))


def noticed(one: Paper) -> Iterator[tuple[Damage, str]]:
    """Every slip made to a paper with the level at which it is told: E, W, or blank."""
    before = set(map(_signature, one.findings()))
    for damage in damages(one.text, one.name):
        new = [found for found in one.findings(damage.text) if _signature(found) not in before]
        yield damage, min((found.level for found in new), default="")


def _signature(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.level, finding.section, finding.quote, finding.message


def _chosen(wanted: Sequence[str]) -> list[Paper]:
    halves = {"open": (False,), "held": (True,), "all": (False, True)}
    names = {word: [name for name in NAMES if paper(name).is_held in is_held] for word, is_held in halves.items()}
    return [paper(name) for word in wanted for name in names.get(word, [word])]


def main() -> None:
    """Print what is taken amiss, what is not noticed, and the counts."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("papers", nargs="+", help="open, held, all, or names")
    wanted.add_argument("--quiet", action="store_true")
    options = wanted.parse_args()
    told: Counter[str] = Counter()
    made: Counter[str] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for one in _chosen(options.papers):
        told["sentences"] += sentences(one.text)
        for finding in one.findings():
            told[finding.level] += 1
            if not options.quiet:
                print(one.name, finding.level, finding.rule, finding.sentence)
        for damage, level in noticed(one):
            made[damage.kind] += 1
            seen[damage.kind, level] += 1
            if not level and not options.quiet:
                print(one.name, "not noticed:", damage.kind, damage.words)
    print(f"{told['sentences']} sentences: {told['E']} errors, {told['W']} warnings")
    for kind, count in made.items():
        print(f"{kind}: E {seen[kind, 'E']}, W {seen[kind, 'W']} of {count}")
    errors, warnings = (sum(n for (_, told_as), n in seen.items() if told_as == level) for level in "EW")
    print(f"slips: E {errors}, W {warnings} of {made.total()}")


if __name__ == "__main__":
    main()
