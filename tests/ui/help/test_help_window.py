"""帮助: topics beside the work, the page at hand with its rules, a search over everything, the guide as files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from forms.form.load import edition
from forms.form.resources import resources
from forms.guide import book
from models.records import Address
from tests.ui.menus import call
from ui.help import topics
from ui.help.about import AboutDialog
from ui.help.help_window import HelpWindow
from ui.kit import commands
from ui.kit.steps import steps
from ui.window.main_window import MainWindow


@pytest.fixture
def shown(qtbot: QtBot) -> HelpWindow:
    window = HelpWindow()
    window.tell_rules(edition(2024, "部门"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def listed(window: HelpWindow) -> list[str]:
    return [window.list.item(row).text() for row in range(window.list.count())]


def test_the_topics_are_the_chapters_the_keys_and_the_rules(shown: HelpWindow) -> None:
    assert listed(shown) == [*book.chapters(), topics.KEYS, topics.RULES]


def test_f1_opens_at_the_page_and_the_cell(opened: MainWindow) -> None:
    opened.workspace.go("T2")
    opened.workspace.current_page.show_cell(Address("T2", "2060101", "total"))
    call(opened, commands.EXPLAIN)
    window = opened.findChild(HelpWindow)
    assert window.isVisible()
    assert not window.isModal()
    assert (window.topic, listed(window)[0]) == (topics.HERE, topics.HERE)
    assert "表二" in window.text.toPlainText()
    assert "2060101" in window.text.toPlainText()


def test_f1_on_another_page_tells_of_that(opened: MainWindow) -> None:
    for step in ("T2", "S2"):
        opened.workspace.go(step)
        call(opened, commands.EXPLAIN)
    assert "二、部门预算安排的总体情况" in opened.findChild(HelpWindow).text.toPlainText()
    assert listed(opened.findChild(HelpWindow)).count(topics.HERE) == 1


def test_every_page_leads_to_a_chapter_that_is_there(opened: MainWindow) -> None:
    document = opened.workspace.session.document
    assert {topics.chapter_of(document, step.id) for step in steps(document)} <= book.chapters().keys()


def test_the_link_of_a_rule_leads_to_its_place(shown: HelpWindow) -> None:
    shown.text.anchorClicked.emit(QUrl("rule:M05"))
    assert shown.topic == topics.RULES
    assert shown.text.verticalScrollBar().value() > 0


def test_the_search_goes_through_all_topics_and_round(qtbot: QtBot, shown: HelpWindow) -> None:
    shown.search.setText("资料包")
    told = shown.found.text()
    assert told.startswith("第 1 处，共 ")
    count = int(told.removeprefix("第 1 处，共 ").removesuffix(" 处"))
    seen = []
    for _ in range(count):
        seen.append((shown.topic, shown.text.textCursor().selectedText(), shown.text.textCursor().position()))
        qtbot.keyClick(shown.search, Qt.Key.Key_Return)
    assert len(set(seen)) == count
    assert {text for _, text, _ in seen} == {"资料包"}
    assert len({topic for topic, _, _ in seen}) > 1
    assert shown.found.text() == told


def test_what_is_nowhere_is_said(shown: HelpWindow) -> None:
    shown.search.setText("鸿篇巨制")
    assert shown.found.text() == "没有找到"


def test_the_help_keeps_its_place(opened: MainWindow) -> None:
    call(opened, commands.GUIDE)
    window = opened.findChild(HelpWindow)
    window.open_at("十、备份、换电脑、常见问题")
    bar = window.text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    window.open_at(topics.KEYS)
    window.open_at("十、备份、换电脑、常见问题")
    window.reject()
    call(opened, commands.GUIDE)
    assert opened.findChildren(HelpWindow) == [window]
    assert (window.topic, bar.value()) == ("十、备份、换电脑、常见问题", place)
    assert place > 0


def test_pictures_are_no_wider_than_the_text(shown: HelpWindow) -> None:
    widths = []
    for chapter in book.chapters():
        shown.open_at(chapter)
        found = topics.pictures(shown.text.document())
        widths += [cursor.charFormat().toImageFormat().width() for _, cursor in found]
    assert widths
    assert all(0 < width <= shown.text.viewport().width() for width in widths)


def test_the_guide_is_saved_as_pdf_and_web_page(
    shown: HelpWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    (button,) = (one for one in shown.findChildren(QPushButton) if one.text().startswith("另存为"))
    button.click()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".pdf"]
    assert "已写成" in shown.found.text()


def test_the_licences_are_read_line_by_line_from_the_page_of_the_program(qtbot: QtBot) -> None:
    dialog = AboutDialog(Path("数据"), Path("记录"))
    qtbot.addWidget(dialog)
    assert "河北省" in dialog.text.toPlainText()
    dialog.text.setSource(QUrl.fromLocalFile(str(resources() / "licences.txt")))
    shown = dialog.text.toPlainText().splitlines()
    kept = (resources() / "licences.txt").read_text(encoding="utf-8").splitlines()
    assert shown[: len(kept)] == kept
