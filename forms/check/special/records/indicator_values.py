"""Checks of how the cells of goal tables and other records are filled in: values written badly, rates without a
number, the cost of the whole project, descriptions told twice, types that are none, words that fill a cell
(B09, K04, K06, K07, K09)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from forms.check.special.broken_words import broken_words
from forms.check.special.goal_entries import GoalEntry, entries, goal_words
from forms.check.special.records.cell_kinds import CellWords, cell_words
from forms.check.special.records.indicators import money_of
from forms.check.special.registry import special
from forms.check.special.texts import cell_texts, every_text
from forms.document.finding import Finding
from forms.document.projects import project_cell
from forms.document.reporter import Reporter
from forms.edit.goal_tables import indicator_levels
from models.money import show

_SHORTEST = 6
"""Shorter descriptions may be those of several indicators."""
_FEWEST_NAMED = 3
"""So many indicators tell that types are written in full."""
_NEARLY_ALL = 5
"""So many indicators of the form's types, for each other one, tell that a file keeps to them."""


@special("B09", when="prose")
def cells_say_something(reporter: Reporter) -> Iterator[Finding]:
    """Cells with a word that only fills them: 同上, 目标内容, 待定."""
    fillers = broken_words(reporter).fillers
    for text in cell_texts(reporter):
        words = "".join(text.words.split())
        if words in fillers and text.cell is not None:
            message = f"只写了“{words}”，公开的表每一格都要写出内容。"
            yield replace(reporter.cell("B09", text.cell, message, level="W"), quote=text.words, found=words)


@special("K04", when="prose", needs=("indicators",))
def values_are_written_well(reporter: Reporter) -> Iterator[Finding]:
    """Values whose signs, points or digits do not go together (≥≥95%, %95, 9.5.5%, 060万元), that stand twice or fall
    from more to less; a rate of at least nothing, a rate without a number."""
    said, known, cells = broken_words(reporter), goal_words(reporter), cell_words(reporter)
    for entry in entries(reporter.document):
        text, is_rate = entry.texts["value"], said.rate_name.search(entry.texts["level3"]) is not None
        message = ""
        if found := said.bad_value.search(text):
            message = f"写作“{text}”，“{found[0]}”写得不对，请核对。"
        elif entry.measure and not entry.measure.number and entry.measure.sign in known.at_least:
            message = f"写作“{text}”，等于没有要求，请写明要达到多少。"
        elif is_rate and text and text not in known.secret and not any(sign.isdigit() for sign in text):
            message = f"写作“{text}”，是比率，请写明要达到百分之几。"
        elif fault := _value_fault(cells, reporter.document.text(entry.at("value")).strip()):
            message = f"写作“{text}”，{fault}"
        if message:
            yield replace(reporter.cell("K04", entry.at("value"), message), quote=text, found=text)


def _value_fault(known: CellWords, text: str) -> str:
    """What is wrong with how a value is written; blank when nothing is."""
    if found := known.wrong_sign.search(text):
        return f"数前面的“{found['wrong']}”不是符号，请写“≥”“≤”或者“=”。"
    if known.value_twice.search(text):
        return "同一个值写了两遍。"
    found = known.falls.search(text)
    if found and Decimal(found["low"]) > Decimal(found["high"]):
        return f"前面的{found['low']}比后面的{found['high']}大，请核对。"
    return ""


@special("K07", when="prose", needs=("indicators",))
def the_whole_costs_what_is_planned(reporter: Reporter) -> Iterator[Finding]:
    """The cost of the whole project that is less than its budget; what is more than it is told of every cost."""
    said = broken_words(reporter)
    for entry in entries(reporter.document):
        budget, value = entry.project.budget, entry.measure
        if not budget or value is None or not said.whole_cost.fullmatch(entry.texts["level3"]):
            continue
        cost = money_of(value.number, value.unit)
        # What was written in 元 for 万元 is told as such.
        if cost is not None and cost < budget < cost * 1000:
            text = entry.texts["value"]
            message = f"写作“{text}”，项目预算数是{show(budget)}万元，请核对是否改了一处、漏了一处。"
            related = reporter.related([project_cell(reporter.document, entry.project.key, "budget")])
            finding = reporter.cell("K07", entry.at("value"), message)
            yield replace(finding, quote=text, found=show(cost), expected=show(budget), related=related)


