"""Several steps back at once, and on again: as one by one, and kept as one by one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.document.document import Document
from forms.edit import cells
from forms.form.load import edition
from forms.office.office import Office
from models.records import Address, Content, Head, Unit

HEAD = Head("x", Unit("339", "某局"), 2024, "部门", "hebei-2024")
LEAF = Address("T5", "2060101", "basic")


def worked_on(document: Document) -> list[Content]:
    """Six steps of several kinds; returns what stood after each, the beginning included."""
    stood = [document.content()]
    section = document.edition.sections[0].id
    for name, change in (
        ("增加科目", lambda: cells.add_codes(document, "T5", ["2060101"])),
        ("填写", lambda: cells.enter(document, {LEAF: "12"})),
        ("改编码", lambda: cells.recode(document, "T5", "2060101", "2060102")),
        ("写", lambda: cells.write_section(document, section, "一段话。")),
        ("贴", lambda: cells.paste(document, "X1", 0, ["name"], [["甲"], ["乙"]]).changes),
        ("删除", lambda: cells.remove_rows(document, "T5", ["2060102"])),
    ):
        document.apply(name, change())
        stood.append(document.content())
    return stood


@given(st.lists(st.integers(min_value=0, max_value=6), min_size=1, max_size=6))
def test_every_count_of_steps_gives_what_stood_then(way: list[int]) -> None:
    document = Document(HEAD, edition(2024, "部门"))
    stood = worked_on(document)
    for count in way:
        document.step_to(count)
        assert document.content() == stood[count]
        assert [one.name for one in document.steps.done] == ["增加科目", "填写", "改编码", "写", "贴", "删除"][:count]


def test_they_can_still_be_done_again_one_by_one_after_the_disclosure_was_closed(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = office.start(HEAD.unit, 2024, "部门", "hebei")
        stood = worked_on(document)
        document.step_to(2)
        again = office.open_disclosure(document.head.id)
        assert again.content().cells == stood[2].cells
        assert (again.undo_name, again.redo_name) == ("填写", "改编码")
        again.redo()
        assert again.content().cells == stood[3].cells


@pytest.mark.parametrize("count", [0, 3])
def test_amounts_are_added_up_anew(count: int) -> None:
    document = Document(HEAD, edition(2024, "部门"))
    worked_on(document)
    document.step_to(count)
    assert document.value(Address("T5", "206", "basic")) == (12_000000 if count else None)
