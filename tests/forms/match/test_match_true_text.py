"""The text is read whole: headings in every style, contents and covers, frames; nothing is lost, nothing is silent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.form.load import KINDS, pack
from forms.match.report import Reason
from forms.readers.blocks import Block, Paragraph
from tests.forms.match.texts_of_papers import (
    ENDS,
    OFFICE,
    STYLES,
    cells,
    heading,
    read,
    text_of,
    texts,
    titles,
    total_table,
    written,
)

OPENING = "按照有关规定，现将青石县水务局预算公开如下："


def right(year: int, kind: str) -> dict[str, str]:
    return {section: text_of(section) for section in titles(year, kind)}


@settings(max_examples=400)
@given(
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(ENDS),
    st.sampled_from(pack().years),
    st.sampled_from(KINDS),
    st.sampled_from(("", OFFICE, f"{OFFICE}{{year}}年", "{year}年", "我{kind}", "本级{year}年度")),
    st.booleans(),
)
def test_headings_are_known_in_any_style(style: str, end: str, year: int, kind: str, owner: str, spaced: bool) -> None:
    lines: list[str | Block] = [OPENING]
    for place, (section, title) in enumerate(titles(year, kind).items(), start=1):
        before = owner.format(year=year, kind=kind)
        words = " ".join(title) if spaced else before + title.removeprefix(kind if before else "")
        lines += [heading(style, place, words) + end, text_of(section)]
    lines += total_table(year, kind)
    found = texts(read(lines, year, kind))
    assert {name: found.get(name) for name in right(year, kind)} == right(year, kind)
    assert found["S0"] == OPENING


@pytest.mark.parametrize("level", [1, 2])
def test_headings_without_a_number_are_known_by_their_level(level: int) -> None:
    lines: list[str | Block] = [OPENING]
    for number, (section, title) in enumerate(titles(2024, "部门").items(), start=1):
        lines += [Paragraph(100 + number, title, level), text_of(section)]
    assert texts(read([*lines, *total_table(2024, "部门")])) == {"S0": OPENING, **right(2024, "部门")}


@pytest.mark.parametrize("joint", ["\n", "：", "。", "  "])
def test_the_text_may_go_on_behind_its_heading(joint: str) -> None:
    lines: list[str | Block] = [OPENING]
    for place, (section, title) in enumerate(titles(2023, "部门").items(), start=1):
        lines.append(heading("一、", place, title) + joint + text_of(section))
    assert texts(read([*lines, *total_table(2023, "部门")], 2023)) == {"S0": OPENING, **right(2023, "部门")}


def test_a_heading_may_go_over_two_lines() -> None:
    lines: list[str | Block] = list(written(2024, "部门", "一、"))
    place = next(n for n, line in enumerate(lines) if isinstance(line, str) and "增减变化原因" in line)
    first, last = str(lines[place])[:15], str(lines[place])[15:]
    found = texts(read([*lines[:place], first, last, *lines[place + 1 :], *total_table(2024, "部门")]))
    assert found["S4"] == text_of("S4")


def test_a_term_of_the_glossary_is_no_heading() -> None:
    lines = written(2024, "部门", "一、")
    place = lines.index(text_of("S10"))
    lines[place : place + 1] = ["1、机关运行经费：指保障运行的经费。", "2、机关运行经费", "指保障运行的经费。"]
    found = texts(read([*lines, *total_table(2024, "部门")]))
    assert found["S3"] == text_of("S3")
    assert found["S10"].count("机关运行经费") == 2


def test_a_section_in_another_place_is_read_where_it_stands() -> None:
    lines = written(2024, "部门", "一、")
    moved = lines[-4:-2]
    found = texts(read([*lines[:6], *moved, *lines[6:-4], *lines[-2:], *total_table(2024, "部门")]))
    assert {name: found[name] for name in right(2024, "部门")} == right(2024, "部门")


def test_a_heading_in_other_words_is_known_by_its_place_and_number() -> None:
    lines = written(2024, "部门", "一、")
    lines[lines.index("三、机关运行经费安排情况")] = "三、机关日常运转经费的安排"
    found = texts(read([*lines, *total_table(2024, "部门")]))
    assert found["S3"] == text_of("S3")


def contents(year: int, kind: str, page: str) -> list[str]:
    return ["目　录"] + [
        heading("一、", place, title) + page.format(place + 4)
        for place, title in enumerate(titles(year, kind).values(), start=1)
    ]


@pytest.mark.parametrize("page", ["", " {}", "……{}", "\t{}", ".......... {}", "…………", " （{}）"])
@pytest.mark.parametrize("caption", [True, False])
@pytest.mark.parametrize("missing", [(), ("S1",), ("S3", "S8"), ("S2", "S5", "S11"), ("S10", "S11")])
def test_a_section_that_only_the_contents_name_is_missing(page: str, caption: bool, missing: tuple[str, ...]) -> None:
    cover = [OFFICE, "2024年部门预算信息公开", "二〇二四年二月"]
    body = [written(2024, "部门", "一、")[0], OPENING]
    for place, (section, title) in enumerate(titles(2024, "部门").items(), start=1):
        if section not in missing:
            body += [heading("一、", place, title), text_of(section)]
    named = contents(2024, "部门", page)[not caption :]
    reading = read([*cover, *named, *body, *total_table(2024, "部门")])
    wanted = {name: text for name, text in right(2024, "部门").items() if name not in missing}
    assert texts(reading) == {"S0": OPENING, **wanted}
    left = [entry for entry in reading.report.left if entry.sheet == "正文"]
    assert [entry.why for entry in left].count(Reason.CONTENTS) == len(named) + 2
    assert {entry.why for entry in left} == {Reason.CONTENTS, Reason.DOCUMENT_TITLE}


def test_contents_with_a_style_of_their_own_or_in_a_table_are_no_sections() -> None:
    names = [heading("一、", n, title) for n, title in enumerate(titles(2024, "部门").values(), start=1)]
    styled = [Paragraph(900 + n, name, in_contents=True) for n, name in enumerate(names)]
    table = cells("表格 80", [[name, str(number)] for number, name in enumerate(names, start=3)])
    body = written(2024, "部门", "一、")
    for front in (styled, [table]):
        reading = read([*front, *body[:-4], *total_table(2024, "部门")])
        assert {"S10", "S11"}.isdisjoint(texts(reading))
        assert texts(reading)["S9"] == text_of("S9")


def test_only_cover_and_contents_are_swallowed() -> None:
    stray = "另据统计，上年安排维修资金312.50万元，已于年底前全部支付。"
    body = [*written(2024, "部门", "一、"), *total_table(2024, "部门")]
    reading = read([OFFICE, stray, "目录", *contents(2024, "部门", " {}")[1:], *body])
    assert stray in texts(reading)["S0"]


def test_what_belongs_to_no_section_is_named_with_its_own_reason() -> None:
    stray = "本单位另有一段说明，安排资金12.00万元。"
    reading = read([*total_table(2024, "部门"), stray])
    (entry,) = (entry for entry in reading.report.left if entry.text == stray)
    assert (entry.status, entry.why) == ("skipped", Reason.NO_SECTION)
