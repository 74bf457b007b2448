"""从上年复制: which of last year's projects go on this year."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from forms.document.document import Document
from forms.document.projects import indicators_of, projects
from models.money import show
from ui.kit import style
from ui.kit.plain import Label
from ui.parts.rows import dress

_KEY = Qt.ItemDataRole.UserRole


class LastYearDialog(QDialog):
    """Lists the projects with a tick before each; `keys` are those that were ticked."""

    def __init__(self, previous: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"从{previous.head.year}年复制项目")
        self.list = QListWidget()
        dress(self.list)
        self.list.setAccessibleName("上年的项目")
        for project in projects(previous):
            count = len(indicators_of(previous, project.key))
            budget = f"，上年预算 {show(project.budget)} 万元" if project.budget is not None else ""
            item = QListWidgetItem(f"{project.name or project.title}（{count} 条指标{budget}）", self.list)
            item.setData(_KEY, project.key)
            item.setCheckState(Qt.CheckState.Unchecked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("复制")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        told = "勾选今年继续安排的项目。名称、用途、目标和指标会带过来，编码和金额留空。"
        layout = QVBoxLayout(self)
        layout.setSpacing(style.SPACE)
        for widget in (Label(told, self.list, wrap=True), self.list, buttons):
            layout.addWidget(widget)
        self.resize(560, 420)

    def keys(self) -> list[str]:
        """The keys of the projects that were ticked, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
