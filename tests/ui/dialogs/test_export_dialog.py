"""The export dialog: files on the disk, drafts called drafts, troubles in sentences."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit import cells
from forms.office.office import Office
from forms.write.packet.faces import faces_used
from ui.dialogs.export_dialog import ExportDialog
from ui.kit.jobs import Jobs
from ui.kit.session import Session


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs, document: Document, tmp_path: Path) -> ExportDialog:
    dialog = ExportDialog(office, jobs, Session(document))
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "公开"))
    dialog.open_after.setChecked(False)
    return dialog


def listed(dialog: ExportDialog) -> list[Path]:
    return [Path(dialog.written.item(row).text()) for row in range(dialog.written.count())]


def test_writes_workbook_and_pdf_and_lists_them(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.export()
    paths = listed(dialog)
    assert [path.suffix for path in paths] == [".xlsx", ".pdf"]
    assert all(path.is_file() and path.parent == tmp_path / "公开" for path in paths)
    assert dialog.summary.text().splitlines() == [faces_used(), "已导出 2 个文件："]


def test_writes_only_what_is_ticked(dialog: ExportDialog) -> None:
    dialog.pdf.setChecked(False)
    dialog.export()
    assert [path.suffix for path in listed(dialog)] == [".xlsx"]


def test_the_word_file_is_offered_once_there_is_text(
    qtbot: QtBot, office: Office, jobs: Jobs, document: Document, tmp_path: Path
) -> None:
    document.apply("填写", cells.write_section(document, "S3", "没有机关运行经费。"))
    dialog = ExportDialog(office, jobs, Session(document))
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    dialog.open_after.setChecked(False)
    dialog.export()
    assert [path.suffix for path in listed(dialog)] == [".xlsx", ".pdf", ".docx"]


def test_nothing_ticked_is_nothing_to_export(dialog: ExportDialog) -> None:
    dialog.pdf.setChecked(False)
    dialog.excel.setChecked(False)
    assert not dialog.start.isEnabled()


def test_says_that_errors_make_a_draft(qtbot: QtBot, office: Office, jobs: Jobs, document: Document) -> None:
    session = Session(document)
    session.findings = tuple(finding for finding in session.findings if finding.rule == "E01")
    dialog = ExportDialog(office, jobs, session)
    qtbot.addWidget(dialog)
    first, *rest = dialog.draft.text().split("\n")
    assert first == "还有 1 个错误没有改正，导出的文件将标注“草稿”："
    assert len(rest) == 1
    assert "资源勘探工业信息支出" in rest[0]


def test_no_draft_without_errors(qtbot: QtBot, office: Office, jobs: Jobs, document: Document) -> None:
    session = Session(document)
    session.findings = tuple(finding for finding in session.findings if finding.level != "E")
    dialog = ExportDialog(office, jobs, session)
    qtbot.addWidget(dialog)
    assert dialog.draft.isHidden()


def test_a_folder_that_cannot_be_made_is_a_sentence(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "公开").write_text("这是文件", encoding="utf-8")
    dialog.export()
    assert "没有写成" in dialog.trouble.text()
    assert listed(dialog) == []
    assert dialog.isEnabled()


def test_asks_for_a_folder(dialog: ExportDialog) -> None:
    dialog.folder.setText("  ")
    dialog.export()
    assert dialog.trouble.text() == "请选择存放文件的文件夹。"


def test_remembers_the_folder(
    qtbot: QtBot, dialog: ExportDialog, office: Office, jobs: Jobs, document: Document, tmp_path: Path
) -> None:
    dialog.export()
    again = ExportDialog(office, jobs, Session(document))
    qtbot.addWidget(again)
    assert again.folder.text() == str(tmp_path / "公开")


def test_no_line_of_the_errors_is_cut(qtbot: QtBot, office: Office, jobs: Jobs, document: Document) -> None:
    session = Session(document)
    long = replace(session.findings[0], level="E", message="说明里的数与表上的数不一致，" * 10)
    session.findings = (long,) * 9
    dialog = ExportDialog(office, jobs, session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    _, *errors, rest = dialog.draft.text().split("\n")
    assert all(error.endswith("…") for error in errors)
    assert rest == f"　……另有 {9 - len(errors)} 个"
    assert dialog.draft.height() >= dialog.draft.heightForWidth(dialog.draft.width())
