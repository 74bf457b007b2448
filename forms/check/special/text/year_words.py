"""Checks of years: the year a sentence is about (L01), that of the closing of assets (J03), the years in titles,
headings and notes (L02), that of goals (L07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.check.special.text.amounts import expected_amount
from forms.check.special.texts import Text, at, cell_texts, formal_texts, in_title, section_texts, shown
from forms.document.document import Document
from forms.document.finding import Finding, Mend
from forms.document.guess import telling_digits
from forms.document.reporter import Reporter
from forms.form.language import language, patterns
from forms.form.model import Level
from forms.prose.confirmed import before_held, now_held
from forms.prose.grammar import Grammar, grammar
from forms.prose.quantities import Squeezed, quantities
from forms.prose.statements import clause, stated, stated_of_last_year
from forms.prose.year_told import is_set_against
from forms.prose.years_below import of_this_year
from models.money import show
from models.records import TextChange

_GOAL_COLUMNS = {"goals", "goal"}
_YEAR_FIRST = re.compile(r"(20\d\d)(?=年)")
_TELLING = 4
"""An amount with so many telling digits is not met by chance."""


@special("L01", when="prose")
def sentences_are_about_the_budget_year(reporter: Reporter) -> Iterator[Finding]:
    """Last year's number of the year before 预算 or 我部门; a comparison with another year than the one before."""
    year = reporter.document.head.year
    said, known = grammar(reporter.edition), patterns(reporter.edition)
    formal = list(formal_texts(reporter))
    for text in (*formal, *(text for text in section_texts(reporter, {"projects"}) if text not in formal)):
        for found in (*said.year_stated.finditer(text.words), *known.own_year.finditer(text.words)):
            span = found.span("year")
            whole = "".join(_until_full_stop(text.words, span[0]).split())
            # A sentence that also names the budget year may tell of both; none compares a year with itself, nor
            # plans anything in the year before.
            is_compared = re.search(rf"{said.comparer}{found['year']}年", whole) is not None
            is_planned = found.re is known.own_year or known.planned_year.match(text.words, span[1]) is not None
            is_older = int(found["year"]) < year - 1
            tells_both = f"{year}年" in whole or _next_tells_of_both(text.words, span[1], said, year)
            tells_both = tells_both or any(one["now"] for one in said.years.finditer(_behind_comma(whole)))
            is_last = int(found["year"]) == year - 1
            tells_both = tells_both or (is_last and is_set_against(text.words, span[0]))
            is_later = int(found["year"]) > year
            if int(found["year"]) != year and (is_compared or is_planned or is_older or is_later or not tells_both):
                message = f"“{shown(text.words, span)}”写的是{found['year']}年，预算年度是{year}年。"
                # What was really spent may well be told of the year before, by itself.
                level: Level | None = "W" if is_older and f"{year}年" in whole else None
                is_before = int(found["year"]) == year - 1 and not is_compared and not is_planned
                is_below = not any(
                    a <= span[0] < b for a, b in of_this_year(text.words, 0, len(text.words), said, year)
                )
                if is_before and (is_below or _is_last_years(reporter.document, text.words, span[1], said)):
                    level = "H"
                finding = at(reporter, "L01", text, span, message, [(span, str(year))], level=level)
                yield replace(finding, found=found["year"], expected=str(year))
    yield from _compared_with(reporter, said)


def _compared_with(reporter: Reporter, said: Grammar) -> Iterator[Finding]:
    """Comparisons with another year than the one before; what a body does is told of other years too."""
    year = reporter.document.head.year
    formal = set(formal_texts(reporter))
    for text in section_texts(reporter, but={"glossary"}):
        is_told = text in formal or (text.section is not None and text.section.key != "duties")
        for found in said.year_compared.finditer(text.words) if is_told else ():
            span = found.span("year")
            whole = "".join(_until_full_stop(text.words, span[0]).split())
            # Beside last year an older one may be compared with too: ；较2022年….
            is_beside = text.words[: found.start()].rstrip().endswith(("；", ";"))
            is_beside = is_beside and re.search(rf"{said.comparer}{year - 1}年", whole) is not None
            if int(found["year"]) != year - 1 and not is_beside:
                message = (
                    f"与{found['year']}年比较（“{shown(text.words, span)}”），{year}年预算应当与{year - 1}年比较。"
                )
                finding = at(reporter, "L01", text, span, message, [(span, str(year - 1))], level="W", link="")
                yield replace(finding, found=found["year"], expected=str(year - 1))


