"""The grammar of Chinese budget prose: how its words (`words/language.toml`) are put together, as patterns.

Compiled once for an edition. Patterns are for squeezed text (`quantities.Squeezed`: no blanks, half-width marks) unless
they are said to be for text as written. Those of words right before a number end at the end of what is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from forms.form.language import Language, language
from forms.form.model import Edition
from forms.form.ordinals import LINE_NUMBER

Words = re.Pattern[str]

_YEAR = r"20\d\d年"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"

FULL_STOP = re.compile(r"[。\n]")
"""Where a sentence ends."""
NUMBERED = re.compile(rf"{LINE_NUMBER}|·{{3,4}}")
"""The number of a line; in brackets it was taken for an aside (`ASIDE`)."""
TITLED = re.compile(rf"(?:{LINE_NUMBER})?(?P<title>[^,;:]{{2,24}})")
"""A heading, or a sentence that is but a name."""
ASIDE = re.compile(r"\((?:(?!\d[\d.]*万?元)[^()])*\)")
"""A bracket without an amount is an aside: the rows it names are not the ones spoken of."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of an edition, by what a match says."""

    verb: Words
    """A verb of change, wherever it stands."""
    change: Words
    """The verb of change right before a number, and what stands between: 增加了, 降幅为. Groups `more`, `less`."""
    change_to: Words
    """The verb before the amount that is reached: 增加到. Groups `more`, `less`."""
    difference: Words
    """The amount behind is a difference or a remainder, or last year's: no table of this year holds it."""

    than: Words
    """All of the words before a difference, when they only say that it is one with last year: 较上年预算."""
    than_other: Words
    """Last year, or anything that is compared with, is spoken of before the number."""
    than_last_year: Words
    """The amount behind is last year's, or a difference with it; the end of a year (上年末) is no comparison."""
    actual: Words
    """What was really spent: 决算, 执行, 实际; a year that is named without one may be a slip."""
    of_a_year: Words
    """A sentence begins with the year it is about, which is no year's end: 2022年实际支出. Groups `year`, `before`."""
    passing: Words
    """A difference right behind an amount. Groups `before`, `change`, `percent`; `more` and `up` their directions."""

    level: Words
    """Nothing changed: 持平, 与上年相同, 没有变化."""
    all_parts: Words
    """Said of the whole, what is level is so for each of its parts."""

    reason: Words
    """What opens a reason: 主要原因是, 由于, 受…影响."""
    cause_more: Words
    """A reason speaks of more, or of what may be more."""
    cause_less: Words
    """A reason speaks of less, or of what may be less."""
    stock: Words
    """The stock phrases of reasons, each by itself."""
    stock_of_costs: Words
    """The same, or words that only name a cost and its change."""
    restated: Words
    """The amount of last year is not the one that was disclosed, but restated."""
    restated_perhaps: Words
    """The same, or words that may mean it."""

    joint: Words
    """Between the names of rows that are spoken of together, right before the second."""

    blank: Words
    """As written: a place left empty between a verb and its unit: 增加　万元, 增长%."""
    year_stated: Words
    """As written: a statement that begins with the `year` its budget is of: 我局2024年预算."""
    year_compared: Words
    """As written: the `year` that something is compared with."""
    year_closed: Words
    """As written: the `year` at whose end something stands: 2023年末; none that is compared with."""
    year_cut: Words
    """As written: a year that is compared with and lacks its 年: 比2023预算."""
    comparer: str
    """One of 较, 比, 与, 同, as a part of other patterns."""


def grammar(edition: Edition) -> Grammar:
    """The patterns for the words of the edition's pack."""
    return _compiled(language(edition))


def is_of_last_year(before: str, said: Grammar, year: int) -> bool:
    """Whether the sentence in which these words end, or its last part that names a year, tells from its beginning what
    was really spent last year: what is named and counted there is last year's."""
    for part in reversed(FULL_STOP.split(before)[-1].split(";")):
        if f"{year}年" in part:
            return False
        if opening := said.of_a_year.match(part):
            is_before = bool(opening["before"]) or opening["year"] == str(year - 1)
            return is_before and bool(said.actual.search(part))
    return False


