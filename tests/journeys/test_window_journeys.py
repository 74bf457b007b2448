"""Whole ways through the real window, with keys and clicks: from last year's files to both products."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.office.office import Office
from forms.signing.state_name import state_of
from forms.write.packet.package import export
from forms.write.page.products import Product
from models.records import Address, OperationKind, State
from tests.forms.faultless import DAY, faultless, without_errors
from tests.journeys.clerk import AMOUNTS
from tests.ui.menus import call
from tests.ui.modal import answer
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.locate import LocateDialog
from ui.dialogs.new_dialog import NewDialog
from ui.kit import commands
from ui.kit.fields import LineField
from ui.kit.steps import CHECKLIST, PROFILE, steps
from ui.packet.next_step import unsigned
from ui.packet.sign_dialog import SignDialog
from ui.window.main_window import MainWindow
from ui.window.passing import PassingDialog

YEAR = 2026
FACTS = {"X7/basic/reason": "人员增加", "X8/planned/amount": "4"}
EXPLANATION = {
    "X2/1/budget": "20", "X2/1/quantity": "8", "X2/1/price": "0.5", "X2/1/total": "4", "X2/1/general": "4",
    "X3/total/value": "240", "X3/buildings/quantity": "300", "X3/buildings/value": "200", "X3/offices/quantity": "280",
    "X3/offices/value": "190", "X3/other/quantity": "66", "X3/other/value": "40",
}  # fmt: skip
PROJECT = {
    "code": "13020826P000000000001", "budget": "20", "fiscal": "20", "march": "25", "june": "50", "october": "80",
    "december": "100",
}  # fmt: skip
SIGNED = {
    "approved": "2026年1月20日", "approval": "丰财预〔2026〕1号", "maker": "张三", "reviewer": "李四",
    "finance": "王五", "leader": "赵六", "secrecy_reviewer": "钱七",
    "secrecy_date": "2026年1月21日", "secrecy_result": "同意公开",
}  # fmt: skip
THIS_YEAR = {
    "T2/2060101/fiscal": "110", "T3/2060101/basic": "110", "T4/income.general/amount": "130", "T5/2060101/basic": "110",
    "T6/30101/staff": "100.5",
}  # fmt: skip
"""What is other than last year."""


@pytest.fixture
def last_year(tmp_path: Path) -> list[Path]:
    """The workbook and the Word file that were published last year."""
    with Office.open(tmp_path / "elsewhere") as office:
        return list(export(faultless(office), tmp_path / "published", formats=("xlsx", "docx")))


def document(window: MainWindow) -> Document:
    return window.workspace.session.document


def chord(key: Qt.Key) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """A key with Ctrl."""
    return key, Qt.KeyboardModifier.ControlModifier


def compose(text: str, into: QWidget) -> None:
    """What an input method does when the words are chosen."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(into, event)


