"""The rule book as a text to read: every rule of an edition by chapter, with its level, reason, remedy and basis."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from forms.check.registered import NOT_IN_THE_FORM, lacks
from forms.document.finding import LEVEL_WORDS
from forms.form.model import Edition, Rule

TITLE = "检查规则"
_LEGEND = "错误必须改正才能定稿；警告应当改正，或者写明说明；提示供参考。"
_MISREAD = "这一条靠读句子得出。句子没有写错、是程序读错的，写明说明也算处理；句子或者数改了，再问一次。"


class Entry(NamedTuple):
    """A rule in words: its heading, and its reason, remedy and basis under their labels."""

    id: str
    heading: str
    facts: tuple[tuple[str, str], ...]


def chapters(edition: Edition) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The chapters in the order of their letters: their titles, and their rules by number."""
    rules = [rule for _, rule in sorted(edition.rules.items())]
    parted = [list(members) for _, members in groupby(rules, key=lambda rule: rule.id[0])]
    return tuple(
        (
            f"{members[0].id[0]} {members[0].group}",
            tuple(Entry(rule.id, _heading(rule), tuple(_facts(edition, rule))) for rule in members),
        )
        for members in parted
    )


def as_html(edition: Edition) -> str:
    """The book as HTML without any style, each rule with its id as its anchor."""
    parts = [f"<h1>{TITLE}</h1><p>{_LEGEND}</p>"]
    for title, told in chapters(edition):
        parts.append(f"<h2>{escape(title)}</h2>")
        for entry in told:
            facts = "<br/>".join(f"<b>{label}：</b>{escape(text)}" for label, text in entry.facts)
            parts.append(f'<h3><a name="{entry.id}"></a>{escape(entry.heading)}</h3><p>{facts}</p>')
    return "".join(parts)


def _heading(rule: Rule) -> str:
    return f"{rule.id} {rule.title}（{LEVEL_WORDS[rule.level]}）"


def _facts(edition: Edition, rule: Rule) -> Iterator[tuple[str, str]]:
    yield "原因", rule.why
    yield "处理", rule.fix
    if rule.question:
        yield "核对", rule.question
    if rule.basis:
        yield "依据", rule.basis
    if rule.may_be_explained:
        yield "说明", _MISREAD
    if lacks(edition, rule):
        yield "检查方式", NOT_IN_THE_FORM
    elif rule.question or rule.exported:
        yield "检查方式", "由人在核对清单上回答。" if rule.question else "导出后在导出的文件上检查。"
