"""The dialogs of the main window in which nothing is changed: preview, comparison, history, help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from forms.check import rulebook
from forms.form.load import KINDS, edition, pack
from models.errors import Trouble
from ui.dialogs import help as help_pages
from ui.dialogs.blackline_dialog import BlacklineDialog
from ui.dialogs.history_dialog import HistoryDialog
from ui.kit import words
from ui.kit.session import Session

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


def run(dialog: QDialog) -> bool:
    """Run the dialog, let it go, and tell whether it was accepted."""
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class Dialogs(QObject):
    """What the main window shows of the open disclosure, of the rules and of itself."""

    def __init__(self, window: MainWindow, log: Path) -> None:
        """`log` is the file of the program's log."""
        super().__init__(window)
        self._window = window
        self._log = log

    def preview(self) -> None:
        """Show the PDF."""
        from ui.dialogs.preview import PreviewDialog

        session = self._session()
        if session is not None:
            draft = any(finding.level == "E" for finding in session.findings)
            run(PreviewDialog(session.document, draft, self._window.jobs, self._window))

    # What was before

    def why_no_settled(self) -> str:
        """Why there is no 定稿 to compare with; blank when there is one."""
        workspace = self._window.workspace
        if workspace is None:
            return "打开一份资料以后，可以与它上次定稿时对比"
        if workspace.session.is_read_only:
            return "自查的文件没有存入，没有定稿"
        try:
            was_settled = self._window.office.was_settled(workspace.session.document.head.id)
        except Trouble as trouble:
            return words.trouble_text(trouble)
        return "" if was_settled else "这份资料还没有定过稿，没有可以对比的"

    def compare_with_settled(self) -> None:
        """Show every difference to the disclosure as it stood at its last 定稿."""
        session, window = self._session(), self._window
        if session is None:
            return
        now = session.document
        settled = window.ask(lambda: window.office.settled(now.head.id))
        if settled is not None:
            run(BlacklineDialog(window.office, window.jobs, settled, now, window, names=("定稿时", "现在")))

    def show_history(self) -> None:
        """Show what was done to the disclosure."""
        session, window = self._session(), self._window
        if session is None or window.workspace is None:
            return
        document = session.document
        history = () if session.is_read_only else window.ask(lambda: window.office.history(document.head.id))
        if not history:
            window.tell("这份资料没有修改记录。")
            return
        at = window.workspace.at
        is_section = any(section.id == at for section in document.edition.sections)
        place = f"{at}.text" if is_section else window.workspace.place
        run(HistoryDialog(window.office, window.jobs, document, history, place, window))

    # Help

    def explain(self) -> None:
        """Show how the current page is filled in and which rules bind the current cell."""
        workspace = self._window.workspace
        if workspace is not None:
            html = help_pages.cell_help(workspace.session.document, workspace.at, workspace.place)
            run(help_pages.HelpDialog("填报说明", html, self._window))

    def show_rules(self) -> None:
        """Show the rule book of the open disclosure's year, else of the newest."""
        workspace = self._window.workspace
        book = workspace.session.document.edition if workspace else edition(pack().years[-1], KINDS[0])
        run(help_pages.HelpDialog(rulebook.TITLE, rulebook.as_html(book), self._window, size=(900, 640)))

    def show_keys(self) -> None:
        """Show the keys."""
        run(help_pages.HelpDialog("快捷键", help_pages.keys_help(), self._window))

    def show_about(self) -> None:
        """Show what the program is."""
        html = help_pages.about(self._window.office.folder, self._log)
        run(help_pages.HelpDialog("关于", html, self._window))

    # Inside

    def _session(self) -> Session | None:
        """The open disclosure, with what is still being typed taken over."""
        workspace = self._window.workspace
        if workspace is None:
            return None
        workspace.commit()
        return workspace.session
