"""Texts built to be parted in every way are told at once; what the patterns mean stays the same.

Before they were mended, each of these took minutes or grew with the square of the length.
"""

import pytest

from forms.match.account.accounts import _AMOUNT
from forms.match.asking.same_unit import is_same_name
from forms.match.identity import unit_in
from forms.match.normal import _phrases_of
from forms.match.proof.money_scale import _IN_TEXT
from forms.match.proof.page_breaks import is_page_number
from forms.match.text.heading_words import _bare_ends, without_page
from forms.match.text.reading_words import reading_words
from models.money import NotMoney, parse
from models.records import Unit

MANY = 32_000


def test_names_that_can_be_parted_in_every_way():
    assert unit_in("单位：甲" + "_" * 50 + "x") == Unit("", "甲" + "_" * 50 + "x")
    assert not is_same_name(Unit("", "省" * 50 + "，甲乙丙"), Unit("", "甲乙丙"))
    assert is_same_name(Unit("", "河北省唐山市丰润区教育局"), Unit("", "教育局"))
    owner = reading_words().heading_owner
    assert not owner.match("局" * 59 + "x")
    assert not owner.match("局" * 30 + "," + "局" * 29)
    assert owner.match("唐山市丰润区教育局2024年度部门的")


def test_blanks_and_signs_without_end():
    assert _phrases_of("甲" + " " * MANY + "乙") == ("甲" + " " * MANY + "乙",)
    assert _phrases_of("单位：甲局  \n 部门编码：101 2024年") == ("单位：甲局", "部门编码：101", "2024年")
    assert without_page("一" + " ." * MANY + "完") == "一" + " ." * MANY + "完"
    assert without_page("一、职责 …… 12") == "一、职责"
    assert without_page("一、职责......") == "一、职责"
    assert _bare_ends("职责" + "、" * MANY + "完") == "职责" + "、" * MANY + "完"
    assert _bare_ends("职责——。") == "职责"
    assert not is_page_number("1" + " " * MANY + "x")
    assert is_page_number("第 1 页 共 9 页")


def test_digits_without_end():
    digits = "1" * MANY
    assert not _AMOUNT.search(digits + "x")
    assert all(map(_AMOUNT.search, ("12,3元", "1，234 万元", "0.5", "3十万元")))
    assert _IN_TEXT.findall(digits + "，1,234.5 万元；,7元") == [("1,234.5", "万元"), ("7", "元")]
    with pytest.raises(NotMoney):
        parse(digits + "x")
