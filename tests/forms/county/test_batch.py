"""A county at once: each known fault on the sheet of its unit, only changes done again, one bad file among good."""

from __future__ import annotations

import io
import json
import shutil
import sys
import zipfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pypdfium2
import pytest

from forms.cli.command import run
from forms.county.county_summary import FILE as SUMMARY
from forms.county.ledger import FILE as LEDGER
from tests.forms.cli.lines import Line, assert_refused
from tests.forms.county.invented import FAULTS, Fault, unit_name, write_county

NUMBERS = (0, *range(1, 2 * len(FAULTS), 2))
"""One unit without a fault, and one with each of them."""
RIGHT = f"301{unit_name(0)}"


class County(NamedTuple):
    """What the units handed in, the slips in it, and the results of a check."""

    handed_in: Path
    faults: dict[str, Fault]
    results: Path
    lines: dict[str, Any]
    code: int


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "data", capsys)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """The county checked; looked at only."""
    folder = tmp_path_factory.mktemp("county")
    faults = write_county(folder / "交来的", NUMBERS)
    (folder / "交来的" / "坏文件").mkdir()
    (folder / "交来的" / "坏文件" / "预算表.xlsx").write_bytes(b"PK\x03\x04 cut off")
    return _checked(folder, faults)


@pytest.fixture
def handed_in(county: County, tmp_path: Path) -> Path:
    """What two of its units handed in, one of them with a fault, and the bad file, to be worked on."""
    for one in (RIGHT, next(iter(county.faults)), "坏文件"):
        shutil.copytree(county.handed_in / one, tmp_path / "交来的" / one)
    return tmp_path / "交来的"


@pytest.fixture
def few(county: County, handed_in: Path) -> County:
    """The same, checked."""
    name, fault = next(iter(county.faults.items()))
    return _checked(handed_in.parent, {name: fault})


def _checked(folder: Path, faults: dict[str, Fault]) -> County:
    out = io.StringIO()
    told = ["batch", "check", folder / "交来的", "--out", folder / "结果", "--data", folder / "data", "--jobs", "2"]
    with redirect_stdout(out):
        code = run([*map(str, told), "--no-spelling", "--json"])
    return County(folder / "交来的", faults, folder / "结果", _lines(out.getvalue()), code)


def test_every_fault_of_a_county_is_on_the_sheet_of_its_unit(county: County) -> None:
    assert county.code == 1
    assert set(county.lines) == {RIGHT, "坏文件", *county.faults}
    for name, fault in county.faults.items():
        found = [one for one in county.lines[name]["findings"] if one["level"] in "EW"]
        assert fault.rule in {one["rule"] for one in found}, f"{name}: {fault.name}"
        words = _words(Path(county.lines[name]["sheet"]))
        for one in found:
            assert not one["found"] or _plain(one["found"]) in words, f"{name}: {one['message']}"
    assert county.lines[RIGHT]["counts"] == {"E": 0, "W": 0, "H": 0}
    assert county.lines[RIGHT]["sheet"] is None
    assert county.lines["坏文件"]["result"] == "refused"
    assert "没有能够检查" in _words(Path(county.lines["坏文件"]["sheet"]))


def test_the_summary_counts_each_rule_of_each_unit_and_leads_to_its_sheet(county: County) -> None:
    book = openpyxl.load_workbook(county.results / SUMMARY)
    units, matrix = book["各单位"], book["单位和规则"]
    shown = {row[1].value: row for row in units.iter_rows(min_row=3)}
    assert len(shown) == len(county.lines)
    heads = [cell.value for cell in matrix[2]]
    for name, fault in county.faults.items():
        unit = county.lines[name]["unit"]["name"]
        row = next(row for row in matrix.iter_rows(min_row=3) if row[1].value == unit)
        assert row[heads.index(fault.rule)].value >= 1
        link = row[1].hyperlink.target
        assert (county.results / link).is_file()
        assert shown[unit][11].hyperlink.target == link
    assert shown[unit_name(0)][4].value == "没有错误"
    assert shown["坏文件"][4].value == "读不了"


def test_only_what_changed_is_done_again_and_the_change_is_told(few: County, line: Line) -> None:
    mended, *_ = few.faults
    write_county(few.handed_in.parent / "again", [0])
    shutil.rmtree(few.handed_in / mended)
    right = next((few.handed_in.parent / "again").iterdir())
    shutil.copytree(right, few.handed_in / mended)
    again = line.data("batch", "check", few.handed_in, "--out", few.results, "--no-spelling")
    lines = _lines(again.out)
    assert [name for name, one in lines.items() if not one.get("unchanged")] == [mended]
    errors = few.lines[mended]["counts"]["E"]
    assert lines[mended]["before"] == {"counts": {"E": errors, "W": 0, "H": 0}, "mended": errors, "new": 0}
    assert not Path(few.lines[mended]["sheet"]).exists()


