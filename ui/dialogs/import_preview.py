"""What an import would bring: sheets, tables, what was left and why, what would change, the findings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from forms.compare.compare import Difference
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding, worst_level
from forms.match.reading import Reading
from forms.match.report import STATUS_WORDS, ReadCell, Status
from forms.office.import_preview import Taking
from ui.dialogs.differences import DifferenceList
from ui.dialogs.import_overview import Detail, ReadPage, Told
from ui.dialogs.import_read import KEPT, WhatWasRead
from ui.dialogs.import_sheets import SheetsPage
from ui.kit import style, words
from ui.kit.plain import Label
from ui.parts.listing import Listing, ListingRow

_LEFT: tuple[Status, ...] = ("refused", "skipped")


@dataclass(frozen=True)
class Understood:
    """Files understood, what taking them would make, how that differs from what is stored, and what the checks say."""

    taking: Taking
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]

    @property
    def reading(self) -> Reading:
        """What the files state."""
        return self.taking.reading

    @property
    def document(self) -> Document:
        """The disclosure as it would stand."""
        return self.taking.new


class ImportPreview(QWidget):
    """Shows what was understood, a page after the other; nothing in it changes anything."""

    def __init__(self, title: QLabel) -> None:
        """`title` is where it stands in one sentence what was read."""
        super().__init__()
        self._entries: tuple[ReadCell, ...] = ()
        self.counts = Label()
        self.counts.setWordWrap(True)
        self.tables = Listing("各表读入情况", ("表", "名称", "行数", "采用格数", "检查"), wide=1, told=4)
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
        self.read = ReadPage(title)
        self.sheets = SheetsPage()
        self.differences = DifferenceList("与现有资料的差异")
        self.tabs = QTabWidget()
        self.pages = (
            (self.read, "读到了什么"),
            (self._sheets_page(), Detail.SHEETS.value),
            (self.tables, "各表情况"),
            (self.sections, "各节文字"),
            (self._left_page(), Detail.LEFT.value),
            (self.differences, Detail.DIFFERENCES.value),
            (self.found, Detail.FINDINGS.value),
        )
        for page, name in self.pages:
            self.tabs.addTab(page, name)
        self.tabs.currentChanged.connect(self._show_tabs)
        self._show_tabs()
        self.read.wanted.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs, 1)

    def _show_tabs(self) -> None:
        """On the first page, which is enough for most, the others are out of sight."""
        is_first = self.tabs.currentIndex() == 0
        self.tabs.tabBar().setVisible(not is_first)
        self.tabs.setProperty("bare", is_first)
        self.tabs.style().unpolish(self.tabs)
        self.tabs.style().polish(self.tabs)

    def _go(self, detail: Detail) -> None:
        """Show the page of that detail."""
        self.tabs.setCurrentIndex(next(at for at, (_, name) in enumerate(self.pages) if name == detail.value))

    def _sheets_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, style.SPACE // 2, 0, 0)
        layout.setSpacing(style.SPACE // 2)
        layout.addWidget(self.counts)
        layout.addWidget(self.sheets, 1)
        return page

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
        """Show what would be taken; None empties these pages."""
        for page, _ in self.pages[2:]:
            page.setEnabled(understood is not None)
        self._entries = understood.reading.report.left if understood else ()
        self.left.nothing = "读到的都采用了。" if understood else ""
        self.found.nothing = "没有发现问题。" if understood else ""
        self._show_left()
        if understood is None:
            self.counts.hide()
            self.read.show_nothing("选择文件后，这里列出读到的内容")
            for listing in (self.tables, self.sections, self.found):
                listing.show_rows([])
            self.differences.show_differences((), "")
            return
        document, texts = understood.document, _written(understood.reading)
        self.counts.setText(_summary(understood))
        self.counts.show()
        self.read.show_read(
            WhatWasRead(understood.reading, document),
            understood.reading.files,
            Told(
                f"发现 {_levels(understood.findings)}。" if understood.findings else "没有发现问题。",
                worst_level(understood.findings) if understood.findings else "",
                _outcome(understood),
                _sum(understood),
            ),
        )
        self.tables.show_rows(_table_rows(understood))
        self.sections.show_rows(_section_rows(understood))
        self.found.show_rows([_finding_row(document, finding) for finding in understood.findings])
        self.differences.show_differences(understood.differences, _compared(understood))
        counts = (
            None,
            None,
            None,
            len(texts),
            len(self._entries),
            len(understood.differences),
            len(understood.findings),
        )
        for number, ((_, name), count) in enumerate(zip(self.pages, counts, strict=True)):
            self.tabs.setTabText(number, name if count is None else f"{name} {count}")

    def _show_left(self) -> None:
        wanted = self.status.currentData()
        entries = [entry for status in _LEFT for entry in self._entries if entry.status == status]
        self.left.nothing = "" if entries else "读到的都采用了，没有漏下的。"
        self.left.show_rows([_left_row(entry) for entry in entries if not wanted or entry.status == wanted])


def _sum(understood: Understood) -> str:
    """What became of all that was read, which adds up."""
    counts = understood.reading.report.counts
    return (
        f"读入 {counts['read']} 项（格、段）＝ 采用 {counts['taken']} ＋ 跳过 {counts['skipped']}"
        f" ＋ 未采用 {counts['refused']}。"
    )


def _summary(understood: Understood) -> str:
    """The counts, and what was remarked of the files as a whole."""
    texts = _written(understood.reading)
    projects = understood.document.edition.roles.projects
    projects_read = sum(row.table == projects for row in understood.reading.content.rows)
    read = f"文字 {len(texts)} 节，项目 {projects_read} 个。检查发现 {_levels(understood.findings)}。"
    return "\n".join((f"{_sum(understood)}{read}", *understood.reading.report.remarks))


def _outcome(understood: Understood) -> str:
    """How many differences there are from what is stored."""
    if understood.taking.old is None:
        return f"程序里还没有这个单位{understood.reading.year}年的资料，导入后新建一份。"
    return f"与现有资料不同的有 {len(understood.differences)} 处。"


def _compared(understood: Understood) -> str:
    """What the differences are between."""
    if understood.taking.old is None:
        return "数据里还没有这个单位这一年的资料，导入后新建一份，没有可比的内容。"
    if not understood.differences:
        return "文件与现有资料没有差别。"
    return "“原来”是现有资料，“现在”是导入以后；出处是文件里的单元格。文件里没有的表和章节不动。"


def _levels(findings: tuple[Finding, ...]) -> str:
    counts = words.counts(findings)
    return "、".join(f"{name} {counts[level]} 个" for level, name in LEVEL_WORDS.items())


def _table_rows(understood: Understood) -> list[ListingRow]:
    document = understood.document
    taken: dict[str, int] = {}
    for entry in understood.reading.report.entries:
        if entry.status == "taken" and entry.address is not None:
            taken[entry.address.table] = taken.get(entry.address.table, 0) + 1
    told = {found.table for found in understood.reading.sheets}
    told |= {document.edition.roles.indicators} if document.edition.roles.projects in told else set()
    rows = []
    for name, table in document.edition.tables.items():
        counts = words.counts([f for f in understood.findings if words.is_at(document, f, name)])
        state = "、".join(f"{LEVEL_WORDS[level]} {count}" for level, count in counts.items() if count)
        present = document.is_present(name)
        if name not in told:
            state = KEPT if present else "文件中没有这张表"
        elif document.is_empty(name):
            state = f"空表{f'，{state}' if state else ''}"
        level = next((level for level, count in counts.items() if count), "") if name in told else ""
        lines = str(len(document.lines(name))) if present else ""
        rows.append(
            ListingRow((table.ordinal, table.title, lines, str(taken.get(name, 0)), state or "没有问题"), name, level)
        )
    return rows


def _written(reading: Reading) -> list[str]:
    """The sections that have a text in the files."""
    return [section.id for section in reading.edition.sections if reading.content.texts.get(f"{section.id}.text")]


def _section_rows(understood: Understood) -> list[ListingRow]:
    document, read = understood.document, _written(understood.reading)
    rows = []
    for section in document.edition.sections:
        title = words.section_title(document, section)
        characters, paragraphs = words.extent(document.section_text(section.id))
        state = "已读入" if section.id in read else KEPT if paragraphs else "没有读到文字"
        counts = (str(characters), str(paragraphs)) if paragraphs else ("", "")
        rows.append(ListingRow((title, *counts, state), section.id))
    return rows


def _left_row(entry: ReadCell) -> ListingRow:
    level = "E" if entry.status == "refused" else ""
    return ListingRow((STATUS_WORDS[entry.status], entry.sheet, entry.cell, entry.text, entry.reason), entry, level)


def _finding_row(document: Document, finding: Finding) -> ListingRow:
    level = f"{finding.level} {LEVEL_WORDS[finding.level]}"
    return ListingRow((level, words.finding_place(document, finding), finding.brief), finding, finding.level)
