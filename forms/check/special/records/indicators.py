"""Checks of single indicators: value and unit, description, type, cost, dates, signs (K04–K07, K11, K13, K14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from forms.check.special.goal_entries import GoalEntry, GoalWords, Measure, entries, goal_words, longest_ending, measure
from forms.check.special.registry import special
from forms.document.finding import Finding, Mend
from forms.document.projects import project_cell
from forms.document.reporter import Reporter
from forms.edit.goal_tables import indicator_levels
from forms.form.language import patterns
from forms.form.model import Level
from forms.form.word_lists import Lists
from models.money import UNITS, Fen, NotMoney, parse, show
from models.records import Address, CellChange, CellEntry

_MONEY = re.compile("|".join(sorted(UNITS, key=len, reverse=True)))
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万元|亿元|元|%|[^\W\d_a-zA-Z])")
_FORMULA = re.compile(r"[=×*/÷]")
_YEAR = re.compile(r"(20\d{2})年")
_PERCENT_SIGN = "%"
_WHOLE = 100
_LONGEST_PLAN = 6
"""A month so many years ahead is hardly meant: a plan is of five years."""


@special("K04", when="prose", needs=("indicators",))
def values_fit_their_indicators(reporter: Reporter) -> Iterator[Finding]:
    """Values in a unit that the indicator cannot have, rates without %, and 完成率 of at most 1 per cent."""
    known = goal_words(reporter)
    for entry in entries(reporter.document):
        value = entry.measure
        if value is None:
            yield from _without_number(reporter, known, entry)
            continue
        noun = longest_ending(entry.texts["level3"], known.units)
        where = "level3" if noun else "description"
        noun = noun or longest_ending(entry.texts["description"], known.units)
        if not noun or not patterns(reporter.edition).rate.search(noun):
            yield from _without_unit(reporter, known, entry, value)
        if noun:
            yield from _unit(reporter, known, entry, value, noun, where)
            yield from _tiny_rate(reporter, known, entry, value, entry.texts[where])


@special("K14", when="prose", needs=("indicators",))
def values_are_bounded_as_meant(reporter: Reporter) -> Iterator[Finding]:
    """What should be high with an upper bound, what should be low with a lower one, shares above the whole."""
    known = goal_words(reporter)
    bounds = known.bounds
    for entry in entries(reporter.document):
        name, value, text = entry.texts["level3"], entry.measure, entry.texts["value"]
        if value is None:
            continue
        message = ""
        if name.endswith(bounds["higher"]) and value.sign in known.at_most:
            message = f"写作“{text}”，越高越好的，应写作“≥”。"
        elif (name.endswith(bounds["lower"]) or _is_cost(known, entry, value)) and value.sign in known.at_least:
            message = f"写作“{text}”，越低越好的，应写作“≤”。"
        elif _is_above_the_whole(known, name, value):
            message = f"写作“{text}”，这样的比率不会超过100%。"
        if message:
            yield replace(reporter.cell("K14", entry.at("value"), message), quote=text, found=text)
        yield from _too_small(reporter, known, entry, value)


def _is_above_the_whole(known: GoalWords, name: str, value: Measure) -> bool:
    """Whether a share is more than all there is; some rates may be, such as those of growth."""
    is_share = name.endswith(known.bounds["whole"]) or (name.endswith("率") and not name.endswith(known.bounds["more"]))
    return is_share and value.unit == _PERCENT_SIGN and value.number > _WHOLE


def _is_cost(known: GoalWords, entry: GoalEntry, value: Measure) -> bool:
    """Whether a value is what something costs as a whole: the less, the better."""
    return (
        known.cost in entry.texts["level3"]
        and entry.texts["level2"] == known.outputs[-1]
        and money_of(value.number, value.unit) is not None
    )


def _is_in_yuan(reporter: Reporter, entry: GoalEntry, value: Measure, cost: Fen, budget: Fen) -> bool:
    """Whether a cost is so far below its budget that 万元 is meant; what one of many costs may be as little."""
    is_each = patterns(reporter.edition).for_each.search(f"{entry.texts['level3']}{entry.texts['description']}")
    return value.unit == "元" and cost * 1000 < budget and not is_each


def _too_small(reporter: Reporter, known: GoalWords, entry: GoalEntry, value: Measure) -> Iterator[Finding]:
    """So few of what there are hundreds of: digits, or a 万, are missing. A hint, for there may be as few."""
    name, text = entry.texts["level3"], entry.texts["value"]
    noun = longest_ending(name, known.least)
    # 万人次 is another size; a share is none.
    counts = noun and value.sign not in known.at_most and not value.unit.startswith(("万", "亿", _PERCENT_SIGN))
    if counts and 0 < value.number < Decimal(known.least[noun][0]):
        message = f"写作“{text}”，一般不会这样少，请核对位数和单位。"
        yield replace(reporter.cell("K14", entry.at("value"), message, level="H"), quote=text, found=text)


def _without_number(reporter: Reporter, known: GoalWords, entry: GoalEntry) -> Iterator[Finding]:
    """A quantity or a cost whose value holds no number can hardly be evaluated: a hint."""
    text = entry.texts["value"]
    is_measured = entry.texts["level2"] in (known.outputs[0], known.outputs[-1])
    if is_measured and text and text not in known.secret and not re.search(r"\d", text):
        message = f"写作“{text}”，没有数字，年终难以评价，请写明要达到多少。"
        finding = reporter.cell("K04", entry.at("value"), message, level="H")
        yield replace(finding, quote=text, found=text)


def _without_unit(reporter: Reporter, known: GoalWords, entry: GoalEntry, value: Measure) -> Iterator[Finding]:
    """So many of what? A quantity without what it is counted in, a cost without 元; among other types a hint."""
    kind, text = entry.texts["level2"], entry.texts["value"]
    if not value.unit:
        unit = "“万元”或者“元”" if kind == known.outputs[-1] else "“个”“家”“人”这样的计量单位"
        message = f"写作“{text}”，数后面没有写{unit}。"
        level: Level | None = None if kind in (known.outputs[0], known.outputs[-1]) else "H"
        yield replace(reporter.cell("K04", entry.at("value"), message, level=level), quote=text, found=text)


def _unit(
    reporter: Reporter, known: GoalWords, entry: GoalEntry, value: Measure, noun: str, where: str
) -> Iterator[Finding]:
    fitting, text = known.units[noun], entry.texts["value"]
    if not fitting or any(unit in value.unit for unit in fitting):
        return
    name = entry.texts[where]
    is_rate = patterns(reporter.edition).rate.search(noun)
    if not value.unit and _PERCENT_SIGN in fitting and is_rate and value.number > 1:
        message = f"写作“{text}”，比率要写%，应写成“{text}%”。"
        finding = reporter.cell("K04", entry.at("value"), message)
        mend = _set(reporter, entry.at("value"), f"{text}%")
        yield replace(finding, quote=text, found=text, expected=f"{text}%", mend=mend)
    elif any(value.unit in units for units in known.measures.values()):
        if entry.texts["level2"] == known.outputs[0] and where == "level3" and _PERCENT_SIGN in fitting:
            message = f"是比率的名称，指标值却是数量“{text}”，请改指标名称，或者改指标值。"
            yield replace(reporter.cell("K04", entry.at(where), message), quote=name, found=name)
        else:
            message = f"写作“{text}”，按名称和描述不应以“{value.unit}”计，请核对单位。"
            yield replace(reporter.cell("K04", entry.at("value"), message), quote=text, found=text)


def _tiny_rate(reporter: Reporter, known: GoalWords, entry: GoalEntry, value: Measure, name: str) -> Iterator[Finding]:
    if value.unit != _PERCENT_SIGN or value.sign in ("<", "≤", "<=") or not is_tiny(known, name, value.number):
        return
    text = entry.texts["value"]
    message = f"写作“{text}”，连百分之一都不要求，像是百分数写错了。"
    yield replace(reporter.cell("K04", entry.at("value"), message), quote=text, found=text)


def is_tiny(known: GoalWords, name: str, percents: Decimal) -> bool:
    """Whether so many per cent are hardly meant: at most 1 % of what should be done, or 0.9 % to 1 % as a share."""
    if longest_ending(name, dict.fromkeys(known.rates["full"], ())):
        return 0 < percents <= 1
    return Decimal("0.9") <= percents < 1 and bool(longest_ending(name, dict.fromkeys(known.rates["share"], ())))


@special("K05", "K07", when="prose", needs=("indicators",))
def descriptions_say_what_the_values_say(reporter: Reporter) -> Iterator[Finding]:
    """The one number of a description that is of the value's unit and is another one; costs above the budget."""
    known = goal_words(reporter)
    for entry in entries(reporter.document):
        value, text = entry.measure, entry.texts["value"]
        if value is None:
            continue
        cost = money_of(value.number, value.unit)
        budget = entry.project.budget
        if cost is not None and budget is not None and entry.texts["level2"] == known.outputs[-1] and cost > budget:
            message = f"成本指标为{show(cost)}万元，超过项目预算数{show(budget)}万元"
            related, link = [project_cell(reporter.document, entry.project.key, "budget")], "的"
            finding = reporter.exceeds("K07", entry.at("value"), message, cost, budget, related=related, link=link)
            yield replace(finding, quote=text)
        elif cost and budget and _is_cost(known, entry, value) and _is_in_yuan(reporter, entry, value, cost, budget):
            message = f"写作“{text}”，项目预算数是{show(budget)}万元，像是把“万元”写成了“元”。"
            yield replace(reporter.cell("K07", entry.at("value"), message), quote=text, found=text)
        yield from _other_number(reporter, entry, value)


