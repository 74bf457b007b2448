"""What the grid says about a cell in words: where it is, what stands in it, how it comes about, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding
from forms.document.lines import Line
from forms.edit.origins import CameFrom, came_from, typed_over
from forms.form.model import Column, Table
from models.money import NotMoney, parse, show
from models.records import Address
from ui.kit.words import row_words

_LISTED = 6
"""So many operands of a computed cell are written out; more are counted."""
_HEAD_CHARACTERS = 5
"""A caption longer than this is broken, so that columns stay narrow."""
_WORDS = re.compile(
    "(?<!（)(?=功能|经济|部门|科目|财政|预算|拨款|收入|支出|资金|资本|经营|补助|上级|上缴|结转|安排|政府|(?<!政府)采购|项目|目录|金额|中小|份额|（)"
)
"""Where a caption may be broken: before the words that captions are made of, and never behind a bracket that opens."""


def caption(column: Column) -> str:
    """A column's own caption, a long one broken between words; those above it reach over its neighbours too."""
    own = column.path[-1].replace(" ", "")
    return own if column.kind in ("name", "label") else _broken(own)


def place(document: Document, table: Table, line: Line, column: Column) -> str:
    """表六 30201 办公费 合计; 政府采购 第3行 单价"""
    return " ".join(filter(None, (table.ordinal, row_words(document, table, line), column.path[-1])))


def spoken(where: str, content: str, unit: str, findings: Iterable[Finding]) -> str:
    """A cell for a screen reader: 表六 30201 办公费 合计 4.94 万元，警告：…"""
    said = f"{where} {content} {unit}".rstrip() if content else f"{where} 空白"
    return "，".join((said, *(f"{LEVEL_WORDS[f.level]}：{f.sentence}" for f in findings)))


def restated(text: str, typed: str, unit: str) -> str:
    """A text typed in one unit as it would be typed in another one; what is no amount stays as it is."""
    if typed == unit:
        return text
    try:
        return show(parse(text, typed), unit)
    except NotMoney:
        return text


def explain(document: Document, address: Address | None, findings: Iterable[Finding], unit: str) -> str:
    """Why a cell is as it is, one paragraph each: its findings; for one that is no name (`address`) its origin."""
    parts = [f"{LEVEL_WORDS[f.level]} {f.rule}：{f.sentence}\n　　{f.fix}" for f in findings]
    if address is not None:
        entry = document.cells.get(address)
        if document.is_stated(address):
            parts.append(_stated(document, address, unit))
        elif entry and document.wrong(address):
            parts.append(_why_wrong(document.wrong(address), unit))
        elif entry:
            parts.append(_origin(document, address, unit))
        parts.append(how_computed(document, address, unit))
    return "\n".join(filter(None, parts))


def how_computed(document: Document, address: Address, unit: str) -> str:
    """How the program fills a computed cell, with the numbers put in; blank for a cell that is typed."""
    if not document.is_computed(address):
        return ""
    summed = sum_in_words(document, address, unit)
    return f"由{summed}自动计算，不用填写。" if summed else "由程序自动计算，现在没有可以取数的单元格。"


def how(document: Document, address: Address, unit: str) -> str:
    """How an amount comes about, in a few words: what it adds up, or what was typed in the other unit."""
    summed = sum_in_words(document, address, unit)
    if summed:
        return f"＝ {summed}"
    other = next(each for each in ("元", "万元") if each != unit)
    fen = document.value(address)
    return f"＝ {show(fen, other)} {other}" if fen is not None else ""


def sum_in_words(document: Document, address: Address, unit: str) -> str:
    """What a computed cell adds up, with the numbers put in; blank for a cell that is typed, and where nothing is."""
    equation = document.plan.computed_by.get(document.plan.index.get(address, -1))
    if equation is None:
        return ""
    operands = [(sign, document.plan.addresses[index]) for sign, index in equation.operands]
    words = [
        f"{'－' if sign < 0 else '＋' if number else ''}{_operand(document, address, other)} "
        f"{show(document.value(other), unit) or '空白'}"
        for number, (sign, other) in enumerate(operands[:_LISTED])
    ]
    more = f"等 {len(operands)} 项" if len(operands) > _LISTED else ""
    return f"{'　'.join(words)}{more}"


def _origin(document: Document, address: Address, unit: str) -> str:
    """Where what stands in a cell that is typed comes from; blank where it was just typed."""
    match came_from(document, address):
        case CameFrom.FILE:
            source = document.provenance.sources.get(address)
            return f"取自文件 {source.file}，{source.sheet} {source.cell}。" if source else "取自导入的文件。"
        case CameFrom.LAST_YEAR:
            return "取自上年公开的数。"
        case CameFrom.CHANGED:
            before = typed_over(document)[address]
            return f"改过，原来是{(before.text if before.fen is None else show(before.fen, unit)) or '空白'}。"
    return ""


def _stated(document: Document, address: Address, unit: str) -> str:
    """Both numbers of a computed cell for which a file states something else."""
    there = show(document.value(address), unit) or document.wrong(address) or "空白"
    right = show(document.computed_value(address), unit) or "空白"
    return f"文件中是{there}，按计算应为{right}。请核对各项金额，或者按 Delete 采用计算结果。"


def _why_wrong(text: str, unit: str) -> str:
    """Why the text that stands in a cell of money is no amount."""
    try:
        parse(text, unit)
    except NotMoney as reason:
        return f"{reason}。"
    return ""


def _operand(document: Document, cell: Address, other: Address) -> str:
    """What tells an operand from its cell: the column in the same row, else the row, and the table when it differs."""
    table = document.edition.tables[other.table]
    line = document.line(other.table, other.row)
    if line is None:
        return ""
    if (other.table, other.row) == (cell.table, cell.row):
        return f"“{table.column(other.column, line.side).path[-1]}”"
    name = f"“{row_words(document, table, line)}”"
    return name if other.table == cell.table else f"{table.ordinal}{name}"


def _broken(caption: str) -> str:
    lines = [""]
    for word in filter(None, _WORDS.split(caption)):
        if lines[-1] and len(lines[-1]) + len(word) > _HEAD_CHARACTERS:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)
