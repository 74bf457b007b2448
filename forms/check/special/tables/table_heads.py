"""Checks of the heads of the tables of a file: unit, code, year, date, unit of money (A03, A04, J03, J04, L02, M01)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.provenance import Source
from forms.document.reporter import Reporter
from forms.form.language import Patterns, patterns
from forms.form.model import Level, Table
from forms.match.text.reading_words import reading_words

_CODE = re.compile(r"[\[【(（]?(\d{3,9})[\]】)）]?")

_FEWEST = 3
"""So many heads show how all of them are written."""

Heads = tuple[tuple[str, Source], ...]


@special("A03", "A04", "J04", "M01")
def heads_name_the_unit(reporter: Reporter) -> Iterator[Finding]:
    """A head that leaves the unit blank, or names another unit or code than the rest of the paper."""
    said = patterns(reporter.edition)
    for table, heads in _heads(reporter):
        if not table.head_unit:
            continue
        stated = [(text, source) for text, source in heads if not said.no_unit_name.search(_plain(text))]
        labelled = [(text, source) for text, source in heads if _is_labelled(said, _plain(text))]
        line = next(iter(labelled or stated), None)
        if line is None:
            yield _at(reporter, "M01", table, None, "表头没有写明预算单位。", "W")
        else:
            yield from _unit(reporter, table, *line)


@special("J03", "L02", "M01")
def heads_carry_the_year(reporter: Reporter) -> Iterator[Finding]:
    """A head without its year, date or unit of money, or with those of another year."""
    year, said = reporter.edition.year, patterns(reporter.edition)
    for table, heads in _heads(reporter):
        words = {_plain(text): source for text, source in heads}
        for text, source in words.items():
            found, date = said.head_year.search(text), said.head_day.search(text)
            if found and int(found[1]) != year:
                message = f"表头写的是{found[1]}年度，预算年度是{year}年。"
                yield replace(_at(reporter, "L02", table, source, message), found=found[1], expected=str(year))
            month, day = reporter.edition.titles.asset_day
            if date and tuple(map(int, date.groups())) != (year - 1, month, day):
                message = f"表头写作“{date[0]}”，应当截至{year - 1}年{month}月{day}日。"
                yield _at(reporter, "J03", table, source, message)
        missing = [
            name
            for name, is_wanted, pattern in (
                ("预算年度", said.year_wanted.search(table.head_date), said.year_wanted),
                ("截止时间", said.day_wanted.match(table.head_date), said.day_told),
                ("金额单位", table.unit_caption, said.head_money),
            )
            if is_wanted and not any(pattern.search(text) for text in words)
        ]
        if missing:
            yield _at(reporter, "M01", table, None, f"表头没有写明{'、'.join(missing)}。", "W")
        for text, source in words.items():
            if (cut := said.head_year_cut.search(text)) and not said.head_year.search(text):
                message = f"表头的年度写作“{cut[0]}”，应为{year}。"
                yield _at(reporter, "L02", table, source, message, "W")


@special("L02", "M01")
def heads_are_alike(reporter: Reporter) -> Iterator[Finding]:
    """A head with another unit of money than all others, or the only one without the year."""
    said = patterns(reporter.edition)
    heads = {table.id: [_plain(text) for text, _ in lines] for table, lines in _heads(reporter)}
    stated = ((name, said.head_unit.search(text)) for name, lines in heads.items() for text in lines)
    units = {name: found[1] for name, found in stated if found}
    for name, unit in units.items():
        right = reporter.edition.tables[name].unit
        others = [other for one, other in units.items() if one != name]
        if unit != right and len(others) >= _FEWEST and others.count(right) >= len(others) - 1:
            message = f"表头的金额单位写的是“{unit}”，其他表都是“{right}”，请核对。"
            finding = _at(reporter, "M01", reporter.edition.tables[name], None, message, "W")
            yield replace(finding, found=unit, expected=right)
    dated = [name for name, lines in heads.items() if any(said.head_year.search(text) for text in lines)]
    bare = [name for name in heads if name not in dated and reporter.edition.tables[name].part == "budget"]
    if len(bare) != 1 or len(dated) < _FEWEST:
        return
    if not said.year_wanted.search(reporter.edition.tables[bare[0]].head_date):
        yield _at(reporter, "L02", reporter.edition.tables[bare[0]], None, "表头没有写年度，其他表都写了。", "W")


def _heads(reporter: Reporter) -> Iterator[tuple[Table, Heads]]:
    """The heads that a file has; a table of which nothing at all stands there was not printed with a head."""
    for name, heads in reporter.document.provenance.heads.items():
        if heads:
            yield reporter.edition.tables[name], heads


def _unit(reporter: Reporter, table: Table, text: str, source: Source) -> Iterator[Finding]:
    unit = reporter.document.head.unit
    stated = reading_words().unit_caption.sub("", _plain(text))
    code = _CODE.match(stated)
    name = stated[code.end() :] if code else stated
    if not stated:
        rule = "J04" if table.id == reporter.edition.roles.table("assets") else "M01"
        yield _at(reporter, rule, table, source, f"表头“{text.strip()}”后面是空的，没有写明是哪个单位。", "E")
        return
    if code and unit.code and code[1] != unit.code:
        message = f"表头写的单位编码是{code[1]}，本资料的预算单位编码是{unit.code}。"
        yield replace(_at(reporter, "A04", table, source, message), found=code[1], expected=unit.code)
    if name and unit.name and name != _plain(unit.name):
        message = f"表头写作“{name}”，本资料的单位是“{unit.name}”，应当一致。"
        yield replace(_at(reporter, "A03", table, source, message), found=name, expected=unit.name)


def _is_labelled(said: Patterns, text: str) -> bool:
    """Whether a line of a head names the unit behind a caption; 单位 alone may be the unit of money or of a count."""
    return reading_words().unit_caption.match(text) is not None and not said.unit_alone.match(text)


def _plain(text: str) -> str:
    return "".join(text.split())


def _at(
    reporter: Reporter, rule: str, table: Table, source: Source | None, message: str, level: Level | None = None
) -> Finding:
    return replace(reporter.table(rule, table.id, message, level=level, link="的"), source=source)