def press(qtbot: QtBot, *keys: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Press keys one after the other, each on what has the focus then; Chinese comes from the input method."""
    for key in keys:
        if isinstance(key, str) and not key.isascii():
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
            compose(key, QApplication.focusWidget())
            continue
        if isinstance(key, tuple):
            qtbot.keyClick(QApplication.focusWidget(), *key)
            continue
        for one in key if isinstance(key, str) else (key,):
            qtbot.keyClick(QApplication.focusWidget(), one)


def tab_to(qtbot: QtBot, widget: QWidget) -> None:
    """Press Tab until the focus is there; Tab comes to everything that can be worked with."""
    for _ in range(100):
        if QApplication.focusWidget() is widget:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"no way to {widget}")


def come_back(qtbot: QtBot, window: MainWindow) -> None:
    """To the window behind a dialog that was put away: without a screen nobody else activates it."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitActive(window):
        window.activateWindow()


def type_in(qtbot: QtBot, window: MainWindow, texts: Mapping[str, str]) -> None:
    """Type amounts and words into the grids, each on its cell."""
    come_back(qtbot, window)
    for place, text in texts.items():
        window.workspace.show_cell(Address(*place.split("/")))
        page = window.workspace.current_page
        if not page.isAncestorOf(QApplication.focusWidget()):
            page.setFocus()
        press(qtbot, text, Qt.Key.Key_Return)


def fill_in(qtbot: QtBot, field: LineField | QComboBox, text: str) -> None:
    """Go to a field, type into it in the place of what stands there, or choose from its list, and leave it."""
    field.setFocus()
    while isinstance(field, QComboBox) and field.currentText() != text:
        press(qtbot, Qt.Key.Key_Down)
    if isinstance(field, LineField):
        press(qtbot, chord(Qt.Key.Key_A), text)
    press(qtbot, Qt.Key.Key_Tab)


def fill_project(qtbot: QtBot, window: MainWindow) -> None:
    """The code and the amounts of this year, on the form of the project."""
    come_back(qtbot, window)
    window.workspace.go("X5")
    page = window.workspace.current_page
    page.list.go("1")
    for name, text in PROJECT.items():
        fill_in(qtbot, page.form.fields[name], text)
    page.show_indicators()


def adopt_drafts(window: MainWindow) -> None:
    """In every section that has a draft, take it over whole."""
    for step in steps(document(window)):
        window.workspace.go(step.id)
        button = getattr(window.workspace.current_page, "adopt_all", None)
        if button is not None and button.isEnabled():
            button.click()


def fill_profile(qtbot: QtBot, window: MainWindow) -> None:
    """Approval and signing."""
    come_back(qtbot, window)
    window.workspace.go(PROFILE)
    for name, text in SIGNED.items():
        fill_in(qtbot, window.workspace.current_page.fields[name].editor, text)


def answer_questions(window: MainWindow) -> None:
    """Yes to every question of the checklist."""
    window.workspace.go(CHECKLIST)
    for question in window.workspace.current_page.questions.values():
        next(one for one in question.findChildren(QRadioButton) if one.text().startswith("是")).click()


def by(person: str, why: str = "") -> Callable[[PassingDialog], None]:
    """Say who it is and why, and go on."""

    def say(dialog: PassingDialog) -> None:
        dialog.person.setText(person)
        dialog.reason.setText(why)
        dialog.ok.click()

    return say


def exported(window: MainWindow, product: Product, folder: Path) -> set[str]:
    """Export one product with all formats; the suffixes of what was written."""

    def choose(dialog: ExportDialog) -> None:
        dialog.folder.setText(str(folder))
        dialog.products[product].setChecked(True)
        dialog.open_after.setChecked(False)
        dialog.start.click()
        dialog.reject()

    answer(ExportDialog, choose)
    call(window, commands.EXPORT)
    return {path.suffix for path in folder.iterdir()}


def test_from_last_years_files_to_both_products(
    qtbot: QtBot, window: MainWindow, last_year: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.window.exchange.this_year", lambda: YEAR)
    window.exchange.import_these(last_year)
    window.cover.page.take.click()
    assert document(window).head.year == YEAR - 1
    answer(NewDialog, lambda dialog: dialog.buttons.accepted.emit())
    window.workspace.bar.make.click()
    assert window.workspace.bar is None
    assert document(window).head.year == YEAR
    document(window).today = lambda: date(YEAR, 1, 22)
    type_in(qtbot, window, {**AMOUNTS, **THIS_YEAR})
    window.workspace.go("X7")
    window.workspace.current_page.take_last_year()
    type_in(qtbot, window, {**FACTS, **EXPLANATION})
    fill_project(qtbot, window)
    type_in(qtbot, window, {"X5I/4/value": "≤20万元"})
    adopt_drafts(window)
    fill_profile(qtbot, window)
    answer_questions(window)
    call(window, commands.CHECK)
    assert [finding.sentence for finding in window.workspace.session.open_findings] == []
    assert [finding.sentence for finding in window.workspace.session.to_do] == []
    answer(PassingDialog, by("张三"))
    window.menus.state.choose(State.REVIEWED)
    window.menus.state.choose(State.SETTLED)
    assert document(window).head.state == State.SETTLED
    assert window.office.person == "张三"
    written = [exported(window, product, tmp_path / product) for product in Product]
    assert written == [{".docx", ".pdf", ".xlsx"}] * 2
    with pypdfium2.PdfDocument(next((tmp_path / Product.SIGNING).glob("*.pdf"))) as signing:
        first = signing[0].get_textpage().get_text_bounded()
    assert "张三" in first
    assert state_of(document(window)).code in first


def test_a_correction_after_findings(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    settled = faultless(window.office)
    window.office.set_person("张三")
    window.office.settle(settled)
    window.open(settled.head.id)
    signed = state_of(document(window)).code
    answer(PassingDialog, by("李四", "公务接待费录错"))
    window.workspace.bar.reopen.click()
    document(window).today = lambda: DAY.replace(year=2025)
    type_in(qtbot, window, {"T3/2060101/basic": "1000", "T6/30217/public": "5"})
    call(window, commands.CHECK)
    errors = [one for one in window.workspace.session.open_findings if one.level == "E"]
    seen = set()
    for _ in errors:
        call(window, commands.NEXT_FINDING)
        seen.add(window.workspace.at)
    assert len(seen) > 1
    refused: list[str] = []
    answer(QMessageBox, lambda box: (refused.append(box.text()), box.reject()))
    window.menus.state.choose(State.SETTLED)
    assert document(window).head.state == State.EDITING
    assert "错误" in refused[0]
    type_in(qtbot, window, {"T3/2060101/basic": "100", "T6/30217/public": "0.5"})
    window.workspace.go("S1")
    editor = window.workspace.current_page.editor
    editor.setFocus()
    compose("（更正）", editor)
    call(window, commands.CHECK)
    assert [one.message for one in window.workspace.session.open_findings if one.level != "H"] == []
    window.menus.state.choose(State.SETTLED)
    assert document(window).head.state == State.SETTLED
    told = [(logged.who, logged.kind) for logged in window.office.history(settled.head.id)]
    assert ("李四", OperationKind.REOPEN) in told
    assert "公务接待费录错" in [logged.name for logged in window.office.history(settled.head.id)]
    assert state_of(document(window)).code != signed
    assert exported(window, Product.PUBLIC, tmp_path / "again") == {".docx", ".pdf", ".xlsx"}
    assert [kind for _, kind in told].count(OperationKind.SETTLE) == 2


def test_a_day_by_keyboard_alone(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = without_errors(window.office)
    monkeypatch.setattr("ui.home.home_page.this_year", lambda: kept.head.year)
    window.go_home()
    come_back(qtbot, window)
    press(qtbot, Qt.Key.Key_Return)
    assert document(window).head.id == kept.head.id
    while window.workspace.at != "T3":
        press(qtbot, chord(Qt.Key.Key_PageDown))
    press(qtbot, Qt.Key.Key_Insert, "tj xzyx", Qt.Key.Key_Down, Qt.Key.Key_Return)
    code = next(line.code for line in document(window).lines("T3") if line.code.startswith("20105"))
    press(qtbot, "5", Qt.Key.Key_Return)
    assert document(window).value(Address("T3", code, "basic")) == 5_000000
    press(qtbot, Qt.Key.Key_F9, Qt.Key.Key_F7)
    assert window.workspace.findings.list.currentItem() is not None
    while document(window).value(Address("T3", code, "basic")) is not None:
        press(qtbot, chord(Qt.Key.Key_Z))
    press(qtbot, chord(Qt.Key.Key_Z), Qt.Key.Key_F9)
    assert code not in [line.code for line in document(window).lines("T3")]
    assert [finding for finding in window.workspace.session.open_findings if finding.level == "E"] == []

    def seek(dialog: LocateDialog) -> None:
        field = dialog.findChild(QLineEdit)
        compose("表九", field)
        qtbot.keyClick(field, Qt.Key.Key_Return)

    answer(LocateDialog, seek)
    press(qtbot, Qt.Key.Key_F5)
    assert window.workspace.at == "T9"


def test_from_the_last_texts_to_both_products_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    kept = without_errors(window.office)
    window.open(kept.head.id)
    document(window).today = lambda: DAY.replace(year=2025)
    come_back(qtbot, window)

    # A text is typed on, then its draft is taken.
    press(qtbot, chord(Qt.Key.Key_3))
    while window.workspace.at != "S2":
        press(qtbot, chord(Qt.Key.Key_PageDown))
    drafted = document(window).section_text("S2")
    press(qtbot, chord(Qt.Key.Key_End))
    compose("另见下表。", QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert document(window).steps.done[-2].name.startswith("填写")
    assert document(window).section_text("S2") == drafted

    # The fields of the profile one after the other, each from the one before.
    press(qtbot, chord(Qt.Key.Key_1))
    fields = window.workspace.current_page.fields
    for name, text in SIGNED.items():
        editor = fields[name].editor
        tab_to(qtbot, editor)
        while isinstance(editor, QComboBox) and editor.currentText() != text:
            press(qtbot, Qt.Key.Key_Down)
        if isinstance(editor, LineField):
            press(qtbot, text.replace("2026", "2025"))

    press(qtbot, chord(Qt.Key.Key_5), chord(Qt.Key.Key_PageUp))
    for question in window.workspace.current_page.questions.values():
        tab_to(qtbot, question.answers.button(0))
        press(qtbot, Qt.Key.Key_Space)
    press(qtbot, chord(Qt.Key.Key_6))

    def say_who(dialog: PassingDialog) -> None:
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.person)
        press(qtbot, "张三", Qt.Key.Key_Return)

    def say_when(dialog: SignDialog) -> None:
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.day)
        press(qtbot, "2025年1月21日", Qt.Key.Key_Return)

    answer(PassingDialog, say_who)
    press(qtbot, Qt.Key.Key_Space)
    assert document(window).head.state == State.REVIEWED
    for _ in unsigned(document(window)):
        come_back(qtbot, window)
        answer(SignDialog, say_when)
        press(qtbot, Qt.Key.Key_Space)
    come_back(qtbot, window)
    press(qtbot, Qt.Key.Key_Space)
    assert document(window).head.state == State.SETTLED

    def export_there(dialog: ExportDialog) -> None:
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.folder)
        press(qtbot, chord(Qt.Key.Key_A), str(tmp_path / "out"))
        tab_to(qtbot, dialog.products[Product.PUBLIC])
        press(qtbot, Qt.Key.Key_Down)
        tab_to(qtbot, dialog.open_after)
        press(qtbot, Qt.Key.Key_Space)
        tab_to(qtbot, dialog.start)
        press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Escape)

    answer(ExportDialog, export_there)
    press(qtbot, chord(Qt.Key.Key_E))
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".docx", ".pdf", ".xlsx"}
