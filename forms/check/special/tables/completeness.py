"""Checks of completeness and of tables without data (B01, F01–F04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.match.text.plain_words import plain


@special("B01")
def nine_tables(reporter: Reporter) -> Iterator[Finding]:
    """Tables that are missing. A file that carries few of them does not claim to be complete and gets one hint."""
    document = reporter.document
    tables = {name: table for name, table in reporter.edition.tables.items() if table.part == "budget"}
    missing = [name for name in tables if not document.is_present(name)]
    if document.from_file and 2 * len(missing) > len(tables):
        words = "、".join(tables[name].ordinal for name in missing)
        message = f"文件里没有{words}，这几张表和与它们有关的勾稽关系没有检查。"
        yield replace(reporter.whole("B01", message, level="H"), table=missing[0])
        return
    for name, table in tables.items():
        if name in missing:
            if document.from_file or not table.may_be_empty:
                yield reporter.table("B01", name, "还没有填写。" if not document.from_file else "在文件里没有找到。")
        elif document.is_empty(name) and not table.may_be_empty:
            yield reporter.table("B01", name, "没有任何金额，这张表不应为空。")


@special("F01", "F02", "F03", "F04")
def empty_tables(reporter: Reporter) -> Iterator[Finding]:
    """An empty table carries its note, a table with data does not, the note is about the right budget."""
    document = reporter.document
    said = patterns(reporter.edition)
    for name, table in reporter.edition.tables.items():
        if not document.is_present(name):
            continue
        declared = plain(table.empty_note)
        notes = [note for note in document.notes(name) if said.empty_note.search(note) or plain(note) == declared]
        empty, zero = document.is_empty(name), document.is_zero(name)
        if notes and not empty and not zero:
            yield replace(reporter.table("F02", name, f"有金额，表下却注明“{notes[0]}”。"), quote=notes[0])
        if not table.empty_note:
            # A table that always has amounts, or a form without notes: nothing is asked of one.
            continue
        if empty and not notes:
            message = f"没有数据，表下应注明“{table.empty_note}”。"
            yield replace(reporter.table("F01", name, message), expected=table.empty_note)
        if zero:
            yield reporter.table("F04", name, "金额全是零，宜清空后按空表列示。", link="的")
        yield from _subject(reporter, name, notes)


def _subject(reporter: Reporter, name: str, notes: list[str]) -> Iterator[Finding]:
    """The note names another budget than the table's."""
    declared = reporter.edition.tables[name].empty_note
    subject = patterns(reporter.edition).empty_subject.search(declared)
    for note in notes:
        if subject and subject[1] not in note:
            message = f"注写作“{note}”，按表名应为“{declared}”。"
            yield replace(reporter.table("F03", name, message, link="的"), quote=note, found=note, expected=declared)
        elif subject and (found := _other_words(reporter, note)):
            message = f"注写作“{note}”，里面的“{found}”不对，应为“{declared}”。"
            finding = reporter.table("F03", name, message, level="W", link="的")
            yield replace(finding, quote=note, found=note, expected=declared)
        elif not patterns(reporter.edition).none_told.search(note):
            message = f"注写作“{note}”，没有说“无”，应为“{declared}”。"
            yield replace(reporter.table("F03", name, message, link="的"), quote=note, found=note, expected=declared)


def _other_words(reporter: Reporter, note: str) -> str:
    """Another year, or the accounts, in the note of an empty table; blank when there is neither."""
    other = patterns(reporter.edition).not_this_budget.search(note)
    return "" if other is None or other[0] == f"{reporter.edition.year}年" else other[0]
