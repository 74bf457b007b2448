"""Checks of what is counted (G25): persons or bodies against their parts, or against those named behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.check.special.reckoned.told_numbers import count_of, told, unit_of
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.guess import slip_of_digits
from forms.document.reporter import Reporter
from forms.form.language import Language, language, patterns
from forms.form.model import Section
from forms.prose.quantities import Quantity
from forms.prose.statements import Clause

_STOP = re.compile("[;。\n]")
_FEW = 2
_JOINED = re.compile("[、;]")
_LONGEST = 24


@special("G25", when="prose")
def parts_make_up_the_count(reporter: Reporter) -> Iterator[Finding]:
    """人员46人，其中局机关28人、中心18人: parts that nearly make up what is told before them, and do not."""
    said, words = patterns(reporter.edition), language(reporter.edition)
    for section, text in told(reporter.document):
        counts = [one for one in text.numbers if one.kind == "count" and one.number.isdigit()]
        for at, whole in enumerate(counts[:-_FEW]):
            opening = said.counted_parts.match(text.text.text, whole.start + len(whole.number))
            if opening is None:
                continue
            parts = _parts(text, whole, counts[at + 1 :], words)
            total = sum(int(one.number) for one in parts)
            if len(parts) < _FEW or total == int(whole.number):
                continue
            names = text.text.text[whole.end : parts[-1].end]
            slip = slip_of_digits(whole.number, str(total)) or _slip_of_part(parts, int(whole.number) - total)
            slip = slip or _off_by(parts, int(whole.number), total)
            if slip and not said.overlapping.search(names):
                unit = unit_of(text, whole)[:1]
                listed = "＋".join(one.number for one in parts)
                message = f"写作{whole.number}{unit}，后面各项相加（{listed}）是{total}{unit}，{slip}，请核对。"
                span = text.span(whole.start, parts[-1].end)
                yield reporter.passage("G25", section, span, message, link="里")


def _parts(text: Clause, whole: Quantity, counts: list[Quantity], words: Language) -> list[Quantity]:
    """The counts of the same unit behind one, to the end of its part of the sentence or its bracket."""
    squeezed = text.text.text
    behind = whole.start + len(whole.number)
    stop = _STOP.search(squeezed, whole.end)
    end = stop.start() if stop else len(squeezed)
    opened = squeezed.find("(", behind, behind + 3)
    if opened >= 0:
        closed = squeezed.find(")", opened)
        end = min(end, closed) if closed >= 0 else end
    unit = unit_of(text, whole)[:1]
    alike = words.persons if unit in words.persons else (unit,)
    found: list[Quantity] = []
    for one in counts:
        if one.start >= end:
            break
        if unit_of(text, one)[:1] in alike:
            found.append(one)
        elif found:
            break
    return found


def _slip_of_part(parts: list[Quantity], gap: int) -> str:
    """The slip of digits in one of the parts that closes the gap; only two digits the other way round are sure."""
    for one in parts:
        right = int(one.number) + gap
        slip = slip_of_digits(one.number, str(right)) if right > 0 else ""
        if "颠倒" in slip:
            return f"其中{one.number}{slip}"
    return ""


def _off_by(parts: list[Quantity], whole: int, total: int) -> str:
    """How far parts that are no more than the whole are off it: more of them, or fewer by one or two; others may have
    been left out on purpose."""
    if total > whole >= max(int(one.number) for one in parts):
        return f"多{total - whole}"
    return f"少{whole - total}" if 0 < whole - total <= _FEW else ""


@special("G25", when="prose")
def as_many_are_named_as_counted(reporter: Reporter) -> Iterator[Finding]:
    """机构4个，即甲、乙、丙、丁: more or fewer names behind a count than it says."""
    said = patterns(reporter.edition).counted_names
    for section, text in told(reporter.document):
        for found in said.finditer(text.text.text):
            yield from _named(reporter, section, text, found)
        for found in patterns(reporter.edition).listed_names.finditer(text.text.text):
            yield from _listed(reporter, section, text, found)
        for found in patterns(reporter.edition).counted_lines.finditer(text.text.text):
            lines = [line for line in found["lines"].split("\n") if line]
            count = count_of(found["count"])
            if count and len(lines) != count:
                yield _wrong(reporter, section, text, found.span(), found["count"] + found["unit"], len(lines))


def _named(reporter: Reporter, section: Section, text: Clause, found: re.Match[str]) -> Iterator[Finding]:
    count = count_of(found["count"])
    names = [name for name in _JOINED.split(found["names"].strip("、;")) if name]
    most = sum(len([part for part in patterns(reporter.edition).and_names.split(name) if part]) for name in names)
    is_list = len(names) > 1 and all(len(name) <= _LONGEST for name in names)
    if count and is_list and not len(names) <= count <= most:
        yield _wrong(reporter, section, text, found.span(), found["count"] + found["unit"], most)


def _listed(reporter: Reporter, section: Section, text: Clause, found: re.Match[str]) -> Iterator[Finding]:
    """设办公室、教务科、总务科3个科室: the names stand before their count; behind 等 there may be more of them."""
    count, names = count_of(found["count"]), [name for name in found["names"].split("、") if name]
    # Offices of one kind end alike: 生态修复股、资源管理股.
    is_list = len(names) > _FEW and len({name[-1] for name in names}) < len(names)
    if count and is_list and (count < len(names) if found["more"] else count != len(names)):
        message = f"写作{found['count']}个，前面列出的是{len(names)}个，请核对。"
        yield reporter.passage("G25", section, text.span(*found.span()), message, link="里")


def _wrong(
    reporter: Reporter, section: Section, text: Clause, span: tuple[int, int], told_count: str, count: int
) -> Finding:
    unit = told_count[-1]
    message = f"写作{told_count}，后面列出的是{count}{unit}，请核对。"
    return reporter.passage("G25", section, text.span(*span), message, link="里")
