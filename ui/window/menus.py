"""The menus and the tool bar of the main window: every command once, with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

from ui.dialogs import help as help_pages
from ui.kit import style
from ui.window.last_year_box import LastYearBox
from ui.window.state_button import StateButton

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

UNITS = ("万元", "元")
_NAME = 10
"""So many characters of a step's name stand on the tool bar; the menu and the tip show all."""


class Menus:
    """Builds menus and tool bar on the window and keeps their texts and states."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._for_document: list[QAction] = []
        # Qt for Python deletes a menu whose last wrapper goes, so every menu is held here.
        self.all: list[QMenu] = []
        self._file()
        self._edit()
        self._data()
        self._check()
        self._export()
        self._help()
        self._tool_bar()

    def show_state(self, undo: str, redo: str, is_open: bool) -> None:
        """Say on 撤销 and 重做 which step is meant; without an open disclosure most commands rest."""
        for action in self._for_document:
            action.setEnabled(is_open)
        self.last_year.follow()
        for action, word, key, name in ((self.undo, "撤销", "U", undo), (self.redo, "重做", "R", redo)):
            action.setText(f"{word}(&{key}) {name.replace('&', '&&')}".rstrip())
            short = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
            action.setIconText(f"{word} {short}".rstrip())
            action.setToolTip(f"{word}{name}（{action.shortcut().toString()}）")
            action.setEnabled(bool(name))

    def show_unit(self, unit: str) -> None:
        """Mark the unit in which amounts are shown."""
        self._unit_button.setText(f"单位：{unit} ")
        for action in self._units.actions():
            action.setChecked(action.data() == unit)

    def show_size(self, size: str) -> None:
        """Mark the size of the type."""
        for action in self._sizes.actions():
            action.setChecked(action.data() == size)

    def _menu(self, text: str, above: QMenu | None = None) -> QMenu:
        menu = (above or self._window.menuBar()).addMenu(text)
        self.all.append(menu)
        return menu

    def _file(self) -> None:
        w = self._window
        menu = self._menu("文件(&F)")
        self.home = self._add(menu, "开始页(&H)", w.go_home, drawing="home")
        self.home.setIconText("开始页")
        menu.addSeparator()
        self._add(menu, "新建(&N)…", w.new, "Ctrl+N", "new")
        self.take = self._add(menu, "导入文件(&I)…", w.import_files, "Ctrl+I", "import")
        self._add(menu, "示例练习(&L)…", w.practise)
        menu.addSeparator()
        self._add(menu, "建立备份(&S)", w.back_up, "Ctrl+S")
        self._add(menu, "打开数据文件夹(&D)", w.open_folder)
        menu.addSeparator()
        self._add(menu, "退出(&X)", w.close, "Ctrl+Q")

    def _edit(self) -> None:
        w = self._window
        menu = self._menu("编辑(&E)")
        self.undo = self._add(menu, "撤销(&U)", w.undo, "Ctrl+Z", "undo", needs_document=True)
        self.redo = self._add(menu, "重做(&R)", w.redo, "Ctrl+Y", "redo", needs_document=True)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addSeparator()
        locate = self._add(menu, "定位(&G)…", w.locate, "F5", needs_document=True)
        locate.setShortcuts([QKeySequence("F5"), QKeySequence("Ctrl+G")])
        self._add(menu, "上一页(&P)", w.previous_page, "Ctrl+PgUp", needs_document=True)
        self._add(menu, "下一页(&N)", w.next_page, "Ctrl+PgDown", needs_document=True)
        menu.addSeparator()
        self._add(menu, "收起或展开两侧面板(&B)", w.toggle_panels, "F6", needs_document=True)
        sizes = self._menu("界面字号(&Z)", menu)
        self._sizes = self._choices(sizes, tuple(style.FONT_SIZES), w.set_size)

    def _data(self) -> None:
        w = self._window
        menu = self._menu("数据(&D)")
        units = self._menu("显示单位(&U)", menu)
        self._units = self._choices(units, UNITS, w.set_unit)
        self.last_year = LastYearBox(w)
        menu.addAction(self.last_year.action)
        self._add(menu, "按科目编码排列本表(&S)", w.sort_by_code, needs_document=True)
        self._add(menu, "本表全部采用计算数(&A)", w.accept_computed, needs_document=True)
        menu.addSeparator()
        self._add(menu, "导出本表到 Excel(&X)…", w.exchange.export_table, needs_document=True)
        self._add(menu, "导出全部表到 Excel(&L)…", w.exchange.export_all, needs_document=True)
        self._add(menu, "取回改过的表(&T)…", w.exchange.take_back, needs_document=True)
        menu.addSeparator()
        self._add(menu, "修改记录(&H)…", w.dialogs.show_history, needs_document=True)
        self._add(menu, "导入本单位的科目表(&C)…", w.take_catalogue)
        self._unit_menu = units

    def _check(self) -> None:
        w = self._window
        menu = self._menu("检查(&C)")
        self.check = self._add(menu, "检查(&C)", w.check, "F9", "check", needs_document=True)
        self.check.setIconText("检查 F9")
        self._add(menu, "下一个问题(&N)", w.next_finding, "F7", needs_document=True)
        self._add(menu, "上一个问题(&P)", w.previous_finding, "Shift+F7", needs_document=True)
        self._add(menu, "与上年对比(&L)…", w.exchange.compare_with_last_year, needs_document=True)
        self.settled = self._add(menu, "与定稿对比(&D)…", w.dialogs.compare_with_settled)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._follow_settled)
        menu.addSeparator()
        self._add(menu, "自查文件(&Z)…", w.self_check.choose)
        self._add(menu, "保存检查报告(&R)…", w.self_check.ask_for_report, needs_document=True)

    def _follow_settled(self) -> None:
        """Let 与定稿对比 rest, and say why, while there is no 定稿."""
        why = self._window.dialogs.why_no_settled()
        self.settled.setEnabled(not why)
        self.settled.setToolTip(why or "与上次定稿时对比，看定稿以后改了什么")

    def _export(self) -> None:
        w = self._window
        menu = self._menu("导出(&O)")
        self.preview = self._add(menu, "预览(&V)…", w.dialogs.preview, "Ctrl+P", "preview", needs_document=True)
        self.export = self._add(menu, "导出(&X)…", w.export, "Ctrl+E", "export", needs_document=True)
        self.preview.setIconText("预览")
        self.export.setIconText("导出")

    def _help(self) -> None:
        w = self._window
        menu = self._menu("帮助(&H)")
        self._add(menu, "使用说明(&U)", lambda: help_pages.show_guide(w))
        self._add(menu, "填报说明(&F)", w.dialogs.explain, "F1", needs_document=True)
        self._add(menu, "检查规则(&R)", w.dialogs.show_rules)
        self._add(menu, "快捷键(&K)", w.dialogs.show_keys)
        self._add(menu, "关于(&A)", w.dialogs.show_about)

    def _tool_bar(self) -> None:
        bar = QToolBar("工具栏")
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._unit_button = QToolButton()
        self._unit_button.setMenu(self._unit_menu)
        self._unit_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._unit_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.addAction(self.home)
        bar.addSeparator()
        bar.addActions([self.undo, self.redo])
        bar.addSeparator()
        bar.addWidget(self._unit_button)
        bar.addWidget(self.last_year)
        bar.addSeparator()
        bar.addActions([self.check, self.preview, self.export])
        bar.addSeparator()
        self.state = StateButton()
        self.state.chosen.connect(self._window.set_state)
        bar.addWidget(self.state)
        self._window.addToolBar(bar)

    def _add(
        self,
        menu: QMenu,
        text: str,
        do: Callable[[], object],
        key: str = "",
        drawing: str = "",
        *,
        needs_document: bool = False,
    ) -> QAction:
        action = QAction(text, self._window)
        if drawing:
            action.setIcon(style.icon(drawing))
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(do)
        menu.addAction(action)
        if needs_document:
            self._for_document.append(action)
        return action

    def _choices(self, menu: QMenu, names: tuple[str, ...], choose: Callable[[str], None]) -> QActionGroup:
        """One of several: each with a digit as its mnemonic."""
        group = QActionGroup(self._window)
        for number, name in enumerate(names, start=1):
            action = QAction(f"{name}(&{number})", self._window, checkable=True)
            action.setData(name)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(lambda action: choose(action.data()))
        return group
