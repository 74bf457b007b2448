"""What became of an invented paper: right, named, asked, or silently wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from forms.match.account.accounts import account
from forms.match.normal import plain
from forms.match.reading import Reading
from models.errors import Trouble
from models.money import show
from models.records import Address
from tests.forms.match.invented.papers import Invented


class Verdict(Enum):
    """Right in all; named: what is not right is missing by name and stands elsewhere or is left with a reason."""

    RIGHT = "right"
    NAMED = "named"
    ASKED = "asked"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and what was not as the paper has it."""

    verdict: Verdict
    named: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def judge(paper: Invented, folder: Path) -> Judgement:
    """Read the paper, and hold what was read against what it says."""
    try:
        reading = paper.reading(folder)
    except Trouble as trouble:
        return Judgement(Verdict.ASKED, (str(trouble),))
    told = [*_sections(paper, reading), *_cells(paper, reading)]
    silent = tuple(words for is_silent, words in told if is_silent)
    named = tuple(words for is_silent, words in told if not is_silent)
    verdict = Verdict.SILENT if silent else Verdict.NAMED if named else Verdict.RIGHT
    return Judgement(verdict, named, silent)


def _sections(paper: Invented, reading: Reading) -> Iterator[tuple[bool, str]]:
    """What of the sections is not right; True where nobody is told."""
    texts = {name.removesuffix(".text"): text for name, text in reading.content.texts.items() if name.endswith(".text")}
    missing = set(account(reading).missing)
    left = plain("".join(entry.text for entry in reading.report.left))
    lost = False
    for section, lines in paper.lines.items():
        # A first line that is taken for the heading is not lost: it is shown and checked as the heading.
        own = plain(reading.content.texts.get(f"{section}.heading", "") + texts.get(section, ""))
        for line in lines:
            if plain(line) in own:
                continue
            lost = True
            if section in missing or (section == "S0" and plain(line) in left):
                elsewhere = any(plain(line) in plain(text) for text in texts.values()) or plain(line) in left
                yield not elsewhere, f"{section} {'stands elsewhere' if elsewhere else 'is nowhere'}: {line}"
            else:
                yield plain(line) not in left or not _is_weighty(line, reading), f"{section} lost: {line}"
        if not texts.get(section) and section not in missing and section != "S0":
            yield True, f"{section} is empty and not missing"
        if texts.get(section) and section in missing:
            yield True, f"{section} has words and is missing"
    for words in paper.forbidden:
        if any(words in text for text in texts.values()):
            yield True, f"read though nobody sees it: {words}"
    if not lost:
        told = plain("".join(account(reading).notes))
        yield from (
            (words not in told, f"{section} has too much: {words}") for section, words in _too_much(paper, texts)
        )


def _is_weighty(line: str, reading: Reading) -> bool:
    return any(plain(one.text) in plain(line) and one.is_weighty for one in account(reading).left)


def _too_much(paper: Invented, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What stands in a section beside what the paper says in it."""
    for section, text in texts.items():
        rest = plain(text)
        for line in paper.lines.get(section, ()):
            rest = rest.replace(plain(line), "\n", 1)
        if rest := re.sub(r"\n+", "\n", rest).strip():
            yield section, rest


def _cells(paper: Invented, reading: Reading) -> Iterator[tuple[bool, str]]:
    document = reading.document()
    missing = account(reading).missing
    left = {"".join(entry.text.split()) for entry in reading.report.left}
    for place, wanted in paper.cells.items():
        address = Address(*place.split("/"))
        entry = reading.content.cells.get(address)
        found = entry.text if entry and entry.text is not None else show(document.value(address))
        if found != wanted:
            is_told = wanted in left or (address.table in missing)
            yield not is_told, f"{place} is {found!r} and should be {wanted!r}"
