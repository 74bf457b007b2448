"""The export dialog: files on the disk, drafts called drafts, troubles in sentences."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.edit import cells
from forms.office.office import Office
from forms.write.packet import package
from forms.write.packet.faces import faces_used
from forms.write.page.products import Product
from models.records import State, Unit
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


def test_writes_workbook_and_pdf_and_lists_them(dialog: ExportDialog, document: Document, tmp_path: Path) -> None:
    dialog.export()
    paths = listed(dialog)
    assert [path.suffix for path in paths] == [".xlsx", ".pdf"]
    assert all(path.is_file() and path.parent == tmp_path / "公开" for path in paths)
    assert dialog.summary.text() == "公开版已导出 2 个文件，读回检查没有问题："
    assert dialog.faces.text() == faces_used(document, Product.PUBLIC)


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


def of_state(qtbot: QtBot, office: Office, jobs: Jobs, document: Document, state: State) -> ExportDialog:
    """The dialog of a disclosure in that state, in which one finding stands."""
    document.head = replace(document.head, state=state)
    session = Session(document)
    session.findings = tuple(finding for finding in session.findings if finding.rule == "E01")
    dialog = ExportDialog(office, jobs, session)
    qtbot.addWidget(dialog)
    return dialog


def test_says_that_a_disclosure_that_is_not_settled_is_a_draft_and_which_errors_stand(
    qtbot: QtBot, office: Office, jobs: Jobs, document: Document
) -> None:
    dialog = of_state(qtbot, office, jobs, document, State.EDITING)
    first, *rest = dialog.draft.text().split("\n")
    assert first == "这份资料还没有定稿，导出的文件将标注“草稿”。还有 1 个错误没有改正："
    assert len(rest) == 1
    assert "资源勘探工业信息支出" in rest[0]


def test_what_is_not_filled_in_is_no_error(qtbot: QtBot, office: Office, jobs: Jobs) -> None:
    session = Session(office.start(Unit("339", "某局"), 2024, "部门", "hebei"))
    dialog = ExportDialog(office, jobs, session)
    qtbot.addWidget(dialog)
    assert session.to_do
    assert dialog.draft.text().endswith(f"将标注“草稿”。还有 {len(session.to_do)} 处待填。")
    assert dialog.start.isDefault()


def test_the_mark_follows_the_product(qtbot: QtBot, office: Office, jobs: Jobs, document: Document) -> None:
    dialog = of_state(qtbot, office, jobs, document, State.REVIEWED)
    assert "标注“草稿”" in dialog.draft.text()
    dialog.products[Product.SIGNING].setChecked(True)
    assert "标注“送签稿”" in dialog.draft.text()


def test_no_draft_once_it_is_settled(qtbot: QtBot, office: Office, jobs: Jobs, document: Document) -> None:
    assert of_state(qtbot, office, jobs, document, State.SETTLED).draft.isHidden()


def test_the_copy_for_signing_is_written_and_read_back(dialog: ExportDialog) -> None:
    dialog.products[Product.SIGNING].setChecked(True)
    dialog.excel.setChecked(False)
    dialog.export()
    (path,) = listed(dialog)
    assert path.name.endswith("（送签版）.pdf")
    assert dialog.summary.text() == "送签版已导出 1 个文件，读回检查没有问题："


def test_what_is_wrong_with_the_written_files_is_shown(dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk, or a program that watches it, changed a file between the writing and the reading back."""
    write = package.export

    def spoiled(*arguments: Any, **options: Any) -> tuple[Path, ...]:
        paths = write(*arguments, **options)
        paths[1].write_bytes(b"%PDF-1.4")
        return paths

    monkeypatch.setattr(package, "export", spoiled)
    dialog.export()
    first, *rest = dialog.summary.text().split("\n")
    assert first == "公开版已导出 2 个文件，读回检查发现 2 个问题，请处理后重新导出："
    assert any("打不开，或者设有密码" in line for line in rest)
    assert len(listed(dialog)) == 2


def test_asks_once_for_the_day_that_gives_the_month_of_the_cover(
    qtbot: QtBot, dialog: ExportDialog, office: Office, jobs: Jobs, document: Document
) -> None:
    dialog.approved.setText("2024.2.5")
    dialog.export()
    assert document.profile("approved") == "2024年2月5日"
    stored = office.open_disclosure(document.head.id)
    assert stored.profile("approved") == "2024年2月5日"
    again = ExportDialog(office, jobs, Session(stored))
    qtbot.addWidget(again)
    assert again.approved.parentWidget().isHidden()


def test_a_day_that_is_none_is_told_and_nothing_is_written(dialog: ExportDialog, document: Document) -> None:
    dialog.approved.setText("二月初")
    dialog.export()
    assert "认不出是哪一天" in dialog.trouble.text()
    assert listed(dialog) == []
    assert document.profile("approved") == ""


def test_without_a_day_the_export_goes_on(dialog: ExportDialog, document: Document) -> None:
    dialog.export()
    assert len(listed(dialog)) == 2
    assert document.profile("approved") == ""


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
    long = replace(session.verdicts[0], level="E", message="说明里的数与表上的数不一致，" * 10)
    session.findings = tuple(replace(long) for _ in range(9))
    dialog = ExportDialog(office, jobs, session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    _, *errors, rest = dialog.draft.text().split("\n")
    assert all(error.endswith(long.sentence) for error in errors)
    assert rest == f"　……另有 {9 - len(errors)} 个"
    assert dialog.draft.height() >= dialog.draft.heightForWidth(dialog.draft.width())
