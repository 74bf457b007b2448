"""The checklist: questions that only a person can answer, kept with the disclosure."""

from __future__ import annotations

import pytest

from forms.check import check
from forms.document.document import Document
from forms.edit.profile import set_profile
from forms.match.recognise import recognise
from forms.signing.checklist import Item, checklist, reply, unanswered
from models.errors import Trouble
from tests.forms.books import published
from tests.forms.documents import begun


def answers(document: Document) -> dict[str, tuple[str, str]]:
    return {item.rule.id: (item.answer, item.remark) for item in checklist(document) if item.answer}


def messages(document: Document, rule: str) -> list[tuple[str, str]]:
    return [(finding.level, finding.sentence) for finding in check(document) if finding.rule == rule]


def test_every_question_of_the_book_is_asked() -> None:
    document = begun()
    asked = [rule for rule in document.edition.rules.values() if rule.question]
    assert {"B11", "D16", "N03", "O04", "P01", "P02"} <= {rule.id for rule in asked}
    assert checklist(document) == tuple(Item(rule) for rule in asked)
    assert unanswered(document) == tuple(asked)


def test_an_answer_with_its_remark_is_kept_and_taken_back() -> None:
    document = begun()
    document.apply("回答", reply(document, "D16", "不适用", " 没有所属单位，\n只有本级。 "))
    assert answers(document) == {"D16": ("不适用", "没有所属单位，\n只有本级。")}
    document.apply("回答", reply(document, "D16", "是"))
    assert answers(document) == {"D16": ("是", "")}
    assert "D16" not in {rule.id for rule in unanswered(document)}
    document.apply("回答", reply(document, "D16", ""))
    assert not answers(document)
    document.undo()
    assert answers(document) == {"D16": ("是", "")}


def test_another_word_is_refused() -> None:
    with pytest.raises(Trouble, match="请选是、否、不适用"):
        reply(begun(), "D16", "也许")


def test_what_is_left_is_one_hint_once_the_signing_has_begun() -> None:
    document = begun()
    assert messages(document, "A09") == []
    document.apply("填写", set_profile(document, "maker", "张三"))
    left = len(unanswered(document))
    assert messages(document, "A09") == [("H", f"还有{left}个核对问题没有回答。")]
    for rule in unanswered(document):
        document.apply("回答", reply(document, rule.id, "是"))
    assert messages(document, "A09") == []


def test_a_no_is_a_finding_of_its_rule() -> None:
    document = begun()
    document.apply("回答", reply(document, "D16", "否", "漏了一个单位。"))
    question = document.edition.rules["D16"].question
    assert messages(document, "D16") == [("E", f"核对清单“{question}”回答为“否”，备注：漏了一个单位。")]


def test_nothing_is_asked_of_a_finished_file() -> None:
    document = recognise(published("2024-fengrun")).document()
    assert not [finding for finding in check(document) if finding.rule == "A09"]
