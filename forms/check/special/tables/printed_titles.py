"""Checks of the titles under which the tables of a file are printed (B12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.own_names import own_and_listed
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.provenance import Source
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.load import KINDS
from forms.form.model import Level, Table
from forms.match.normal import plain
from forms.match.titles import YEAR_IN_TITLE, says_the_same


@special("B12", when="structural")
def titles_are_those_of_the_form(reporter: Reporter) -> Iterator[Finding]:
    """A title that names another year or kind, or is not what the form calls the table; one that only says less, as
    收支总表, is none."""
    for name, titles in reporter.document.provenance.titles.items():
        table = reporter.edition.tables[name]
        for text, source in dict(titles).items():
            fault = _fault(reporter, table, text)
            if fault is not None:
                yield _finding(reporter, table, text, source, *fault)
                break


def _fault(reporter: Reporter, table: Table, text: str) -> tuple[str, Level] | None:
    """What is wrong with a title, and how much it matters; None when it is the form's, number, year and unit aside."""
    year, kind = reporter.edition.year, reporter.edition.kind
    if others := [found for found in YEAR_IN_TITLE.findall("".join(text.split())) if int(found) != year]:
        return f"写的是{others[0]}年，预算年度是{year}年", "E"
    if says_the_same(text, table.title):
        return _beside(reporter, plain(text), plain(table.title))
    (other,) = (word for word in KINDS if word != kind)
    if says_the_same(text.replace(other, kind), table.title):
        return f"写的是{other}，本资料是{kind}预算", "W"
    return "与表样的表名不同", "W"


def _beside(reporter: Reporter, text: str, title: str) -> tuple[str, Level] | None:
    """What is wrong beside a title that is the form's: it stands twice, or another body stands before it."""
    if text.count(title) > 1:
        return "写了两遍", "W"
    before = text.partition(title)[0]
    for one in own_and_listed(reporter) if before else ():
        before = before.replace(plain(one), "")
    if found := patterns(reporter.edition).spoken_body.search(before):
        return f"写着“{found[0]}”，不是本单位", "E"
    return None


def _finding(reporter: Reporter, table: Table, text: str, source: Source, fault: str, level: Level) -> Finding:
    message = f"表名印作“{text}”，{fault}，应为“{table.title}”。"
    found = reporter.table("B12", table.id, message, level=level, link="的")
    return replace(found, source=source, quote=text, found=text, expected=table.title)