@cache
def _compiled(said: Language) -> Grammar:
    verbs = (*said.more, *said.more_in_one, *said.less, *said.less_in_one)
    more, less = _any((*said.more, *said.more_in_one)), _any((*said.less, *said.less_in_one))
    verb = _any(verbs)
    directed = f"(?:(?P<more>{more})|(?P<less>{less}))"
    than, before = _any(said.comparers), _any(said.years_before)
    year_before = f"(?:{before}|{_YEAR})"
    end = _any(said.year_ends)
    level = _level(said)
    return Grammar(
        verb=re.compile(verb),
        change=re.compile(rf"{directed}{_any(said.after_change)}*\Z"),
        change_to=re.compile(rf"{directed}(?:到|至)了?\Z"),
        difference=re.compile(rf"(?:{verb}了?|{_any(said.remainder)}|{than}{year_before}[^,;。]*)\Z"),
        than=re.compile(rf"{_any(said.year_on_year)}|{than}{year_before}度?{_any(said.compared)}*"),
        than_other=re.compile(rf"{than}|{before}(?!{_any(said.carried_over)})"),
        than_last_year=re.compile(rf"{than}{year_before}|{before}(?![度年]?{end})|{_any(said.same_period)}"),
        actual=re.compile(_any(said.actuals)),
        of_a_year=re.compile(
            rf"(?:{LINE_NUMBER})?(?:[{''.join(said.selves)}][一-鿿]{{1,3}})?"
            rf"(?:(?P<year>20\d\d)年|(?P<before>{before})(?!{_any(said.carried_over)}))(?!度?(?:{end}|{_any(said.compared)}*相比))"
        ),
        passing=_passing(said, than, year_before),
        level=re.compile(f"{level}|{than}[^,;。]{{0,12}}{_any(said.same)}"),
        all_parts=re.compile(_any(said.all_of_them)),
        reason=_reason(said),
        cause_more=re.compile(_any((*said.more, *said.cause_more, *said.cause_either))),
        cause_less=re.compile(_any((*said.less, *said.cause_less, *said.cause_either, *said.cause_less_perhaps))),
        stock=re.compile(_any(said.stock)),
        stock_of_costs=re.compile(_any((*said.stock, *said.stock_of_costs))),
        restated=re.compile(_any(said.restated)),
        restated_perhaps=re.compile(_any((*said.restated, *said.restated_perhaps))),
        joint=re.compile(rf"{_any(said.joints)}\Z"),
        blank=re.compile(rf"{_any((*verbs, *said.before_amount))}(?:[^\S\n]+(?:万元|元|%|％|个百分点)|[%％])"),
        year_stated=_year_stated(said),
        year_compared=re.compile(
            rf"{than}(?:上年度?)?[（(]?\s*(?P<year>20\d\d)\s*年?(?:度)?(?:部门|单位)?"
            rf"(?:预算|相比|“?三公|{level}|{_any(said.same)}|{verb}|的?\s*\d)"
        ),
        year_closed=re.compile(rf"(?<!{than})(?<!于)(?P<year>20\d\d)\s*年(?:度)?(?:期)?{end}"),
        year_cut=re.compile(rf"(?<={than})20\d\d(?=预算|部门预算|单位预算)"),
        comparer=than,
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for one of the words; of those that begin alike the longest."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _level(said: Language) -> str:
    """Nothing changed, or nothing was there in both years: 没有增减变化, 2024年和上年均未安排."""
    nothing = _any(said.nothing)
    return (
        rf"(?:{nothing}(?:增减)?(?:任何)?{_any(said.changes)}|{_any(said.level)}"
        rf"|{_YEAR}度?{_any(said.joints)}(?:20\d\d|上)年度?均{nothing}{_any(said.arranged)})"
    )


def _reason(said: Language) -> Words:
    """What opens a reason; in 因公出国 there is none."""
    copula, since, results = _any(said.copulas), _any(said.because), _any(said.results)
    opening = f"主要(?:原因)?(?:{copula}|由于|因|:)(?:因为|由于)?|原因(?:{copula}|:)+(?:因为|由于)?"
    within = "[^,;。]{2,40}"
    return re.compile(f"{opening}|{since}|因(?!公)|系(?={within}{results})|受(?={within}影响)")


def _passing(said: Language, than: str, year_before: str) -> Words:
    """，比上年增加…万元，增长…%: the comparison, last year's amount or none, the difference, its per cent or none."""
    more, less = _any(said.more), _any(said.less)
    compared = f"(?:{_any(said.year_on_year)}|{than}{year_before}[度末底]?{_any(said.compared)}*)"
    return re.compile(
        rf"[,(]?{compared}(?:(?P<before>{_NUMBER})万元)?(?:相比)?,?(?:(?P<more>{more})|{less})了?(?P<change>{_NUMBER})万元"
        rf"(?:,(?:同比)?(?:(?P<up>{more})|{less})了?(?P<percent>{_NUMBER})%)?"
    )


def _year_stated(said: Language) -> Words:
    """What may stand before the year of a statement, the year, and what tells that a budget is spoken of."""
    selves, bodies = "".join(said.selves), _any(said.bodies)
    opening = rf"^|[，。；：:\n]|[{selves}][一-鿿]{{1,3}}|(?<={_any(said.name_ends)})|{_any(said.therefore)}"
    budget = "|".join(
        (
            _any(said.whole_words),
            rf"[{selves}全]{bodies}",
            rf"(?:部门|单位|年度)?{_any(said.budget_words)}",
            r"共?(?:计划)?安排",
            rf"{_any(said.planners)}{_any(said.purchases)}",
            _any(said.money_words),
        )
    )
    return re.compile(
        rf"(?:{opening})\s*(?:{LINE_NUMBER})?\s*(?P<year>20\d\d)\s*年(?:度)?[，,]?\s*(?={budget})", re.MULTILINE
    )
