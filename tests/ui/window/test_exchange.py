"""Tables that travel: exported, edited elsewhere, taken back; nothing changes before the clerk has seen what would."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from forms.document.document import Document
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Address
from tests.ui.menus import call, told_of
from tests.ui.modal import answer
from ui.dialogs.new_dialog import NewDialog
from ui.kit.commands import EXPORT_TABLE, UNDO
from ui.kit.steps import PROFILE
from ui.window.main_window import MainWindow


def export(window: MainWindow, path: Path, table: str | None) -> None:
    window.workspace.go(table or "T1")
    window.exchange.save(path, None if table is None else (table,))
    assert path.is_file()


def edited(path: Path, label: str, amount: float) -> None:
    """Put an amount into the first cell of money in the row of this code, as in a spreadsheet program."""
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows():
        if any(str(cell.value) == label for cell in row):
            next(cell for cell in row if isinstance(cell.value, float)).value = amount
    book.save(path)


def some_leaf(document: Document, table: str) -> Address:
    return next(a for a in document.cells if a.table == table and not document.is_computed(a) and document.value(a))


def test_one_table_goes_into_a_workbook_of_its_own(opened: MainWindow, tmp_path: Path) -> None:
    export(opened, tmp_path / "表二.xlsx", "T2")
    assert openpyxl.load_workbook(tmp_path / "表二.xlsx").sheetnames == ["部门预算收入总表"]
    assert "取回改过的表" in opened.statusBar().currentMessage()


def test_all_tables_go_into_one(opened: MainWindow, tmp_path: Path) -> None:
    export(opened, tmp_path / "全部.xlsx", None)
    assert len(openpyxl.load_workbook(tmp_path / "全部.xlsx").sheetnames) >= 9


def test_proposes_a_name_of_unit_year_and_table(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = []

    def ask(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(path).name)
        return str(tmp_path / "我的表"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    opened.workspace.go("T2")
    opened.exchange.export_table()
    assert proposed == ["2024年丰润区工业和信息化局 表二 收入总表.xlsx"]
    assert (tmp_path / "我的表.xlsx").is_file()


def test_a_page_without_a_table_is_not_exported(opened: MainWindow) -> None:
    opened.workspace.go(PROFILE)
    assert "本页不是表格" in told_of(opened, EXPORT_TABLE)


def test_shows_the_differences_and_changes_that_table_alone(opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "表二.xlsx"
    export(opened, path, "T2")
    before = opened.workspace.session.document
    address = some_leaf(before, "T2")
    edited(path, address.row, 1000.5)
    opened.exchange.take_back_from([path])
    page = opened.cover.page
    assert (address.row, "1000.50") in [(one.address.row, one.new) for one in page.understood.differences]
    assert opened.workspace.session.document.value(address) == before.value(address)
    page.take.click()
    after = opened.workspace.session.document
    changed = {a.table for a in {**before.cells, **after.cells} if before.cells.get(a) != after.cells.get(a)}
    assert changed == {"T2"}
    assert opened.workspace.at == "T2"


def test_taking_back_is_one_step_that_can_be_undone(opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "表二.xlsx"
    export(opened, path, "T2")
    before = opened.workspace.session.document.content()
    edited(path, some_leaf(opened.workspace.session.document, "T2").row, 1000.5)
    opened.exchange.take_back_from([path])
    opened.cover.page.take.click()
    assert opened.workspace.session.document.content() != before
    call(opened, UNDO)
    assert opened.workspace.session.document.content() == before


def test_giving_up_changes_nothing(opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "表二.xlsx"
    export(opened, path, "T2")
    document = opened.workspace.session.document
    before = document.content()
    edited(path, some_leaf(document, "T2").row, 1000.5)
    opened.exchange.take_back_from([path])
    opened.cover.page.back.click()
    assert opened.cover.page is None
    assert opened.workspace.session.document is document
    assert document.content() == before


def test_whose_it_is_cannot_be_changed_on_the_way_back(opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "表二.xlsx"
    export(opened, path, "T2")
    opened.exchange.take_back_from([path])
    assert [field.isEnabled() for field in opened.cover.page.form.fields()] == [False] * 5


def test_projects_travel_too(window: MainWindow, data: Path, tmp_path: Path) -> None:
    books = [read(data / "2024-fengrun" / name) for name in ("tables.xlsx", "disclosure.docx")]
    window.show_document(window.office.take(recognise(books)))
    path = tmp_path / "项目.xlsx"
    export(window, path, "X5")
    window.exchange.take_back_from([path])
    assert window.cover.page.understood.differences == ()


def test_the_next_year_is_made_from_the_start_page(opened: MainWindow) -> None:
    opened.go_home()
    answer(NewDialog, lambda dialog: dialog.buttons.accepted.emit())
    opened.start.due[0].click()
    assert opened.workspace.session.document.head.year == 2025
