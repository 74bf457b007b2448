"""The self-test of an installed copy, and the sample it works on."""

import shutil
import tempfile
from pathlib import Path

import openpyxl
import pytest

import forms.cli.selftest
from forms.cli.selftest import SAMPLE, selftest
from forms.form.resources import resources
from forms.match.recognise import recognise
from forms.readers import read
from models.errors import Trouble
from models.records import Unit


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample that the self-test uses instead."""
    (tmp_path / "sample").mkdir()
    monkeypatch.setattr(forms.cli.selftest, "resources", lambda: tmp_path)
    return Path(shutil.copy(resources() / "sample" / SAMPLE, tmp_path / "sample" / SAMPLE))


def test_every_step_passes() -> None:
    assert selftest() == (
        "建立临时文件夹",
        "读取自带的示例",
        "检查出示例里的两处错误",
        "存入数据库",
        "改正错误",
        "撤销和重做",
        "从数据库重新打开",
        "导出 Excel 和 PDF",
        "读回导出的 Excel",
        "读回导出的 PDF",
    )


def test_nothing_is_left_behind(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    selftest()
    left = [path for folder in (tmp_path, home) for path in folder.rglob("*") if path.is_file()]
    assert left == []


def test_a_missing_sample_is_told_with_its_step(copied: Path) -> None:
    copied.unlink()
    with pytest.raises(Trouble, match="自检没有通过：读取自带的示例"):
        selftest()


def test_a_fault_that_is_not_found_is_told_with_its_step(copied: Path) -> None:
    book = openpyxl.load_workbook(copied)
    book["部门预算支出总表"]["E22"] = 93.85
    book.save(copied)
    with pytest.raises(Trouble, match="自检没有通过：检查出示例里的两处错误（查出1处：E01"):
        selftest()


def test_an_error_too_many_is_told_with_its_step(copied: Path) -> None:
    book = openpyxl.load_workbook(copied)
    book["部门预算支出总表"]["D6"] = 2305.72
    book.save(copied)
    with pytest.raises(Trouble, match=r"自检没有通过：检查出示例里的两处错误（查出3处：.*C05 表三.*2305\.72"):
        selftest()


def test_the_sample_is_of_a_made_up_unit() -> None:
    book = read(resources() / "sample" / SAMPLE)
    reading = recognise(book)
    assert (reading.unit, reading.year, reading.kind) == (Unit("999", "示例县工业和信息化局"), 2024, "部门")
    texts = [cell.text for grid in book.grids for cell in grid.cells.values()]
    assert not [text for text in texts if "丰润" in text or "唐山" in text or text.startswith("339")]
