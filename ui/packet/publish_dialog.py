"""写出公开包: the folder and the zip for the web site, written and read back, or what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.check.readiness import Hindered
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding
from forms.document.projects import projects
from forms.office.office import Office
from forms.write.packet.publish import Published, doubtful, publish
from forms.write.page.products import Product, mark_of
from models.errors import Trouble
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label, is_confirmed
from ui.parts.listing import Listing, ListingRow

_FOLDER = "folder.export"
_HEADS = ("级别", "问题")
_NAMED = 5
"""So many of the projects that are asked about are named."""
_LISTED = 160
"""So many pixels more than at the least has the list of the problems."""
_WHAT = (
    "放到网站上的一份：一个文件夹和同名的压缩包，里面有 PDF、Excel、Word 文件，一页说明“五问五答”的 index.html，"
    "各表的数据和校验清单。写好以后全部读回检查；名字相同的旧公开包由新的代替。"
)


class PublishDialog(QDialog):
    """Asks where to, writes the package and says where it is. While it is open nothing else can change the data.

    `wanted` is the finding that the clerk chose to go to, None when none was chosen.
    """

    def __init__(self, office: Office, jobs: Jobs, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self._document = document
        self._made: Published | None = None
        self.wanted: Finding | None = None
        self.setWindowTitle("写出公开包")
        self.folder = QLineEdit(office.setting(_FOLDER) or str(Path.home()))
        self._choose = QPushButton("选择文件夹(&F)…")
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._choose_folder)
        self.note = Label(wrap=True)
        style.say(self.note, _note(document))
        self.told = Label(wrap=True)
        style.alarm(self.told, "")
        self.findings = Listing("要先处理的问题", _HEADS, wide=1)
        self.findings.chosen.connect(self._go_to)
        self.findings.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.start = self.buttons.addButton("写出(&W)", QDialogButtonBox.ButtonRole.ActionRole)
        self.start.clicked.connect(self.publish)
        self.show_folder = self.buttons.addButton("打开文件夹(&O)", QDialogButtonBox.ButtonRole.ActionRole)
        self.show_folder.clicked.connect(self._open_folder)
        self.show_folder.hide()
        self.buttons.rejected.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(Label("存放到：", self.folder))
        line.addWidget(self.folder, 1)
        line.addWidget(self._choose)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(Label(_WHAT, wrap=True))
        layout.addLayout(line)
        layout.addWidget(self.note)
        layout.addWidget(self.told)
        layout.addWidget(self.findings, 1)
        layout.addStretch()
        layout.addWidget(self.buttons)
        self.start.setDefault(True)
        self.resize(720, 260)
        self._grow()

    def publish(self) -> None:
        """Write the package into the folder that is named."""
        folder = Path(self.folder.text().strip()).expanduser()
        if not folder.is_absolute():
            style.alarm(self.told, "请选择存放公开包的文件夹。")
            return
        if (names := doubtful(self._document)) and not is_confirmed(self, "写出公开包", _ask(names)):
            return
        self._office.set_setting(_FOLDER, str(folder))
        document, data = self._document, self._office.folder

        def work(job: Job) -> Published | Hindered:
            try:
                return publish(document, folder, data=data, told=lambda words: job.step(0, 0, words), doubts=False)
            except Hindered as hindered:
                return hindered

        self._begin()
        self._jobs.run("正在写出公开包", work, self._done, self._failed, self, self._idle)

    def _done(self, made: Published | Hindered) -> None:
        self._idle()
        if isinstance(made, Hindered):
            self._show_hindering(made)
            return
        self._made = made
        style.approve(
            self.told,
            f"✓ 公开包已写好，{len(made.files)}个文件读回检查没有问题。\n{made.folder}\n{made.package}\n"
            "交给网站；登上网以后，在“公开记录”里登记日期、网址和文件。",
        )
        self.show_folder.show()
        self.show_folder.setFocus()
        self._grow()

    def _show_hindering(self, hindered: Hindered) -> None:
        text = f"× 还不能公开，没有写出：{hindered.reasons}。请逐条处理，双击一条到出错的地方。"
        style.alarm(self.told, text)
        rows = [ListingRow((LEVEL_WORDS[f.level], f.sentence), f, f.level) for f in hindered.findings]
        self.findings.show_rows(rows)
        self.findings.show()
        self.findings.setFocus()
        self._grow()

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.told, words.trouble_text(trouble))
        self._grow()

    def _begin(self) -> None:
        style.alarm(self.told, "")
        self.findings.hide()
        self.show_folder.hide()
        self.setEnabled(False)

    def _idle(self) -> None:
        self.setEnabled(True)

    def _grow(self) -> None:
        """Give what was said the room it needs; lines that are broken are not asked for it by the layout."""
        self._layout.activate()
        listed = _LISTED if self.findings.isVisibleTo(self) else 0
        self.resize(self.width(), max(self.height(), self._layout.totalHeightForWidth(self.width()) + listed))

    def _go_to(self, finding: Finding) -> None:
        self.wanted = finding
        self.accept()

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.folder)))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择存放公开包的文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def _ask(names: Sequence[str]) -> str:
    """The question about projects that speak of 涉密."""
    listed = "\n".join(f"· {name}" for name in names[:_NAMED]) + (
        f"\n等{len(names)}个项目" if len(names) > _NAMED else ""
    )
    return f"这些项目的内容里写着“涉密”，又没有勾选“涉密，不公开”，会照样公开：\n{listed}\n已经核对过，可以公开吗？"


def _note(document: Document) -> str:
    """What the package will be marked with, and what stays out of it."""
    told = []
    if mark := mark_of(document, Product.PUBLIC):
        told.append(f"这份资料还没有定稿，写出的文件将标注“{mark}”，不要放到网站上。")
    if secret := sum(project.secret for project in projects(document)):
        told.append(f"勾选了“涉密，不公开”的{secret}个项目不写进公开包。")
    return "".join(told)
