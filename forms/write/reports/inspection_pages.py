"""The 检查报告: a first page for the one who signs, behind it the findings by table and section, rules, checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forms.check.inspection import Aspect, Inspection
from forms.check.readiness import Readiness, count_words
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding
from forms.form.ordinals import ordinal
from forms.signing.state_name import StateName
from forms.write.page.flow import Heading, Part, SubHeading, TablePart, TextParagraph, TextTitle
from forms.write.page.layout import Picture
from forms.write.reports.plain_report import Row, on_one_page, plain_table
from forms.write.reports.told_once import ToldOnce, by_place, counted, full_place, told_once, worst
from forms.write.reports.verdict import checked_by, people, verdict

_LEGEND = (
    "错误必须改正才能定稿；警告应当改正，或者写明说明；提示供参考。“未检查”是程序没有能够检查的要求，后面写明了原因。"
)
_WORST = 5
_LONGEST = 80
"""Of a sentence on the first page so many characters are printed; the whole stands behind."""
_DAY = "　" * 12 + "日期：　　　年　　月　　日"
_SIGNATURES = (("检查结论", "　"), ("检查人（签字）", _DAY), ("复核人（签字）", _DAY))
_IN_THE_TITLE = ("单位", "年度和类别")
_NONE = "没有要改正的错误，也没有警告。"
_BEHIND = "见后面的问题清单。"
_DETAILS = "问题和检查情况"


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported: the findings of the check rule by rule, the verdict, the name of the state, the day."""

    document: Document
    inspection: Inspection
    found: Readiness
    name: StateName
    made: date

    @property
    def title(self) -> str:
        """丰润区工业和信息化局2024年部门预算信息公开检查报告."""
        head = self.document.head
        return f"{head.unit.name}{head.year}年{head.kind}预算信息公开检查报告"

    @property
    def told(self) -> tuple[ToldOnce, ...]:
        """Every sentence once."""
        results = [result for aspect in self.inspection.aspects for result in aspect.results]
        open_ = [finding for result in results for finding in result.open]
        return told_once(open_, [one for result in results for one in result.waived])


def report_parts(report: Report) -> Iterator[Part]:
    """The report as it is printed; its first page is for the one who signs."""
    told, inspection = report.told, report.inspection
    yield from _first_page(report, told)
    yield TextTitle(_DETAILS)
    number = 1
    if told:
        yield Heading(f"{ordinal(number)}、问题清单")
        for within, members in by_place(report.document, told):
            yield SubHeading(f"{within}：{counted(members)}")
            yield _table(_problems(members))
        number += 1
    yield Heading(f"{ordinal(number)}、检查情况")
    yield _table(overview(inspection))
    yield TextParagraph(_LEGEND)
    yield Heading(f"{ordinal(number + 1)}、逐项检查结果")
    yield _table(rules(inspection.aspects))
    if inspection.items:
        yield Heading(f"{ordinal(number + 2)}、核对清单")
        yield _table(questions(inspection))


def _first_page(report: Report, told: Sequence[ToldOnce]) -> Sequence[Part]:
    """Verdict and worst findings, so many of them as one page holds."""
    serious = worst((one for one in told if one.first.level != "H" and not one.words), _WORST)
    begun: list[Part] = [TextTitle(report.title), Heading("一、结论"), _table(verdict_table(report, titled=True))]
    begun.append(Heading("二、最要紧的问题"))

    def most_serious(count: int) -> Sequence[Part]:
        return [_table(_worst(serious[:count])) if count else TextParagraph(_BEHIND if serious else _NONE)]

    return on_one_page(begun, len(serious), most_serious)


def _table(picture: Picture) -> TablePart:
    """A table under the heading that names it."""
    return TablePart(picture._replace(title=""), own_page=False)


