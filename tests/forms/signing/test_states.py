"""编制中, 已审核, 已定稿: what stands against a state, what sets it back, and the term of twenty days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms.check import check
from forms.check.readiness import readiness
from forms.compare.history import logged_title
from forms.document.document import Document
from forms.edit.cells import enter, write_section
from forms.edit.profile import set_profile
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.signing.checklist import reply
from forms.signing.dates import day_words, read_day
from forms.signing.state_name import state_of
from forms.signing.states import is_signing
from forms.signing.waivers import answered, waive
from models.errors import Trouble
from models.records import Address, OperationKind, State
from tests.forms.books import changed, published
from tests.forms.documents import begun
from tests.forms.faultless import faultless, sign, without_errors

CELL = Address("T9", "reception", "general")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.open(tmp_path) as opened:
        yield opened


def state(office: Office, document: Document) -> str:
    (listed,) = office.listed()
    assert listed.head == document.head
    return document.head.state


def test_an_error_stands_against_every_state(office: Office) -> None:
    document = office.take(recognise(published("2024-fengrun")))
    for promote in (office.review, office.settle):
        with pytest.raises(Trouble, match="错误没有改正"):
            promote(document)
    assert state(office, document) == State.EDITING


def test_it_is_settled_once_everything_is_signed(office: Office) -> None:
    document = without_errors(office)
    with pytest.raises(Trouble, match=r"1项签审手续没有办完.*保密审查"):
        office.settle(document)
    sign(document)
    office.settle(document)
    assert state(office, document) == State.SETTLED


def test_a_warning_must_be_answered(office: Office) -> None:
    document = without_errors(office)
    sign(document)
    document.apply("填写", set_profile(document, "leader", ""))
    with pytest.raises(Trouble, match="1处警告没有改正也没有写说明，不能标为“已定稿”：签审要素还缺单位负责人。"):
        office.settle(document)
    (finding,) = (finding for finding in check(document) if finding.rule == "A08")
    document.apply("写说明", waive(document, finding, "单位负责人空缺，由主管领导签批。"))
    office.settle(document)
    assert state(office, document) == State.SETTLED


def test_what_is_late_is_told_and_can_still_be_settled(office: Office) -> None:
    document = faultless(office)
    document.today = lambda: date(2026, 1, 1)
    assert [(f.rule, f.level) for f in readiness(document, State.SETTLED).faults] == [("A01", "E")]
    office.settle(document)
    assert document.head.state == State.SETTLED


def test_a_settled_disclosure_is_locked_until_it_is_set_back_with_a_reason(office: Office) -> None:
    document = faultless(office)
    office.settle(document)
    before = document.content()
    for attempt in (
        lambda: document.apply("填写 公务接待费", enter(document, {CELL: "0.6"})),
        lambda: document.apply("填写", set_profile(document, "leader", "另一位")),
        document.undo,
    ):
        with pytest.raises(Trouble, match="这份资料已定稿，不能再改"):
            attempt()
    with pytest.raises(Trouble, match="退回要写明原因"):
        office.reopen(document, " ")
    assert (document.content(), state(office, document)) == (before, State.SETTLED)
    office.reopen(document, "公务接待费漏填")
    document.apply("填写 公务接待费", enter(document, {CELL: "0.6"}))
    assert state(office, document) == State.EDITING
    (reopened,) = [one for one in office.history(document.head.id) if one.kind == OperationKind.REOPEN]
    assert logged_title(reopened) == "退回编制中：公务接待费漏填"


def test_an_import_over_a_settled_disclosure_is_refused(office: Office) -> None:
    document = faultless(office)
    office.settle(document)
    with pytest.raises(Trouble, match="已定稿，不能再改"):
        office.take(replace(recognise(published("2024-fengrun")), unit=document.head.unit, edition=document.edition))
    assert office.open_disclosure(document.head.id).content() == document.content()


def test_a_change_sets_a_reviewed_disclosure_back(office: Office) -> None:
    document = faultless(office)
    office.review(document)
    document.apply("填写 公务接待费", enter(document, {CELL: "0.6"}))
    assert state(office, document) == State.EDITING


def test_the_record_of_the_publication_leaves_it_settled_and_makes_it_published(office: Office) -> None:
    document = faultless(office)
    with pytest.raises(Trouble, match="还没有定稿"):
        office.publish(document)
    office.settle(document)
    with pytest.raises(Trouble, match="还没有填写公开日期"):
        office.publish(document)
    document.apply("填写", set_profile(document, "published", "2025年1月25日"))
    assert state(office, document) == State.SETTLED
    office.publish(document)
    document.apply("填写", set_profile(document, "address", "www.example.gov.cn"))
    assert state(office, document) == State.PUBLISHED
    with pytest.raises(Trouble, match="这份资料已公开，不能再改"):
        document.apply("填写 公务接待费", enter(document, {CELL: "0.6"}))


def test_who_gave_a_state_to_which_data_is_in_the_history(office: Office) -> None:
    document = faultless(office)
    office.set_person("王敏")
    office.settle(document)
    entry = office.history(document.head.id)[0]
    assert (entry.kind, entry.who, entry.digest) == (OperationKind.SETTLE, "王敏", state_of(document).sha256)


def test_signing_leaves_a_reviewed_disclosure_reviewed(office: Office) -> None:
    document = without_errors(office)
    sign(document)
    office.review(document)
    document.apply("填写", set_profile(document, "leader", "另一位"))
    document.apply("回答", reply(document, "D16", "是"))
    assert state(office, document) == State.REVIEWED
    document.apply("改写", write_section(document, "S0", "按照《预算法》规定公开。"))
    assert state(office, document) == State.EDITING


def test_it_is_opened_again_by_hand(office: Office) -> None:
    document = without_errors(office)
    sign(document)
    office.review(document)
    office.reopen(document)
    assert state(office, document) == State.EDITING


def test_a_disclosure_is_judged_in_the_state_it_is_to_have() -> None:
    document = begun()
    head = document.head
    assert "A08" not in {finding.rule for finding in check(document)}
    assert "A08" in {finding.rule for finding in check(document, State.REVIEWED)}
    assert document.head is head


def test_an_import_leaves_what_no_file_states(office: Office) -> None:
    document = office.take(recognise(published("2024-fengrun")))
    sign(document)
    document.apply("回答", reply(document, "D16", "是"))
    warning = next(finding for finding in check(document) if finding.level == "W")
    document.apply("写说明", waive(document, warning, "按批复填列。"))
    other = recognise(changed(published("2024-fengrun"), {"T2!F9": "300.00", "T2!H9": "1.00"}))
    again = office.take(other)
    assert again.profile("maker") == "张三"
    assert again.texts["answer.D16"] == "是"
    assert warning.rule in {one.finding.rule for one in answered(again, check(again)).waived}


# The profile


def test_a_field_takes_its_default_until_it_is_filled_in() -> None:
    document = begun()
    assert "《中华人民共和国预算法》" in document.profile("basis")
    document.apply("填写", set_profile(document, "basis", " 《预算法》 "))
    assert document.profile("basis") == "《预算法》"
    document.apply("填写", set_profile(document, "basis", ""))
    assert document.profile("basis") == document.edition.profile["basis"].default
    assert "profile.basis" not in document.texts


def test_a_choice_takes_no_other_word() -> None:
    document = begun()
    with pytest.raises(Trouble, match="请选省、市、县"):
        set_profile(document, "level", "国")


# The term


def term(today: date, **fields: str) -> list[tuple[str, str]]:
    document = begun()
    document.today = lambda: today
    for name, text in fields.items():
        document.apply("填写", set_profile(document, name, text))
    return [(finding.level, finding.sentence) for finding in check(document) if finding.rule == "A01"]


def test_the_last_days_are_warned_of_and_the_day_after_is_an_error() -> None:
    approved = {"approved": "2024年1月20日"}
    since = "批复日期是2024年1月20日，最迟应在2024年2月9日公开"
    assert term(date(2024, 2, 3), **approved) == []
    assert term(date(2024, 2, 4), **approved) == [("W", f"{since}，还剩5天。")]
    assert term(date(2024, 2, 9), **approved) == [("W", f"{since}，还剩0天。")]
    assert term(date(2024, 2, 10), **approved) == [("E", f"{since}，到今天已经过期1天。")]


def test_what_is_published_is_measured_by_its_own_day() -> None:
    assert term(date(2025, 1, 1), approved="2024-1-20", published="2024-2-9") == []


def test_an_approval_yet_to_come_is_told() -> None:
    document = begun()
    document.today = lambda: date(2024, 1, 19)
    sign(document)
    messages = [finding.sentence for finding in check(document) if finding.rule == "A02"]
    assert messages == ["批复日期写作2024年1月20日，这一天还没有到。"]


def test_signing_begins_with_its_first_field_or_with_the_state() -> None:
    document = begun()
    assert not is_signing(document)
    document.apply("填写", set_profile(document, "level", "县"))
    assert not is_signing(document)
    document.apply("填写", set_profile(document, "maker", "张三"))
    assert is_signing(document)


@pytest.mark.parametrize(
    "text", ["2024年1月5日", "2024-01-05", "2024.1.5", "2024/1/5", "20240105", " 2024 年 1 月 5 日 "]
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == date(2024, 1, 5)


@pytest.mark.parametrize("text", ["", "2024年", "2024年13月1日", "2023年2月29日", "1月5日", "第2024年1月5日版"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_a_day_is_written_as_in_official_papers() -> None:
    assert day_words(date(2024, 1, 5)) == "2024年1月5日"
