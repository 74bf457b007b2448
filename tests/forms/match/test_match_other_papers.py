"""Texts that are no budget disclosure: final accounts and reports on work are named and taken nowhere."""

from __future__ import annotations

import pytest

from forms.match.account.accounts import account
from models.errors import Trouble
from tests.forms.match.texts_of_papers import read, texts, total_table

MONEY = "本年度收入预算为120.00万元，支出预算为120.00万元。"


@pytest.mark.parametrize("title", ["某某局2023年度部门决算情况说明", "某某局2023年工作报告"])
def test_a_text_of_another_paper_beside_the_tables_is_told_and_not_taken(title: str) -> None:
    reading = read([title, "一、收入支出情况", MONEY, *total_table(2024, "部门")])
    assert texts(reading) == {}
    assert any("不是预算公开的情况说明" in note for note in account(reading).notes)


def test_another_paper_alone_is_refused_with_what_it_is() -> None:
    lines = [f"{number}、第{number}类收入决算数为{number}.00万元。" for number in range(1, 6)]
    with pytest.raises(Trouble, match="文字说的是决算"):
        read(lines)


def test_a_budget_text_may_speak_of_accounts() -> None:
    lines = ["某某局2024年部门预算信息公开情况说明", "二、部门预算安排的总体情况", MONEY, "上年决算数为100.00万元。"]
    assert texts(read([*lines, *total_table(2024, "部门")]))["S2"].endswith("上年决算数为100.00万元。")
