"""What an import would bring: counts, every table's state, every cell that was left with the reason, the findings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from forms.check.finding import LEVEL_WORDS, Finding
from forms.document import Document
from forms.match import ReadCell, Reading
from forms.match.report import STATUS_WORDS, Status
from forms.projects import projects
from ui import style, words
from ui.listing import Listing, Row

_LEFT: tuple[Status, ...] = ("refused", "skipped")


@dataclass(frozen=True)
class Understood:
    """Files understood, the disclosure they make, and what the checks say about it."""

    reading: Reading
    document: Document
    findings: tuple[Finding, ...]


class ImportPreview(QWidget):
    """Shows what was understood; nothing in it changes anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ReadCell, ...] = ()
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.tables = Listing("各表读入情况", ("表", "名称", "行数", "采用格数", "检查"), wide=1)
        self.sections = Listing("各节文字读入情况", ("节", "字数", "段数", "情况"), wide=0)
        self.left = Listing("没有采用的内容", ("结果", "所在", "位置", "内容", "原因"), wide=4)
        self.found = Listing("检查发现的问题", ("级别", "所在", "问题"), wide=2)
        self.status = QComboBox()
        self.status.setAccessibleName("按结果筛选")
        self.status.addItem("全部", "")
        for status in _LEFT:
            self.status.addItem(STATUS_WORDS[status], status)
        self.status.currentIndexChanged.connect(self._show_left)
        self.search = QLineEdit()
        self.search.setPlaceholderText("按所在、位置、内容或原因查找")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("查找没有采用的内容")
        self.search.textChanged.connect(self.left.search)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.tables, "各表情况")
        self.tabs.addTab(self.sections, "各节文字")
        self.tabs.addTab(self._left_page(), "没有采用的内容")
        self.tabs.addTab(self.found, "检查发现的问题")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self.counts)
        layout.addWidget(self.tabs, 1)

    def _left_page(self) -> QWidget:
        page = QWidget()
        line = QHBoxLayout()
        line.addWidget(self.status)
        line.addWidget(self.search, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, style.SPACE // 2, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.left, 1)
        return page

    def show_understood(self, understood: Understood | None) -> None:
        """Show this; None empties everything."""
        self.tabs.setEnabled(understood is not None)
        self._entries = understood.reading.report.left if understood else ()
        self._show_left()
        if understood is None:
            self.counts.setText("选择文件后，这里先列出读到的内容；按“导入”之前不会改动任何数据。")
            self.tables.show_rows([])
            self.sections.show_rows([])
            self.found.show_rows([])
            return
        counts = understood.reading.report.counts
        texts, projects_read = _written(understood.document), len(projects(understood.document))
        self.counts.setText(
            f"读入 {counts['read']} 项（格、段）＝ 采用 {counts['taken']} ＋ 跳过 {counts['skipped']}"
            f" ＋ 未采用 {counts['refused']}。文字 {len(texts)} 节，项目 {projects_read} 个。"
            f"检查发现 {_levels(understood.findings)}。"
        )
        self.tables.show_rows(_table_rows(understood))
        self.sections.show_rows(_section_rows(understood.document))
        self.found.show_rows([_finding_row(understood.document, finding) for finding in understood.findings])
        self.tabs.setTabText(1, f"各节文字 {len(texts)}")
        self.tabs.setTabText(2, f"没有采用的内容 {len(self._entries)}")
        self.tabs.setTabText(3, f"检查发现的问题 {len(understood.findings)}")

    def _show_left(self) -> None:
        wanted = self.status.currentData()
        entries = [entry for status in _LEFT for entry in self._entries if entry.status == status]
        self.left.show_rows([_left_row(entry) for entry in entries if not wanted or entry.status == wanted])


def _levels(findings: tuple[Finding, ...]) -> str:
    counts = words.counts(findings)
    return "、".join(f"{name} {counts[level]} 个" for level, name in LEVEL_WORDS.items())


def _table_rows(understood: Understood) -> list[Row]:
    document = understood.document
    taken: dict[str, int] = {}
    for entry in understood.reading.report.entries:
        if entry.status == "taken" and entry.address is not None:
            taken[entry.address.table] = taken.get(entry.address.table, 0) + 1
    rows = []
    for name, table in document.edition.tables.items():
        counts = words.counts(understood.findings, name)
        state = "、".join(f"{LEVEL_WORDS[level]} {count}" for level, count in counts.items() if count)
        present = document.is_present(name)
        if not present:
            state = "文件中没有这张表"
        elif document.is_empty(name):
            state = f"空表{f'，{state}' if state else ''}"
        level = next((level for level, count in counts.items() if count), "")
        lines = str(len(document.lines(name))) if present else ""
        rows.append(Row((table.ordinal, table.title, lines, str(taken.get(name, 0)), state or "没有问题"), name, level))
    return rows


def _written(document: Document) -> list[str]:
    """The sections that have a text."""
    return [section.id for section in document.edition.sections if document.section_text(section.id)]


def _section_rows(document: Document) -> list[Row]:
    rows = []
    for section in document.edition.sections:
        title = words.section_title(document, section)
        characters, paragraphs = words.extent(document.section_text(section.id))
        if paragraphs:
            rows.append(Row((title, str(characters), str(paragraphs), "已读入"), section.id))
        else:
            rows.append(Row((title, "", "", "没有读到文字"), section.id))
    return rows


def _left_row(entry: ReadCell) -> Row:
    level = "E" if entry.status == "refused" else ""
    return Row((STATUS_WORDS[entry.status], entry.sheet, entry.cell, entry.text, entry.reason), entry, level)


def _finding_row(document: Document, finding: Finding) -> Row:
    level = f"{finding.level} {LEVEL_WORDS[finding.level]}"
    return Row(
        (level, words.finding_place(document, finding), words.message(document, finding)), finding, finding.level
    )
