"""Slips of a careful writer: each is told once, at its file and line, and all of them in one run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forms.form.declared import PackFault
from forms.packing.faults import pack_faults

FROZEN = Path(__file__).with_name("frozen") / "shanghai"
"""A form as it once was, whose lines a new year does not move."""
T1, T5, T9, PACK, TEXT, PROSE = "T1.toml", "T5.toml", "T9.toml", "pack.toml", "sections.toml", "prose.toml"
RELATION = '\n[[relation]]\nid = "{}"\nrule = "C05"\n{}\n'
TOGETHER: tuple[tuple[str, str, str, str], ...] = (
    (T1, '事业收入" }', '事业收入", aliases = ["其他收入"] }', "“其他收入”也是行“四、其他收入”的名字"),
    (T5, '"基本支出"] }', '"基本支出"], aliases = ["项目支出"] }', "“项目支出”也是列“一般公共预算支出/项目支出”的名字"),
    ("T7.toml", '政府性基金预算支出功能分类预算表"\n', '国有资本经营预算支出功能分类预算表"\n', "也是表 T7 的题名"),
    (TEXT, 'title = "其他相关情况说明"', 'title = "名词解释"', "“名词解释”也是节“名词解释”的名字"),
    (PROSE, "T3/total/basic: 基本支出", "T3/total/basic: 项目支出", "“项目支出”说的是哪一格？"),
    ("words/carri.toml", "", 'x = "甲"\n', "没有叫 carri 的词表，程序不读这个文件，是不是想写“carry”？"),
    ("T6.toml.txt", "", "[table]\n", "程序只读名称以 .toml 结尾的文件"),
    ("word/carry.toml", "", "[rows]\n", "是不是想写“words”？"),
    ("words/language.toml", "", "more = []\n", "一个词也没有"),
    (PACK, "编制部门：{name}", "编制部门：{nam}", "不认识 {nam}，是不是想写“name”？"),
    (T1, "[keep]", 'line_number = "{ordnal}、"\n[keep]', "不认识 {ordnal}，是不是想写“ordinal”？"),
    (TEXT, '"{unit}机构设置"', '"{uint}机构设置"', "不认识 {uint}"),
    (TEXT, "{reason:X7/total}]", "{reason:X7/total}", "里的方括号没有成对"),
    (TEXT, "{X7/three/now}万元[", "{X7/three/now万元[", "里的花括号没有成对"),
    ("parts.toml", "", '[parts]\nbasic = "{basic}"\n', "里面有 {basic}，绕了一圈"),
    (PACK, "8-31", "02-30", "“02-30”不是一天"),
    (PACK, "places = 0", "places = -1", "places 要写0到6，不能写 -1"),
    (PACK, '["T1", "T2"', '["T1", "T1", "T2"', "T1 写了两次"),
    (PACK, "{unit}{year}年部门预算表", "{unit}/{year}年部门预算表", "文件名里不能有 /"),
    ("T8.toml", '["类", "款", "项"]', '["类", "款"]', "的编码分3级，parts 要写3个栏名"),
    (T5, "", RELATION.format("x1", 'cell = "{row}/total"\nequal = ["{row}/basic"]'), "写了 {row}，没有写 rows"),
    (
        T5,
        "",
        RELATION.format("x2", 'rows = "all"\ncell = "total/total"\nequal = ["total/basic"]'),
        "每一行都会算同一格",
    ),
    (
        T5,
        "",
        RELATION.format("x3", 'rows = "codes"\ncell = "{row}/total"\nequal = ["children/total"]'),
        "只和 rows = \"parents\" 一起写",
    ),
    (T9, '"T6/30212/total"] }', '"T6/30212/total"], computes = true }', "at_least 只能核对，不能算出来"),
    (T9, '"total/abroad", "total/reception"', '"total/abroad", "total/abroad"', "T9/total/abroad 写了两次"),
    ("X8.toml", "", '\n[column]\nid = "more"\n', "[[column]] 要两对方括号"),
    ("T2.toml", '"fiscal", "service"', '"fiscal", "fiscal", "service"', "“fiscal”写了两次"),
    ("T3.toml", 'column = ["code", "name", "total", "basic", "project"]', 'column = "code"', "应当是一列文字"),
    ("rules/G.toml", "drop = true", 'drop = "true"', "drop 的值“true”不对，应当写 true"),
    ("roles.toml", 'vehicles = "T9/total"', "vehicles = 9", "vehicles 的值“9”不对"),
    ("rules/Q.toml", "", '[group]\ntitle = "甲"\naspect = "乙"\n', "这一章没有一条规则"),
    ("profile.toml", "field = [", 'field = [\n    { id = "level", default = "镇" },', "可以选的里面没有“镇”"),
    (
        "words/carry.toml",
        "",
        '[rows]\n"T1/income.other" = ["income.service"]\n"T1/income.operating" = ["income.service"]\n"T11/x" = ["y"]\n',
        "上年的 income.service 已经归到 T1/income.other",
    ),
    ("codes.toml", "", '[[functional]]\ncode = "30101"\nname = "甲"\nsince = 2027\n', "的编码以 2 开头"),
    ("functional_classes.toml", "", '[[line]]\nid = "x"\nclass = "20101"\nname = "甲支出"\n', "2 开头的三位数字"),
)  # fmt: skip
"""The file, what stands there (blank: it is added), what is put in its place, and what is told."""
ALONE: tuple[tuple[str, str, str, str], ...] = (
    (PACK, 'base = "national"', 'base = "hebei"', "“hebei”是写在底稿“national”上的表样，不能再做底稿"),
    (PACK, "[2026, 2027]", "[2026.0]", "years 应当是一列年度"),
    (PACK, "years = [2026, 2027]\n", "", "[pack] 里缺少 years"),
    (PACK, "[pack]", "[[pack]]", "[pack] 只有一对方括号"),
    (PACK, 'title = "上海市普陀区"', 'title = ["上海市普陀区"]', "title 的值“['上海市普陀区']”不对"),
    (T5, "[table]\n", '[table]\ncatalogue = ""\n', "按科目编码列的表要写 catalogue"),
    (T5, "[table]\n", '[table]\nid = "T6"\n', "id 要和文件名一样，写“T5”"),
    (T1, 'label = "二、事业收入"', 'lable = "二、事业收入"', "不认识 lable，是不是想写“label”？"),
    (T1, 'row = [\n', 'row = [\n    { side = "income", lines = "T5" },\n', "T5.toml 里没有 [[line]]"),
    (
        T1,
        "row = [\n",
        'row = [\n    { side = "income", lines = "fiscal_funds", under = "income.fisc" },\n',
        "没有行 income.fisc，是不是想写“income.fiscal”？",
    ),
    (T1, 'id = "income.service", side', 'id = "income.services", side', "写到它的还有 shanghai/prose.toml 第4行"),
    (T5, 'titles = ["', 'titles = ["部门项目", "', "“部门项目”也是表"),
    (T5, 'id = "basic"', 'id = "ba/sic"', "id 里不能有空格"),
    (T9, "[table]\n", '[table]\ncatalogue = "economic"\n', "用不到 catalogue"),
    (TEXT, 'key = "annex"', 'key = "duties"', "节 duties写了两次"),
    (TEXT, 'stage = "绩效·采购·资产"', 'stage = "采购"', "底稿里没有“采购”这个阶段"),
)  # fmt: skip
"""Slips that keep the pack from being read, or would change what others name."""


def told_by(folder: Path, *slips: tuple[str, str, str, str]) -> tuple[PackFault, ...]:
    """What is told of a copy of a pack with these slips."""
    copy = Path(shutil.copytree(FROZEN, folder / "shanghai"))
    for file, old, new, _ in slips:
        path = copy / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, (file, old)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    return pack_faults(copy)


def test_what_the_base_misses_of_a_table_is_told_in_one_line(tmp_path: Path) -> None:
    faults = told_by(tmp_path, (T5, "[table]\n", '[table]\nlayout = "lines"\n', ""))
    assert [fault.key for fault in faults] == ["cell", "layout"]
    assert "2080505、2080506、21011、2210201" in faults[0].message


def test_all_slips_are_told_in_one_run_each_once(tmp_path: Path) -> None:
    faults = told_by(tmp_path, *TOGETHER)
    found = {
        told: [str(one) for one in faults if told in one.message and one.file.startswith("shanghai/")]
        for *_, told in TOGETHER
    }
    assert {told: said for told, said in found.items() if len(said) != 1} == {}
    assert len(faults) < len(TOGETHER) + 8, "；".join(map(str, faults))


@pytest.mark.parametrize("slip", ALONE, ids=lambda slip: slip[3])
def test_a_slip_by_itself_is_told_and_nothing_else(tmp_path: Path, slip: tuple[str, str, str, str]) -> None:
    (fault,) = told_by(tmp_path, slip)
    assert slip[3] in fault.message
    assert (fault.file, fault.line > 0) == (f"shanghai/{slip[0]}", True)