def verdict_table(report: Report, *, titled: bool = False) -> Picture:
    """The verdict, who made and reviewed it, and the places for the signatures; below a title that says whose it is."""
    facts = dict(verdict(report.document, report.found, report.name))
    facts["检查结果"] = _result(report.inspection)
    for name in _IN_THE_TITLE if titled else ():
        del facts[name]
    rows = (*facts.items(), checked_by(report.made), people(report.document), *_SIGNATURES)
    return plain_table("基本情况", ("项目", "内容"), rows, {"项目": "serial"})


def _result(inspection: Inspection) -> str:
    open_ = [finding for aspect in inspection.aspects for result in aspect.results for finding in result.open]
    return f"{count_words(open_, sum(aspect.waived for aspect in inspection.aspects))}。"


def _worst(told: Sequence[ToldOnce]) -> Picture:
    rows = [(LEVEL_WORDS[one.first.level], one.within, _cut(one.places), _cut(one.first.message)) for one in told]
    return plain_table("最要紧的问题", ("级别", "表或节", "所在", "问题"), rows)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _problems(told: Iterable[ToldOnce]) -> Picture:
    """What is wrong, and right below each fault where else it shows: that is right again once the fault is."""
    rows: list[Row] = []
    for one in told:
        level = LEVEL_WORDS[one.first.level]
        rows.append((one.first.rule, level, one.places, one.first.message, one.first.fix, one.words))
        rows += [(f.rule, "由此", full_place(f), f.message, "", "") for f in one.following]
    return plain_table("问题清单", ("规则", "级别", "所在", "问题", "处理办法", "说明"), rows)


def overview(inspection: Inspection) -> Picture:
    """The aspects with their numbers."""
    rows = [(aspect.name, *map(str, _numbers([aspect]))) for aspect in inspection.aspects]
    rows.append(("合计", *map(str, _numbers(inspection.aspects))))
    heads = ("方面", "规则", "已检查", "通过", "错误", "警告", "提示", "已写说明")
    return plain_table("检查情况汇总表", heads, rows, kinds=dict.fromkeys(heads[1:], "quantity"))


def problems(aspects: Iterable[Aspect]) -> Picture:
    """Every finding by itself with what to do, and the words (说明) that answer it."""
    rows = [row for aspect in aspects for row in _of_aspect(aspect)]
    return plain_table("问题清单", ("方面", "规则", "级别", "问题", "处理办法", "说明", "起因"), rows)


def rules(aspects: Iterable[Aspect]) -> Picture:
    """Every rule with its result."""
    rows = [
        (aspect.name, result.rule.id, LEVEL_WORDS[result.rule.level], result.rule.title, result.words)
        for aspect in aspects
        for result in aspect.results
    ]
    return plain_table("逐项检查结果", ("方面", "规则", "级别", "检查内容", "结果"), rows)


def questions(inspection: Inspection) -> Picture:
    """The checklist with its answers."""
    rows = [
        (item.rule.id, item.rule.question, item.answer or "未核对", item.remark.replace("\n", " "))
        for item in inspection.items
    ]
    return plain_table("核对清单", ("规则", "核对内容", "回答", "备注"), rows)


def _of_aspect(aspect: Aspect) -> Iterator[Row]:
    for result in aspect.results:
        for finding in result.open:
            yield _problem(aspect, finding, "")
        for one in result.waived:
            yield _problem(aspect, one.finding, one.told)


def _problem(aspect: Aspect, finding: Finding, words: str) -> Row:
    cause = finding.cause.sentence if finding.cause else ""
    return aspect.name, finding.rule, LEVEL_WORDS[finding.level], finding.sentence, finding.fix, words, cause


def _numbers(aspects: Sequence[Aspect]) -> Iterator[int]:
    yield sum(len(aspect.results) for aspect in aspects)
    yield sum(aspect.checked for aspect in aspects)
    yield sum(aspect.passed for aspect in aspects)
    for level in LEVEL_WORDS:
        yield sum(aspect.count(level) for aspect in aspects)
    yield sum(aspect.waived for aspect in aspects)
