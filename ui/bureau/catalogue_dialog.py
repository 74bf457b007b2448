"""导入本单位的科目表: the office's own list of codes goes before the bundled one of that year."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QWidget

from forms.form.catalogue import TITLES
from forms.form.load import KINDS, edition, pack
from forms.office.office import Office
from models.errors import Trouble
from ui.bureau.learn_dialog import LearnDialog
from ui.dialogs.file_reading import FILES
from ui.kit import style, words
from ui.kit.desk import run
from ui.kit.jobs import Jobs
from ui.kit.plain import Label


class CatalogueDialog(QDialog):
    """Asks which list, for which year, from which file; `told` says after 确定 what was taken."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self.told = ""
        self.setWindowTitle("导入本单位的科目表")
        self.kind = QComboBox()
        for kind in dict.fromkeys(_used_kinds()):
            self.kind.addItem(TITLES[kind], kind)
        self.year = QComboBox()
        for year in reversed(pack().years):
            self.year.addItem(f"{year}年", year)
        self.trouble = Label()
        self.trouble.setWordWrap(True)
        style.alarm(self.trouble, "")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        choose = buttons.addButton("选择文件(&F)…", QDialogButtonBox.ButtonRole.ActionRole)
        choose.clicked.connect(self._choose)
        self.learn = buttons.addButton("从工作簿学科目(&L)…", QDialogButtonBox.ButtonRole.ActionRole)
        self.learn.clicked.connect(self._learn)
        buttons.rejected.connect(self.reject)
        hint = Label(
            "准备一个工作簿，一列科目编码、一列科目名称，类、款、项各占一列的也可以。导入后，这一年的科目以它为准，没有列出的仍用程序自带的。"
            "没有这样的工作簿，可以从一体化系统导出的预算表里学。"
        )
        hint.setWordWrap(True)
        layout = QFormLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addRow(hint)
        layout.addRow("科目(&K)：", self.kind)
        layout.addRow("年度(&Y)：", self.year)
        layout.addRow(self.trouble)
        layout.addRow(buttons)
        self.setMinimumWidth(520)

    def take(self, file: Path) -> None:
        """Take the codes from this file; a Trouble is shown and leaves the dialog open."""
        try:
            count = self._office.take_catalogue(self.kind.currentData(), self.year.currentData(), file)
        except Trouble as trouble:
            style.alarm(self.trouble, words.trouble_text(trouble))
            return
        self.told = f"已导入{self.year.currentText()}{self.kind.currentText()}科目 {count} 个。"
        self.accept()

    def _learn(self) -> None:
        dialog = LearnDialog(self._office, self._jobs, self.year.currentData(), self)
        if run(dialog):
            self.told = dialog.told
            self.accept()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择科目表", str(Path.home()), FILES)
        if name:
            self.take(Path(name))


def _used_kinds() -> list[str]:
    """The lists that the tables use."""
    latest = edition(pack().years[-1], KINDS[0])
    return [table.catalogue for table in latest.tables.values() if table.catalogue]
