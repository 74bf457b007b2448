"""What passes between the open disclosure and others: tables edited in WPS and taken back, last year's beside it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from models.errors import Trouble
from models.files import write_whole
from models.records import Head
from ui.dialogs.blackline_dialog import BlacklineDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.new_dialog import NewDialog
from ui.kit import words
from ui.kit.jobs import Job
from ui.kit.session import Session

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

_FOLDER = "folder.exchange"
_BOOKS = "Excel 工作簿 (*.xlsx)"
_TO_TAKE_BACK = "Excel 或 WPS 工作簿 (*.xlsx *.xls *.et *.csv)"


class Exchange(QObject):
    """What the main window does with tables that travel and with another year's disclosure."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # Another year

    def next_year(self, head: Head) -> None:
        """Begin the disclosure of the year after this one."""
        dialog = NewDialog(self._window.office, self._window, after=head)
        if self._accepted(dialog) and dialog.document is not None:
            self._window.show_document(dialog.document)

    def compare_with_last_year(self) -> None:
        """Show every difference to last year's disclosure."""
        session = self._session()
        if session is None:
            return
        head, previous = session.document.head, session.document.previous
        if previous is None:
            self._window.tell(f"还没有{head.unit.name}{head.year - 1}年的资料，不能对比；请先导入上年的文件。")
            return
        window = self._window
        self._accepted(BlacklineDialog(window.office, window.jobs, previous, session.document, window))

    # Tables that travel

    def export_table(self) -> None:
        """Ask for a file and write the table in the middle into it."""
        session = self._session()
        at = self._window.workspace.at if self._window.workspace else ""
        if session is None:
            return
        if at not in session.document.edition.tables:
            self._window.tell("本页不是表格，请先翻到要导出的表。")
            return
        table = session.document.edition.tables[at]
        self._ask_where(words.short_name(table, session.document.head.kind), (at,))

    def export_all(self) -> None:
        """Ask for a file and write all tables into it."""
        if self._session() is not None:
            self._ask_where("全部预算表", None)

    def save(self, path: Path, tables: Collection[str] | None) -> None:
        """Write these tables, or all, into a workbook that can be edited elsewhere and taken back."""
        session = self._session()
        if session is None:
            return
        document = session.document

        def work(job: Job) -> Path:
            from forms.write.workbook.workbook import write_workbook

            job.step(0, 0, "正在写 Excel 文件")
            with write_whole(path) as temporary:
                write_workbook(document, temporary, tables=tables)
            return path

        self._window.setEnabled(False)
        self._window.jobs.run("正在导出", work, self._saved, self._failed, self._window, self._idle)

    def take_back(self) -> None:
        """Ask for workbooks and take the tables in them back."""
        session = self._session()
        if session is None:
            return
        if session.is_read_only:
            self._window.tell("自查的资料不能改动，请先“导入为资料”。")
            return
        folder = self._window.office.setting(_FOLDER) or str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self._window, "选择改过的工作簿", folder, _TO_TAKE_BACK)
        if names:
            self.take_back_from([Path(name) for name in names])

    def take_back_from(self, files: list[Path]) -> None:
        """Take the tables in these workbooks back; the clerk sees first what differs."""
        window = self._window
        session = self._session()
        if session is None or window.workspace is None:
            return
        at = window.workspace.at
        dialog = ImportDialog(window.office, window.jobs, window, files=files, into=session.document.head)
        if self._accepted(dialog) and dialog.document is not None:
            window.show_document(dialog.document)
            if window.workspace is not None:
                window.workspace.go(at)

    # Inside

    def _session(self) -> Session | None:
        """The open disclosure, with what is still being typed taken over."""
        workspace = self._window.workspace
        if workspace is None:
            return None
        workspace.commit()
        return workspace.session

    def _ask_where(self, name: str, tables: Collection[str] | None) -> None:
        session = self._session()
        if session is None:
            return
        head = session.document.head
        folder = Path(self._window.office.setting(_FOLDER) or Path.home())
        proposed = f"{head.year}年{head.unit.name} {name}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "导出到 Excel", str(folder / proposed), _BOOKS)
        if chosen:
            path = Path(chosen)
            self._window.office.set_setting(_FOLDER, str(path.parent))
            self.save(path if path.suffix else path.with_suffix(".xlsx"), tables)

    def _saved(self, path: Path) -> None:
        self._idle()
        self._window.tell(f"已导出 {path}；改好存盘后，用“数据→取回改过的表”取回来。")

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        QMessageBox.warning(self._window, "没有导出", words.trouble_text(trouble))

    def _idle(self) -> None:
        self._window.setEnabled(True)

    @staticmethod
    def _accepted(dialog: QDialog) -> bool:
        """Run the dialog, let it go, and tell whether it was accepted."""
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()
