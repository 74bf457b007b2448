"""Checks of form: heads (M01), units (M02), decimals (M04, G21), brackets and marks (M05)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from forms.check.special.in_order import in_order
from forms.check.special.registry import special
from forms.check.special.texts import (
    Fix,
    Span,
    Text,
    at,
    cell_texts,
    counted,
    every_text,
    formal_texts,
    mend,
    section_texts,
    sentence,
    shown,
)
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.model import Level
from forms.prose.grammar import grammar
from forms.prose.quantities import quantities
from models.money import UNITS
from models.records import Address

_TEXTS = 8192
"""Of so many texts it is remembered what was found in them: most are the same from check to check."""
_FEWEST_IN_YUAN = 5
_A_FEW = 4
"""One in so many amounts written otherwise is no oversight any more."""
_AMOUNT = re.compile(r"(?<![\d.])(\d+)(?:\.(\d+))?(?=\s*万元)")
_BARE = re.compile(r"(?<![\d.])(?=[\d,.]*[1-9])\d[\d,.]*\s*(?P<unit>元|亿元)")
_NOTHING = re.compile(r"(?<![\d.])0(?:\.0+)?\s*(?P<unit>元|亿元)")
_DOCUMENT = re.compile(
    r"(?<=[一-鿿])(?P<open>[\[【（(［])\s*(?P<year>20\d\d)\s*(?P<close>[\]】）)］])(?=\s*(?:第\s*)?\d{1,4}\s*号)"
)
_PAIRS = {"（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "【": "】", "〔": "〕", "「": "」"}
_CLOSING = {close: begin for begin, close in _PAIRS.items()}
_QUOTES = "“”‘’"
_WIDE = {"(": "（", ")": "）"}
_LISTED = re.compile(r"^\s*[（(]?[\w]{1,3}[)）]")
_NARROW = re.compile(r"(?<=[一-鿿”》）])(?P<mark>[,;:?])\s?(?=[一-鿿“《（])")
_NARROW_BRACKETS = re.compile(r"\((?P<inner>[一-鿿][^()（）\n]*)\)")
_WIDTHS = {",": "，", ";": "；", ":": "：", "?": "？"}


@special("M01")
def heads_are_full(reporter: Reporter) -> Iterator[Finding]:
    """The unit's name and code, where the heads of the printed tables have a place for them."""
    unit = reporter.document.head.unit
    heads = {name: table.head_unit for name, table in reporter.edition.tables.items() if table.part != "facts"}
    parts = (("编码", "{code}", unit.code), ("名称", "{name}", unit.name))
    blank = {slot: word for word, slot, value in parts if slot in "".join(heads.values()) and not value.strip()}
    missing = "和".join(blank.values())
    if missing:
        level: Level = "W" if reporter.document.from_file else "E"
        message = f"没有预算单位{missing}，每张表的表头都会缺少这一项。"
        if reporter.document.from_file:
            first = next(name for name, head in heads.items() if any(slot in head for slot in blank))
            yield replace(reporter.whole("M01", message, level=level), table=first)
        else:
            yield reporter.profile("M01", message, level=level)


