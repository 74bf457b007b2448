"""表样: the forms that are installed, those that cannot be used and why, and one more from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QVBoxLayout, QWidget

from forms.form.load import installed, pack, refused
from forms.office.office import Office
from forms.packing.install import install
from models.errors import Trouble
from ui.kit import style, words
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow

_HEADS = ("名称", "年度", "版本", "情况")
_FILES = "表样 (*.zip)"
_HINT = (
    "每一份资料记着它用的表样；审核、定稿以后，表样换了新版，仍用原来的一版打开。"
    "别处的表样由财政部门提供，是一个压缩包。"
)


class PackDialog(QDialog):
    """Lists the forms; one that is taken in can be used at once."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.setWindowTitle("表样")
        hint = Label(_HINT)
        hint.setWordWrap(True)
        self.list = Listing("装有的表样", _HEADS, wide=3, told=3)
        self.notice = Label()
        self.notice.setWordWrap(True)
        self.trouble = Label()
        self.trouble.setWordWrap(True)
        style.alarm(self.trouble, "")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.choose = buttons.addButton("安装表样(&I)…", QDialogButtonBox.ButtonRole.ActionRole)
        self.choose.clicked.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for part in (hint, self.list, self.notice, self.trouble, buttons):
            layout.addWidget(part)
        self.notice.setVisible(False)
        self.resize(760, 360)
        self._show()

    def take(self, file: Path) -> None:
        """Install the form in this file; a Trouble is shown, and nothing is changed."""
        style.alarm(self.trouble, "")
        self.notice.setVisible(False)
        try:
            self._office.require_writable()
            done = install(file, self._office.folder)
        except Trouble as trouble:
            style.alarm(self.trouble, words.trouble_text(trouble))
            return
        self.notice.setText(f"已安装“{done.title}”第{done.version}版，新建和导入时可以选用。")
        self.notice.setVisible(True)
        self._show()

    def _show(self) -> None:
        packs = [pack(name) for name in installed()]
        rows = [
            ListingRow((one.title, f"{one.years[0]}—{one.years[-1]}年", f"第{one.version}版", "可以使用"), one.id)
            for one in packs
        ]
        rows += [ListingRow((name, "", "", str(faults[0])), name, "E") for name, faults in refused().items()]
        self.list.show_rows(rows)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择表样的压缩包", str(Path.home()), _FILES)
        if name:
            self.take(Path(name))
