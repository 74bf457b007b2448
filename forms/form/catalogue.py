"""The classification codes (收支分类科目) of a year: names, parents, periods, search by code, name and initials."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path

from forms.form.resources import resources
from models.errors import Trouble

TITLES: Mapping[str, str] = {
    "functional": "支出功能分类",
    "economic": "部门预算支出经济分类",
    "government": "政府预算支出经济分类",
}
_COLUMNS = ("code", "name", "initials", "valid_from", "valid_to", "confidence", "approximate", "category")
"""Those of the bundled lists."""
LENGTHS: Mapping[str, tuple[int, ...]] = {"functional": (3, 5, 7), "economic": (3, 5), "government": (3, 5)}
"""The digits of 类, 款, 项 in each list."""
FIRST_DIGIT: Mapping[str, str] = {"functional": "2", "economic": "3", "government": "5"}
"""With what the codes of each list begin."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code in one period. `sure` says whether code, name and years are certain enough for a warning."""

    code: str
    name: str
    initials: str
    valid_from: int
    valid_to: int
    sure: bool
    category: str
    successor: str = ""
    """The code that follows it when it is out of use, where that is declared."""


@dataclass(frozen=True, slots=True)
class CodeChange:
    """How a form's list differs from the bundled one: a code with a name from `since` on, or one without a name that is
    out of use after `until`."""

    code: str
    name: str
    since: int
    until: int
    successor: str
    category: str


class Catalogue:
    """One list of codes as it stands in one year. An office's own list, when given, wins over the bundled one."""

    def __init__(
        self,
        kind: str,
        year: int,
        every: Iterable[Code],
        own: Mapping[str, str] | None = None,
        changes: Iterable[CodeChange] = (),
    ) -> None:
        self.kind = kind
        self.year = year
        self.lengths = LENGTHS[kind]
        own = own or {}
        # To an office's own list a code without a name is out of use from that year on.
        out = [CodeChange(code, "", year, year - 1, "", "") for code, name in own.items() if not name]
        self.every = _changed(tuple(every), [*changes, *out])
        self.codes = {c.code: c for c in self.every if c.valid_from <= year <= c.valid_to}
        for code, name in own.items():
            if not name:
                continue
            known = self.codes.get(code)
            letters, category = (known.initials, known.category) if known and known.name == name else ("", "")
            self.codes[code] = Code(code, name, letters, year, year, True, category)

    def name(self, code: str) -> str | None:
        """The name of that code this year, or None."""
        found = self.codes.get(code)
        return found.name if found else None

    def parents(self, code: str) -> tuple[str, ...]:
        """The codes above, outermost first: 2060101 → 206, 20601."""
        return tuple(code[:n] for n in self.lengths if n < len(code))

    def level(self, code: str) -> int:
        """1 for 类, 2 for 款, 3 for 项; 0 when the code has none of these lengths."""
        return self.lengths.index(len(code)) + 1 if len(code) in self.lengths else 0

    def children(self, code: str) -> tuple[Code, ...]:
        """The codes right under one, in their order; blank gives the 类."""
        length = next((n for n in self.lengths if n > len(code)), 0)
        return tuple(self.codes[c] for c in sorted(self.codes) if len(c) == length and c.startswith(code))

    def path(self, code: str) -> str:
        """The names from 类 down: 科学技术支出›科学技术管理事务›行政运行."""
        return "›".join(self.name(c) or c for c in (*self.parents(code), code))

    def periods(self, code: str) -> tuple[Code, ...]:
        """Every row of that code in any year, oldest first."""
        return self._by_code.get(code, ())

    def successor(self, code: str) -> Code | None:
        """The code that follows a retired one: the declared one, else the one code of this year with the name it had,
        under its parent, its 类, or anywhere.

        None when several do: 行政运行 stands under a hundred parents, and a wrong successor is worse than none.
        """
        declared = [self.codes[c.successor] for c in self.periods(code) if c.successor in self.codes]
        if declared:
            return declared[-1]
        names = {fold_name(c.name) for c in self.periods(code)}
        heirs = [c for c in self.codes.values() if len(c.code) == len(code) and fold_name(c.name) in names]
        for shared in (len(code) - 2, self.lengths[0], 0):
            near = [c for c in heirs if c.code[:shared] == code[:shared]]
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def search(self, words: str, used: frozenset[str] = frozenset(), limit: int = 20) -> tuple[Code, ...]:
        """Codes that fit what was typed (digits, part of a name, pinyin initials, several words), best first.

        Rank: the exact code, codes that begin so, codes used before, initials, part of the name. Of several words one
        must fit the code itself; the others may fit those above it: 统计 行政运行, tj xzyx.
        """
        fits = [self._ranks(fold_name(part).lower()) for part in words.split() or [""]]
        hits = []
        for code in self.codes.values():
            own = [ranks[code.code] for ranks in fits if code.code in ranks]
            above = self.parents(code.code) if len(own) < len(fits) else ()
            if own and all(code.code in ranks or any(parent in ranks for parent in above) for ranks in fits):
                rank = max(own)
                hits.append((min(rank, _USED) if code.code in used else rank, -len(code.code), code.code))
        return tuple(self.codes[hit[-1]] for hit in sorted(hits)[:limit])

    def _ranks(self, part: str) -> dict[str, int]:
        """How well each code fits one word; those that do not fit are left out."""
        ranks: dict[str, int] = {}
        spelled: dict[str, bool] = {}
        for code in self.codes.values():
            name = self._folded[code.code]
            if (rank := _rank(code, part, name)) is not None:
                ranks[code.code] = rank
            elif len(part) > 1:
                # A hundred codes share a name.
                if name not in spelled:
                    spelled[name] = _spells(part, name)
                if spelled[name]:
                    ranks[code.code] = _PART
        return ranks

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        """The names for comparing."""
        return {code.code: fold_name(code.name).lower() for code in self.codes.values()}

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Code, ...]]:
        found: dict[str, tuple[Code, ...]] = {}
        for code in sorted(self.every, key=lambda c: c.valid_from):
            found[code.code] = (*found.get(code.code, ()), code)
        return found


