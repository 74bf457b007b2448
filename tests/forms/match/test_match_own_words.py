"""Headings in words of their own: known by what they speak of where they stand, else named with what they may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.check import check
from forms.match.account.accounts import account
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read as read_file
from forms.readers.blocks import Block
from tests.forms.match.invented import word_xml as xml
from tests.forms.match.texts_of_papers import OFFICE, cells, read, text_of, texts, total_table, written


def with_heading(old: str, new: str, *below: str) -> list[str | Block]:
    lines: list[str | Block] = list(written(2024, "部门", "一、"))
    at = lines.index(old)
    lines[at : at + 1] = [new, *below]
    return [*lines, *total_table(2024, "部门")]


def from_word(body: str, folder: Path, *, lists: tuple[tuple[str, str], ...] = (), note: str = "") -> Reading:
    file = folder / "说明.docx"
    file.write_bytes(xml.word_file(body, lists=lists, notes={2: note} if note else None))
    return recognise(read_file(file), unit_name=OFFICE, year=2024, kind="部门")


def lines_as_xml(*, but: int = -1, instead: str = "") -> str:
    lines = written(2024, "部门", "一、")
    return "".join(instead if number == but else xml.words(line) for number, line in enumerate(lines))


@pytest.mark.parametrize("words", ["八、采购计划", "八、2024年度集中采购有关情况", "八、本年采购安排的说明"])
def test_a_heading_is_known_by_what_it_speaks_of_in_its_place(words: str) -> None:
    reading = read(with_heading("八、政府采购预算情况", words))
    assert texts(reading)["S8"] == text_of("S8")
    assert texts(reading)["S7"] == text_of("S7")


def test_an_unknown_heading_is_named_where_a_section_is_missing() -> None:
    reading = read(with_heading("八、政府采购预算情况", "八、大宗支出"))
    found = account(reading)
    assert found.lacking.startswith(
        "没有找到“八、政府采购预算情况”（段落 17“八、大宗支出”没有认出是哪一节的标题，请看是不是它）"
    )
    (finding,) = (one for one in check(reading.document()) if one.rule == "B04" and one.section == "S8")
    assert "段落 17的“八、大宗支出”没有认出是哪一节的标题" in finding.message
    assert text_of("S8") in texts(reading)["S7"]


def test_a_heading_that_the_form_does_not_have_is_told_with_where_its_text_went() -> None:
    lines = with_heading("十一、其他需要说明的事项", "十一、其他需要说明的事项")
    lines[-2:-2] = ["十二、地方债务", "无债务0.00万元。"]
    reading = read(lines)
    (note,) = account(reading).notes
    assert note.startswith(
        "段落 25“十二、地方债务”不是本年度表样里的标题，它和下面的内容收在“十一、其他需要说明的事项”里"
    )
    (finding,) = (one for one in check(reading.document()) if one.rule == "B02" and one.section == "S11")
    assert (finding.level, "地方债务" in finding.message) == ("W", True)


@pytest.mark.parametrize(
    "line", ["三、机关运行经费：指运转所需的经费。", "三、我单位无机关运行经费。", "三、机关运行经费安排12.00万元"]
)
def test_what_says_something_is_no_heading(line: str) -> None:
    reading = read(with_heading("三、机关运行经费安排情况", line))
    assert line in texts(reading)["S2"]
    assert "S3" in account(reading).missing


def test_a_section_whose_table_stands_without_its_heading_is_missing() -> None:
    table = cells("表格 2", [["项目", "数量", "价值（金额单位：万元）"], ["资产总额", "3", "12.00"]])
    lines = with_heading("九、国有资产信息", "部门固定资产占用情况表", "单位：万元")
    lines.insert(lines.index("单位：万元") + 1, table)
    lines.remove(text_of("S9"))
    assert "S9" in account(read(lines)).missing


def test_signatures_and_page_numbers_under_a_table_are_no_text() -> None:
    lines = [*written(2024, "部门", "一、"), *total_table(2024, "部门")]
    below = ["填表人：王小明　　审核人：李红", "2024年1月15日", "联系电话：0315-3081234", "第 3 页"]
    reading = read([*lines, *below])
    assert texts(reading)["S11"] == text_of("S11")
    assert {one.text for one in reading.report.left} >= set(below)


def test_the_title_of_a_chapter_is_no_text() -> None:
    lines = written(2024, "部门", "一、")
    lines.insert(4, "第二部分 2024年部门预算编制说明")
    assert texts(read([*lines, *total_table(2024, "部门")]))["S1"] == text_of("S1")


@pytest.mark.parametrize("old", [False, True])
def test_a_section_in_a_text_box_is_read(old: bool, tmp_path: Path) -> None:
    inside = xml.words("三、机关运行经费安排情况") + xml.words("安排76.95万元。")
    lines = written(2024, "部门", "一、")
    body = "".join(map(xml.words, lines[:6])) + xml.text_box(inside, old) + "".join(map(xml.words, lines[8:]))
    assert texts(from_word(body, tmp_path))["S3"] == "安排76.95万元。"


def test_content_controls_insertions_and_fields_are_read_and_deleted_and_hidden_words_told(tmp_path: Path) -> None:
    runs = xml.run("安排") + xml.deleted("88.80万元") + xml.inserted("76.95") + xml.hidden("（内部数99.90万元）")
    line = xml.control(xml.paragraph(runs + xml.field("DOCPROPERTY unit", "万元。")))
    reading = from_word(lines_as_xml(but=7, instead=line), tmp_path)
    assert texts(reading)["S3"] == "安排76.95万元。"
    notes = account(reading).notes
    assert any("修订记录" in note for note in notes)
    assert any("隐藏的文字没有收取（“（内部数99.90万元）”）" in note for note in notes)


def test_footnotes_are_told_with_what_they_say(tmp_path: Path) -> None:
    line = xml.paragraph(xml.run("安排76.95万元。") + xml.note(2))
    reading = from_word(lines_as_xml(but=7, instead=line), tmp_path, note="含上年结转12.30万元。")
    assert texts(reading)["S3"] == "安排76.95万元。"
    assert "文件里有1条脚注或尾注没有收取（“含上年结转12.30万元。”）。" in account(reading).notes


@pytest.mark.parametrize("form", [("chineseCounting", "%1、"), ("decimal", "%1."), ("chineseCounting", "第%1部分")])
def test_headings_that_word_numbers_are_known(form: tuple[str, str], tmp_path: Path) -> None:
    lines = written(2024, "部门", "一、")
    body = "".join(map(xml.words, lines[:2]))
    for heading, text in zip(lines[2::2], lines[3::2], strict=True):
        body += xml.paragraph(xml.run(heading.split("、", 1)[1]), numbered=1) + xml.words(text)
    found = texts(from_word(body, tmp_path, lists=(form,)))
    assert [found[f"S{number}"] for number in range(1, 12)] == [text_of(f"S{number}") for number in range(1, 12)]


def test_a_table_within_a_layout_of_two_columns_is_read(tmp_path: Path) -> None:
    rows = [["项目", "数量", "价值（金额单位：万元）"], ["资产总额", "3", "12.00"]]
    inside = xml.words(text_of("S9")) + xml.words("部门固定资产占用情况表") + xml.table(rows) + xml.words("")
    layout = xml.table([["九、国有资产信息", inside]])
    lines = written(2024, "部门", "一、")
    body = "".join(map(xml.words, lines[:18])) + layout + "".join(map(xml.words, lines[20:]))
    reading = from_word(body, tmp_path)
    assert texts(reading)["S9"] == text_of("S9")
    assert "X3" in reading.provenance.heads
