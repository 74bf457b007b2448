"""The commands of the finance bureau for all its units: county hand-out, collect, sum, trace."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from forms.bureau.bureau_words import (
    TO_LOOK_AT,
    collected_words,
    come_words,
    county_words,
    days_words,
    outcome_words,
    whose,
)
from forms.bureau.collecting import Collected, Come, PacketFate, collect
from forms.bureau.county_plan import CountyPlan, ForAll, planned
from forms.bureau.hand_out import HandedOut, UnitFate, county_of, handing_out
from forms.bureau.sum_up import sum_up, traced
from forms.check import check
from forms.cli.dump import path
from forms.cli.tools import Told, Tools, office_of
from forms.county.crew import on_all_cores
from forms.county.last_years import read_last_years, storing
from forms.county.submissions import READABLE
from forms.county.task import Task, TaskOutcome
from forms.document.document import Document
from forms.document.finding import LEVELS
from forms.form.load import KINDS, pack
from forms.match.identity import unit_in
from forms.match.proof.money_scale import MONEY_UNITS
from forms.office.office import Office
from forms.readers import read
from forms.write.page.plain_data import head_data, unit_data
from models.errors import Trouble
from models.records import Address, Unit


def hand_out_all(options: argparse.Namespace) -> Told:
    """Every unit's disclosure from the county's workbook, one packet file a unit; exit 1 when a unit was refused."""
    form = pack(options.pack) if options.pack else pack()
    if options.year not in form.years:
        raise Trouble(f"“{form.title}”没有{options.year}年的表样；", f"有{form.years[0]}年至{form.years[-1]}年的。")
    books = [read(file) for file in _files(options.files)]
    given = ForAll(options.year, options.kind, options.money_unit, options.pack)
    with office_of(options) as office:
        plan = planned(books, given)
        untaken = _stored_before(office, options.previous, plan) if options.previous else []
        county = county_of(plan, tuple(handing_out(office, plan, options.out)))
    counts, units = county.counts, county.units
    lines = [line for unit in units for line in _unit_lines(unit)]
    made = {outcome: sum(unit.outcome is outcome for unit in units) for outcome in UnitFate}
    lines.append("，".join(f"{outcome_words(one)}{made[one]}个单位" for one in UnitFate) + "。")
    lines += [*county_words(county), *untaken]
    refused = [entry for entry in county.entries if entry.status == "refused"]
    data = {
        "year": options.year,
        "units": [_unit_out(unit) for unit in units],
        "counts": {outcome.value: number for outcome, number in made.items()},
        "read": {
            **counts,
            "cells": [
                {"file": e.file, "sheet": e.sheet, "cell": e.cell, "text": e.text, "reason": e.reason} for e in refused
            ],
        },
        "doubts": list(county.doubts),
        "sums": [
            {"sheet": one.source.sheet, "cell": one.source.cell, "table": one.table, "message": one.words}
            for one in county.sums
        ],
    }
    return int(made[UnitFate.REFUSED] > 0), data, lines


def _stored_before(office: Office, folder: Path, plan: CountyPlan) -> list[str]:
    """Store last year's disclosures of the units of the workbook; returns what could not be read or stored."""

    def crew(tasks: Iterable[Task]) -> Iterator[TaskOutcome]:
        return on_all_cores(tasks, os.cpu_count() or 1, lambda: False)

    with TemporaryDirectory(prefix="last-years-") as place:
        last_years = read_last_years(folder, office.folder.resolve(), Path(place), crew)
        return [*last_years.unread, *filter(None, storing(office, last_years, plan.heads))]


def _unit_lines(unit: HandedOut) -> Iterator[str]:
    words = f"{outcome_words(unit.outcome)} {unit.unit.code} {unit.unit.name}"
    carried = "，由上年资料结转" if unit.is_carried else ""
    errors = f"，错误{unit.findings['E']}条，警告{unit.findings['W']}条" if unit.findings else ""
    yield f"{words}{carried}{errors}{f'，{unit.file.name}' if unit.file else ''}"
    yield from (f"    {one}" for one in unit.told)


def _unit_out(unit: HandedOut) -> dict[str, object]:
    return {
        "unit": unit_data(unit.unit),
        "outcome": unit.outcome,
        "id": unit.id or None,
        "file": str(unit.file) if unit.file else None,
        "carried": unit.is_carried,
        "told": list(unit.told),
        "counts": dict(unit.findings) or None,
    }


def collect_all(options: argparse.Namespace) -> Told:
    """The packet files of a folder with how far each has come; exit 1 when one was left that should be looked at."""
    if not options.folder.is_dir():
        raise Trouble(f"“{options.folder}”不是文件夹；", "请给放着资料包的文件夹。")
    with office_of(options, to_read=options.look) as office:
        found = collect(office, options.folder, date.today(), only_look=options.look)
    lines = ["\t".join(("单位", "进度", "错误", "警告", "最迟公开", "还剩", "最近改动", "资料包"))]
    lines += ["\t".join(_columns(one)) for one in found]
    lines += [f"{whose(one)}：{one.told}" for one in found if one.told and one.taking is not PacketFate.MISSING]
    come = Counter(one.come for one in found)
    taking = Counter(one.taking for one in found)
    lines += collected_words(found)
    data = {
        "units": [_collected_out(one) for one in found],
        "progress": {stage.value: come[stage] for stage in Come},
        "counts": {one.value: taking[one] for one in PacketFate},
    }
    return int(any(taking[one] for one in TO_LOOK_AT)), data, lines


