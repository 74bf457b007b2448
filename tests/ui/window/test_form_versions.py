"""The window says once that the form of a disclosure has changed under it."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from forms.form.pack import PACKS
from forms.packing.install import install
from models.records import Unit
from tests.ui.modal import answer
from ui.window.main_window import MainWindow


def version(folder: Path, number: str) -> Path:
    """A pack of that version."""
    target = Path(shutil.copytree(PACKS / "shanghai", folder / number / "tianbei"))
    head = target / "pack.toml"
    text = head.read_text(encoding="utf-8").replace('title = "上海市普陀区"', f'title = "天北县"\nversion = "{number}"')
    head.write_text(text, encoding="utf-8")
    return target


def test_a_new_version_is_said_at_the_next_opening_and_not_again(window: MainWindow, tmp_path: Path) -> None:
    install(version(tmp_path, "1"), window.office.folder)
    started = window.office.start(Unit("", "天北县水务局"), 2026, "部门", "tianbei").head.id
    install(version(tmp_path, "2"), window.office.folder)
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    answer(QMessageBox, read)
    window.open(started)
    window.open(started)
    assert said == ["“天北县”表样由第1版换成了第2版，这份资料还没有签审，改按新的一版编制，请核对一遍。"]
