"""Text copied from pages that were laid out: whole paragraphs again, and no page numbers among them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.readers import Paragraph, read
from forms.readers.laid_out.wrapped import unwrapped

_CLOSING = "，。、；：？）》”％%.,"
_PARAGRAPHS = (
    "青禾县水务局2027年部门预算公开情况说明",
    "一、部门职责及机构设置情况",
    "青禾县水务局负责全县水资源的统一管理和监督，组织编制水利发展规划并监督实施，指导农村饮水安全、河道治理和水土保持，"
    "承担防汛抗旱指挥机构的日常事务；内设办公室、财务审计股、水政水资源股等七个股室，所属事业单位三个。",
    "二、部门预算安排的总体情况",
    "按照预算管理的规定，本部门的收入和支出都列入部门预算。2027年收入预算1836.42万元，其中一般公共预算拨款1712.42万元，"
    "政府性基金预算拨款124.00万元；支出预算1836.42万元，其中基本支出903.18万元，项目支出933.24万元。",
    "与上年相比增加61.07万元，主要是小型水库除险加固的项目增加，公用经费按定额压减，人员经费随人数减少，"
    "其余各项与上年大体持平，没有新增的事项。",
    "三、其他需要说明的事项",
    "本部门没有国有资本经营预算拨款安排的支出，也没有使用单位资金安排的支出，相关的表格空表列示；"
    "公开的内容由财务审计股负责解释，联系电话见单位的门户网站。",
)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _laid_out(paragraph: str, side: int) -> list[str]:
    """The lines of a paragraph as a program sets them: amounts are not broken, marks do not begin a line."""
    pieces: list[str] = []
    for sign in paragraph:
        is_of_word = pieces and sign.isascii() and pieces[-1][-1].isascii()
        if pieces and (sign in _CLOSING or is_of_word):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    lines = [""]
    for piece in pieces:
        if _columns(lines[-1]) + _columns(piece) > side:
            lines.append("")
        lines[-1] += piece
    return lines


def _texts(blocks: tuple[object, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@given(side=st.integers(46, 72))
@settings(max_examples=27, deadline=None)
def test_lines_of_any_width_are_paragraphs_again(side: int) -> None:
    lines = [line for paragraph in _PARAGRAPHS for line in _laid_out(paragraph, side)]
    blocks, remarks = unwrapped([Paragraph(number, line) for number, line in enumerate(lines, 1)])
    # One whose last line is full to the side cannot be told from the next.
    assert all(any(paragraph in text for text in _texts(blocks)) for paragraph in _PARAGRAPHS)
    assert {paragraph for paragraph in _PARAGRAPHS if not paragraph.endswith("。")} <= set(_texts(blocks))
    assert str(len(lines) - len(blocks)) in remarks[0]


def test_soft_breaks_within_a_paragraph_go_but_not_those_between_items() -> None:
    item = "1．水库除险加固：年内完成三座。\n2．河道清淤：年内完成八公里。"
    texts = ["\n".join(_laid_out(paragraph, 50)) for paragraph in _PARAGRAPHS]
    blocks, _ = unwrapped([Paragraph(number, text) for number, text in enumerate([*texts, item], 1)])
    assert _texts(blocks) == [*_PARAGRAPHS, item]


def test_paragraphs_as_they_were_written_stay_as_they_are() -> None:
    blocks = [Paragraph(number, text) for number, text in enumerate(_PARAGRAPHS * 3, 1)]
    assert unwrapped(blocks) == (tuple(blocks), ())


def test_a_list_of_names_of_one_length_is_no_broken_text() -> None:
    names = [f"青禾县水务局所属第{sign}水利工程建设与运行管理服务中心" for sign in "一二三四五六七八九十甲乙丙丁"]
    blocks = [Paragraph(number, text) for number, text in enumerate(names, 1)]
    assert unwrapped(blocks)[1] == ()


@pytest.mark.parametrize("form", ["— {} —", "- {} -", "第{}页", "第 {} 页 共 6 页", "{}"])
def test_page_numbers_go_and_the_sentence_they_broke_is_whole(form: str, tmp_path: Path) -> None:
    page = [paragraph for paragraph in _PARAGRAPHS if paragraph.endswith("。")]
    lines = []
    for number, paragraph in enumerate(page, 1):
        lines += [paragraph[:30], form.format(number), paragraph[30:]]
    file = tmp_path / "说明.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    book = read(file)
    assert _texts(book.blocks) == page
    assert any(f"{len(page)} 个页码" in remark for remark in book.remarks)


def test_pages_between_may_have_no_number_where_the_numbers_are_marked() -> None:
    numbers = [Paragraph(place, f"— {number} —") for place, number in enumerate((2, 3, 7, 9))]
    assert unwrapped(numbers)[0] == ()


def test_numbers_that_do_not_follow_each_other_are_content(tmp_path: Path) -> None:
    file = tmp_path / "人数.txt"
    file.write_text("编制人数\n45\n在职人数\n43\n离退休人数\n12\n", encoding="utf-8")
    assert "43" in _texts(read(file).blocks)
