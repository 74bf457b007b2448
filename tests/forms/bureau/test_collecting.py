"""Collecting: what comes back is recognised, verified, checked; newer work is never overwritten without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from forms.bureau.collecting import Collected, Come, PacketFate, collect
from forms.bureau.county_plan import ForAll
from forms.bureau.hand_out import hand_out
from forms.edit.profile import set_profile
from forms.office.office import Office
from forms.office.packet_file import open_packet, save_packet
from forms.readers import read
from models.records import Address
from tests.forms.bureau.counties import YEAR, Budget, county, printed
from tests.forms.cli.lines import Line, assert_refused
from tests.forms.documents import fill
from tests.forms.faultless import faultless

TODAY = date(2025, 1, 28)
CELL = "T3/2130301/basic"


@pytest.fixture
def budgets() -> list[Budget]:
    return county(31)


@pytest.fixture
def out(tmp_path: Path, budgets: list[Budget]) -> Path:
    """The bureau's data in `bureau`; the folder of the packet files that went out, one for each unit."""
    with Office.open(tmp_path / "bureau") as office:
        books = [read(file) for file in printed("merged", budgets, tmp_path)]
        hand_out(office, books, ForAll(YEAR, pack="hebei"), tmp_path / "out")
    return tmp_path / "out"


def packet_of(folder: Path, budget: Budget) -> Path:
    return folder / f"{budget.unit.code}{budget.unit.name}.ysgk"


def worked_on(packet: Path, tmp_path: Path, amount: str, back: Path) -> Path:
    """A unit opens its packet, types an amount, and saves it for the bureau."""
    with Office.open(tmp_path / f"unit {amount}") as own:
        document = open_packet(own, packet)
        fill(document, {CELL: amount})
        back.parent.mkdir(exist_ok=True)
        return save_packet(own, document.head.id, back)


def amount_of(office: Office, budget: Budget) -> int | None:
    head = office.find(budget.unit, YEAR, "单位", "hebei")
    assert head is not None
    return office.open_disclosure(head.id).value(Address(*CELL.split("/")))


def takings(found: tuple[Collected, ...]) -> list[tuple[str, PacketFate]]:
    return [(one.head.unit.code if one.head else "", one.taking) for one in found]


def test_what_leads_on_is_taken_and_the_rest_is_missing(tmp_path: Path, out: Path, budgets: list[Budget]) -> None:
    first, second, third, fourth = budgets
    worked_on(packet_of(out, second), tmp_path, "8.88", tmp_path / "back" / "乱写的名字.ysgk")
    (tmp_path / "back" / "其他").mkdir()
    packet_of(out, third).rename(tmp_path / "back" / "其他" / "没动.ysgk")
    with Office.open(tmp_path / "bureau") as office:
        found = collect(office, tmp_path / "back", TODAY)
        assert amount_of(office, second) == 8_880_000
    assert takings(found) == [
        (second.unit.code, PacketFate.TAKEN),
        (third.unit.code, PacketFate.SAME),
        (first.unit.code, PacketFate.MISSING),
        (fourth.unit.code, PacketFate.MISSING),
    ]
    assert [one.come for one in found] == [Come.BEGUN, Come.UNTOUCHED, Come.UNTOUCHED, Come.UNTOUCHED]


def test_newer_work_here_stays(tmp_path: Path, out: Path, budgets: list[Budget]) -> None:
    """The bureau corrected a unit itself: neither the old packet nor one worked on apart takes that away."""
    first, second, *_ = budgets
    worked_on(packet_of(out, second), tmp_path, "5.55", tmp_path / "back" / "乙.ysgk")
    packet_of(out, first).rename(tmp_path / "back" / "甲.ysgk")
    with Office.open(tmp_path / "bureau") as office:
        for budget in (first, second):
            head = office.find(budget.unit, YEAR, "单位", "hebei")
            assert head is not None
            fill(office.open_disclosure(head.id), {CELL: "1.11"})
        found = collect(office, tmp_path / "back", TODAY)
        assert [amount_of(office, budget) for budget in (first, second)] == [1_110_000, 1_110_000]
    assert takings(found)[:2] == [(first.unit.code, PacketFate.OLDER), (second.unit.code, PacketFate.APART)]
    assert all("这里的没有改动" in one.told for one in found[:2])


def test_of_two_packets_the_one_that_goes_further_counts(tmp_path: Path, out: Path, budgets: list[Budget]) -> None:
    first = budgets[0]
    halfway = worked_on(packet_of(out, first), tmp_path, "2.22", tmp_path / "back" / "z.ysgk")
    worked_on(halfway, tmp_path, "3.33", tmp_path / "back" / "a.ysgk")
    with Office.open(tmp_path / "bureau") as office:
        found = collect(office, tmp_path / "back", TODAY)
        assert amount_of(office, first) == 3_330_000
    assert [(one.file.name, one.taking) for one in found if one.file] == [
        ("z.ysgk", PacketFate.TAKEN),
        ("a.ysgk", PacketFate.TAKEN),
    ]


