"""读到了什么: what an import read in one line each, what is missing before it, and what it has to ask."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.match.asking.question import Asked, Choice, Question, Unsure
from forms.office.office import Office
from models.errors import Trouble
from models.records import Address
from tests.ui.menus import call
from ui.dialogs.import_page import ImportPage
from ui.dialogs.import_question import QuestionBox
from ui.dialogs.import_read import KEPT, STATE_WORDS, ReadLine
from ui.kit.commands import IMPORT
from ui.kit.jobs import Jobs
from ui.parts.elided import Elided
from ui.window.main_window import MainWindow


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs) -> ImportPage:
    dialog = ImportPage(office, jobs)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def reading(data: Path) -> Path:
    """The folder of files that lack something."""
    return data / "reading"


def changed(workbook: Path, path: Path, change: Callable[[openpyxl.Workbook], object]) -> Path:
    """The published workbook after this was done to it."""
    book = openpyxl.load_workbook(workbook)
    change(book)
    book.save(path)
    return path


def without_years(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = re.sub(r"20\d\d年?", "", cell.value)


def lines(dialog: ImportPage) -> dict[str, tuple[str, ...]]:
    """What is told of each thing of the form, by its name."""
    return {line.name: _told(line) for line in dialog.preview.read.lines}


def others(dialog: ImportPage) -> list[tuple[str, ...]]:
    return [_told(line) for line in dialog.preview.read.others]


def _told(line: ReadLine) -> tuple[str, ...]:
    return STATE_WORDS[line.state], line.name, line.whole, line.source


def looks(dialog: ImportPage) -> list[str]:
    """What is to be looked at."""
    return [text for text, _ in dialog.preview.read.looks]


# Lines


def test_the_page_of_what_was_read_comes_first(dialog: ImportPage, workbook: Path) -> None:
    dialog.read([workbook])
    assert dialog.preview.tabs.currentWidget() is dialog.preview.read
    assert dialog.take.isEnabled()
    assert dialog.next.text().startswith("详细情况")
    dialog.next.click()
    assert dialog.next.text().startswith("下一步")


def test_each_table_section_and_list_is_one_line(dialog: ImportPage, workbook: Path, data: Path) -> None:
    dialog.read([workbook, data / "2024-fengrun" / "disclosure.docx"])
    shown = lines(dialog)
    assert dialog.preview.read.title.text() == "读到了 9/9 张预算表、10/11 节文字、4/4 份清单"
    assert len(shown) == 9 + 11 + 4
    assert shown["表二 收入总表"] == ("✓ 读到", "表二 收入总表", "27 行，81 个金额", "tables.xlsx 部门预算收入总表")
    assert shown["表七 政府性基金支出"][2] == "空表"
    assert shown["三、机关运行经费安排情况"][2:] == ("1 段", "disclosure.docx 段落 104 起")
    assert shown["项目绩效"][:3] == ("✓ 读到", "项目绩效", "7 个项目，55 条指标")


def test_what_is_missing_is_the_first_line(dialog: ImportPage, workbook: Path, data: Path) -> None:
    dialog.read([workbook, data / "2024-fengrun" / "disclosure.docx"])
    name = "六、部门主管专项资金预算安排情况及绩效目标"
    assert looks(dialog) == [f"没有找到“{name}”。"]
    assert lines(dialog)[name][0] == "○ 没有"


def test_rows_that_are_missing_make_a_table_partly_read(dialog: ImportPage, reading: Path) -> None:
    dialog.read([reading / "r5-no-total-rows.xlsx"])
    assert "表一的“本年收入合计”等32行" in looks(dialog)[0]
    shown = lines(dialog)["表一 收支总表"]
    assert shown[0] == "△ 部分"
    assert shown[2] == "10 项，2 个金额；缺“本年收入合计”等 32 行"


def test_tables_printed_again_are_one_line(dialog: ImportPage, workbook: Path, data: Path) -> None:
    dialog.read([workbook, data / "2024-fengrun" / "disclosure.docx"])
    again = [row for row in others(dialog) if row[0] == "＝ 重复"]
    assert [row[1] for row in again] == ["12 张表、7 张绩效目标表又出现"]
    assert len(others(dialog)) < 4


def test_cells_that_are_refused_are_counted_with_their_commonest_reason(
    dialog: ImportPage, workbook: Path, tmp_path: Path
) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book["部门预算收入总表"]["F6"] = "待定"
        book["部门预算收入总表"]["G8"] = "见附表"

    dialog.read([changed(workbook, tmp_path / "改过.xlsx", spoil)])
    shown = lines(dialog)["表二 收入总表"]
    assert shown[0] == "△ 部分"
    assert shown[2].endswith("；2 格没有采用：“待定”不是金额（F6等）")


def test_a_column_nobody_knows_is_named(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    def rename(book: openpyxl.Workbook) -> None:
        for row in book["部门预算收入总表"].iter_rows(max_row=6):
            for cell in row:
                if cell.value == "财政拨款收入":
                    cell.value = "上级给的"

    dialog.read([changed(workbook, tmp_path / "列.xlsx", rename)])
    shown = lines(dialog)["表二 收入总表"]
    assert shown[0] == "△ 部分"
    assert "不认识的列“上级给的”" in shown[2]


def test_a_head_of_which_little_is_known_is_doubtful(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    def remove(book: openpyxl.Workbook) -> None:
        book["部门预算支出总表"].delete_cols(6, 3)

    dialog.read([changed(workbook, tmp_path / "少列.xlsx", remove)])
    shown = lines(dialog)["表三 支出总表"]
    assert shown[0] == "△ 部分"
    assert "表头只认出 5/8 列，请核对" in shown[2]


def test_a_table_twice_in_one_file_is_to_be_compared(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    def copy(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(book["部门预算收入总表"])

    dialog.read([changed(workbook, tmp_path / "两遍.xlsx", copy)])
    again = next(row for row in others(dialog) if row[0] == "＝ 重复")
    assert again[1] == "1 张表又出现"
    assert again[2].endswith("；同一份文件里的两遍请核对是否一致")


def test_a_sheet_nobody_knows_is_one_line_and_announced(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    def add(book: openpyxl.Workbook) -> None:
        memo = book.create_sheet("备忘")
        memo.append(["联系人", "张三"])
        memo.append(["余额", "123.45"])

    dialog.read([changed(workbook, tmp_path / "附备忘.xlsx", add)])
    left = ("△ 未采用", "备忘", "没有认出是哪张表，4 格没有采用（A1“联系人”）", "附备忘.xlsx")
    assert left in others(dialog)
    assert looks(dialog)[-1:] == ["备忘：没有认出是哪张表，4 格没有采用（A1“联系人”）"]


def test_a_hidden_sheet_is_told_once(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.create_sheet("去年").append(["收入", 1])
        book["去年"].sheet_state = "hidden"

    dialog.read([changed(workbook, tmp_path / "隐藏.xlsx", hide)])
    assert [row[2] for row in others(dialog) if "去年" in "".join(row)] == ["隐藏的工作表，2 格没有采用（A1“收入”）"]


def test_what_files_do_not_hold_is_told_as_kept(
    dialog: ImportPage, document: Document, workbook: Path, tmp_path: Path
) -> None:
    assert document.is_present("T2")

    def remove(book: openpyxl.Workbook) -> None:
        del book["部门预算收入总表"]

    dialog.read([changed(workbook, tmp_path / "少一张.xlsx", remove)])
    assert lines(dialog)["表二 收入总表"][:3] == ("○ 没有", "表二 收入总表", KEPT)
    assert "与现有资料不同的有 0 处。" in [label.text() for label in dialog.preview.read.findChildren(Elided)]


def test_texts_of_which_nothing_was_read_are_one_line(dialog: ImportPage, reading: Path) -> None:
    dialog.read([reading / "r5-no-total-rows.xlsx"])
    assert [name for name in lines(dialog) if not name.startswith("表")] == [
        "情况说明各节（11 项）",
        "机构、项目、采购、资产（4 项）",
    ]


# Questions


def test_a_year_that_is_not_told_is_asked_with_the_years_as_buttons(
    dialog: ImportPage, workbook: Path, tmp_path: Path
) -> None:
    dialog.read([changed(workbook, tmp_path / "无年.xlsx", without_years)])
    assert dialog.understood is None
    assert dialog.trouble.text() == "没有认出预算年度。请选择年度："
    next(button for button in dialog.question.buttons if button.text() == "2024年").click()
    assert dialog.understood is not None
    assert dialog.understood.reading.year == 2024
    assert dialog.question.buttons == ()
    assert dialog.trouble.text() == ""


def test_a_question_shows_what_the_file_says(dialog: ImportPage, workbook: Path, tmp_path: Path) -> None:
    dialog.read([changed(workbook, tmp_path / "无年.xlsx", without_years)])
    assert "A1“部门预算收支总表”" in dialog.question.seen.text()
    assert dialog.preview.tabs.currentWidget() is dialog.preview.read


@pytest.fixture
def box(qtbot: QtBot) -> QuestionBox:
    box = QuestionBox(QLabel(), fill_in="请填写。", by_hand="请指定。")
    qtbot.addWidget(box)
    return box


def asked(box: QuestionBox, question: Question) -> tuple[str, list[str]]:
    """What the box says and offers."""
    box.ask(Unsure(question), ())
    return box.sentence.text(), [button.text() for button in box.buttons]


def test_years_that_contend_are_the_answers(box: QuestionBox) -> None:
    choices = (Choice(2024, ("表头写的是2024年",)), Choice(2023, ("标题是2023年的",)))
    said = asked(box, Question(Asked.YEAR, "标题是2023年的，表头写的是2024年", choices))
    assert said == ("标题是2023年的，表头写的是2024年。请选择年度：", ["2024年", "2023年"])


def test_both_kinds_are_offered(box: QuestionBox) -> None:
    choices = (Choice("部门"), Choice("单位"))
    assert asked(box, Question(Asked.KIND, "没有认出类别", choices))[1] == ["部门预算", "单位预算"]


def test_no_option_of_the_command_line_is_shown(box: QuestionBox) -> None:
    for question in (Question(Asked.UNIT, "不清楚"), Question(Asked.PACK, "不清楚", (Choice("hebei"),))):
        assert "--" not in asked(box, question)[0]
        assert "--" in str(Unsure(question))


def test_a_trouble_that_no_field_answers_keeps_its_way_out(box: QuestionBox) -> None:
    assert box.ask(Trouble("公式没有算好；", "请用 WPS 保存一次。"), ()) is None
    assert (box.sentence.text(), box.buttons) == ("公式没有算好；请用 WPS 保存一次。", ())


def test_the_unit_of_money_is_asked_where_tables_contradict_each_other(
    dialog: ImportPage, workbook: Path, tmp_path: Path
) -> None:
    def relabel(book: openpyxl.Workbook) -> None:
        for row in book["部门预算收支总表"].iter_rows(max_row=6):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("万元", "元")

    dialog.read([changed(workbook, tmp_path / "元.xlsx", relabel)])
    assert "元" in dialog.trouble.text()
    assert "--" not in dialog.trouble.text()
    assert [button.text() for button in dialog.question.buttons] == ["按元读", "按万元读"]
    dialog.question.buttons[1].click()
    assert dialog.understood is not None
    assert dialog.understood.document.value(Address("T1", "income.total", "amount")) == 2305_270000


# The chooser


def test_the_import_begins_with_the_choice_of_files(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda _, title, *__: (asked.append(title) or [], ""))
    call(window, IMPORT)
    assert asked == ["选择预算公开的文件，可以选几个"]
