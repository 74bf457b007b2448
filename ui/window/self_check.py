"""自查: files checked and looked at in the window without anything being stored; then a report, or an import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from models.errors import Trouble
from ui.dialogs.inspect_dialog import InspectDialog
from ui.kit import words
from ui.kit.jobs import Job
from ui.window.inspect_bar import InspectBar

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

_FOLDER = "folder.report"


class SelfCheck(QObject):
    """What the main window does with files that are to be checked only."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._files: tuple[Path, ...] = ()

    def offer(self, files: Sequence[Path]) -> None:
        """Ask what shall be done with files that were dropped on the window."""
        names = "\n".join(path.name for path in files)
        box = QMessageBox(QMessageBox.Icon.Question, "拖入的文件", f"{names}\n\n怎样处理？", parent=self._window)
        check = box.addButton("自查，只检查不保存(&C)", QMessageBox.ButtonRole.AcceptRole)
        take = box.addButton("导入为资料(&I)", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is check:
            self.start(files)
        elif chosen is take:
            self._window.import_these(files)

    def choose(self) -> None:
        """Ask for files and check them."""
        self.start(())

    def start(self, files: Sequence[Path]) -> None:
        """Check these files and show them with what was found."""
        window = self._window
        if not window.may_leave():
            return
        dialog = InspectDialog(window.office, window.jobs, window, files=files)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted and dialog.document is not None:
            self._files = dialog.files
            bar = InspectBar(dialog.files)
            bar.report_wanted.connect(self.ask_for_report)
            bar.import_wanted.connect(lambda: window.import_these(self._files))
            bar.close_wanted.connect(window.go_home)
            window.show_document(dialog.document, bar)

    def ask_for_report(self) -> None:
        """Ask for a folder and write the 检查报告 on what is open."""
        window = self._window
        if window.workspace is None:
            return
        window.workspace.commit()
        folder = window.office.setting(_FOLDER) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(window, "选择存放检查报告的文件夹", folder)
        if chosen:
            window.office.set_setting(_FOLDER, chosen)
            self.save_report(Path(chosen))

    def save_report(self, folder: Path) -> None:
        """Write the 检查报告 on what is open into a folder."""
        window = self._window
        assert window.workspace is not None
        session = window.workspace.session
        session.check()
        document, findings = session.document, session.findings

        def work(job: Job) -> tuple[Path, ...]:
            from forms.write.reports.inspection_report import export_report

            job.step(0, 0, "正在写检查报告")
            return export_report(document, findings, folder, made=date.today())

        window.setEnabled(False)
        window.jobs.run("正在写检查报告", work, self._saved, self._failed, window, self._idle)

    def _saved(self, paths: tuple[Path, ...]) -> None:
        self._idle()
        names = "、".join(path.name for path in paths)
        self._window.tell(f"已保存 {names}，在 {paths[0].parent}")

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        QMessageBox.warning(self._window, "没有保存", words.trouble_text(trouble))

    def _idle(self) -> None:
        self._window.setEnabled(True)
