"""The command line: a second front end over forms/, without a screen and without Qt.

Its words and its JSON are a contract with other programs. Exit codes: 0 done, 1 `check` found errors, 2 the request
could not be carried out, 3 a fault of the program. A room that only some commands need is imported by these, so that
nobody who exports waits for the checks, and nobody who checks for the database.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from forms.cli import dump
from forms.cli.targets import disclosed, last_year, opened, read_files
from forms.cli.tools import Action, Tools, office_of
from forms.document.finding import LEVEL_WORDS, by_cause, ordered
from forms.form.load import KINDS, edition, edition_of, installed, pack, use_folder
from forms.form.resources import PACKS_OF_OFFICE, default_folder
from forms.form.version import PROGRAM, VERSION
from forms.match.account.accounts import account
from forms.match.proof.money_scale import MONEY_UNITS
from forms.signing.state_name import state_of
from forms.write.page.plain_data import document_data, head_data
from forms.write.page.products import Product, day_of, mark_of
from forms.write.reports import found_data
from forms.years.carried import summary
from models.errors import NotStored, Trouble
from models.staging import put_all_right

DONE, FOUND_ERRORS, REFUSED, FAULT = range(4)


def run(arguments: Sequence[str]) -> int:
    """Carry out one request and return its exit code; a Trouble becomes one sentence on standard error."""
    try:
        options = _parser(_prepare(arguments)).parse_args(arguments)
        _require_installed(getattr(options, "pack", ""))
        code: int = options.run(options)
    except Trouble as trouble:
        kept = "这一次没有存入任何内容，原来的数据没有改动。" if isinstance(trouble, NotStored) else ""
        print(f"{trouble}{kept}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever reads the output has seen enough; nothing more may be written there, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        print(f"程序出错了（{type(error).__name__}：{error}），数据没有改动，请把这句话告诉开发者。", file=sys.stderr)
        return FAULT
    return code


class _Formatter(argparse.HelpFormatter):
    """Help whose own words are Chinese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese, and raises a Trouble instead of leaving the program."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=_Formatter)
        self.choices = self.add_argument_group("选项")
        self.choices.add_argument("-h", "--help", action="help", help="显示这份用法")

    def error(self, message: str) -> NoReturn:  # noqa: ARG002  (its words are English)
        usage = " ".join(self.format_usage().removeprefix("用法：").split())
        raise Trouble("命令写得不对；", f"用法是：{usage}")


def _parser(command: str = "") -> argparse.ArgumentParser:
    """What can be asked for. Where `command` is one of this module, those of the others need not be there."""
    parser = _Parser(prog="main.py", description="部门预算信息公开。不带命令时打开窗口。")
    parser.choices.add_argument("--version", action="version", version=f"{PROGRAM} {VERSION}", help="显示程序的版本")
    verbs = parser.add_subparsers(title="命令", required=True, metavar="命令")

    def verb(name: str, what: str, action: Callable[[argparse.Namespace], int], **place: str) -> Any:
        """One command, with its place of files or ids if it takes any; returns where its options are added."""
        sub = verbs.add_parser(name, help=what, description=what)
        sub.set_defaults(run=action)
        choices = sub.choices
        for dest, words in place.items():
            sub.add_argument_group("对象").add_argument(dest, nargs="+", metavar=words)
        if "文件" in place.get("targets", ""):
            choices.add_argument("--unit-code", default="", metavar="编码", help="单位编码，文件里没有写明时用")
            choices.add_argument("--unit-name", default="", metavar="名称", help="单位名称，文件里没有写明时用")
            choices.add_argument("--year", type=int, metavar="年度", help="预算年度，文件里没有写明时用")
            choices.add_argument(
                "--pack", default="", metavar="表样", help=f"哪里的表样，装有 {'、'.join(installed())}"
            )
            choices.add_argument("--kind", choices=KINDS, default="", help="部门预算或者单位预算")
            choices.add_argument(
                "--money-unit", choices=MONEY_UNITS, default="", help="金额单位，文件里的说法不一致时用"
            )
        _add_common(choices)
        return choices

    verb("import", "导入工作簿，存入数据库", _import, targets="文件")
    checking = verb("check", "检查文件或者已存入的公开资料", _check, targets="文件或编号")
    checking.add_argument("--previous", nargs="+", type=Path, metavar="文件", help="上年的文件")
    checking.add_argument("--report", type=Path, metavar="文件夹", help="把检查报告写成 PDF 和 Excel，存入这个文件夹")
    verb("list", "列出已存入的公开资料", _list)
    verb("dump", "输出全部表格内容", _dump, targets="文件或编号")
    exporting = verb("export", "导出 Excel、PDF 和 Word", _export, targets="文件或编号")
    exporting.add_argument("--out", type=Path, required=True, metavar="文件夹", help="存放的文件夹")
    exporting.add_argument("--only", choices=("xlsx", "pdf", "docx"), help="只导出一种")
    exporting.add_argument(
        "--for", dest="product", choices=[*Product], type=Product, default=Product.PUBLIC, metavar="公开|送签",
        help="公开版（默认）用于上网；送签版用于打印、签字、盖章",
    )  # fmt: skip
    exporting.add_argument(
        "--signed", dest="product", action="store_const", const=Product.SIGNING, help="送签版，与 --for 送签 相同"
    )
    exporting.add_argument("--formulas", action="store_true", help="工作簿带公式：合计等由公式算出")
    carrying = verb("carry", "由上年资料生成新一年的资料", _carry)
    carrying.add_argument("id", metavar="编号")
    carrying.add_argument("--year", type=int, required=True, metavar="年度", help="新的预算年度")
    comparing = verb("compare", "对照两份公开资料，列出全部差别", _compare)
    for dest, words in (("old", "原来的"), ("new", "现在的")):
        comparing.add_argument(dest, metavar=words, help="编号、文件，或者放着一份资料各文件的文件夹")
    comparing.add_argument("--out", type=Path, metavar="文件夹", help="把对照表写成 PDF 和 Excel，存放的文件夹")
    verb("rules", "列出全部检查规则", _rules)
    if command not in verbs.choices:
        _add_others(Tools(verbs, _add_common, _tell_outcome))
    verb("selftest", "自检：用自带的示例走一遍导入、检查、导出", _selftest)
    return parser


