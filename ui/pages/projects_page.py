"""The page of the projects: their cards, beside them the chosen one on three tabs: 基本, 目标, 指标."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QToolButton, QVBoxLayout, QWidget

from forms.document.finding import Finding
from forms.document.projects import owner_of, project_cell
from forms.edit import goal_tables, records
from models.money import show
from models.records import Address, Change, RowChange
from ui.grid.clipboard import from_mime
from ui.grid.findings import worst
from ui.grid.indicators import IndicatorModel
from ui.grid.view import GridView
from ui.kit import commands, style, words
from ui.kit.command_line import command_button
from ui.kit.commands import Command, Deeds, met_by
from ui.kit.plain import Label
from ui.kit.session import Session
from ui.pages.edit_line import line_over
from ui.pages.last_year_projects import LastYearDialog
from ui.pages.page import Page
from ui.pages.page_head import PageHead
from ui.pages.project_form import ProjectForm
from ui.pages.project_list import (
    GOALS,
    INDICATORS,
    ProjectList,
    by_project,
    counts,
    is_of_indicators,
    listed,
    name_of,
)
from ui.pages.standing import InGrid, in_grid, stand_in_grid
from ui.parts.elided import Elided
from ui.parts.empty import EmptyState

_BASIC = "基本"
"""The first of the tabs."""
_LIST, _CHOSEN = 21, 64
"""The width of the list, and the least of the chosen project in which its indicators stand whole, in characters."""
_OF_CARD = (commands.COPY_PROJECT, commands.PROJECT_UP, commands.PROJECT_DOWN, commands.REMOVE_PROJECT)
"""What is done to the current project; their drawings say it."""
_EMPTY = "还没有项目", "从上年复制，或者在 WPS 里复制绩效目标表粘贴进来，也可以从空白的一个填起。"
_COVERED = "D13"
"""The rule that holds the projects against 项目支出."""


class ProjectsPage(Page):
    """Projects and indicators of the session's document; every command is one step that can be taken back."""

    def __init__(self, session: Session, step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, step_id, parent)
        self._table = session.document.edition.tables[step_id]
        self.list = ProjectList()
        self.form = ProjectForm(session)
        self.model = IndicatorModel(session, self)
        self.grid = GridView(self.model, self)
        self._unit, self._count, self._sum, self._covered = Label(), Label(), Label(), Label(wrap=True)
        """How many projects there are, with how much money, and whether they are all of 项目支出."""
        self._named, self._beside = Elided(), Label(wrap=True)
        """The current project, and its goals beside their indicators."""
        style.scale(self._count, 1.0, bold=True)
        style.heading(self._named, style.CARD)
        for label in (self._sum, self._covered, self._beside):
            style.scale(label, style.SMALL)
            style.tint(label, "text2")
        self._buttons = self._make_buttons()
        self._build()
        self.list.chosen.connect(self._show_project)
        self.form.current_changed.connect(self.current_changed)
        self.form.current_changed.connect(self._show_field)
        self.grid.current_changed.connect(self.current_changed)
        self.grid.selection_changed.connect(self.selection_changed)
        self.grid.mode_changed.connect(self.mode_changed)
        self.grid.status.connect(self.status)
        self.worked_in = self.list
        self.set_unit("")

    def set_unit(self, unit: str) -> None:
        """Show and take amounts in 万元 or in 元; the disclosure itself stays as it is."""
        unit = unit or self._table.unit
        self._unit.setText(f"单位：{unit}")
        self._shown_in = unit
        self.form.set_unit(unit)
        self.show_check()

    @property
    def least_width(self) -> int:
        """The list, and beside it the indicators with all their columns."""
        return style.wide(_LIST + _CHOSEN)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the list to another type size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._side.setFixedWidth(style.wide(_LIST))

    def show_cell(self, address: Address) -> bool:
        """Go to a field of the form or to a cell of the small grid, whichever project it belongs to."""
        self.commit_pending()
        document = self.session.document
        if address.table == document.edition.roles.indicators:
            owner = owner_of(document, address.row)
            return self.list.go(owner) and self.show_indicators() and self.grid.show_cell(address)
        self.parts.setCurrentWidget(self.form.goals if address.column == "goals" else self._form)
        return self.list.go(address.row) and self.form.show_cell(address)

    def show_passage(self, finding: Finding) -> None:
        """Of a project without indicators, the place for them is shown, not its name."""
        if is_of_indicators(self.session.document, finding) and self.parts.currentWidget() is not self._measured:
            self.show_indicators()

    def show_indicators(self) -> bool:
        """Bring the grid of the indicators to the front and go there."""
        self.parts.setCurrentWidget(self._measured)
        self.grid.setFocus()
        return True

    def commit_pending(self) -> None:
        """Carry out what is being typed."""
        self.form.commit()
        self.grid.commit_pending()

    def deed(self, command: commands.Command) -> Callable[[], object] | None:
        """A command of the grid of indicators, while that is in front."""
        do = self.grid.commands.all.get(command) if self.parts.currentWidget() is self._measured else None
        return partial(self._carry_out, do) if do else None

    def standing(self) -> tuple[str, int, InGrid]:
        """The project, the tab in front, and the place in the grid of its indicators."""
        return self.list.current, self.parts.currentIndex(), in_grid(self.grid, self.model)

    def stand_again(self, standing: tuple[str, int, InGrid]) -> None:
        project, part, at = standing
        if self.list.go(project):
            self.parts.setCurrentIndex(part)
            stand_in_grid(self.grid, self.model, at)

    # Commands

    def add(self) -> None:
        """A blank project at the end."""
        self._begin("新增项目", goal_tables.add_project(self.session.document))

    def insert(self) -> None:
        """A blank project before the current one."""
        self._begin("插入项目", goal_tables.add_project(self.session.document, self.list.current or None))

    def copy(self) -> None:
        """The current project once more, with its indicators."""
        if self.list.current:
            self._begin("复制项目", goal_tables.copy_project(self.session.document, self.list.current))

    def shift(self, by: int) -> None:
        """Let the current project change places with its neighbour."""
        key = self.list.current
        changes = records.move_record(self.session.document, self._table.id, key, by) if key else ()
        if not self.session.apply("上移项目" if by < 0 else "下移项目", changes):
            self.status.emit(f"已经是{'第一' if by < 0 else '最后一'}个项目。")

    def remove(self) -> None:
        """Take the current project out with its indicators."""
        key = self.list.current
        if key:
            name = name_of(self.session.document, key)
            self.session.apply("删除项目", goal_tables.remove_projects(self.session.document, [key]))
            self.status.emit(f"已删除项目{name and f'“{name}”'}和它的指标，可以撤销。")

    def copy_last_year(self) -> None:
        """Ask which of last year's projects go on this year, and begin them."""
        previous = self.session.document.previous
        if previous is None or not previous.lines(previous.edition.roles.projects):
            self.status.emit("程序里没有这个单位上一年的项目。可以先导入上一年的公开文件。")
            return
        dialog = LastYearDialog(previous, self.window())
        if dialog.exec() and dialog.keys():
            changes = goal_tables.copy_last_year(self.session.document, previous, dialog.keys())
            self._begin(f"从上年复制{len(dialog.keys())}个项目", changes)

    def paste_goal_table(self) -> None:
        """A goal table on the clipboard as a new project before the next one."""
        keys = self.list.order()
        following = keys[keys.index(self.list.current) + 1 :] if self.list.current else []
        block = from_mime(QGuiApplication.clipboard().mimeData())
        pasted = goal_tables.paste_goal_table(self.session.document, block, *following[:1])
        if not pasted.changes:
            self.status.emit("剪贴板里没有绩效目标表。请在 WPS 里选中整张表（连同“一级指标”表头）复制后再粘贴。")
            return
        self._begin("粘贴绩效目标表", pasted.changes)
        left = f"，有 {pasted.skipped} 格没有认出，没有收取" if pasted.skipped else ""
        self.status.emit(f"已粘贴一张绩效目标表，{self.model.rowCount() - 1} 条指标{left}，可以撤销。")

    # Inside

    def _build(self) -> None:
        head = PageHead(self.session, self.step_id, words.heading(self._table), self._table.guidance)
        head.finding_wanted.connect(self.finding_wanted)
        for part in (self._buttons[commands.COPY_LAST_YEAR], self._buttons[commands.PASTE_GOALS], self._unit):
            head.add(part)
        self._side, self._chosen = self._build_side(), self._build_chosen()
        self._empty = EmptyState(is_page=True)
        self._empty.say(*_EMPTY, "" if self.session.is_read_only else commands.ADD_PROJECT.name, icon="file-plus")
        self._empty.wanted.connect(partial(self._carry_out, self.add))
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._side)
        both.addWidget(self._chosen, 1)
        both.addWidget(self._empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(both, 1)

    def _build_side(self) -> QFrame:
        """The cards, over them their sum, under them what it is held against."""
        side = QFrame()
        side.setProperty("beside", True)
        side.setFixedWidth(style.wide(_LIST))
        cards = QVBoxLayout(side)
        cards.setContentsMargins(0, 0, 1, 0)
        cards.setSpacing(0)
        cards.addLayout(_row(self._count, self._sum, None, self._buttons[commands.ADD_PROJECT]))
        cards.addWidget(self.list, 1)
        self._covered.setContentsMargins(2 * style.SPACE, style.SPACE, 2 * style.SPACE, style.SPACE)
        cards.addWidget(self._covered)
        return side

    def _build_chosen(self) -> QWidget:
        """The chosen project: its name with what is done to it, and its parts on three tabs."""
        self._form = QScrollArea()
        self._form.setWidget(self.form)
        self._form.setWidgetResizable(True)
        self._form.setFrameShape(QFrame.Shape.NoFrame)
        self._form.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._measured = QWidget()
        below = QVBoxLayout(self._measured)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(line_over(self, self.grid))
        below.addWidget(self.grid, 1)
        self._beside.setContentsMargins(2 * style.SPACE, style.SPACE, 2 * style.SPACE, style.SPACE)
        below.addWidget(self._beside)
        self.parts = QTabWidget()
        for part, name in ((self._form, _BASIC), (self.form.goals, GOALS), (self._measured, INDICATORS)):
            self.parts.addTab(part, name)
        corner = QWidget()
        corner.setLayout(_row(self.form.secret))
        self.parts.setCornerWidget(corner)
        chosen = QWidget()
        chosen.setAutoFillBackground(True)
        chosen.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(chosen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        of_card = (commands.INSERT_PROJECT, *_OF_CARD)
        column.addLayout(_row(self._named, *(self._buttons[command] for command in of_card)))
        column.addWidget(self.parts, 1)
        return chosen

    def _make_buttons(self) -> dict[Command, QToolButton]:
        """The commands as buttons, those with a key under that key in the list too."""
        deeds = {command: partial(self._carry_out, do) for command, do in self._deeds().items()}
        for command, do in deeds.items():
            for key in command.keys:
                shortcut = QShortcut(QKeySequence(key), self.list, context=Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(do)
        met = met_by(self.session)
        buttons = {
            command: command_button(command, do, met, is_bare=command in _OF_CARD) for command, do in deeds.items()
        }
        for button in buttons.values():
            style.scale(button, style.SMALL)
        return buttons

    def _deeds(self) -> Deeds:
        return {
            commands.ADD_PROJECT: self.add,
            commands.INSERT_PROJECT: self.insert,
            commands.COPY_PROJECT: self.copy,
            commands.PROJECT_UP: lambda: self.shift(-1),
            commands.PROJECT_DOWN: lambda: self.shift(1),
            commands.REMOVE_PROJECT: self.remove,
            commands.COPY_LAST_YEAR: self.copy_last_year,
            commands.PASTE_GOALS: self.paste_goal_table,
        }

    def _carry_out(self, do: Callable[[], object]) -> None:
        self.commit_pending()
        if not self.session.is_read_only:
            do()

    def _begin(self, name: str, changes: tuple[Change, ...]) -> None:
        """Carry out a step that brings new projects, and go to the first of them."""
        begun = [c for c in changes if isinstance(c, RowChange) and c.key.table == self._table.id]
        key = next(iter(records.new_keys(begun)), "")
        self.session.apply(name, changes)
        if self.list.go(key):
            self.form.fields["name"].setFocus()

    def _show_project(self, key: str) -> None:
        self.grid.commit_pending()
        self.form.show_project(key)
        self._tell_parts()
        if self.model.project != key:
            self.model.show_project(key)
            self.grid.fit()

    def _show_field(self, _address: object) -> None:
        """Keep the field that is typed in in sight, where the form has less room than it takes."""
        field = self.focusWidget()
        if field is not None and self.form.isAncestorOf(field):
            self._form.ensureWidgetVisible(field)

    def show_check(self) -> None:
        """Show projects and marks as they stand."""
        found = by_project(self.session)
        document, unit = self.session.document, self._shown_in
        keys = [line.key for line in document.lines(self._table.id)]
        self.list.show_projects([listed(document, key, found.get(key, []), unit) for key in keys])
        self._chosen.setVisible(bool(keys))
        self._empty.setVisible(not keys)
        self._tell_parts(found)
        self._tell_sum()

    def _tell_sum(self) -> None:
        """How many projects there are, and whether together they are what the tables have as 项目支出."""
        document = self.session.document
        keys = self.list.order()
        whole = sum(document.value(project_cell(self.session.document, key, "budget")) or 0 for key in keys)
        self._count.setText(f"{len(keys)} 个项目" if keys else "还没有项目")
        self._sum.setText(f"共 {show(whole, self._shown_in)} {self._shown_in}" if keys else "")
        off = next((finding for finding in self.session.verdicts if finding.rule == _COVERED), None)
        told = f"{off.level} {off.sentence}" if off else "✓ 与项目支出一致" if whole else ""
        style.say(self._covered, told, off.level if off else "")

    def _tell_parts(self, found: dict[str, list[Finding]] | None = None) -> None:
        """On each tab the worst letter of what was found there; on that of the indicators how many there are."""
        own = (by_project(self.session) if found is None else found).get(self.list.current, [])
        goals, indicators = counts(self.session.document, self.list.current)
        told = self.session.document.text(project_cell(self.session.document, self.list.current, "goals"))
        current, name = self.list.current, name_of(self.session.document, self.list.current) or "（未填名称）"
        self._named.show_text(f"{self.list.order().index(current) + 1}　{name}" if current else "")
        self._beside.setText(f"对照：这个项目的绩效目标\n{told}" if told.strip() else "")
        self._beside.setVisible(bool(told.strip()))
        parts: list[list[Finding]] = [[], [], []]
        for finding in own:
            is_below = is_of_indicators(self.session.document, finding)
            parts[2 if is_below else 1 if finding.column == "goals" else 0].append(finding)
        for number, called in enumerate((_BASIC, f"{GOALS} {goals}", f"{INDICATORS} {indicators}")):
            level = worst(finding.level for finding in parts[number])
            self.parts.setTabText(number, f"{level} {called}".strip())


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """A line over a list or a form; None is the room between what stands left and what stands right."""
    row = QHBoxLayout()
    row.setContentsMargins(2 * style.SPACE, style.SPACE, style.SPACE, style.SPACE)
    row.setSpacing(style.SPACE // 2)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, isinstance(part, Elided))
    return row