@special("L01", when="prose")
def other_years_are_told_of_otherwise(reporter: Reporter) -> Iterator[Finding]:
    """What stands at the end of a year that is not over, the goals of another year, money carried over from one that
    is not the last, and years to come where nothing speaks of a plan for several."""
    year, known = reporter.document.head.year, patterns(reporter.edition)
    for text in section_texts(reporter, but={"glossary"}):
        is_closed = text.section is not None and text.section.key == "assets"
        for found in () if is_closed else known.as_of.finditer(text.words):
            if int(found["year"]) >= year:
                yield _other_year(reporter, text, found, year - 1, "到那时还没有数")
        for found in known.told_of_goals.finditer(text.words):
            if int(found["year"]) != year and f"{year}年" not in _until_full_stop(text.words, found.start("year")):
                yield _other_year(reporter, text, found, year, f"预算年度是{year}年")
        for found in known.carried_from.finditer(text.words):
            if int(found["year"]) != year - 1:
                yield _other_year(reporter, text, found, year - 1, f"上年是{year - 1}年")
        for found in known.later_year.finditer(text.words):
            whole = _until_full_stop(text.words, found.start("year"))
            if (
                int(found["year"]) > year
                and not known.years_ahead.search(whole)
                and not in_title(text.words, found.start())
            ):
                yield _other_year(reporter, text, found, year, f"预算年度是{year}年")


def _other_year(reporter: Reporter, text: Text, found: re.Match[str], right: int, why: str) -> Finding:
    span = found.span("year")
    message = f"“{shown(text.words, found.span())}”写的是{found['year']}年，{why}，请核对年度。"
    finding = at(reporter, "L01", text, span, message, [(span, str(right))], level="W")
    return replace(finding, found=found["year"], expected=str(right))


@special("L01", when="prose")
def amounts_of_this_year_are_told_of_it(reporter: Reporter) -> Iterator[Finding]:
    """The amount of a cell of this year, told under another year and nowhere else: 2023年县司法局“三公”经费预算…."""
    document, said = reporter.document, grammar(reporter.edition)
    known = {one.slot for one in stated(document)}
    for one in (*stated(document), *stated_of_last_year(document)):
        fen = expected_amount(document, one.slot)
        if not fen or one.fen != fen or fen in before_held(document) or (one.is_last and one.slot in known):
            continue
        words = document.section_text(one.section.id)
        start = max(words.rfind(mark, 0, one.span[0]) for mark in "。；;\n") + 1
        named = [year for year in said.years.finditer(words, start, one.span[0]) if not year["compared"]]
        year = named[-1] if named and named[-1]["year"] else None
        whole = _until_full_stop(words, one.span[0])
        is_of_both = f"{document.head.year}年" in whole or any(found["now"] for found in said.years.finditer(whole))
        if year is None or is_of_both:
            continue
        span = year.span("year")
        if any(found.span("year") == span for found in said.year_stated.finditer(words)):
            continue  # That is told already.
        if said.actual.search(whole) or said.reason.search(words, start, one.span[0]):
            continue
        message = f"写的是{year['year']}年，后面的金额{show(fen)}万元是{document.head.year}年的，请核对年度。"
        text = next(text for text in section_texts(reporter, {one.section.key}) if text.section == one.section)
        finding = at(reporter, "L01", text, span, message, [(span, str(document.head.year))], level="W")
        yield replace(finding, found=year["year"], expected=str(document.head.year))


@special("L01", when="prose")
def amounts_of_the_tables_are_of_no_other_year(reporter: Reporter) -> Iterator[Finding]:
    """An amount that only this year's tables hold, told under a year that is neither this one nor the last."""
    document, said = reporter.document, grammar(reporter.edition)
    ours = {document.head.year, document.head.year - 1}
    bound = {(one.section.id, one.span) for one in (*stated(document), *stated_of_last_year(document))}
    for text in section_texts(reporter, but={"glossary"}):
        if text.section is None:
            continue
        told = clause(document, text.section)
        for number in told.money:
            year = _YEAR_FIRST.match(told.lead(number))
            fen = number.fen or 0
            if year is None or int(year[1]) in ours or telling_digits(fen) < _TELLING or said.verb.search(year.string):
                continue
            place = text.section.id, told.span(number.start, number.end)
            if place not in bound and fen in now_held(document) and fen not in before_held(document):
                begin = number.start - len(year.string)
                span = told.span(begin, begin + len(year[1]))
                message = f"写的是{year[1]}年，后面的金额{show(fen)}万元是{document.head.year}年的，请核对年度。"
                finding = at(reporter, "L01", text, span, message, [(span, str(document.head.year))], level="W")
                yield replace(finding, found=year[1], expected=str(document.head.year))


@special("L07", when="prose")
def aims_are_of_the_budget_year(reporter: Reporter) -> Iterator[Finding]:
    """Goals, of the body and of its projects, that are to be reached in a year that is over."""
    year = reporter.document.head.year
    aimed = grammar(reporter.edition).year_aimed
    goals = (text for text in cell_texts(reporter) if text.cell and text.cell.column in _GOAL_COLUMNS)
    for text in (*section_texts(reporter, {"goals"}), *goals):
        for found in aimed.finditer(text.words):
            if int(found["year"]) < year and not in_title(text.words, found.start()):
                span = found.span("year")
                message = f"“{shown(text.words, found.span())}”说的是{found['year']}年要做的事，预算年度是{year}年。"
                yield replace(at(reporter, "L07", text, span, message), found=found["year"], expected=str(year))


