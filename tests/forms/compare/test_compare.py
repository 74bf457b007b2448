"""What differs between two disclosures: every cell, sentence and project that does, and nothing that does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.compare.compare import Run, compare, marked
from forms.edit.cells import add_codes, enter, write_section
from forms.edit.records import add_records
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Address, TextChange
from tests.forms.books import ALL_NAMES, DATA, changed, published
from tests.forms.documents import begun, fill, imported


def whole(name: str):  # type: ignore[no-untyped-def]
    return recognise([read(DATA / name / "tables.xlsx"), read(DATA / name / "disclosure.docx")]).document()


@pytest.mark.parametrize("name", ALL_NAMES)
def test_a_disclosure_does_not_differ_from_itself(name: str) -> None:
    assert compare(whole(name), whole(name)) == ()


def test_a_changed_cell_is_told_with_both_amounts_and_its_place_in_the_file() -> None:
    new = recognise(changed(published("2024-fengrun"), {"T2!F9": "300.00"})).document()
    (one,) = (d for d in compare(imported(), new) if d.address == Address("T2", "2060101", "fiscal"))
    assert (one.part, one.old, one.new, one.change) == ("table", "292.65", "300.00", 7_350_000)
    assert (one.place, one.item) == ("表二《部门预算收入总表》", "“2060101 行政运行”行“财政拨款收入”")
    assert one.source is not None
    assert (one.source.sheet, one.source.cell) == ("部门预算收入总表", "F9")


def test_what_is_blank_on_one_side_has_no_difference_of_amounts() -> None:
    old, new = begun(), begun()
    fill(new, {"T2/2060101/fiscal": "3"})
    (one,) = (d for d in compare(old, new) if d.address == Address("T2", "2060101", "fiscal"))
    assert (one.old, one.new, one.change) == ("", "3.00", None)
    back = next(d for d in compare(new, old) if "“2060101 行政运行”行“财政拨款收入”" in d.item)
    assert (back.old, back.new, back.address) == ("3.00", "", None)


def test_the_lines_of_last_year_are_led_on() -> None:
    old, new = begun(2023), begun(2024)
    fill(old, {"T2/2060101/service": "10", "T2/2060101/other": "2.5"})
    fill(new, {"T2/2060101/service": "12.5"})
    differences = {d.address: d for d in compare(old, new)}
    assert Address("T1", "income.unit", "amount") not in differences
    assert differences[Address("T2", "2060101", "service")].change == 2_500_000


def test_a_code_that_moved_is_one_row() -> None:
    old, new = begun(2022), begun(2023)
    fill(old, {"T3/2100601/project": "7"})
    fill(new, {"T3/2101704/project": "7"})
    assert not [d for d in compare(old, new) if d.address and d.address.row == "2101704"]


def test_records_are_held_beside_each_other_by_name() -> None:
    old, new = begun(), begun()
    for document, goods in ((old, ("电脑", "空调", "打印机")), (new, ("电脑", "打印机"))):
        for number, name in enumerate(goods, start=1):
            document.apply("增加", add_records(document, "X2", 1))
            texts = {"project": name, "goods": name, "quantity": "2" if name == "电脑" else "1"}
            cells = {Address("X2", str(number), column): text for column, text in texts.items()}
            document.apply("填写", enter(document, cells))
    assert [(d.item, d.old, d.new) for d in compare(old, new)] == [
        ("“空调”行“项目名称”", "空调", ""),
        ("“空调”行“采购物品名称”", "空调", ""),
        ("“空调”行“数量”", "1", ""),
    ]


def test_a_rewritten_paragraph_is_marked_up_and_a_new_one_is_new() -> None:
    old, new = begun(), begun()
    old.apply("写", write_section(old, "S3", "机关运行经费共计安排76.95万元，主要用于水电费。\n第二段不变。"))
    new.apply(
        "写", write_section(new, "S3", "机关运行经费共计安排 80.10 万元，主要用于水电费。\n第二段不变。\n又一段。")
    )
    rewritten, added = compare(old, new)
    assert rewritten.runs == (
        Run("same", "机关运行经费共计安排"),
        Run("gone", "76.95"),
        Run("come", "80.10"),
        Run("same", "万元，主要用于水电费。"),
    )
    assert (added.part, added.place, added.item, added.old) == ("text", "“三、机关运行经费安排情况”", "第3段", "")


def test_sections_are_held_beside_each_other_by_their_subject() -> None:
    old, new = begun(2023), begun(2024)
    for document in (old, new):
        section = next(s for s in document.edition.sections if s.key == "assets")
        document.apply("写", [TextChange(f"{section.id}.text", None, "上年末固定资产已清点。")])
    assert compare(old, new) == ()


def test_projects_are_held_beside_each_other_by_name() -> None:
    old, new = begun(), begun()
    for document, names in ((old, ("网络运行维护费", "扶持资金")), (new, ("扶持资金", "网络运行维护费", "新项目"))):
        for number, name in enumerate(names, start=1):
            document.apply("增加", add_records(document, "X5", 1))
            document.apply("填写", enter(document, {Address("X5", str(number), "name"): name}))
    new.apply("填写", enter(new, {Address("X5", "2", "budget"): "1.8"}))
    assert [(d.place, d.item, d.old, d.new) for d in compare(old, new)] == [
        ("项目“网络运行维护费”", "预算数", "", "1.80"),
        ("项目“新项目”", "整个项目", "", "有"),
    ]


def test_a_number_written_with_other_decimals_is_the_same() -> None:
    old, new = begun(), begun()
    for document, text in ((old, "1.8"), (new, "1.80")):
        document.apply("增加", add_records(document, "X5", 1))
        document.apply(
            "填写", enter(document, {Address("X5", "1", "june"): text, Address("X5", "1", "name"): "运维费"})
        )
    assert compare(old, new) == ()


def test_rows_that_stand_blank_in_both_differ_in_nothing() -> None:
    old, new = begun(), begun()
    new.apply("增加科目", add_codes(new, "T2", ["2060101"]))
    assert compare(old, new) == ()


@given(st.text("一二三预算0123.5%ab，。", max_size=40), st.text("一二三预算0123.5%ab，。", max_size=40))
def test_a_marked_text_holds_both_texts(old: str, new: str) -> None:
    runs = marked(old, new)
    assert "".join(run.text for run in runs if run.kind != "come") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new
    assert all(run.text for run in runs)