@special("M02", when="prose")
def amounts_are_in_ten_thousand(reporter: Reporter) -> Iterator[Finding]:
    """元 or 亿元 where the budget speaks of 万元; 万 without 元. A form whose tables are in 元 may tell them in either.

    In the sections that tell the budget every 万 is one of 元, unless something else is counted.
    """
    said = patterns(reporter.edition)
    is_in_yuan = any(table.unit == "元" for table in reporter.edition.tables.values())
    if (usual := None if is_in_yuan else _in_yuan(reporter)) is not None:
        yield usual
    for text in formal_texts(reporter) if usual is None and not _is_form_in_yuan(reporter) else ():
        for found in _BARE.finditer(text.words):
            if is_in_yuan and found["unit"] == "元":
                continue
            start, _ = sentence(text.words, found.start())
            before = re.split(r"[，、：:（(]", text.words[start : found.start()])[-1][-20:]
            is_money = said.money_words.search(before) or grammar(reporter.edition).change.search(before)
            if is_money and not said.each_one.search(text.words[start : found.end() + 3]):
                message = f"“{shown(text.words, found.span())}”的单位是“{found['unit']}”，预算金额一律以万元为单位。"
                fixes: list[Fix] = [(found.span("unit"), "万元")] if found["unit"] == "元" else []
                level: Level | None = None
                if found["unit"] == "亿元" and _is_possible(reporter, found[0]):
                    level = "H"
                elif _is_held(reporter, found[0]):
                    # The amount is right, only its unit is another one than that of the tables.
                    level, fixes = "W", []
                yield at(reporter, "M02", text, found.span(), message, fixes, level=level)
        nothing = [found.span("unit") for found in _NOTHING.finditer(text.words)]
        if nothing and len(_AMOUNT.findall(text.words)) > len(nothing):
            quote, again = shown(text.words, nothing[0]), counted(len(nothing))
            message = f"“{quote}”的单位与别的金额不同，宜统一写作“万元”{again}。"
            mends: list[Fix] = [(span, "万元") for span in nothing]
            yield at(reporter, "M02", text, nothing[0], message, mends, level="H", name="统一写作“万元”")
    formal = set(formal_texts(reporter))
    for text in every_text(reporter):
        for found in (said.no_yuan_formal if text in formal else said.no_yuan).finditer(text.words):
            span = found.span("unit")
            if said.counted_noun.search(re.split("[，。；：,;:\n]", text.words[: span[0]])[-1]):
                continue
            message = f"“{shown(text.words, span)}”漏写“元”，应写作“万元”。"
            yield at(reporter, "M02", text, span, message, [(span, "万元")], level="W")


def _in_yuan(reporter: Reporter) -> Finding | None:
    """The one finding of a text that tells its amounts in 元 throughout, where the tables of the form are in 万元."""
    if _is_form_in_yuan(reporter):
        return None
    bare = [
        (text, found)
        for text in formal_texts(reporter)
        for found in _BARE.finditer(text.words)
        if found["unit"] == "元"
    ]
    usual = sum(len(_AMOUNT.findall(text.words)) for text in formal_texts(reporter))
    if len(bare) <= max(usual, _FEWEST_IN_YUAN):
        return None
    text, found = bare[0]
    message = (
        f"“{shown(text.words, found.span())}”的单位是“元”，全文的金额都是这样；预算金额一律以万元为单位，请统一改写。"
    )
    # What is said above to be in 元 is another habit, and no oversight.
    level: Level | None = "W" if any(map(_tells_yuan(reporter), _headings(reporter))) else None
    return at(reporter, "M02", text, found.span(), message, level=level)


def _is_form_in_yuan(reporter: Reporter) -> bool:
    """Whether the form has its budget tables in 元: then both units may stand in the text."""
    return any(table.unit == "元" for table in reporter.edition.tables.values() if table.part == "budget")


def _tells_yuan(reporter: Reporter) -> Callable[[str], bool]:
    """What tells whether words say that the amounts below are in 元."""
    unit = patterns(reporter.edition).unit_above
    return lambda words: (found := unit.search(words)) is not None and "万" not in found[0]


def _headings(reporter: Reporter) -> Iterator[str]:
    """The headings of the sections, and the first line of each."""
    for section in reporter.edition.sections:
        yield reporter.document.heading(section)
        yield reporter.document.section_text(section.id).split("\n", 1)[0]


def _is_possible(reporter: Reporter, printed: str) -> bool:
    """Whether the tables hold an amount as large: then 亿元 is a way of telling it, and no slip for 万元."""
    amounts = [number.fen - number.slack for number in quantities("".join(printed.split())) if number.fen]
    return max(amounts, default=0) <= max((abs(fen) for fen in reporter.document.values if fen), default=0)


