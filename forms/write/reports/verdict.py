"""The verdict of a check for the one who signs: whether it may be settled, who made it, which state it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from forms.check.readiness import Readiness
from forms.document.document import Document
from forms.form.version import PROGRAM, VERSION
from forms.signing.dates import day_words, read_day
from forms.signing.state_name import StateName

Fact = tuple[str, str]
_PEOPLE = ("maker", "reviewer")
_NOBODY = "没有填写"


def verdict(document: Document, found: Readiness, name: StateName) -> Iterator[Fact]:
    """Whose disclosure it is, its state, 可否定稿, the numbers, and by which code the state is known."""
    head = document.head
    yield "单位", f"{head.unit.code} {head.unit.name}".strip()
    yield "年度和类别", f"{head.year}年{head.kind}预算信息公开"
    yield "状态", "由文件导出，没有存入程序" if document.from_file else head.state
    yield "可否定稿", f"不可以：还有{found.reasons}。" if found.hindering else "可以。"
    yield "检查结果", f"{found.counts}。"
    yield "核对码", name.code
    yield "SHA-256", f"{name.sha256[:32]} {name.sha256[32:]}"


def checked_by(made: date | None = None) -> Fact:
    """The program that checked, and on which day."""
    program = f"{PROGRAM} {VERSION}"
    return ("检查程序", program) if made is None else ("检查日期和程序", f"{day_words(made)}，{program}")


def people(document: Document) -> Fact:
    """Who made and who reviewed the disclosure and when, as its profile says."""
    told = []
    for field in _PEOPLE:
        name, day = document.profile(field), document.profile(f"{field}_date")
        read = read_day(day)
        words = "，".join(filter(None, (name, day_words(read) if read else day)))
        told.append(f"{document.edition.profile[field].label}：{words or _NOBODY}")
    return "编制和复核", "；".join(told)
