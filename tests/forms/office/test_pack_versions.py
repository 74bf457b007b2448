"""A disclosure that was signed keeps the version of its form; one that is worked on takes the newest."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.cli.command import run
from forms.compare.history import logged_title
from forms.document.document import Document
from forms.edit.cells import enter
from forms.form.pack import PACKS
from forms.office.office import Office
from forms.office.packet_file import open_packet, save_packet
from forms.office.verification import Outcome, verify_code
from forms.packing.install import install
from forms.signing.state_name import state_of
from models.errors import Trouble
from models.records import Address, Unit
from tests.forms.documents import UNIT
from tests.forms.faultless import faultless

CELL = Address("T9", "reception", "general")
OTHER = "公务接待的费用"
"""How the second version calls a line of the table."""


def pack_file(folder: Path, version: str, label: str = "") -> Path:
    """A pack that is Hebei's form under another name, of that version, and with another name of a line."""
    target = Path(shutil.copytree(PACKS / "hebei", folder / version / "tianbei"))
    head = (target / "pack.toml").read_text(encoding="utf-8")
    head = head.replace('title = "河北省"', f'title = "天北省"\nversion = "{version}"')
    (target / "pack.toml").write_text(head, encoding="utf-8")
    if label:
        table = target / "T9.toml"
        table.write_text(
            f'{table.read_text(encoding="utf-8")}\n[[row]]\nid = "reception"\nlabel = "{label}"\n', "utf-8"
        )
    return target


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return pack_file(tmp_path, "1")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return pack_file(tmp_path, "2", OTHER)


@pytest.fixture
def office(tmp_path: Path, first: Path) -> Iterator[Office]:
    data = tmp_path / "data"
    install(first, data)
    with Office.open(data) as opened:
        yield opened


def label(document: Document) -> str:
    """What the line is called in the form of the disclosure."""
    return document.edition.tables[CELL.table].row_by_key[CELL.row].label


def test_what_was_settled_is_opened_in_its_version_and_said_so(office: Office, second: Path) -> None:
    document = faultless(office, "tianbei")
    office.review(document)
    office.settle(document)
    was, name = label(document), state_of(document)
    install(second, office.folder)
    kept = office.open_disclosure(document.head.id)
    assert (label(kept), kept.edition.version, state_of(kept)) == (was, "1", name)
    assert "仍按这一版打开" in office.form_told(kept)
    assert verify_code(office, name.code).result == Outcome.SAME


def test_set_back_it_takes_the_newest_version_which_is_said_once(office: Office, second: Path) -> None:
    document = faultless(office, "tianbei")
    office.review(document)
    install(second, office.folder)
    office.reopen(document, "改名称")
    moved = office.open_disclosure(document.head.id)
    assert (label(moved), moved.edition.version) == (OTHER, "2")
    assert "由第1版换成了第2版" in office.form_told(moved)
    assert office.form_told(office.open_disclosure(document.head.id)) == ""


def test_the_version_is_part_of_the_name_of_a_state_but_the_first_is_not(office: Office, second: Path) -> None:
    document = office.start(UNIT, 2025, "部门", "tianbei")
    document.apply("填写", enter(document, {CELL: "1.23"}))
    plain = state_of(document)
    install(second, office.folder)
    again = office.open_disclosure(document.head.id)
    assert again.content() == document.content()
    assert state_of(again) != plain
    assert (document.edition.issue, again.edition.issue) == ("tianbei-2025", "tianbei-2025@2")


def test_signing_writes_down_the_version_and_old_states_are_known_again(office: Office, second: Path) -> None:
    install(second, office.folder)
    document = faultless(office, "tianbei")
    office.review(document)
    signed = state_of(document)
    office.reopen(document, "再改")
    install(pack_file(second.parent.parent, "3"), office.folder)
    assert "标为已审核（表样第2版）" in map(logged_title, office.history(document.head.id))
    then = next(old for old, _ in office.named_states(document.head.id, signed.sha256.__eq__))
    assert (label(then), state_of(then)) == (OTHER, signed)


def test_a_packet_brings_its_version_along(office: Office, second: Path, tmp_path: Path) -> None:
    document = faultless(office, "tianbei")
    office.review(document)
    path = save_packet(office, document.head.id, tmp_path / "一份.ysgk")
    install(second, office.folder)
    office.reopen(document, "请对方看")
    with Office.open(tmp_path / "there") as there:
        assert open_packet(there, path).edition.version == "1"


def test_another_content_under_the_same_version_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="第1版已经装有"):
        install(pack_file(tmp_path / "again", "1", OTHER), office.folder)
    assert label(office.start(Unit("", "天北县财政局"), 2025, "部门", "tianbei")) != OTHER


def test_an_older_version_beside_is_no_pack_of_its_own(
    office: Office, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(second, office.folder)
    assert run(["pack", "list", "--data", str(office.folder)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["hebei", "shanghai", "tianbei"]
