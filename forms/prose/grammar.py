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
from forms.form.word_lists import Words, any_of
from forms.prose.quantities import Nearness

_YEAR = r"20\d\d年"

FULL_STOP = re.compile(r"[。\n]")
"""Where a sentence ends."""
NUMBERED = re.compile(rf"{LINE_NUMBER}|·{{3,4}}")
"""The number of a line; in brackets it was taken for an aside (`ASIDE`)."""
TITLED = re.compile(rf"(?:{LINE_NUMBER})?(?P<title>[^,;:]{{2,24}})")
"""A heading, or a sentence that is but a name."""
ASIDE = re.compile(r"\((?:(?!\d[\d.]*(?:[余多来]?[亿万]?元|%))[^()])*\)")
"""A bracket without an amount or a per cent is an aside: the rows it names are not the ones spoken of."""

_REACH = 8
"""The words right before a name that say of what it is are no longer."""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The patterns of an edition, by what a match says."""

    verb: Words
    """A verb of change, wherever it stands."""
    change: Words
    """The verb of change right before a number, and what stands between: 增加了, 降幅为. Groups `more`, `less`."""
    undirected: Words
    """Right before a difference whose direction is not told: 增减额为."""
    changed: Words
    """Amounts listed behind are differences: 减少的有."""
    change_to: Words
    """The verb before the amount that is reached: 增加到, 增为. Groups `more`, `less`."""
    source: Words
    """Right before the amount from which it went: 由."""
    target: Words
    """What follows that amount, to the verb of the amount that is reached."""
    reaching: Words
    """All of the words before an amount that was reached by a difference told before it: 为, 达到."""
    same_again: Words
    """All of the words before an amount that is the one before it in another unit: 即."""
    near: Nearness
    """What tells that an amount is only about so much."""
    filler: Words
    """All of what stands between the name of an amount and the amount, when it says nothing else of it."""
    filler_of_comparison: Words
    """The same in a comparison with last year, where the year of the amount may be told too."""
    of_which: Words
    """A number that is no amount of a row: an average (人均)."""
    apart: Words
    """Rows named together are told one by one: 分别."""
    sum: Words
    """The amount behind is the sum of those before it: 合计, 小计."""
    opening: Words
    """What opens a list right behind its total: 主要为, 分别是; without a group only 其中: it may be of some."""
    parts_follow: Words
    """Right behind a difference: it was that of the whole, which is now told by its parts: ，其中."""
    one_kind: Words
    """The amount behind is that of one kind of purchases: 货物."""
    left_out: Words
    """The name behind is none of what is spoken of: 不计入“三公”经费."""
    one_fund: Words
    """The income or expenditure named behind is that of one fund: 一般公共."""
    whole_letters: frozenset[str]
    """Of these letters are the words for the whole that say nothing of their own."""
    of_something: Words
    """Right before a word for the whole: it is that of something named, 会议费预算支出."""
    share_behind: Words
    """What follows a share: 76%用于."""
    share: Words
    """The per cent behind is a share of something."""
    reckoned: Words
    """A share, an average or a sum is told, wherever."""
    together: Words
    """The share behind is that of several told before it: 四项占, 共占."""
    difference: Words
    """The amount behind is a difference or a remainder, or last year's: no table of this year holds it."""

    than: Words
    """All of the words before a difference, when they only say that it is one with last year: 较上年预算."""
    than_other: Words
    """Last year, or anything that is compared with, is spoken of before the number."""
    than_last_year: Words
    """The amount behind is last year's, or a difference with it; the end of a year (上年末) is no comparison."""
    than_last_year_before: Words
    """Last year is compared with right before what is named: 较上年度."""
    actual: Words
    """What was really spent: 决算, 执行, 实际; a year that is named without one may be a slip."""
    of_a_year: Words
    """A sentence begins with the year it is about, which is no year's end: 2022年实际支出. Groups `year`, `before`."""
    of_both: Words
    """As written: what opens a sentence on both years: 两年相比."""
    years: Words
    """A year that is spoken of and not compared with. Groups `now`, `before`, `year`."""

    level: Words
    """Nothing changed: 持平, 与上年相同, 没有变化."""
    all_parts: Words
    """Said of the whole, what is level is so for each of its parts."""

    reason: Words
    """What opens a reason: 主要原因是, 由于, 受…影响."""
    no_reason: Words
    """What follows a difference tells something else than its reason."""
    reason_opening: Words
    """How a sentence begins that gives the reason of the one before it."""
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
    no_number: Words
    """As written: 万元 without a number, behind a word that leads to one or the name of an amount: 为万元, 收入万元."""
    no_unit: Words
    """As written: the name of an `amount` and its number, or a change and by how much `more`, without a unit before the
    mark that follows."""
    year_stated: Words
    """As written: a statement that begins with the `year` its budget is of: 我局2024年预算."""
    year_aimed: Words
    """As written: the `year` in which something is to be reached: 2023年力争."""
    year_compared: Words
    """As written: the `year` that something is compared with."""
    year_closed: Words
    """As written: the `year` at whose end something stands: 2023年末; none that is compared with."""
    year_cut: Words
    """As written: a year that is compared with and lacks its 年: 比2023预算."""
    comparer: str
    """One of 较, 比, 与, 同, as a part of other patterns."""

    def is_with_actual(self, lead: str) -> bool:
        """Whether what is compared with before a number is what was really spent: 较上年执行数增加."""
        compared = self.than_other.search(lead)
        return compared is not None and self.actual.search(lead, compared.end()) is not None

    def is_of_something(self, text: str, at: int, word: str) -> bool:
        """Whether a word for the whole that says nothing of its own is told of what is named right before its place."""
        is_named = self.of_something.search(text, max(at - _REACH, 0), at)
        return is_named is not None and set(word) <= self.whole_letters


