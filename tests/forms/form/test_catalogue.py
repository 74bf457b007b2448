"""The classification codes: what stands in which year, who succeeds whom, and how a clerk finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.form.catalogue import Catalogue, Code, catalogue, fold_name
from models.errors import Trouble

FUNCTIONAL = catalogue("functional", 2024)


def found(words: str, **how: object) -> list[str]:
    return [code.code for code in FUNCTIONAL.search(words, **how)]  # type: ignore[arg-type]


# Search


def test_the_exact_code_comes_first_and_then_what_begins_so() -> None:
    assert found("206")[0] == "206"
    assert all(code.startswith("206") for code in found("206"))
    assert found("2060101") == ["2060101"]
    assert all(code.startswith("2060") for code in found("2060", limit=1000))


def test_initials_find_every_code_of_that_name() -> None:
    every = found("xzyx", limit=1000)
    assert {"2060101", "2150501"} <= set(every)
    assert all(FUNCTIONAL.codes[code].name == "行政运行" for code in every[:20])
    assert found("XZYX", limit=1000) == every


def test_several_words_must_all_fit() -> None:
    assert found("206 xzyx") == ["2060101"]
    assert found("21505 行政")[0] == "2150501"
    assert found("206 住房") == []


@pytest.mark.parametrize("words", ["统计 行政运行", "行政运行 统计", "tj xzyx", "tongji xingzhengyunxing"])
def test_words_may_name_what_stands_above(words: str) -> None:
    assert found(words)[0] == "2010501"


def test_of_several_words_one_must_fit_the_code_itself() -> None:
    assert all("统计" in FUNCTIONAL.path(code) and "业务" in FUNCTIONAL.codes[code].name for code in found("统计 业务"))
    assert "20105" in found("一般公共服务 统计信息")


@pytest.mark.parametrize("letters", ["zhuxiangpucha", "zxpucha", "zhuanxiangp", "puchahuodong"])
def test_pinyin_may_be_typed_in_full_or_in_part(letters: str) -> None:
    assert "2010507" in found(letters.replace("zhux", "zhuanx"), limit=1000)


def test_pinyin_that_spells_nothing_finds_nothing() -> None:
    assert found("xingzhengyunxingq") == []


def test_codes_used_before_come_before_the_others() -> None:
    assert found("xzyx", used=frozenset({"2150501", "2060101"}))[:2] == ["2060101", "2150501"]


def test_a_code_typed_in_full_comes_before_codes_used_before() -> None:
    assert found("20601", used=frozenset({"2060101"}))[0] == "20601"


def test_a_part_of_the_name_is_enough() -> None:
    assert "2060502" in found("创新服务")
    assert "2080505" in found("基本养老保险缴费", limit=1000)
    assert found("没有这个科目") == []


def test_full_width_letters_and_digits_find_the_same() -> None:
    assert found("２０６０１０１") == ["2060101"]
    assert found("ｘｚｙｘ") == found("xzyx")


def test_details_come_before_their_parents_among_equals() -> None:
    names = found("住房公积金", limit=1000)
    assert names[0] == "2210201"


def test_the_list_is_cut_at_the_limit() -> None:
    assert len(found("")) == 20
    assert len(found("", limit=3)) == 3


def test_all_readings_of_a_character_are_found() -> None:
    economic = catalogue("economic", 2024)
    assert "30217" in [code.code for code in economic.search("gwjdf")]
    assert "30201" in [code.code for code in economic.search("bgf")]


# Years


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("20140", 2023, None),
        ("20140", 2024, "信访事务"),
        ("21305", 2021, "扶贫"),
        ("21305", 2023, "巩固脱贫攻坚成果衔接乡村振兴"),
        ("2101701", 2022, None),
        ("2101701", 2023, "行政运行"),
        ("215", 2024, "资源勘探工业信息等支出"),
    ],
)
def test_a_code_stands_in_its_years(code: str, year: int, name: str | None) -> None:
    assert catalogue("functional", year).name(code) == name


def test_periods_tell_every_name_a_code_had() -> None:
    names = [period.name for period in FUNCTIONAL.periods("21305")]
    assert (names[0], names[-1]) == ("扶贫", "巩固脱贫攻坚成果衔接乡村振兴")
    assert FUNCTIONAL.periods("2999999") == ()


def test_the_three_lists_have_their_levels() -> None:
    assert FUNCTIONAL.parents("2060101") == ("206", "20601")
    assert FUNCTIONAL.path("2060101") == "科学技术支出›科学技术管理事务›行政运行"
    assert [FUNCTIONAL.level(code) for code in ("206", "20601", "2060101", "2060", "")] == [1, 2, 3, 0, 0]
    assert catalogue("economic", 2024).parents("30201") == ("302",)
    assert catalogue("government", 2024).name("501") == "机关工资福利支出"


@pytest.mark.parametrize("kind", ["functional", "economic", "government"])
@pytest.mark.parametrize("year", range(2021, 2027))
def test_every_code_has_its_parents(kind: str, year: int) -> None:
    known = catalogue(kind, year)
    assert len(known.codes) > 70
    assert not [code for code in known.codes if known.level(code) == 0]
    assert not [code for code in known.codes if not set(known.parents(code)) <= set(known.codes)]


# Successors


@pytest.mark.parametrize(
    ("code", "year", "successor"),
    [
        ("2039901", 2021, "2039999"),
        ("2100601", 2023, "2101704"),
        ("2011001", 2021, None),
        ("2159902", 2024, None),
    ],
)
def test_a_retired_code_has_the_one_successor_of_its_name_or_none(code: str, year: int, successor: str | None) -> None:
    heir = catalogue("functional", year).successor(code)
    assert (heir.code if heir else None) == successor


def test_the_successor_under_the_same_parent_is_taken_first() -> None:
    codes = [
        Code("2010101", "行政运行", "xzyx", 2019, 2020, True, ""),
        Code("2010109", "行政运行", "xzyx", 2021, 9999, True, ""),
        Code("2060101", "行政运行", "xzyx", 2021, 9999, True, ""),
    ]
    heir = Catalogue("functional", 2024, codes).successor("2010101")
    assert heir is not None
    assert heir.code == "2010109"


# An office's own list


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the office's own list of 2024."""
    lines = "\ufeffcode,name\n2060101,行政运行\n2150599,其他工信监管支出\n2159988,本地专项\n"
    (tmp_path / "functional-2024.csv").write_text(lines, encoding="utf-8")
    return tmp_path


