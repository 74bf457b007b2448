"""What comes from elsewhere: a new disclosure, files, tables edited in WPS, last year's, own codes; what goes there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from forms.document.document import Document
from forms.form.model import KINDS
from models.files import write_whole
from models.records import Head
from ui.frame.state_band import StateBand
from ui.home.next_year import this_year, without_next
from ui.kit import commands, words
from ui.kit.desk import Desk, run, run_job, taken_over
from ui.kit.jobs import Job
from ui.kit.plain import is_confirmed, warn

_FOLDER = "folder.exchange"
_BOOKS = "Excel 工作簿 (*.xlsx)"
_TO_TAKE_BACK = "Excel 或 WPS 工作簿 (*.xlsx *.xls *.et *.ods *.csv)"


class NextYearBand(StateBand):
    """Says over last year's disclosure, as long as there is none of this year, that this year's is made from it."""

    wanted = Signal()

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        """`year` is this year."""
        told = f"要做{year}年的，由它生成：名单、文字、项目和科目带过来，金额成为上年数。"
        super().__init__("file-plus", "accent", "上年的资料", told, parent)
        self.make = QPushButton(f"生成{year}年…")
        self.make.clicked.connect(self.wanted)
        self.offer(self.make)


class Exchange:
    """What is done on the desk with files, tables that travel and another year's disclosure."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._imported = ""
        """The id of the disclosure that was imported last."""

    @property
    def deeds(self) -> commands.Deeds:
        """What is done at the commands of this module."""
        return {
            commands.NEW: self.new,
            commands.IMPORT: self.import_files,
            commands.EXPORT_TABLE: self.export_table,
            commands.EXPORT_TABLES: self.export_all,
            commands.TAKE_BACK: self.take_back,
            commands.CATALOGUE: self.take_catalogue,
            commands.SUM_UNITS: self.sum_units,
            commands.UNITS_OF_CELL: self.show_units_of_cell,
            commands.COMPARE_LAST_YEAR: self.compare_with_last_year,
            commands.COMPARE_SETTLED: self.compare_with_settled,
        }

    # Another disclosure

    def new(self) -> None:
        """Ask for unit, year and kind and begin a blank disclosure."""
        self._begin(after=None)

    def next_year(self, head: Head) -> None:
        """Begin the disclosure of the year after this one."""
        self._begin(after=head)

    def band(self, document: Document) -> NextYearBand | None:
        """What stands over last year's disclosure that was just imported while there is none of this year; None over
        any other."""
        desk, head = self._desk, document.head
        if head.id != self._imported or head.year != this_year() - 1:
            return None
        heads = [listed.head for listed in desk.ask(desk.office.listed) or ()]
        if head.id not in [due.id for due in without_next(heads)]:
            return None
        band = NextYearBand(head.year + 1)
        band.wanted.connect(lambda: self.next_year(head))
        return band

    def _begin(self, after: Head | None) -> None:
        from ui.dialogs.new_dialog import NewDialog

        desk = self._desk
        if self._may_write():
            taken_over(desk)
            dialog = NewDialog(desk.office, desk.widget, after=after)
            if run(dialog) and dialog.document is not None:
                desk.show_document(dialog.document)

    def import_files(self) -> None:
        """Ask for files and import them."""
        from ui.dialogs.file_reading import ask_for_files

        if files := ask_for_files(self._desk.office, self._desk.widget):
            self.import_these(files)

    def import_these(self, files: Sequence[Path]) -> None:
        """Import these files; the clerk sees first what they hold."""
        if self._may_write():
            taken_over(self._desk)
            self._bring_in(files, self._show_imported)

    def _show_imported(self, document: Document) -> None:
        self._imported = document.head.id
        self._desk.show_document(document)

    def _may_write(self) -> bool:
        """Whether something can be stored at all; if not it is said."""
        office = self._desk.office
        if office.is_read_only:
            self._desk.ask(office.require_writable)
        return not office.is_read_only

    def remove(self, head: Head) -> None:
        """Take a disclosure out after asking; the backup taken before keeps it."""
        desk = self._desk
        title = words.disclosure_title(head)
        asked = f"删除“{title}”吗？删除之前先备份，以后可以在“文件→备份和恢复”里找回来。"
        if is_confirmed(desk.widget, "删除资料", asked):
            kept = desk.ask(lambda: desk.office.remove(head.id))
            if kept is not None:
                desk.go_home()
                desk.tell(f"已删除“{title}”，备份在 {kept.name}")

    def compare_with_last_year(self) -> None:
        """Show every difference to last year's disclosure."""
        session = taken_over(self._desk)
        if session is not None and session.document.previous is not None:
            self._compare(session.document.previous, session.document)

    def compare_with_settled(self) -> None:
        """Show every difference to the disclosure as it stood at its last 定稿."""
        session, desk = taken_over(self._desk), self._desk
        if session is None:
            return
        now = session.document
        settled = desk.ask(lambda: desk.office.settled(now.head.id))
        if settled is not None:
            self._compare(settled, now, ("定稿时", "现在"))

    def _compare(self, old: Document, now: Document, names: tuple[str, str] | None = None) -> None:
        from ui.dialogs.blackline_page import BlacklinePage

        desk = self._desk
        page = BlacklinePage(desk.office, desk.jobs, old, now, names=names)
        page.left.connect(desk.uncover)
        desk.lay_over(page)

    # Tables that travel

    def export_table(self) -> None:
        """Ask for a file and write the table in the middle into it."""
        opened = self._desk.workspace
        if opened is not None and opened.table is not None:
            kind = opened.session.document.head.kind
            self._ask_where(words.short_name(opened.table, kind), (opened.table.id,))

    def export_all(self) -> None:
        """Ask for a file and write all tables into it."""
        self._ask_where("全部预算表", None)

    def save(self, path: Path, tables: Collection[str] | None) -> None:
        """Write these tables, or all, into a workbook that can be edited elsewhere and taken back."""
        session = taken_over(self._desk)
        if session is None:
            return
        document = session.document

        def work(job: Job) -> Path:
            from forms.write.workbook.workbook import write_workbook

            job.step(0, 0, "正在写 Excel 文件")
            with write_whole(path) as temporary:
                write_workbook(document, temporary, tables=tables)
            return path

        run_job(self._desk, "正在导出", work, self._saved, "没有导出")

    def take_back(self) -> None:
        """Ask for workbooks and take the tables in them back."""
        folder = self._desk.office.setting(_FOLDER) or str(Path.home())
        names, _ = QFileDialog.getOpenFileNames(self._desk.widget, "选择改过的工作簿", folder, _TO_TAKE_BACK)
        if names:
            self.take_back_from([Path(name) for name in names])

    def take_back_from(self, files: list[Path]) -> None:
        """Take the tables in these workbooks back; the clerk sees first what differs."""
        desk, before = self._desk, self._desk.workspace
        session = taken_over(desk)
        if session is None or before is None:
            return
        at = before.at

        def show(document: Document) -> None:
            desk.show_document(document)
            if desk.workspace is not None:
                desk.workspace.go(at)

        self._bring_in(files, show, session.document.head)

    def _bring_in(self, files: Sequence[Path], show: Callable[[Document], object], into: Head | None = None) -> None:
        """Show on a page what these files hold, and once it is taken `show` the disclosure that has it. `into` is
        the one that tables exported from it are taken back into."""
        from ui.dialogs.import_page import ImportPage

        desk = self._desk
        page = ImportPage(desk.office, desk.jobs, files=files, into=into)
        page.left.connect(desk.uncover)
        page.accepted.connect(lambda: page.document is not None and show(page.document))
        desk.lay_over(page)

    def take_catalogue(self) -> None:
        """Lay the office's own list of codes over the bundled one, and open anew what lies open."""
        from ui.bureau.catalogue_dialog import CatalogueDialog

        desk = self._desk
        dialog = CatalogueDialog(desk.office, desk.jobs, desk.widget)
        if not run(dialog):
            return
        desk.tell(dialog.told)
        opened = desk.workspace
        if opened is not None and opened.session.is_kept and desk.may_leave():
            document = desk.ask(lambda: desk.office.open_disclosure(opened.session.document.head.id))
            if document is not None:
                desk.show_document(document)

    # Units and their department

    def sum_units(self) -> None:
        """Sum units into the department's disclosure that lies open."""
        from ui.bureau.sum_dialog import SumDialog

        session, desk = taken_over(self._desk), self._desk
        if session is None or not desk.may_leave():
            return
        if session.document.head.kind != KINDS[0]:
            warn(desk.widget, "汇总所属单位", "这是单位预算；请打开或者新建部门预算的资料，再汇总所属单位。")
            return
        dialog = SumDialog(desk.office, session.document, desk.widget)
        if run(dialog) and dialog.summed is not None:
            desk.show_document(dialog.summed.document)
            desk.tell(f"已汇总{len(dialog.summed.units)}个单位，{dialog.summed.changed}个金额有变化。")
            if dialog.summed.told:
                warn(desk.widget, "汇总的情况", "\n".join(dialog.summed.told))

    def show_units_of_cell(self) -> None:
        """Show what each unit has in the cell the clerk stands on."""
        from ui.bureau.sum_dialog import CellUnitsDialog

        opened, desk = self._desk.workspace, self._desk
        if opened is None or opened.place is None:
            return
        document = opened.session.document
        if not document.units:
            desk.tell("这份资料不是汇总来的，或者所属单位的资料不在这里。")
        elif opened.place not in document.plan.index:
            desk.tell("这一格不是金额。")
        else:
            run(CellUnitsDialog(document, opened.place, desk.widget))

    # Inside

    def _ask_where(self, name: str, tables: Collection[str] | None) -> None:
        session, office = taken_over(self._desk), self._desk.office
        if session is None:
            return
        head = session.document.head
        folder = Path(office.setting(_FOLDER) or Path.home())
        proposed = f"{head.year}年{head.unit.name} {name}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self._desk.widget, "导出到 Excel", str(folder / proposed), _BOOKS)
        if chosen:
            path = Path(chosen)
            office.set_setting(_FOLDER, str(path.parent))
            self.save(path if path.suffix else path.with_suffix(".xlsx"), tables)

    def _saved(self, path: Path) -> None:
        self._desk.tell(f"已导出 {path}；改好存盘后，用“数据→取回改过的表”取回来。")
