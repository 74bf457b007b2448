"""五问五答 for the citizen: what stands at the front of the public package, taken from the cells alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.document.document import Document
from forms.document.projects import project_name, public_projects
from forms.write.page.folders import document_title
from models.money import Fen
from models.records import Address

_BALANCE, _KINDS, _THREE = "balance", "summary.kinds", "summary.three"
_CARRIED = {"income": "carried.income", "expenditure": "carried.expenditure"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name, its amount, and last year's where two years are shown and it is known."""

    name: str
    amount: Fen
    before: Fen | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, the sentence that answers it, and the bars of its chart (none: no chart)."""

    question: str
    sentence: str
    bars: tuple[Bar, ...] = ()
    compares: bool = False
    """Whether the chart shows last year beside this one."""


def summary(document: Document) -> tuple[Answer, ...]:
    """The five questions with their answers; one that the form or the disclosure says nothing about is left out."""
    name, year = document.head.unit.name, document.head.year
    income, spending = _side(document, "income"), _side(document, "expenditure")
    three, found = _compared(document, _THREE), public_projects(document)

    def whole(bars: Iterable[Bar]) -> str:
        return amount_words(document, sum(bar.amount for bar in bars))

    named = [Bar(project_name(one), one.budget) for one in found if one.budget]
    answers = (
        Answer("一、钱从哪里来", f"{year}年{name}收入共{whole(income)}。", income),
        Answer("二、钱花到哪里去", f"{year}年支出共{whole(spending)}，按用途分：", spending),
        Answer("三、日常运转和办事各花多少", _kinds_words(document), _compared(document, _KINDS), compares=True),
        Answer("四、“三公”经费有多少", _three_words(document, three), three[1:], compares=True),
        Answer("五、要办哪些事", f"列出项目{len(found)}个，预算共{whole(named)}。", _largest_first(named)),
    )
    return tuple(answer for answer in answers if answer.bars or (answer.compares and answer.sentence))


def title_of(document: Document) -> str:
    """The heading of the page: the unit and the name of the whole packet."""
    return f"{document.head.unit.name} {document_title(document)}"


def _side(document: Document, side: str) -> tuple[Bar, ...]:
    """The lines of one side of the balance that hold an amount: the numbered ones, and what is carried over."""
    roles = document.edition.roles
    table, carried = roles.table(_BALANCE), roles.cell(_CARRIED[side])
    bars = []
    for line in document.lines(table):
        is_shown = line.numbered or (carried is not None and line.key == carried.row)
        for column in document.edition.tables[table].money_ids[side] if is_shown and line.side == side else ():
            if amount := document.value(Address(table, line.key, column)):
                bars.append(Bar(_bare(line.label), amount))
    return tuple(bars)


def _compared(document: Document, role: str) -> tuple[Bar, ...]:
    bars = []
    for table, row, _ in document.edition.roles.cells(role):
        if (line := document.line(table, row)) is not None:
            now, before = (document.value(Address(table, row, column)) for column in ("now", "before"))
            bars.append(Bar(_bare(line.label), now or 0, before))
    return tuple(bars)


def _kinds_words(document: Document) -> str:
    kinds = _compared(document, _KINDS)
    said = "，".join(f"{one.name}{amount_words(document, one.amount)}" for one in kinds)
    return f"{said}。" if any(one.amount for one in kinds) else ""


def _three_words(document: Document, three: Sequence[Bar]) -> str:
    if not three:
        return ""
    whole = three[0]
    if whole.before is None:
        return f"{whole.name}共{amount_words(document, whole.amount)}。"
    change = whole.amount - whole.before
    moved = f"比上年{'增加' if change > 0 else '减少'}{amount_words(document, abs(change))}" if change else "和上年一样"
    now, before = amount_words(document, whole.amount), amount_words(document, whole.before)
    return f"{whole.name}共{now}，上年{before}，{moved}。"


def _largest_first(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(sorted(bars, key=lambda bar: -bar.amount))


def amount_words(document: Document, amount: Fen) -> str:
    """An amount as the balance of this form says it: 2305.27万元, 23052700元."""
    table = document.edition.tables[document.edition.roles.table(_BALANCE)]
    return f"{table.show(amount)}{table.unit}"


def _bare(label: str) -> str:
    """A label without the number and the words in front of it: 一、一般公共预算拨款收入, 其中：公务用车购置费."""
    return label.split("、", 1)[-1].removeprefix("其中：").strip()