def grammar(edition: Edition) -> Grammar:
    """The patterns for the words of the edition's pack."""
    return _compiled(language(edition))


@cache
def _compiled(said: Language) -> Grammar:
    (verbs, verb, more, less), (than, before, end, than_year) = _verbs(said), _comparing(said)
    return Grammar(
        verb=re.compile(verb),
        change=_change(said, more, less),
        changed=re.compile(rf"{any_of(verbs)}[^,;:。\d]{{0,4}}{any_of(said.changed_items)}[^。\n]*\Z"),
        change_to=_change_to(said, more, less),
        source=re.compile(rf"{any_of(said.sources)}\Z"),
        target=re.compile(rf"[^,;。\d]{{0,6}}(?:{any_of(verbs)}(?:到|至|为)|{any_of(said.reaching)})"),
        same_again=re.compile(any_of(said.same_again)),
        reaching=re.compile(any_of(said.reaching)),
        near=Nearness(re.compile(rf"{any_of(said.about)}\Z"), re.compile(any_of(said.about_behind))),
        filler=re.compile(f"{any_of((*said.fillers, *said.about))}*"),
        filler_of_comparison=_filler_of_comparison(said),
        of_which=re.compile(any_of(said.per_head)),
        apart=re.compile(any_of(said.apart)),
        sum=re.compile(rf"{any_of(said.sums)}[^,;。]{{0,8}}\Z"),
        opening=_opening(said),
        undirected=re.compile(rf"{any_of(said.change_columns)}{any_of(said.after_change)}*\Z"),
        reckoned=re.compile(rf"{any_of((*said.share, *said.per_head, *said.sums))}|%{any_of(said.share_behind)}"),
        together=_together(said),
        parts_follow=re.compile(rf"[,(。]{any_of(said.parts_openings)}"),
        one_kind=re.compile(rf"{any_of(said.kinds_of_purchases)}类?\Z"),
        left_out=_ending(said.left_out),
        one_fund=_ending(said.funds),
        share=re.compile(rf"{any_of(said.share)}[^,;。]{{0,16}}\Z"),
        whole_letters=frozenset("".join(said.whole_letters)),
        of_something=_of_something(said),
        share_behind=re.compile(any_of(said.share_behind)),
        difference=re.compile(rf"(?:{verb}了?|(?<!\d)[-+－＋]|{any_of(said.remainder)}|{than_year}[^,;。]*)\Z"),
        than=re.compile(rf"{any_of(said.year_on_year)}|{than_year}度?{any_of(said.compared)}*"),
        than_other=re.compile(f"{than_year}|{_compared_without_year(said)}"),
        than_last_year=re.compile(rf"{than_year}|{before}(?![度年]?{end})|{any_of(said.same_period)}"),
        than_last_year_before=re.compile(rf"{than_year}[年度]{{0,2}}的?\Z"),
        of_both=re.compile(rf"\s*{any_of(said.both_years)}"),
        years=_years(said, than_year),
        actual=re.compile(any_of(said.actuals)),
        of_a_year=_of_a_year(said),
        level=re.compile(f"{_level(said)}|(?:{than}[^,;。]{{0,12}}?|{than_year}[^,;。]{{0,8}}?){any_of(said.same)}"),
        all_parts=re.compile(any_of(said.all_of_them)),
        reason=_reason(said),
        no_reason=re.compile(any_of(said.no_reason)),
        reason_opening=re.compile(any_of(said.reason_openings)),
        cause_more=re.compile(any_of((*said.more, *said.cause_more, *said.cause_either))),
        cause_less=re.compile(any_of((*said.less, *said.cause_less, *said.cause_either, *said.cause_less_perhaps))),
        stock=re.compile(any_of(said.stock)),
        stock_of_costs=re.compile(any_of((*said.stock, *said.stock_of_costs))),
        restated=re.compile(any_of(said.restated)),
        restated_perhaps=re.compile(any_of((*said.restated, *said.restated_perhaps))),
        joint=_ending(said.joints),
        blank=re.compile(rf"{any_of((*verbs, *said.before_amount))}(?:[^\S\n]+(?:万元|元|%|％|个百分点)|[%％])"),
        no_number=_no_number(said),
        no_unit=_no_unit(said),
        year_stated=_year_stated(said),
        year_aimed=re.compile(rf"(?P<year>20\d\d)\s*年(?:度)?[，,]?[^，。；\n\d]{{0,6}}{any_of(said.aims)}"),
        year_compared=_year_compared(than, f"{_level(said)}|{any_of(said.same)}|{verb}"),
        year_closed=re.compile(rf"(?<!{than})(?<!于)(?P<year>20\d\d)\s*年(?:度)?(?:期)?{end}"),
        year_cut=re.compile(rf"(?<={than})20\d\d(?=预算|部门预算|单位预算)"),
        comparer=than,
    )


