"""The packet file: a disclosure goes to another machine with its history; a changed byte, or a fork, is refused."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from forms.edit.cells import enter
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.office.packet_file import _packed, open_packet, save_packet
from forms.signing.state_name import state_of
from models.errors import Trouble
from models.records import Address
from tests.forms.faultless import faultless

CELL = Address("T9", "reception", "general")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of an office (`data`) that settled a disclosure, and its packet file."""
    folder = tmp_path_factory.mktemp("settled")
    with Office.open(folder / "data") as office:
        document = faultless(office)
        office.set_person("王敏")
        office.settle(document)
        save_packet(office, document.head.id, folder / "资料.ysgk")
    return folder


@pytest.fixture
def packet(settled: Path) -> Path:
    return settled / "资料.ysgk"


def test_it_opens_elsewhere_with_state_history_and_name(packet: Path, settled: Path, tmp_path: Path) -> None:
    with Office.open(tmp_path / "other") as other:
        document = open_packet(other, packet)
        history = other.history(document.head.id)
        assert (document.head.state, history[0].who) == ("已定稿", "王敏")
        name = state_of(document)
    shutil.copytree(settled / "data", tmp_path / "data")
    with Office.open(tmp_path / "data") as office:
        there = office.open_disclosure(document.head.id)
        assert (state_of(there), there.content()) == (name, document.content())
        assert office.history(document.head.id) == history


def test_the_same_disclosure_gives_the_same_bytes(packet: Path, settled: Path, tmp_path: Path) -> None:
    shutil.copytree(settled / "data", tmp_path / "data")
    with Office.open(tmp_path / "data") as office:
        again = save_packet(office, "339-2025-部门", tmp_path / "again")
    assert again.name == "again.ysgk"
    assert again.read_bytes() == packet.read_bytes()


def test_any_changed_byte_is_refused_and_nothing_is_taken(packet: Path, tmp_path: Path) -> None:
    whole = packet.read_bytes()
    places = [0, 10, 30, len(whole) - 1, *random.Random(3).sample(range(len(whole)), 20)]
    with Office.open(tmp_path / "other") as other:
        for place in places:
            changed = tmp_path / "changed.ysgk"
            changed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with pytest.raises(Trouble):
                open_packet(other, changed)
        assert other.listed() == ()


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04"])
def test_another_file_is_refused(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "别的.ysgk"
    file.write_bytes(data)
    with Office.open(tmp_path / "other") as other, pytest.raises(Trouble, match="已损坏，或者被改动过"):
        open_packet(other, file)


def test_what_was_worked_on_elsewhere_comes_back(packet: Path, settled: Path, tmp_path: Path) -> None:
    with Office.open(tmp_path / "other") as other:
        document = open_packet(other, packet)
        other.reopen(document, "更正")
        document.apply("填写", enter(document, {CELL: "0.6"}))
        back = save_packet(other, document.head.id, tmp_path / "回.ysgk")
        with pytest.raises(Trouble, match="比这里的旧"):
            open_packet(other, packet)
    shutil.copytree(settled / "data", tmp_path / "data")
    with Office.open(tmp_path / "data") as office:
        with pytest.raises(Trouble, match="和这里的一样"):
            open_packet(office, packet)
        assert open_packet(office, back).value(CELL) == 600_000
        assert office.history("339-2025-部门")[1].name == "更正"


def test_two_that_were_both_worked_on_are_not_mixed(packet: Path, settled: Path, tmp_path: Path) -> None:
    with Office.open(tmp_path / "other") as other:
        document = open_packet(other, packet)
        document.apply("填写", set_profile(document, "published", "2025年1月25日"))
        back = save_packet(other, document.head.id, tmp_path / "回.ysgk")
    shutil.copytree(settled / "data", tmp_path / "data")
    with Office.open(tmp_path / "data") as office:
        here = office.open_disclosure("339-2025-部门")
        here.apply("填写", set_profile(here, "published", "2025年1月26日"))
        with pytest.raises(Trouble, match="都改动过"):
            open_packet(office, back)
        assert office.open_disclosure("339-2025-部门").profile("published") == "2025年1月26日"


HEAD = {"id": "x", "unit": {"code": "1", "name": "甲局"}, "year": 2025, "kind": "部门", "edition": "hebei-2025"}


@pytest.mark.parametrize(
    "change",
    [
        {"row": ["NOWHERE", "1"], "old": None, "new": [None, None]},
        {"cell": ["T9", "reception", "general"], "old": None, "new": [1.5, None, "typed"]},
        {"cell": ["T9", "reception", "general"], "old": None, "new": [None, None, "typed"]},
        {"cell": ["T9", "reception", "general"], "old": None, "new": [2**70, None, "typed"]},
        {"cell": ["T9", "reception"], "old": None, "new": [1, None, "typed"]},
        {"text": "S1.text", "old": None, "new": 7},
        {"text": 7, "old": None, "new": "文"},
        [],
    ],
)
def test_a_packet_with_sums_that_agree_and_content_that_is_none_is_refused(change: object, tmp_path: Path) -> None:
    entry = {"time": "2025-01-01", "kind": "edit", "state": None, "digest": None, "who": "", "name": "x"}
    packet = {"form": 1, "head": HEAD, "state": {"sha256": "0"}, "history": [{**entry, "changes": [change]}]}
    file = tmp_path / "坏.ysgk"
    file.write_bytes(_packed({"packet.json": json.dumps(packet).encode()}))
    with Office.open(tmp_path / "other") as other:
        with pytest.raises(Trouble, match="没有打开"):
            open_packet(other, file)
        assert other.listed() == ()
