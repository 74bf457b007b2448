"""The contents page of a read file beside its headings (B05): sections that only one has, other words, other order.

In the book B05 is a rule of exported files, whose contents the program wrote; what a file brings along is held
against its own headings with the other checks of its sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from forms.document.finding import Finding
from forms.document.provenance import NamedInContents, Source
from forms.document.reporter import Reporter
from forms.form.load import KINDS
from forms.form.model import Section
from forms.match.text.heading_words import core, marked
from forms.match.text.plain_words import plain
from forms.match.titles import YEAR_IN_TITLE

_FEWEST = 2
"""Contents that name fewer sections list something else."""


def contents_agree(reporter: Reporter) -> Iterator[Finding]:
    """What the contents page and the headings say differently, each with both places."""
    provenance = reporter.document.provenance
    named: dict[str, NamedInContents] = {}
    lines = [line for line in provenance.contents if line.section]
    for line in lines:
        named.setdefault(line.section, line)
    if len(named) < _FEWEST or not provenance.headings:
        return
    for section in reporter.edition.sections:
        listed, heading = named.get(section.id), provenance.headings.get(section.id)
        if listed and heading:
            yield from _other_words(reporter, section, listed)
        elif listed and not reporter.document.section_text(section.id):
            message = f"列在目录里（“{_quoted(listed.text)}”），正文里没有这一节。"
            yield _finding(reporter, section, message, listed.source, listed.text)
        elif heading and section.title and section.level <= 1:
            message = "在正文里有，目录没有列出。"
            yield _finding(reporter, section, message, heading, reporter.document.heading(section))
    yield from _other_order(reporter, named)
    for line in lines:
        section = next(one for one in reporter.edition.sections if one.id == line.section)
        years = [year for year in YEAR_IN_TITLE.findall(line.text) if int(year) != reporter.edition.year]
        if years and years[0] not in reporter.document.heading(section):
            message = f"在目录里写的是{years[0]}年，预算年度是{reporter.edition.year}年。"
            yield replace(_finding(reporter, section, message, line.source, line.text), level="W")
        if line.text.count("“") != line.text.count("”"):
            yield replace(_finding(reporter, section, "在目录里的引号不成对。", line.source, line.text), level="W")
    for before, line in pairwise(lines):
        if before.text == line.text:
            section = next(one for one in reporter.edition.sections if one.id == line.section)
            yield _finding(reporter, section, f"“{_quoted(line.text)}”在目录里列了两遍。", line.source, line.text)


def _other_words(reporter: Reporter, section: Section, listed: NamedInContents) -> Iterator[Finding]:
    here, there = marked(reporter.document.heading(section)), marked(listed.text)
    words, other = plain(here.words), plain(there.words)
    # A character less is a slip; what says less leaves out words.
    is_near = abs(len(words) - len(other)) == 1
    is_same = words == other or (not is_near and (words.endswith(other) or other.endswith(words)))
    if is_same and (here.number == there.number or not here.number or not there.number):
        return
    message = f"在目录里写作“{_quoted(listed.text)}”，与正文的标题不同，请改成一样的。"
    finding = _finding(reporter, section, message, listed.source, listed.text)
    is_known = core(other) in map(core, (words, section.title, *section.aliases))
    heading = reporter.document.heading(section)
    one, other_kind = KINDS
    pairs = ((one, other_kind), (other_kind, one))
    of_other_kind = any(a in listed.text and a not in heading and b in heading for a, b in pairs)
    is_own_affair = is_known and here.number == there.number and not of_other_kind
    yield replace(finding, level="H" if is_own_affair else "W")


def _other_order(reporter: Reporter, named: dict[str, NamedInContents]) -> Iterator[Finding]:
    """The first two sections that follow each other the other way round in the text."""
    sections = {section.id: section for section in reporter.edition.sections}
    standing = list(reporter.document.provenance.headings)
    listed = [one for one in named if one in standing]
    for before, after in pairwise(listed):
        if standing.index(before) > standing.index(after):
            message = f"在目录里排在“{_quoted(sections[after].title)}”前面，正文里排在后面。"
            finding = _finding(reporter, sections[before], message, named[before].source, named[before].text)
            yield replace(finding, level="W")
            return


def _finding(reporter: Reporter, section: Section, message: str, source: Source, quote: str) -> Finding:
    return replace(reporter.section("B05", section, message), source=source, quote=quote)


def _quoted(words: str) -> str:
    return words.translate(str.maketrans("“”", "‘’"))
