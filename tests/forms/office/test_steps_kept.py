"""What can be taken back and done again outlives the closing of a disclosure."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.document.document import Document
from forms.edit.cells import enter
from forms.match.recognise import recognise
from forms.office.office import Office
from models.records import Address, Content, Unit
from tests.forms.books import published

UNIT = Unit("339", "丰润区工业和信息化局")
CELLS = (Address("T9", "reception", "general"), Address("T9", "abroad", "general"))


def walked_back(document: Document) -> list[tuple[str, Content]]:
    """Every step to the beginning, then every step forward again: its name and what stands after it."""
    walk = []
    while step := document.undo():
        walk.append((step.name, document.content()))
    while step := document.redo():
        walk.append((step.name, document.content()))
    return walk


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(["undo", "redo", "reopen"]), st.integers(1, 99)), max_size=14))
def test_after_closing_the_same_steps_can_be_taken_back_and_done_again(actions: list[str | int]) -> None:
    with tempfile.TemporaryDirectory() as folder, Office.open(Path(folder)) as office:
        document = office.start(UNIT, 2024, "部门", "hebei")
        for number, action in enumerate(actions):
            if isinstance(action, int):
                assert not any(document.is_computed(cell) for cell in CELLS)
                document.apply(f"填写{number}", enter(document, {CELLS[action % 2]: str(action)}))
            elif action == "reopen":
                office.reopen(document)
            else:
                getattr(document, action)()
        again = office.open_disclosure(document.head.id)
        assert (again.undo_name, again.redo_name) == (document.undo_name, document.redo_name)
        assert walked_back(again) == walked_back(document)


def test_an_import_over_what_is_there_can_be_taken_back_after_closing(tmp_path: Path) -> None:
    with Office.open(tmp_path) as office:
        office.take(recognise(published("2024-fengrun")))
        id_ = office.take(recognise(published("2024-fengrun"))).head.id
        document = office.open_disclosure(id_)
        # Taking over the same file changes nothing, and that by which the disclosure came to be is no step.
        assert document.undo_name == ""
        document.apply("填写", enter(document, {CELLS[0]: "1.23"}))
        office.take(recognise(published("2024-fengrun")))
        again = office.open_disclosure(id_)
        assert again.undo_name.startswith("导入")
        again.undo()
        assert again.undo_name == "填写"
