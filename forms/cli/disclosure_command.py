"""The commands on one disclosure: import, check, list, dump, carry, compare, rules.

A room that only some of them need is imported by these, so that nobody who checks waits for the database.
"""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from pathlib import Path

from forms.cli import dump
from forms.cli.blank import not_blank
from forms.cli.targets import add_reading, disclosed, last_year, opened, read_files
from forms.cli.tools import Told, Tools, office_of
from forms.document.finding import LEVEL_WORDS, TO_DO, Finding, by_cause, ordered
from forms.form.load import KINDS, edition, edition_of, pack
from forms.match.account.accounts import account
from forms.write.page.plain_data import document_data, head_data
from forms.write.reports import found_data
from forms.years.carried import summary

DONE, FOUND_ERRORS = 0, 1


def add_commands(tools: Tools) -> None:
    """The commands of this module."""
    add_reading(tools.add("import", "导入工作簿，存入数据库", import_files, "targets:文件…"))
    checking = tools.add("check", "检查文件或者已存入的公开资料", check_one, "targets:文件或编号…")
    add_reading(checking)
    checking.add_argument("--previous", nargs="+", type=Path, metavar="文件", help="上年的文件")
    checking.add_argument("--report", type=Path, metavar="文件夹", help="把检查报告写成 PDF 和 Excel，存入这个文件夹")
    tools.add("list", "列出已存入的公开资料", list_all)
    add_reading(tools.add("dump", "输出全部表格内容", dump_one, "targets:文件或编号…"))
    carrying = tools.add("carry", "由上年资料生成新一年的资料", carry_on, "id:编号")
    carrying.add_argument("--year", type=int, required=True, metavar="年度", help="新的预算年度")
    comparing = tools.add("compare", "对照两份公开资料，列出全部差别", compare_two)
    for dest, words in (("old", "原来的"), ("new", "现在的")):
        what = "编号、文件，或者放着一份资料各文件的文件夹"
        comparing.add_argument(dest, type=not_blank, metavar=words, help=what)
    comparing.add_argument("--out", type=Path, metavar="文件夹", help="把对照表写成 PDF 和 Excel，存放的文件夹")
    tools.add("rules", "列出全部检查规则", list_rules)


def import_files(options: argparse.Namespace) -> Told:
    """What files hold, stored as a disclosure."""
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
    return DONE, data, lines


def check_one(options: argparse.Namespace) -> Told:
    """The findings of files or of a stored disclosure; exit 1 with errors."""
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
        lines.append(f"{_level(first)} {first.rule} {first.sentence}")
        lines += [f"　　由此：{_level(f)} {f.rule} {f.sentence}" for f in following]
    kinds = Counter(map(_level, findings))
    counted = "，".join(
        f"{word}{kinds[word]}条" for word in (*LEVEL_WORDS.values(), *([TO_DO] if kinds[TO_DO] else []))
    )
    lines.append(f"{counted}，共{data['causes']}处起因。" if data["causes"] < len(findings) else f"{counted}。")
    if options.report:
        from forms.write.reports.inspection_report import export_report

        paths = export_report(document, findings, options.report, made=datetime.date.today())
        data["report"] = [str(path) for path in paths]
        lines += [f"检查报告已写入 {path}" for path in paths]
    return FOUND_ERRORS if counts["E"] else DONE, data, lines


def _level(finding: Finding) -> str:
    """The word for how serious it is; of what is not begun yet, that it is to be filled in."""
    return TO_DO if finding.waits_for else LEVEL_WORDS[finding.level]


def list_all(options: argparse.Namespace) -> Told:
    """Every stored disclosure."""
    with office_of(options, to_read=True) as office:
        listed = office.listed()
    lines = [
        f"{one.head.id}  {one.head.unit.code} {one.head.unit.name}  {one.head.year}年  {one.head.state}  {one.changed}"
        for one in listed
    ]
    return DONE, [dump.listed_data(one) for one in listed], lines or ["还没有存入公开资料。"]


def dump_one(options: argparse.Namespace) -> Told:
    """The whole content of the tables."""
    document, _ = opened(options)
    data = document_data(document)
    lines = []
    for table in data["tables"]:
        lines += ["", f"{table['title']}（{table['unit']}）"]
        for row in table["rows"]:
            cells = "  ".join(f"{column}={text}" for column, text in row["cells"].items())
            lines.append(f"{row['code'] or ''}\t{row['label']}\t{cells}")
        lines += table["notes"]
    return DONE, data, lines


def carry_on(options: argparse.Namespace) -> Told:
    """The new year's disclosure from last year's."""
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
    return DONE, data, lines


def compare_two(options: argparse.Namespace) -> Told:
    """What differs between two disclosures."""
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
    return DONE, data, lines


def list_rules(options: argparse.Namespace) -> Told:  # noqa: ARG001  (as every command)
    """The rules of the newest form."""
    rules = dump.rules_data(edition(pack().years[-1], KINDS[0]))
    lines = [f"{rule['id']} {LEVEL_WORDS[rule['level']]} {rule['title']}：{rule['why']}" for rule in rules]
    return DONE, rules, lines
