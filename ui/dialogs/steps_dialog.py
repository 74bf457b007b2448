"""历史: the steps of the work, to go back behind several at once or on again, and the points to restore (存档点)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.document.steps import Operation
from forms.office.office import Office
from models.backup import Backup
from models.records import CellChange, RowChange, TextChange
from ui.dialogs.backup_dialog import BackupPane
from ui.kit import style, words
from ui.kit.plain import Label
from ui.kit.session import Session
from ui.kit.steps import step, step_of_text, steps
from ui.parts.listing import Listing, ListingRow

_HEADS = ("", "做了什么", "在哪里", "改了")
_NOW, _UNDONE, _BEGINNING = "▶ 现在", "已撤销", "打开以来能退到的最早的样子"


class StepsDialog(QDialog):
    """Lists the steps, the newest on top. `wanted` is the number of steps that shall be done, `backup` what shall be
    put back; None where nothing was chosen."""

    def __init__(self, office: Office, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted: int | None = None
        self.backup: Backup | None = None
        self._session = session
        self.setWindowTitle("历史")
        self.list = Listing("做过的步骤，新的在上面", _HEADS, wide=1, widest=24)
        self.go = QPushButton()
        self.points = BackupPane(office)
        self.points.wanted.connect(self._take_backup)
        self.told = Label(wrap=True)
        tabs = QTabWidget()
        tabs.addTab(self._steps(), "每一步(&S)")
        tabs.addTab(self.points, "存档点和备份(&B)")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(tabs)
        layout.addWidget(buttons)
        self.resize(980, 520)
        self._show()

    def _steps(self) -> QWidget:
        pane = QWidget()
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.go)
        column = QVBoxLayout(pane)
        column.setSpacing(style.SPACE)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.go.clicked.connect(self._choose)
        self.list.chosen.connect(lambda _: self._choose())
        self.list.selectionModel().currentChanged.connect(self._tell)
        return pane

    def _show(self) -> None:
        """One line for each step; the key of a line is how many steps are done behind it."""
        document = self._session.document
        done, undone = document.steps.done, document.steps.undone
        every = [*done, *reversed(undone)]
        rows = [ListingRow(("" if done else _NOW, _BEGINNING, "", ""), 0)]
        for count, operation in enumerate(every, start=1):
            state = _NOW if count == len(done) else _UNDONE if count > len(done) else ""
            texts = (state, operation.name, _where(document, operation), f"{len(operation.changes)} 处")
            rows.append(ListingRow(texts, count))
        self.list.show_rows(rows[::-1])
        self.list.go(len(undone))
        self._tell()

    def _tell(self) -> None:
        """Say on the button how far it would go."""
        by = (self.list.current() or 0) - len(self._session.document.steps.done)
        self.go.setText(f"退回 {-by} 步" if by < 0 else f"重做 {by} 步" if by else "就是现在")
        self.go.setEnabled(bool(by) and not self._session.is_read_only)
        way = "选一步，就退到做完这一步的样子；退回以后还可以重做。"
        self.told.setText(self._session.why_read_only or way)

    def _choose(self) -> None:
        if self.go.isEnabled():
            self.wanted = self.list.current()
            self.accept()

    def _take_backup(self, backup: Backup) -> None:
        self.backup = backup
        self.accept()


def _where(document: Document, operation: Operation) -> str:
    """The first place that a step changed, and whether there are more."""
    tables = {change.key.table for change in operation.changes if isinstance(change, CellChange | RowChange)}
    texts = {change.key for change in operation.changes if isinstance(change, TextChange)}
    known = {one.id for one in steps(document)}
    pages = [words.step_of_table(document, table) for table in sorted(tables)]
    pages += [step_of_text(document, slot) for slot in sorted(texts)]
    named = [step(document, page).name for page in dict.fromkeys(pages) if page in known]
    return f"{named[0]}等 {len(named)} 页" if len(named) > 1 else "".join(named)
