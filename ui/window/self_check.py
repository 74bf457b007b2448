"""自查: files checked and looked at in the window without anything being stored; then a report, or an import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from ui.frame.inspect_bar import InspectBar
from ui.kit import commands
from ui.kit.desk import Desk, run_job, taken_over
from ui.kit.jobs import Job
from ui.kit.plain import message

if TYPE_CHECKING:
    from ui.county.county_window import CountyWindow
    from ui.dialogs.inspect_page import InspectPage

_FOLDER = "folder.report"
_OF_ALL_UNITS = (commands.COUNTY, commands.HAND_OUT, commands.COLLECT, commands.SUM_INTO, commands.CHECK_SITE)


class SelfCheck(QObject):
    """What is done on the desk with files that are to be checked only."""

    import_wanted = Signal(object)
    """The files that shall be imported after all."""
    close_wanted = Signal()
    checked = Signal()
    """What was found is to be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.widget)
        self._desk = desk
        self._files: tuple[Path, ...] = ()
        self._county: CountyWindow | None = None

    def offer(self, files: Sequence[Path]) -> None:
        """Ask what shall be done with files that were dropped on the window."""
        names = "\n".join(path.name for path in files)
        box = message(QMessageBox.Icon.Question, "拖入的文件", f"{names}\n\n怎样处理？", self._desk.widget)
        check = box.addButton("自查，只检查不保存(&C)", QMessageBox.ButtonRole.AcceptRole)
        take = box.addButton("导入为资料(&I)", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        if chosen is check:
            self.start(files)
        elif chosen is take:
            self.import_wanted.emit(files)

    def choose(self) -> None:
        """Ask for files and check them."""
        self.start(())

    def start(self, files: Sequence[Path]) -> None:
        """Check these files and show them with what was found."""
        from ui.dialogs.inspect_page import InspectPage

        desk = self._desk
        if not desk.may_leave():
            return
        page = InspectPage(desk.office, desk.jobs, files=files)
        page.left.connect(desk.uncover)
        page.accepted.connect(lambda: self._show(page))
        desk.lay_over(page)

    def _show(self, page: InspectPage) -> None:
        if page.document is None:
            return
        self._files = page.files
        bar = InspectBar(page.files)
        bar.report_wanted.connect(self.ask_for_report)
        bar.import_wanted.connect(lambda: self.import_wanted.emit(self._files))
        bar.close_wanted.connect(self.close_wanted)
        self._desk.show_document(page.document, bar)
        self.checked.emit()

    @property
    def deeds(self) -> commands.Deeds:
        """What is done at the commands about all units of a county."""
        return {command: partial(self._show_county, command) for command in _OF_ALL_UNITS}

    def _show_county(self, command: commands.Command) -> None:
        """Show 单位一览, what is done for all units of a county; one of them can be looked at here."""
        from ui.county.county_window import CountyWindow

        desk = self._desk
        if self._county is None:
            self._county = CountyWindow(desk, desk.widget)
            self._county.look_wanted.connect(self._look)
            self._county.open_wanted.connect(self._open)
        self._county.go(command)
        self._county.show()
        self._county.activateWindow()

    def _open(self, disclosure: str) -> None:
        """Open a disclosure of the store in the place of what lies on the desk, if that may be left."""
        desk = self._desk
        document = desk.ask(lambda: desk.office.open_disclosure(disclosure)) if desk.may_leave() else None
        if document is not None:
            desk.show_document(document)
            desk.widget.activateWindow()

    def _look(self, files: Sequence[Path]) -> None:
        self._desk.widget.activateWindow()
        self.start(files)

    def ask_for_report(self) -> None:
        """Ask for a folder and write the 检查报告 on what is open."""
        office = self._desk.office
        folder = office.setting(_FOLDER) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self._desk.widget, "选择存放检查报告的文件夹", folder)
        if chosen:
            office.set_setting(_FOLDER, chosen)
            self.save_report(Path(chosen))

    def save_report(self, folder: Path) -> None:
        """Write the 检查报告 on what is open into a folder."""
        session = taken_over(self._desk)
        if session is None:
            return
        session.check()
        document, findings = session.document, session.findings

        def work(job: Job) -> tuple[Path, ...]:
            from forms.write.reports.inspection_report import export_report

            job.step(0, 0, "正在写检查报告")
            return export_report(document, findings, folder, made=date.today())

        run_job(self._desk, "正在写检查报告", work, self._saved, "没有保存")

    def _saved(self, paths: tuple[Path, ...]) -> None:
        names = "、".join(path.name for path in paths)
        self._desk.tell(f"已保存 {names}，在 {paths[0].parent}")
