"""The store keeps exactly what it is given, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import NotStored, Trouble
from models.records import (
    Address,
    CellChange,
    CellEntry,
    Change,
    Content,
    Head,
    OperationKind,
    RowAddress,
    RowEntry,
    State,
    TextChange,
    Unit,
)
from models.store import Store
from tests.models.conftest import ENTRIES, UNIT, cell, failing_disk, many


def change_cells() -> st.SearchStrategy[CellChange]:
    amounts = st.builds(CellEntry, fen=st.integers(-(2**63), 2**63 - 1))
    words = st.builds(CellEntry, text=st.text(st.characters(codec="utf-8")))
    keys = st.builds(Address, st.sampled_from(["T1", "T2"]), st.sampled_from(["1", "01", "total"]), st.just("amount"))
    return st.builds(CellChange, keys, st.none(), st.none() | amounts | words)


def test_content_comes_back_as_it_was_written_after_closing(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create_with(UNIT, 2024, "部门", "hebei-2024", "导入", ENTRIES, OperationKind.IMPORT)
        before = store.content(head.id)
    with Store.open(folder) as store:
        assert store.content(head.id) == before
    assert before == Content(
        cells={
            Address("T1", "zero", "amount"): CellEntry(0),
            Address("T1", "large", "amount"): CellEntry(300_000_000_000_000),
            Address("T1", "negative", "amount"): CellEntry(-1, None, "imported"),
            Address("T1", "wrong", "amount"): CellEntry(None, "约三万"),
        },
        rows={RowAddress("T2", "2010101"): RowEntry("行政运行", 3), RowAddress("T2", "020"): RowEntry()},
        texts={"T7.notes": "无政府性基金预算拨款。\n空表列示。", "T8.notes": ""},
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(change_cells(), max_size=8))
def test_the_last_change_of_a_cell_holds(store: Store, changes: list[CellChange]) -> None:
    head = store.find(UNIT, 2024, "部门", "hebei-2024") or store.create(UNIT, 2024, "部门", "hebei-2024")
    expected = dict(store.content(head.id).cells)
    for change in changes:
        expected.pop(change.key, None)
        if change.new is not None:
            expected[change.key] = change.new
    store.apply(head.id, "填写", changes)
    assert store.content(head.id).cells == expected
    assert store.history(head.id)[0].changes == tuple(changes)


def test_blank_and_zero_are_two_things(store: Store, head: Head) -> None:
    store.apply(head.id, "填写", [cell("a", CellEntry(0)), cell("b", None)])
    assert store.content(head.id).cells == {Address("T1", "a", "amount"): CellEntry(0)}


def test_blanking_removes_cells_rows_and_texts(store: Store, head: Head) -> None:
    store.apply(head.id, "填写", ENTRIES)
    store.apply(head.id, "清空", [replace(change, new=None) for change in ENTRIES])
    assert store.content(head.id) == Content()


@pytest.mark.parametrize("wrong", [CellEntry(), CellEntry(cast(int, 1.5))], ids=["no value", "not an integer"])
def test_an_operation_with_an_impossible_change_leaves_nothing(store: Store, head: Head, wrong: CellEntry) -> None:
    listed = store.heads()
    with pytest.raises(sqlite3.IntegrityError):
        store.apply(head.id, "填写", [TextChange("S1", None, "甲"), cell("a", CellEntry(1)), cell("b", wrong)])
    assert (store.content(head.id), store.history(head.id), store.heads()) == (Content(), (), listed)


def test_an_amount_too_large_for_the_file_leaves_nothing(store: Store, head: Head) -> None:
    with pytest.raises(OverflowError):
        store.apply(head.id, "填写", [cell("a", CellEntry(1)), cell("b", CellEntry(2**63))])
    assert store.content(head.id) == Content()


def test_create_with_leaves_no_disclosure_when_a_change_fails(store: Store) -> None:
    changes = [*many(300), cell("b", CellEntry())]
    with pytest.raises(sqlite3.IntegrityError):
        store.create_with(UNIT, 2024, "部门", "hebei-2024", "导入", changes, OperationKind.IMPORT)
    assert store.heads() == ()


def test_an_edit_of_one_cell_is_a_few_statements(store: Store, head: Head) -> None:
    statements: list[str] = []
    store._database.connection().set_trace_callback(statements.append)
    store.apply(head.id, "填写", [cell("a", CellEntry(1))])
    verbs = [statement.split()[0] for statement in statements]
    sealing = ["UPDATE", "SELECT", "UPDATE"]
    assert verbs == ["BEGIN", "SELECT", "INSERT", "SELECT", "REPLACE", *sealing, "COMMIT"]


def test_the_id_says_which_disclosure_it_is(store: Store) -> None:
    assert store.create(UNIT, 2024, "部门", "e").id == "101001-2024-部门"
    assert store.create(Unit("", "文安县医院"), 2024, "单位", "e").id == "文安县医院-2024-单位"


def test_a_new_head_comes_back_the_same(store: Store, head: Head) -> None:
    assert head == Head("101001-2024-部门", UNIT, 2024, "部门", "hebei-2024", "编制中")
    assert store.head(head.id) == head


def test_a_second_disclosure_of_the_same_unit_year_and_kind_is_refused(store: Store, head: Head) -> None:
    with pytest.raises(Trouble, match="霸州市财政局”2024 年的部门预算公开已经有了"):
        store.create(head.unit, 2024, "部门", head.edition)
    assert len(store.heads()) == 1


def test_a_unit_discloses_on_the_forms_of_two_places(store: Store, head: Head) -> None:
    other = store.create(head.unit, 2024, "部门", "shanghai-2024")
    assert other.id != head.id
    assert store.find(head.unit, 2024, "部门", "shanghai-2024") == other
    assert store.find(head.unit, 2024, "部门", head.edition) == head


def test_a_unit_without_code_and_name_is_refused(store: Store) -> None:
    with pytest.raises(Trouble, match="单位的编码和名称都是空的"):
        store.create(Unit("", ""), 2024, "部门", "e")


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        (UNIT, True),
        (Unit("101001", "霸州市财政局（改名）"), True),
        (Unit("", "霸州市财政局"), True),
        (Unit("101002", "霸州市财政局"), False),
        (Unit("", "霸州市教育局"), False),
    ],
)
def test_a_unit_is_found_by_code_or_else_by_name(store: Store, head: Head, unit: Unit, found: bool) -> None:
    assert store.find(unit, 2024, "部门", "hebei-2024") == (head if found else None)


def test_a_disclosure_made_without_code_is_found_when_the_code_is_known(store: Store) -> None:
    head = store.create(Unit("", "霸州市财政局"), 2024, "部门", "hebei-2024")
    assert store.find(UNIT, 2024, "部门", "hebei-2024") == head


@pytest.mark.usefixtures("head")
def test_another_year_or_kind_is_not_found(store: Store) -> None:
    assert store.find(UNIT, 2023, "部门", "hebei-2023") is None
    assert store.find(UNIT, 2024, "单位", "hebei-2024") is None


def test_a_renamed_unit_keeps_its_old_name_in_old_years(store: Store, head: Head) -> None:
    store.create(Unit("101001", "霸州市财政和金融局"), 2025, "部门", "e")
    assert store.head(head.id).unit.name == "霸州市财政局"


def test_the_list_begins_with_what_was_changed_last(folder: Path) -> None:
    with Store.open(folder) as store:
        ids = [store.create(UNIT, year, "部门", "e").id for year in (2022, 2023, 2024)]
    with closing(sqlite3.connect(folder / "disclosures.db")) as connection:
        connection.execute("UPDATE disclosure SET changed = '2024-01-0' || (year - 2021) || 'T08:00:00.000'")
        connection.commit()
    with Store.open(folder) as store:
        store.apply(ids[1], "填写", [cell("a", CellEntry(1))])
        assert [listed.head.id for listed in store.heads()] == [ids[1], ids[2], ids[0]]


def test_an_unknown_id_names_at_most_five_that_are_known(store: Store) -> None:
    for year in range(2017, 2024):
        store.create(UNIT, year, "部门", "e")
    with pytest.raises(Trouble) as caught:
        store.content("101001-2099-部门")
    assert caught.value.sentence == "没有编号为“101001-2099-部门”的预算公开。"
    assert caught.value.way_out.startswith("现有 7 份")
    assert caught.value.way_out.count("101001-") == 5


@pytest.mark.parametrize("command", ["apply", "history", "content_at", "head"])
def test_an_unknown_id_is_refused_by_every_command(store: Store, command: str) -> None:
    arguments: dict[str, tuple[object, ...]] = {
        "apply": ("填写", [TextChange("S1", None, "x")]),
        "content_at": (OperationKind.SETTLE,),
    }
    with pytest.raises(Trouble, match="没有编号为“nowhere”"):
        getattr(store, command)("nowhere", *arguments.get(command, ()))


def test_history_is_newest_first_and_complete(store: Store, head: Head) -> None:
    steps: list[tuple[str, tuple[Change, ...]]] = [("导入", ENTRIES), ("填写", ENTRIES[:1]), ("撤销", ())]
    for name, changes in steps:
        store.apply(head.id, name, changes)
    assert [(entry.name, entry.changes) for entry in store.history(head.id)] == list(reversed(steps))


def test_the_content_behind_the_last_operation_of_a_kind_is_known(store: Store, folder: Path, head: Head) -> None:
    store.apply(head.id, "", (), OperationKind.SETTLE, State.SETTLED)
    store.apply(head.id, "导入", ENTRIES)
    store.apply(head.id, "", (), OperationKind.SETTLE, State.SETTLED)
    then = store.content(head.id)
    store.apply(head.id, "填写", [cell("zero", CellEntry(5), CellEntry(0)), cell("zero", None, CellEntry(5))])
    store.apply(head.id, "清空", [replace(change, old=change.new, new=None) for change in ENTRIES[1:]])
    store.close()
    with Store.open(folder) as again:
        assert again.content(head.id) == Content()
        assert again.content_at(head.id, OperationKind.SETTLE) == then


def test_what_was_never_done_has_no_content_behind_it(store: Store, head: Head) -> None:
    other = store.create(UNIT, 2023, "部门", "e")
    store.apply(other.id, "", (), OperationKind.SETTLE, State.SETTLED)
    store.apply(head.id, "定稿", ENTRIES)
    assert [store.has_operation(one.id, OperationKind.SETTLE) for one in (head, other)] == [False, True]
    assert store.content_at(head.id, OperationKind.SETTLE) is None


def test_the_history_says_what_kind_of_step_it_was_and_which_state_it_gave(store: Store) -> None:
    head = store.create_with(UNIT, 2024, "部门", "e", "由2023年资料生成", ENTRIES, OperationKind.CARRY)
    store.apply(head.id, "", (), OperationKind.REVIEW, State.REVIEWED)
    store.apply(head.id, "填写", ENTRIES[:1], state=State.EDITING)
    store.apply(head.id, "填写", ENTRIES[:1], OperationKind.UNDO)
    assert [(entry.kind, entry.state) for entry in store.history(head.id)] == [
        (OperationKind.UNDO, None),
        (OperationKind.EDIT, State.EDITING),
        (OperationKind.REVIEW, State.REVIEWED),
        (OperationKind.CARRY, None),
    ]


def test_the_time_of_an_operation_is_the_time_of_the_change(store: Store, head: Head) -> None:
    store.apply(head.id, "填写", ENTRIES)
    assert store.history(head.id)[0].time == store.heads()[0].changed


def test_state_is_kept_with_the_step_that_led_to_it(store: Store, head: Head) -> None:
    store.apply(head.id, "公开", (), OperationKind.REVIEW, State.REVIEWED)
    store.apply(head.id, "填写", ENTRIES)
    assert store.head(head.id) == replace(head, state=State.REVIEWED)
    assert [(entry.name, entry.changes) for entry in store.history(head.id)][1] == ("公开", ())


def test_a_step_that_fails_leaves_the_state(store: Store, head: Head) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.apply(head.id, "填写", [cell("b", CellEntry())], state=State.REVIEWED)
    assert store.head(head.id) == head


def test_a_setting_is_none_until_set_and_then_the_last_value(store: Store) -> None:
    assert store.setting("county") is None
    store.set_setting("county", "霸州")
    store.set_setting("county", "文安")
    assert store.setting("county") == "文安"


def test_two_stores_live_side_by_side(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other") as other:
        other.create(UNIT, 2024, "部门", "e")
        assert store.heads() == ()


def test_a_full_disk_is_told_and_the_store_goes_on(store: Store, head: Head) -> None:
    store.apply(head.id, "填写", [cell("a", CellEntry(1))])
    before = store.content(head.id)
    store._database.pragma("max_page_count", 1)
    with pytest.raises(NotStored) as caught:
        store.apply(head.id, "导入", many(2000))
    assert "磁盘空间不足" in caught.value.sentence
    assert "屏幕" not in str(caught.value), "the store knows no screen"
    assert (store.content(head.id), len(store.history(head.id))) == (before, 1)

    store._database.pragma("max_page_count", 1_000_000)
    store.apply(head.id, "导入", many(2000))
    assert len(store.content(head.id).cells) == 2001


def test_a_failing_disk_is_told_and_neither_data_nor_lock_are_lost(store: Store, head: Head, folder: Path) -> None:
    store.apply(head.id, "填写", ENTRIES)
    before = store.content(head.id)
    with failing_disk(), pytest.raises(Trouble, match="刚才的修改没有存上：读写磁盘时出错"):
        store.apply(head.id, "导入", many(2000))
    with pytest.raises(Trouble, match="另一个窗口"):
        Store.open(folder)
    assert store.content(head.id) == before
    store.apply(head.id, "导入", many(2000))
    assert len(store.content(head.id).cells) == len(before.cells) + 2000


def test_a_read_only_file_is_told(store: Store, head: Head) -> None:
    store._database.pragma("query_only", 1)
    with pytest.raises(Trouble, match="刚才的修改没有存上：文件或磁盘是只读的"):
        store.apply(head.id, "填写", [cell("a", CellEntry(1))])
