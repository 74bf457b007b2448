"""Blocks from and to WPS and Excel: what is read from their payloads, and what a paste does to a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import CTRL, SHIFT, blank, go, press, shown, text
from ui.grid.clipboard import from_mime, parse_html, parse_text, to_mime, write_text
from ui.pages.table_page import TablePage

K = Qt.Key
CODES = ("2060101", "2060102", "2060103", "2060199")

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!--td {padding:0}--></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse'>
<!--StartFragment-->
 <col width=64 span=3 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 align=right>1,234.50</td>
  <td class=xl65>行政<br>
    运行</td>
 </tr>
 <tr height=20><td></td><td>&lt;2&gt;&nbsp;</td></tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'><td width=64></td><td width=64></td></tr>
 <![endif]>
<!--EndFragment-->
</table></body></html>"""


def put(text: str = "", html: str = "") -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.fixture
def page(qtbot: QtBot) -> TablePage:
    return shown(qtbot, blank(T5=CODES), "T5")


@pytest.fixture
def said(page: TablePage) -> list[str]:
    said: list[str] = []
    page.status.connect(said.append)
    return said


def paste_at(page: TablePage, row: str, column: str, text: str) -> None:
    put(text)
    go(page, row, column)
    press(K.Key_V, modifiers=CTRL)


# Reading


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_rows_end_with_any_line_break(newline: str) -> None:
    assert parse_text(newline.join(["1\t2", "3\t4", ""])) == [["1", "2"], ["3", "4"]]


def test_only_one_line_break_at_the_end_is_dropped() -> None:
    assert parse_text("1\r\n\r\n") == [["1"], [""]]


def test_a_cell_in_quotes_may_hold_line_breaks_and_quotes() -> None:
    assert parse_text('"一\n二"\t"他说""好"""\r\n') == [["一\n二", '他说"好"']]


def test_a_quote_that_is_never_closed_is_a_quote() -> None:
    assert parse_text('"12\t3\n4\t5') == [['"12', "3"], ["4", "5"]]


def test_quotes_that_a_person_wrote_stay() -> None:
    text = '"三公"经费\t1.00\n"两个"维护\t2.00\n"全名"\t3.00'
    assert parse_text(text) == [['"三公"经费', "1.00"], ['"两个"维护', "2.00"], ['"全名"', "3.00"]]


def test_a_cell_may_be_as_long_as_it_likes() -> None:
    long = "长" * 200_000
    assert parse_text(f"{long}\t1") == [[long, "1"]]


def test_what_nobody_sees_is_left_out() -> None:
    mime = QMimeData()
    mime.setText("\u202d1,234.50\u202c\t2350.27\u200b\r\n\0")
    assert from_mime(mime) == [["1,234.50", "2350.27"]]


def test_short_rows_are_filled_up() -> None:
    assert parse_text("1\t2\n3") == [["1", "2"], ["3", ""]]


def test_an_empty_clipboard_is_no_block() -> None:
    assert from_mime(QMimeData()) == []


def test_a_clipboard_that_cannot_be_had_is_no_block() -> None:
    assert from_mime(None) == []


def test_the_table_of_an_excel_payload_is_read() -> None:
    assert parse_html(EXCEL) == [["1,234.50", "行政\n运行"], ["", "<2>"]]


def test_merged_cells_cover_blanks() -> None:
    html = "<table><tr><td rowspan=2 colspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>"
    assert parse_html(html) == [["甲", "", "1"], ["", "", "2"]]


def test_only_the_first_table_is_read() -> None:
    assert parse_html("<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>") == [["1"]]


def test_a_table_inside_one_that_only_frames_it_is_the_one() -> None:
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    assert parse_html(f"<table><tr><td>{inner}</td></tr></table>") == [["1", "2"]]
    assert parse_html(f"<table><tr><td>栏目</td><td>{inner}</td></tr></table>") == [["1", "2"]]


def test_a_small_table_in_a_cell_is_text_of_the_cell() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    rows = f"<tr><td>一</td><td>说明{inner}</td></tr><tr><td>二</td><td>3</td></tr>"
    assert parse_html(f"<table>{rows}</table>") == [["一", "说明甲 乙"], ["二", "3"]]


