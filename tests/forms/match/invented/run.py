"""How many invented papers are read right, named, asked about or silently wrong: counts for a range of seeds.

.venv/bin/python -m tests.forms.match.invented.run 0 200
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.forms.match.invented.papers import invent
from tests.forms.match.invented.unseen_wordings import FRESH, SECOND
from tests.forms.match.invented.verdicts import Verdict, judge
from tests.forms.match.invented.wordings import WORK


def main(first: int, end: int) -> None:
    """Print the counts of each set of wordings, and what is silently wrong by its seed."""
    with TemporaryDirectory() as folder:
        for name, wordings in (("WORK", WORK), ("SECOND", SECOND), ("FRESH", FRESH)):
            counts: Counter[str] = Counter()
            for seed in range(first, end):
                judgement = judge(invent(seed, wordings), Path(folder))
                counts[judgement.verdict.value] += 1
                if judgement.verdict is Verdict.SILENT:
                    print(name, seed, *judgement.silent[:3], sep="\n    ")
            print(name, dict(counts))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
