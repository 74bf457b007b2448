"""Among installed forms the right one is told by a text alone, and by its sums where the captions are the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forms.document.document import Document
from forms.form import load
from forms.form.pack import PACKS
from forms.match.asking.question import Unsure
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.workbook.workbook import write_workbook
from models.records import Head, Unit
from tests.forms.documents import fill

UNIT = Unit("518", "云岭县林业和草原局")
AMOUNTS = {
    "T4/income.general/amount": "130",
    "T4/income.fund/amount": "20",
    "T2/2130201/fiscal": "130",
    "T2/2130201/special": "4",
    "T3/2130201/basic": "110",
    "T3/2130201/project": "24",
    "T3/2130201/affiliated": "6",
    "T5/2130201/basic": "110",
    "T5/2130201/project": "20",
}
HEBEI = (
    "一、{0}职责及机构设置情况|{1}负责本区域有关工作。",
    "二、{0}预算安排的总体情况|收支预算按综合预算管理。",
    "三、机关运行经费安排情况|机关运行经费主要用于办公。",
    "四、财政拨款“三公”经费预算情况及增减变化原因|厉行节约，与上年持平。",
    "五、政府采购预算情况|未安排政府采购预算。",
    "六、国有资产信息|固定资产按制度管理。",
    "七、名词解释|1、基本支出：保障运转的支出。",
)
SHANGHAI = (
    "{1}主要职能|{1}贯彻执行国家的方针政策。",
    "{1}机构设置|{1}内设五个科室。",
    "名词解释|（一）基本支出预算：保障机构运转的支出。",
    "2026年{0}预算编制说明|收入预算和支出预算按规定编制。",
    "其他相关情况说明|",
    "一、2026年“三公”经费预算情况说明|“三公”经费与上年持平。",
    "二、机关运行经费预算|机关运行经费按定额安排。",
    "三、绩效目标设置情况|编报了绩效目标。",
    "项目经费情况说明|项目按计划实施。",
)


def prose(path: Path, lines: tuple[str, ...], kind: str, name: str) -> Path:
    text = "\n".join(line.format(kind, name).replace("|", "\n") for line in lines)
    path.write_text(f"{name}2026年{kind}预算信息公开情况说明\n{text}\n", encoding="utf-8")
    return path


BODIES = ("云岭县林业和草原局", "海棠区城市管理和综合执法局", "北原市第三中学", "新桥镇卫生院")


@pytest.mark.parametrize("kind", load.KINDS)
@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize(("form", "lines"), [("hebei", HEBEI), ("shanghai", SHANGHAI)])
def test_a_text_alone_tells_its_form(form: str, lines: tuple[str, ...], kind: str, name: str, tmp_path: Path) -> None:
    book = read(prose(tmp_path / f"{name}2026年预算说明.txt", lines, kind, name))
    assert recognise(book, unit_name=name, unit_code="1", year=2026, kind=kind).edition.pack == form


def test_a_few_sections_of_a_text_are_enough(tmp_path: Path) -> None:
    book = read(prose(tmp_path / "说明.txt", SHANGHAI[3:8], "部门", BODIES[0]))
    assert recognise(book, unit_name=BODIES[0], unit_code="1", year=2026, kind="部门").edition.pack == "shanghai"


@pytest.fixture
def other_sums(tmp_path: Path) -> str:
    """Hebei under another name whose 支出合计 does not hold what is granted to affiliated bodies."""
    folder = Path(shutil.copytree(PACKS / "hebei", tmp_path / "packs" / "othersums"))
    relation = '\n[[relation]]\nid = "each.total"\nequal = ["{row}/basic", "{row}/project", "{row}/operating"]\n'
    path = folder / "T3.toml"
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + relation, encoding="utf-8")
    load.use_folder(folder.parent)
    return folder.name


def written(form: str, path: Path) -> Path:
    edition = load.edition(2026, "部门", form)
    document = Document(Head("x", UNIT, 2026, "部门", edition.id), edition)
    fill(document, AMOUNTS)
    write_workbook(document, path)
    return path


@pytest.mark.parametrize("which", [0, 1])
def test_the_same_captions_with_other_sums_are_told_apart(other_sums: str, which: int, tmp_path: Path) -> None:
    form = ("hebei", other_sums)[which]
    assert recognise(read(written(form, tmp_path / "2026年部门预算公开表.xlsx"))).edition.pack == form


def test_the_same_in_everything_is_asked(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PACKS / "hebei", tmp_path / "packs" / "same"))
    load.use_folder(folder.parent)
    with pytest.raises(Unsure, match="分不清是哪一个"):
        recognise(read(written("hebei", tmp_path / "2026年部门预算公开表.xlsx")))


NEITHER = (
    "一、单位概况|{1}负责本区域有关工作。",
    "二、机关运行经费安排情况|机关运行经费主要用于办公。",
    "三、政府采购预算情况|未安排政府采购预算。",
    "四、绩效目标设置情况|编报了绩效目标。",
    "五、国有资产占有使用情况|固定资产按制度管理。",
    "六、名词解释|1、基本支出：保障运转的支出。",
)


def test_a_text_of_no_form_names_the_one_that_comes_next(tmp_path: Path) -> None:
    text = prose(tmp_path / "说明.txt", NEITHER, "部门", BODIES[0])
    reading = recognise(read(text), unit_name=BODIES[0])
    assert reading.rival is not None
    assert {reading.edition.pack, reading.rival.name} == {"hebei", "shanghai"}
    assert reading.rival.words in reading.report.remarks
    other = recognise(read(text), unit_name=BODIES[0], pack=reading.rival.name)
    assert (other.edition.pack, other.rival) == (reading.rival.name, None)


def test_a_text_of_a_year_that_the_nearest_form_lacks_is_read_in_the_next(tmp_path: Path) -> None:
    more = ("三、国有资产信息|按制度管理。", "四、政府采购预算情况|未安排。", "五、{0}整体绩效目标|编报了绩效目标。")
    nearer = (*SHANGHAI, *more)
    text = prose(tmp_path / "说明.txt", nearer, "部门", BODIES[0])
    nearest = recognise(read(text), unit_name=BODIES[0]).edition.pack
    assert nearest == "shanghai"
    text.write_text(text.read_text(encoding="utf-8").replace("2026", "2024"), encoding="utf-8")
    reading = recognise(read(text), unit_name=BODIES[0])
    assert reading.edition.id == "hebei-2024"
    assert reading.rival is not None
    assert reading.rival.name == "shanghai"


@pytest.mark.parametrize("lines", [HEBEI, SHANGHAI], ids=["hebei", "shanghai"])
def test_a_text_of_one_form_has_no_other_beside_it(lines: tuple[str, ...], tmp_path: Path) -> None:
    assert recognise(read(prose(tmp_path / "说明.txt", lines, "部门", BODIES[0])), unit_name=BODIES[0]).rival is None