def _is_last_years(document: Document, text: str, position: int, said: Grammar) -> bool:
    """Whether what follows a year tells what was really spent, or begins with an amount of last year's tables."""
    end = _end_of_sentence(text, position)
    if text[end : end + 1] == "\n":
        # A heading is of the year of what stands below it.
        end = _end_of_sentence(text, end + 1)
    amount = re.compile(r"\d[\d,]*(?:\.\d+)?\s*[亿万]?元").search(text, position, end)
    if amount is None:
        return False
    number = next(quantities(Squeezed(amount[0]).text), None)
    is_old = number is not None and number.fen in before_held(document) and number.fen not in now_held(document)
    between = text[position : amount.start()]
    is_adjusted = any(word in between for word in language(document.edition).adjusted)
    return is_old or is_adjusted or said.actual.search(between) is not None


def _end_of_sentence(text: str, position: int) -> int:
    return min((end for mark in "。\n" if (end := text.find(mark, position)) >= 0), default=len(text))


def _behind_comma(sentence: str) -> str:
    """What follows the first part of a sentence: a 今年 there is another year than the one it begins with."""
    return re.split("[，,；;]", sentence, maxsplit=1)[-1] if re.search("[，,；;]", sentence) else ""


def _next_tells_of_both(text: str, position: int, said: Grammar, year: int) -> bool:
    """Whether the sentence behind that at a position is about both years: 两年相比."""
    stop = text.find("。", position)
    if stop < 0:
        return False
    following = _until_full_stop(text, stop + 1)
    goes_on = following.lstrip().startswith(f"{year}年") and said.than_last_year.search(following) is not None
    return said.of_both.match(text, stop + 1) is not None or goes_on


def _until_full_stop(text: str, position: int) -> str:
    """The sentence around a position with all its parts."""
    start = max(text.rfind(mark, 0, position) for mark in "。\n") + 1
    ends = [end for mark in "。\n" if (end := text.find(mark, position)) >= 0]
    return text[start : min(ends, default=len(text))]


@special("J03", when="prose")
def year_of_the_closing(reporter: Reporter) -> Iterator[Finding]:
    """Assets at the end of another year than the one before the budget year."""
    right = reporter.document.head.year - 1
    for text in section_texts(reporter, {"assets"}):
        for found in grammar(reporter.edition).year_closed.finditer(text.words):
            if int(found["year"]) != right:
                span = found.span("year")
                message = f"“{shown(text.words, span)}”写的是{found['year']}年末，应当是{right}年末的资产。"
                finding = at(reporter, "J03", text, span, message, [(span, str(right))])
                yield replace(finding, found=found["year"], expected=str(right))


@special("L02", when="prose")
def titles_carry_the_year(reporter: Reporter) -> Iterator[Finding]:
    """The year in the opening, in headings and in notes; the year left out before 年度."""
    document = reporter.document
    year, known = document.head.year, patterns(reporter.edition)
    for text in section_texts(reporter, {"opening"}):
        yield from _wrong(reporter, text, known.published_year)
    for section in reporter.edition.sections:
        slot = f"{section.id}.heading"
        heading = document.texts.get(slot, "")
        found = re.search(r"(20\d\d)\s*年", heading)
        # 2024年执行情况和2025年预算情况 names both years.
        if found and str(year) not in heading:
            right = heading.replace(found[1], str(year), 1)
            message = f"标题写的是{found[1]}年，预算年度是{year}年。"
            finding = reporter.section("L02", section, message)
            mend = Mend(f"改为“{right}”", (TextChange(slot, heading, right),))
            yield replace(finding, quote=heading, found=found[1], expected=str(year), mend=mend)
    for table in reporter.edition.tables:
        for note in document.notes(table) if document.is_present(table) else ():
            found = known.titled_year.search(note)
            if found and int(found["year"]) != year:
                message = f"注写的是{found['year']}年（“{note}”），预算年度是{year}年。"
                finding = reporter.table("L02", table, message, link="的")
                yield replace(finding, quote=note, found=found["year"], expected=str(year))
    for text in section_texts(reporter, {"overview", "duties"}):
        missing = known.year_left_out.search(text.words)
        if missing and document.head.unit.name in text.words[max(missing.start() - 40, 0) : missing.start()]:
            span = (missing.start(), missing.start() + 2)
            message = f"“{shown(text.words, span)}”没有写明哪一年度。"
            yield at(reporter, "L02", text, span, message, [(span, f"{year}年度")], level="H")


def _wrong(reporter: Reporter, text: Text, pattern: re.Pattern[str]) -> Iterator[Finding]:
    year = reporter.document.head.year
    for found in pattern.finditer(text.words):
        if int(found["year"]) != year and not in_title(text.words, found.start()):
            span = found.span("year")
            message = f"“{shown(text.words, span)}”写的是{found['year']}年，预算年度是{year}年。"
            finding = at(reporter, "L02", text, span, message, [(span, str(year))])
            yield replace(finding, found=found["year"], expected=str(year))
