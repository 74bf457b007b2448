"""The office: disclosures stored and opened again, imports whole or not at all, lists of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from forms.edit.cells import add_codes, enter
from forms.form.load import pack
from forms.form.resources import default_folder
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.write.page.plain_data import document_data
from models.errors import Trouble
from models.history import replacing
from models.records import Address, Content, Unit
from models.store import Store
from tests.forms.books import ALL_NAMES, NAMES, changed, published
from tests.forms.transcripts import copied, dumped

UNIT = Unit("339", "丰润区工业和信息化局")
CELL = Address("T2", "2060101", "fiscal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    with Office.open(folder) as opened:
        yield opened


def reading(name: str = "2024-fengrun"):  # type: ignore[no-untyped-def]
    return recognise(published(name))


@pytest.mark.parametrize("name", ALL_NAMES)
def test_an_imported_disclosure_is_the_same_when_opened_again(folder: Path, name: str) -> None:
    with Office.open(folder) as office:
        taken = office.take(reading(name))
        content = taken.content()
    with Office.open(folder) as office:
        opened = office.open_disclosure(taken.head.id)
        assert opened.content() == content == reading(name).content
        assert dumped(document_data(opened)) == copied(name)


def test_the_list_names_the_one_changed_last_first(office: Office) -> None:
    for name in NAMES:
        office.take(reading(name))
    assert [listed.head.id for listed in office.listed()] == ["339-2024-部门", "601001-2023-单位", "471-2021-部门"]
    document = office.open_disclosure("471-2021-部门")
    document.apply("填写", enter(document, {Address("T2", "2069999", "fiscal"): "3001"}))
    assert office.listed()[0].head.id == "471-2021-部门"


def test_importing_twice_makes_one_disclosure_and_changes_nothing(office: Office) -> None:
    office.take(reading())
    again = office.take(reading())
    assert len(office.listed()) == 1
    assert again.undo_name == ""


def test_importing_another_version_is_one_step_that_can_be_undone(office: Office) -> None:
    office.take(reading())
    other = recognise(changed(published("2024-fengrun"), {"T2!F9": "300.00", "T2!H9": "1.00"}))
    document = office.take(other)
    assert len(office.listed()) == 1
    assert document.undo_name == "导入 tables.xlsx"
    assert document.content() == office.open_disclosure(document.head.id).content() == other.content
    document.undo()
    assert document.content() == office.open_disclosure(document.head.id).content() == reading().content


def test_edits_are_stored_at_once(folder: Path) -> None:
    with Office.open(folder) as office:
        document = office.start(UNIT, 2024, "部门", "hebei")
        document.apply("增加科目", add_codes(document, "T2", ["2060101"]))
        document.apply("填写", enter(document, {CELL: "12.5"}))
        document.apply("填写", enter(document, {CELL: "13"}))
        document.undo()
    with Office.open(folder) as office:
        document = office.open_disclosure("339-2024-部门")
        assert document.value(CELL) == 12_500_000
        assert document.value(Address("T2", "total", "total")) == 12_500_000


def test_a_disclosure_is_started_once(office: Office) -> None:
    office.start(UNIT, 2024, "部门", "hebei")
    with pytest.raises(Trouble, match="已经有了"):
        office.start(UNIT, 2024, "部门", "hebei")
    office.start(UNIT, 2024, "单位", "hebei")
    office.start(UNIT, 2025, "部门", "hebei")
    assert len(office.listed()) == 3
    assert office.find(UNIT, 2025, "部门", "hebei") is not None
    assert office.find(UNIT, 2026, "部门", "hebei") is None


def test_an_unknown_id_names_those_there_are(office: Office) -> None:
    with pytest.raises(Trouble, match="一份也没有"):
        office.open_disclosure("339-2024-部门")
    office.start(UNIT, 2024, "部门", "hebei")
    with pytest.raises(Trouble, match="339-2024-部门"):
        office.open_disclosure("340-2024-部门")


def test_a_folder_belongs_to_one_program_at_a_time(office: Office, folder: Path) -> None:
    assert office.folder == folder
    with pytest.raises(Trouble):
        Office.open(folder)


def test_settings_and_backups_lie_with_the_data(folder: Path) -> None:
    with Office.open(folder) as office:
        assert office.setting("字号") is None
        office.set_setting("字号", "大")
        backup = office.backup_now()
        assert backup.is_file()
        assert folder in backup.parents
    with Office.open(folder) as office:
        assert office.setting("字号") == "大"


def test_without_a_folder_the_data_lie_in_the_users_own(home: Path) -> None:
    assert home in default_folder().parents
    with Office.open() as office:
        assert office.folder == default_folder()


def test_replacing_turns_one_content_into_another() -> None:
    old, new = reading("2021-qinhuangdao").content, reading().content
    changes = replacing(old, new)
    assert all(change.old != change.new for change in changes)
    cells = {change.key: change.new for change in changes if isinstance(change.key, Address)}
    assert {**old.cells, **cells}.items() >= new.cells.items()
    assert replacing(new, new) == ()
    assert len(replacing(Content(), new)) == len(new.cells) + len(new.rows) + len(new.texts)


# Last year's disclosure


def test_a_new_year_is_made_from_last_years_in_one_operation(folder: Path) -> None:
    with Office.open(folder) as office:
        previous = office.take(reading())
        expected = office.carrying(previous.head.id, 2025)
        made = office.carry(previous.head.id, 2025)
        assert made.content() == expected.content
        assert made.head.id == "339-2025-部门"
    with Office.open(folder) as office:
        opened = office.open_disclosure("339-2025-部门")
        assert opened.content() == expected.content
        assert opened.previous is not None
        assert opened.previous.head.year == 2024
        kept = office.backups()
        with pytest.raises(Trouble, match="已经有了"):
            office.carry("339-2024-部门", 2025)
        assert office.backups() == kept, "what is refused is no reason for a backup"


@pytest.mark.parametrize(("year", "words"), [(2024, "不能直接生成2024年"), (2026, "请生成2025年的")])
def test_only_the_year_after_can_be_made(office: Office, year: int, words: str) -> None:
    office.take(reading())
    with pytest.raises(Trouble, match=words):
        office.carry("339-2024-部门", year)
    assert len(office.listed()) == 1


def test_a_year_without_a_form_cannot_be_made(office: Office) -> None:
    last = pack("hebei").years[-1]
    office.start(UNIT, last, "部门", "hebei")
    with pytest.raises(Trouble, match=f"没有{last + 1}年的表样"):
        office.carry(f"339-{last}-部门", last + 1)


def test_an_import_takes_last_years_amounts_where_they_are_blank(office: Office) -> None:
    before = office.start(UNIT, 2023, "部门", "hebei")
    before.apply("增加科目", add_codes(before, "T3", ["2060101"]))
    before.apply("填写", enter(before, {Address("T3", "2060101", "basic"): "1451.83"}))
    document = office.take(reading())
    assert document.value(Address("X7", "basic", "before")) == 1_451_830_000
    assert document.value(Address("X7", "basic", "change")) == -53_750_000
    again = office.take(reading())
    assert again.undo_name == ""
    assert again.content() == document.content()


def test_last_years_disclosure_is_at_hand_however_this_years_came_and_when_the_folder_is_closed(folder: Path) -> None:
    with Office.open(folder) as office:
        for year in (2022, 2023):
            office.start(UNIT, year, "部门", "hebei")
        ways = [
            office.take(reading()),
            office.take(reading()),
            office.open_disclosure("339-2024-部门"),
            office.carry("339-2024-部门", 2025),
            office.start(UNIT, 2026, "部门", "hebei"),
        ]
        first = office.open_disclosure("339-2022-部门")
    assert [way.previous.head.year for way in ways if way.previous] == [2023, 2023, 2023, 2024, 2025]
    assert first.previous is None


def test_another_disclosure_can_stand_for_last_years(office: Office) -> None:
    office.start(UNIT, 2023, "部门", "hebei")
    office.take(reading())
    other = office.open_disclosure("339-2023-部门")
    assert office.open_disclosure("339-2024-部门", other).previous is other


def test_nothing_done_to_last_years_disclosure_from_this_years_is_kept(office: Office) -> None:
    office.start(UNIT, 2023, "部门", "hebei")
    previous = office.take(reading()).previous
    assert previous is not None
    previous.apply("增加科目", add_codes(previous, "T3", ["2060101"]))
    assert office.open_disclosure("339-2023-部门").content() == Content()


# The office's own list of codes


def workbook(folder: Path, rows: list[list[object]]) -> Path:
    path = folder / "科目.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_an_own_list_of_codes_counts_from_the_next_opening_on(office: Office, tmp_path: Path) -> None:
    office.start(UNIT, 2024, "部门", "hebei")
    rows = [["2024年科目"], ["科目编码", "科目名称"], ["2159988", "本地专项"], [2150599, "其他监管"], ["[216]商业"]]
    assert office.take_catalogue("functional", 2024, workbook(tmp_path, rows)) == 3
    document = office.open_disclosure("339-2024-部门")
    document.apply("增加科目", add_codes(document, "T2", ["2159988", "2150599"]))
    labels = {line.code: line.label for line in document.lines("T2")}
    assert (labels["2159988"], labels["2150599"]) == ("本地专项", "其他监管")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_lists_and_packs_of_the_office_are_the_users_alone(folder: Path, tmp_path: Path) -> None:
    (folder / "packs" / "own").mkdir(parents=True)
    (folder / "packs" / "own" / "T1.toml").touch()
    for path in folder.rglob("*"):
        path.chmod(0o755)
    with Office.open(folder) as office:
        office.take_catalogue("functional", 2024, workbook(tmp_path, [["2159988", "本地专项"]]))
        assert (office.own_catalogues / "functional-2024.csv").is_file()
    assert not [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]


def test_a_workbook_without_codes_is_refused_and_changes_nothing(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="没有找到科目编码"):
        office.take_catalogue("functional", 2024, workbook(tmp_path, [["编码", "名称"], ["甲", "乙"]]))
    assert not office.own_catalogues.exists()


def test_the_form_that_a_disclosure_was_made_in_is_used_or_its_lack_is_said(folder: Path) -> None:
    with Store.open(folder) as store:
        head = store.create(UNIT, 2024, "部门", "tianbei-2024")
    with Office.open(folder) as office:
        assert office.listed()[0].head == head
        with pytest.raises(Trouble, match="用的是“tianbei-2024”表样，本机没有安装") as refused:
            office.open_disclosure(head.id)
        assert "目前装有：河北省" in refused.value.way_out


def test_two_forms_of_one_unit_and_year_are_two_disclosures(folder: Path) -> None:
    with Store.open(folder) as store:
        store.create(UNIT, 2024, "部门", "tianbei-2024")
        store.create(UNIT, 2023, "部门", "tianbei-2023")
    with Office.open(folder) as office:
        document = office.start(UNIT, 2024, "部门", "hebei")
        assert document.edition.id == "hebei-2024"
        assert document.previous is None
        assert office.find(UNIT, 2024, "部门", "hebei") == document.head
        assert len(office.listed()) == 3
