"""A year of an invented county from end to end, with known faults at every step, and where each of them was told.

`python -m tests.forms.county.whole_year FOLDER --units 60` hands out one workbook, collects what comes back, checks
what was handed in, sums departments, and holds a web site against what was settled. A fault counts as told where it
belongs when its own unit, cell or file is named; what is told and was not made counts as well.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from forms.bureau.collecting import PacketFate, collect
from forms.bureau.county_plan import ForAll
from forms.bureau.hand_out import UnitFate, hand_out
from forms.bureau.sum_up import sum_up, traced
from forms.check import check
from forms.cli.command import run
from forms.document.document import Document
from forms.edit.cells import add_codes, enter
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.office.packet_file import open_packet, save_packet
from forms.readers import read
from forms.write.packet.package import export
from models.money import show
from models.records import Address, OperationKind, Unit
from tests.forms.county.invented import YEAR, disclosure, fill_in, unit, write_county
from tests.forms.faultless import sign

_COLUMNS = {"T2": ("total", "fiscal"), "T3": ("total", "basic", "project"), "T5": ("total", "basic", "project"),
            "T6": ("total", "staff", "public")}  # fmt: skip
_LINES = ("total", "abroad", "car", "reception")
_TODAY = datetime.date(YEAR, 1, 28)
_OF_DEPARTMENT = 6
"""So many units make a department."""


class Step(NamedTuple):
    """One step: the faults that were made, those told where they belong, what else was told, and how long it took."""

    name: str
    made: frozenset[str]
    told: frozenset[str]
    seconds: float

    @property
    def words(self) -> str:
        """The line of it."""
        others = sorted(self.told - self.made)
        return (
            f"{self.name}：弄错{len(self.made)}处，说在该说的地方{len(self.made & self.told)}处，"
            f"没有弄错而说的{len(others)}处{others[:3] if others else ''}，{self.seconds:.1f}秒"
        )


def whole_year(folder: Path, units: int) -> Iterator[Step]:
    """Every step in its order."""
    folder.mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[Path, int], tuple[set[str], set[str]]]] = {
        "分发": handed_out,
        "收回": collected,
        "批量检查": checked,
        "汇总": summed_up,
        "网上核对": on_the_site,
    }
    for name, step in steps.items():
        start = time.process_time()
        made, told = step(folder, units)
        yield Step(name, frozenset(made), frozenset(told), time.process_time() - start)


# The workbook of the county


def county_workbook(documents: list[Document]) -> openpyxl.Workbook:
    """All units in one table each, their codes in columns of their own; the “三公” with a row a unit."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table, columns in _COLUMNS.items():
        declared = documents[0].edition.tables[table]
        sheet = book.create_sheet(declared.title[:31])
        sheet.append([f"{YEAR}年{declared.title}"])
        captions = [declared.column(column).path[-1] for column in columns]
        sheet.append(["单位编码", "单位名称", "科目编码", "科目名称", *captions])
        sheet.append([None, "全县合计", None, None, *(_all(documents, table, "total", column) for column in columns)])
        for document in documents:
            for line in document.lines(table):
                amounts = (_amount(document.value(Address(table, line.key, column))) for column in columns)
                whose = document.head.unit
                sheet.append([whose.code, whose.name, line.code or None, line.label, *amounts])
    sheet = book.create_sheet("三公")
    sheet.append([f"{YEAR}年一般公共预算“三公”经费支出表"])
    sheet.append(["单位编码", "单位名称", "合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"])
    for document in documents:
        amounts = (_amount(document.value(Address("T9", line, "general"))) for line in _LINES)
        sheet.append([document.head.unit.code, document.head.unit.name, *amounts])
    sheet.append([None, "全县合计", *(_all(documents, "T9", line, "general") for line in _LINES)])
    return book


def _amount(fen: int | None) -> float | None:
    return None if fen is None else fen / 1_000_000


def _all(documents: list[Document], table: str, line: str, column: str) -> float:
    return sum(document.value(Address(table, line, column)) or 0 for document in documents) / 1_000_000


# The steps: what was made, and what was told