def _verbs(said: Language) -> tuple[tuple[str, ...], str, str, str]:
    """All verbs of change, and the patterns of any, of those for more and of those for less."""
    more, less = (*said.more, *said.more_in_one), (*said.less, *said.less_in_one)
    return (*more, *less), any_of((*more, *less)), any_of(more), any_of(less)


def _comparing(said: Language) -> tuple[str, str, str, str]:
    """The patterns of what compares, of last year, of the end of a year, and of a comparison with last year."""
    than, before, end = map(any_of, (said.comparers, said.years_before, said.year_ends))
    return than, before, end, f"{any_of((*said.comparers, *said.comparers_of_years))}(?:于)?(?:{before}|{_YEAR})"


def _ending(words: Iterable[str]) -> Words:
    """One of the words at the end of what is searched."""
    return re.compile(rf"{any_of(words)}\Z")


def _of_something(said: Language) -> Words:
    return re.compile(rf"{any_of(said.specific)}[\"〉)]?\Z")


def _together(said: Language) -> Words:
    return re.compile(any_of((*said.together, *said.sums, *said.all_of_them)))


def _compared_without_year(said: Language) -> str:
    """Last year, or anything that is compared with by 与…相比; its money carried over is none."""
    closed = rf"{any_of(said.comparers)}(?=[^,;。]*{any_of(said.closing_comparers)})"
    return f"{any_of(said.years_before)}(?![^,;。\\d]{{0,6}}{any_of(said.carried_over)})|{closed}"


