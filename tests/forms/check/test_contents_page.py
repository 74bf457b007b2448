"""The contents page of a file beside its headings: what only one of them has, other words, another order (B05)."""

from __future__ import annotations

from forms.check import check
from forms.document.finding import Finding
from tests.forms.match.texts_of_papers import heading, read, titles, total_table, written


def found(contents: list[str], body: list[str]) -> list[Finding]:
    reading = read(["目录", *contents, *body, *total_table(2024, "部门")])
    return [finding for finding in check(reading.document()) if finding.rule == "B05"]


def listed() -> list[str]:
    return [f"{heading('一、', n, title)}……{n + 2}" for n, title in enumerate(titles(2024, "部门").values(), start=1)]


def test_contents_that_agree_are_not_spoken_of() -> None:
    assert found(listed(), written(2024, "部门", "一、")) == []
    assert found([line.replace("、", ".", 1) for line in listed()], written(2024, "部门", "1.")) == []


def test_a_section_that_only_the_contents_have_is_missing() -> None:
    body = written(2024, "部门", "一、")
    (finding,) = found(listed(), [*body[:6], *body[8:]])
    assert (finding.section, finding.level, finding.quote) == ("S3", "E", "三、机关运行经费安排情况")
    assert finding.source is not None
    assert finding.source.cell == "段落 4"


def test_a_heading_that_the_contents_leave_out_is_told_with_both_places() -> None:
    contents = listed()
    (finding,) = found(contents[:2] + contents[3:], written(2024, "部门", "一、"))
    assert finding.section == "S3"
    assert finding.source is not None
    assert finding.source.cell == "段落 18"
    assert "目录没有列出" in finding.message


def test_other_words_and_another_number_are_told() -> None:
    contents = listed()
    contents[8] = "九、国有资产占用情况……11"
    contents[9] = "九、名词解释……12"
    findings = found(contents, written(2024, "部门", "一、"))
    assert [(finding.section, finding.level) for finding in findings] == [("S10", "W"), ("S9", "H")]
    assert [finding.source and finding.source.cell for finding in findings] == ["段落 11", "段落 10"]


def test_another_order_is_told_once() -> None:
    contents = listed()
    contents[7], contents[8] = contents[8], contents[7]
    (finding,) = found(contents, written(2024, "部门", "一、"))
    assert finding.section == "S9"
    assert "排在" in finding.message
