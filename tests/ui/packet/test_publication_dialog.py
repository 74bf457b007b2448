"""公开记录: what is published is registered once it is what was settled; what stands there is compared."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from forms.document.document import Document
from forms.office.office import Office
from forms.write.packet.package import export
from ui.kit.jobs import Jobs
from ui.kit.session import Session
from ui.packet.publication_dialog import PublicationDialog


@pytest.fixture
def published(office: Office, right: Document, tmp_path: Path) -> tuple[Path, ...]:
    """The files of the settled disclosure."""
    office.set_person("王敏")
    office.settle(right)
    return export(right, tmp_path / "公开")


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, jobs: Jobs, right: Document, published: tuple[Path, ...]) -> PublicationDialog:
    assert published
    dialog = PublicationDialog(office, jobs, Session(right))
    qtbot.addWidget(dialog)
    dialog.day.setText("2025.1.25")
    dialog.address.setText("某区人民政府网站")
    return dialog


def test_what_agrees_is_registered_with_day_address_and_sum(
    dialog: PublicationDialog, published: tuple[Path, ...], office: Office, right: Document
) -> None:
    dialog.target.setText(str(published[0].parent))
    dialog.register.click()
    assert dialog.told.text() == "✓ 和定稿一致。已经登记。"
    told = {one.words: one.digest for one in office.publications(right.head.id)}
    for path in published:
        words = f"{path.name}　2025年1月25日　某区人民政府网站"
        assert told[words] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert right.profile("published") == "2025年1月25日"
    assert right.profile("address") == "某区人民政府网站"
    assert len(dialog.list.texts()) == len(published)


def test_what_is_another_is_not_registered_and_the_places_are_listed(
    dialog: PublicationDialog, office: Office, right: Document, tmp_path: Path
) -> None:
    from forms.edit.cells import enter
    from models.records import Address

    office.reopen(right, "试一试")
    right.apply("填写1格", enter(right, {Address("T9", "reception", "general"): "0.77"}))
    (other,) = export(right, tmp_path / "改过", formats=("pdf",))
    right.undo()
    office.review(right)
    office.settle(right)
    dialog.target.setText(str(other))
    dialog.register.click()
    assert dialog.told.text().startswith("× 和定稿不一致，没有登记。")
    assert dialog.differences.list.texts()
    assert office.publications(right.head.id) == ()


def test_what_stands_there_is_known_to_the_byte(
    dialog: PublicationDialog, published: tuple[Path, ...], tmp_path: Path
) -> None:
    pdf = next(path for path in published if path.suffix == ".pdf")
    dialog.target.setText(str(pdf))
    dialog.register.click()
    downloaded = tmp_path / "下载.pdf"
    shutil.copy(pdf, downloaded)
    dialog.target.setText(str(downloaded))
    dialog.compare.click()
    assert dialog.told.text() == "✓ 和定稿一致。就是登记过的文件，一个字节不差。"
    downloaded.write_bytes(pdf.read_bytes() + b"\n")
    dialog.compare.click()
    assert dialog.told.text() == "✓ 和定稿一致。内容相同，但不是登记过的那个文件。"


def test_without_a_day_nothing_is_registered(
    dialog: PublicationDialog, published: tuple[Path, ...], office: Office, right: Document
) -> None:
    dialog.day.setText("下周")
    dialog.target.setText(str(published[0]))
    dialog.register.click()
    assert "请先填写公开的日期" in dialog.told.text()
    assert office.publications(right.head.id) == ()


def test_what_is_not_settled_cannot_be_registered(qtbot: QtBot, office: Office, jobs: Jobs, right: Document) -> None:
    dialog = PublicationDialog(office, jobs, Session(right))
    qtbot.addWidget(dialog)
    dialog.target.setText("/tmp")
    assert not dialog.register.isEnabled()
    assert dialog.compare.isEnabled()