def handed_out(folder: Path, units: int) -> tuple[set[str], set[str]]:
    """One workbook: a sum of the county that is wrong in two tables, a unit without a name, a code with two names, an
    amount of a unit and one of the county that do not fit."""
    book = county_workbook([disclosure(number) for number in range(units)])
    _, spending, *_, meals = book.worksheets
    spending["F3"] = float(spending["F3"].value) + 1
    meals.cell(meals.max_row, 6).value = float(meals.cell(meals.max_row, 6).value) + 1
    nameless, twice = unit(units - 1), unit(units - 2)
    for sheet in book:
        for row in sheet.iter_rows(min_row=3):
            if row[0].value == nameless.code:
                row[1].value = None
    next(row for row in spending.iter_rows(min_row=3) if row[0].value == twice.code)[1].value = "另一个局"
    book.save(folder / "全县.xlsx")
    with Office.open(folder / "bureau") as office:
        given = ForAll(YEAR, "部门", pack="hebei")
        found = hand_out(office, [read(folder / "全县.xlsx")], given, folder / "分发")
        made = {f"{spending.title}!F3", f"{meals.title}!F{meals.max_row}", nameless.code, twice.code}
        told = {f"{one.source.sheet}!{one.source.cell}" for one in found.sums}
        told |= {one.unit.code for one in found.units if one.outcome is UnitFate.REFUSED}
        told |= {code for doubt in found.doubts for code in {unit(n).code for n in range(units)} if code in doubt}
        for number, one in enumerate(found.units):
            told |= _wrong_amounts(office, one.id, disclosure(number)) if one.id else set()
    # The sums of the county lack the unit that was not read: every one of them is told, and is wrong because of it.
    because = {one for one in told if "!" in one}
    return made | because, told


def _wrong_amounts(office: Office, identity: str, wanted: Document) -> set[str]:
    """The amounts of a unit's disclosure that are not those of the county's workbook."""
    document = office.open_disclosure(identity)
    places = [Address(t, line.key, c) for t, columns in _COLUMNS.items() for line in wanted.lines(t) for c in columns]
    places += [Address("T9", line, "general") for line in _LINES]
    return {f"{wanted.head.unit.code} {place}" for place in places if document.value(place) != wanted.value(place)}


