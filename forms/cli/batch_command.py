"""Many at once: batch check, export, import over a folder of a county's units, or over disclosures of the store."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from forms.cli.tools import Told, Tools, office_of
from forms.county.batch import Crew, gather_amounts, run, tasks_in, tasks_of
from forms.county.county_summary import brief, state_words, worst_words, write_summary
from forms.county.crew import on_all_cores
from forms.county.last_years import with_last_years
from forms.county.ledger import BatchLedger
from forms.county.task import Deed, Orders, Task, TaskOutcome, TaskResult
from forms.county.unit_list import list_in, not_handed_in, read_units
from forms.county.website import FILE as SITE_FILE
from forms.county.website import held_against_settled, site_tasks, write_site_report
from forms.form.load import KINDS, installed
from forms.form.resources import PACKS_OF_OFFICE, default_folder
from forms.match.asking.given import Given
from forms.match.proof.money_scale import MONEY_UNITS
from forms.write.packet.package import FORMATS
from forms.write.page.folders import make_folder
from forms.write.page.products import Product
from models.errors import Trouble
from models.records import Unit

_ABSENT = "absent"
"""The result of a unit of the list that handed in nothing, beside those of a task."""
_DONE, _FOUND_ERRORS, _REFUSED = range(3)
_WHAT = {
    Deed.CHECK: "检查一个文件夹里各单位的资料，每个单位写一份出错说明",
    Deed.EXPORT: "检查并导出各单位的 Excel、PDF 和 Word",
    Deed.IMPORT: "检查并把各单位的资料存入数据库",
}
_VERIFY = "网上公开的文件（下载在一个文件夹里）是不是定稿的内容，缺哪些，超过期限没有"


def check_all(options: argparse.Namespace) -> Told:
    """Check every disclosure."""
    return _batch(Deed.CHECK, options)


def export_all(options: argparse.Namespace) -> Told:
    """Check and export every disclosure."""
    return _batch(Deed.EXPORT, options)


def import_all(options: argparse.Namespace) -> Told:
    """Check and store every disclosure."""
    return _batch(Deed.IMPORT, options)


def add_commands(tools: Tools) -> None:
    """The commands of this module."""
    group = tools.group("batch", "批量：一个文件夹里全县的资料一次检查、导出或导入")
    for deed, action in ((Deed.CHECK, check_all), (Deed.EXPORT, export_all), (Deed.IMPORT, import_all)):
        choices = group.add(deed, _WHAT[deed], action, "targets:文件夹或编号…")
        choices.add_argument("--out", type=Path, required=True, metavar="文件夹", help="汇总表和出错说明存放的文件夹")
        choices.add_argument("--units", type=Path, metavar="名单", help="应当公开的单位，默认是文件夹里的“单位名单”")
        choices.add_argument(
            "--previous", type=Path, metavar="文件夹", help="各单位上年的资料；放在叫“上年资料”的文件夹里的不用写"
        )
        choices.add_argument("--jobs", type=int, metavar="个数", help="同时用几个进程，默认每个处理器一个")
        choices.add_argument("--scheduler", default="", metavar="地址", help="交给 Dask 集群做，例如 tcp://主机:8786")
        choices.add_argument("--no-spelling", action="store_true", help="不查错别字，快得多")
        choices.add_argument("--pack", default="", metavar="表样", help=f"哪里的表样，装有 {'、'.join(installed())}")
        choices.add_argument("--year", type=int, metavar="年度", help="预算年度，文件里没有写明时用")
        choices.add_argument("--kind", choices=KINDS, default="", help="部门预算或者单位预算，文件里没有写明时用")
        choices.add_argument("--money-unit", choices=MONEY_UNITS, default="", help="金额单位，文件里的说法不一致时用")
        if deed is Deed.EXPORT:
            choices.add_argument("--only", choices=FORMATS, help="只导出一种")
            choices.add_argument(
                "--for", dest="product", choices=[*Product], type=Product, default=Product.PUBLIC, metavar="公开|送签",
                help="公开版（默认）用于上网；送签版用于打印、签字、盖章",
            )  # fmt: skip
            choices.add_argument("--formulas", action="store_true", help="工作簿带公式：合计等由公式算出")
            choices.add_argument("--tables", choices=("csv",), help="另外把全部单位各表的每一格写成一份 CSV，供分析")
    choices = group.add("verify", _VERIFY, verify_all, "folder:文件夹")
    choices.add_argument("--out", type=Path, metavar="文件夹", help="核对结果存放的文件夹")
    choices.add_argument("--jobs", type=int, metavar="个数", help="同时用几个进程，默认每个处理器一个")
    choices.add_argument("--year", type=int, metavar="年度", help="哪一年度的应当公开，不写时是文件里的年度")


def verify_all(options: argparse.Namespace) -> Told:
    """Hold what stands on the web site against what was settled; exit 1 when anything is not as it should be."""
    folder = Path(options.folder).resolve()
    if not folder.exists():
        raise Trouble(f"没有“{folder}”这个文件夹；", "请看看路径有没有写错。")
    data = (options.data or default_folder()).resolve()
    orders = Orders(Deed.VERIFY, Path(), data, (data / PACKS_OF_OFFICE,))
    with ExitStack() as stack:
        unpacked = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="batch-")))
        tasks = site_tasks(folder, orders, unpacked)
        office = stack.enter_context(office_of(options, to_read=True))
        outcomes = on_all_cores(tasks, _jobs(options), lambda: False)
        standings = list(held_against_settled(office, outcomes, options.year, datetime.date.today()))
    for one in standings:
        print(json.dumps(one.data, ensure_ascii=False) if options.json else f"{one.name}  {one.words}", flush=True)
    right = sum(one.is_right for one in standings)
    lines = [f"共{len(standings)}份：相同{right}份，要处理{len(standings) - right}份。"]
    if options.out:
        make_folder(options.out)
        write_site_report(standings, options.out / SITE_FILE)
        lines.append(f"已写成 {options.out / SITE_FILE}")
    return int(right < len(standings)), None, lines


def _batch(deed: Deed, options: argparse.Namespace) -> Told:
    orders, jobs = _orders(deed, options), _jobs(options)
    make_folder(orders.out)
    with ExitStack() as stack:
        unpacked = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="batch-")))
        crew = _crew(options.scheduler, jobs)
        tasks, before = _tasks(options, orders, unpacked)
        tasks, unread = with_last_years(tasks, before, crew)
        office = stack.enter_context(office_of(options)) if deed is Deed.IMPORT else None
        done: list[TaskOutcome] = []
        is_stopped = False
        try:
            for outcome in run(tasks, BatchLedger(orders.out), crew, office):
                done.append(brief(outcome))
                _tell(outcome, len(done), len(tasks), as_json=options.json)
        except KeyboardInterrupt:
            is_stopped = True
        left = sorted({task.name for task in tasks} - {outcome.name for outcome in done})
        absent = () if left else not_handed_in(_units(options), (outcome.data for outcome in done))
        paths = [write_summary(orders.out, done, left, absent)]
        if orders.tables:
            paths.append(gather_amounts(orders, done, tasks))
    if options.json:
        for unit in absent:
            line = {"name": unit.name, "files": [], "result": _ABSENT, "unit": {"code": unit.code, "name": unit.name}}
            print(json.dumps(line, ensure_ascii=False), flush=True)
    code, data, lines = _told(done, paths, absent, len(left) if is_stopped else 0)
    return code, data, [*lines, *(_last_years_told(done, unread) if before else ())]


def _units(options: argparse.Namespace) -> Sequence[Unit]:
    """The units that have to disclose: those of the list that was named, or that lies in a folder of the targets."""
    lists = [options.units] if options.units else filter(None, (list_in(Path(target)) for target in options.targets))
    return [unit for file in lists for unit in read_units(file)]


def _told(done: Sequence[TaskOutcome], paths: Sequence[Path], absent: Sequence[Unit], left: int) -> Told:
    """The exit code, and for a person how many of which kind; every line of JSON is out already."""
    if left:
        told = f"已停止：做完{len(done)}份，还有{left}份没有做。做完的都保留了，再运行一次接着做。"
        raise Trouble(told, f"汇总表在 {paths[0]}。")
    checked = [outcome for outcome in done if outcome.result is TaskResult.CHECKED]
    wrong = sum(outcome.count("E") > 0 for outcome in checked)
    lines = [
        f"共{len(done)}份：没有错误{len(checked) - wrong}份，有错误{wrong}份，没有做成{len(done) - len(checked)}份。"
    ]
    if absent:
        lines.append(f"没有交的{len(absent)}个单位：{'、'.join(unit.name for unit in absent)}。")
    lines += [f"已写成 {path}" for path in paths]
    code = _REFUSED if not checked else _FOUND_ERRORS if wrong or len(done) > len(checked) else _DONE
    return code, None, lines


def _last_years_told(done: Sequence[TaskOutcome], unread: Sequence[TaskOutcome]) -> list[str]:
    """How many were held against last year's, and what of last year's could not be read."""
    beside = sum(bool(outcome.data.get("previous")) for outcome in done)
    checked = sum(outcome.result is TaskResult.CHECKED for outcome in done)
    without = f"，没有找到本单位上年资料的{checked - beside}份" if checked > beside else ""
    lines = [f"对照了上年资料的{beside}份{without}。"]
    return lines + [f"上年资料“{outcome.name}”没有读出来：{outcome.data['error']}" for outcome in unread]


def _orders(deed: Deed, options: argparse.Namespace) -> Orders:
    only, data = getattr(options, "only", None), (options.data or default_folder()).resolve()
    return Orders(
        deed,
        out=options.out.resolve(),
        data=data,
        packs=(*([options.packs.resolve()] if options.packs else []), data / PACKS_OF_OFFICE),
        given=Given(year=options.year, kind=options.kind, money_unit=options.money_unit, pack=options.pack),
        spelling=not options.no_spelling,
        formats=(only,) if only else (),
        product=getattr(options, "product", Product.PUBLIC),
        formulas=getattr(options, "formulas", False),
        tables=bool(getattr(options, "tables", None)),
    )


def _jobs(options: argparse.Namespace) -> int:
    jobs: int = options.jobs if options.jobs is not None else os.cpu_count() or 1
    if jobs < 1:
        raise Trouble("--jobs 至少是 1；", "不写时每个处理器一个。")
    return jobs


def _crew(scheduler: str, jobs: int) -> Crew:
    if scheduler:
        from forms.county.cluster import on_cluster

        return lambda tasks: on_cluster(tasks, scheduler)
    return lambda tasks: on_all_cores(tasks, jobs, lambda: False)


def _tasks(options: argparse.Namespace, orders: Orders, unpacked: Path) -> tuple[list[Task], list[Task]]:
    """The tasks of folders, zips and files, and of ids of the store; and those of last year's."""
    paths = [Path(target).resolve() for target in options.targets if Path(target).exists()]
    ids = [target for target in options.targets if not Path(target).exists()]
    if missing := [one for one in ids if Path(one).suffix or os.sep in one]:
        raise Trouble(f"没有“{missing[0]}”这个文件夹；", "请看看路径有没有写错。")
    if ids and orders.deed is Deed.IMPORT:
        raise Trouble(f"“{ids[0]}”不是文件夹；", "batch import 请给放着各单位文件的文件夹。")
    tasks: list[Task] = []
    before: list[Task] = []
    for path in paths:
        now, last_years = tasks_in(path, orders, unpacked)
        tasks += now
        before += last_years
    if options.previous is not None:
        if not options.previous.exists():
            raise Trouble(f"没有“{options.previous}”这个文件夹；", "--previous 请给放着各单位上年资料的文件夹。")
        before += [task for found in tasks_in(options.previous.resolve(), orders, unpacked) for task in found]
    if ids:
        with office_of(options, to_read=True) as office:
            tasks += tasks_of(office, ids, orders)
    return list(_told_apart(tasks)), list(_told_apart(before))


def _told_apart(tasks: Sequence[Task]) -> Iterator[Task]:
    """Each task under a name of its own; raises Trouble when something is given twice."""
    names = set()
    for task in tasks:
        if task.name in names:
            raise Trouble(f"“{task.name}”给了两次；", "同名的文件夹请分开做，或者先改名。")
        names.add(task.name)
        yield task


def _tell(outcome: TaskOutcome, number: int, of: int, *, as_json: bool) -> None:
    """One line for an outcome, at once."""
    if as_json:
        print(json.dumps(outcome.data, ensure_ascii=False), flush=True)
        return
    data = outcome.data
    counts = f"错误{outcome.count('E')}条，警告{outcome.count('W')}条" if "counts" in data else ""
    unit = data["unit"]["name"] if "unit" in data else outcome.name
    again = "（没有变）" if data.get("unchanged") else ""
    parts = filter(None, (f"{number}/{of}", unit, state_words(data) + again, counts, worst_words(data)))
    print("  ".join(parts), file=sys.stdout, flush=True)