def test_a_line_of_the_ledger_that_was_cut_off_costs_its_unit_alone(few: County, line: Line) -> None:
    ledger = few.results / LEDGER
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text[:-200], encoding="utf-8")
    last = json.loads(text.rsplit("\n", 1)[1])[1]["name"]
    lines = _lines(line.data("batch", "check", few.handed_in, "--out", few.results, "--no-spelling").out)
    assert [name for name, one in lines.items() if not one.get("unchanged")] == [last]


def test_a_check_of_one_unit_finds_what_the_batch_found(county: County, line: Line) -> None:
    name = next(iter(county.faults))
    alone = line.data("check", *sorted((county.handed_in / name).iterdir(), reverse=True)).data
    told = county.lines[name]
    assert [one["message"] for one in told["findings"]] == [one["message"] for one in alone["findings"]]
    assert told["unit"] == alone["unit"]


def test_what_is_exported_is_read_as_it_was_handed_in_and_all_amounts_stand_in_one_table(
    handed_in: Path, line: Line, tmp_path: Path
) -> None:
    out = tmp_path / "导出"
    wanted = ("--only", "xlsx", "--tables", "csv", "--no-spelling")
    said = line.data("batch", "export", handed_in, "--out", out, *wanted)
    lines = _lines(said.out)
    (book,) = lines[RIGHT]["exported"]
    files = sorted((handed_in / RIGHT).glob("*.xlsx"))
    assert _tables(line, Path(book)) == _tables(line, files[0])
    rows = (out / "全部预算表.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("单位编码,单位名称,年度,类型")
    assert {row.split(",")[0] for row in rows[1:]} == {one["unit"]["code"] for one in lines.values() if "unit" in one}
    code = lines[RIGHT]["unit"]["code"]
    total = _tables(line, files[0])[0]["rows"][0]["cells"]["amount"]
    assert any(row.startswith(f"{code},") and ",T1," in row and row.endswith(f",{total}") for row in rows)


def test_what_is_imported_stands_in_the_store(handed_in: Path, line: Line, tmp_path: Path) -> None:
    said = line.data("batch", "import", handed_in, "--out", tmp_path / "导入", "--no-spelling")
    stored = {one["stored"] for one in _lines(said.out).values() if "stored" in one}
    assert stored == {one["id"] for one in line.data("list").data}
    assert len(stored) == 2
    some = min(stored)
    checked = line.data("batch", "check", some, "--out", tmp_path / "库里的", "--no-spelling")
    assert _lines(checked.out)[some]["id"] == some


def test_zips_and_packets_are_taken_as_folders_are(handed_in: Path, line: Line, tmp_path: Path) -> None:
    line.data("import", *(handed_in / RIGHT).iterdir())
    post = tmp_path / "邮件"
    post.mkdir()
    line("packet", "save", line.data("list").data[0]["id"], "--out", post / "农业.ysgk", "--data", line.folder)
    other = next(folder.name for folder in handed_in.iterdir() if folder.name not in (RIGHT, "坏文件"))
    with zipfile.ZipFile(post / "附一.zip", "w") as packed:
        for file in (handed_in / other).iterdir():
            # As Windows packs names: in GBK, without a word about it.
            packed.writestr(zipfile.ZipInfo(f"{other}/{file.name}".encode("gbk").decode("cp437")), file.read_bytes())
    lines = _lines(line.data("batch", "check", post, "--out", tmp_path / "邮件结果", "--no-spelling").out)
    assert {one["unit"]["name"] for one in lines.values()} == {unit_name(0), other[3:]}


def test_a_folder_that_is_not_there_is_refused(line: Line, tmp_path: Path) -> None:
    assert_refused(line("batch", "check", tmp_path / "没有", "--out", tmp_path / "out", "--data", tmp_path / "data"))


def test_a_folder_of_which_nothing_can_be_read_is_refused_with_its_lines(line: Line, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "甲.xlsx").write_bytes(b"not a workbook")
    said = line.data("batch", "check", tmp_path / "in", "--out", tmp_path / "out")
    assert said.code == 2
    assert [one["result"] for one in _lines(said.out).values()] == ["refused"]


def test_without_dask_a_cluster_is_refused_in_words(
    handed_in: Path, line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = ("--out", tmp_path / "out", "--data", tmp_path / "data", "--scheduler", "tcp://127.0.0.1:8786")
    assert_refused(line("batch", "check", handed_in, *told))


def _lines(out: str) -> dict[str, Any]:
    return {one["name"]: one for one in map(json.loads, out.splitlines())}


def _words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return _plain("".join(page.get_textpage().get_text_range() for page in pdf))


def _plain(text: str) -> str:
    return "".join(text.split())


def _tables(line: Line, book: Path) -> Any:
    return line.data("dump", book).data["tables"]
