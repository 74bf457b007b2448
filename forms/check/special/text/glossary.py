"""Checks of the glossary (B07), and of what the sentences count: the scope of 三公 (H02), 机关运行经费 (H06)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.check.special.texts import at, section_texts, text_words
from forms.document.finding import Finding
from forms.document.narrative import glossary
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.word_lists import Words
from models.records import Address

_NUMBER = re.compile(r"^\d+\s*[、.．]\s*")
_LONG_MEANING = 12
_QUOTES = str.maketrans("", "", '“”‘’"')


@special("B07", when="prose")
def terms_are_explained(reporter: Reporter) -> Iterator[Finding]:
    """Terms of the text that the glossary does not explain, explains under another name, or explains for nothing."""
    section = reporter.about("glossary")
    if section is None:
        return
    explained = [name for name, _ in glossary(reporter.document) if name]
    bare = [_bare(name) for name in explained]
    used = _bare("\n".join(_written_elsewhere(reporter)))
    renamed: set[str] = set()
    for term, aliases in text_words(reporter).glossary_terms.items():
        if _bare(term) in bare or _bare(term) not in used:
            continue
        alias = next((alias for alias in aliases if _bare(alias) in bare), "")
        renamed.add(_bare(alias))
        if not alias and _bare(term) in _bare(reporter.document.section_text(section.id)):
            continue
        if not alias:
            yield replace(
                reporter.section("B07", section, f"没有解释“{_inner(term)}”，说明里用到了这个名词。"),
                expected=_inner(term),
            )
            continue
        text = next(section_texts(reporter, {"glossary"}))
        start = text.words.find(alias)
        span = (start, start + len(alias))
        message = f"解释的是“{alias}”，其他各节写作“{term}”，应当一致。"
        finding = at(reporter, "B07", text, span, message, [(span, term)], level="H", link="")
        yield replace(finding, found=alias, expected=term)
    kind = patterns(reporter.edition).term_kind
    printed = used + _bare(_of_tables(reporter))
    unused = [
        _inner(_NUMBER.sub("", n))
        for n, b in zip(explained, bare, strict=True)
        if _core(kind, b) not in printed and b not in renamed
    ]
    if unused:
        message = f"解释了“{'”“'.join(unused)}”，说明和表里都没有用到，可以删去。"
        yield replace(reporter.section("B07", section, message, level="H"), quote=unused[0])


@special("B07", when="prose")
def every_term_has_a_meaning_of_its_own(reporter: Reporter) -> Iterator[Finding]:
    """Terms without their explanation, and terms explained in the words of another one."""
    section = reporter.about("glossary")
    told: dict[str, str] = {}
    for name, words in glossary(reporter.document) if section is not None else ():
        plain, term = "".join(words.split()), _inner(_NUMBER.sub("", name))
        message = ""
        if name and not plain:
            message = f"“{term}”后面没有解释，请补上。"
        elif len(plain) >= _LONG_MEANING and plain in told and told[plain] != term:
            message = f"“{term}”与“{told[plain]}”的解释一样，请核对是不是抄来没有改。"
        told.setdefault(plain, term)
        if message and section is not None:
            yield replace(reporter.section("B07", section, message, link="里"), quote=name)


@special("H02", when="prose", reads=("three.special", "three.unit"))
def scope_is_stated(reporter: Reporter) -> Iterator[Finding]:
    """三公 without 财政拨款 in heading and text; money that is not 财政拨款 in the table, not named in the text."""
    section = reporter.about("three_public")
    if section is None:
        return
    document = reporter.document
    text = document.section_text(section.id)
    if not patterns(document.edition).fiscal_money.search(document.heading(section) + text):
        yield reporter.section("H02", section, "没有写明“三公”经费是财政拨款安排的，请写作“财政拨款‘三公’经费”。")
    for role, name in (("three.special", "财政专户"), ("three.unit", "单位资金")):
        address = reporter.edition.roles.cell(role)
        if address and document.value(address) and name not in text:
            message = f"没有说明其中的{name}，{reporter.place(address)}有金额，应与财政拨款分开写。"
            yield replace(reporter.section("H02", section, message), related=reporter.related([address]))


@special("H06", when="prose")
def institutions_have_no_running_cost(reporter: Reporter) -> Iterator[Finding]:
    """A 事业单位 that reports 机关运行经费, or says nothing about having none."""
    document = reporter.document
    said = patterns(document.edition)
    text = next(section_texts(reporter, {"running"}), None)
    if text is None or document.head.kind != "单位" or not _is_institution(reporter):
        return
    stated = said.running_cost.search(text.words)
    if stated and stated["amount"].strip("0."):
        message = f"写了机关运行经费{stated['amount']}万元，本单位是事业单位，没有机关运行经费；这一笔应称“公用经费”。"
        yield at(reporter, "H06", text, stated.span(), message, link="")
    elif not said.none_told.search(text.words):
        message = "没有写明本单位无机关运行经费，本单位是事业单位。"
        assert text.section is not None
        yield reporter.section("H06", text.section, message)


def _is_institution(reporter: Reporter) -> bool:
    """Whether the unit is a 事业单位, as the profile says, else as the table of institutions says of the unit."""
    document, said = reporter.document, patterns(reporter.edition)
    if "nature" in reporter.edition.profile and (stated := document.profile("nature")):
        return said.institution.fullmatch(stated) is not None
    table = reporter.edition.roles.table("institutions")
    for line in document.lines(table):
        if document.text(Address(table, line.key, "name")) == document.head.unit.name:
            stated = document.text(Address(table, line.key, "nature"))
            return bool(said.institution.search(stated)) and not said.like_office.search(stated)
    return False


def _written_elsewhere(reporter: Reporter) -> Iterator[str]:
    """The headings, and the texts of all sections but the glossary."""
    yield from map(reporter.document.heading, reporter.edition.sections)
    yield from (text.words for text in section_texts(reporter, but={"glossary"}))


def _of_tables(reporter: Reporter) -> str:
    """The words printed in the tables that stand in the disclosure."""
    document = reporter.document
    return "\n".join(
        word
        for name, table in reporter.edition.tables.items()
        if table.part != "facts" and document.is_present(name)
        for word in (
            table.title,
            *(part for column in table.columns for part in column.path),
            *(line.label for line in document.lines(name)),
        )
    )


def _bare(name: str) -> str:
    """A name without its number, quotes and spaces."""
    return "".join(_NUMBER.sub("", name).translate(_QUOTES).split())


def _core(kind: Words, term: str) -> str:
    """What a term is about, without the words that only say that it is money."""
    return kind.sub("", term) or term


def _inner(term: str) -> str:
    return term.translate(str.maketrans("“”", "‘’"))
