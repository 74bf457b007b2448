"""The commands of signing and proof: what stands against a state; a code or a file held against what is kept."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.cli.command import run
from forms.edit.cells import enter
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.write.packet.package import export
from forms.write.page.sums import SUMS
from models.records import Address, OperationKind
from tests.forms.faultless import faultless

CELL = Address("T9", "reception", "general")
ID = "339-2025-部门"


def said(capsys: pytest.CaptureFixture[str], data: Path, *arguments: object, code: int = 0) -> Any:
    capsys.readouterr()
    assert run([str(one) for one in (*arguments, "--data", data, "--json")]) == code
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data with a faultless disclosure, and its three files in `out`."""
    folder = tmp_path_factory.mktemp("kept")
    with Office.open(folder / "data") as office:
        document = faultless(office)
        # The term of publication is counted to this day, not to the one on which the tests run.
        document.apply("填写", set_profile(document, "published", "2025年1月25日"))
        export(document, folder / "out")
    return folder


@pytest.fixture
def data(kept: Path, tmp_path: Path) -> Path:
    """A copy of the data of its own."""
    return Path(shutil.copytree(kept / "data", tmp_path / "data"))


@pytest.fixture
def files(kept: Path, tmp_path: Path) -> Path:
    """A copy of the files of its own."""
    return Path(shutil.copytree(kept / "out", tmp_path / "out"))


def of_kind(files: Path, suffix: str) -> Path:
    return next(files.glob(f"*.{suffix}"))


def test_the_states_are_given_in_turn_and_taken_back_with_a_reason(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, data, "review", ID, "--by", "王敏")["state"] == "已审核"
    assert said(capsys, data, "settle", ID, "--by", "王敏")["state"] == "已定稿"
    assert said(capsys, data, "reopen", ID, "--why", "更正", "--by", "李强")["state"] == "编制中"
    with Office.open(data) as office:
        reopened, settled, reviewed, *_ = office.history(ID)
    assert [one.who for one in (reviewed, settled, reopened)] == ["王敏", "王敏", "李强"]
    assert (reopened.kind, reopened.name) == (OperationKind.REOPEN, "更正")


def test_what_stands_against_a_state_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Office.open(data) as office:
        document = office.open_disclosure(ID)
        document.apply("填写", set_profile(document, "secrecy_result", ""))
    found = said(capsys, data, "settle", ID, code=1)
    assert found["state"] == "编制中"
    assert "保密审查" in found["findings"][0]["message"]


def test_the_code_is_that_of_what_is_kept_until_something_is_changed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, data, "settle", ID)
    name = said(capsys, data, "state", ID)
    assert len(name["sha256"]) == 64
    typed = name["code"].replace("-", " ").lower()
    assert said(capsys, data, "verify", typed) == {"result": "same", "id": ID, "differences": []}
    said(capsys, data, "reopen", ID, "--why", "更正")
    with Office.open(data) as office:
        document = office.open_disclosure(ID)
        document.apply("填写", enter(document, {CELL: "0.61"}))
    found = said(capsys, data, "verify", name["code"], code=1)
    assert (found["result"], found["id"]) == ("different", ID)
    assert {"stored": "0.61", "given": "0.50"}.items() <= found["differences"][0].items()


def test_a_code_of_nothing_here_and_a_mistyped_one(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = said(capsys, data, "state", ID)["code"]
    with Office.open(data) as office:
        document = office.open_disclosure(ID)
        document.apply("填写", enter(document, {CELL: "0.61"}))
    # No state was given while it had this name: nothing remembers it.
    assert said(capsys, data, "verify", code, code=2)["result"] == "unknown"
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    assert run(["verify", wrong, "--data", str(data)]) == 2
    assert "里有输错的字符" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "pdf"])
def test_an_exported_file_is_what_is_kept(
    data: Path, files: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = said(capsys, data, "verify", of_kind(files, suffix))
    assert found == {"result": "same", "id": ID, "differences": []}


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "pdf"])
def test_a_file_from_before_a_change_differs_at_its_place(
    data: Path, files: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office.open(data) as office:
        document = office.open_disclosure(ID)
        document.apply("填写", enter(document, {CELL: "0.61"}))
    found = said(capsys, data, "verify", of_kind(files, suffix), code=1)
    assert found["result"] == "different"
    assert any("公务接待费" in one["place"] and one["given"] == "0.50" for one in found["differences"])


def test_one_changed_cell_of_a_folder_is_told_with_its_file(
    data: Path, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = of_kind(files, "xlsx")
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if "三公" in sheet.title)
    cell = next(cell for row in sheet for cell in row if cell.value == 0.5)
    cell.value = 0.7
    book.save(path)
    found = said(capsys, data, "verify", files, code=1)
    assert found["result"] == "different"
    assert all(one["place"].startswith(path.name) for one in found["differences"])
    assert {"0.70"} <= {one["given"] for one in found["differences"]}


def test_a_file_that_is_not_the_one_of_the_list_is_damaged(
    data: Path, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = sorted(files.iterdir())
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in names]
    (files / SUMS).write_text("".join(lines), encoding="utf-8")
    package = Path(shutil.make_archive(str(files), "zip", files))
    assert said(capsys, data, "verify", package)["result"] == "same"
    with of_kind(files, "pdf").open("ab") as pdf:
        pdf.write(b" ")
    found = said(capsys, data, "verify", files, code=2)
    assert found["result"] == "damaged"
    assert [one["place"] for one in found["differences"]] == [of_kind(files, "pdf").name]


def test_a_file_of_another_year_is_unknown(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(__file__).parents[2] / "data" / "2024-fengrun" / "tables.xlsx"
    assert said(capsys, data, "verify", file, code=2) == {"result": "unknown", "id": None, "differences": []}


def test_a_path_that_is_not_there_is_no_code(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "资料/公开.pdf", "--data", str(data)]) == 2
    assert "没有“资料/公开.pdf”这个文件或文件夹" in capsys.readouterr().err
