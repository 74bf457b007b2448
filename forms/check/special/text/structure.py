"""Checks of how the text is built: its sections (B02, B04, B08) and their numbers (B03)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from forms.check.special.registry import special
from forms.check.special.text.contents_page import contents_agree
from forms.check.special.texts import Span, Text, at, section_texts
from forms.document.finding import Finding, Mend
from forms.document.reporter import Reporter
from forms.document.text_tables import CELL_MARK
from forms.form.language import language, patterns
from forms.form.load import PROJECTS
from forms.form.model import Section
from forms.form.ordinals import HAN, ordinal
from forms.form.slot_grammar import leads
from forms.form.word_lists import Words, word_lists
from forms.match.text.heading_words import core, marked
from forms.match.text.sub_headings import HeadingWords
from forms.prose.outline import stretches
from models.records import TextChange

_ORDINALS = {ordinal(number): number for number in range(1, 100)}
_HAN = f"[{HAN}]{{1,3}}"
_NUMBER = re.compile(rf"\s*({_HAN})\s*、")
_IN_HAN = {"han", "round", "article"}
_LONGEST_NAME = 30
_MOST_NAMED = 3
_MOST_MISNUMBERED = 2
"""A file with more headings of other numbers than the form has them follows an outline of its own."""
_BEGIN = re.compile(r"(?m)^[^\S\n]*(?P<word>[一-鿿]{1,6}[：:][^\S\n]*)?(?=\S)")
"""The beginning of a line, with a word that opens a list."""
_NUMBER_TWICE = re.compile(rf"\s*(?P<number>{_HAN}[、.．]|[（(]{_HAN}[）)]|\d{{1,2}}[、.．])\s*(?P=number)")
_PAGE_BEHIND = re.compile(r"(?:[.．…·]{2,}|\t)\s*\d{1,3}$")
_INNER = str.maketrans("“”", "‘’")


@special("B02", "B04", "B08", when="prose")
def sections_are_written(reporter: Reporter) -> Iterator[Finding]:
    """Sections without a word. A file that carries few of them does not claim to be complete and gets one hint."""
    document = reporter.document
    sections = reporter.edition.sections
    titled = [one for one in sections if one.title and not reporter.edition.only_holds_chapters(one)]
    blank = [section for section in titled if not document.section_text(section.id)]
    if document.from_file and 2 * len(blank) > len(titled):
        words = "、".join(section.title for section in blank) if len(blank) < len(titled) else "情况说明的文字"
        message = f"文件里没有{words}，与这些文字有关的各项没有检查。"
        yield replace(reporter.whole("B02", message, level="H"), section=blank[0].id)
        return
    swallowed = {section.id for section, _, _ in _swallowed(reporter)}
    for section in blank:
        if section.id in swallowed:
            continue
        if _holds_something(reporter, section) and not _lacks_heading(reporter, section):
            if not section.wordless:
                message = "只有表，没有文字说明，请写明总额和主要内容；没有的写明没有。"
                yield reporter.section("B02", section, message, level="W")
            continue
        if document.from_file and (within := _told_within(reporter, section)):
            message = f"没有单独成为一节，内容写在“{within.translate(_INNER)}”里，请核对是否按表样分开写。"
            yield reporter.section("B04", section, message, level="W", link="")
        elif section.key == "other":
            yield reporter.section("B08", section, "没有内容；没有其他事项的，应写明“无其他需要说明的事项”。")
        elif document.from_file:
            told = section.id in document.provenance.headings
            message = (
                "只有标题，下面没有正文，请补写；没有这类内容的，写明“无”。"
                if told
                else "在文件里没有找到，请补上标题和正文；没有这类内容的，写标题和“无”。"
            )
            yield reporter.section("B04", section, message + _unknown_headings(reporter, section))
        else:
            yield reporter.section("B02", section, "还没有写。")
    yield from _stranger_headings(reporter)
    for text in section_texts(reporter, {"goals"}):
        yield from _bare_headings(reporter, text)
    for text in section_texts(reporter, {"overview"}):
        yield from _bare_parts(reporter, text)
    yield from contents_agree(reporter)


@special("B02", "M05", "M08", "M09", when="prose")
def headings_are_written_well(reporter: Reporter) -> Iterator[Finding]:
    """A heading with its number twice, a full stop, a page number or half a pair of quotes; one that is the heading of
    another section."""
    titles = {core(section.title): section for section in reporter.edition.sections if section.title}
    for section in reporter.edition.sections:
        heading = reporter.document.heading(section).strip()
        if not section.title or not reporter.document.section_text(section.id) or heading == section.heading:
            continue
        other = titles.get(core(marked(heading).words))
        rule, wrong = "", ""
        if _NUMBER_TWICE.match(heading):
            rule, wrong = "M09", "编号写了两遍"
        elif heading.endswith(("。", "，", "；")):
            rule, wrong = "M05", "末尾不用标点"
        elif _PAGE_BEHIND.search(heading):
            rule, wrong = "M08", "后面带着目录的页码，请删去"
        elif heading.count("“") != heading.count("”"):
            rule, wrong = "M05", "引号不成对"
        elif other is not None and other is not section and core(section.title) != core(other.title):
            rule, wrong = "B02", f"是“{other.title.translate(_INNER)}”一节的标题，请核对是不是放错了地方"
        if wrong:
            message = f"“{heading.translate(_INNER)}”{wrong}。"
            yield replace(reporter.section(rule, section, message, level="W", link="的标题"), quote=heading)


@special("B03", when="prose")
def numbers_run_on(reporter: Reporter) -> Iterator[Finding]:
    """The numbers of the headings, and the numbers within each section."""
    headings = list(_headings(reporter))
    has_own_outline = len(headings) > _MOST_MISNUMBERED
    yield from () if has_own_outline else headings
    for section, text, span in _swallowed(reporter):
        if _stands_in(section.title, text.words):
            continue
        lead = text.words[slice(*span)]
        message = f"写到了“{section.heading}”的内容，缺少这个标题，编号因此不连续；请把从“{lead}”起的内容移到那一节。"
        found = at(reporter, "B03", text, span, message)
        yield replace(found, expected=section.heading, mend=_moved(reporter, text, section, span[0]))
    for text in section_texts(reporter):
        # Headings that the form does not have went with the section before, numbers and all.
        yield from () if has_own_outline else _inner_numbers(reporter, text)


def _told_within(reporter: Reporter, section: Section) -> str:
    """The heading of the section in whose text this one stands under a heading; blank when it is nowhere."""
    document, known = reporter.document, word_lists(reporter.edition, "headings", HeadingWords)
    topics = {section.key, *(known.headings if section.key in known.undivided else ())}
    for other in reporter.edition.sections:
        if any(one.topic in topics for one in stretches(document.section_text(other.id) or "", known)):
            return document.section_name(other)
    return ""


def _lacks_heading(reporter: Reporter, section: Section) -> bool:
    """Whether other sections of a file have headings, and this one has none though it should say something."""
    headings = reporter.document.provenance.headings
    return bool(headings) and section.id not in headings and not section.wordless


def _unknown_headings(reporter: Reporter, section: Section) -> str:
    """The lines in the place of a section that may be its heading in other words, as a sentence."""
    lines = [line for line in reporter.document.provenance.unknown_headings if section.id in line.may_be]
    named = "、".join(f"{line.source.cell}的“{line.text.translate(_INNER)}”" for line in lines[:_MOST_NAMED])
    return f"{named}没有认出是哪一节的标题，请看是不是它。" if named else ""


def _stranger_headings(reporter: Reporter) -> Iterator[Finding]:
    """Lines written as the headings are that the form does not have; they and what is below went with the section
    before."""
    sections = {section.id: section for section in reporter.edition.sections if section.title}
    for line in reporter.document.provenance.unknown_headings:
        if not line.may_be and line.within in sections:
            message = f"里有“{line.text.translate(_INNER)}”，像是标题，表样里没有；它和下面的内容收在这一节里，请核对。"
            finding = reporter.section("B02", sections[line.within], message, level="W", link="")
            yield replace(finding, source=line.source, quote=line.text)


def _holds_something(reporter: Reporter, section: Section) -> bool:
    """Whether a table stands in the section, with rows or with the note that it has none."""
    document = reporter.document
    tables = [(reporter.edition.roles.table("projects") if name == PROJECTS else name) for name in section.holds]
    published = [
        name for name in tables if name in reporter.edition.tables and reporter.edition.tables[name].part != "facts"
    ]
    return any(not document.is_empty(name) or (document.from_file and document.notes(name)) for name in published)


def _bare_headings(reporter: Reporter, text: Text) -> Iterator[Finding]:
    """A sub-heading of the overall goals with another one of its kind, or nothing, below it."""
    assert text.section is not None
    lines = list(re.finditer(r"(?m)^.*\S.*$", text.words))
    numbered = patterns(reporter.edition).numbered
    names = [numbered.sub("", line[0], count=1).strip(" ：:") for line in lines]
    parts = {name for names in language(reporter.edition).goal_parts for name in names}
    for line, name, following in zip(lines, names, [*names[1:], ""], strict=True):
        is_bare = following in parts if following else not _holds_something(reporter, text.section)
        if name in parts and is_bare:
            yield at(reporter, "B04", text, line.span(), f"“{line[0].strip()}”下面没有正文。")


def _bare_parts(reporter: Reporter, text: Text) -> Iterator[Finding]:
    """A numbered part of the overview with the next one, or nothing, below it, where others of its kind have words."""
    numbered = patterns(reporter.edition).numbered
    lines = list(re.finditer(r"(?m)^.*\S.*$", text.words))
    marks = [numbered.match(line[0].lstrip()) for line in lines]
    styles = [mark.lastgroup if mark and _is_name(line[0]) else None for mark, line in zip(marks, lines, strict=True)]
    below = [*(mark is None for mark in marks[1:]), False]
    for line, style, has_words in zip(lines, styles, below, strict=True):
        peers = [words for other, words in zip(styles, below, strict=True) if other == style]
        if style and not has_words and any(peers) and len(peers) > 1:
            yield at(reporter, "B04", text, line.span(), f"“{line[0].strip()}”下面没有正文。", level="W")


def _headings(reporter: Reporter) -> Iterator[Finding]:
    """Headings of a file whose number is missing, repeated or left out."""
    document = reporter.document
    before = 0
    for section in reporter.edition.sections:
        if section.heading == section.title:
            continue
        heading = document.heading(section)
        found = _NUMBER.match(heading)
        # Any style of numbering counts; which one an office prefers is its own affair.
        stated = marked(heading).number or None
        expected = before + 1
        if stated is None or stated != expected:
            bare = section.title if stated else heading.strip() or section.title
            title = heading[found.end() :] if found else bare
            right = f"{ordinal(expected)}、{title}"
            last = f"前一节是“{ordinal(before)}”，" if before else ""
            if not heading:
                message = f"没有标题，请在正文前面加上“{right}”。"
            elif stated is None:
                message = f"没有编号，{last}这一节的标题应写作“{right}”。"
            else:
                message = f"编成了“{ordinal(stated)}”，{last or '它是第一节，'}请改为“{right}”。"
            slot = f"{section.id}.heading"
            mend = Mend(f"改为“{right}”", (TextChange(slot, document.texts.get(slot), right),))
            finding = reporter.section("B03", section, message, link="的" if stated else "")
            yield replace(finding, quote=heading, expected=right, mend=mend)
        before = expected


def _swallowed(reporter: Reporter) -> Iterator[tuple[Section, Text, Span]]:
    """Sections without text whose set phrases stand in the section before: the heading is missing."""
    document = reporter.document
    sections = reporter.edition.sections
    for before, section in pairwise(sections):
        text = document.section_text(before.id)
        if not text or document.section_text(section.id) or not section.draft:
            continue
        found = (re.search(rf"(?m)^{re.escape(lead)}", text) for lead in leads(section))
        spans = [match.span() for match in found if match]
        if spans:
            yield section, Text(text, section=before), min(spans)


def _stands_in(title: str, text: str) -> bool:
    """Whether a heading stands as a line of its own in the text of another section."""
    return any(line.strip().endswith(title) for line in text.split("\n"))


def _moved(reporter: Reporter, text: Text, section: Section, start: int) -> Mend:
    """The key that moves everything from there on into the section it belongs to."""
    assert text.section is not None
    document = reporter.document
    slot = f"{text.section.id}.text"
    kept = document.texts.get(slot, "")
    head = document.rewritten(text.section.id, (start, len(text.words)), "")
    changes = (
        TextChange(slot, kept, head.rstrip("\n") or None),
        TextChange(f"{section.id}.text", document.texts.get(f"{section.id}.text"), kept[len(head) :]),
    )
    return Mend(f"移到“{section.title}”", changes)


@dataclass(slots=True)
class _Series:
    """A run of numbers of one style: the last one, how many, and where it began."""

    style: str
    last: int
    count: int
    span: Span


def _inner_numbers(reporter: Reporter, text: Text) -> Iterator[Finding]:
    """Numbers within a section that are repeated, left out, or begin with another than one.

    一 may begin a series of its own below another of the same style; any other number goes on with the innermost
    series that it follows, the outermost of which are the headings of the sections: a heading that the form does not
    have stands in the text of the section before it.
    """
    open_series = list(_series_of_headings(reporter, text))
    own = len(open_series)
    for mark, style, number in _numbered_lines(reporter, text):
        inner = [series for series in reversed(open_series[own:]) if series.style == style]
        inner = inner or [series for series in open_series[:own] if series.style == style and series.last == number - 1]
        going_on = next((series for series in inner if series.last == number - 1), None)
        if going_on is None and number == 1:
            open_series.append(_Series(style, number, 1, mark.span()))
            continue
        if going_on is None:
            yield _broken(reporter, text, mark, inner[0] if inner else None, number)
        series = going_on or next(iter(inner), None)
        if series is None:
            open_series.append(_Series(style, number, 2, mark.span()))
            continue
        yield from _closed(reporter, text, open_series, open_series.index(series) + 1)
        series.last, series.count = number, series.count + 1
    yield from _closed(reporter, text, open_series, own)


def _series_of_headings(reporter: Reporter, text: Text) -> Iterator[_Series]:
    """The series that the heading of the section is the last of so far, where it has a number."""
    heading = reporter.document.heading(text.section) if text.section else ""
    mark = patterns(reporter.edition).numbered.match(heading.lstrip())
    if mark is not None:
        style = mark.lastgroup or ""
        yield _Series(style, _value(mark[style]), 2, mark.span())


def _numbered_lines(reporter: Reporter, text: Text) -> Iterator[tuple[re.Match[str], str, int]]:
    """The numbers that lines begin with, each with its style and value; the titles of the form are no such lines. The
    first may stand behind a word and a colon, where the second begins the next line: 附件：1.…."""
    numbered = patterns(reporter.edition).numbered
    titles = {section.title for section in reporter.edition.sections}
    for line in _BEGIN.finditer(text.words):
        mark = numbered.match(text.words, line.end())
        if mark is None or text.words[mark.end() :].split("\n", 1)[0].strip() in titles:
            continue
        style = mark.lastgroup or ""
        number = _value(mark[style])
        if number and (not line["word"] or _goes_on(numbered, text.words, mark, number)):
            yield mark, style, number


def _goes_on(numbered: Words, words: str, mark: re.Match[str], number: int) -> bool:
    """Whether the next line has the number behind that of a mark, written like it."""
    below = words.find("\n", mark.end()) + 1
    following = numbered.match(words, below) if below else None
    style = mark.lastgroup or ""
    return following is not None and following.lastgroup == style and _value(following[style]) == number + 1


def _value(written: str) -> int:
    return int(written) if written.isdigit() else _ORDINALS.get(written, 0)


def _closed(reporter: Reporter, text: Text, open_series: list[_Series], first: int) -> Iterator[Finding]:
    """Close the series from that one on; one of a single number is a hint, unless another of its style lies below."""
    closing = open_series[first:]
    del open_series[first:]
    for place, series in enumerate(closing):
        if series.count == 1 and all(later.style != series.style for later in closing[place + 1 :]):
            line = _line(text.words, series.span)
            peer = _peer(patterns(reporter.edition).numbered, text.words, series.span)
            if peer:
                number = "二" if series.style in _IN_HAN else "2"
                mark = re.sub("[一1]", number, text.words[slice(*series.span)], count=1)
                message = f"“{_line(text.words, peer)}”没有编号，上面的“{line}”编了号，这里应当接着编为“{mark}”。"
                yield at(reporter, "B03", text, peer, message, [((peer[0], peer[0]), mark)], name=f"编为“{mark}”")
            else:
                message = f"“{line}”编了号，后面没有接着的编号，请核对是否漏编。"
                yield at(reporter, "B03", text, series.span, message, level="H")


def _peer(numbered: Words, text: str, span: Span) -> Span | None:
    """The next line that reads like the numbered one, a short name and no sentence, before anything numbered."""
    lines = list(re.finditer(r"(?m)^.+$", text[span[0] :]))
    if not _is_name(lines[0][0]):
        return None
    for line in lines[1:]:
        if numbered.match(line[0].lstrip()):
            return None
        if _is_name(line[0]):
            return span[0] + line.start(), span[0] + line.end()
    return None


def _is_name(line: str) -> bool:
    return len(line) <= _LONGEST_NAME and CELL_MARK not in line and not re.search("[。；，：:]", line)


def _broken(reporter: Reporter, text: Text, mark: re.Match[str], same: _Series | None, number: int) -> Finding:
    line = _line(text.words, mark.span())
    written = mark[mark.lastgroup or ""]
    if same is None:
        first = "一" if not written.isdigit() else "1"
        message = f"“{line}”的编号从“{written}”开始，前面没有“{first}”，请核对是漏了一项，还是应当改为“{first}”。"
        return at(reporter, "B03", text, mark.span(), message)
    expected = str(same.last + 1) if written.isdigit() else ordinal(same.last + 1)
    before = str(same.last) if written.isdigit() else ordinal(same.last)
    mend = f"请改为{expected}" if number <= same.last else f"请改为{expected}，或者补上漏掉的"
    message = f"“{line}”编成了{written}，前面一条是{before}，{mend}。"
    return replace(at(reporter, "B03", text, mark.span(), message), found=written, expected=expected)


def _line(text: str, span: Span) -> str:
    """The beginning of the line of a passage, for a quotation."""
    line = text[span[0] :].split("\n", 1)[0]
    return (line if len(line) <= 20 else f"{line[:18]}……").translate(_INNER)
