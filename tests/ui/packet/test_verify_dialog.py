"""核对: a code or a file, and the sentence, the colour and the differences that answer it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit.cells import enter
from forms.office.office import Office
from forms.signing.state_name import state_of
from forms.write.packet.publish import Published, publish
from models.records import Address
from tests.ui.menus import call
from tests.ui.modal import look_at
from ui.kit import style
from ui.kit.commands import VERIFY
from ui.kit.jobs import Job, Jobs
from ui.packet.verify_dialog import VerifyDialog
from ui.window.main_window import MainWindow

CELL = Address("T9", "reception", "general")


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> VerifyDialog:
    dialog = VerifyDialog(office, jobs)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def done(right: Document, tmp_path: Path) -> Published:
    return publish(right, tmp_path / "web")


def colour(dialog: VerifyDialog) -> str:
    return dialog.told.palette().color(QPalette.ColorRole.WindowText).name()


def test_the_code_of_what_is_kept_is_right(dialog: VerifyDialog, right: Document) -> None:
    assert not dialog.start.isEnabled()
    dialog.target.setText(state_of(right).code.lower())
    dialog.start.click()
    assert dialog.told.text().startswith("✓ 一致。")
    assert colour(dialog) == style.color("ok").name()
    assert dialog.list.isHidden()


def test_enter_asks_as_the_button_does(qtbot: QtBot, dialog: VerifyDialog, right: Document) -> None:
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.target.setFocus()
    QTest.keyClicks(dialog.target, state_of(right).code)
    QTest.keyClick(dialog.target, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.told.text().startswith("✓ 一致。")


def test_the_code_of_a_state_of_before_lists_what_was_changed_since(
    dialog: VerifyDialog, office: Office, right: Document
) -> None:
    office.review(right)
    code = state_of(right).code
    right.apply("填写", enter(right, {CELL: "0.61"}))
    dialog.target.setText(code)
    dialog.verify()
    assert dialog.told.text().startswith("× 不一致。")
    assert colour(dialog) == style.level_color("E").name()
    assert {row[3:5] for row in dialog.list.list.texts() if "接待" in row[2]} == {("0.61", "0.50")}
    assert not dialog.list.isHidden()


@pytest.mark.parametrize("typed", ["甲乙丙", "7K3M-0QZ8-RX4T-A", "没有/这个.pdf"])
def test_what_is_neither_code_nor_file_is_told(dialog: VerifyDialog, typed: str) -> None:
    dialog.target.setText(typed)
    dialog.verify()
    assert dialog.told.text()
    assert dialog.verdict is None


@pytest.mark.usefixtures("right")
def test_a_file_of_a_unit_that_is_not_here_is_unknown(dialog: VerifyDialog, data: Path) -> None:
    dialog.take(data / "2023-bazhou-unit" / "tables.xlsx")
    assert dialog.told.text().startswith("？这里没有。")
    assert colour(dialog) == style.level_color("W").name()


def test_folder_and_zip_are_read_whole(dialog: VerifyDialog, done: Published) -> None:
    for path in (done.folder, done.package):
        dialog.take(path)
        assert dialog.told.text() == "✓ 一致。3个文件都和保存的资料一致。"


def test_reading_can_be_given_up(dialog: VerifyDialog, done: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    step, told = Job.step, []

    def give_up(job: Job, read: int, of: int, words: str) -> None:
        told.append(words)
        if of:
            job.cancel()
        step(job, read, of, words)

    monkeypatch.setattr(Job, "step", give_up)
    dialog.take(done.folder)
    assert "页，共" in told[-1]
    assert dialog.verdict is None
    assert dialog.isEnabled()


def test_places_in_a_folder_say_the_file_and_can_be_read(
    dialog: VerifyDialog, done: Published, right: Document
) -> None:
    right.apply("填写", enter(right, {CELL: "0.61"}))
    dialog.take(done.folder)
    places = {row[1] for row in dialog.list.list.texts() if row[0] == "表格"}
    assert {place.rpartition("：")[2] for place in places} == {"表九"}
    assert {place.partition("：")[0].rpartition(".")[2] for place in places} == {"pdf", "docx", "xlsx"}


def test_a_changed_byte_of_a_folder_is_named(dialog: VerifyDialog, done: Published) -> None:
    (pdf,) = done.folder.glob("*.pdf")
    pdf.write_bytes(pdf.read_bytes() + b" ")
    dialog.take(done.folder)
    assert dialog.told.text().startswith("× 文件被改动过")
    assert [row[:2] for row in dialog.list.list.texts()] == [("文件", pdf.name)]


def test_a_file_is_chosen_and_its_folder_kept(
    dialog: VerifyDialog, done: Published, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (book,) = done.folder.glob("*.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(book), ""))
    dialog.file.click()
    assert dialog.told.text().startswith("✓ 一致。")
    assert office.setting("folder.verify") == str(done.folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(done.folder))
    dialog.folder.click()
    assert "3个文件" in dialog.told.text()


def test_a_dropped_file_is_held_against_what_is_kept(dialog: VerifyDialog, done: Published) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(done.package))])
    dialog.dropEvent(
        QDropEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert dialog.told.text().startswith("✓ 一致。")


def test_it_opens_from_the_menu_and_from_the_start_page(window: MainWindow) -> None:
    seen: list[str] = []
    for way in (lambda: call(window, VERIFY), window.start.ways[VERIFY].button.click):
        look_at(VerifyDialog, lambda dialog: seen.append(dialog.windowTitle()))
        way()
    assert seen == ["核对", "核对"]