def _other_number(reporter: Reporter, entry: GoalEntry, value: Measure) -> Iterator[Finding]:
    """A number in the description that stands beside no other of its unit and differs from the value."""
    known = goal_words(reporter)
    column = next((c for c in ("description", "level3") if _numbers(known, entry.texts[c], value)), None)
    if column is None:
        return
    stated = _numbers(known, entry.texts[column], value)
    number, unit = stated[0]
    text = entry.texts["value"]
    money = money_of(value.number, value.unit)
    written = f"{number}{unit}"
    slip = number == value.number and unit != value.unit and money is not None
    for_each = patterns(reporter.edition).for_each.search(entry.texts[column])
    if len(stated) > 1 or (number == value.number and not slip) or (for_each and not slip):
        return
    if money is not None and money == money_of(number, unit):
        return
    rule = "K07" if money is not None and not slip else "K05"
    word = "指标描述" if column == "description" else "三级指标"
    message = f"写作“{text}”，{word}里是“{written}”，应当一致。"
    if rule == "K07":
        message = f"有“{written}”，指标值是“{text}”，请核对是否从别的项目抄来。"
        finding = reporter.cell(rule, entry.at(column), message, link="里")
        yield replace(finding, quote=written, found=written, expected=text)
    else:
        finding = reporter.cell(rule, entry.at("value"), message)
        yield replace(finding, quote=text, found=text, expected=written)


