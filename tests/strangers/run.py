"""How many files of strangers are read right, told, asked about or silently wrong: counts for a range of seeds.

.venv/bin/python -m tests.strangers.run FOLDER 0 100 [--among fresh|held] [--kinds xlsx,docx] [--verbose]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.strangers.kinds import MADE_FROM, turned, two_a_sheet, write
from tests.strangers.others import texts
from tests.strangers.paper import Paper, invented
from tests.strangers.tabs import tabs
from tests.strangers.verdicts import Judgement, Verdict, judge
from tests.strangers.ways import KINDS, Ways, ways


def made(chosen: Sequence[Ways], folder: Path) -> Iterator[tuple[Ways, Paper, list[Path]]]:
    """The files of these ways, in that folder; those that LibreOffice turns are turned all at once."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting: dict[str, list[Path]] = defaultdict(list)
    done: list[tuple[Ways, Paper, list[Path]]] = []
    for way in chosen:
        paper = invented(way.seed)
        files = write(tabs(paper, way), texts(paper, way) if way["text"] else [], way, folder)
        if MADE_FROM[way.kind] != way.kind:
            waiting[way.kind].append(files[0])
            suffix = "pdf" if way.kind == "pdf-word" else way.kind
            files[0] = folder / way.kind / f"{files[0].stem}.{suffix}"
        done.append((way, paper, files))
    for kind, paths in waiting.items():
        into = folder / kind
        into.mkdir(exist_ok=True)
        fresh = [path for path in paths if not list(into.glob(f"{path.stem}.*"))]
        turned(fresh, kind, into)
    for way, _, files in done:
        if way["print"] == "two a sheet":
            two_a_sheet(files[0])
    yield from done


def judged(way: Ways, paper: Paper, files: Sequence[Path]) -> Judgement:
    """What became of the files of one seed."""
    return judge(files, paper, tabs(paper, way), texts(paper, way) if way["text"] else [])


def main() -> None:
    """Print the counts, and what is not right by its seed."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("first", type=int)
    wanted.add_argument("end", type=int)
    wanted.add_argument("--among", default="open", choices=("open", "fresh", "held"))
    wanted.add_argument("--kinds", default=",".join(KINDS))
    wanted.add_argument("--verbose", action="store_true")
    options = wanted.parse_args()
    chosen = [ways(seed, options.among, tuple(options.kinds.split(","))) for seed in range(options.first, options.end)]
    counts: Counter[Verdict] = Counter()
    cells: Counter[str] = Counter()
    start = time.process_time()
    for way, paper, files in made(chosen, options.folder):
        judgement = judged(way, paper, files)
        counts[judgement.verdict] += 1
        cells.update(judgement.cells)
        if judgement.verdict is not Verdict.RIGHT:
            print(judgement.verdict.value.upper(), way.seed, way, f"({paper.year} {paper.form.kind})", sep="  ")
            shown = judgement.silent or judgement.told
            told = [judgement.sentence] if judgement.sentence else []
            print("   ", *told, *shown[: 12 if options.verbose else 3], len(shown) or "", sep="\n    ", flush=True)
    print(
        {verdict.value: count for verdict, count in counts.items()}, dict(cells), f"{time.process_time() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
