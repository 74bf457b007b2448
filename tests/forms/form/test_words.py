"""Word lists of a pack: read into a record for the edition; slips of the pen are refused with file and key."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from forms.check.special.goal_entries import GoalWords
from forms.check.special.records.assets import AssetWords
from forms.check.special.records.procurement import ProcurementWords
from forms.form.declared import BadDeclaration
from forms.form.load import KINDS, edition, pack
from forms.form.word_lists import Lists, Words, word_lists


@dataclass(frozen=True)
class Sample:
    """A record of each kind of field."""

    name: str
    marks: tuple[str, ...]
    units: Lists


GOOD = """
name = [{ is = "旧", until = 2020 }, { is = "新", since = 2021 }]
marks = ["甲", "乙"]

[units]
"率" = ["%"]
"人数" = [{ is = ["人"], until = 2020 }, { is = ["人", "名"], since = 2021 }]
"""


def read(folder: Path, text: str, name: str, year: int = 2024) -> Sample:
    """The record that a file of that content gives."""
    (folder / "words").mkdir()
    (folder / "words" / f"{name}.toml").write_text(text, encoding="utf-8")
    return word_lists(replace(edition(year, KINDS[0]), folders=(folder,)), name, Sample)


def test_texts_lists_and_tables_of_lists_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, "good")
    assert found == Sample("新", ("甲", "乙"), {"率": ("%",), "人数": ("人", "名")})


def test_the_version_of_the_year_is_taken(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, "old", year=2019)
    assert found == Sample("旧", ("甲", "乙"), {"率": ("%",), "人数": ("人",)})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("missing", 'name = "新"\n[units]\n', "缺少 marks"),
        ("unknown", GOOD.replace("[units]", 'mark = "丙"\n[units]'), "不认识 mark，是不是想写“marks”？"),
        ("table", GOOD + "[unit]\n", "不认识 [unit]，是不是想写“units”？"),
        ("no-table", 'name = "新"\nmarks = []\n', "缺少 [units]"),
        ("kind", GOOD.replace('["甲", "乙"]', "7"), "marks 的值“7”不对，应当写文字或者一列文字"),
    ],
)
def test_a_slip_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(BadDeclaration) as refused:
        read(tmp_path, text, name)
    assert said in str(refused.value)
    assert f"words/{name}.toml" in str(refused.value)


@dataclass(frozen=True)
class Saying:
    """A record with a pattern, and a text that is put in others."""

    bought: Words
    former: str


SAYING = """
bought = '{verbs}(?P<number>{digits})(?:辆|台)'
former = '(?<!{digits})'

[parts]
verbs = ["购", "购置"]
digits = [{ is = '[一二]', kind = "部门" }, { is = '\\d{1,2}', kind = "单位" }]
"""


def said(folder: Path, text: str, name: str, kind: str = KINDS[1]) -> Saying:
    """The patterns that a file of that content gives; what is declared is kept by folder and name."""
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words" / f"{name}.toml").write_text(text, encoding="utf-8")
    return word_lists(replace(edition(2024, kind), folders=(folder,)), name, Saying)


def test_a_pattern_is_made_of_its_parts_the_longest_word_first(tmp_path: Path) -> None:
    found = said(tmp_path, SAYING, "parts").bought.fullmatch("购置12辆")
    assert found is not None
    assert found["number"] == "12"


def test_a_part_has_versions_like_any_declaration(tmp_path: Path) -> None:
    patterns = said(tmp_path, SAYING, "versions", KINDS[0])
    assert patterns.bought.fullmatch("购置二台")
    assert not patterns.bought.fullmatch("购置2台")
    assert patterns.former == "(?<![一二])"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("part", SAYING.replace("{verbs}", "{verb}"), "[parts] 里没有“verb”，是不是想写“verbs”？"),
        ("regex", SAYING.replace("(?:辆|台)", "(?:辆|台"), "不合正则表达式的写法"),
    ],
)
def test_what_is_no_pattern_is_refused_with_its_line(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(BadDeclaration) as refused:
        _ = said(tmp_path, text, name).bought
    assert told in str(refused.value)
    assert "第2行 bought" in str(refused.value)


def test_goal_procurement_and_asset_words_hold_for_every_edition() -> None:

    for year in pack().years:
        for kind in KINDS:
            form = edition(year, kind)
            assert word_lists(form, "goals", GoalWords).outputs
            assert word_lists(form, "procurement", ProcurementWords).assets
            assert word_lists(form, "assets", AssetWords).running_limit
