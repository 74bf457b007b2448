"""The check of the columns of 机构设置 (B06): names that break off, what stands in another column, ranks, natures and
ways of funding that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.word_lists import Lists, Words, word_lists
from models.records import Address

_BRACKETS = re.compile(r"[（(][^（()）]*[)）]$")
_COLUMNS = ("name", "nature", "rank", "funding")


@dataclass(frozen=True, slots=True, eq=False)
class UnitWords:
    """What `words/units.toml` knows of the table of institutions; see there."""

    ends: Words
    ranks: tuple[str, ...]
    deputy: str
    a_rank: Words
    bad_rank: Words
    a_funding: Words
    fundings: Words
    earns: Words
    an_office: Words
    columns: Lists


@special("B06", when="prose", needs=("institutions",))
def columns_of_institutions_hold_their_own(reporter: Reporter) -> Iterator[Finding]:
    """One fault of each cell at the most; a rank and a way of funding that changed places are one."""
    known, table = word_lists(reporter.edition, "units", UnitWords), reporter.edition.roles.table("institutions")
    first = 0
    for number, line in enumerate(reporter.document.lines(table)):
        cells = {column: Address(table, line.key, column) for column in _COLUMNS}
        texts = {column: "".join(reporter.document.text(cell).split()) for column, cell in cells.items()}
        first = first if number else _height(known, texts["rank"])
        wrong = {column: _misplaced(known, column, texts) or _misspelt(known, column, text, first)
                 for column, text in texts.items() if text}  # fmt: skip
        if known.a_funding.search(texts["rank"]) and known.a_rank.search(texts["funding"]):
            wrong |= {"rank": "和经费保障形式像是填反了，请对调。", "funding": ""}
        for column, what in wrong.items():
            if what:
                text = texts[column]
                finding = reporter.cell("B06", cells[column], f"写作“{text}”，{what}", level="W")
                yield replace(finding, quote=text, found=text)


def _misplaced(known: UnitWords, column: str, texts: Mapping[str, str]) -> str:
    """What is wrong with a cell that holds what another column is for, or a funding that an office does not have."""
    text = texts[column]
    if column in ("nature", "funding") and known.a_rank.search(text):
        return "这是单位规格，像是填错了一栏。"
    if column in ("nature", "rank") and known.a_funding.search(text):
        return "这是经费保障形式，像是填错了一栏。"
    if column == "funding" and known.earns.search(text) and known.an_office.search(texts["nature"]):
        return f"单位性质是“{texts['nature']}”，经费由财政保障，请核对。"
    return ""


def _misspelt(known: UnitWords, column: str, text: str, first: int) -> str:
    """What is wrong with how a cell is written; `first` is the height of the rank in the first row."""
    if column == "name" and not known.ends.search(_BRACKETS.sub("", text)):
        return "像是没有写完，请写全称。"
    listed = known.columns.get(column, ())
    if text not in listed and (right := next((one for one in listed if _is_near(text, one)), "")):
        return f"像是“{right}”写错了。"
    if column == "funding" and not known.fundings.search(text):
        return "不是经费保障形式的写法，请写“财政拨款”这样的形式。"
    if column == "rank" and known.bad_rank.search(text):
        return "请核对规格。"
    return "比第一行的单位还高，请核对。" if column == "rank" and 0 < first < _height(known, text) else ""


def _height(known: UnitWords, text: str) -> int:
    """How high a rank is; 0 for what is none."""
    level = next((n for n, word in enumerate(known.ranks, start=1) if word in text), 0)
    return 2 * level + (level > 0 and known.deputy not in text)


def _is_near(text: str, right: str) -> bool:
    """Whether one character is another one."""
    return len(text) == len(right) and sum(a != b for a, b in zip(text, right, strict=True)) == 1