def test_html_without_a_table_gives_way_to_the_text() -> None:
    mime = QMimeData()
    mime.setHtml("<p>12.5</p>")
    mime.setText("12.5")
    assert from_mime(mime) == [["12.5"]]


_CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x85\u2028\u2029"), max_size=6)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(_CELLS, min_size=n, max_size=n), min_size=1, max_size=4)))
def test_what_is_written_as_text_is_read_again(block: list[list[str]]) -> None:
    assert parse_text(write_text(block)) == block


@given(st.text(max_size=60))
def test_any_text_gives_rows_of_one_length(text: str) -> None:
    assert len({len(row) for row in parse_text(text)}) <= 1


_TAGS = ("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<td rowspan=3>", "<td colspan=2>", "<br>", "a")


@given(st.lists(st.sampled_from(_TAGS)))
def test_any_html_gives_rows_of_one_length(tags: list[str]) -> None:
    assert len({len(row) for row in parse_html("".join(tags))}) <= 1


def test_a_copy_carries_a_table_too() -> None:
    assert parse_html(to_mime([["1.00", "a<b"], ["", "x\ny"]]).html()) == [["1.00", "a<b"], ["", "x\ny"]]


# Pasting


def test_an_excel_block_fills_its_cells_and_not_the_one_below(page: TablePage) -> None:
    page.model.enter("x", {Address("T5", "2060199", "basic"): "9"})
    paste_at(page, "2060101", "basic", "1\t2\r\n3\t4\r\n5\t6\r\n")
    assert [text(page, code, "basic") for code in CODES] == ["1.00", "3.00", "5.00", "9.00"]
    page.session.undo()
    assert [text(page, code, "basic") for code in CODES] == ["", "", "", "9.00"]


def test_a_paste_skips_computed_cells_and_says_so(page: TablePage, said: list[str]) -> None:
    paste_at(page, "2060101", "total", "3\t1\t2\r\n")
    assert (text(page, "2060101", "basic"), text(page, "2060101", "project")) == ("1.00", "2.00")
    assert said == ["已粘贴 2 个单元格，跳过 1 个自动计算的单元格。"]


def test_one_cell_fills_the_selection(page: TablePage) -> None:
    put("7\r\n")
    go(page, "2060101", "basic")
    press(K.Key_Down, K.Key_Down, K.Key_Down, modifiers=SHIFT)
    press(K.Key_V, modifiers=CTRL)
    assert [text(page, code, "basic") for code in CODES] == ["7.00"] * 4


def test_full_width_digits_and_unit_words_are_repaired(page: TablePage) -> None:
    paste_at(page, "2060101", "basic", "１，２３４。５０万元")
    assert text(page, "2060101", "basic") == "1234.50"


def test_what_is_no_amount_is_kept_and_marked(page: TablePage) -> None:
    paste_at(page, "2060101", "basic", "待定")
    assert text(page, "2060101", "basic") == "待定"
    index = page.model.find(Address("T5", "2060101", "basic"))
    assert page.model.look(index.row(), index.column()).level == "E"


def test_what_lies_outside_is_told(page: TablePage, said: list[str]) -> None:
    paste_at(page, "2060199", "project", "1\t2\r\n3\t4\r\n")
    assert said == ["已粘贴 1 个单元格，3 个超出表格，没有填入。"]


def test_rows_with_codes_bring_their_rows(page: TablePage, said: list[str]) -> None:
    paste_at(page, "2060101", "code", "2150501\t行政运行\t\t3\t4\r\n")
    assert (text(page, "2150501", "basic"), text(page, "2150501", "project")) == ("3.00", "4.00")
    assert said == ["新增 3 行，已粘贴 2 个单元格。"]


def test_what_was_put_right_is_told(page: TablePage, said: list[str]) -> None:
    paste_at(page, "2060101", "basic", "\u202d1.00\u202c\t２\r\n−3\t4\r\n")
    assert [text(page, code, "basic") for code in CODES[:2]] == ["1.00", "-3.00"]
    assert said == ["已粘贴 4 个单元格，修正 3 处。"]


def test_what_was_put_right_and_what_was_skipped_are_told_together(page: TablePage, said: list[str]) -> None:
    paste_at(page, "2060101", "total", "３\t１\t2\r\n")
    assert said == ["已粘贴 2 个单元格，修正 1 处，跳过 1 个自动计算的单元格。"]


