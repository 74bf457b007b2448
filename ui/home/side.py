"""The right column of 首页: files found nearby, and the other ways to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from forms.county.submissions import together
from forms.office.nearby_files import Nearby
from ui.kit import style
from ui.kit.commands import COUNTY, IMPORT, OPEN_PACKET, PRACTISE, SELF_CHECK, VERIFY, Command
from ui.kit.plain import Label, tip
from ui.parts.drawing import Drawing

_WAYS = (
    (SELF_CHECK, "scan-search", "自查做好的文件", "Excel、Word 拖到这里，只检查不保存"),
    (COUNTY, "folder-search", "单位一览", "全县各单位：分发、收回、检查、汇总"),
    (PRACTISE, "graduation-cap", "练习", "一份有五处错误的资料，约 10 分钟"),
    (VERIFY, "shield-check", "核对", "一个核对码或文件，是不是这里的内容"),
    (OPEN_PACKET, "package-open", "打开资料包", "接着填别的电脑上保存的资料"),
)
_DEEDS = {PRACTISE: "开始", COUNTY: "打开"}
"""What is done where nothing has to be chosen first."""
_LEAST = 16
"""So wide such a way is at least, in characters."""
_ROWS = 4
"""So many disclosures that lie nearby are shown."""
_NAME = 22
"""So many characters of a file's name are shown."""


class FoundFiles(QFrame):
    """Lists files that look like a disclosure, those of one in one row; they are only named, none was opened."""

    wanted = Signal(object)
    """The paths of the files to import, which make one disclosure."""
    called = Signal(object)

    def __init__(self, *, is_part: bool = False) -> None:
        """A card, or a part of another one."""
        super().__init__()
        if not is_part:
            style.card(self)
        title = QHBoxLayout()
        title.setSpacing(style.SPACE)
        title.addWidget(Drawing("folder-search", side=20))
        self._title = Label("可以导入的文件")
        style.heading(self._title, 1.0)
        title.addWidget(self._title, 1)
        self.choose = QPushButton("选文件…")
        self.choose.setFlat(True)
        self.choose.clicked.connect(lambda: self.called.emit(IMPORT))
        title.addWidget(self.choose)
        self._none = Label("下载、桌面、文档里没有找到预算公开的文件", wrap=True)
        style.tint(self._none, "text3")
        style.scale(self._none, style.SMALL)
        self._layout = QVBoxLayout(self)
        left = 0 if is_part else 2 * style.SPACE
        self._layout.setContentsMargins(left, style.SPACE, left // 2, style.SPACE)
        self._layout.addLayout(title)
        self._layout.addWidget(self._none)
        self.rows: list[QPushButton] = []
        self._lines: list[QFrame] = []

    def set_writable(self, may_write: bool) -> None:
        """Whether something can be imported at all."""
        self.choose.setEnabled(may_write)
        for row in self.rows:
            row.setEnabled(may_write)

    def show_files(self, files: Sequence[Nearby]) -> None:
        """Show these, in as many rows as there is room for."""
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.rows = [], []
        self._none.setVisible(not files)
        known = {one.path: one for one in files}
        for paths in together([*known])[:_ROWS]:
            self._add([known[path] for path in paths])

    def _add(self, files: Sequence[Nearby]) -> None:
        line = QFrame()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        for one in files:
            name = one.path.name
            label = Label(name if len(name) <= _NAME else f"{name[: _NAME - 9]}…{name[-8:]}")
            label.setToolTip(tip(str(one.path)))
            words.addWidget(label)
        last = max(one.changed for one in files)
        where = Label(f"{files[0].path.parent.name} · {last.year}年{last.month}月{last.day}日")
        style.tint(where, "text3")
        style.scale(where, style.SMALL)
        words.addWidget(where)
        row.addLayout(words, 1)
        take = QPushButton("导入")
        take.setAutoDefault(True)
        take.setAccessibleName(f"导入 {'、'.join(one.path.name for one in files)}")
        take.setEnabled(self.choose.isEnabled())
        take.clicked.connect(lambda: self.wanted.emit([one.path for one in files]))
        row.addWidget(take)
        self._layout.addWidget(line)
        self._lines.append(line)
        self.rows.append(take)


class Way(QFrame):
    """One other way to begin, with a button."""

    def __init__(self, command: Command, drawing: str, title: str, words: str) -> None:
        super().__init__()
        style.card(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * style.SPACE, style.SPACE, style.SPACE, style.SPACE)
        row.setSpacing(3 * style.SPACE // 2)
        row.addWidget(Drawing(drawing))
        text = QVBoxLayout()
        text.setSpacing(2)
        head = Label(title)
        style.heading(head, 1.0)
        hint = Label(words, wrap=True)
        style.tint(hint, "text2")
        style.scale(hint, style.SMALL)
        text.addWidget(head)
        text.addWidget(hint)
        row.addLayout(text, 1)
        self.button = QPushButton(_DEEDS.get(command, "选择…"))
        self.button.setFlat(True)
        self.button.setAccessibleName(title)
        row.addWidget(self.button)

    def minimumSizeHint(self) -> QSize:
        """Its words may be broken, but not into pieces."""
        return super().minimumSizeHint().expandedTo(QSize(style.wide(_LEAST), 0))


def ways() -> dict[Command, Way]:
    """All of them, by their command."""
    return {way[0]: Way(*way) for way in _WAYS}