def _is_held(reporter: Reporter, printed: str) -> bool:
    """Whether a table holds an amount in 元, at the precision at which it is printed."""
    amounts = [number for number in quantities("".join(printed.split())) if number.fen]
    return any(number.agrees(fen) for number in amounts for fen in reporter.document.values if fen)


@special("M04")
def two_decimals_in_cells(reporter: Reporter) -> Iterator[Finding]:
    """Amounts with more than two decimals in a table; unit prices may have them."""
    document = reporter.document
    tables = reporter.edition.tables
    least = {name: UNITS[table.unit] // 100 or 1 for name, table in tables.items()}
    longer = [at for at, entry in document.cells.items() if entry.fen and entry.fen % least[at.table]]
    by_table: dict[str, list[Address]] = {}
    for address in in_order(document, longer):
        if tables[address.table].part != "facts" and address.column != "price":
            by_table.setdefault(address.table, []).append(address)
    for name, addresses in by_table.items():
        first = tables[name].show(document.value(addresses[0]))
        message = f"是{first}，金额应写到两位小数{counted(len(addresses))}。"
        yield replace(reporter.cell("M04", addresses[0], message), found=first)


@special("M04", "G21", when="prose")
def amounts_are_written_alike(reporter: Reporter) -> Iterator[Finding]:
    """One decimal, or more than two, among amounts with two; 0 and 0.00 in one section.

    Where a good part of all amounts is written so it is the way of the text, and told once.
    """
    told: list[tuple[Text, re.Match[str]]] = []
    many = 0
    for text in formal_texts(reporter):
        amounts = list(_AMOUNT.finditer(text.words))
        zeros = [found for found in amounts if not (found[1] + (found[2] or "")).strip("0")]
        forms = Counter(found[0] for found in zeros)
        if len(forms) > 1:
            usual = forms.most_common(1)[0][0]
            others = [found for found in zeros if found[0] != usual]
            message = f"零有时写“{usual}”，有时写“{others[0][0]}”，应当一种写法。"
            yield at(reporter, "M04", text, others[0].span(), message, [(f.span(), usual) for f in others], level="H")
        near = grammar(reporter.edition).near
        exact = [found for found in amounts if not near.before.search(text.words, 0, found.start())]
        others = [found for found in exact if found not in zeros and len(found[2] or "00") != 2]
        others = [found for found in others if not _is_of_each(reporter, text.words, found.start())]
        told += [(text, found) for found in others]
        many += sum(len(found[2] or "") == 2 for found in amounts)
    if not told or not many:
        return
    if len(told) * _A_FEW > many:
        yield _written_otherwise(reporter, told)
        return
    for _, group in groupby(told, key=lambda one: one[0]):
        yield _written_otherwise(reporter, list(group))


def _is_of_each(reporter: Reporter, words: str, at_amount: int) -> bool:
    """Whether an amount is what each one gets, which is written as its rule has it: 每人每年1.6万元."""
    begin = max(words.rfind(mark, 0, at_amount) for mark in "，。；\n") + 1
    return patterns(reporter.edition).each_one.search(words, begin, at_amount) is not None


def _written_otherwise(reporter: Reporter, told: Sequence[tuple[Text, re.Match[str]]]) -> Finding:
    text, first = told[0]
    fixes = [(text, (found.span(), f"{found[0]}0")) for text, found in told if len(found[2]) == 1]
    message = f"“{first[0]}万元”写了{len(first[2])}位小数，别处写两位，应当一致{counted(len(told))}。"
    found = at(reporter, "G21", text, first.span(), message)
    return replace(found, mend=mend(reporter, fixes)) if fixes else found


@special("M05", when="prose")
def marks_are_right(reporter: Reporter) -> Iterator[Finding]:
    """Brackets of document numbers, brackets and quotes in pairs, full-width marks between Chinese words."""
    for text in section_texts(reporter):
        yield from _documents(reporter, [text], "W")
        for spans, fixes, message in _unpaired(text.words):
            yield at(reporter, "M05", text, spans, message, fixes)
        yield from _narrow(reporter, text)
    by_table: dict[str, list[Text]] = {}
    for text in cell_texts(reporter):
        assert text.cell is not None
        by_table.setdefault(text.cell.table, []).append(text)
        for spans, fixes, message in _unpaired(text.words):
            yield at(reporter, "M05", text, spans, message, fixes)
    for texts in by_table.values():
        yield from _documents(reporter, texts, "H")


def _documents(reporter: Reporter, texts: Sequence[Text], level: Level) -> Iterator[Finding]:
    """Document numbers (文号) whose year does not stand in 〔〕: one finding for a section or a table."""
    bare = patterns(reporter.edition).bare_document
    found: list[tuple[Text, Fix]] = []
    for text in texts:
        found += [(text, (m.span(), f"〔{m['year']}〕")) for m in _DOCUMENT.finditer(text.words)]
        found += [(text, (m.span(), f"〔{m['year']}〕{m['number']}")) for m in bare.finditer(text.words)]
    if found:
        text, (span, right) = found[0]
        message = f"文号“{shown(text.words, span)}”的年份要用六角括号，请改为“{right}”{counted(len(found))}。"
        yield replace(at(reporter, "M05", text, span, message, level=level), mend=mend(reporter, found))


@lru_cache(maxsize=_TEXTS)
def _unpaired(words: str) -> tuple[tuple[Span, list[Fix], str], ...]:
    """Brackets that open in one width and close in the other, and brackets or quotes without their other half."""
    found: list[tuple[Span, list[Fix], str]] = []
    position = 0
    for line in words.split("\n"):
        found += _unpaired_in_line(words, line, position)
        position += len(line) + 1
    return tuple(found)


def _unpaired_in_line(words: str, line: str, position: int) -> Iterator[tuple[Span, list[Fix], str]]:
    listed = _LISTED.match(line)
    begins = listed.end() if listed else 0
    opened: list[tuple[str, int]] = []
    for place, mark in enumerate(line[begins:], start=position + begins):
        if mark in _PAIRS:
            opened.append((mark, place))
        elif (
            mark in _CLOSING
            and opened
            and _WIDE.get(opened[-1][0], opened[-1][0]) == _WIDE.get(_CLOSING[mark], _CLOSING[mark])
        ):
            begin, start = opened.pop()
            if _PAIRS[begin] != mark:
                fixes = [((at_, at_ + 1), _WIDE[m]) for m, at_ in ((begin, start), (mark, place)) if m in _WIDE]
                around = shown(words, (place, place + 1))
                yield (
                    (place, place + 1),
                    fixes,
                    f"“{around}”的左括号是“{begin}”，右括号是“{mark}”，一个全角一个半角，应当都用全角“（）”。",
                )
        elif mark in _CLOSING:
            yield (place, place + 1), [], _lonely(words, place, "前")
    for _, place in opened:
        yield (place, place + 1), [], _lonely(words, place, "后")


def _lonely(words: str, place: int, missing: str) -> str:
    """What to say of a mark without its other half."""
    mark = "引号" if words[place] in _QUOTES else "书名号" if words[place] in "《》" else "括号"
    return f"“{shown(words, (place, place + 1))}”的{mark}只有一半，请补上{missing}一半，或者把它删去。"


def _narrow(reporter: Reporter, text: Text) -> Iterator[Finding]:
    """Half-width marks and brackets between Chinese words, together one hint for a section."""
    fixes: list[Fix] = [(found.span(), _WIDTHS[found["mark"]]) for found in _NARROW.finditer(text.words)]
    for found in _NARROW_BRACKETS.finditer(text.words):
        start, end = found.span()
        fixes += [((start, start + 1), "（"), ((end - 1, end), "）")]
    if fixes:
        fixes.sort()
        span = fixes[0][0]
        narrow, wide = text.words[slice(*span)], fixes[0][1]
        message = f"“{shown(text.words, span)}”的“{narrow}”是英文标点，请换成“{wide}”{counted(len(fixes))}。"
        yield at(reporter, "M05", text, span, message, fixes, level="H")
