"""Slips of the pen as findings (M06): level, place, fix, the words of the office, last year's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.check import check
from forms.check.special.text.spelling import unread
from forms.document.document import Document
from forms.document.finding import Finding
from forms.form.load import edition
from models.records import Address, CellEntry, Content, Head, TextChange, Unit

WRONG = "加强农村公路的养护官吏，提高服务水平。"


def document(
    texts: Mapping[str, str],
    cells: Mapping[Address, str] | None = None,
    *,
    year: int = 2024,
    name: str = "榆钱县交通运输局",
    previous: Document | None = None,
    own_words: Sequence[str] = (),
) -> Document:
    """A disclosure with these sections, by key, and texts in cells."""
    form = edition(year, "部门")
    slots = {f"{section.id}.text": texts[section.key] for section in form.sections if section.key in texts}
    content = Content(cells={a: CellEntry(text=text) for a, text in (cells or {}).items()}, texts=slots)
    head = Head("1", Unit("348", name), year, "部门", form.id)
    return Document(head, form, content, previous=previous, own_words=own_words)


def suspected(one: Document) -> list[Finding]:
    return [finding for finding in check(one, spelling=True) if finding.word]


def test_a_clear_slip_is_a_warning_that_one_key_mends() -> None:
    one = document({"duties": f"单位职责：\n{WRONG}"})
    (found,) = suspected(one)
    assert (found.rule, found.level, found.found, found.expected) == ("M06", "W", "官吏", "管理")
    assert found.message == "“加强农村公路的养护官吏”的“官吏”，疑为“管理”。"
    assert found.quote == "官吏"
    assert found.mend is not None
    one.apply(found.mend.name, found.mend.changes)
    assert suspected(one) == []
    assert one.section_text(found.section or "").endswith("养护管理，提高服务水平。")


def test_texts_that_were_not_read_are_not_spoken_of() -> None:
    one = document({"duties": "完善公路的养护官吏制度。"})
    assert unread(one).passages == ("完善公路的养护官吏制度。",)
    assert not any(finding.word for finding in check(one))


def test_another_amount_makes_no_other_passage() -> None:
    one = document({"duties": "2024年投入养护经费12.50万元。"})
    check(one, spelling=True)
    slot = next(iter(one.texts))
    one.apply("填写", [TextChange(slot, one.texts[slot], "2024年投入养护经费98.76万元。")])
    assert unread(one).passages == ()


def test_the_same_line_in_several_places_is_one_finding() -> None:
    cells = {Address("X5I", str(row), "basis"): WRONG for row in (1, 2, 3)}
    one = document({}, cells)
    (found,) = suspected(one)
    assert found.message.endswith("，疑为“管理”，这样的地方共3处。")
    assert found.mend is not None
    assert found.mend.name == "改为“管理”（3处）"
    one.apply(found.mend.name, found.mend.changes)
    assert {one.text(address) for address in cells} == {WRONG.replace("官吏", "管理")}


def test_words_of_the_office_and_the_name_of_the_unit_are_believed() -> None:
    assert suspected(document({"duties": WRONG}, own_words=["养护官吏"])) == []
    assert [f.word for f in suspected(document({"duties": "做好首季“开门红”工作。"}))] == ["首季"]
    assert (
        suspected(document({"duties": "做好首季“开门红”工作。"}, name="榆钱县首季服务中心", own_words=["首季"])) == []
    )


def test_of_one_character_the_word_it_stands_in_may_be_right() -> None:
    (found,) = suspected(document({"duties": "依法旅行职责，维护群众合法权益。"}))
    assert (found.found, found.word) == ("旅", "旅行")


def test_a_slip_that_the_list_of_wrong_words_knows_is_told_once() -> None:
    one = document({"duties": "做好脱贫功坚工作，落实各项布署。"})
    told = [finding for finding in check(one, spelling=True) if finding.rule == "M06"]
    assert [(finding.found, finding.word) for finding in told] == [("脱贫功坚", ""), ("布署", "")]


def test_last_years_text_tells_how_the_unit_writes() -> None:
    old = document({"duties": "榆钱沟灌区的续建配套工程竣工，完成榆钱沟灌区的续建配套工程。"}, year=2023)
    slip = {"duties": "完成榆钱沟灌区的续建配逃工程。"}
    assert [(f.found, f.expected) for f in suspected(document(slip, previous=old))] == [("逃", "套")]
