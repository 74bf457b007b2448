"""写出公开包: where the package lies, what stands against it, and the way to that place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit.cells import enter
from forms.edit.profile import set_profile
from forms.office.office import Office
from models.records import Address
from tests.ui.menus import call, told_of
from tests.ui.modal import look_at
from ui.kit.commands import PUBLISH
from ui.kit.jobs import Job, Jobs
from ui.packet.publish_dialog import PublishDialog
from ui.window.main_window import MainWindow


@pytest.fixture
def opened_folders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were shown."""
    opened: list[str] = []

    def show(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return opened


def dialog_on(qtbot: QtBot, office: Office, jobs: Jobs, document: Document, folder: Path) -> PublishDialog:
    dialog = PublishDialog(office, jobs, document)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(folder))
    return dialog


def test_says_where_the_package_is_and_shows_the_folder(
    qtbot: QtBot, office: Office, jobs: Jobs, right: Document, tmp_path: Path, opened_folders: list[str]
) -> None:
    right.apply("填写", set_profile(right, "published", "2025年1月25日"))
    office.settle(right)
    dialog = dialog_on(qtbot, office, jobs, right, tmp_path / "web")
    assert "草稿" not in dialog.note.text()
    dialog.start.click()
    (folder,) = [path for path in (tmp_path / "web").iterdir() if path.is_dir()]
    assert str(folder) in dialog.told.text()
    assert f"{folder}.zip" in dialog.told.text()
    assert dialog.findings.isHidden()
    dialog.show_folder.click()
    assert opened_folders == [str(folder)]
    assert office.setting("folder.export") == str(tmp_path / "web")


def test_before_it_is_settled_the_mark_on_the_files_is_told(
    qtbot: QtBot, office: Office, jobs: Jobs, right: Document, tmp_path: Path
) -> None:
    assert "还没有定稿，写出的文件将标注“草稿”" in dialog_on(qtbot, office, jobs, right, tmp_path).note.text()


def test_projects_that_stay_out_are_counted(
    qtbot: QtBot, office: Office, jobs: Jobs, right: Document, tmp_path: Path
) -> None:
    right.apply("标涉密", enter(right, {Address("X5", right.lines("X5")[0].key, "secret"): "涉密"}))
    assert "1个项目不写进公开包" in dialog_on(qtbot, office, jobs, right, tmp_path).note.text()


def test_a_project_that_speaks_of_secrets_is_not_published_unasked(
    qtbot: QtBot, office: Office, jobs: Jobs, right: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right.apply("改", enter(right, {Address("X5", right.lines("X5")[0].key, "purpose"): "购置涉密设备"}))
    asked: list[str] = []
    monkeypatch.setattr("ui.packet.publish_dialog.is_confirmed", lambda *words: bool(asked.append(words[-1])))
    dialog_on(qtbot, office, jobs, right, tmp_path / "web").publish()
    assert "网络运行维护费" in asked[0]
    assert not (tmp_path / "web").exists()


def test_what_stands_against_it_is_listed_and_nothing_is_written(
    qtbot: QtBot, office: Office, jobs: Jobs, document: Document, tmp_path: Path
) -> None:
    dialog = dialog_on(qtbot, office, jobs, document, tmp_path / "web")
    dialog.publish()
    assert "还不能公开，没有写出" in dialog.told.text()
    rows = dialog.findings.texts()
    assert rows[0][0] == "错误"
    assert {level for level, _ in rows} == {"错误", "警告"}
    assert not (tmp_path / "web").exists()


def test_a_folder_has_to_be_named(qtbot: QtBot, office: Office, jobs: Jobs, right: Document) -> None:
    dialog = dialog_on(qtbot, office, jobs, right, Path("web"))
    dialog.publish()
    assert dialog.told.text() == "请选择存放公开包的文件夹。"


def test_a_folder_that_cannot_be_made_is_told(
    qtbot: QtBot, office: Office, jobs: Jobs, right: Document, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    dialog = dialog_on(qtbot, office, jobs, right, tmp_path / "file" / "web")
    dialog.publish()
    assert dialog.told.text()
    assert dialog.isEnabled()
    assert dialog.show_folder.isHidden()


def test_given_up_on_the_way_nothing_is_written(
    qtbot: QtBot, office: Office, jobs: Jobs, right: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Job.step

    def give_up(job: Job, done: int, of: int, words: str) -> None:
        if words == "正在压缩":
            job.cancel()
        step(job, done, of, words)

    monkeypatch.setattr(Job, "step", give_up)
    dialog = dialog_on(qtbot, office, jobs, right, tmp_path / "web")
    dialog.publish()
    assert list((tmp_path / "web").iterdir()) == []
    assert dialog.isEnabled()


def test_a_problem_can_be_gone_to(opened: MainWindow, tmp_path: Path) -> None:
    chosen: list[str] = []

    def choose(dialog: PublishDialog) -> None:
        dialog.folder.setText(str(tmp_path / "web"))
        dialog.publish()
        finding = next(row for row in dialog.findings.texts() if "名称与表三" in row[1])
        chosen.append(finding[1])
        dialog.findings.search(finding[1])
        dialog.findings.doubleClicked.emit(dialog.findings.model().index(0, 0))

    look_at(PublishDialog, choose)
    opened.workspace.go("S1")
    call(opened, PUBLISH)
    assert chosen
    assert opened.workspace.at == "T2"


def test_files_under_self_check_are_not_published(window: MainWindow, document: Document) -> None:
    from ui.frame.inspect_bar import InspectBar

    window.show_document(document, InspectBar([Path("甲.xlsx")]))
    assert "自查的文件没有存入" in told_of(window, PUBLISH)
