"""Checks of approval, publication and signatures (A01, A02, A08, A12, N01, O07) and of the checklist (A09), all of
them of a disclosure that is being signed; and the reminder that the units of a department publish too (A07).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from forms.check.special.registry import special
from forms.document.document import Document
from forms.document.finding import CHECKLIST, PROFILE, Finding
from forms.document.reporter import Reporter
from forms.signing.checklist import NO, checklist
from forms.signing.dates import day_words, read_day
from forms.signing.state_name import state_of
from forms.signing.states import is_signing, last_day
from models.digest import read_code
from models.errors import Trouble

RULES = ("A01", "A02", "A08", "A09", "A12", "N01", "O07")
"""The rules of this module that are silent until the signing has begun."""
_WARN_BEFORE = timedelta(days=5)
"""So long before the last day every look at the disclosure begins to remind of it."""
_SIGNERS = ("maker", "reviewer", "finance", "leader")
_SECRECY = ("secrecy_reviewer", "secrecy_date", "secrecy_result")
_REFUSED = "不同意公开"
_TOLD_ELSEWHERE = {("approved", "published"), ("secrecy_date", "published")}
"""The days whose order A02 and N01 tell of."""


@special("A01")
def published_in_time(reporter: Reporter) -> Iterator[Finding]:
    """Twenty days from the approval to the publication, or to today as long as nothing is published."""
    document = reporter.document
    approved, published = (read_day(document.profile(field)) for field in ("approved", "published"))
    last = last_day(document)
    if document.from_file or approved is None or last is None:
        return
    since = f"批复日期是{day_words(approved)}，最迟应在{day_words(last)}公开"
    if published is not None:
        if published > last:
            yield reporter.profile(
                "A01", f"{since}，实际在{day_words(published)}公开，晚了{(published - last).days}天。"
            )
    elif today := document.today():
        if today > last:
            yield reporter.profile("A01", f"{since}，到今天已经过期{(today - last).days}天。")
        elif last - today <= _WARN_BEFORE:
            yield reporter.profile("A01", f"{since}，还剩{(last - today).days}天。", level="W")


@special("A02")
def approval_is_kept(reporter: Reporter) -> Iterator[Finding]:
    """Day and number of the approval are there; the day is one of this year or the last, and not yet to come."""
    document = reporter.document
    if not is_signing(document, reporter.state):
        return
    if missing := _missing(document, ("approved", "approval")):
        yield reporter.profile("A02", f"还没有填写{missing}。")
    yield from _unreadable(reporter, "A02", ("approved", "published"))
    approved, published = (read_day(document.profile(field)) for field in ("approved", "published"))
    if approved is None:
        return
    year, today = document.head.year, document.today()
    if approved.year not in (year - 1, year):
        found, expected = f"{approved.year}年", f"{year}年"
        message = f"批复日期写作{day_words(approved)}，是{found}的日期，而预算年度是{expected}。"
        yield replace(reporter.profile("A02", message), found=found, expected=expected)
    elif today and approved > today:
        yield reporter.profile("A02", f"批复日期写作{day_words(approved)}，这一天还没有到。")
    if published and published < approved:
        message = f"公开日期{day_words(published)}早于批复日期{day_words(approved)}，预算批复以后才能公开。"
        yield reporter.profile("A02", message)


@special("A07", needs=("institutions",))
def units_publish_too(reporter: Reporter) -> Iterator[Finding]:
    """A department with units of its own is reminded of their disclosures, in a finished file as well."""
    table = reporter.edition.roles.table("institutions")
    units = len(reporter.document.lines(table))
    if reporter.edition.kind == "部门" and units > 1:
        yield reporter.table("A07", table, f"列有{units}个单位，除部门预算外，各单位还应当分别公开单位预算。")


@special("A08")
def signatures_are_there(reporter: Reporter) -> Iterator[Finding]:
    """The names of those who made, checked and answer for the disclosure."""
    if is_signing(reporter.document, reporter.state) and (missing := _missing(reporter.document, _SIGNERS)):
        yield reporter.profile("A08", f"签审要素还缺{missing}。")


@special("A12")
def days_follow_one_another(reporter: Reporter) -> Iterator[Finding]:
    """No day of signing is before the one that goes before it; the first two that are turned are told."""
    steps = sorted((field.step, field.id) for field in reporter.edition.profile.values() if field.step)
    days = [(name, day) for _, name in steps if (day := read_day(reporter.document.profile(name)))]
    for (before, first), (after, second) in pairwise(days):
        if second < first and (before, after) not in _TOLD_ELSEWHERE:
            labels = [reporter.edition.profile[name].label for name in (before, after)]
            message = f"{labels[1]}{day_words(second)}早于{labels[0]}{day_words(first)}，{labels[0]}应当在前。"
            yield replace(reporter.profile("A12", message), found=day_words(second), expected=day_words(first))
            return


@special("N01")
def secrecy_is_reviewed(reporter: Reporter) -> Iterator[Finding]:
    """Who looked for secrets, when, and that the disclosure may be published."""
    document = reporter.document
    if not is_signing(document, reporter.state):
        return
    if missing := _missing(document, _SECRECY):
        yield replace(reporter.profile("N01", f"保密审查还没有记录完整，缺{missing}。"), waits_for=PROFILE)
    yield from _unreadable(reporter, "N01", ("secrecy_date",))
    if document.profile("secrecy_result") == _REFUSED:
        yield reporter.profile("N01", f"保密审查结论是“{_REFUSED}”，这份资料不能定稿和公开。")
    reviewed, published = (read_day(document.profile(field)) for field in ("secrecy_date", "published"))
    if reviewed and published and published < reviewed:
        message = f"公开日期{day_words(published)}早于保密审查日期{day_words(reviewed)}，应当先审查、后公开。"
        yield reporter.profile("N01", message)


@special("O07")
def publication_is_logged(reporter: Reporter) -> Iterator[Finding]:
    """What was published, and where, is written down; and what was is what stands here."""
    document = reporter.document
    if document.from_file or not document.profile("published"):
        return
    if missing := _missing(document, ("address", "place_online", "digest")):
        yield reporter.profile("O07", f"公开情况还缺{missing}。")
    with suppress(Trouble):  # the short digest of an earlier version says nothing about the state
        code, now = read_code(document.profile("digest")), state_of(document).code
        if code != now:
            message = f"登记的核对码是“{code}”，现在的数据是“{now}”，公开的那一份与现在的数据不同。"
            yield replace(reporter.profile("O07", message), found=code, expected=now)


@special("A09")
def questions_are_answered(reporter: Reporter) -> Iterator[Finding]:
    """The questions without an answer together; every one that was answered with no, under its own rule."""
    document = reporter.document
    if document.from_file:
        return
    items = checklist(document)
    if is_signing(document, reporter.state) and (left := sum(not item.answer for item in items)):
        yield reporter.profile("A09", f"还有{left}个核对问题没有回答。", step=CHECKLIST)
    for item in items:
        if item.answer == NO:
            remark = f"，备注：{item.remark.rstrip('。')}" if item.remark else ""
            yield reporter.profile(
                item.rule.id, f"核对清单“{item.rule.question}”回答为“{NO}”{remark}。", step=CHECKLIST
            )


def _missing(document: Document, fields: Iterable[str]) -> str:
    """The labels of the fields that are blank, in words."""
    return "、".join(document.edition.profile[name].label for name in fields if not document.profile(name))


def _unreadable(reporter: Reporter, rule: str, fields: Iterable[str]) -> Iterator[Finding]:
    """Days that cannot be read as such."""
    for name in fields:
        text = reporter.document.profile(name)
        if text and read_day(text) is None:
            label, example = reporter.edition.profile[name].label, day_words(date(reporter.document.head.year, 1, 20))
            yield replace(
                reporter.profile(rule, f"{label}写作“{text}”，认不出是哪一天，请写成“{example}”。"), found=text
            )
