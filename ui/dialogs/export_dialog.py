"""导出: 公开版 for the web site or 送签版 for the signatures, as PDF, Excel and Word, read back once written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.finding import LEVEL_WORDS, Finding, by_cause, worst_level
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.signing.dates import day_words, read_day
from forms.signing.states import LOCKED
from forms.write.packet.faces import unprintable
from forms.write.page.flow import has_text
from forms.write.page.products import Product, day_of, mark_of
from models.errors import Trouble
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label
from ui.kit.session import Session
from ui.parts.rows import dress

_FOLDER = "folder.export"
_LISTED = 3
"""So many errors are listed; the panel says the rest."""
_PROGRAMS = {"xlsx": "Excel", "pdf": "PDF", "docx": "Word"}
_PRODUCTS = {
    Product.PUBLIC: "公开版(&G)：用于在网站上公开",
    Product.SIGNING: "送签版(&S)：用于打印、签字、盖章，有签批单和检查报告",
}
_APPROVED = "approved"
Written = tuple[tuple[Path, ...], tuple[Finding, ...], str]
"""The files, what was found wrong in them when they were read back, and which faces were used."""


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
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._choose_folder)
        self.products = {product: QRadioButton(text) for product, text in _PRODUCTS.items()}
        self._make_choices()
        self.approved = QLineEdit()
        self.approved.setPlaceholderText("例如 2024年2月5日")
        self._approved_asked = QWidget()
        self.draft = Label(wrap=True)
        self.trouble = Label(wrap=True)
        self.summary = Label(wrap=True)
        self.faces = Label(wrap=True)
        self.written = QListWidget()
        dress(self.written)
        self.written.setAccessibleName("导出的文件")
        self.written.setVisible(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.start = self.buttons.addButton("导出(&X)", QDialogButtonBox.ButtonRole.ActionRole)
        self.start.clicked.connect(self.export)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._say_draft()
        for label in (self.trouble, self.summary, self.faces):
            style.alarm(label, "")

    def _make_choices(self) -> None:
        """One of the two products, some of the formats."""
        group = QButtonGroup(self)
        for button in self.products.values():
            group.addButton(button)
        self.products[Product.PUBLIC].setChecked(True)
        self.products[Product.SIGNING].toggled.connect(self._say_draft)
        self.excel = QCheckBox("Excel 工作簿(&E)：一表一页，可以继续编辑")
        self.pdf = QCheckBox("PDF 文件(&P)：封面、目录、各张表和情况说明，用于公开和打印")
        self.word = QCheckBox("Word 文件(&W)：内容与 PDF 相同，可以继续编辑")
        self.formulas = QCheckBox("工作簿带公式(&R)：合计等由公式算出，改了数会跟着变")
        self.excel.toggled.connect(self.formulas.setEnabled)
        self.open_after = QCheckBox("完成后打开文件夹(&O)")
        self._formats = {"xlsx": self.excel, "pdf": self.pdf, "docx": self.word}
        for box in (self.excel, self.pdf, self.open_after):
            box.setChecked(True)
        self.word.setChecked(has_text(self._session.document))
        for box in self._formats.values():
            box.toggled.connect(self._enable)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(Label("存放到：", self.folder))
        line.addWidget(self.folder, 1)
        line.addWidget(self._choose)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE // 2)
        layout.addLayout(line)
        layout.addWidget(Label("文件夹里的同名文件由新的代替。"))
        for button in self.products.values():
            layout.addWidget(button)
        for box in (self.excel, self.formulas, self.pdf, self.word, self.open_after):
            layout.addWidget(box)
        self._lay_out_day()
        for widget in (self._approved_asked, self.draft, self.trouble, self.summary, self.written, self.faces):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.start.setDefault(True)
        self.setMinimumWidth(620)

    def _lay_out_day(self) -> None:
        """The day is asked for once: what is typed is kept with the disclosure."""
        layout = QVBoxLayout(self._approved_asked)
        layout.setContentsMargins(0, 0, 0, 0)
        why = "封面上的年月取自公开日期，没有时取批复日期。两个都还没有填写；不填，封面就不印年月。"
        layout.addWidget(Label(why, wrap=True))
        line = QHBoxLayout()
        line.addWidget(Label("批复日期(&D)：", self.approved))
        line.addWidget(self.approved, 1)
        layout.addLayout(line)
        self._ask_day()

    def _ask_day(self) -> None:
        document = self._session.document
        may_be_asked = not self._session.is_read_only and document.head.state not in LOCKED
        self._approved_asked.setVisible(may_be_asked and day_of(document) is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line: by itself a dialog does not ask how high its texts become in its width."""
        super().resizeEvent(event)
        self.setMinimumHeight(max(self._layout.totalHeightForWidth(event.size().width()), 0))

    @property
    def product(self) -> Product:
        """Which of the two is chosen."""
        return next(product for product, button in self.products.items() if button.isChecked())

    def export(self) -> None:
        """Write what is ticked into the folder, and read it back."""
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip() or not folder.is_absolute():
            style.alarm(self.trouble, "请选择存放文件的文件夹。")
            return
        if not self._keep_day():
            return
        style.alarm(self.trouble, "")
        self._office.set_setting(_FOLDER, str(folder))
        formats, document, product = self._chosen(), self._session.document, self.product
        data, with_formulas = self._office.folder, self.formulas.isChecked()

        def work(job: Job) -> Written:
            from forms.write.packet.faces import faces_used
            from forms.write.packet.package import export
            from forms.write.packet.verify import verify

            job.step(0, 0, f"正在写 {'、'.join(_PROGRAMS[suffix] for suffix in formats)} 文件")
            paths = export(document, folder, formats=formats, product=product, data=data, with_formulas=with_formulas)
            job.step(0, 0, "正在读回检查")
            faces = faces_used(document, product) if "pdf" in formats else ""
            return paths, verify(document, paths, product), faces

        self.setEnabled(False)
        self._jobs.run("正在导出", work, self._done, self._failed, self, self._idle)

    def _keep_day(self) -> bool:
        """Keep the day of the approval with the disclosure; False when what was typed is none."""
        typed = self.approved.text().strip()
        if self._approved_asked.isHidden() or not typed:
            return True
        day = read_day(typed)
        if day is None:
            style.alarm(self.trouble, f"批复日期“{typed}”认不出是哪一天，请写成“2024年2月5日”的样子，或者留空。")
            self.approved.setFocus()
            return False
        self._session.apply("填写 批复日期", set_profile(self._session.document, _APPROVED, day_words(day)))
        self._ask_day()
        return True

    def _done(self, made: Written) -> None:
        paths, faults, faces = made
        self._idle()
        self.written.clear()
        self.written.addItems([str(path) for path in paths])
        self.written.setVisible(True)
        self.written.setMaximumHeight(self.written.sizeHintForRow(0) * (len(paths) + 1) + style.SPACE)
        self.draft.setVisible(False)
        told = [f"{LEVEL_WORDS[fault.level]}：{fault.sentence}" for fault in faults]
        style.say(self.faces, faces)
        head = f"{self.product.words}已导出 {len(paths)} 个文件，读回检查"
        if told:
            style.alarm(self.summary, _listed(f"{head}发现 {len(told)} 个问题，请处理后重新导出：", told))
        else:
            style.say(self.summary, f"{head}没有问题：")
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        if self.open_after.isChecked():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0].parent)))

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.trouble, words.trouble_text(trouble))

    def _idle(self) -> None:
        self.setEnabled(True)

    def _say_draft(self) -> None:
        """What the files will be marked with, and the errors that stand against 定稿."""
        mark, unprinted = mark_of(self._session.document, self.product), unprintable(self._session.document)
        if not mark:
            style.alarm(self.draft, unprinted)
            return
        faults = by_cause(self._session.verdicts)
        errors = [group[0].sentence for group in faults if worst_level(group) == "E"]
        head = f"{unprinted}这份资料还没有定稿，导出的文件将标注“{mark}”"
        counted = (len(errors), "个错误没有改正"), (len(self._session.to_do), "处待填")
        left = [f"{number} {what}" for number, what in counted if number]
        head += f"。还有 {'，'.join(left)}" if left else ""
        style.say(self.draft, _listed(f"{head}：" if errors else f"{head}。", errors), "E" if errors else "")

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择存放文件的文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _enable(self) -> None:
        self.start.setEnabled(bool(self._chosen()))

    def _chosen(self) -> list[str]:
        return [suffix for suffix, box in self._formats.items() if box.isChecked()]


def _listed(head: str, sentences: list[str]) -> str:
    """The head, and below it the first of the sentences."""
    shown = [f"　· {text}" for text in sentences[:_LISTED]]
    rest = [f"　……另有 {len(sentences) - _LISTED} 个"] if len(sentences) > _LISTED else []
    return "\n".join([head, *shown, *rest])
