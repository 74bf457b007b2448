"""Checks of classification codes: known this year, named right, complete, in order (C12, E01–E05)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.lines import Line
from forms.document.reporter import Reporter
from forms.form.catalogue import Catalogue, fold_name
from forms.form.model import Level, Table
from models.records import RowAddress


@special("E01", "E05", when="structural")
def known_codes(reporter: Reporter) -> Iterator[Finding]:
    """Codes that are malformed, not in the list of the year, retired, or under another name than the list's."""
    names = _names(reporter)
    for table in _code_tables(reporter):
        catalogue = reporter.document.catalogue(table)
        for line in _coded(reporter, table):
            place = RowAddress(table.id, line.key)
            if line.level == 0:
                lengths = "、".join(map(str, catalogue.lengths))
                yield reporter.row("E01", place, f"编码有{len(line.code)}位，应为{lengths}位数字。", link="的")
            elif line.code not in catalogue.codes:
                yield from _unknown(reporter, catalogue, place, line)
            else:
                yield from _name(reporter, catalogue, place, line, names[catalogue.kind, line.code])


@special("E02", "E04", when="structural")
def detailed_codes(reporter: Reporter) -> Iterator[Finding]:
    """Rows that stop above the level that must be disclosed, and government classes where the department's belong."""
    for table in _code_tables(reporter):
        catalogue = reporter.document.catalogue(table)
        divided = {line.code[:n] for line in _coded(reporter, table) for n in range(1, len(line.code))}
        for line in _coded(reporter, table):
            place = RowAddress(table.id, line.key)
            if table.catalogue == "economic" and line.code[:3] in reporter.document.government_catalogue().codes:
                yield reporter.row("E04", place, "用的是政府预算经济分类，应改用部门预算经济分类（301至399）。")
            elif 0 < line.level < len(catalogue.lengths) and line.code not in divided:
                rule, level = ("E04", "款") if table.catalogue == "economic" else ("E02", "项")
                yield reporter.row(rule, place, f"只列到{_level_word(line)}级，下面没有{level}级科目。")


@special("E03", when="structural")
def parents_present(reporter: Reporter) -> Iterator[Finding]:
    """Each 类 or 款 that is missing from a table, told once at the first row under it."""
    for table in _code_tables(reporter):
        catalogue = reporter.document.catalogue(table)
        codes = {line.code for line in _coded(reporter, table)}
        for line in _coded(reporter, table):
            missing = [c for c in catalogue.parents(line.code) if c not in codes] if line.level else []
            codes.update(missing)
            if missing:
                words = "、".join(f"{code} {catalogue.name(code) or ''}".strip() for code in missing)
                yield reporter.row("E03", RowAddress(table.id, line.key), f"缺少上级科目“{words}”。")


@special("C12", when="structural")
def order_of_codes(reporter: Reporter) -> Iterator[Finding]:
    """Codes that come twice or out of order, and serial numbers of a file that do not run on."""
    document = reporter.document
    for table in _code_tables(reporter):
        before = ""
        seen: set[str] = set()
        for line in _coded(reporter, table):
            place = RowAddress(table.id, line.key)
            if line.code in seen:
                yield reporter.row("C12", place, "重复列示，同一科目只应列一行。")
            elif line.code < before:
                yield reporter.row("C12", place, f"排在“{before}”之后，应按编码从小到大排列。")
            seen.add(line.code)
            before = line.code
    for place, (printed, right) in document.provenance.serials.items():
        if document.line(*place) is not None:
            yield reporter.row("C12", place, f"序号是{printed}，按顺序应为{right}。", link="的")


def _code_tables(reporter: Reporter) -> Iterator[Table]:
    return (table for table in reporter.edition.tables.values() if table.layout == "codes")


def _coded(reporter: Reporter, table: Table) -> Iterator[Line]:
    return (line for line in reporter.document.lines(table.id) if line.code)


def _level_word(line: Line) -> str:
    return "类款项"[line.level - 1]


def _names(reporter: Reporter) -> dict[tuple[str, str], dict[str, list[RowAddress]]]:
    """Under each code of each list the names it carries in this disclosure, and where."""
    found: dict[tuple[str, str], dict[str, list[RowAddress]]] = defaultdict(lambda: defaultdict(list))
    for table in _code_tables(reporter):
        for line in _coded(reporter, table):
            found[table.catalogue, line.code][fold_name(line.label)].append(RowAddress(table.id, line.key))
    return found


def _name(
    reporter: Reporter, catalogue: Catalogue, place: RowAddress, line: Line, names: dict[str, list[RowAddress]]
) -> Iterator[Finding]:
    """A name that is not the list's: an error when the same code is named otherwise elsewhere, else a warning."""
    standard = catalogue.codes[line.code]
    if fold_name(line.label) == fold_name(standard.name):
        return
    others = [places[0] for name, places in names.items() if name != fold_name(line.label)]
    if not line.label:
        message = f"没有科目名称，应为“{standard.name}”。"
        level: Level = "E"
    elif others:
        message = f"名称与{reporter.table_words(others[0].table)}不一致，同一科目应为“{standard.name}”。"
        level = "E"
    else:
        message = f"名称和{catalogue.year}年科目表上的不同，科目表上是“{standard.name}”，请照着改。"
        level = "W" if standard.sure else "H"
    finding = reporter.row("E01", place, message, level=level, link="的" if line.label else "")
    yield replace(finding, column="name", quote=line.label, found=line.label, expected=standard.name)


def _unknown(reporter: Reporter, catalogue: Catalogue, place: RowAddress, line: Line) -> Iterator[Finding]:
    """A code the list of the year does not hold: retired, not yet valid, or never met."""
    periods = catalogue.periods(line.code)
    retired = [p for p in periods if p.valid_to < catalogue.year]
    if retired:
        heir = catalogue.successor(line.code)
        advice = f"可改用“{heir.code} {heir.name}”。" if heir else "请按当年科目表改用接替的科目。"
        level: Level = "E" if retired[-1].sure else "H"
        yield reporter.row("E05", place, f"在{retired[-1].valid_to}年以后已经停用，{advice}", level=level)
    elif periods:
        yield reporter.row("E01", place, f"从{periods[0].valid_from}年起才有这个科目，请核对年度。", level="H")
    else:
        yield reporter.row("E01", place, f"在{catalogue.year}年科目表中没有找到，请核对编码。", level="W")
