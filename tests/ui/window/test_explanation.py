"""The tables of the 情况说明 in the window: the steps, disclosures that hold nothing else, going, undoing."""

import pytest

from forms.edit import cells, records
from forms.office.office import Office
from models.records import Address, Unit
from tests.published import reading
from tests.ui.menus import told_of
from ui.dialogs.locate import places
from ui.frame.stage_bar import StageBar
from ui.kit import words
from ui.kit.commands import SORT_BY_CODE, UNDO
from ui.window.main_window import MainWindow


@pytest.fixture
def old(window: MainWindow, office: Office) -> MainWindow:
    """The published disclosure of 2019, of which only the 情况说明 is known."""
    window.show_document(office.take(reading("2019-bazhou")))
    return window


def stages(window: MainWindow) -> list[str]:
    bar = window.findChild(StageBar)
    assert bar is not None
    return [button.name for button in bar.buttons if not button.isHidden()]


def add_institution(window: MainWindow, name: str) -> None:
    session = window.workspace.session
    top = len(session.document.lines("X1"))
    session.apply("增加一行", cells.paste(session.document, "X1", top, ["name"], [[name]]).changes)


def test_tables_and_texts_are_stages_of_the_way_to_publication(opened: MainWindow) -> None:
    assert stages(opened) == ["准备", "预算表", "文字", "绩效·采购·资产", "检查", "签审", "公开"]


def test_tables_without_a_number_are_called_by_their_subject(opened: MainWindow) -> None:
    tables = opened.workspace.session.document.edition.tables
    named = [words.short_name(tables[name], "部门") for name in ("T2", "X1", "X2", "X3")]
    assert named == ["表二 收入总表", "机构设置", "政府采购", "固定资产"]


def test_a_disclosure_of_the_explanation_alone_opens_on_its_opening(old: MainWindow) -> None:
    workspace = old.workspace
    assert stages(old) == ["准备", "文字", "绩效·采购·资产", "检查", "签审", "公开"]
    assert workspace.at == "S0"
    for table in ("X1", "X2", "X3", "X6"):
        workspace.go(table)
        assert workspace.current_page.model.rowCount() > 0


@pytest.mark.parametrize("year", [2019, 2020])
def test_a_blank_disclosure_of_an_old_year_opens(window: MainWindow, office: Office, year: int) -> None:
    window.show_document(office.start(Unit("1", "甲局"), year, "部门", "hebei"))
    assert set(window.workspace.marks().values()) == {"·"}


def test_the_mark_of_a_table_of_records_follows_its_rows(window: MainWindow, office: Office) -> None:
    window.show_document(office.start(Unit("1", "甲局"), 2024, "部门", "hebei"))
    add_institution(window, "甲局本级")
    assert window.workspace.marks()["X1"] != "·"
    window.menus.actions[UNDO].trigger()
    assert window.workspace.marks()["X1"] == "·"


def test_undoing_a_removal_shows_the_record_again(opened: MainWindow) -> None:
    session = opened.workspace.session
    session.apply("删除1行", cells.remove_rows(session.document, "X1", ["2"]))
    opened.menus.actions[UNDO].trigger()
    assert opened.workspace.place is not None
    assert opened.workspace.place[:2] == ("X1", "2")


def test_undoing_a_new_record_shows_its_table(opened: MainWindow) -> None:
    add_institution(opened, "新设中心")
    opened.menus.actions[UNDO].trigger()
    assert opened.workspace.at == "X1"


def test_the_line_names_a_record_by_its_number(opened: MainWindow) -> None:
    opened.workspace.show_cell(Address("X1", "2", "nature"))
    assert opened.workspace.current_page.line._place.text() == "第2行 单位性质"


def test_records_keep_their_order_when_codes_are_sorted(opened: MainWindow) -> None:
    document = opened.workspace.session.document
    opened.workspace.session.apply("下移一行", records.move_record(document, "X1", "1", 1))
    before = document.lines("X1")
    opened.workspace.go("X1")
    said = told_of(opened, SORT_BY_CODE)
    assert document.lines("X1") == before
    assert said == "本页没有科目编码，不用排列。"


def test_a_record_is_located_by_its_text(opened: MainWindow) -> None:
    document = opened.workspace.session.document
    found = [place for name, place in places(document, "科学技术局") if name.startswith("机构设置")]
    assert found == [("X1", Address("X1", "2", "name"))]


def test_a_table_is_located_by_its_subject(opened: MainWindow) -> None:
    found = [place for _, place in places(opened.workspace.session.document, "固定资产")]
    assert found[0] == ("X3", None)
