"""备份和存档点: what was kept, when and why, what each holds, a new one under a name, and one of them put back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.office.office import Office
from models.backup import Backup
from models.errors import Trouble
from ui.kit import style, words
from ui.kit.plain import Label, is_confirmed
from ui.parts.listing import Listing, ListingRow

_HEADS = ("时间", "为什么备份", "里面有")


class BackupPane(QWidget):
    """Lists the backups; `wanted` tells of the one that the clerk chose to put back."""

    wanted = Signal(object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        hint = Label(
            "每天第一次打开、导入、生成新一年、审核、定稿和退回之前都自动备份。恢复时，现在的数据先备份一次，原来的文件改名保留。",
            wrap=True,
        )
        self.list = Listing("备份", _HEADS, wide=2, widest=24, told=2)
        self.list.nothing = "还没有备份。要现在存一份，在下面写个名字，点“建立存档点”。"
        self.list.chosen.connect(self._ask)
        self.name = QLineEdit()
        self.name.setPlaceholderText("例如：报局长看之前")
        self.name.setAccessibleName("存档点的名称")
        self.keep = QPushButton("建立存档点(&K)")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self.keep.click)
        self.restore = QPushButton("恢复到这一份(&R)…")
        self.restore.setAutoDefault(False)
        self.restore.clicked.connect(lambda: self._ask(self.list.current()))
        line = QHBoxLayout()
        line.addWidget(Label("新的存档点(&N)：", self.name))
        line.addWidget(self.name, 1)
        line.addWidget(self.keep)
        line.addWidget(self.restore)
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE)
        for part in (hint, self.list, self.trouble):
            layout.addWidget(part)
        layout.addLayout(line)
        self._office = office
        self.keep.setEnabled(not office.is_read_only)
        self._show()

    def _show(self) -> None:
        kept = self._office.backups()
        self.list.show_rows([_row(one) for one in kept])
        self.restore.setEnabled(any(one.sound for one in kept))

    def _keep(self) -> None:
        try:
            self._office.backup_now(self.name.text().strip())
        except Trouble as trouble:
            style.alarm(self.trouble, words.trouble_text(trouble))
            return
        self.name.clear()
        self._show()

    def _ask(self, backup: Backup | None) -> None:
        if backup is None or not backup.sound:
            return
        words = f"恢复到{_moment(backup)}（{backup.why.words}）？\n这之后所做的修改不在里面；现在的数据会先备份。"
        if is_confirmed(self, "恢复备份", words):
            self.wanted.emit(backup)


class BackupDialog(QDialog):
    """The backups alone; `wanted` is the one that the clerk chose to put back, None when none was chosen."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted: Backup | None = None
        self.setWindowTitle("备份和恢复")
        self.pane = BackupPane(office)
        self.pane.wanted.connect(self._take)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        layout.addWidget(self.pane)
        layout.addWidget(buttons)
        self.resize(980, 460)

    def _take(self, backup: Backup) -> None:
        self.wanted = backup
        self.accept()


def _row(backup: Backup) -> ListingRow:
    holds = "；".join(backup.holds) or "没有公开资料"
    why = f"存档点：{backup.name}" if backup.name else backup.why.words
    texts = (_moment(backup), why, holds if backup.sound else f"已损坏，不能用（{backup.path.name}）")
    return ListingRow(texts, backup, "" if backup.sound else "E")


def _moment(backup: Backup) -> str:
    return f"{backup.at:%Y-%m-%d %H:%M}"