def _change(said: Language, more: str, less: str) -> Words:
    """The verb, or a sign that stands right before the number and behind none: -21.70万元."""
    after = any_of((*said.after_change, *said.about))
    return re.compile(
        rf"(?:(?P<more>{more}{after}*|(?<![\d元%]){any_of(said.plus)})|(?P<less>{less}{after}*|(?<![\d元%]){any_of(said.minus)}))\Z"
    )


def _change_to(said: Language, more: str, less: str) -> Words:
    """The verb with 到, or one of a single character with 为; this year may stand behind it: 减少到2025年的."""
    year = rf"(?:{any_of(said.years_now)}|{_YEAR})度?预?算?的?"
    return re.compile(
        rf"(?:(?P<more>{more}(?:到|至)|{any_of(said.more_in_one)}为)|(?P<less>{less}(?:到|至)|{any_of(said.less_in_one)}为))"
        rf"了?(?:{year})?{any_of(said.about)}?\Z"
    )


def _filler_of_comparison(said: Language) -> Words:
    words = (*said.fillers, *said.fillers_of_comparison, *said.about, *said.years_now, *said.apart)
    return re.compile(rf"(?:{any_of(words)}|20\d\d|[·(:→])*")


def _opening(said: Language) -> Words:
    listed, number = rf"{any_of(said.list_words)}?{any_of(said.list_openings)}", r"[\d一二三四五六七八九十]{1,3}"
    aside = rf"(?:{any_of(said.list_asides)}|共?(?:有|计)?{number}[个项]{any_of(said.counted)},)"
    return re.compile(rf"[,(:。]?{aside}?(?:(?:其中|具体):?(?P<listed>{listed})?|(?P<told>{listed}))")


def _years(said: Language, than_year: str) -> Words:
    """Last year's money carried over, the end of a year and a date are no year that is spoken of."""
    end, before = any_of(said.year_ends), any_of(said.years_before)
    return re.compile(
        rf"(?P<compared>{than_year})|(?P<now>{any_of(said.years_now)})"
        rf"|(?P<before>{before})(?!度?{end}|[^,;。\d]{{0,6}}{any_of(said.carried_over)})"
        rf"|(?P<year>20\d\d)(?=年)(?!年度?期?{end}|年\d{{1,2}}月)"
    )


def _of_a_year(said: Language) -> Words:
    before = rf"(?P<before>{any_of(said.years_before)})(?!{any_of(said.carried_over)})"
    return re.compile(
        rf"(?:{LINE_NUMBER})?(?:[{''.join(said.selves)}][一-鿿]{{1,3}})?(?:(?P<year>20\d\d)年|{before})"
        rf"(?!度?(?:{any_of(said.year_ends)}|{any_of(said.compared)}*相比))"
    )


def _year_compared(than: str, compared: str) -> Words:
    """The year behind 较, when what follows is a budget, an amount or how it is compared."""
    return re.compile(
        rf"{than}(?:上年度?)?[（(]?\s*(?P<year>20\d\d)\s*年?(?:度)?(?:部门|单位)?"
        rf"(?:预算|相比|“?三公|{compared}|的?\s*[（(]?\d)"
    )


def _no_number(said: Language) -> Words:
    """A unit without its number: behind a word that leads to one, or behind any other word, before a mark."""
    leads = any_of((*said.number_before, *said.more, *said.less))
    meant = "".join(f"(?<!{re.escape(word)})" for word in said.not_left_out)
    return re.compile(rf"(?:{leads}\s*(?:人民币)?{meant}万元|[一-鿿）)”]\s*{meant}万元(?=[，。；、,;（(）)]))")


