"""公开记录: what stands where the public reads it, since when, and whether it is what was settled."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document, profile_slot
from forms.edit.profile import set_profile
from forms.office.kept_papers import published_files
from forms.office.office import Office
from forms.office.verification import Finished, Outcome, held_against, read_given
from forms.signing.dates import day_words, read_day
from forms.write.page.folders import file_named
from models.errors import Trouble
from models.records import State
from ui.dialogs.differences import DifferenceList
from ui.dialogs.file_reading import reading_words
from ui.kit import style, words
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label, tip
from ui.kit.session import Session
from ui.parts.listing import Listing, ListingRow

_FOLDER = "folder.export"
_HEADS = ("公开的文件、日期、网址", "文件的校验值", "经办人", "登记的时间")
_SHOWN = 16
"""So many signs of a sum are shown; the history holds all."""
_KINDS = "公开的文件 (*.pdf *.docx *.xlsx *.zip)"
_WHAT = (
    "登记在网站上公开的日期、网址和文件，文件的校验值（SHA-256）一起记入修改记录，以后可以证明公开的就是定稿的那一份。"
    "隔一段时间从网站上下载文件，选中后点“核对”，看有没有被换掉。"
)
_DAY, _ADDRESS = "published", "address"
Examined = tuple[tuple[tuple[str, str], ...], Finished]
"""The files by name and SHA-256, and what was read from them."""


class PublicationDialog(QDialog):
    """The log of one disclosure: registers what was published, and holds what stands there against what was settled."""

    def __init__(self, office: Office, jobs: Jobs, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self._session = session
        self._id = session.document.head.id
        document = session.document
        self.setWindowTitle(f"公开记录 — {words.disclosure_title(document.head)}")
        self.day = QLineEdit(document.profile(_DAY))
        self.day.setPlaceholderText("例如 2024年2月5日")
        self.address = QLineEdit(document.profile(_ADDRESS))
        self.address.setPlaceholderText("发布后页面的网址")
        self.target = QLineEdit(_written(office, document))
        self.target.setPlaceholderText("放到网站上的公开包、文件夹，或者从网站上下载的文件")
        self.file = QPushButton("选择文件(&F)…")
        self.folder = QPushButton("选择文件夹(&D)…")
        self.list = Listing("公开记录", _HEADS, wide=0)
        self.list.nothing = "还没有登记。文件登上网以后，选好公开的文件，点“登记”。"
        self.told = Label(wrap=True)
        self.differences = DifferenceList("不同之处", is_of_files=False, sides=("定稿的", "公开的"))
        self.differences.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.register = self.buttons.addButton("登记(&G)", QDialogButtonBox.ButtonRole.ActionRole)
        self.compare = self.buttons.addButton("核对(&V)", QDialogButtonBox.ButtonRole.ActionRole)
        self._lay_out()
        self._connect()
        style.alarm(self.told, "")
        self.refresh()
        self._follow()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for row, (text, field) in enumerate(
            (("公开日期(&T)：", self.day), ("公开网址(&U)：", self.address), ("公开的文件(&P)：", self.target))
        ):
            grid.addWidget(Label(text, field), row, 0)
            grid.addWidget(field, row, 1)
        line = QHBoxLayout()
        for button in (self.file, self.folder):
            button.setAutoDefault(False)
            line.addWidget(button)
        grid.addLayout(line, 2, 2)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(Label(_WHAT, wrap=True))
        layout.addLayout(grid)
        layout.addWidget(self.told)
        layout.addWidget(self.differences, 2)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)
        self.register.setDefault(True)
        self.resize(900, 460)

    def _connect(self) -> None:
        self.file.clicked.connect(self._choose_file)
        self.folder.clicked.connect(self._choose_folder)
        self.target.textChanged.connect(self._follow)
        self.register.clicked.connect(lambda: self._examine(is_registered=True))
        self.compare.clicked.connect(lambda: self._examine(is_registered=False))
        self.buttons.rejected.connect(self.reject)

    def refresh(self) -> None:
        """Show what is registered."""
        self.list.show_rows(
            [
                ListingRow((one.words, one.digest[:_SHOWN], one.who, one.time.replace("T", " ")[:16]), one)
                for one in self._office.publications(self._id)
            ]
        )

    def _examine(self, *, is_registered: bool) -> None:
        """Read what is named and hold it against the settled state; register it when that is wanted and they agree."""
        if is_registered and not self._keep_day():
            return
        path = Path(self.target.text().strip()).expanduser()

        def work(job: Job) -> Examined:
            given = read_given(path, lambda name, done, of: job.step(done, of, reading_words(name, done, of)))
            return published_files(path), given

        self.setEnabled(False)
        self.differences.hide()
        self._jobs.run(
            "正在核对", work, lambda made: self._examined(made, is_registered), self._failed, self, self._idle
        )

    def _examined(self, made: Examined, is_registered: bool) -> None:
        self._idle()
        files, given = made
        try:
            verdict = held_against(self._office, given, self._id)
            known = {one.digest for one in self._office.publications(self._id)}
            if verdict.result != Outcome.SAME:
                what = "没有登记。" if is_registered else ""
                style.alarm(self.told, f"× 和定稿不一致，{what}{verdict.sentence}")
                self.differences.show_differences(verdict.differences, f"不同之处 {len(verdict.differences)} 处：")
                self.differences.setVisible(bool(verdict.differences))
                return
            told = "✓ 和定稿一致。"
            if {digest for _, digest in files} <= known:
                told += "就是登记过的文件，一个字节不差。"
            elif is_registered:
                self._register([(name, digest) for name, digest in files if digest not in known])
                told += "已经登记。"
            else:
                told += "内容相同，但不是登记过的那个文件。"
            style.approve(self.told, told)
        except Trouble as trouble:
            self._failed(trouble)

    def _register(self, files: list[tuple[str, str]]) -> None:
        since = "　".join(filter(None, (self.day.text().strip(), self.address.text().strip())))
        self._office.stand(self._id, since, files)
        self.refresh()

    def _keep_day(self) -> bool:
        """Keep day and address with the disclosure; False when the day is none."""
        day = read_day(self.day.text())
        if day is None:
            style.alarm(self.told, "请先填写公开的日期，写成“2024年2月5日”的样子。")
            self.day.setFocus()
            return False
        self.day.setText(day_words(day))
        document = self._session.document
        for name, text in ((_DAY, self.day.text()), (_ADDRESS, self.address.text().strip())):
            if name in document.edition.profile and self._session.may_fill(profile_slot(name)):
                label = document.edition.profile[name].label
                self._session.apply(f"填写 {label}", set_profile(document, name, text))
        return True

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        style.alarm(self.told, words.trouble_text(trouble))

    def _idle(self) -> None:
        self.setEnabled(True)

    def _follow(self) -> None:
        is_named = bool(self.target.text().strip())
        is_settled = self._session.document.head.state in (State.SETTLED, State.PUBLISHED)
        self.register.setEnabled(is_named and is_settled and not self._office.is_read_only)
        self.compare.setEnabled(is_named)
        if not is_settled:
            self.register.setToolTip(tip("定稿以后才能登记。"))

    def _choose_file(self) -> None:
        folder = self._office.setting(_FOLDER) or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, "选择公开的文件", folder, _KINDS)
        if chosen:
            self.target.setText(chosen)

    def _choose_folder(self) -> None:
        folder = self._office.setting(_FOLDER) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "选择公开包的文件夹", folder)
        if chosen:
            self.target.setText(chosen)


def _written(office: Office, document: Document) -> str:
    """The package of this disclosure where the last one was written; blank if there is none."""
    package = Path(office.setting(_FOLDER) or "") / file_named(document, document.edition.titles.document, ".zip")
    return str(package) if package.is_file() else ""