def fold_name(text: str) -> str:
    """A text for comparing names: full-width forms and blanks of every kind made one."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def catalogue(kind: str, year: int, own: Path | None = None, changes: tuple[CodeChange, ...] = ()) -> Catalogue:
    """The list of that kind (`functional`, `economic`, `government`) for a year.

    `own` is the folder of the office's own lists (`functional-2024.csv` with the columns code, name; one without a name
    is out of use); `changes` are those of the form. The office's own list wins over both.
    """
    return _catalogue(kind, year, *_own_file(kind, year, own), changes)


def own_list(kind: str, year: int, own: Path) -> dict[str, str]:
    """The office's own list of that kind and year in its folder; raises Trouble when it cannot be read."""
    file, _ = _own_file(kind, year, own)
    return _read_own(file) if file else {}


def _own_file(kind: str, year: int, own: Path | None) -> tuple[Path | None, int]:
    """The office's own list, None where there is none, and the moment at which it was written."""
    if own is not None:
        file = own / f"{kind}-{year}.csv"
        with suppress(FileNotFoundError):
            return file, file.stat().st_mtime_ns
    return None, 0


@cache
def _catalogue(kind: str, year: int, own: Path | None, _: int, changes: tuple[CodeChange, ...]) -> Catalogue:
    return Catalogue(kind, year, _read(kind), _read_own(own) if own else None, changes)


def _changed(every: tuple[Code, ...], changes: Iterable[CodeChange]) -> tuple[Code, ...]:
    """The codes with the form's changes over them: a period that a change reaches into ends before it."""
    for change in changes:
        category = change.category or next((c.category for c in every if c.code == change.code), "")
        last = change.since - 1 if change.name else change.until
        ended = (
            replace(c, valid_to=last, sure=True, successor=change.successor)
            if c.code == change.code and c.valid_from <= last < c.valid_to
            else c
            for c in every
            if not (c.code == change.code and c.valid_from > last)
        )
        every = tuple(ended)
        if change.name:
            new = Code(change.code, change.name, "", change.since, change.until, True, category, change.successor)
            every = (*every, new)
    return every


@cache
def _read(kind: str) -> tuple[Code, ...]:
    with (resources() / "catalogues" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        values = itemgetter(*map(next(rows).index, _COLUMNS))
        return tuple(
            Code(code, name, initials, int(first), int(last), confidence != "C" and not approximate, category)
            for code, name, initials, first, last, confidence, approximate, category in map(values, rows)
        )


def _read_own(file: Path) -> dict[str, str]:
    """The office's own list; one that somebody changed outside the program may be in the coding of WPS (GB 18030)."""
    way_out = "请把它移走，再用“数据→导入本单位的科目表”重新载入；资料没有改动。"
    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig") if _is_utf8(data) else data.decode("gb18030")
        lines = csv.DictReader(text.splitlines(), strict=True)
        rows = [row for row in lines if any(row.values())]
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise Trouble(f"单位自己的科目表“{file}”读不出来；", way_out) from error
    if not {"code", "name"} <= set(lines.fieldnames or ()):
        raise Trouble(f"单位自己的科目表“{file}”第一行应当是 code,name；", way_out)
    # A line that was cut short has no name: that is another thing than a blank one, which takes the code out of use.
    cut = next((row for row in rows if not (row["code"] or "").isdecimal() or row["name"] is None), None)
    if cut is not None:
        raise Trouble(f"单位自己的科目表“{file}”里“{cut['code']}”这一行不是编码和名称；", way_out)
    return {row["code"]: row["name"] for row in rows}


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_EXACT, _PREFIX, _USED, _INITIALS, _PART = range(5)


def _rank(code: Code, part: str, name: str) -> int | None:
    """How well one word fits a code by its digits, its initials or its name for comparing; None when it does not."""
    if code.code == part:
        return _EXACT
    if code.code.startswith(part):
        return _PREFIX
    if any(word.startswith(part) for word in code.initials.split()):
        return _INITIALS
    return _PART if part in name else None


def _spells(letters: str, name: str) -> bool:
    """Whether the letters spell the name from one of its characters on, each in full or by its initial; the last one
    may be typed halfway: xingzheng, xzhengyunx for 行政运行."""
    if not (letters.isascii() and letters.isalpha()):
        return False
    first = letters[0]
    starts = (n for n, one in enumerate(name) if any(reading[0] == first for reading in _readings().get(one, ())))
    return any(_spelled(letters, name, start) for start in starts)


def _spelled(letters: str, name: str, at: int) -> bool:
    if not letters:
        return True
    if at >= len(name):
        return False
    for reading in _readings().get(name[at], ()):
        if reading.startswith(letters):
            return True
        for taken in (reading, reading[0]):
            if letters.startswith(taken) and _spelled(letters[len(taken) :], name, at + 1):
                return True
    return False


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    """How each character may be read."""
    found: dict[str, tuple[str, ...]] = {}
    with (resources() / "catalogues" / "pinyin.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for character in row["characters"]:
                found[character] = (*found.get(character, ()), row["letters"])
    return found
