"""表样 in the window: what is installed is shown, one more is taken in, a broken one is refused in words."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms.form.load import pack
from forms.form.pack import PACKS
from forms.office.office import Office
from ui.dialogs.new_dialog import NewDialog
from ui.dialogs.pack_dialog import PackDialog


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(PACKS / "shanghai", tmp_path / "own" / "tianbei"))
    head = folder / "pack.toml"
    head.write_text(head.read_text(encoding="utf-8").replace("上海市普陀区", "天北县"), encoding="utf-8")
    return zipped(folder)


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for one in folder.rglob("*.toml"):
            archive.write(one, f"{folder.name}/{one.relative_to(folder)}")
    return path


def titles(dialog: PackDialog) -> list[str]:
    model = dialog.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_form_that_is_taken_in_can_be_used_at_once(qtbot: QtBot, office: Office, file: Path) -> None:
    dialog = PackDialog(office)
    qtbot.addWidget(dialog)
    assert titles(dialog) == ["河北省", "上海市普陀区"]
    dialog.take(file)
    assert "天北县" in titles(dialog)
    assert dialog.notice.text() == "已安装“天北县”第1版，新建和导入时可以选用。"
    new = NewDialog(office)
    qtbot.addWidget(new)
    new.form.pack.setCurrentIndex(new.form.pack.findData("tianbei"))
    assert [new.form.year.itemData(n) for n in range(new.form.year.count())] == [2027, 2026]


def test_no_name_of_a_folder_is_shown_for_a_form_that_can_be_used(qtbot: QtBot, office: Office) -> None:
    dialog = PackDialog(office)
    qtbot.addWidget(dialog)
    model = dialog.list.model()
    shown = [model.index(row, column).data() for row in range(model.rowCount()) for column in range(4)]
    years = pack("hebei").years
    assert shown[:4] == ["河北省", f"{years[0]}—{years[-1]}年", "第1版", "可以使用"]
    assert not any(re.search("[A-Za-z]", text) for text in shown)


def test_a_broken_form_is_refused_in_words(qtbot: QtBot, office: Office, file: Path) -> None:
    folder = file.with_suffix("")
    (folder / "T2.toml").write_text('[table]\ntitel = "x"\n', encoding="utf-8")
    dialog = PackDialog(office)
    qtbot.addWidget(dialog)
    dialog.take(zipped(folder))
    assert "tianbei/T2.toml 第2行 titel" in dialog.trouble.text()
    assert titles(dialog) == ["河北省", "上海市普陀区"]
