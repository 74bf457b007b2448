"""The pages around a text: where a disclosure is signed and sealed is none of its text, and is named as left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from forms.cli.command import run
from forms.match.account.accounts import account
from forms.match.recognise import recognise
from forms.match.report import Reason
from forms.readers import read
from forms.readers.blocks import Block
from forms.write.page.plain_data import document_data
from tests.forms.match import texts_of_papers as papers

OPENING = "按照有关规定，现将青石县水务局预算公开如下："
LAST = "本节是最后一节的文字，没有其他需要说明的事项。"
PAGES: dict[str, Sequence[str]] = {
    "signed by name": ("签　批　页", "编制人：", "复核人：", "　　年　　月　　日"),
    "a form with a statement": (
        "部门预算信息公开审批表",
        "《青石县水务局2024年部门预算公开》内容真实、准确、完整，同意公开。",
        "分管领导意见：",
        "主要领导意见：",
        "（公章）",
        "2024年2月3日",
    ),
    "a page for the seal": ("盖章页", "青石县水务局", "（盖章处）", "二〇二四年二月三日"),
    "after an annex": ("附件3 预算公开会签单", "经办人（签字）：李四", "财务负责人（签字）：王五"),
    "without a title": ("单位负责人：　　　财务负责人：　　　填表人：", "2024年2月3日"),
    "names and telephone": ("审核人：王五", "联系人：李四  0315-8123456"),
}


def paper(page: Sequence[str], first: bool) -> list[str | Block]:
    lines: list[str | Block] = [*page, OPENING] if first else [OPENING]
    for place, (section, title) in enumerate(papers.titles(2024, "部门").items(), start=1):
        lines += [papers.heading("一、", place, title), papers.text_of(section)]
    return [*lines[:-1], LAST, *([] if first else page)]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_for_signatures_behind_the_text_is_none_of_it(page: Sequence[str]) -> None:
    reading = papers.read([*papers.total_table(2024, "部门"), *paper(page, first=False)])
    *_, last = papers.titles(2024, "部门")
    assert papers.texts(reading)[last] == LAST
    left = [entry.text for entry in reading.report.left if entry.why is Reason.SIGN_OFF]
    assert left == list(page)
    assert not any("签批" in line for line in account(reading).words)


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("without a title", "names and telephone")])
def test_a_page_for_signatures_before_the_text_is_none_of_it(name: str) -> None:
    reading = papers.read([*paper(PAGES[name], first=True), *papers.total_table(2024, "部门")])
    assert papers.texts(reading)["S0"] == OPENING


def test_an_amount_on_a_page_for_signatures_is_told_first() -> None:
    page = ("审批表", "预算安排120.50万元，同意公开。", "编制人：", "审核人：")
    reading = papers.read([*papers.total_table(2024, "部门"), *paper(page, first=False)])
    assert any("120.50" in line for line in account(reading).words)


@pytest.mark.parametrize("line", ["负责人负责全面工作，审核各项支出。", "审核表", "盖章单位共3个。", "2024年2月3日"])
def test_what_nobody_signs_is_text(line: str) -> None:
    reading = papers.read([*papers.total_table(2024, "部门"), *paper((line,), first=False)])
    *_, last = papers.titles(2024, "部门")
    assert papers.texts(reading)[last] == f"{LAST}\n{line}"


@pytest.mark.parametrize("signed", [(), ("--signed",)])
def test_our_own_paper_reads_back_without_its_page_for_signatures(
    data: Path, tmp_path: Path, signed: Sequence[str]
) -> None:
    files = data / "2024-fengrun" / "tables.xlsx", data / "2024-fengrun" / "disclosure.docx"
    assert run(["export", *map(str, files), "--out", str(tmp_path), "--only", "pdf", *signed]) == 0
    (exported,) = tmp_path.glob("*.pdf")
    found, source = (document_data(recognise(list(map(read, one))).document()) for one in ([exported], files))

    def texts(dump: dict[str, list[dict[str, str]]]) -> list[str]:
        return ["".join((section["title"] + section["text"]).split()) for section in dump["sections"]]

    assert texts(found) == texts(source)
