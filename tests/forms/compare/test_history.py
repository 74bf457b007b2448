"""The history in words: every kind of change says where it was, what stood there and what stands there now."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from forms.compare.history import about, differences_made, logged_title
from forms.document.document import Document
from forms.edit.cells import accept_computed, add_codes, enter, remove_rows, rename, set_notes, write_section
from forms.edit.goal_tables import add_project, remove_projects
from forms.edit.profile import set_profile
from forms.edit.records import add_records, move_record
from forms.match.recognise import recognise
from forms.signing.checklist import reply
from forms.write.reports.history_sheet import write_history
from models.digest import code_of
from models.records import (
    Address,
    CellChange,
    CellEntry,
    Change,
    Logged,
    OperationKind,
    RowAddress,
    RowChange,
    RowEntry,
    State,
    TextChange,
)
from tests.forms.books import changed, published
from tests.forms.documents import begun, fill

CELL = Address("T5", "2060101", "basic")


def done(document: Document, changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    """The changes in words, after they were carried out."""
    return [
        (one.place, one.item, one.old, one.new) for one in differences_made(document, document.apply("填写", changes))
    ]


@pytest.fixture
def document() -> Document:
    begun_one = begun()
    fill(begun_one, {"T5/2060101/basic": "100"})
    return begun_one


def test_an_amount_says_place_and_both_values(document: Document) -> None:
    assert done(document, enter(document, {CELL: "292.65"})) == [
        ("表五《部门预算一般公共预算财政拨款支出表》", "“2060101 行政运行”行“基本支出”", "100.00", "292.65")
    ]


def test_a_blank_a_zero_and_a_wrong_text_are_three_things(document: Document) -> None:
    news = [done(document, enter(document, {CELL: text}))[0][3] for text in ("0", "", "约三万")]
    assert news == ["0.00", "", "约三万"]


def test_what_a_file_stated_gives_way_to_the_arithmetic() -> None:
    reading = recognise(changed(published("2024-fengrun"), {"T2!F9": "300.00"}))
    document = Document(reading.head, reading.edition, reading.content)
    stated = [address for address in document.cells if document.is_stated(address)]
    assert {new for *_, new in done(document, accept_computed(document, stated))} == {"（自动计算）"}


def test_rows_come_and_go_by_code_and_name(document: Document) -> None:
    place = "表五《部门预算一般公共预算财政拨款支出表》"
    come = done(document, add_codes(document, "T5", ["2060102"]))
    assert come == [(place, "“2060102 一般行政管理事务”行", "", "一般行政管理事务")]
    gone = done(document, remove_rows(document, "T5", ["2060102"]))
    assert gone == [(place, "“2060102 一般行政管理事务”行", "一般行政管理事务", "")]


def test_a_new_name_and_a_new_order_are_told(document: Document) -> None:
    assert done(document, rename(document, "T5", "2060101", "行政运营"))[0][2:] == ("行政运行", "行政运营")
    assert done(document, rename(document, "T1", "income.general", "拨款"))[0][3] == "拨款"
    row = RowAddress("T5", "2060101")
    moved = differences_made(document, (RowChange(row, RowEntry(order=3), RowEntry()),))
    assert [(one.old, one.new) for one in moved] == [("第3位", "按编码排列")]


def test_records_are_told_by_their_name_even_once_they_are_gone(document: Document) -> None:
    document.apply("加行", add_records(document, "X2", 2))
    naming = document.edition.tables["X2"].naming
    assert done(document, enter(document, {Address("X2", "2", naming): "计算机"}))[0][1].startswith("“计算机”行")
    assert done(document, move_record(document, "X2", "2", -1))[0][2:] == ("第2位", "第1位")
    gone = done(document, remove_rows(document, "X2", ["2"]))
    assert {item.partition("（")[0] for _, item, *_ in gone} == {"“计算机”行"}


def test_what_belongs_to_a_project_is_told_under_its_name(document: Document) -> None:
    document.apply("加项目", add_project(document))
    (key,) = (line.key for line in document.lines("X5"))
    document.apply("填写", enter(document, {Address("X5", key, "name"): "网络运行维护费"}))
    gone = differences_made(document, document.apply("删项目", remove_projects(document, [key])))
    assert {one.place for one in gone} == {"项目“网络运行维护费”"}
    assert {one.part for one in gone} == {"project"}


def test_an_indicator_is_told_by_its_name_even_once_it_is_gone() -> None:
    reading = recognise(published("2024-fengrun", whole=True))
    document = Document(reading.head, reading.edition, reading.content)
    key = document.lines("X5")[1].key
    gone = [item for _, item, *_ in done(document, remove_projects(document, [key])) if item.startswith("绩效指标")]
    assert "绩效指标“企业上报率”“指标值”" in gone
    assert not any("项目" in item for item in gone)


def test_only_the_paragraphs_that_changed_are_told(document: Document) -> None:
    document.apply("写", write_section(document, "S1", "第一段。\n支出100.00万元。"))
    (one,) = differences_made(
        document, document.apply("写", write_section(document, "S1", "第一段。\n支出200.00万元。"))
    )
    assert (one.item, one.old, one.new) == ("第2段", "支出100.00万元。", "支出200.00万元。")
    assert [run.text for run in one.runs if run.kind != "same"] == ["100.00", "200.00"]


def test_a_bound_number_stands_in_brackets_with_its_present_value(document: Document) -> None:
    document.apply("写", write_section(document, "S1", "支出100.00万元。"))
    (found,) = done(document, write_section(document, "S1", "支出⟦T5/2060101/basic⟧万元。"))
    assert found[2:] == ("支出100.00万元。", "支出〔100.00〕万元。")


def test_a_new_heading_is_told_as_such(document: Document) -> None:
    section = document.edition.sections[1]
    slot = f"{section.id}.heading"
    assert done(document, (TextChange(slot, None, "一、职责"),)) == [
        ("“一、职责”", "标题", section.heading, "一、职责")
    ]


@pytest.mark.parametrize(
    ("changes", "place", "item", "new"),
    [
        (lambda d: set_notes(d, "T7", ["无。"]), "表七", "表下的注", "无。"),
        (lambda d: set_profile(d, "leader", "赵六"), "单位资料与签审", "单位负责人", "赵六"),
        (lambda d: reply(d, "D16", "否", "见附件"), "核对清单", "", "否，见附件"),
        (
            lambda _: (TextChange("waiver.C05.T5/total", None, '{"1.00|": "按批复填列。"}'),),
            "警告的说明",
            "",
            "按批复填列。",
        ),
    ],
)
def test_other_texts_are_told_by_where_the_clerk_writes_them(
    document: Document, changes: object, place: str, item: str, new: str
) -> None:
    assert callable(changes)
    (found,) = done(document, changes(document))
    assert found[0].startswith(place)
    assert item in found[1]
    assert found[3] == new


def test_what_the_form_no_longer_has_is_still_told(document: Document) -> None:
    entry = CellEntry(fen=1_000_000)
    changes = (
        CellChange(Address("T99", "1", "x"), None, entry),
        CellChange(Address("T5", "2060101", "gone"), None, entry),
        RowChange(RowAddress("T99", "1"), None, RowEntry()),
        TextChange("S99.text", None, "旧文字"),
        TextChange("profile.gone", None, "旧资料"),
    )
    assert [one.new for one in differences_made(document, changes)] == ["1.00", "1.00", "有", "旧文字", "旧资料"]


@pytest.mark.parametrize(
    ("name", "kind", "state", "words"),
    [
        ("填写1格", OperationKind.EDIT, None, "填写1格"),
        ("填写1格", OperationKind.EDIT, State.EDITING, "填写1格，退回编制中"),
        ("导入 甲.xlsx", OperationKind.UNDO, None, "撤销导入 甲.xlsx"),
        ("填写1格", OperationKind.REDO, State.EDITING, "重做填写1格，退回编制中"),
        ("导入 甲.xlsx", OperationKind.IMPORT, None, "导入 甲.xlsx"),
        ("由2024年资料生成", OperationKind.CARRY, None, "由2024年资料生成"),
        ("", OperationKind.REVIEW, State.REVIEWED, "标为已审核"),
        ("", OperationKind.SETTLE, State.SETTLED, "定稿"),
        ("", OperationKind.REOPEN, State.EDITING, "退回编制中"),
    ],
)
def test_a_step_is_told_by_its_kind_its_name_and_the_state_it_set_back(
    name: str, kind: OperationKind, state: State | None, words: str
) -> None:
    assert logged_title(Logged("2024-01-20T09:30:05.123", name, (), kind, state)) == words


def test_one_place_alone() -> None:
    first = CellChange(CELL, None, CellEntry(fen=1))
    other = TextChange("S1.text", None, "甲")
    history = (Logged("2", "乙", (other,)), Logged("1", "甲", (first, other)))
    assert about(history, CELL) == (Logged("1", "甲", (first,)),)
    assert [one.name for one in about(history, "S1.text")] == ["乙", "甲"]


def test_the_workbook_has_a_row_for_every_change(document: Document, tmp_path: Path) -> None:
    changes = document.apply("填写", enter(document, {CELL: "292.65"}))
    history = (
        Logged("2024-01-20T09:30:05.123", "填写", changes, who="张三"),
        Logged("2024-01-20T09:30:00.000", "", (), OperationKind.SETTLE, State.SETTLED, "李四", "1f" * 32),
    )
    write_history(document, history, tmp_path / "修改记录.xlsx")
    points, largest, details = openpyxl.load_workbook(tmp_path / "修改记录.xlsx").worksheets
    rows = [[cell.value for cell in row] for row in details.iter_rows(min_row=3)]
    assert rows[0][:3] == ["2024-01-20 09:30:05", "张三", "填写"]
    assert rows[0][5:] == ["“2060101 行政运行”行“基本支出”", "100.00", "292.65"]
    assert (len(rows), rows[1][1:4]) == (2, ["李四", "定稿", code_of("1f" * 32)])
    assert [[cell.value for cell in row[:3]] for row in points.iter_rows(min_row=3)] == [["张三", 1, 1], ["李四", 1, 0]]
    assert [cell.value for cell in next(largest.iter_rows(min_row=3))][1:] == [
        "张三", rows[0][4], rows[0][5], 100, 292.65, 192.65,
    ]  # fmt: skip


def test_the_history_on_paper_says_who_and_is_the_same_each_time(document: Document, tmp_path: Path) -> None:
    changes = document.apply("填写", enter(document, {CELL: "292.65"}))
    history = (Logged("2024-01-20T09:30:05.123", "填写", changes, who="张三"), Logged("2024-01-21T08:00:00", "看", ()))
    for name in ("1.pdf", "2.pdf", "1.xlsx", "2.xlsx"):
        write_history(document, history, tmp_path / name)
    for suffix in ("pdf", "xlsx"):
        assert (tmp_path / f"1.{suffix}").read_bytes() == (tmp_path / f"2.{suffix}").read_bytes()
    with pypdfium2.PdfDocument(tmp_path / "1.pdf") as pdf:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    for words in ("张三11", "没有写明10"):
        assert words in texts[0]
    assert "292.65" in texts[1]
    assert texts[0].endswith(f"第1页共{len(texts)}页")


def test_the_main_points_of_a_history_stand_on_one_page(document: Document, tmp_path: Path) -> None:
    changes = document.apply("填写", enter(document, {CELL: "292.65"}))
    clerks = [Logged("2024-01-20T09:30:05.123", "填写", changes, who=f"经办人{number}") for number in range(9)]
    write_history(document, clerks, tmp_path / "多人.pdf")
    with pypdfium2.PdfDocument(tmp_path / "多人.pdf") as pdf:
        first, second, *_ = ("".join(page.get_textpage().get_text_range().split()) for page in pdf)
        assert pdf[1].get_width() > pdf[1].get_height(), "the details lie"
    assert "变动最大的金额" in first
    assert second.startswith("修改记录（万元）")


def test_a_history_without_any_step_can_be_written(document: Document, tmp_path: Path) -> None:
    write_history(document, (), tmp_path / "空.pdf")
    assert (tmp_path / "空.pdf").stat().st_size > 1000
