"""The faults of a pack: each kind of slip that a writer makes is told, all at once, with file, line and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forms.form.pack import PACKS
from forms.packing.faults import pack_faults

FROZEN = Path(__file__).with_name("frozen") / "xinshan"
"""A form that no new year of a province changes: what a seed stands in is here to stay."""
RENAMED = """
[[column]]
id = "basic"
path = [{ is = ["基本"], until = 2023 }, { is = ["日常"], since = 2024 }]
"""
SEEDED: dict[str, tuple[str, str, str, str]] = {
    "a span in 2207": ("T9.toml", 'after = "total"\nsince = 2024', 'after = "total"\nsince = 2207', "不是年度"),
    "an unknown rule": ("prose.toml", "", '\n[[amount]]\nid = "basic"\nrule = "ZZ9"\n', "规则册里没有 ZZ9"),
    "a wrong row to carry": ("words/carry.toml", '["total"]', '["totale"]', "2023年的 T9 没有行 totale"),
    "a gap in the years": ("pack.toml", "2022, ", "", "之间缺2022年"),
    "an unknown list of codes": ("T5.toml", "", '[table]\ncatalogue = "functionel"\n', "没有名为“functionel”的科目表"),
    "a class twice": (
        "functional_classes.toml",
        "",
        '\n[[line]]\nid = "x"\nclass = "201"\nname = "重"\n',
        "有两行是这一类",
    ),
    "a foot twice": ("T4.toml", "", '\n[[row]]\nid = "income.carry"\nfoot = 1\n', "有两行的 foot 相同：T4/income/1"),
    "a slot that leads nowhere": (
        "parts.toml",
        "{X8/remitted/amount}",
        "{X8/remited/amount}",
        "“X8/remited/amount”",
    ),
    "a part that leads nowhere": (
        "parts.toml",
        "X8/staff/amount",
        "X8/stuff/amount",
        "“X8/stuff/amount”",
    ),
    "a part that nobody names": (
        "parts.toml",
        "running_for",
        "runing_for",
        "没有哪一段文字用到 runing_for",
    ),
    "a slip of TOML": ("X3.toml", "[[row]]", "[[row]", "不合 TOML 的写法：[名字] 的方括号没有合上"),
    "a missing file": ("pack.toml", '"X1", "X5"', '"X1", "X9", "X5"', "没有 X9.toml 这个文件"),
    "a relation to a line that is gone": (
        "T9.toml",
        "",
        '\n[[row]]\nid = "reception"\ndrop = true\n',
        "没有行 reception",
    ),
    "a column renamed without its old name": ("T3.toml", "", RENAMED, "aliases 里没有上年的“基本”"),
    "a code of a wrong length": (
        "codes.toml",
        "",
        '[[functional]]\ncode = "20601"\nsuccessor = "12"\nuntil = 2025\n',
        "不能写“12”",
    ),
    "a code that nobody knows": ("codes.toml", "", '[[economic]]\ncode = "388"\nuntil = 2025\n', "没有 388，不必停用"),
    "a code without a year": ("codes.toml", "", '[[functional]]\ncode = "2060101"\n', "要写 until"),
    "a pattern without the year that is taken from it": (
        "words/patterns.toml",
        "",
        "own_year = '列入20\\d\\d年预算'\n",
        "要留着底稿里的 year",
    ),
    "a pattern that is none": ("words/patterns.toml", "", "ranks = '[省市'\n", "不合正则表达式的写法"),
    "a column that stays and is none": (
        "T5.toml",
        "",
        '\n[keep]\ncolumn = ["code", "nam"]\n',
        "里没有“nam”，是不是想写“name”",
    ),
    "a place behind nothing": (
        "T5.toml",
        "",
        '\n[[column]]\nid = "debt"\nafter = "projekt"\npath = ["债"]\n',
        "没有“projekt”，不能排在它后面",
    ),
    "a span the wrong way round": (
        "T6.toml",
        "",
        '\n[[column]]\nid = "staff"\nsince = 2025\nuntil = 2024\n',
        "不成一段",
    ),
    "two versions for one year": (
        "T3.toml",
        "",
        '\n[[column]]\nid = "project"\npath = [{ is = ["甲"] }, { is = ["乙"], since = 2024 }]\n',
        "有两个版本同时适用",
    ),
    "words of an amount without their cell": (
        "prose.toml",
        "",
        '\n[[amount]]\nid = "three"\nunder = "三公"\ncells = ["T6/total 基本支出"]\n',
        "应当写成“格: 词 词 …”",
    ),
    "a role that is no place": ("roles.toml", "", '[roles]\nassets = "X3/a/b/c"\n', "应当写成 表、表/行 或 表/行/列"),
    "a level that is none": ("rules/C.toml", "", '\n[[rule]]\nid = "C01"\nlevel = "X"\n', "level 不能写“X”"),
    "a table held that is none": (
        "sections.toml",
        "",
        '\n[[section]]\nkey = "assets"\nholds = ["X99"]\n',
        "没有表 X99",
    ),
    "a kind of column that is none": (
        "T7.toml",
        "",
        '\n[[column]]\nid = "basic"\ntype = "mony"\n',
        "type 不能写“mony”，是不是想写“money”",
    ),
    "a section of a list that nobody knows": ("income_sources.toml", "", '\n[[lines]]\nid = "x"\n', "不认识 [lines]"),
    "a version that is no name": (
        "pack.toml",
        'base = "national"',
        'version = "1/2"\nbase = "national"',
        "version 只能写字母、数字、点和短横",
    ),
    "a base that is not there": ("pack.toml", 'base = "national"', 'base = "nation"', "没有名为“nation”的底稿"),
    "a role that no check asks for": (
        "roles.toml",
        "",
        '[roles]\nassests = "X3"\n',
        "没有检查用到 assests，是不是想写“assets”",
    ),
    "a kind of budget that is none": (
        "T9.toml",
        "since = 2024",
        'kind = "单住"\nsince = 2024',
        "kind 不能写“单住”，只有部门和单位",
    ),
    "a line on no side": (
        "T4.toml",
        "",
        '\n[[row]]\nid = "income.more"\nlabel = "另计"\n',
        "side 要写 income或者expenditure",
    ),
    "a column of the base that is taken from other years": (
        "T5.toml",
        "",
        '\n[[column]]\nid = "project"\nsince = 2025\npath = ["项目类"]\naliases = ["项目支出"]\n',
        "底稿的“project”因此2020",
    ),
    "a head that is torn apart": (
        "T5.toml",
        "",
        '\n[[column]]\nid = "more"\npath = ["功能分类科目", "备注编码"]\n',
        "表头“功能分类科目”分在两处",
    ),
    "a title that is the caption of a column": (
        "T5.toml",
        "[table]",
        '[table]\ntitles = ["附表5 公用经费"]',
        "“附表5 公用经费”也是表",
    ),
    "a value that no version has for a year": (
        "T5.toml",
        "[table]",
        '[table]\nordinal = [{ is = "甲", until = 2023 }, { is = "乙", since = 2025 }]',
        "各个版本没有一个适用（2024年）",
    ),
    "rows of a table that is not there": (
        "T3.toml",
        "",
        '\n[[relation]]\nid = "added.total"\nrows = "codes-not-in:T22"\n',
        "“codes-not-in:T22”里没有所指，是不是想写“T2”",
    ),
    "a column without a caption": ("T7.toml", "", '\n[[column]]\nid = "project"\npath = []\n', "至少要写一个栏名"),
    "a table of codes without a total": ("T8.toml", "", "[keep]\nrow = []\n", "要有合计一行"),
    "a role that has a place in no year": ("roles.toml", "", '[roles]\nassets = "X33"\n', "没有一个年度的表样有“X33”"),
    "a year that is none": ("pack.toml", "2022, ", "20222, ", "years 应当是一列年度"),
    "a base that has one": ("pack.toml", 'base = "national"', 'base = "shanghai"', "只有一层"),
    "brackets without end": ("X3.toml", "", f"\nx = {'[' * 5000}{']' * 5000}\n", "套得太深"),
    "a sum that comes of itself": (
        "T3.toml",
        "",
        '\n[[relation]]\nid = "round"\nrule = "C05"\nrows = "all"\ncell = "{row}/basic"\n'
        'equal = ["{row}/total", "-{row}/project"]\ncomputes = true\n',
        "T3 的 round 绕了一圈",
    ),
    "a sum that is computed twice": (
        "T3.toml",
        "",
        '\n[[relation]]\nid = "sum"\nrule = "C05"\nrows = "all"\ncell = "{row}/total"\n'
        'equal = ["{row}/basic", "{row}/project"]\ncomputes = true\n',
        "关系 each.total 已经在算同样的格",
    ),
    "a role twice": ("roles.toml", "", '[roles]\nassets = "X3"\nassets = "X2"\n', "同一个名字写了两次"),
}
"""For each fault the file, what stands there (blank: it is added), what is put in its place, and what is told."""

ALONE = (
    "a role that no check asks for",
    "a pattern that is none",
    "a slip of TOML",
    "a role twice",
    "a role that is no place",
    "a version that is no name",
    "a base that is not there",
    "a year that is none",
    "a base that has one",
    "brackets without end",
    "a role that has a place in no year",
    "a sum that comes of itself",
    "a sum that is computed twice",
    "a head that is torn apart",
)
"""What keeps a file, or the pack, from being read, stands in a file that another fault needs blank, or is told of a
form without other faults."""


def seeded(folder: Path, name: str) -> str:
    """Put the fault into the pack and return what must be told."""
    file, old, new, told = SEEDED[name]
    path = folder / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text
    if old:
        text = text.replace(old, new, 1)
    else:
        text = text.replace("[table]\n", new, 1) if "[table]" in new and "[table]" in text else text + new
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FROZEN, tmp_path / FROZEN.name))


def test_the_bundled_packs_have_no_fault() -> None:
    assert [str(f) for folder in PACKS.iterdir() if folder.is_dir() for f in pack_faults(folder)] == []


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_told_with_its_line(folder: Path, name: str) -> None:
    told = seeded(folder, name)
    faults = pack_faults(folder)
    found = [fault for fault in faults if told in fault.message]
    assert found, "；".join(map(str, faults))
    assert all(fault.line > 0 for fault in found) or name == "brackets without end"


def test_faults_in_several_files_are_told_at_once(folder: Path) -> None:
    names = [name for name in SEEDED if name not in ALONE]
    tolds = [seeded(folder, name) for name in names]
    said = "；".join(map(str, pack_faults(folder)))
    assert [told for told in tolds if told not in said] == []


def test_a_file_that_cannot_be_read_hides_no_other_fault(folder: Path) -> None:
    broken, gap = seeded(folder, "a slip of TOML"), seeded(folder, "a gap in the years")
    said = "；".join(map(str, pack_faults(folder)))
    assert broken in said
    assert gap in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = “甲”", "这里的““”是中文的标点"),
        ('titles = ["甲"，"乙"]', "这里的“，”是中文的标点"),
        ("title = 甲", "文字要加引号"),
        ('title = "甲', "引号没有合上"),
        ('title = "甲"\n[table]\nunit = "元"', "同一个 [名字] 写了两次"),
        ('titles = [\n    "甲"\n    "乙"\n]', "前面两项之间少了逗号"),
    ],
)
def test_a_slip_of_toml_is_told_with_its_reason(folder: Path, text: str, told: str) -> None:
    (folder / "T4.toml").write_text(f"[table]\n{text}\n", encoding="utf-8")
    assert told in "；".join(map(str, pack_faults(folder)))


def test_a_file_that_windows_has_saved_is_read(folder: Path) -> None:
    path = folder / "T5.toml"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert pack_faults(folder) == ()


def test_what_a_file_that_cannot_be_read_declares_is_not_told_as_missing(folder: Path) -> None:
    seeded(folder, "a column of the base that is taken from other years")
    (folder / "T2.toml").write_text('[[column]]\nid = "own"\npath = ["自有"]\n[[relation', encoding="utf-8")
    relation = (
        '[[relation]]\nid = "own"\nrule = "D01"\ncell = "income.other/amount"\nequal = ["T2/total/own"]\nuntil = 2023\n'
    )
    (folder / "T1.toml").write_text(relation, encoding="utf-8")
    said = [str(fault) for fault in pack_faults(folder)]
    assert not [told for told in said if "own" in told]
    assert [told for told in said if told.startswith("xinshan/T2.toml 第4行")]
