"""Fits the weights of forms/spelling/evidence.py; run by hand: python -m build.spelling_weights TEXT ...

TEXT: papers that are right as they are, UTF-8, a passage a line. In some of their passages slips are made; what would
mend one speaks for a slip, whatever else would make a right passage more usual speaks against. Takes minutes; prints
the weights.
"""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from forms.check.special.text.spelling import PhraseWords, set_phrases
from forms.form.load import KINDS, edition, pack
from forms.form.word_lists import word_lists
from forms.spelling.evidence import Evidence
from forms.spelling.speller import Speller, seen_elsewhere
from tests.forms.spelling.misspelt import slips

EACH = 170
"""So many slips are made in a text."""
HINT_AT, WARNING_AT = 1.0, 2.4
"""What the regression gives at the scores 0 and 1: fitted to made slips it thinks them more frequent than they are."""
ROUNDS, RIDGE = 30, 1.0

Row = tuple[Sequence[float], bool]
"""What is known of a suspect, the other passages last, and whether it is a slip."""


def rows(paper: Sequence[str]) -> Iterator[Row]:
    """The suspects of a paper, and those of its passages with slips."""
    form = edition(pack().years[-1], KINDS[0])
    either = word_lists(form, "phrases", PhraseWords).either
    reader = Speller(set_phrases(form), either).reader

    def known(passage: str, others: str) -> Iterator[tuple[str, list[float]]]:
        for suspect, evidence in reader.weighed(reader.numbered(passage)):
            before, after = passage[: suspect.start], passage[suspect.end :]
            counts = seen_elsewhere(before, suspect.wrong, after, suspect.right, others)
            yield f"{before}{suspect.right}{after}", [*evidence, *(math.log10(1 + max(0, n)) for n in counts)]

    for passage in paper:
        yield from ((features, False) for _, features in known(passage, "\n".join(paper)))
    for slip in slips(paper, either, EACH, seed=1):
        others = "\n".join(slip.after if passage == slip.before else passage for passage in paper)
        yield from ((features, True) for mended, features in known(slip.after, others) if mended == slip.before)


def fitted(every: Sequence[Row]) -> list[float]:
    """The weights and, last, the bias of a logistic regression, by Newton's method with a ridge."""
    size = len(every[0][0]) + 1
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-RIDGE * w for w in weights[:-1]] + [0.0]
        curve = [[RIDGE * (one == other) for other in range(size)] for one in range(size)]
        for features, is_slip in every:
            row = [*features, 1.0]
            odds = sum(map(float.__mul__, weights, map(float, row)))
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
            for one, value in enumerate(row):
                if value:
                    slope[one] += (is_slip - chance) * value
                    part = chance * (1 - chance) * value
                    for other in range(one + 1):
                        curve[one][other] += part * row[other]
        for one in range(size):
            for other in range(one + 1, size):
                curve[one][other] = curve[other][one]
        weights = [w + step for w, step in zip(weights, solved(curve, slope), strict=True)]
    return weights


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination."""
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for place in range(len(lines)):
        best = max(range(place, len(lines)), key=lambda number: abs(lines[number][place]))
        lines[place], lines[best] = lines[best], lines[place]
        lines[place] = [value / lines[place][place] for value in lines[place]]
        for number, line in enumerate(lines):
            if number != place and line[place]:
                lines[number] = [value - line[place] * own for value, own in zip(line, lines[place], strict=True)]
    return [line[-1] for line in lines]


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("texts", nargs="+", type=Path)
    papers = [
        [re.sub(r"\d", "0", "".join(line.split())) for line in file.read_text("utf-8").splitlines()]
        for file in ask.parse_args().texts
    ]
    every = [row for paper in papers for row in rows([line for line in dict.fromkeys(paper) if len(line) > 12])]
    *weights, bias = fitted(every)
    scale = WARNING_AT - HINT_AT
    for name, weight in zip((*Evidence._fields, "right elsewhere", "wrong elsewhere"), weights, strict=True):
        print(f"{name}={weight / scale:.2f}")
    print(f"bias={(bias - HINT_AT) / scale:.2f}")


if __name__ == "__main__":
    main()
