"""Checks of what files give twice (D17): a workbook beside a Word file, a sheet beside its copy, a table repeated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.provenance import GivenTwice, Source
from forms.document.reporter import Reporter
from models.records import Address

_EACH = 10
"""So many cells of a table that differ are found one by one; more are another table."""

_NAMED = 3
"""So many of the projects that one of the files lacks are named."""


@special("D17", when="structural")
def given_twice(reporter: Reporter) -> Iterator[Finding]:
    """Cells and sections that two places of the files give, and not alike; the first is what was taken."""
    by_table: dict[tuple[str, str], list[GivenTwice]] = defaultdict(list)
    absent: dict[tuple[str, str, str], list[GivenTwice]] = defaultdict(list)
    for one in reporter.document.provenance.twice:
        if isinstance(one.place, Address) and one.is_absent:
            has, lacks = _with_first(one)
            absent[one.place.table, has.file, lacks.file].append(one)
        elif isinstance(one.place, Address):
            by_table[one.place.table, one.about].append(one)
        else:
            yield from _section(reporter, one, one.place)
    for (table, *files), found in absent.items():
        yield _cell(reporter, found[0]) if len(found) == 1 else _projects(reporter, table, files, found)
    for (table, _), found in by_table.items():
        if len(found) > _EACH:
            yield _table(reporter, table, found)
            continue
        for one in found:
            yield _cell(reporter, one)


def _cell(reporter: Reporter, one: GivenTwice) -> Finding:
    assert isinstance(one.place, Address)
    first, second = one.first_text or "空白", one.second_text or "空白"
    message = f"在{_words(one.first)}是{first}，在{_words(one.second)}是{second}；采用的是前一个，请核对哪个对。"
    message = _about(one) + message
    found = (
        reporter.cell("D17", one.place, message) if one.place.row else reporter.table("D17", one.place.table, message)
    )
    return replace(found, source=one.second, expected=one.first_text, found=one.second_text)


def _table(reporter: Reporter, table: str, found: list[GivenTwice]) -> Finding:
    one = found[0]
    message = (
        f"{_about(one)}给了两次，有{len(found)}处不同：{_words(one.first)}是{one.first_text or '空白'}，"
        f"{_words(one.second)}是{one.second_text or '空白'}等；采用的是前一张，请核对哪张对。"
    )
    return replace(reporter.table("D17", table, message), source=one.second)


def _with_first(one: GivenTwice) -> tuple[Source, Source]:
    """Which of the two has it, and which has not."""
    return (one.first, one.second) if one.first_text else (one.second, one.first)


def _projects(reporter: Reporter, table: str, files: list[str], found: list[GivenTwice]) -> Finding:
    """Projects that one file has and the other has not: one file is not up to date, and that is one fault."""
    names = "、".join(f"“{one.about}”" for one in found[:_NAMED])
    more = f"等{len(found)}个项目" if len(found) > _NAMED else f"这{len(found)}个项目"
    message = f"只有“{files[0]}”里有{names}{more}，“{files[1]}”里没有；请核对哪一份对，两份改成一样。"
    return replace(reporter.table("D17", table, message), source=_with_first(found[0])[0])


def _about(one: GivenTwice) -> str:
    return f"（项目“{one.about}”）" if one.about else ""


def _section(reporter: Reporter, one: GivenTwice, name: str) -> Iterator[Finding]:
    section = next(section for section in reporter.edition.sections if section.id == name)
    first, second = (f"“{text}”" if text else "没有这一段" for text in (one.first_text, one.second_text))
    message = f"给了两次，文字不同：{_words(one.first)}是{first}，{_words(one.second)}是{second}；采用的是前一个。"
    yield replace(reporter.section("D17", section, message), source=one.second, quote=one.second_text)


def _words(source: Source) -> str:
    """“表.xlsx”的“收入总表”E4"""
    sheet = f"的“{source.sheet}”" if source.sheet else "的"
    return f"“{source.file}”{sheet}{source.cell}"
