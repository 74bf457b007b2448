"""签字件: scans of signed sheets that are kept with a disclosure: attached, opened, saved elsewhere, taken away."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.document.document import Document
from forms.office.kept_papers import LARGEST, LARGEST_SUM, SUFFIXES, Paper
from forms.office.office import Office
from models.errors import Trouble
from models.files import write_whole
from ui.kit import style, words
from ui.kit.composing import holds_files, take_copy
from ui.kit.plain import Label, is_confirmed
from ui.parts.listing import Listing, ListingRow

_FOLDER = "folder.papers"
_HEADS = ("名称", "大小", "经办人", "附上的时间")
_MIB = 1 << 20
_WHAT = (
    "签字盖章以后扫描或者拍照的签批单等，和资料存在一起，备份和资料包里都有；定稿以后也可以附。"
    f"一份最多 {LARGEST // _MIB} MB，一共最多 {LARGEST_SUM // _MIB} MB。也可以把文件拖进来。"
)
_GONE = "已损坏"


class PapersDialog(QDialog):
    """The papers of one disclosure."""

    def __init__(self, office: Office, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._id = document.head.id
        self.setWindowTitle(f"签字件 — {words.disclosure_title(document.head)}")
        self.setAcceptDrops(True)
        self.list = Listing("签字件", _HEADS, wide=0)
        self.list.nothing = "还没有签字件。点“附上”选扫描件或者照片，也可以拖到这里。"
        self.told = Label(wrap=True)
        self.add = QPushButton("附上(&A)…")
        self.look = QPushButton("打开(&O)")
        self.save = QPushButton("另存为(&S)…")
        self.remove = QPushButton("移除(&R)…")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        style.alarm(self.told, "")
        self.refresh()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        for button in (self.add, self.look, self.save, self.remove):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(Label(_WHAT, wrap=True))
        layout.addWidget(self.list, 1)
        layout.addLayout(line)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        self.add.setDefault(True)
        self.resize(760, 420)

    def _connect(self) -> None:
        self.add.clicked.connect(self._choose)
        self.look.clicked.connect(self._open)
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.list.chosen.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.buttons.rejected.connect(self.reject)

    def refresh(self) -> None:
        """Show what is kept now."""
        papers = self._office.papers(self._id)
        self.list.show_rows(
            [
                ListingRow(
                    (paper.name, _size(paper), paper.who, paper.time.replace("T", " ")[:16]),
                    paper,
                    "" if paper.size is not None else "E",
                )
                for paper in papers
            ]
        )
        self._follow()

    def attach(self, files: list[Path]) -> None:
        """Keep copies of these files; what cannot be kept is told."""
        troubles = []
        for path in files:
            try:
                self._office.attach(self._id, path)
            except Trouble as trouble:
                troubles.append(words.trouble_text(trouble))
        self.refresh()
        style.alarm(self.told, "\n".join(troubles))

    def _follow(self) -> None:
        paper = self._current()
        may_change = not self._office.is_read_only
        self.add.setEnabled(may_change)
        self.remove.setEnabled(may_change and paper is not None)
        for button in (self.look, self.save):
            button.setEnabled(paper is not None)

    def _current(self) -> Paper | None:
        found = self.list.current()
        return found if isinstance(found, Paper) else None

    def _choose(self) -> None:
        kinds = f"扫描件 ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
        folder = self._office.setting(_FOLDER) or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择扫描件", folder, kinds)
        if chosen:
            self._office.set_setting(_FOLDER, str(Path(chosen[0]).parent))
            self.attach([Path(name) for name in chosen])

    def _open(self) -> None:
        paper = self._current()
        if paper is None:
            return
        # Papers of one name must not take each other's place while they are looked at.
        path = _private_folder() / paper.digest[:12] / paper.name
        if self._write(paper, path):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _save(self) -> None:
        paper = self._current()
        if paper is None:
            return
        proposed = Path(self._office.setting(_FOLDER) or Path.home()) / paper.name
        chosen, _ = QFileDialog.getSaveFileName(self, "另存签字件", str(proposed))
        if chosen and self._write(paper, Path(chosen)):
            style.approve(self.told, f"✓ 已保存 {chosen}")

    def _write(self, paper: Paper, path: Path) -> bool:
        try:
            content = self._office.paper(self._id, paper)
            path.parent.mkdir(exist_ok=True)
            with write_whole(path) as temporary:
                temporary.write_bytes(content)
        except Trouble as trouble:
            style.alarm(self.told, words.trouble_text(trouble))
            return False
        return True

    def _remove(self) -> None:
        paper = self._current()
        if paper is None or not is_confirmed(
            self, "移除签字件", f"移除“{paper.name}”？移除之前先备份，以后可以从备份里找回。"
        ):
            return
        try:
            self._office.detach(self._id, paper)
        except Trouble as trouble:
            style.alarm(self.told, words.trouble_text(trouble))
            return
        style.alarm(self.told, "")
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()) and not self._office.is_read_only:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        self.attach(files)


@cache
def _private_folder() -> Path:
    """Where papers that are looked at lie, for this user alone, until the program ends."""
    folder = mkdtemp(prefix="papers-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _size(paper: Paper) -> str:
    """2.4 MB, 310 KB; what is gone is said to be damaged."""
    if paper.size is None:
        return _GONE
    tenths = paper.size * 10 // _MIB
    return f"{tenths // 10}.{tenths % 10} MB" if tenths >= 10 else f"{max(1, paper.size >> 10)} KB"
