"""What became of a file that was read by the public door: right, told, found by a check, or silently wrong."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from forms.cli.command import run
from models.money import Fen, show
from tests.strangers.drawn import Tab
from tests.strangers.others import Text
from tests.strangers.paper import Paper

_PASSAGE = 5
"""A text of so many signs that was left is known as a part of a longer one."""


class Verdict(Enum):
    """Of a whole file, the worst of its cells."""

    RIGHT = "right"
    TOLD = "told"
    ASKED = "asked, then right"
    REFUSED = "refused"
    SILENT = "silent"
    CRASHED = "crashed"


@dataclass
class Judgement:
    """What became of a file: how many cells of each fate, what was asked, examples of what is not right."""

    verdict: Verdict
    cells: Counter[str] = field(default_factory=Counter)
    sentence: str = ""
    silent: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def judge(files: Sequence[Path], paper: Paper, sheets: Sequence[Tab], texts: Sequence[Text]) -> Judgement:
    """Read the files and hold what they are said to hold against what they do.

    What is asked is answered as a person would who made the paper.
    """
    given = [f"--unit-name={paper.name}"]
    code, out, err = _told("dump", files, given)
    asked = err.strip() if code == 2 else ""
    if answers := [answer for option, answer in _answers(paper, sheets) if option in asked]:
        given += answers
        code, out, err = _told("dump", files, given)
    if code == 2:
        return Judgement(Verdict.REFUSED, sentence=err.strip())
    if code:
        return Judgement(Verdict.CRASHED, sentence=err.strip()[-300:])
    judgement = _judged(files, given, json.loads(out), paper, sheets, texts)
    judgement.sentence = asked
    if asked and judgement.verdict is Verdict.RIGHT:
        judgement.verdict = Verdict.ASKED
    return judgement


def _answers(paper: Paper, sheets: Sequence[Tab]) -> Iterator[tuple[str, str]]:
    """What a person says to each question; of the unit of money only where the paper has one."""
    yield "--pack", f"--pack={paper.form.pack}"
    yield "--year", f"--year={paper.year}"
    yield "--kind", f"--kind={paper.form.kind}"
    units = {unit for tab in sheets for table in tab.tables for unit in table.units}
    if len(units) == 1:
        yield "--money-unit", f"--money-unit={units.pop()}"


def _judged(
    files: Sequence[Path],
    given: Sequence[str],
    data: Mapping[str, Any],
    paper: Paper,
    sheets: Sequence[Tab],
    texts: Sequence[Text],
) -> Judgement:
    told = _Told(paper, sheets)
    told.printed |= {f"{section}/text": set(map(_plain, lines)) for section, _, lines in texts}
    here, read = _declared(paper, texts), _read(data)
    for place in here.keys() - read.keys():
        if not told.is_printed(place):
            del here[place]
    wrong = {place for place in here.keys() | read.keys() if here.get(place, "") != read.get(place, "")}
    judgement = Judgement(Verdict.RIGHT)
    judgement.cells["right"] = len([place for place in here if place not in wrong])
    if not wrong:
        return judgement
    told.hear(json.loads(_told("check", files, given)[1]))
    for place in sorted(wrong):
        fate = told.fate(place)
        judgement.cells[fate] += 1
        example = f"{place}: {here.get(place, '')[:40]!r} read as {read.get(place, '')[:40]!r}"
        (judgement.silent if fate == "silent" else judgement.told).append(example)
    judgement.verdict = Verdict.SILENT if judgement.silent else Verdict.TOLD
    return judgement


def _told(command: str, files: Sequence[Path], given: Sequence[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([command, *map(str, files), *given, "--json"])
    return code, out.getvalue(), err.getvalue()


def _declared(paper: Paper, texts: Sequence[Text]) -> dict[str, str]:
    """Everything a paper says, by place; blank and zero are left out."""
    said: dict[str, str] = {"unit": paper.name, "year": str(paper.year), "kind": paper.form.kind}
    for name, lines in paper.tables.items():
        table = paper.form.tables[name]
        for key, cells in lines.items():
            for column, fen in cells.items():
                said[f"{name}/{table.outside_key(key)}/{column}"] = _amount(fen)
    for number, purchase in enumerate(paper.purchases, start=1):
        for column, value in purchase.items():
            said[f"X2/{number}/{column}"] = _amount(value) if isinstance(value, int) else value
    for key, (_, fen) in paper.assets.items():
        said[f"X3/{key}/value"] = _amount(fen)
    for number, body in enumerate(paper.bodies, start=1):
        said[f"X1/{number}/name"] = body[0]
    for project in paper.projects:
        name = f"X5/{project.name}"
        said |= {
            f"{name}/budget": _amount(project.budget),
            f"{name}/purpose": project.purpose,
            f"{name}/code": project.code,
        }
        said[f"{name}/goals"] = _plain("".join(project.goals))
        for place, row in enumerate(project.indicators, start=1):
            said[f"{name}/{place}"] = _plain("|".join(row))
    said |= {f"{section}/text": _plain("".join(lines)) for section, _, lines in texts}
    return said


def _read(data: Mapping[str, Any]) -> dict[str, str]:
    """The same of what was read."""
    said = {"unit": data["unit"]["name"], "year": str(data["year"]), "kind": data["kind"]}
    wanted = {"X1": ("name",), "X3": ("value",)}
    for table in data["tables"]:
        if table["id"] in ("X6", "X7", "X8"):
            continue
        for row in table["rows"]:
            for column, text in row["cells"].items():
                if column in wanted.get(table["id"], (column,)) and text not in ("", "0.00", "0"):
                    said[f"{table['id']}/{row['key']}/{column}"] = text
    for project in data["projects"]:
        name = f"X5/{project['name']}"
        said |= {f"{name}/{part}": project[part] or "" for part in ("budget", "purpose", "code")}
        said[f"{name}/goals"] = _plain("".join(project["goals"]))
        for place, row in enumerate(project["indicators"], start=1):
            parts = ("level1", "level2", "level3", "description", "value", "basis")
            said[f"{name}/{place}"] = _plain("|".join(row[part] or "" for part in parts))
    for section in data["sections"]:
        if section["text"].strip():
            said[f"{section['id']}/text"] = _plain(section["text"])
    return said


def _amount(fen: Fen) -> str:
    return show(fen, "万元", 2) if fen else ""


def _plain(text: str) -> str:
    return "".join(text.split())


class _Told:
    """What the report of a reading and the findings say of a place that was not read as it is."""

    def __init__(self, paper: Paper, sheets: Sequence[Tab]) -> None:
        tables = paper.form.tables
        self._missing = self._left = self._found = frozenset[str]()
        self.printed: dict[str, set[str]] = {}
        for table in (table for tab in sheets for table in tab.tables):
            for cell in table.stated():
                shown = {_plain(cell.text)} | ({f"{cell.number.normalize():f}"} if cell.number is not None else set())
                name, row, column = cell.place.split("/", 2)
                row = tables[name].outside_key(row) if name in tables else row
                self.printed.setdefault(f"{name}/{row}/{column}", set()).update(shown - {""})

    def is_printed(self, place: str) -> bool:
        """Whether a cell of a table, or anything of a project, stands in the sheets; of all else it is not asked."""
        if place.startswith("X5/"):
            return any(printed.startswith(place[: place.index("/", 3) + 1]) for printed in self.printed)
        return place[0] != "T" or place in self.printed

    def hear(self, data: Mapping[str, Any]) -> None:
        """What `check` says."""
        reading = data["reading"]
        self._missing = frozenset(reading["missing"])
        self._left = frozenset(_plain(left["text"]) for left in reading["left"])
        self._found = frozenset(self._places(data["findings"]))

    @staticmethod
    def _places(findings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        """The places that errors and warnings are about: the cell, and those that they name besides."""
        for finding in findings:
            if finding["level"] == "H" or finding.get("waits_for"):
                continue
            yield f"{finding['table']}/{finding['row'] or ''}/{finding['column'] or ''}"
            yield f"{finding['section']}"
            yield from (f"{one['table']}/{one['row']}/{one['column']}" for one in finding["related"])

    def fate(self, place: str) -> str:
        """Told, found or silent."""
        name, _, rest = place.partition("/")
        row, _, column = rest.partition("/")
        printed = self.printed.get(place, set())
        if name == "X5" and not printed:
            # An indicator stands in several cells.
            printed = set().union(*(shown for one, shown in self.printed.items() if one.startswith(f"{place}.")))
        if {name, f"{name}/{row}"} & self._missing or printed & self._left:
            return "told"
        if any(len(left) >= _PASSAGE and left in text for left in self._left for text in printed):
            return "told"
        near = {place, f"{name}/{row}/", f"{name}//{column}", f"{name}//", name}
        return "found" if near & self._found else "silent"
