"""Headings within the text: their rank by mark and place, and the face of each in the PDF."""

from __future__ import annotations

import ctypes
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from whole import made

from forms.write.page.ranks import ranked
from forms.write.pdf.pdf import write_pdf

MADE = date(2024, 2, 1)


def ranks(*paragraphs: str, leads_on: bool = False) -> list[int]:
    return [rank for _, rank in ranked(paragraphs, leads_on)]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("一、总体绩效目标", 1),
        ("第二部分 项目绩效目标", 1),
        ("（二）完善水质检测制度", 2),
        ("(十一)其他", 2),
        ("1.收入说明", 3),
        ("12．支出说明", 3),
        ("3、增减情况", 3),
        ("（二）完善制度。全年检查两次。", 0),
        ("1.5万元用于差旅", 0),
        ("职责如下", 0),
        ("（一）" + "很" * 40, 0),
    ],
)
def test_a_mark_before_a_short_line_makes_a_heading(text: str, rank: int) -> None:
    assert ranks(text, "正文在这里。") == [rank, 0]


def test_items_of_a_list_are_no_headings() -> None:
    assert ranks("1.负责供水", "2.负责排水", "3.负责防汛", "以上职责由水务局承担。")[:2] == [0, 0]


def test_the_first_of_a_list_within_a_chapter_leaves_the_chapter_a_heading() -> None:
    assert ranks("（一）总体目标", "（一）保障供水", "正文。") == [2, 2, 0]


def test_chapters_whose_parts_are_numbered_alike_are_headings() -> None:
    texts = ("（一）总体目标", "保障供水。", "（二）分项目标", "（一）保障供水", "正文。", "（二）保障排水", "正文。")
    assert ranks(*texts) == [2, 0, 2, 2, 0, 2, 0]


def test_between_headings_one_with_a_comma_is_a_heading_too() -> None:
    texts = ("（一）培育企业。", "正文。", "（二）发展软件，打造新城。", "正文。", "（三）提档升级。", "正文。")
    assert ranks(*texts) == [2, 0, 2, 0, 2, 0]
    assert ranks(*texts[2:]) == [0, 0, 2, 0], "by itself it may be a sentence"


def test_the_last_item_of_a_list_is_no_heading_without_a_full_stop_either() -> None:
    assert ranks("（九）负责防汛工作。", "（十）完成交办的其他任务", "机构设置如下。") == [0, 0, 0]


def test_a_heading_in_brackets_may_end_with_a_full_stop() -> None:
    assert ranks("（一）供水提质增效。", "目标：全年供水。", "（二）排水提质增效。", "目标：不内涝。") == [2, 0, 2, 0]


def test_the_last_line_is_a_heading_only_above_a_table() -> None:
    assert ranks("正文。", "（三）项目一览") == [0, 0]
    assert ranks("正文。", "（三）项目一览", leads_on=True) == [0, 2]


def test_each_rank_has_its_face_in_the_pdf(tmp_path: Path) -> None:
    """Signs that stand nowhere else tell the face and the mode in which each line was set."""
    lines = ["一、甲甲甲", "（一）乙乙乙", "1.丙丙丙", "丁丁丁。"]
    write_pdf(made({"S1.text": "\n".join(lines)}), tmp_path / "公开.pdf")
    faces: dict[str, set[str]] = {}
    modes: dict[str, set[int]] = {}
    with pdfium.PdfDocument(tmp_path / "公开.pdf") as pdf:
        for page in pdf:
            texts = page.get_textpage()
            for item in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_TEXT]):
                held, name = ctypes.create_string_buffer(400), ctypes.create_string_buffer(100)
                count = pdfium.raw.FPDFTextObj_GetText(
                    item.raw, texts.raw, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), 200
                )
                pdfium.raw.FPDFFont_GetBaseFontName(pdfium.raw.FPDFTextObj_GetFont(item.raw), name, 100)
                for sign in set(held.raw[:count].decode("utf-16-le", "ignore")) & set("甲乙丙丁"):
                    faces.setdefault(sign, set()).add(name.value.decode())
                    modes.setdefault(sign, set()).add(pdfium.raw.FPDFTextObj_GetTextRenderMode(item.raw))
    assert faces["丙"] == faces["丁"]
    assert len({min(faces[sign]) for sign in "甲乙丁"}) == 3
    assert modes["丙"] == {pdfium.raw.FPDF_TEXTRENDERMODE_FILL_STROKE}
    assert {*modes["甲"], *modes["乙"], *modes["丁"]} == {pdfium.raw.FPDF_TEXTRENDERMODE_FILL}