def _add_others(tools: Tools) -> None:
    """The commands of the other modules."""
    from forms.cli import (
        batch_command,
        bureau_command,
        data_command,
        guide_command,
        pack_command,
        packet_command,
        state_command,
    )

    several = (pack_command, data_command, state_command, packet_command, guide_command, bureau_command, batch_command)
    for commands in several:
        commands.add_commands(tools)


def _add_common(choices: Any) -> None:
    """The options that every command has."""
    choices.add_argument("--data", type=Path, metavar="文件夹", help="数据文件夹，默认是本用户的数据文件夹")
    choices.add_argument("--packs", type=Path, metavar="文件夹", help="放着其他表样的文件夹")
    choices.add_argument("--json", action="store_true", help="输出一份 JSON")


def _prepare(arguments: Sequence[str]) -> str:
    """Put right what a killed run left half, and use the packs of the office and those of `--packs`, before the
    commands name what is installed; returns which command is given, blank where none is."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--packs", type=Path)
    try:
        given, rest = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return ""
    if given.packs is not None and not given.packs.is_dir():
        raise Trouble(f"“{given.packs}”不是文件夹；", "--packs 请给放着表样的文件夹。")
    data = given.data or default_folder()
    put_all_right(data)
    for folder in filter(None, (given.packs, data / PACKS_OF_OFFICE)):
        use_folder(folder)
    return next((word for word in rest if not word.startswith("-")), "")


def _tell_outcome(options: argparse.Namespace, action: Action) -> int:
    code, data, lines = action(options)
    _tell(options, data, lines)
    return code


def _import(options: argparse.Namespace) -> int:
    reading = read_files(options)
    with office_of(options) as office:
        document = office.take(reading)
    counts = reading.report.counts
    found = account(reading)
    data = {
        **head_data(document.head),
        "read": found_data.read_data(reading.report, every=True),
        "reading": found_data.reading_data(reading, found),
    }
    lines = [
        *filter(None, [found.lacking]),
        f"已存入 {document.head.id}：读入{counts['read']}格，采用{counts['taken']}格，"
        f"跳过{counts['skipped']}格，未采用{counts['refused']}格。",
        *found.rest,
    ]
    return _tell(options, data, lines)


def _check(options: argparse.Namespace) -> int:
    from forms.check import check

    document, reading = opened(options, last_year(options.previous) if options.previous else None)
    findings = check(document, spelling=True)
    if reading is not None:
        from forms.write.packet.verify import left_over

        left = left_over(document, map(Path, options.targets))
        findings = ordered([*findings, *left], list(document.edition.tables))
    data = found_data.check_data(document, findings, reading.report if reading else None)
    counts = data["counts"]
    lines: list[str] = []
    if reading is not None:
        found = account(reading)
        data["reading"] = found_data.reading_data(reading, found)
        lines += found.words
    for first, *following in by_cause(findings):
        lines.append(f"{LEVEL_WORDS[first.level]} {first.rule} {first.sentence}")
        lines += [f"　　由此：{LEVEL_WORDS[f.level]} {f.rule} {f.sentence}" for f in following]
    counted = f"错误{counts['E']}条，警告{counts['W']}条，提示{counts['H']}条"
    lines.append(f"{counted}，共{data['causes']}处起因。" if data["causes"] < len(findings) else f"{counted}。")
    if options.report:
        from forms.write.reports.inspection_report import export_report

        paths = export_report(document, findings, options.report, made=datetime.date.today())
        data["report"] = [str(path) for path in paths]
        lines += [f"检查报告已写入 {path}" for path in paths]
    _tell(options, data, lines)
    return FOUND_ERRORS if counts["E"] else DONE


def _list(options: argparse.Namespace) -> int:
    with office_of(options, to_read=True) as office:
        listed = office.listed()
    lines = [
        f"{one.head.id}  {one.head.unit.code} {one.head.unit.name}  {one.head.year}年  {one.head.state}  {one.changed}"
        for one in listed
    ]
    return _tell(options, [dump.listed_data(one) for one in listed], lines or ["还没有存入公开资料。"])


def _dump(options: argparse.Namespace) -> int:
    document, _ = opened(options)
    data = document_data(document)
    lines = []
    for table in data["tables"]:
        lines += ["", f"{table['title']}（{table['unit']}）"]
        for row in table["rows"]:
            cells = "  ".join(f"{column}={text}" for column, text in row["cells"].items())
            lines.append(f"{row['code'] or ''}\t{row['label']}\t{cells}")
        lines += table["notes"]
    return _tell(options, data, lines)


def _export(options: argparse.Namespace) -> int:
    from forms.write.packet.faces import faces_used, unprintable
    from forms.write.packet.package import export
    from forms.write.packet.verify import verify

    document, _ = opened(options)
    formats = (options.only,) if options.only else ()
    product: Product = options.product
    folder = options.data or default_folder()
    paths = export(document, options.out, formats=formats, product=product, data=folder, with_formulas=options.formulas)
    faults = verify(document, paths, product)
    mark = mark_of(document, product)
    lines = [f"已导出{product.words} {path}" for path in paths]
    lines += [f"{LEVEL_WORDS[fault.level]} {fault.rule} {fault.sentence}" for fault in faults]
    if any(path.suffix == ".pdf" for path in paths):
        lines += filter(None, (faces_used(), unprintable(document)))
    if mark:
        lines.append(f"还没有定稿，导出的文件标注了“{mark}”。")
    if day_of(document) is None:
        lines.append("还没有填写批复日期和公开日期，封面没有印年月。")
    told = [found_data.finding_data(fault, document.edition) for fault in faults]
    data = {
        "files": [str(path) for path in paths],
        "for": product,
        "draft": bool(mark),
        "mark": mark,
        "faults": told,
        "state": asdict(state_of(document)),
    }
    return _tell(options, data, lines)


def _carry(options: argparse.Namespace) -> int:
    with office_of(options) as office:
        previous = office.open_disclosure(options.id)
        carried = office.carrying(options.id, options.year)
        head = office.carry(options.id, options.year).head
    counts = carried.report.counts
    data = {**head_data(head), "carried": dump.carried_data(previous, edition_of(head), carried.report)}
    lines = [
        f"已生成 {head.id}：上年共{counts['lines']}项，沿用{counts['kept']}项，转入{counts['led']}项，"
        f"不带{counts['left']}项。",
        *summary(previous, carried.report),
    ]
    return _tell(options, data, lines)


def _compare(options: argparse.Namespace) -> int:
    from forms.compare.compare import PART_WORDS, compare

    old, new = (disclosed(target, options) for target in (options.old, options.new))
    differences = compare(old, new)
    paths: tuple[Path, ...] = ()
    if options.out:
        from forms.write.reports.blackline import write_blackline

        paths = write_blackline(old, new, differences, options.out, made=datetime.date.today())
    data = {
        "old": head_data(old.head),
        "new": head_data(new.head),
        "differences": [dump.difference_data(one, new.edition) for one in differences],
        "files": [str(path) for path in paths],
    }
    lines = [
        f"{PART_WORDS[one.part]} {one.place}{one.item}：{one.old or '（空白）'} → {one.new or '（空白）'}"
        for one in differences
    ]
    lines += [f"共{len(differences)}处差别。", *(f"已写成 {path}" for path in paths)]
    return _tell(options, data, lines)


def _rules(options: argparse.Namespace) -> int:
    rules = dump.rules_data(edition(pack().years[-1], KINDS[0]))
    lines = [f"{rule['id']} {LEVEL_WORDS[rule['level']]} {rule['title']}：{rule['why']}" for rule in rules]
    return _tell(options, rules, lines)


def _selftest(options: argparse.Namespace) -> int:
    from forms.cli.selftest import selftest

    steps = selftest()
    return _tell(options, {"passed": list(steps)}, [f"通过：{step}" for step in steps])


def _require_installed(name: str) -> None:
    """Raises Trouble for the name of a pack that is not there."""
    if name and name not in installed():
        raise Trouble(f"没有装名为“{name}”的表样；", f"目前装有 {'、'.join(installed())}。")


def _tell(options: argparse.Namespace, data: Any, lines: Sequence[str]) -> int:
    if options.json:
        if data is None:
            return DONE
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(lines))
    return DONE
