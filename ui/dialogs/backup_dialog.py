"""备份: what was kept, when and why, what each holds, and one of them put back."""

from __future__ import annotations

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
from ui.kit.listing import Listing, ListingRow
from ui.kit.plain import Label, is_confirmed

_HEADS = ("时间", "为什么备份", "里面有", "文件")


class BackupDialog(QDialog):
    """Lists the backups; `wanted` is the one that the clerk chose to put back, None when none was chosen."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted: Backup | None = None
        self.setWindowTitle("备份和恢复")
        hint = Label(
            "每天第一次打开、导入、生成新一年、审核、定稿和退回之前都自动备份。恢复时，现在的数据先备份一次，原来的文件改名保留。",
            wrap=True,
        )
        self.list = Listing("备份", _HEADS, wide=2, widest=24)
        self.list.chosen.connect(self._ask)
        self.name = QLineEdit()
        self.name.setPlaceholderText("例如：报局长看之前")
        self.name.setAccessibleName("存档点的名称")
        self.keep = QPushButton("建立存档点(&K)")
        self.keep.clicked.connect(self._keep)
        naming = QHBoxLayout()
        naming.addWidget(Label("新的存档点(&N)：", self.name))
        naming.addWidget(self.name, 1)
        naming.addWidget(self.keep)
        self.trouble = Label(wrap=True)
        style.alarm(self.trouble, "")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore = buttons.addButton("恢复到这一份(&R)…", QDialogButtonBox.ButtonRole.ActionRole)
        self.restore.clicked.connect(lambda: self._ask(self.list.current()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for part in (hint, self.list, self.trouble):
            layout.addWidget(part)
        layout.addLayout(naming)
        layout.addWidget(buttons)
        self.resize(980, 460)
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
            self.wanted = backup
            self.accept()


def _row(backup: Backup) -> ListingRow:
    holds = "；".join(backup.holds) or "没有公开资料"
    why = f"存档点：{backup.name}" if backup.name else backup.why.words
    texts = (_moment(backup), why, holds if backup.sound else "已损坏，不能用", backup.path.name)
    return ListingRow(texts, backup, "" if backup.sound else "E")


def _moment(backup: Backup) -> str:
    return f"{backup.at:%Y-%m-%d %H:%M}"
