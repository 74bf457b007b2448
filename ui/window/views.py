"""The dialogs of the main window in which nothing is changed: preview, export, comparison, history, help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from forms.form.load import KINDS, edition, pack
from models.backup import Backup
from ui.help import topics
from ui.help.about import AboutDialog
from ui.help.help_window import HelpWindow
from ui.kit import commands
from ui.kit.desk import Desk, run, taken_over
from ui.packet.ready_page import ReadyPage
from ui.pages.check_page import CheckPage
from ui.window.spelling import keep_words

if TYPE_CHECKING:
    from ui.packet.preview import PreviewDialog


class Dialogs:
    """What is shown on the desk of the open disclosure, of the rules and of the program."""

    def __init__(self, desk: Desk, log: Path) -> None:
        """`log` is the file of the program's log."""
        self._desk = desk
        self._log = log

    @property
    def deeds(self) -> commands.Deeds:
        """What is done at the commands that show something."""
        return {
            commands.BACK_UP: self.back_up,
            commands.BACKUPS: self.show_backups,
            commands.DATA_FOLDER: self.open_folder,
            commands.HISTORY: self.show_history,
            commands.STEPS: self.show_steps,
            commands.PACKS: self.show_packs,
            commands.OWN_WORDS: self.show_own_words,
            commands.PREVIEW: self.preview,
            commands.PRINT: self.print,
            commands.EXPORT: self.export,
            commands.GUIDE: self.show_guide,
            commands.EXPLAIN: self.explain,
            commands.RULES: self.show_rules,
            commands.KEYS: self.show_keys,
            commands.ABOUT: self.show_about,
        }

    def preview(self) -> None:
        """Show the PDF in a window of its own, beside which the work goes on."""
        self._beside()

    def print(self) -> None:
        """Ask how the pages shall be printed; the table that is looked at is proposed."""
        opened = self._desk.workspace
        table = opened.table if opened is not None else None
        if (shown := self._beside()) is not None:
            shown.print(table.title if table is not None and table.part == "budget" else "")

    def _beside(self) -> PreviewDialog | None:
        """The preview of what is open, which goes with it; None when nothing is open."""
        from ui.packet.preview import PreviewDialog

        session, opened = taken_over(self._desk), self._desk.workspace
        if session is None or opened is None:
            return None
        there = (child for child in opened.widget.children() if isinstance(child, PreviewDialog))
        shown = next((window for window in there if window.isVisible()), None)
        if shown is None:
            shown = PreviewDialog(session, self._desk.jobs, opened.widget)
        shown.show()
        shown.activateWindow()
        return shown

    def export(self) -> None:
        """Write the files."""
        from ui.dialogs.export_dialog import ExportDialog

        session = taken_over(self._desk)
        if session is not None:
            run(ExportDialog(self._desk.office, self._desk.jobs, session, self._desk.widget))

    def open_folder(self) -> None:
        """Show the folder of the data."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.office.folder)))

    # What was before

    def show_history(self) -> None:
        """Show what was done to the disclosure."""
        from ui.dialogs.history_page import HistoryPage

        session, desk, opened = taken_over(self._desk), self._desk, self._desk.workspace
        if session is None or opened is None:
            return
        document = session.document
        history = () if not session.is_kept else desk.ask(lambda: desk.office.history(document.head.id))
        if history is None:
            return
        is_section = any(section.id == opened.at for section in document.edition.sections)
        place = f"{opened.at}.text" if is_section else opened.place
        page = HistoryPage(desk.office, desk.jobs, document, history, place)
        page.left.connect(desk.uncover)
        desk.lay_over(page)

    def show_own_words(self) -> None:
        """Show the words that are no slips of the pen here, to be added to and taken from."""
        from ui.window.words_dialog import WordsDialog

        desk = self._desk
        taken_over(desk)
        dialog = WordsDialog(desk.ask(lambda: desk.office.own_words) or (), desk.widget)
        if run(dialog):
            keep_words(desk, dialog.words)

    def show_packs(self) -> None:
        """Show the forms that are installed, and take in another."""
        from ui.dialogs.pack_dialog import PackDialog

        run(PackDialog(self._desk.office, self._desk.widget))

    def back_up(self) -> None:
        """Make a restore point now and say so."""
        taken_over(self._desk)
        if path := self._desk.ask(self._desk.office.backup_now):
            self._desk.tell(f"已建立备份：{path.name}")

    def show_backups(self) -> None:
        """Show the backups, and put back the one that is chosen: what lies open is put away for it."""
        from ui.dialogs.backup_dialog import BackupDialog

        desk = self._desk
        taken_over(desk)
        dialog = BackupDialog(desk.office, desk.widget)
        if run(dialog) and dialog.wanted is not None:
            self._put_back(dialog.wanted)

    def show_steps(self) -> None:
        """Show the steps of the work and the points that can be restored, and go to the one that is chosen."""
        from ui.dialogs.steps_dialog import StepsDialog

        session, opened = taken_over(self._desk), self._desk.workspace
        if session is None or opened is None:
            return
        dialog = StepsDialog(self._desk.office, session, self._desk.widget)
        if not run(dialog):
            return
        if dialog.backup is not None:
            self._put_back(dialog.backup)
        elif dialog.wanted is not None:
            opened.step_to(dialog.wanted)

    def _put_back(self, wanted: Backup) -> None:
        """Put back a backup: what lies open is put away for it."""
        desk = self._desk
        desk.go_home()
        if desk.workspace is not None:
            return
        done = desk.ask(lambda: (desk.office.restore(wanted.path), wanted.at))
        desk.go_home()
        if done is not None:
            desk.tell(f"已恢复到{wanted.at:%Y-%m-%d %H:%M}的备份。")

    # Help

    def show_guide(self) -> None:
        """Show 使用说明, where it was left."""
        shown = self._help()
        shown.open_at(shown.topic)

    def explain(self) -> None:
        """Show how the current page is filled in and which rules bind the current cell."""
        opened = self._desk.workspace
        if opened is not None and opened.at in (ReadyPage.STEP, CheckPage.STEP):
            self.show_guide()
        elif opened is not None:
            self._help().tell_here(topics.here(opened.session.document, opened.at, opened.place))

    def show_rules(self) -> None:
        """Show the rule book of the open disclosure's year, else of the newest."""
        self._help().open_at(topics.RULES)

    def show_keys(self) -> None:
        """Show the keys."""
        self._help().open_at(topics.KEYS)

    def show_about(self) -> None:
        """Show what the program is."""
        run(AboutDialog(self._desk.office.folder, self._log, self._desk.widget))

    def _help(self) -> HelpWindow:
        """The help beside the window, the one that was read before if there is one, with the rules of what is open."""
        opened, window = self._desk.workspace, self._desk.widget
        shown = window.findChild(HelpWindow) or HelpWindow(window)
        shown.tell_rules(opened.session.document.edition if opened else edition(pack().years[-1], KINDS[0]))
        return shown