def _no_unit(said: Language) -> Words:
    """A number without its unit, behind the name of an amount, or with decimals behind a change."""
    name, change = any_of(said.amount_names), any_of((*said.more, *said.less))
    fillers = f"{any_of(said.fillers)}*"
    return re.compile(
        rf"(?:{name}{fillers}\s*(?P<amount>\d+(?:\.\d+)?)(?=[，。；;）)]|,(?!\d)|(?<=\.\d\d)、)"
        rf"|{change}\s*(?P<more>\d+\.\d\d)(?=[，。；、;）)]|,(?!\d)))"
    )


def _level(said: Language) -> str:
    """Nothing changed, or nothing was there in both years: 没有增减变化, 2024年和上年均未安排."""
    nothing, now, before = any_of(said.nothing), any_of(said.years_now), any_of(said.years_before)
    return (
        rf"(?:{nothing}(?:增减)?(?:任何)?{any_of(said.changes)}|{any_of(said.level)}(?!的)"
        rf"|(?:{before}|{_YEAR})度?(?:预算)?{any_of(said.also)}{nothing}(?:{any_of(said.arranged)})?"
        rf"|{any_of(said.holding)}在?(?:{before}|{_YEAR})度?的?(?:预算)?{any_of(said.held)}"
        rf"|(?:{any_of(said.both_years)}|(?:{_YEAR}|{now})度?{any_of(said.joints)}(?:{before}|{_YEAR})度?)"
        rf"(?:均|都)?{nothing}{any_of(said.arranged)}"
        rf"|(?:{any_of(said.both_years)}|(?:{_YEAR}|{now})度?{any_of(said.joints)}(?:{before}|{_YEAR})度?)"
        rf"(?:均|都)?{any_of(said.copulas)}(?:零|0(?:\.0+)?(?:万元)?(?![\d.]))"
        rf"|(?:{any_of(said.comparers)}{before}度?同|同{before}度?)(?=[,;。)\n]|\Z))"
    )


def _reason(said: Language) -> Words:
    """What opens a reason; in 因公出国 there is none."""
    copula, since, results = any_of(said.copulas), any_of(said.because), any_of(said.results)
    opening = f"主要(?:原因|情况|因素)?(?:{copula}|由于|因|:)(?:因为|由于)?|原因(?:{copula}|:)+(?:因为|由于)?"
    within = "[^,;。]{2,40}"
    # 系 behind a mark is 是; elsewhere it may be part of a word, as in 体系.
    return re.compile(
        f"{opening}|{since}|因(?!公)|系(?={within}{results})|(?<=[,;:(])(?:主要)?系(?!统|列|数)|受(?={within}影响)"
    )


def _year_stated(said: Language) -> Words:
    """What may stand before the year of a statement, the year, and what tells that a budget is spoken of."""
    selves, bodies = "".join(said.selves), any_of(said.bodies)
    opening = rf"^|[，。；：:\n]|[{selves}][一-鿿]{{1,3}}|(?<={any_of(said.name_ends)})|{any_of(said.therefore)}"
    budget = "|".join(
        (
            any_of(said.whole_words),
            rf"[{selves}全]{bodies}",
            rf"(?:部门|单位|年度)?{any_of(said.budget_words)}",
            r"共?(?:计划)?安排",
            rf"{any_of(said.planners)}{any_of(said.purchases)}",
            any_of(said.money_words),
        )
    )
    return re.compile(
        rf"(?:{opening})\s*(?:{LINE_NUMBER})?\s*(?<!{any_of(said.comparers)})(?P<year>20\d\d)\s*年(?:度)?[，,]?\s*(?={budget})",
        re.MULTILINE,
    )
