"""Slips as clerks make them, by kind, place and seed, in the corrected copies of the published disclosures.

Of each kind one slip is made to a paper for each half: half A is looked at while the checks are mended, half B is held
apart. `python -m tests.forms.check.slips A|B` prints what is found and what is not.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.projects import INDICATORS, PROJECTS
from models.money import Fen
from models.records import Address, CellChange, CellEntry, Change, Content, RowAddress, RowChange, RowEntry, TextChange
from tests.forms.check.audits import NAMES
from tests.forms.check.damages import MAKERS, Place, clean

HALVES = ("A", "B")
_CODED = ("T2", "T3", "T5", "T6")
_AMOUNT = re.compile(r"\d+\.\d{2}(?=\s*万元)")


@dataclass(frozen=True)
class Slip:
    """One slip: its kind, what it changes, where it must be found, and how a reader would tell of it."""

    kind: str
    changes: tuple[Change, ...]
    places: tuple[Place, ...]
    words: str


K, V = TypeVar("K"), TypeVar("V")
Kind = Callable[[Document, random.Random], Iterator[Slip]]
KINDS: list[Kind] = []


def kind(make: Kind) -> Kind:
    KINDS.append(make)
    return make


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


def _cell(document: Document, at: Address, new: Fen | str | None) -> CellChange:
    entry = CellEntry(text=new) if isinstance(new, str) else CellEntry(fen=new) if new is not None else None
    return CellChange(at, document.cells.get(at), entry)


def _amounts(document: Document, *, sums: bool) -> Iterator[tuple[Address, Fen]]:
    """The amounts of the coded tables: those entered, or those of their totals."""
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            for column in document.edition.tables[table].money_ids[""]:
                at = Address(table, line.key, column)
                fen = document.value(at)
                if fen and document.is_computed(at) == sums and (sums or line.level == 3 or table == "T6"):
                    yield at, fen


def _of_cell(kind_: str, document: Document, at: Address, new: Fen | str | None) -> Slip:
    return Slip(kind_, (_cell(document, at, new),), (at_row(at),), f"{'/'.join(at)} {document.value(at)} → {new}")


def at_row(at: Address) -> RowAddress:
    return RowAddress(at.table, at.row)


def _gone(document: Document, row: RowAddress) -> list[CellChange]:
    """What takes the amounts of a row out."""
    cells = [Address(*row, column) for column in document.edition.tables[row.table].money_ids[""]]
    return [_cell(document, at, None) for at in cells if document.value(at)]


@kind
def a_digit_of_a_cell(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        digits = str(fen // 10_000)
        place = chance.randrange(len(digits))
        digit = chance.choice([d for d in "123456789" if d != digits[place]])
        yield _of_cell("cell digit", document, at, int(digits[:place] + digit + digits[place + 1 :]) * 10_000)


@kind
def a_point_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        yield _of_cell("cell point", document, at, fen * 100)


@kind
def a_cell_in_yuan(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        yield _of_cell("cell in 元", document, at, fen * 10_000)


@kind
def a_cell_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _fen in _amounts(document, sums=False):
        yield _of_cell("cell blank", document, at, None)


@kind
def a_total_of_before(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=True):
        yield _of_cell("total not renewed", document, at, fen - chance.randrange(1, 90) * 10_000)


@kind
def an_amount_that_is_text(document: Document, chance: random.Random) -> Iterator[Slip]:
    for at, _fen in _amounts(document, sums=False):
        yield _of_cell("text for amount", document, at, chance.choice(("约120", "见附件", "12.5.6", "—", "#VALUE!")))


@kind
def a_negative_amount(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        yield _of_cell("negative", document, at, -fen)


@kind
def amounts_of_two_rows(document: Document, _: random.Random) -> Iterator[Slip]:
    cells = list(_amounts(document, sums=False))
    for (at, fen), (other, another) in pairwise(cells):
        if at.table == other.table and at.column == other.column and fen != another:
            changes = (_cell(document, at, another), _cell(document, other, fen))
            yield Slip("rows swapped", changes, (at_row(at), at_row(other)), f"{at} {other}")


@kind
def amount_in_the_next_column(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, fen in _amounts(document, sums=False):
        columns = document.edition.tables[at.table].money_ids[""]
        other = at._replace(column=columns[(columns.index(at.column) + 1) % len(columns)])
        if not document.value(other) and not document.is_computed(other):
            changes = (_cell(document, at, None), _cell(document, other, fen))
            yield Slip("next column", changes, (at_row(at),), f"{at} → {other.column}")


@kind
def a_row_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.level == 3 or (table == "T6" and line.level == 2):
                gone = _gone(document, RowAddress(table, line.key))
                row = RowChange(RowAddress(table, line.key), document.row_entry(table, line.key), None)
                yield Slip("row left out", (*gone, row), (table,), f"{table} {line.code} {line.label}")


@kind
def a_parent_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.level == 2 and table != "T6":
                gone = _gone(document, RowAddress(table, line.key))
                row = RowChange(RowAddress(table, line.key), document.row_entry(table, line.key), None)
                yield Slip("款 left out", (*gone, row), (table,), f"{table} {line.code} {line.label}")


@kind
def a_wrong_digit_in_a_code(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.level == 3 or (table == "T6" and line.level == 2):
                code = line.code[:-1] + chance.choice([d for d in "0123456789" if d != line.code[-1]])
                if any(other.code == code for other in document.lines(table)):
                    continue
                entry = document.row_entry(table, line.key) or RowEntry()
                there = RowAddress(table, code)
                changes: list[Change] = [
                    RowChange(RowAddress(table, line.key), entry, None),
                    RowChange(there, None, RowEntry(label=line.label, order=entry.order)),
                ]
                for gone in _gone(document, RowAddress(table, line.key)):
                    fen = document.value(gone.key)
                    changes += gone, CellChange(Address(*there, gone.key.column), None, CellEntry(fen=fen))
                yield Slip("code digit", tuple(changes), (there,), f"{table} {line.code} → {code}")


@kind
def a_slip_in_the_name_of_a_code(document: Document, chance: random.Random) -> Iterator[Slip]:
    for table in _CODED:
        for line in document.lines(table) if table in document.edition.tables else ():
            if line.code and len(line.label) > 4:
                place = chance.randrange(1, len(line.label) - 1)
                label = line.label[:place] + line.label[place + 1 :]
                entry = document.row_entry(table, line.key) or RowEntry()
                change = RowChange(RowAddress(table, line.key), entry, RowEntry(label=label, order=entry.order))
                yield Slip("name of code", (change,), (RowAddress(table, line.key),), f"{line.label} → {label}")


# Texts


def _text(kind_: str, document: Document, section: str, span: tuple[int, int], words: str) -> Slip:
    slot = f"{section}.text"
    text = document.texts[slot]
    new = text[: span[0]] + words + text[span[1] :]
    return Slip(kind_, (TextChange(slot, text, new),), (section,), f"{text[slice(*span)]} → {words}")


def _texts(document: Document, *keys: str) -> Iterator[tuple[str, str]]:
    for section in document.edition.sections:
        text = document.texts.get(f"{section.id}.text", "")
        if text and (not keys or section.key in keys) and "{" not in text:
            yield section.id, text


def _replacing(kind_: str, document: Document, pattern: str, words: str, *keys: str) -> Iterator[Slip]:
    for section, text in _texts(document, *keys):
        for found in re.finditer(pattern, text):
            yield _text(kind_, document, section, found.span(), found.expand(words))


_TOLD = ("opening", "overview", "running", "three_public", "procurement", "assets")


@kind
def ten_thousand_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("万 left out", document, r"(?<=\d)\s*万元", "元", *_TOLD[1:])


@kind
def the_unit_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("万元 left out", document, r"(?<=\d)\s*万元(?=[，。；])", "", *_TOLD[1:])


@kind
def the_amount_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("amount left out", document, r"\d[\d.]*(?=\s*万元)", "", *_TOLD[1:])


@kind
def a_point_left_out_in_the_text(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("text point", document, r"(\d{2,})\.(\d{2})(?=\s*万元)", r"\1\2", *_TOLD[1:])


@kind
def a_bracket_left_open(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("bracket", document, r"(?<=[一-鿿])[）”](?=[一-鿿，。])", "")


@kind
def two_marks(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("two marks", document, r"，(?=[一-鿿])", "，。")


@kind
def a_doubled_word(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("doubled word", document, r"(预算|支出|经费|项目|管理)(?=[一-鿿])", r"\1\1")


@kind
def a_cross_left(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("placeholder", document, r"\d[\d.]*(?=\s*万元)", "XX", *_TOLD[1:])


@kind
def the_other_kind_of_body(document: Document, _: random.Random) -> Iterator[Slip]:
    other = {"部门": "单位", "单位": "部门"}[document.head.kind]
    yield from _replacing("我单位", document, f"我{document.head.kind}", f"我{other}", *_TOLD)


@kind
def the_name_of_another_body(document: Document, chance: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    place = re.match(r".*?[市县区]", name)
    other = (place[0] if place else "") + chance.choice(("水务局", "司法局", "文化广电和旅游局"))
    yield from _replacing("another body", document, re.escape(name), other, "opening", "assets", "goals")


@kind
def the_place_of_another_body(document: Document, _: random.Random) -> Iterator[Slip]:
    name = document.head.unit.name
    yield from _replacing("another place", document, re.escape(name), "青石县" + name[3:], "opening", "assets", "goals")


@kind
def a_year_too_late(document: Document, _: random.Random) -> Iterator[Slip]:
    year = document.head.year
    yield from _replacing("year", document, rf"{year}(?=年(?:部门|单位|预算|支出))", str(year + 1), *_TOLD)


@kind
def a_day_that_is_none(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("day", document, r"12月31日", "11月31日")


@kind
def a_wrong_day_of_the_assets(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("day of assets", document, r"\d{4}(?=年12月31日)", str(document.head.year), "assets")


@kind
def a_law_misnamed(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("law", document, r"地方预决算公开操作规程", "地方预决算公开操作归程", "opening")
    yield from _replacing("law", document, r"《((?:中华人民共和国)?预算)法》", r"《\1发》", "opening")


@kind
def a_paragraph_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("paragraph twice", document, r"(?m)^(.{40,})$", r"\1\n\1", "duties", "overview", "goals")


@kind
def a_heading_number_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("number skipped", document, r"(?m)^([（(])三([）)])", r"\1四\2", "duties", "goals")
    yield from _replacing("number skipped", document, r"(?m)^三、", "四、", "overview", "goals")


@kind
def a_mobile_number(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("mobile", document, r"(?<=。)$", "联系电话：13903151234。", "other", "opening", "assets")


@kind
def a_sentence_cut(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("reason cut", document, r"(?:主要)?原因[是为]?[^。；]{8,}", "", "overview", "three_public")


@kind
def a_field_error(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _replacing("field error", document, r"\d[\d.]*(?=\s*万元)", "错误！未找到引用源。", *_TOLD[1:])


@kind
def a_homophone(document: Document, _: random.Random) -> Iterator[Slip]:
    pairs = {
        "预算": "预祘",
        "支出": "支处",
        "职责": "职则",
        "规定": "规订",
        "保障": "保章",
        "资金": "资今",
        "公务": "公物",
    }
    for right, wrong in pairs.items():
        yield from _replacing("homophone", document, rf"(?<=[一-鿿]){right}(?=[一-鿿])", wrong)


# Records


def _cells_of(document: Document, table: str, column: str) -> Iterator[tuple[Address, str]]:
    for line in document.lines(table) if table in document.edition.tables else ():
        at = Address(table, line.key, column)
        if document.text(at):
            yield at, document.text(at)


def _indicator(kind_: str, document: Document, column: str, pattern: str, words: str) -> Iterator[Slip]:
    for at, text in _cells_of(document, INDICATORS, column):
        if re.search(pattern, text):
            yield _of_cell(kind_, document, at, re.sub(pattern, words, text, count=1))


@kind
def an_indicator_turned_round(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        value = at._replace(column="value")
        if name.endswith(("满意度", "完成率", "合格率", "覆盖率", "及时率")) and "≥" in document.text(value):
            yield _of_cell("≤ for ≥", document, value, document.text(value).replace("≥", "≤"))


@kind
def an_indicator_above_the_whole(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        value = at._replace(column="value")
        if name.endswith(("满意度", "合格率", "覆盖率", "及时率")) and "%" in document.text(value):
            yield _of_cell("above 100 %", document, value, "≥950%")


@kind
def a_per_cent_left_out(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        value = at._replace(column="value")
        if name.endswith(("率", "满意度")) and document.text(value).endswith("%"):
            yield _of_cell("% left out", document, value, document.text(value)[:-1])


@kind
def an_indicator_left_blank(document: Document, _: random.Random) -> Iterator[Slip]:
    for column in ("value", "level3", "description"):
        for at, _text in _cells_of(document, INDICATORS, column):
            yield _of_cell("indicator blank", document, at, None)


@kind
def an_indicator_of_another_type(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, name in _cells_of(document, INDICATORS, "level3"):
        kind_ = at._replace(column="level2")
        if name.endswith(("数量", "人数", "个数")) and document.text(kind_) == "数量指标":
            yield _of_cell("type", document, kind_, "时效指标")


@kind
def a_project_with_another_budget(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines(PROJECTS) if PROJECTS in document.edition.tables else ():
        at = Address(PROJECTS, line.key, "budget")
        fen = document.value(at)
        if fen:
            yield _of_cell("budget of project", document, at, fen + 10_000_000)


@kind
def a_plan_that_falls(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines(PROJECTS) if PROJECTS in document.edition.tables else ():
        at = Address(PROJECTS, line.key, "october")
        if document.text(at):
            yield _of_cell("plan falls", document, at, "5")


@kind
def a_code_of_project_twice(document: Document, _: random.Random) -> Iterator[Slip]:
    codes = list(_cells_of(document, PROJECTS, "code"))
    for (at, one), (other, another) in pairwise(codes):
        if one != another:
            yield Slip("code twice", (_cell(document, at, another),), (at_row(at), at_row(other)), f"{one} → {another}")


@kind
def a_quantity(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in _cells_of(document, "X2", "quantity"):
        yield _of_cell("quantity", document, at, f"1{text}")


@kind
def a_measure_that_is_none(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, _text in _cells_of(document, "X2", "measure"):
        yield _of_cell("measure", document, at, "1")


@kind
def a_catalogue_code(document: Document, _: random.Random) -> Iterator[Slip]:
    for at, text in _cells_of(document, "X2", "catalogue"):
        yield _of_cell("catalogue", document, at, text[:-1] + "Z" if len(text) > 3 else "Z99")


@kind
def offices_above_buildings(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines("X3"):
        at = Address("X3", line.key, "value")
        if "办公用房" in line.label:
            yield _of_cell("offices", document, at, 99_999_000_000)


@kind
def vehicles_in_the_text(document: Document, _: random.Random) -> Iterator[Slip]:
    for line in document.lines("X3"):
        at = Address("X3", line.key, "quantity")
        if "车辆" in line.label and document.text(at):
            yield _of_cell("vehicles without number", document, at, None)


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
