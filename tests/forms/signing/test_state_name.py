"""The name of the state of a disclosure: what changes it, and that signing and publishing do not."""

from __future__ import annotations

from pathlib import Path

from forms.check import check
from forms.document.document import Document
from forms.edit.cells import enter, write_section
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.signing.checklist import reply
from forms.signing.state_name import state_of
from models.digest import code_of
from models.records import Address
from tests.forms.documents import UNIT, begun

CELL = Address("T9", "reception", "general")


def set_field(document: Document, name: str, text: str) -> None:
    document.apply("填写", set_profile(document, name, text))


def test_the_code_is_that_of_the_whole_name() -> None:
    name = state_of(begun())
    assert (name.code, name.form) == (code_of(name.sha256), 1)


def test_one_changed_cell_gives_another_name_and_taking_it_back_the_old_one() -> None:
    document = begun()
    before = state_of(document)
    document.apply("填写", enter(document, {CELL: "1.23"}))
    assert state_of(document) != before
    document.undo()
    assert state_of(document) == before


def test_a_changed_text_and_a_field_of_the_unit_give_another_name() -> None:
    document = begun()
    names = {state_of(document)}
    document.apply("填写", write_section(document, next(iter(document.edition.sections)), "本单位负责水库的巡查。"))
    names.add(state_of(document))
    set_field(document, "place", "临江县")
    assert len({*names, state_of(document)}) == 3


def test_signing_and_publishing_are_written_down_about_the_same_state() -> None:
    document = begun()
    before = state_of(document)
    for name, text in {"approved": "2024年1月20日", "leader": "赵六", "published": "2024年1月30日"}.items():
        set_field(document, name, text)
    document.apply("填写", reply(document, "A05", "是"))
    assert state_of(document) == before


def test_the_name_outlives_the_program(tmp_path: Path) -> None:
    with Office.open(tmp_path) as office:
        document = office.start(UNIT, 2025, "部门", "hebei")
        document.apply("填写", enter(document, {CELL: "1.23"}))
        identity, name = document.head.id, state_of(document)
    with Office.open(tmp_path) as office:
        assert state_of(office.open_disclosure(identity)) == name


def test_a_published_code_of_another_state_is_told_and_that_of_this_one_is_not() -> None:
    document = begun()
    fields = {"published": "2024年1月30日", "address": "某网址", "place_online": "财政预决算"}
    for name, text in {**fields, "digest": state_of(document).code.lower()}.items():
        set_field(document, name, text)
    assert [finding for finding in check(document) if finding.rule == "O07"] == []
    document.apply("填写", enter(document, {CELL: "1.23"}))
    (finding,) = (finding for finding in check(document) if finding.rule == "O07")
    assert finding.expected == state_of(document).code
    assert "与现在的数据不同" in finding.message