def _numbers(known: GoalWords, text: str, value: Measure) -> list[tuple[Decimal, str]]:
    """The numbers of a text in the unit of the value, money in any unit, each with its unit; none of a formula."""
    wanted = _kind(known, value.unit)
    if not wanted or _FORMULA.search(text):
        return []
    stated = [(Decimal(digits.replace(",", "")), unit) for digits, unit in _AMOUNT.findall(text)]
    return [(number, unit) for number, unit in stated if unit not in known.not_counted and _kind(known, unit) == wanted]


def _kind(known: GoalWords, unit: str) -> str:
    """What is counted in the unit: another unit of the same things is the same."""
    if _MONEY.fullmatch(unit):
        return "元"
    return next((same for same, others in known.same_units.items() if unit[:1] in others), unit[:1])


def money_of(number: Decimal, unit: str) -> Fen | None:
    """An amount of money, or None when the unit is none of money."""
    if not _MONEY.fullmatch(unit):
        return None
    try:
        return parse(str(number), unit)
    except NotMoney:
        return None


@special("K06", when="prose", needs=("indicators",))
def types_fit(reporter: Reporter) -> Iterator[Finding]:
    """Outputs whose name belongs to another type: a number of firms under 时效指标; types that stand under another
    first level than their own: 数量指标 under 效益指标."""
    known = goal_words(reporter)
    tops = {kind: top for top, kinds in indicator_levels(reporter.edition).items() for kind in kinds}
    for entry in entries(reporter.document):
        top, kind, name = (entry.texts[column] for column in ("level1", "level2", "level3"))
        right = tops.get(kind, top)
        if top != right and not {top, right} <= set(known.effect) and top in (*tops.values(), *known.effect):
            message = f"写作“{top}”，后面的“{kind}”属于“{right}”。"
            finding = reporter.cell("K06", entry.at("level1"), message)
            mend = _set(reporter, entry.at("level1"), right)
            yield replace(finding, quote=top, found=top, expected=right, mend=mend)
        if entry.texts["level1"] not in known.output or kind not in known.outputs:
            continue
        noun = longest_ending(name, known.kinds)
        if noun and kind not in known.kinds[noun]:
            right = known.kinds[noun][0]
            is_money = entry.measure is not None and money_of(entry.measure.number, entry.measure.unit) is not None
            level: Level | None = "H" if kind == known.outputs[1] and not is_money else None
            message = f"写作“{kind}”，按名称应为“{right}”。"
            finding = reporter.cell("K06", entry.at("level2"), message, level=level)
            mend = _set(reporter, entry.at("level2"), right)
            yield replace(finding, quote=kind, found=kind, expected=right, mend=mend)


