"""Scans of signed sheets (签字件) and the log of publications: kept, bounded, proved, carried in packet files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from forms.compare.history import logged_title, shown_code
from forms.document.document import Document
from forms.office.kept_papers import LARGEST
from forms.office.office import Office
from forms.office.packet_file import _packed, open_packet, save_packet
from forms.signing.state_name import state_of
from models.errors import Trouble
from tests.forms.faultless import faultless

SCAN = b"%PDF-1.4\n" + bytes(range(256)) * 40


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office.open(tmp_path / "data") as office:
        office.set_person("欧阳明月")
        yield office


@pytest.fixture
def settled(office: Office) -> Document:
    document = faultless(office)
    office.settle(document)
    return document


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "签批单 扫描.pdf"
    path.write_bytes(SCAN)
    return path


def test_a_scan_is_kept_with_a_settled_disclosure_and_changes_no_name(
    office: Office, settled: Document, scan: Path
) -> None:
    name = state_of(settled)
    office.attach(settled.head.id, scan)
    (paper,) = office.papers(settled.head.id)
    assert (paper.name, paper.digest, paper.size, paper.who) == (
        scan.name,
        sha256(SCAN).hexdigest(),
        len(SCAN),
        "欧阳明月",
    )
    assert office.paper(settled.head.id, paper) == SCAN
    again = office.open_disclosure(settled.head.id)
    assert (state_of(again), again.head.state) == (name, "已定稿")
    newest = office.history(settled.head.id)[0]
    assert logged_title(newest) == f"附上签字件：{scan.name}"
    assert shown_code(newest) == ""


def test_what_is_removed_stays_in_the_backup(office: Office, settled: Document, scan: Path) -> None:
    office.attach(settled.head.id, scan)
    (paper,) = office.papers(settled.head.id)
    backup = office.detach(settled.head.id, paper)
    assert office.papers(settled.head.id) == ()
    with pytest.raises(Trouble):
        office.paper(settled.head.id, paper)
    office.restore(backup)
    assert office.paper(settled.head.id, paper) == SCAN


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [("a.exe", 10, "不是扫描件"), ("a.pdf", LARGEST + 1, "10.1 MB"), ("签批单 扫描.pdf", None, "已经附上了")],
)
def test_what_is_no_scan_too_large_or_there_already_is_refused(
    name: str, size: int | None, told: str, office: Office, settled: Document, scan: Path, tmp_path: Path
) -> None:
    office.attach(settled.head.id, scan)
    path = tmp_path / name
    if size is not None:
        path.write_bytes(bytes(size))
    with pytest.raises(Trouble, match=told):
        office.attach(settled.head.id, path)
    assert len(office.papers(settled.head.id)) == 1


def test_together_they_are_bounded(office: Office, settled: Document, tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.png"
        path.write_bytes(bytes([number]) * LARGEST)
        office.attach(settled.head.id, path)
    path.write_bytes(b"one more")
    with pytest.raises(Trouble, match="超过 30 MB"):
        office.attach(settled.head.id, path)


def test_a_damaged_scan_is_told_and_bars_nothing_else(
    office: Office, settled: Document, scan: Path, tmp_path: Path
) -> None:
    id_ = settled.head.id
    office.attach(id_, scan)
    office.close()
    with closing(sqlite3.connect(tmp_path / "data" / "disclosures.db")) as connection:
        connection.execute("UPDATE attachment SET content = ?", (SCAN[:-1] + b"x",))
        connection.commit()
    with Office.open(tmp_path / "data") as again:
        (paper,) = again.papers(id_)
        with pytest.raises(Trouble, match="不一样"):
            again.paper(id_, paper)
        assert any("签字件" in fault and scan.name in fault for fault in again.faults())
        assert again.open_disclosure(id_).head.state == "已定稿"


def test_a_packet_file_carries_them_and_what_was_removed_is_gone_there_too(
    office: Office, settled: Document, scan: Path, tmp_path: Path
) -> None:
    id_ = settled.head.id
    office.attach(id_, scan)
    packet = save_packet(office, id_, tmp_path / "一.ysgk")
    with Office.open(tmp_path / "other") as other:
        open_packet(other, packet)
        (paper,) = other.papers(id_)
        assert other.paper(id_, paper) == SCAN
        assert other.faults() == ()
        office.detach(id_, paper)
        open_packet(other, save_packet(office, id_, tmp_path / "二.ysgk"))
        assert other.papers(id_) == ()


@pytest.mark.parametrize("change", ["content", "added", "missing"])
def test_papers_that_are_not_those_of_the_history_are_refused(
    change: str, office: Office, settled: Document, scan: Path, tmp_path: Path
) -> None:
    """Sums that agree with what was forged do not help: the history names every paper."""
    from zipfile import ZipFile

    office.attach(settled.head.id, scan)
    packet = save_packet(office, settled.head.id, tmp_path / "一.ysgk")
    with ZipFile(packet) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != "SHA256SUMS"}
    (held,) = (name for name in members if name.startswith("papers/"))
    if change != "added":
        del members[held]
    if change != "missing":
        members[f"papers/{sha256(b'x').hexdigest()}"] = b"x"
    packet.write_bytes(_packed(members))
    with Office.open(tmp_path / "other") as other:
        with pytest.raises(Trouble, match="没有打开"):
            open_packet(other, packet)
        assert other.listed() == ()


def test_a_packet_without_papers_is_still_of_the_first_form(office: Office, settled: Document, tmp_path: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(save_packet(office, settled.head.id, tmp_path / "一.ysgk")) as archive:
        assert json.loads(archive.read("packet.json"))["form"] == 1


def test_what_was_published_is_kept_with_day_place_and_sum(office: Office, settled: Document, tmp_path: Path) -> None:
    id_ = settled.head.id
    office.stand(id_, "2025年2月8日　某县人民政府网站", [("公开.pdf", "ab" * 32), ("公开.xlsx", "cd" * 32)])
    newest, oldest = office.publications(id_)
    assert oldest.words == "公开.pdf　2025年2月8日　某县人民政府网站"
    assert (newest.digest, newest.who) == ("cd" * 32, "欧阳明月")
    assert logged_title(office.history(id_)[0]) == "登记公开的文件：公开.xlsx　2025年2月8日　某县人民政府网站"
    with Office.open(tmp_path / "other") as other:
        open_packet(other, save_packet(office, id_, tmp_path / "一.ysgk"))
        assert other.publications(id_) == office.publications(id_)