def _columns(one: Collected) -> tuple[str, ...]:
    """The line of the table of progress."""
    return (
        whose(one),
        come_words(one),
        *(str(one.findings.get(level, "")) for level in "EW"),
        one.last_day.isoformat() if one.last_day else "",
        days_words(one),
        one.worked_at,
        one.file.name if one.file else "没有交回",
    )


def _collected_out(one: Collected) -> dict[str, object]:
    return {
        **(head_data(one.head) if one.head else {"id": None, "unit": None, "year": None, "kind": None}),
        "file": str(one.file) if one.file else None,
        "taking": one.taking,
        "told": one.told or None,
        "progress": one.come,
        "counts": dict(one.findings) or None,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "days_left": one.days_left,
        "worked_at": one.worked_at or None,
    }


def sum_all(options: argparse.Namespace) -> Told:
    """The department's disclosure from those of its units."""
    unit = unit_in(options.into) or Unit("", options.into.strip())
    with office_of(options) as office:
        known = next((one.head.unit for one in office.listed() if one.head.id == options.into), None)
        done = sum_up(office, options.ids, known or unit)
    levels = Counter(finding.level for finding in check(done.document))
    lines = [
        f"已{'生成' if done.is_new else '汇总到'} {done.document.head.id}：{len(done.units)}个单位，"
        f"{done.changed}个金额有变化，错误{levels['E']}条，警告{levels['W']}条。",
        *done.told,
    ]
    data = {
        **head_data(done.document.head),
        "units": [{"id": unit.head.id, **unit_data(unit.head.unit)} for unit in done.units],
        "new": done.is_new,
        "changed": done.changed,
        "told": list(done.told),
        "counts": {level: levels[level] for level in LEVELS},
    }
    return 0, data, lines


def trace(options: argparse.Namespace) -> Told:
    """What each unit has in one cell of a department's disclosure that was summed."""
    with office_of(options, to_read=True) as office:
        document = office.open_disclosure(options.id)
    if not document.units:
        raise Trouble(f"“{options.id}”不是汇总来的，或者所属单位的资料不在这里；", "请先用 county sum 汇总。")
    place = _place(document, options.place)
    table, parts = document.edition.tables[place.table], traced(document, place)
    lines = [f"{unit.head.unit.code} {unit.head.unit.name}\t{table.show(fen)}" for unit, fen in parts]
    lines.append(f"部门\t{table.show(document.value(place)) or '（空白）'}")
    data = {
        "place": path(document.edition, place),
        "value": table.show(document.value(place)) or None,
        "units": [{"id": unit.head.id, **unit_data(unit.head.unit), "value": table.show(fen)} for unit, fen in parts],
    }
    return 0, data, lines


def _place(document: Document, text: str) -> Address:
    """The cell of TABLE/ROW/COLUMN as the JSON of a dump names it; raises Trouble when there is none."""
    table, row, column, *rest = (*text.split("/"), "", "")
    declared = document.edition.tables.get(table)
    keys = {declared.outside_key(line.key): line.key for line in document.lines(table)} if declared else {}
    place = Address(table, keys.get(row, row), column)
    if any(rest) or place not in document.plan.index:
        raise Trouble(f"没有“{text}”这一格；", "请照 dump 里的写法，写成 表/行/栏，例如 T3/total/total。")
    return place


def _files(given: Iterable[Path]) -> list[Path]:
    """The files, those of a folder in the place of it; raises Trouble when a folder has none that can be read."""
    found: list[Path] = []
    for one in given:
        inside = sorted(file for file in one.iterdir() if file.suffix.lower() in READABLE) if one.is_dir() else [one]
        if not inside:
            raise Trouble(f"文件夹“{one.name}”里没有可以读的文件；", f"可以读的有 {'、'.join(READABLE)}。")
        found += inside
    return found


def add_commands(tools: Tools) -> None:
    """`county` with what can be done with it."""
    county = tools.group("county", "财政部门：全县各单位一起做")
    handing = county.add("hand-out", "由全县的工作簿生成各单位的资料，一个单位一个资料包", hand_out_all, "files:文件…")
    handing.add_argument("--year", type=int, required=True, metavar="年度", help="预算年度")
    handing.add_argument("--out", type=Path, required=True, metavar="文件夹", help="存放资料包的文件夹")
    handing.add_argument("--previous", type=Path, metavar="文件夹", help="各单位上年的资料，存入以后由它结转")
    handing.add_argument("--kind", choices=KINDS, default="", help="部门预算或者单位预算，表名里没有写明时用")
    handing.add_argument("--pack", default="", metavar="表样", help="哪里的表样")
    handing.add_argument("--money-unit", choices=MONEY_UNITS, default="", help="金额单位，说法不一致时用")
    collecting = county.add(
        "collect", "收回各单位的资料包：认单位、核对、检查、看进度、存入", collect_all, "folder:文件夹"
    )
    collecting.add_argument("--look", action="store_true", help="只看，不存入")
    adding = county.add("sum", "汇总：把所属单位的资料汇总成部门的，扣除单位之间的往来", sum_all, "ids:编号…")
    adding.add_argument(
        "--into", required=True, metavar="部门", help="部门的编码和名称，例如“339 某某局”；或者已有的编号"
    )
    tracing = county.add("trace", "汇总来的一个数，由哪些单位相加", trace, "id:编号")
    tracing.add_argument("place", metavar="表/行/栏", help="照 dump 里的写法，例如 T3/total/total")