@special("K11", when="prose", needs=("indicators",))
def one_style_of_signs(reporter: Reporter) -> Iterator[Finding]:
    """Signs in another way of writing; all places together are one finding with one key to mend them."""
    document, signs = reporter.document, goal_words(reporter).signs
    changes: list[CellChange] = []
    first: Finding | None = None
    for entry in entries(document):
        address = entry.at("value")
        text = document.text(address)
        right = _signed(text, signs) if measure(document.edition, text) else text
        if right != text:
            changes.append(CellChange(address, document.cells.get(address), CellEntry(text=right)))
        if right != text and first is None:
            message = f"写作“{text}”，宜写成“{right}”"
            first = reporter.cell("K11", address, message)
            first = replace(first, quote=text, found=text, expected=right)
    if first is not None:
        message = f"{first.message}{f'，这样的写法共{len(changes)}处' if len(changes) > 1 else ''}。"
        yield replace(first, message=message, mend=Mend("统一符号的写法", tuple(changes)))


def _signed(text: str, signs: Lists) -> str:
    """The text with every sign in the one way of writing."""
    for sign, others in signs.items():
        for other in others:
            text = text.replace(other, sign)
    return text.replace("$", "").strip() if "$" in text else text


@special("K13", when="prose", needs=("indicators",))
def dates_are_of_the_year(reporter: Reporter) -> Iterator[Finding]:
    """Values with a date of another year, and descriptions that speak of past years only."""
    year = reporter.edition.year
    for entry in entries(reporter.document):
        text = entry.texts["value"]
        years = sorted(set(map(int, _YEAR.findall(text))))
        if years and year not in years:
            message = f"写作“{text}”，不在预算年度{year}年以内。"
            # What is to be reached later may well be; what is over cannot be reached any more.
            is_odd = years[-1] < year or (years[0] > year + _LONGEST_PLAN and "月" in text)
            finding = reporter.cell("K13", entry.at("value"), message, level="W" if is_odd else None)
            yield replace(finding, quote=text, found=str(years[-1]), expected=str(year))
            continue
        text = entry.texts["description"]
        years = sorted(set(map(int, _YEAR.findall(text))))
        if years and years[-1] < year and len(years) > 1:
            message = f"写的是{'年、'.join(map(str, years))}年，预算年度是{year}年，请核对是否沿用了上年的目标。"
            finding = reporter.cell("K13", entry.at("description"), message)
            yield replace(finding, quote=text, found=str(years[-1]), expected=str(year))


def _set(reporter: Reporter, address: Address, text: str) -> Mend:
    """The fix that writes another text into a cell."""
    change = CellChange(address, reporter.document.cells.get(address), CellEntry(text=text))
    return Mend(f"改为“{text}”", (change,))