def test_of_two_packets_worked_on_apart_none_is_taken(tmp_path: Path, out: Path, budgets: list[Budget]) -> None:
    first = budgets[0]
    worked_on(packet_of(out, first), tmp_path, "2.22", tmp_path / "back" / "甲.ysgk")
    worked_on(packet_of(out, first), tmp_path, "3.33", tmp_path / "back" / "乙.ysgk")
    with Office.open(tmp_path / "bureau") as office:
        before = amount_of(office, first)
        found = collect(office, tmp_path / "back", TODAY)
        assert amount_of(office, first) == before
    assert [one.taking for one in found[:2]] == [PacketFate.APART, PacketFate.APART]
    assert all("甲.ysgk" in one.told and "乙.ysgk" in one.told for one in found[:2])


def test_a_changed_byte_is_told_and_the_others_are_taken(tmp_path: Path, out: Path, budgets: list[Budget]) -> None:
    worked_on(packet_of(out, budgets[1]), tmp_path, "4.44", tmp_path / "back" / "好.ysgk")
    whole = bytearray(packet_of(out, budgets[0]).read_bytes())
    whole[len(whole) // 2] ^= 1
    (tmp_path / "back" / "坏.ysgk").write_bytes(whole)
    with Office.open(tmp_path / "bureau") as office:
        found = collect(office, tmp_path / "back", TODAY)
    assert {(one.file.name, one.taking) for one in found if one.file} == {
        ("好.ysgk", PacketFate.TAKEN),
        ("坏.ysgk", PacketFate.DAMAGED),
    }


def test_looking_changes_nothing(tmp_path: Path, out: Path, budgets: list[Budget]) -> None:
    worked_on(packet_of(out, budgets[0]), tmp_path, "6.66", tmp_path / "back" / "甲.ysgk")
    with Office.open(tmp_path / "bureau") as office:
        held = {one.head.id: one.changed for one in office.listed()}
        found = collect(office, tmp_path / "back", TODAY, only_look=True)
        assert {one.head.id: one.changed for one in office.listed()} == held
    assert found[0].taking is PacketFate.LOOKED
    assert found[0].come is Come.BEGUN


def test_progress_goes_with_the_state_and_the_term(tmp_path: Path) -> None:
    with Office.open(tmp_path / "unit") as own:
        document = faultless(own)
        document.apply("批复", set_profile(document, "approved", "2025年1月20日"))
        steps = [("填完", lambda: None), ("审核", lambda: own.review(document)), ("定稿", lambda: own.settle(document))]
        found = []
        for name, step in steps:
            step()
            (tmp_path / name).mkdir()
            save_packet(own, document.head.id, tmp_path / name / "包.ysgk")
            with Office.open(tmp_path / f"bureau {name}") as office:
                (one,) = collect(office, tmp_path / name, TODAY)
            found.append((one.come, one.findings["E"], one.days_left))
        document.apply("公开", set_profile(document, "published", "2025年1月30日"))
        own.publish(document)
        (tmp_path / "公开").mkdir()
        save_packet(own, document.head.id, tmp_path / "公开" / "包.ysgk")
    with Office.open(tmp_path / "bureau 公开") as office:
        (one,) = collect(office, tmp_path / "公开", date(2025, 3, 1))
    assert found == [(Come.FILLED, 0, 12), (Come.CHECKED, 0, 12), (Come.SETTLED, 0, 12)]
    assert (one.come, one.days_left, one.last_day) == (Come.PUBLISHED, None, date(2025, 2, 9))


def test_a_term_that_has_passed_counts_below_zero(tmp_path: Path) -> None:
    with Office.open(tmp_path / "unit") as own:
        document = faultless(own)
        (tmp_path / "back").mkdir()
        save_packet(own, document.head.id, tmp_path / "back" / "包.ysgk")
    with Office.open(tmp_path / "bureau") as office:
        (one,) = collect(office, tmp_path / "back", date(2025, 2, 11))
    assert one.last_day == date(2025, 2, 9)
    assert one.days_left == -2


def test_the_command_lists_and_takes(
    tmp_path: Path, out: Path, budgets: list[Budget], capsys: pytest.CaptureFixture[str]
) -> None:
    worked_on(packet_of(out, budgets[0]), tmp_path, "7.77", tmp_path / "back" / "甲.ysgk")
    (tmp_path / "back" / "坏.ysgk").write_bytes(b"PK")
    line = Line(tmp_path / "bureau", capsys)
    looked = line.data("county", "collect", tmp_path / "back", "--look")
    assert looked.data["counts"]["looked"] == 1
    said = line.data("county", "collect", tmp_path / "back")
    assert said.code == 1
    assert said.data["counts"] == {
        "taken": 1, "same": 0, "older": 0, "apart": 0, "damaged": 1, "looked": 0, "missing": 3
    }  # fmt: skip
    assert said.data["progress"]["begun"] == 1
    assert said.data["units"][0]["unit"]["code"] == budgets[0].unit.code
    words = line("county", "collect", tmp_path / "back", "--data", tmp_path / "bureau").out
    assert "与这里相同1个，打不开1个，没有交回3个。" in words
    (tmp_path / "empty").mkdir()
    assert_refused(line.data("county", "collect", tmp_path / "empty"))
    assert_refused(line.data("county", "collect", tmp_path / "nowhere"))