def test_an_own_list_lies_over_the_bundled_one(own: Path) -> None:
    known = catalogue("functional", 2024, own)
    assert known.name("2159988") == "本地专项"
    assert known.name("2150599") == "其他工信监管支出"
    assert known.name("2150502") == "一般行政管理事务"
    assert known.codes["2159988"].sure
    assert known.codes["2060101"].initials == FUNCTIONAL.codes["2060101"].initials
    assert [code.code for code in known.search("本地专项")] == ["2159988"]


def test_an_own_list_counts_for_its_year_only(own: Path) -> None:
    assert catalogue("functional", 2023, own).name("2159988") is None
    assert FUNCTIONAL.name("2159988") is None


def test_names_are_compared_without_blanks_and_widths() -> None:
    assert fold_name("维修（护） 费\n") == fold_name("维修(护)费")
    assert fold_name("办公费") != fold_name("办公设备")


@pytest.mark.parametrize(
    "text", ["", 'code,name\n"215', "code,name\n2150101\n", "code;name\n2150101;甲\n", "code,name\n甲,乙\n"]
)
def test_a_list_that_was_cut_short_is_told_and_takes_no_code_out_of_use(tmp_path: Path, text: str) -> None:
    (tmp_path / "functional-2024.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match="单位自己的科目表"):
        catalogue("functional", 2024, tmp_path)
