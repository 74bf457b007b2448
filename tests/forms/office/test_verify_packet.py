"""核对 of a 资料包: it holds all that is kept, and is the same, an earlier or later state of it, or of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.edit.cells import enter
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.office.packet_file import open_packet, save_packet
from forms.office.verification import Outcome, verify_files
from models.errors import Trouble
from models.records import Address
from tests.forms.faultless import faultless

CELL = Address("T9", "reception", "general")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.open(tmp_path / "data")
    faultless(office)
    return office


@pytest.fixture
def packet(office: Office, tmp_path: Path) -> Path:
    return save_packet(office, office.listed()[0].head.id, tmp_path / "资料.ysgk")


def changed(office: Office, amount: str) -> None:
    document = office.open_disclosure(office.listed()[0].head.id)
    document.apply("填写", enter(document, {CELL: amount}))


def test_a_packet_of_what_is_kept_is_the_same(office: Office, packet: Path) -> None:
    found = verify_files(office, packet)
    assert (found.result, found.differences) == (Outcome.SAME, ())
    assert "一致，核对码都是 " in found.sentence


def test_what_differs_from_an_earlier_packet_is_listed(office: Office, packet: Path) -> None:
    changed(office, "0.77")
    found = verify_files(office, packet)
    assert found.result == Outcome.DIFFERENT
    assert found.sentence.endswith("它是这里以前的内容。")
    assert "0.77" in [one.old for one in found.differences]


def test_a_packet_that_was_worked_on_elsewhere_goes_on_from_here(office: Office, packet: Path, tmp_path: Path) -> None:
    with Office.open(tmp_path / "elsewhere") as other:
        open_packet(other, packet)
        changed(other, "0.66")
        later = save_packet(other, other.listed()[0].head.id, tmp_path / "改过.ysgk")
    found = verify_files(office, later)
    assert found.sentence.endswith("它是在这里的内容上接着改的。")
    assert "0.66" in [one.new for one in found.differences]


def test_what_is_not_printed_makes_a_packet_differ_too(office: Office, packet: Path) -> None:
    document = office.open_disclosure(office.listed()[0].head.id)
    document.apply("填写", set_profile(document, "place", "孙家县"))
    found = verify_files(office, packet)
    assert (found.result, found.differences) == (Outcome.DIFFERENT, ())
    assert "单位资料不同" in found.sentence


def test_a_packet_of_another_office_is_not_known_here(packet: Path, tmp_path: Path) -> None:
    with Office.open(tmp_path / "elsewhere") as other:
        found = verify_files(other, packet)
    assert found.result == Outcome.UNKNOWN
    assert "这里没有这份资料" in found.sentence


def test_a_changed_byte_of_a_packet_is_damage(office: Office, packet: Path) -> None:
    content = bytearray(packet.read_bytes())
    content[len(content) // 2] ^= 0x20
    packet.write_bytes(content)
    found = verify_files(office, packet)
    assert (found.result, [one.place for one in found.differences]) == (Outcome.DAMAGED, ["“packet.json”"])


def test_a_byte_that_no_check_sum_covers_is_refused(office: Office, packet: Path) -> None:
    content = packet.read_bytes()
    packet.write_bytes(content + b"\0")
    with pytest.raises(Trouble, match="已损坏，或者被改动过"):
        verify_files(office, packet)
