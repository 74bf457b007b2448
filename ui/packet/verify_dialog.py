"""核对: a code from a signed sheet, or finished files, held against what is kept here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
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

from forms.compare.compare import Difference
from forms.office.office import Office
from forms.office.verification import (
    FINISHED,
    Finished,
    Outcome,
    Verification,
    held_against,
    path_in,
    read_given,
    verify_code,
)
from models.errors import Trouble
from ui.dialogs.differences import DifferenceList
from ui.dialogs.file_reading import reading_words
from ui.dialogs.inspect_page import paths_in
from ui.kit import style, words
from ui.kit.composing import holds_files, take_copy
from ui.kit.jobs import Job, Jobs
from ui.kit.plain import Label

_FOLDER = "folder.verify"
_END = 10
"""So much of the end of a file's name stands before a place in it: the files of a package begin alike."""
_FILES = "可以核对的文件 (*.pdf *.docx *.xlsx *.zip *.ysgk)"
_WHAT = (
    "输入送签版页脚的核对码，大小写和横线都不要紧；或者选一个文件、文件夹、压缩包，例如从网站上下载的，也可以拖进来。"
    "程序说明它是不是这里保存的内容，不是的列出每处不同。"
)
_SAID = {
    Outcome.SAME: ("✓ 一致。", ""),
    Outcome.DIFFERENT: ("× 不一致。", "E"),
    Outcome.DAMAGED: ("× 文件被改动过，或者不完整。", "E"),
    Outcome.UNKNOWN: ("？这里没有。", "W"),
}


class VerifyDialog(QDialog):
    """Asks for a code or for files and says what they are; it changes nothing."""

    def __init__(self, office: Office, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._jobs = jobs
        self.verdict: Verification | None = None
        self.setWindowTitle("核对")
        self.setAcceptDrops(True)
        self.target = QLineEdit()
        self.target.setPlaceholderText("例如 7K3M-0QZ8-RX4T-C，或者文件的位置")
        # Files are taken by the dialog as a whole: a line would take the text of their addresses.
        self.target.setAcceptDrops(False)
        self.target.setClearButtonEnabled(True)
        self.target.textChanged.connect(self._follow)
        self.file = QPushButton("选择文件(&F)…")
        self.folder = QPushButton("选择文件夹(&D)…")
        for button in (self.file, self.folder):
            button.setAutoDefault(False)
        self.file.clicked.connect(self._choose_file)
        self.folder.clicked.connect(self._choose_folder)
        self.told = Label(wrap=True)
        style.alarm(self.told, "")
        self.list = DifferenceList("不同之处", is_of_files=False, sides=("保存的", "要核对的"))
        self.list.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.start = self.buttons.addButton("核对(&V)", QDialogButtonBox.ButtonRole.ActionRole)
        self.start.clicked.connect(self.verify)
        # While 核对 rests, the other would be the one that the key of Enter presses.
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._follow()
        self._grow()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(Label("核对码或文件(&T)：", self.target))
        line.addWidget(self.target, 1)
        line.addWidget(self.file)
        line.addWidget(self.folder)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(Label(_WHAT, wrap=True))
        layout.addLayout(line)
        layout.addWidget(self.told)
        layout.addWidget(self.list, 1)
        layout.addStretch()
        layout.addWidget(self.buttons)
        self.start.setDefault(True)
        self.resize(820, 200)

    def take(self, path: Path) -> None:
        """Hold this file, folder or zip against what is kept."""
        self.target.setText(str(path))
        self.verify()

    def verify(self) -> None:
        """Hold what is typed against what is kept: a code at once, files once they are read."""
        target = next((str(path) for path in paths_in(self.target.text())), "")
        try:
            path = path_in(target) if target else None
            if path is None:
                self.show_verdict(verify_code(self._office, self.target.text()))
                return
        except Trouble as trouble:
            self._failed(trouble)
            return

        def work(job: Job) -> Finished:
            return read_given(path, lambda name, done, of: job.step(done, of, reading_words(name, done, of)))

        self.setEnabled(False)
        self._jobs.run("正在读取", work, self._compare, self._failed, self, self._idle)

    def _compare(self, given: Finished) -> None:
        self._idle()
        try:
            self.show_verdict(held_against(self._office, given))
        except Trouble as trouble:
            self._failed(trouble)

    def show_verdict(self, verdict: Verification) -> None:
        """Say what was found, and list what differs."""
        self.verdict = verdict
        head, level = _SAID[verdict.result]
        text = f"{head}{verdict.sentence}"
        if level:
            style.say(self.told, text, level)
        else:
            style.approve(self.told, text)
        self.list.show_differences(
            tuple(map(_in_short, verdict.differences)), f"不同之处 {len(verdict.differences)} 处："
        )
        self.list.setVisible(bool(verdict.differences))
        self._grow()

    def _failed(self, trouble: Trouble) -> None:
        self._idle()
        self.verdict = None
        self.list.hide()
        style.alarm(self.told, words.trouble_text(trouble))
        self._grow()

    def _grow(self) -> None:
        """Give what was said the room it needs; lines that are broken are not asked for it by the layout."""
        self._layout.activate()
        room = self.screen().availableSize()
        wide, high = (1060, 600) if self.list.isVisibleTo(self) else (self.width(), 0)
        wide = min(max(self.width(), wide), room.width())
        self.resize(wide, min(max(self.height(), self._layout.totalHeightForWidth(wide), high), room.height()))

    def _idle(self) -> None:
        self.setEnabled(True)
        self.target.setFocus()

    def _follow(self) -> None:
        self.start.setEnabled(bool(self.target.text().strip()))

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择要核对的文件", self._last_folder(), _FILES)
        if chosen:
            self._keep(Path(chosen).parent)
            self.take(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择要核对的文件夹", self._last_folder())
        if chosen:
            self._keep(Path(chosen))
            self.take(Path(chosen))

    def _last_folder(self) -> str:
        return self._office.setting(_FOLDER) or str(Path.home())

    def _keep(self, folder: Path) -> None:
        self._office.set_setting(_FOLDER, str(folder))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        if files:
            self.take(files[0])


def _in_short(one: Difference) -> Difference:
    """The difference with the end of the file's name alone, so that the place can be read beside it."""
    name, colon, place = one.place.partition("：")
    if not colon or Path(name).suffix.lower() not in FINISHED or len(name) <= _END:
        return one
    return replace(one, place=f"…{name[-_END:]}：{place}")
