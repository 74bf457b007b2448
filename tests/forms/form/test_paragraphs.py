"""A list of texts in which some items stand in certain years only: the paragraphs of a draft that change."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from forms.form.declared import Declared, KeyReader
from forms.form.load import edition
from forms.form.pack import PACKS, Pack

CHANGES = ["开头", {"is": "旧", "until": 2020}, {"is": "新", "since": 2021, "until": 2022}, "{year}年"]


def read(draft: list[Any], year: int, kind: str = "部门") -> tuple[str, ...]:
    return KeyReader(Declared({"draft": draft}, "sections.toml", 1), year, kind).texts("draft")


def test_a_plain_text_stands_in_every_edition() -> None:
    assert {read(CHANGES, year)[0] for year in range(2019, 2027)} == {"开头"}


@pytest.mark.parametrize(("year", "second"), [(2020, "旧"), (2021, "新"), (2022, "新")])
def test_a_version_stands_at_its_place_in_its_years(year: int, second: str) -> None:
    assert read(CHANGES, year) == ("开头", second, f"{year}年")


def test_no_version_need_hold_in_a_year() -> None:
    assert read(CHANGES, 2023) == ("开头", "2023年")


def test_several_versions_of_one_year_are_several_paragraphs() -> None:
    assert read(["甲", {"is": "乙", "since": 2021}, {"is": "丙", "since": 2021}], 2021) == ("甲", "乙", "丙")


def test_a_version_may_be_of_one_kind() -> None:
    mixed = ["甲", {"is": "{kind}的", "kind": "单位"}]
    assert (read(mixed, 2024), read(mixed, 2024, "单位")) == (("甲",), ("甲", "单位的"))


def test_versions_alone_are_versions_of_the_whole_list() -> None:
    assert read([{"is": ["甲", "乙"], "until": 2020}, {"is": ["丙"], "since": 2021}], 2020) == ("甲", "乙")


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ('{ is = "乙", till = 2020 }', "draft 的一个版本里有不认识的 till，是不是想写“until”？"),
        ('{ was = "乙" }', "draft 的一个版本没有写 is"),
        ('{ is = "乙", since = 2022, until = 2020 }', "从2022年到2020年不成一段，since 不能晚于 until"),
        ('{ is = "乙", since = "2022" }', "since = 2022 不是年度"),
        ("{ is = 3 }", "只能写文字"),
        ("3", "只能写文字"),
    ],
)
def test_a_wrong_item_is_told_with_its_place(tmp_path: Path, item: str, told: str) -> None:
    folder = Path(shutil.copytree(PACKS / "shanghai", tmp_path / "broken"))
    path = folder / "sections.toml"
    above = path.read_text(encoding="utf-8").rstrip() + "\n"
    path.write_text(f'{above}draft = ["甲", {item}]\n', encoding="utf-8")
    place = f"broken/sections.toml 第{above.count(chr(10)) + 1}行 draft："
    assert place + told in [str(fault) for fault in Pack(folder).faults()]


@pytest.mark.parametrize("path", sorted(PACKS.glob("*/sections.toml")), ids=lambda path: path.parent.name)
def test_no_pack_writes_a_paragraph_twice(path: Path) -> None:
    sections = tomllib.loads(path.read_text(encoding="utf-8"))["section"]
    items = [item for section in sections for item in section.get("draft", ())]
    paragraphs = [item["is"] if isinstance(item, dict) else item for item in items]
    assert [one for one in paragraphs if paragraphs.count(one) > 1] == []


def told(pack: str, year: int, key: str) -> tuple[str, ...]:
    return next(s.draft for s in edition(year, "部门", pack).sections if s.key == key)


def test_a_paragraph_names_a_part_that_changes_in_some_years_only() -> None:
    assert "机关运行经费共计安排{X8/public/amount}万元[，主要用于" in told("hebei", 2020, "running")[0]
    assert "；按照定额标准核定日常公用经费，机关运行经费共计安排{T6/total/public}" in told("hebei", 2022, "running")[0]
    assert "我部门机关运行经费共计安排{T6/total/public}万元" in told("hebei", 2023, "running")[0]


def test_a_part_of_which_a_pack_says_nothing_is_that_of_its_base(tmp_path: Path) -> None:
    (tmp_path / "child").mkdir()
    (tmp_path / "child" / "pack.toml").write_text('[pack]\ntitle = "甲"\nbase = "base"\nyears = [2025, 2026]\n')
    (tmp_path / "child" / "parts.toml").write_text('[parts]\nwho = [{ is = "乙{which}", until = 2025 }]\n')
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "pack.toml").write_text('[pack]\ntitle = "底稿"\n')
    (tmp_path / "base" / "parts.toml").write_text('[parts]\nwho = "丙"\nwhich = "丁"\n')
    pack = Pack(tmp_path / "child")
    assert [pack.parts(year, "部门", []) for year in (2025, 2026)] == [
        {"who": "乙{which}", "which": "丁"},
        {"who": "丙", "which": "丁"},
    ]


def test_a_part_may_hold_parts() -> None:
    reader = KeyReader(Declared({"draft": "{who}办"}, "s", 1), 2025, "部门", parts={"who": "乙{which}", "which": "丁"})
    assert reader.texts("draft") == ("乙丁办",)
