"""Text under headings that the form does not know: the amounts that a paragraph tells say of which section it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from forms.form import load
from forms.readers.blocks import Block
from tests.forms.match.texts_of_papers import read, texts, total_table

MONEY = "本年度收入预算为120.00万元，支出预算为120.00万元。"
THREE = "“三公”经费共计安排3.00万元，其中公务接待费1.00万元。"


def taken(*lines: str | Block) -> dict[str, str]:
    return texts(read([*lines, *total_table(2024, "部门")]))


def test_a_section_begins_at_the_heading_above_its_first_amounts_that_speaks_of_it() -> None:
    found = taken("甲、资金收支全貌", "预算由县财政统一编制，下面分别说明。", MONEY)
    assert found["S2"] == f"预算由县财政统一编制，下面分别说明。\n{MONEY}"


def test_a_heading_that_does_not_speak_of_the_section_stays_with_its_text() -> None:
    assert taken("总账", MONEY)["S2"] == f"总账\n{MONEY}"


def test_what_stands_behind_begins_a_section_of_its_own_where_its_name_is_told() -> None:
    found = taken("总账", MONEY, "往来和用车", THREE)
    assert (found["S2"], found["S4"]) == (f"总账\n{MONEY}", f"往来和用车\n{THREE}")


def test_amounts_below_a_heading_of_a_section_that_tells_none_begin_their_own() -> None:
    found = taken("一、部门职责及机构设置情况", "负责全县供水。", "二、钱的来处和去处", MONEY)
    assert found["S1"] == "负责全县供水。"
    assert found["S2"].endswith(MONEY)


def test_a_text_without_amounts_of_the_form_is_taken_nowhere() -> None:
    assert taken("全县播种面积", "夏粮总产量达到12.30万吨，惠农资金兑现5.00万元。") == {}


def test_a_heading_is_known_in_a_second_form_whose_sections_are_the_same(tmp_path: Path) -> None:
    lines = ["甲、资金收支全貌", MONEY, *total_table(2024, "部门")]
    first = texts(read(lines, pack="hebei"))
    folder = Path(shutil.copytree(load.PACKS / "hebei", tmp_path / "packs" / "tianbei"))
    with (folder / "prose.toml").open("a", encoding="utf-8") as prose:
        prose.write('\n[[amount]]\nid = "more"\nrule = "G02"\nunder = "另计"\ncells = ["T3/total/basic: 平时支出"]\n')
    load.use_folder(tmp_path / "packs")
    assert texts(read(lines, pack="tianbei")) == first
    assert first["S2"] == MONEY
