"""The commands of packs: what is installed, what is wrong, what a form changes of another, one that comes as a file."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from forms.cli.command import run
from forms.form import load
from forms.form.pack import PACKS
from models.records import Unit
from models.store import Store
from tests.forms.books import DATA


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A pack of its own that stands on the national base and drops nothing: Hebei of one year under another name."""
    folder = Path(shutil.copytree(PACKS / "hebei", tmp_path / "own" / "tianbei"))
    head = (folder / "pack.toml").read_text(encoding="utf-8")
    head = head.replace('title = "河北省"', 'title = "天北省"\nversion = "3"')
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    return folder


def say(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_packs_there_are_are_listed(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    code, out, _ = say(capsys, "pack", "list", "--json")
    assert (code, [one["id"] for one in json.loads(out)["packs"]]) == (0, ["hebei", "shanghai"])
    _, out, _ = say(capsys, "pack", "list", "--packs", small.parent, "--json")
    found = {one["id"]: one for one in json.loads(out)["packs"]}
    assert (found["tianbei"]["title"], found["tianbei"]["version"], found["tianbei"]["base"]) == (
        "天北省",
        "3",
        "national",
    )


def test_a_pack_without_fault_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert say(capsys, "pack", "check", PACKS / "hebei")[:2] == (0, "没有发现问题。\n")


def test_faults_are_told_with_their_line_and_exit_one(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    text = (small / "T9.toml").read_text(encoding="utf-8")
    (small / "T9.toml").write_text(text.replace("since = 2024", "sinse = 2024", 1), encoding="utf-8")
    code, out, _ = say(capsys, "pack", "check", small, "--json")
    fault = next(one for one in json.loads(out)["faults"] if one["key"] == "sinse")
    assert code == 1
    assert (fault["level"], fault["file"]) == ("E", "tianbei/T9.toml")
    assert fault["line"] == text[: text.index("since = 2024")].count("\n") + 1
    assert "是不是想写“since”" in fault["message"]


@pytest.mark.parametrize("words", ["check /", "show tianbei --out x", "diff a b", "install x.zip"])
def test_what_is_not_there_is_refused_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path, words: str) -> None:
    code, out, err = say(capsys, "pack", *words.split(), "--data", tmp_path)
    assert (code, out) == (2, "")
    assert err.endswith("。\n")


def test_what_a_year_changes_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = say(capsys, "pack", "diff", "hebei-2023", "hebei-2024", "--json")
    found = {(one["place"], one["value"]): (one["old"], one["new"]) for one in json.loads(out)["differences"]}
    assert code == 0
    assert found["T9 行 subtotal", ""] == ("（没有）", "“三公”经费小计")
    assert found["T9 行 total", "label"] == ("“三公”经费合计", "合计")
    assert found["T1 行 income.service", ""][1] == "（没有）"


def test_the_empty_form_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = say(capsys, "pack", "show", "hebei", "--year", "2021", "--out", tmp_path, "--json")
    assert code == 0
    assert {Path(file).suffix for file in json.loads(out)["files"]} == {".xlsx", ".pdf", ".docx"}
    assert all(Path(file).stat().st_size for file in json.loads(out)["files"])


def test_a_first_draft_is_made_from_a_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workbook = DATA / "2024-fengrun" / "tables.xlsx"
    words = ("pack", "new", "tianbei", "--from", workbook, "--year", "2024", "--out", tmp_path, "--json")
    code, out, _ = say(capsys, *words)
    told = {one["sheet"]: one for one in json.loads(out)["sheets"]}
    assert code == 0
    assert (told["部门预算收入总表"]["table"], told["部门预算收入总表"]["columns"]) == ("T2", [13, 0])
    assert say(capsys, "pack", "check", tmp_path / "tianbei")[0] == 0
    form = load.Pack(tmp_path / "tianbei").edition(2024, "部门")
    assert [form.tables["T2"].column(name).path for name in ("code", "fiscal")] == [
        ("功能分类科目", "科目编码"),
        ("本年收入", "财政拨款收入"),
    ]
    assert "# 不认识的一行：" in (tmp_path / "tianbei" / "T9.toml").read_text(encoding="utf-8")
    assert say(capsys, *words)[0] == 2, "what is there is not written over"


def test_a_pack_in_one_file_is_installed_and_used(
    capsys: pytest.CaptureFixture[str], small: Path, tmp_path: Path
) -> None:
    file, data = tmp_path / "天北.zip", tmp_path / "data"
    with zipfile.ZipFile(file, "w") as archive:
        for path in small.rglob("*.toml"):
            archive.write(path, f"tianbei/{path.relative_to(small)}")
    code, out, _ = say(capsys, "pack", "install", file, "--data", data, "--json")
    assert (code, json.loads(out)["id"], len(json.loads(out)["sha256"])) == (0, "tianbei", 64)
    with Store.open(data) as store:
        head = store.create(Unit("", "天北县财政局"), 2025, "部门", "tianbei-2025")
    code, out, _ = say(capsys, "dump", head.id, "--data", data, "--json")
    assert (code, json.loads(out)["edition"]) == (0, "tianbei-2025")


def test_a_broken_pack_is_not_installed(capsys: pytest.CaptureFixture[str], small: Path, tmp_path: Path) -> None:
    (small / "T2.toml").write_text('[table]\ntitel = "x"\n', encoding="utf-8")
    code, _, err = say(capsys, "pack", "install", small, "--data", tmp_path / "data")
    assert code == 2
    assert "tianbei/T2.toml 第2行 titel" in err
    assert not (tmp_path / "data" / "packs").exists()


def test_a_file_in_the_zip_is_never_put_outside(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "bad.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("tianbei/pack.toml", "[pack]\n")
        archive.writestr("tianbei/../../evil.toml", "")
    assert say(capsys, "pack", "install", file, "--data", tmp_path / "data")[0] == 2
    assert not list(tmp_path.rglob("evil.toml"))


def test_the_name_of_a_form_is_no_folder_of_forms(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    workbook = DATA / "2024-fengrun" / "tables.xlsx"
    assert say(capsys, "dump", workbook, "--pack", "hebei", "--data", tmp_path)[0] == 0
