"""A command loads the rooms it works with: an export does not wait for the checks, nor a check for the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TABLES = ROOT / "tests" / "data" / "2023-bazhou-unit" / "tables.xlsx"
DATABASE = {"peewee", "forms.office.office", "models.store"}
RUN = (
    "import sys; from forms.cli.command import run; run(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr)"
)


def loaded(*arguments: str | Path) -> set[str]:
    """The modules that are there when the command is done."""
    command = [sys.executable, "-c", RUN, *map(str, arguments)]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr.splitlines())


def test_an_export_of_a_file_loads_neither_database_nor_checks(tmp_path: Path) -> None:
    modules = loaded("export", TABLES, "--only", "pdf", "--out", tmp_path / "out", "--data", tmp_path / "data")
    assert "reportlab.pdfgen.canvas" in modules
    assert not modules & {*DATABASE, "forms.check.checker", "forms.compare.compare", "docx", "PySide6"}


@pytest.mark.parametrize("command", ["check", "dump"])
def test_a_look_at_a_file_loads_no_database_and_no_page(command: str, tmp_path: Path) -> None:
    modules = loaded(command, TABLES, "--data", tmp_path / "data")
    assert "forms.match.recognise" in modules
    assert not modules & {*DATABASE, "reportlab.pdfgen.canvas", "docx", "PySide6"}


def test_every_command_is_known_where_help_is_asked_for() -> None:
    help_of_all = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    commands = ("import", "check", "export", "compare", "pack", "backup", "settle", "publish", "packet", "selftest")
    assert all(f"    {command} " in help_of_all for command in commands)
