"""The tables of the 检查报告: head, aspects with their numbers, rules with their results, findings, checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from forms.check.inspection import Aspect, Inspection
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding
from forms.form.model import Column, ColumnKind
from forms.form.ordinals import ordinal
from forms.form.version import PROGRAM, VERSION
from forms.signing.dates import day_words
from forms.write.page.flow import Heading, Part, TablePart, TextParagraph, TextTitle
from forms.write.page.layout import Cell, Picture, head

Row = Sequence[str]

_LEGEND = (
    "错误必须改正才能定稿；警告应当改正，或者写明说明；提示供参考。“未检查”是程序没有能够检查的要求，后面写明了原因。"
)
_CONCLUSION, _DATE = "检查结论：", "日期："
_SIGNATURES = ("检查人（签字）：", "复核人（签字）：")
_DAY = "　　　　年　　月　　日"


def report_title(document: Document) -> str:
    """2024年部门预算信息公开检查报告."""
    return f"{document.head.year}年{document.head.kind}预算信息公开检查报告"


def report_parts(document: Document, inspection: Inspection, made: date) -> Iterator[Part]:
    """The report as it is printed."""
    yield TextTitle(document.head.unit.name + report_title(document))
    yield Heading("一、总体情况")
    yield TablePart(facts_table(document, inspection, made), own_page=False)
    yield TablePart(overview(inspection), own_page=False)
    yield TextParagraph(_LEGEND)
    number = 1
    for number, aspect in enumerate(inspection.aspects, start=2):
        yield Heading(f"{ordinal(number)}、{aspect.name}")
        yield TextParagraph(_summary(aspect))
        if any(result.open or result.waived for result in aspect.results):
            yield TablePart(problems([aspect]), own_page=False)
        yield TablePart(rules([aspect]), own_page=False)
    if inspection.items:
        number += 1
        yield Heading(f"{ordinal(number)}、核对清单")
        yield TablePart(questions(inspection), own_page=False)
    yield Heading(f"{ordinal(number + 1)}、签字")
    yield from map(TextParagraph, (_CONCLUSION, *_SIGNATURES, _DATE + _DAY))


def facts_table(document: Document, inspection: Inspection, made: date, *, signed: bool = False) -> Picture:
    """Whose disclosure was checked, when, by what, and what it came to; with `signed` the places for the signatures."""
    shown = document.head
    counts = "，".join(f"{LEVEL_WORDS[level]}{_total(inspection, level)}条" for level in ("E", "W", "H"))
    rows = (
        ("单位", f"{shown.unit.code} {shown.unit.name}".strip()),
        ("年度和类别", f"{shown.year}年{shown.kind}预算"),
        ("状态", "成品文件自查" if document.from_file else shown.state),
        ("检查日期", day_words(made)),
        ("检查结果", f"{counts}；已写说明{sum(aspect.waived for aspect in inspection.aspects)}条"),
        ("检查程序", f"{PROGRAM} {VERSION}"),
    )
    places = tuple((label.rstrip("："), "") for label in (_CONCLUSION, *_SIGNATURES, _DATE)) if signed else ()
    return _picture("基本情况", ("项目", "内容"), (*rows, *places))


def overview(inspection: Inspection) -> Picture:
    """The aspects with their numbers."""
    rows = [(aspect.name, *map(str, _numbers([aspect]))) for aspect in inspection.aspects]
    rows.append(("合计", *map(str, _numbers(inspection.aspects))))
    heads = ("方面", "规则", "已检查", "通过", "错误", "警告", "提示", "已写说明")
    return _picture("检查情况汇总表", heads, rows, kinds=dict.fromkeys(heads[1:], "quantity"))


def problems(aspects: Iterable[Aspect]) -> Picture:
    """Every finding with what to do, and the words (说明) that answer it."""
    rows = [row for aspect in aspects for row in _problems(aspect)]
    return _picture("问题清单", ("方面", "规则", "级别", "问题", "处理办法", "说明"), rows, hide=_one(rows))


def rules(aspects: Iterable[Aspect]) -> Picture:
    """Every rule with its result."""
    rows = [
        (aspect.name, result.rule.id, LEVEL_WORDS[result.rule.level], result.rule.title, result.words)
        for aspect in aspects
        for result in aspect.results
    ]
    return _picture("逐项检查结果", ("方面", "规则", "级别", "检查内容", "结果"), rows, hide=_one(rows))


def questions(inspection: Inspection) -> Picture:
    """The checklist with its answers."""
    rows = [
        (item.rule.id, item.rule.question, item.answer or "未核对", item.remark.replace("\n", " "))
        for item in inspection.items
    ]
    return _picture("核对清单", ("规则", "核对内容", "回答", "备注"), rows)


def _problems(aspect: Aspect) -> Iterator[Row]:
    for result in aspect.results:
        for finding in result.open:
            yield _problem(aspect, finding, "")
        for one in result.waived:
            yield _problem(aspect, one.finding, one.words)


def _problem(aspect: Aspect, finding: Finding, words: str) -> Row:
    source = finding.source
    place = f"（{' '.join(filter(None, (source.file, source.sheet, source.cell)))}）" if source else ""
    return aspect.name, finding.rule, LEVEL_WORDS[finding.level], finding.sentence + place, finding.fix, words


def _numbers(aspects: Sequence[Aspect]) -> Iterator[int]:
    yield sum(len(aspect.results) for aspect in aspects)
    yield sum(aspect.checked for aspect in aspects)
    yield sum(aspect.passed for aspect in aspects)
    for level in ("E", "W", "H"):
        yield sum(aspect.count(level) for aspect in aspects)
    yield sum(aspect.waived for aspect in aspects)


def _total(inspection: Inspection, level: str) -> int:
    return sum(aspect.count(level) for aspect in inspection.aspects)


def _summary(aspect: Aspect) -> str:
    total, checked, passed, errors, warnings, hints, waived = _numbers([aspect])
    found = f"错误{errors}条，警告{warnings}条，提示{hints}条，已写说明{waived}条"
    return f"规则{total}条，检查了{checked}条，通过{passed}条；{found}。"


def _one(rows: Sequence[Row]) -> bool:
    """Whether all rows are about one aspect, which then needs no column."""
    return len({row[0] for row in rows}) == 1


_WEIGHTS = {"问题": 2, "检查内容": 2, "核对内容": 2, "内容": 3}
"""How many shares of the width the columns of longer texts take in the workbook."""
_KINDS: dict[str, ColumnKind] = {"规则": "code", "级别": "serial", "方面": "serial", "回答": "serial"}


def _picture(
    title: str, heads: Row, rows: Iterable[Row], kinds: dict[str, ColumnKind] | None = None, *, hide: bool = False
) -> Picture:
    """A plain table; `hide` leaves its first column out."""
    known = {**_KINDS, **(kinds or {})}
    first = int(hide)
    columns = tuple(
        Column(name, known.get(name, "text"), (name,), width=_WEIGHTS.get(name, 1)) for name in heads[first:]
    )
    return Picture(
        id=title,
        title=title,
        head_lines=("", "", ""),
        landscape=False,
        columns=columns,
        head=head(columns),
        head_rows=1,
        numbers=(),
        rows=tuple(
            tuple(Cell(column.kind, text) for column, text in zip(columns, row[first:], strict=True)) for row in rows
        ),
        notes=(),
    )
