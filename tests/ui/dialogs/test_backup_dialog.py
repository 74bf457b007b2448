"""备份和恢复: the backups are listed with their reason and content, and one is put back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from forms.office.office import Office
from models.backup import backups
from models.records import Unit
from ui.dialogs import backup_dialog
from ui.dialogs.backup_dialog import BackupDialog
from ui.window.main_window import MainWindow

UNIT = Unit("339", "示例县工业和信息化局")


@pytest.fixture
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_dialog, "is_confirmed", lambda *_: True)


def test_backups_say_why_and_what_they_hold(qtbot: QtBot, office: Office) -> None:
    office.start(UNIT, 2025, "部门", "hebei")
    office.backup_now()
    dialog = BackupDialog(office)
    qtbot.addWidget(dialog)
    ((_, why, holds),) = dialog.pane.list.texts()
    assert why == "手工备份"
    assert "2025年示例县工业和信息化局（部门，编制中）" in holds


def test_a_restore_point_bears_the_name_it_was_given(qtbot: QtBot, office: Office) -> None:
    office.start(UNIT, 2025, "部门", "hebei")
    dialog = BackupDialog(office)
    qtbot.addWidget(dialog)
    dialog.pane.name.setText("报局长看之前")
    dialog.pane.keep.click()
    assert dialog.pane.list.texts()[0][1] == "存档点：报局长看之前"
    assert dialog.pane.name.text() == ""


def test_a_damaged_backup_is_marked_and_not_put_back(qtbot: QtBot, office: Office, agreed: None) -> None:  # noqa: ARG001
    office.start(UNIT, 2025, "部门", "hebei")
    path = office.backup_now()
    path.write_bytes(path.read_bytes()[:5000])
    dialog = BackupDialog(office)
    qtbot.addWidget(dialog)
    assert "已损坏" in dialog.pane.list.texts()[0][2]
    dialog.pane.list.chosen.emit(dialog.pane.list.current())
    assert dialog.wanted is None


def test_a_backup_is_put_back_in_the_window(
    window: MainWindow,
    office: Office,
    agreed: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = office.start(UNIT, 2025, "部门", "hebei").head
    office.backup_now()
    second = office.start(UNIT, 2026, "部门", "hebei").head
    window.open(second.id)

    def choose(dialog: QDialog) -> int:
        assert isinstance(dialog, BackupDialog)
        dialog.pane.list.chosen.emit(dialog.pane.list.current())
        return dialog.result()

    monkeypatch.setattr(BackupDialog, "exec", choose)
    window.dialogs.show_backups()
    assert [listed.head for listed in office.listed()] == [first]
    assert window.workspace is None
    assert window.start.list.count() == 1
    assert backups(office.folder)[0].stem.endswith("-restore")
