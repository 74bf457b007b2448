"""导出: the packet as Excel, PDF and Word into a folder, plainly as a draft while errors stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.office.office import Office
from forms.write.packet.faces import unprintable
from forms.write.page.flow import has_text
from models.errors import Trouble
from ui.findings.finding_list import shortened
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label
from ui.kit.session import Session

_FOLDER = "folder.export"
_LISTED, _LONGEST = 5, 60
"""So many errors are listed, each in so many characters; the panel says the rest."""
_PROGRAMS = {"xlsx": "Excel", "pdf": "PDF", "docx": "Word"}


class _Exported(NamedTuple):
    """What was written, and which faces were used for it."""

    paths: tuple[Path, ...]
    faces: str


class ExportDialog(QDialog):
    """Asks where to and what, writes the files and lists them. While it is open nothing else can change the data."""

    def __init__(self, office: Office, jobs: Jobs, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self._session = session
        self.setWindowTitle("导出")
        self.folder = QLineEdit(office.setting(_FOLDER) or str(Path.home()))
        self._choose = QPushButton("选择文件夹(&F)…")
        self._choose.clicked.connect(self._choose_folder)
        self.excel = QCheckBox("Excel 工作簿(&E)：一表一页，可以继续编辑")
        self.pdf = QCheckBox("PDF 文件(&P)：封面、目录、各张表和情况说明，用于公开和打印")
        self.word = QCheckBox("Word 文件(&W)：内容与 PDF 相同，可以继续编辑")
        self.signed = QCheckBox("签章版(&S)：PDF 每页页脚印编号和校验码，签字后可与数据核对")
        self.formulas = QCheckBox("工作簿带公式(&G)：合计等由公式算出，改了数会跟着变")
        self.open_after = QCheckBox("完成后打开文件夹(&O)")
        self._formats = {"xlsx": self.excel, "pdf": self.pdf, "docx": self.word}
        for box in (self.excel, self.pdf, self.open_after):
            box.setChecked(True)
        self.word.setChecked(has_text(session.document))
        self.pdf.toggled.connect(self.signed.setEnabled)
        self.excel.toggled.connect(self.formulas.setEnabled)
        for box in self._formats.values():
            box.toggled.connect(self._enable)
        self.draft = Label()
        self.draft.setWordWrap(True)
        self.trouble = Label()
        self.trouble.setWordWrap(True)
        self.summary = Label()
        self.summary.setWordWrap(True)
        self.summary.setVisible(False)
        self.written = QListWidget()
        self.written.setAccessibleName("导出的文件")
        self.written.setVisible(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.start = self.buttons.addButton("导出(&X)", QDialogButtonBox.ButtonRole.ActionRole)
        self.start.setDefault(True)
        self.start.clicked.connect(self.export)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._say_draft()
        style.alarm(self.trouble, "")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(Label("存放到：", self.folder))
        line.addWidget(self.folder, 1)
        line.addWidget(self._choose)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addLayout(line)
        layout.addWidget(Label("文件夹里的同名文件由新的代替。"))
        for box in (self.excel, self.formulas, self.pdf, self.signed, self.word, self.open_after):
            layout.addWidget(box)
        layout.addWidget(self.draft)
        layout.addWidget(self.trouble)
        layout.addWidget(self.summary)
        layout.addWidget(self.written)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(620)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line: by itself a dialog does not ask how high its texts become in its width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._layout.totalHeightForWidth(event.size().width()))

    def export(self) -> None:
        """Write what is ticked into the folder."""
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip() or not folder.is_absolute():
            style.alarm(self.trouble, "请选择存放文件的文件夹。")
            return
        style.alarm(self.trouble, "")
        self._office.set_setting(_FOLDER, str(folder))
        formats = self._chosen()
        document, draft = self._session.document, bool(self._errors())
        signed = self.signed.isChecked() and self.pdf.isChecked()
        with_formulas = self.formulas.isChecked()

        def work(job: Job) -> _Exported:
            from forms.write.packet.faces import faces_used
            from forms.write.packet.package import export

            job.step(0, 0, f"正在写 {'、'.join(_PROGRAMS[suffix] for suffix in formats)} 文件")
            paths = export(
                document, folder,
                formats=formats, signed=signed, made=date.today(), draft=draft, with_formulas=with_formulas,
            )  # fmt: skip
            return _Exported(paths, faces_used() if "pdf" in formats else "")

        self.setEnabled(False)
        self._jobs.run("正在导出", work, self._done, self._failed, self, self._idle)

    def _done(self, exported: _Exported) -> None:
        self._idle()
        paths = exported.paths
        self.written.clear()
        self.written.addItems([str(path) for path in paths])
        self.written.setVisible(True)
        self.written.setMaximumHeight(self.written.sizeHintForRow(0) * (len(paths) + 1) + style.SPACE)
        self.draft.setVisible(False)
        self.summary.setText("\n".join(filter(None, (exported.faces, f"已导出 {len(paths)} 个文件："))))
        self.summary.setVisible(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        if self.open_after.isChecked():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0].parent)))

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.trouble, words.trouble_text(trouble))

    def _idle(self) -> None:
        self.setEnabled(True)

    def _errors(self) -> list[str]:
        return [finding.sentence for finding in self._session.findings if finding.level == "E"]

    def _say_draft(self) -> None:
        errors = self._errors()
        unprinted = unprintable(self._session.document)
        if not errors:
            style.alarm(self.draft, unprinted)
            return
        shown = [f"　· {shortened(message, _LONGEST)}" for message in errors[:_LISTED]]
        rest = [f"　……另有 {len(errors) - _LISTED} 个"] if len(errors) > _LISTED else []
        head = f"还有 {len(errors)} 个错误没有改正，导出的文件将标注“草稿”："
        style.alarm(self.draft, "\n".join([head, *shown, *rest, *filter(None, [unprinted])]))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择存放文件的文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _enable(self) -> None:
        self.start.setEnabled(bool(self._chosen()))

    def _chosen(self) -> list[str]:
        return [suffix for suffix, box in self._formats.items() if box.isChecked()]