def collected(folder: Path, _: int) -> tuple[set[str], set[str]]:
    """What comes back: of ten each one missing, damaged, worked on in both places, older, with an amount that is wrong;
    the others as they should be."""
    made: set[str] = set()
    back = folder / "交回"
    back.mkdir()
    with Office.open(folder / "bureau") as office:
        for number, packet in enumerate(sorted((folder / "分发").glob("*.ysgk"))):
            code, kind = packet.name[:3], ("missing", "damaged", "apart", "older", "wrong", *[""] * 5)[number % 10]
            made |= {f"{code} {kind}"} if kind else set()
            identity = next(one.head.id for one in office.listed() if one.head.unit.code == code)
            if kind == "missing":
                continue
            if kind in ("apart", "older"):
                _type(office.open_disclosure(identity), "T3", "3.21")
            if kind == "older":
                (back / packet.name).write_bytes(packet.read_bytes())
                continue
            with Office.open(folder / "unit" / code) as own:
                document = open_packet(own, packet)
                _type(document, "T5" if kind == "wrong" else "T9", "9999.00" if kind == "wrong" else "0.00")
                save_packet(own, document.head.id, back / packet.name)
            if kind == "damaged":
                whole = bytearray((back / packet.name).read_bytes())
                whole[len(whole) // 2] ^= 1
                (back / packet.name).write_bytes(whole)
        told: set[str] = set()
        words = {PacketFate.DAMAGED: "damaged", PacketFate.APART: "apart", PacketFate.OLDER: "older"}
        for one in collect(office, back, _TODAY):
            code = one.head.unit.code if one.head else one.file.name[:3] if one.file else ""
            if one.taking is PacketFate.MISSING and f"{code} damaged" not in made:
                told.add(f"{code} missing")
            elif one.taking in words:
                told.add(f"{code} {words[one.taking]}")
            elif one.head and any("9999" in finding.message for finding in check(office.open_disclosure(one.head.id))):
                told.add(f"{code} wrong")
    return made, told


def _type(document: Document, table: str, text: str) -> None:
    """An amount in the first free cell of a table."""
    place = next(
        place
        for number, place in enumerate(document.plan.addresses)
        if place.table == table and number not in document.plan.computed and place.row != "total"
    )
    document.apply("填写", enter(document, {place: text}))


def checked(folder: Path, units: int) -> tuple[set[str], set[str]]:
    """Folders of units, every second one with a slip: told when its rule is on the sheet of the unit."""
    slips = write_county(folder / "交来的", range(units))
    lines = _lines(
        "batch", "check", folder / "交来的", "--out", folder / "结果", "--data", folder / "data", "--no-spelling"
    )
    made = {f"{name} {fault.rule}" for name, fault in slips.items()}
    told = set()
    for line in lines:
        rules = {one["rule"] for one in line["findings"] if one["level"] in "EW"}
        slip = slips.get(line["name"])
        # A slip may be told by more than one rule; its own has to be among them, on a sheet that is there.
        own = {slip.rule} if slip and slip.rule in rules else rules
        told |= {f"{line['name']} {rule}" for rule in own if line["sheet"] and Path(line["sheet"]).is_file()}
    return made, told


def _lines(*arguments: object) -> list[dict[str, Any]]:
    out = io.StringIO()
    with redirect_stdout(out):
        run([*map(str, arguments), "--json"])
    return [json.loads(line) for line in out.getvalue().splitlines()]


def summed_up(folder: Path, units: int) -> tuple[set[str], set[str]]:
    """Departments of their units; in every second one a unit changes after the sum. Every figure of the sum leads back
    to its units."""
    made, told = set(), set()
    with Office.open(folder / "sums") as office:
        for first in range(0, units, _OF_DEPARTMENT):
            below = [_unit_below(office, number) for number in range(first, min(first + _OF_DEPARTMENT, units))]
            into = Unit(str(700 + first), f"云岭县第{first + 1}局")
            department = sum_up(office, [one.head.id for one in below], into).document
            if first // _OF_DEPARTMENT % 2:
                _type(office.open_disclosure(below[0].head.id), "T3", "0.37")
                made.add(into.code)
            department = office.open_disclosure(department.head.id)
            rules = {finding.rule for finding in check(department) if finding.level == "E"}
            told |= {into.code} if "D16" in rules else set()
            for place in department.plan.addresses:
                if place.table in _COLUMNS and department.value(place) is not None and into.code not in made:
                    parts = sum(fen for _, fen in traced(department, place))
                    told |= {f"{into.code} {place}"} if parts != department.value(place) else set()
    return made, told


def _unit_below(office: Office, number: int) -> Document:
    """A unit of a department, with the tables of the invented one of that number."""
    whole = disclosure(number)
    document = office.start(Unit(str(50_001 + number), f"{whole.head.unit.name}服务中心"), YEAR, "单位", "hebei")
    for table, columns in _COLUMNS.items():
        codes = [line.code for line in whole.lines(table) if line.code and len(line.code) in (7, 5)]
        document.apply("增加科目", add_codes(document, table, codes))
        free = {
            place: show(fen)
            for number, place in enumerate(document.plan.addresses)
            if place.table == table and place.column in columns and number not in document.plan.computed
            if (fen := whole.value(place)) is not None
        }
        document.apply("填写", enter(document, free), OperationKind.EDIT)
    return document


def on_the_site(folder: Path, units: int) -> tuple[set[str], set[str]]:
    """Settled disclosures against what was downloaded: of six each one changed, one missing, one late."""
    made: set[str] = set()
    with Office.open(folder / "settled") as office:
        for number in range(units):
            kind = ("", "different", "missing", "late", "", "")[number % 6]
            document = office.start(unit(number), YEAR, "部门", "hebei")
            document.today = lambda: _TODAY
            fill_in(document, number)
            sign(document)
            office.settle(document)
            day = f"{YEAR}年2月{20 if kind == 'late' else 1}日"
            document.apply("填写", set_profile(document, "published", day))
            made |= {f"{document.head.unit.name} {kind}"} if kind else set()
            if kind != "missing":
                site = folder / "site" / document.head.unit.name
                export(document, site, formats=("xlsx", "docx") if kind == "different" else ("pdf",))
                _one_more(next(site.glob("*.xlsx"))) if kind == "different" else None
    lines = _lines("batch", "verify", folder / "site", "--data", folder / "settled")
    told = set()
    for line in lines:
        kind = "late" if line["result"] == "same" and line["late"] else line["result"]
        told |= {f"{line['name']} {kind}"} if kind != "same" else set()
    return made, told


def _one_more(path: Path) -> None:
    """The reception of the “三公” sheet, 1 too large."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if "三公" in sheet.title)
    row = next(row for row in sheet.iter_rows() if any("公务接待费" in str(cell.value) for cell in row))
    next(cell for cell in row if isinstance(cell.value, float)).value += 1
    book.save(path)


def main() -> None:
    """Print a line of every step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=60)
    options = parser.parse_args()
    for step in whole_year(options.folder, options.units):
        print(step.words, flush=True)


if __name__ == "__main__":
    main()