def test_what_is_no_amount_is_told(page: TablePage, said: list[str]) -> None:
    paste_at(page, "2060101", "basic", "待定\t－\r\n1，2，3\t5\r\n")
    assert said == ["已粘贴 4 个单元格。2 格不是金额，已按原文放入并标出。"]


def test_codes_that_were_put_right_are_told(page: TablePage, said: list[str]) -> None:
    paste_at(page, "2060101", "code", "\ufeff２１５０５０１\t行政运行\t\t３\t待定\r\n")
    assert text(page, "2150501", "basic") == "3.00"
    assert said == ["新增 3 行，已粘贴 2 个单元格，修正 2 处。1 格不是金额，已按原文放入并标出。"]


def test_what_was_put_right_in_a_list_is_told(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "X1")
    said: list[str] = []
    page.status.connect(said.append)
    put("甲\u200b所\t事业\r\n")
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.grid.commands.paste()
    assert "，修正 1 处。" in said[0]
    assert page.model.text(0, 0) == "甲所"


def test_a_last_line_in_which_nothing_is_seen_blanks_nothing(page: TablePage) -> None:
    page.model.enter("x", {Address("T5", "2060102", "basic"): "9"})
    paste_at(page, "2060101", "basic", "1\r\n\u200b")
    assert text(page, "2060102", "basic") == "9.00"


def test_what_a_web_page_hides_in_a_cell_is_left_out(page: TablePage) -> None:
    put(html="<table><tr><td>&#8203;1,234.50&zwnj;</td></tr></table>")
    go(page, "2060101", "basic")
    press(K.Key_V, modifiers=CTRL)
    assert text(page, "2060101", "basic") == "1234.50"


def test_serial_numbers_before_the_codes_are_passed_over(page: TablePage) -> None:
    paste_at(page, "2060101", "code", "1\t\t合计\t7\t3\t4\r\n2\t2150501\t行政运行\t7\t3\t4\r\n")
    assert text(page, "2150501", "project") == "4.00"


def test_pasting_beside_the_shorter_side_is_harmless(qtbot: QtBot) -> None:
    page = shown(qtbot, blank(), "T4")
    put("1\t甲\t2\r\n" * 5)
    page.grid.setCurrentIndex(page.model.index(0, 1))
    page.grid.commands.paste()
    assert [text(page, f"income.{fund}", "amount") for fund in ("general", "fund", "capital")] == ["1.00"] * 3


def test_amounts_are_pasted_in_the_unit_that_is_shown(page: TablePage) -> None:
    page.set_unit("元")
    paste_at(page, "2060101", "basic", "12345.6\r\n")
    assert page.session.document.value(Address("T5", "2060101", "basic")) == 1_234_560


# Copying


def test_a_copy_gives_numbers_that_calculate(page: TablePage) -> None:
    page.model.enter("x", {Address("T5", "2060101", "basic"): "1234567.89"})
    go(page, "2060101", "name")
    press(K.Key_Right, K.Key_Right, modifiers=SHIFT)
    press(K.Key_C, modifiers=CTRL)
    assert QGuiApplication.clipboard().text() == "行政运行\t1234567.89\t1234567.89\r\n"


def test_a_cut_clears_what_it_copied(page: TablePage) -> None:
    page.model.enter("x", {Address("T5", "2060101", "basic"): "5"})
    go(page, "2060101", "basic")
    press(K.Key_X, modifiers=CTRL)
    assert QGuiApplication.clipboard().text() == "5.00\r\n"
    assert text(page, "2060101", "basic") == ""


def test_a_copied_block_can_be_pasted_elsewhere(page: TablePage) -> None:
    page.model.enter("x", {Address("T5", "2060101", c): t for c, t in (("basic", "5"), ("project", "6"))})
    go(page, "2060101", "basic")
    press(K.Key_Right, modifiers=SHIFT)
    press(K.Key_C, modifiers=CTRL)
    go(page, "2060199", "basic")
    press(K.Key_V, modifiers=CTRL)
    assert (text(page, "2060199", "basic"), text(page, "2060199", "project")) == ("5.00", "6.00")
