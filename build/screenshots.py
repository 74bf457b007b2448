"""Makes pictures of every page and dialog, to be looked at one by one.

`python build/screenshots.py FOLDER [SIZE…] [THEME…] [SCREEN]`: each size and each theme gets a folder of its own, by
default the four sizes in the light theme. In it are the start page, every step of the bundled sample with last year's
amounts, and every dialog that a menu opens, on a screen of 1366x768 or another, as 1024x768 or, enlarged by the system,
1920x1080@1.5. Needs no screen of its own and touches nobody's data. Told are words on a label, a button or a tab that
are not seen whole, what the screen cannot hold, and a second filled button.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

_SCREEN = re.compile(r"(\d+)x(\d+)(?:@([\d.]+))?")
_NAMED = next(filter(None, map(_SCREEN.fullmatch, sys.argv[2:])), None) or _SCREEN.fullmatch("1366x768")
assert _NAMED
ENLARGED = float(_NAMED[3] or 1)
WIDTH, HEIGHT = (round(int(side) / ENLARGED) for side in _NAMED.groups()[:2])
"""What the screen holds, in the pixels of Qt, each of which is so many of the screen."""
BAR = 28
"""What the frame of a window takes of the height."""


def _screen(folder: Path) -> str:
    """The platform of Qt that paints into memory, on a screen of that size."""
    sides = {"width": WIDTH, "height": HEIGHT, "logicalDpi": 96, "dpr": ENLARGED}
    screen = {"name": "small", "x": 0, "y": 0} | sides
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


if __name__ == "__main__":
    _HOME = tempfile.TemporaryDirectory()
    os.environ["HOME"] = _HOME.name
    os.environ["QT_QPA_PLATFORM"] = _screen(Path(_HOME.name))

from PySide6.QtCore import QSize, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QDialog,
    QTabBar,
)
from shiboken6 import delete  # noqa: E402  (Qt reads its platform when it is loaded)

from build.camera import Camera  # noqa: E402
from forms.document.document import Document  # noqa: E402
from forms.edit import cells, goal_tables  # noqa: E402
from forms.edit.draft import draft  # noqa: E402
from forms.edit.records import new_keys  # noqa: E402
from forms.form.resources import resources  # noqa: E402
from forms.match.recognise import recognise  # noqa: E402
from forms.office.office import Office  # noqa: E402
from forms.readers import read  # noqa: E402
from models.records import Address, CellChange, CellEntry, Unit  # noqa: E402
from tests.forms.bureau.counties import county, printed  # noqa: E402
from tests.forms.county.invented import unit, write_county  # noqa: E402
from tests.forms.faultless import faultless  # noqa: E402
from ui.bureau.bureau_page import BureauPage  # noqa: E402
from ui.county.county_window import CountyWindow  # noqa: E402
from ui.frame.stage_bar import StageButton  # noqa: E402
from ui.grid.code_popup import Popup  # noqa: E402
from ui.grid.view import GridView  # noqa: E402
from ui.kit import commands  # noqa: E402
from ui.kit.jobs import Jobs  # noqa: E402
from ui.kit.steps import steps  # noqa: E402
from ui.kit.style import FONT_SIZES, STANDARD_SIZE, THEMES, set_theme  # noqa: E402
from ui.pages.check_page import CheckPage  # noqa: E402
from ui.pages.find_pane import FindPane  # noqa: E402
from ui.window.app import dress  # noqa: E402
from ui.window.main_window import MainWindow  # noqa: E402
from ui.window.stages import CHECKING, PUBLISHING, SIGNING  # noqa: E402

HELP = (commands.GUIDE, commands.EXPLAIN, commands.RULES, commands.KEYS, commands.ABOUT)
COVERS = (
    commands.SETTINGS,
    commands.SELF_CHECK,
    commands.HISTORY,
    commands.COMPARE_LAST_YEAR,
    commands.COMPARE_SETTLED,
)
"""What opens no dialog but a page."""
PROJECT = {
    "name": "中小企业服务体系建设补助",
    "purpose": "支持中小企业公共服务平台开展政策咨询、人才培训和创业辅导，培训企业负责人200人次以上。",
    "goals": "完善中小企业公共服务平台，全年服务企业不少于200家。",
    "budget": "44.69",
    "fiscal": "44.69",
    "march": "20",
    "june": "50",
    "october": "80",
    "december": "100",
}
"""An invented project, of which the sample has none."""


_PAUSE_MS = 20


def disclosures(office: Office) -> Document:
    """The sample as this year's, with drafted texts and a project, and as last year's with other amounts."""
    file = _sample()
    sheets = read(file)
    before = office.take(recognise(sheets, year=2023))
    before.apply("上年的数", [CellChange(a, e, CellEntry(fen=_less(e.fen))) for a, e in before.cells.items() if e.fen])
    now = office.take(recognise(sheets))
    for section in now.edition.sections:
        if text := draft(now, section):
            now.apply("起草", cells.write_section(now, section.id, text))
    added = goal_tables.add_project(now)
    now.apply("新增项目", added)
    (key,) = new_keys(added)
    table = now.edition.tables[now.edition.roles.projects]
    known = {column.id for column in table.columns}
    now.apply("填写", cells.enter(now, {Address(table.id, key, c): text for c, text in PROJECT.items() if c in known}))
    return now


def _sample() -> Path:
    (file,) = (resources() / "sample").glob("*.xlsx")
    return file


def _less(fen: int) -> int:
    """Three per cent less, in whole hundreds of 元, as amounts are published."""
    return fen * 97 // 100 // 10_000 * 10_000


def pictures(folder: Path, size: str, theme: str, home: Path) -> None:
    """All pictures in one type size and one theme."""
    camera = Camera(folder, QSize(WIDTH, HEIGHT - BAR))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    set_theme(application, theme)
    with Office.open(home / "data") as office:
        jobs = Jobs(application, inline=True)
        window = MainWindow(office, jobs, home / "program.log")
        window.resize(WIDTH, HEIGHT - BAR)
        window.set_size(size)
        window.show()
        camera.take("第一次打开", window)
        document = disclosures(office)
        window.go_home()
        # It is seen before the figures of its card are there.
        while not window.start.card.ring.isVisible():
            QTest.qWait(_PAUSE_MS)
        camera.take("首页", window)
        window.show_document(document)
        for step in steps(document):
            window.workspace.go(step.id)
            camera.take(step.name.replace(" ", ""), window)
        stages(camera, window)
        window.workspace.go("T3")
        window.workspace.panels.restore("findings")
        window.workspace.findings.here.setChecked(True)
        window.workspace.findings.step(1)
        camera.take("一个问题", window)
        window.workspace.panels.restore("none")
        camera.take("两侧收起", window)
        window.workspace.panels.restore("steps")
        camera.take("各步展开", window)
        show_units(camera, window, home / "各单位交来的")
        # What is summed puts away what lies open.
        window.show_document(document)
        covers(camera, window)
        window.lessons.begin()
        camera.take("练习", window)
        window.end_guest()
        beginning(camera, window)
        settled(camera, window)
        window.show_document(document)
        with camera.watching():
            _dialogs(camera, window)
        jobs.close()
        window.workspace.is_stored = True
        window.close()
        delete(window)  # with its watch over a file that goes with the folder


def stages(camera: Camera, window: MainWindow) -> None:
    """What is no step: the parts of a project, 查找, and the pages of the two stages behind the steps."""
    assert window.workspace is not None
    window.workspace.go(window.workspace.session.document.edition.roles.projects)
    for tabs in window.workspace.current_page.findChildren(QTabBar):
        for number in range(1, tabs.count()):
            tabs.setCurrentIndex(number)
            camera.take(f"项目{tabs.tabText(number).split()[0]}", window)
        tabs.setCurrentIndex(0)
    window.workspace.go("T5")
    window.menus.actions[commands.FIND].trigger()
    camera.take("查找", window)
    pane = window.findChild(FindPane)
    pane.sought.setText("没有这样的字")
    pane.step(1)
    camera.take("没有找到", window)
    pane.close()
    for stage in (CHECKING, SIGNING, PUBLISHING):
        _stage(window, stage)
        camera.take(stage, window)


def beginning(camera: Camera, window: MainWindow) -> None:
    """One page of each kind of a disclosure in which nothing is filled in yet, and what helps to fill in a code."""
    document = window.office.start(Unit("998", "示例县科学技术局"), 2025, "部门", "hebei")
    window.show_document(document)
    first: dict[tuple[str, str], str] = {}
    for step in steps(document):
        window.workspace.go(step.id)
        first.setdefault((type(window.workspace.current_page).__name__, step.stage), step.id)
    for id_ in first.values():
        window.workspace.go(id_)
        camera.take(f"空白的{id_}", window)
    for stage in (CHECKING, SIGNING):
        _stage(window, stage)
        camera.take(f"空白的{stage}", window)
    window.menus.actions[commands.HISTORY].trigger()
    camera.take("空白的修改记录", window)
    window.workspace.go("T2")
    window.uncover()
    grid = window.workspace.current_page.findChild(GridView)
    for name, keys in (("科目表", ""), ("编码框", "xzyx")):
        grid.setFocus()
        if not keys:
            QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        for key in keys:
            QTest.keyClicks(window.focusWidget(), key)
        for popup in window.findChildren(Popup):
            if popup.isVisible():
                camera.take(name, popup)
                camera.take(f"{name}和表", window)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)


def settled(camera: Camera, window: MainWindow) -> None:
    """What may not be changed any more: a table, a text, and the pages of both stages behind the steps."""
    document = faultless(window.office)
    window.office.settle(document)
    window.show_document(document)
    for step in ("T3", "S2"):
        window.workspace.go(step)
        camera.take(f"定稿的{step}", window)
    for stage in (SIGNING, PUBLISHING):
        _stage(window, stage)
        camera.take(f"定稿的{stage}", window)


def _stage(window: MainWindow, name: str) -> None:
    next(button for button in window.findChildren(StageButton) if button.name == name).click()


def covers(camera: Camera, window: MainWindow) -> None:
    """The pages that cover all else, what 自查 leads to, and the list before many findings are mended at once."""
    window.show_settings()
    camera.take("设置", window)
    for command in (commands.HISTORY, commands.COMPARE_LAST_YEAR):
        window.menus.actions[command].trigger()
        camera.take(command.name, window)
    window.exchange.import_these([_sample()])
    camera.take("导入", window)
    for _, name in window.cover.page.preview.pages[1:]:
        window.cover.page.next.click()
        camera.take(f"导入{name}", window)
    window.self_check.choose()
    camera.take("自查文件", window)
    window.self_check.start([_sample()])
    camera.take("自查的结果", window)
    assert window.workspace is not None
    window.workspace.go("T3")
    camera.take("自查的一页", window)
    window.end_guest()
    _stage(window, CHECKING)
    page = window.workspace.current_page
    assert isinstance(page, CheckPage)
    with camera.watching():
        page.mend_all.click()


def show_units(camera: Camera, window: MainWindow, folder: Path) -> None:
    """单位一览 over an invented county, one of whose units handed in nothing; then the year of another."""
    write_county(folder, range(11))
    listed = [f"{one.code} {one.name}" for one in map(unit, range(12))]
    (folder / "单位名单.txt").write_text("\n".join(listed), encoding="utf-8")
    shown = CountyWindow(window)
    shown.resize(WIDTH, HEIGHT - BAR)
    shown.show()
    for command in (commands.HAND_OUT, commands.COLLECT):
        shown.go(command)
        camera.take(f"{command.name}还没有文件", shown)
    shown.units.start(folder)
    shown.go(commands.COUNTY)
    shown.units.view.selectRow(1)
    camera.take("单位一览", shown)
    through_the_year(camera, shown, folder.with_name("分发"))
    shown.close()
    delete(shown)


def through_the_year(camera: Camera, shown: CountyWindow, folder: Path) -> None:
    """Handed out, collected, summed, held against the web site."""
    folder.mkdir()
    files = printed("merged", county(23, 8), folder)
    shown.go(commands.HAND_OUT)
    shown.hand_out.form.setCurrentIndex(shown.hand_out.form.findData("hebei"))
    shown.hand_out.take(files)
    _wait(shown.hand_out)
    camera.take("分发以前", shown)
    shown.hand_out.hand_out(folder / "发下去")
    _wait(shown.hand_out)
    camera.take("分发以后", shown)
    shown.go(commands.COLLECT)
    min((folder / "发下去").iterdir()).unlink()
    shown.collect.take([folder / "发下去"])
    _wait(shown.collect)
    camera.take("收回", shown)
    shown.go(commands.SUM_INTO)
    shown.sum.typed.setText("300 清溪县水务局")
    shown.sum.typed.editingFinished.emit()
    shown.sum.list.tick_all(True)
    camera.take("汇总以前", shown)
    shown.sum.sum_up()
    _wait(shown.sum)
    camera.take("汇总以后", shown)
    shown.go(commands.CHECK_SITE)
    camera.take("网上核对还没有文件", shown)


def _wait(page: BureauPage) -> None:
    while page.work.is_busy:
        QTest.qWait(_PAUSE_MS)


def _dialogs(camera: Camera, window: MainWindow) -> None:
    """What every menu opens, and what is asked of a file that was dropped."""
    for command, action in window.menus.actions.items():
        if (command.text.endswith("…") or command in HELP) and command not in COVERS:
            action.trigger()
            for other in QApplication.topLevelWidgets():
                if other is not window and other.isVisible() and isinstance(other, QDialog):
                    camera.take(command.name, other)
                    other.close()
    window.self_check.offer([_sample()])


def main(arguments: list[str]) -> int:
    """Make the pictures in the sizes and the themes that are named."""
    if not arguments:
        print(__doc__)
        return 2
    application = QApplication([])
    dress(application)
    folder, *named = arguments
    themes = [theme for theme in THEMES if theme in named]
    for size in [size for size in FONT_SIZES if size in named] or ([STANDARD_SIZE] if themes else FONT_SIZES):
        for theme in themes or THEMES[1:2]:
            with tempfile.TemporaryDirectory() as home:
                pictures(Path(folder) / f"{size}{theme if themes else ''}", size, theme, Path(home))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