@special("K06", when="prose", needs=("indicators",))
def types_are_those_of_the_form(reporter: Reporter) -> Iterator[Finding]:
    """A type or a first level that the form has but for its last characters, where others have it whole; a type that it
    does not have, where nearly all are of the form."""
    levels = indicator_levels(reporter.edition)
    known = {"level1": set(levels), "level2": {kind for kinds in levels.values() for kind in kinds}}
    written = entries(reporter.document)
    for column, names in known.items():
        whole = sum(entry.texts[column] in names for entry in written)
        others = [entry for entry in written if entry.texts[column] and entry.texts[column] not in names]
        keeps_to_the_form = column == "level2" and whole >= _NEARLY_ALL * max(1, len(others))
        for entry in others:
            text = entry.texts[column]
            right = (
                next((name for name in sorted(names) if _is_meant(text, name)), "") if whole >= _FEWEST_NAMED else ""
            )
            if right or keeps_to_the_form:
                what = f"应为“{right}”。" if right else "表样没有这一类，别的指标都按表样分类，请核对。"
                finding = reporter.cell("K06", entry.at(column), f"写作“{text}”，{what}")
                yield replace(finding, quote=text, found=text, expected=right)


@special("M06", when="prose", needs=("indicators",))
def characters_stand_once(reporter: Reporter) -> Iterator[Finding]:
    """A character twice in the name of an indicator, where the same words stand elsewhere in the paper with it once."""
    found = entries(reporter.document)
    told = "\n".join(text.words for text in every_text(reporter))
    for entry in found:
        name = entry.texts["level3"]
        for n in range(1, len(name)):
            if name[n] == name[n - 1] and name[n].isalpha():
                once = name[max(n - 2, 0) : n] + name[n + 1 : n + 2]
                if len(once) > 2 and once in told and name[n - 1 : n + 2] not in told.replace(name, ""):
                    message = f"写作“{name}”，“{name[n]}”像是多写了一个。"
                    finding = reporter.cell("M06", entry.at("level3"), message, level="W")
                    yield replace(finding, quote=name, found=name, expected=name[:n] + name[n + 1 :])
                    break


def _is_meant(text: str, name: str) -> bool:
    """Whether one is the other without its end, or with a character doubled."""
    if name.startswith(text) and len(text) > 1:
        return True
    return len(text) == len(name) + 1 and any(
        text == name[:n] + name[n - 1] + name[n:] for n in range(1, len(name) + 1)
    )


@special("K09", when="prose", needs=("indicators",))
def descriptions_of_a_project_differ(reporter: Reporter) -> Iterator[Finding]:
    """The same description for two indicators of other names that stand one below the other."""
    before: GoalEntry | None = None
    for entry in entries(reporter.document):
        words = entry.texts["description"]
        is_again = before is not None and before.project is entry.project and before.texts["description"] == words
        if before and is_again and len(words) >= _SHORTEST and not _is_of_both(before, entry, words):
            message = "与上一条指标的描述一样，请核对是不是抄来没有改。"
            finding = reporter.cell("K09", entry.at("description"), message, level="W")
            yield replace(finding, quote=words, related=reporter.related([before.at("description")]))
        before = entry


def _is_of_both(before: GoalEntry, entry: GoalEntry, words: str) -> bool:
    """Whether a description fits two names alike: it shares as many pairs of characters with the one as the other."""
    shared = [
        sum(one.texts["level3"][n : n + 2] in words for n in range(len(one.texts["level3"]) - 1))
        for one in (before, entry)
    ]
    return shared[0] == shared[1] > 0 or before.texts["level3"] == entry.texts["level3"]
