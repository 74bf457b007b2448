"""The public package: whole, the same each time, safe to open, and true to the cells."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from forms.check.readiness import Hindered
from forms.document.document import Document
from forms.edit.cells import enter, rename
from forms.edit.profile import set_profile
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.write.packet.publish import INDEX, Doubtful, Published, doubtful, publish
from forms.write.packet.summary import summary
from forms.write.page.sums import SUMS
from models.records import Address
from tests.forms.books import published
from tests.forms.faultless import faultless


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an office with one settled disclosure."""
    folder = tmp_path_factory.mktemp("settled")
    with Office.open(folder) as office:
        document = faultless(office)
        document.apply("填写", set_profile(document, "published", "2025年1月25日"))
        office.settle(document)
    return folder


@pytest.fixture
def document(settled: Path, tmp_path: Path) -> Document:
    shutil.copytree(settled, tmp_path / "data")
    with Office.open(tmp_path / "data") as office:
        return office.open_disclosure("339-2025-部门")


@pytest.fixture
def done(document: Document, tmp_path: Path) -> Published:
    return publish(document, tmp_path / "web")


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.texts: list[list[tuple[str, str]]] = []
        """What is written in each drawing, with its class."""
        self._kind = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "svg":
            self.texts.append([])
        self._kind = dict(attrs).get("class") or "" if tag == "text" else ""

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._kind:
            self.texts[-1].append((self._kind, data))

    def handle_endtag(self, tag: str) -> None:
        self._kind = "" if tag == "text" else self._kind


def test_the_list_names_every_file_and_its_sum(done: Published) -> None:
    there = {path.relative_to(done.folder).as_posix() for path in done.folder.rglob("*") if path.is_file()}
    assert there == {name for name, _ in done.files} | {SUMS}
    assert {Path(name).suffix for name in there} >= {".xlsx", ".pdf", ".docx", ".html", ".csv", ".json"}
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", SUMS], cwd=done.folder, check=True)


def test_the_zip_holds_the_folder(done: Published) -> None:
    with zipfile.ZipFile(done.package) as packed:
        for name in packed.namelist():
            assert packed.read(name) == (done.folder.parent / name).read_bytes()
        assert len(packed.namelist()) == len(done.files) + 1


def test_the_same_state_gives_the_same_bytes(done: Published, document: Document, tmp_path: Path) -> None:
    assert publish(document, tmp_path / "again").files == done.files
    assert (tmp_path / "again" / done.package.name).read_bytes() == done.package.read_bytes()


def test_a_package_takes_the_place_of_the_one_before_and_leaves_what_is_not_its_own(
    done: Published, document: Document
) -> None:
    publish(document, done.folder.parent)
    assert len(list(done.folder.parent.iterdir())) == 2
    (done.folder / "批复扫描件.jpg").write_bytes(b"jpg")
    publish(document, done.folder.parent)
    (aside,) = [path for path in done.folder.parent.iterdir() if path.is_dir() and path != done.folder]
    assert (aside / "批复扫描件.jpg").read_bytes() == b"jpg"
    assert not (done.folder / "批复扫描件.jpg").exists()


def test_the_front_page_needs_nothing_from_outside_and_leads_to_the_files(done: Published) -> None:
    page = Page((done.folder / INDEX).read_text(encoding="utf-8"))
    assert not {tag for tag, _ in page.elements} & {"script", "link", "iframe", "img", "object"}
    targets = [attrs["href"] for tag, attrs in page.elements if tag == "a"]
    assert len(targets) == 3
    assert all(target and "//" not in target for target in targets)
    assert not [attrs for _, attrs in page.elements if "src" in attrs or any(key.startswith("on") for key in attrs)]


def test_the_front_page_says_the_amounts_of_the_tables(done: Published, document: Document) -> None:
    words = Page((done.folder / INDEX).read_text(encoding="utf-8")).words
    for said in ("2025年丰润区工业和信息化局收入共120.00万元", "支出共120.00万元", "和上年一样", "2025年1月"):
        assert said in words
    income = next(answer for answer in summary(document) if answer.question.startswith("一、"))
    assert [(bar.name, bar.amount) for bar in income.bars] == [("一般公共预算拨款收入", 120_000_000)]


def test_names_that_look_like_markup_stay_words(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = faultless(office)
        project = document.lines("X5")[0].key
        document.apply("改名", enter(document, {Address("X5", project, "name"): "<img src=x onerror=y>&项目"}))
        from forms.write.packet.index_page import index_page

        page = Page(index_page(document, []))
    assert not [tag for tag, _ in page.elements if tag == "img"]
    assert "<img src=x onerror=y>&项目"[:14] in page.words


def test_tables_as_csv_open_as_they_stand(done: Published) -> None:
    file = next((done.folder / "data").glob("01 *.csv"))
    assert file.read_bytes().startswith("\ufeff".encode())
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert "收入总计" in {cell for row in rows for cell in row}
    assert "120.00" in {cell for row in rows for cell in row}


def test_no_text_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = faultless(office)
        row = document.lines("T3")[0].key
        document.apply("改名", rename(document, "T3", row, "=1+1"))
        from forms.write.packet.publish import _csv
        from forms.write.page.layout import picture

        text = _csv(document, picture(document, document.edition.tables["T3"]))
    assert "'=1+1" in text


def test_data_json_has_neither_secret_projects_nor_working_tables(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = faultless(office)
        project = document.lines("X5")[0].key
        document.apply("标涉密", enter(document, {Address("X5", project, "secret"): "涉密"}))
        from forms.write.page.plain_data import document_data

        data = document_data(document, public=True)
    assert data["projects"] == []
    assert "facts" not in data
    assert json.loads(json.dumps(data)) == data


def test_a_project_that_speaks_of_secrets_is_asked_about(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = faultless(office)
        project = document.lines("X5")[0].key
        document.apply("改", enter(document, {Address("X5", project, "purpose"): "购置涉密设备"}))
        with pytest.raises(Doubtful, match=r"网络运行维护费.*写着“涉密”"):
            publish(document, tmp_path / "web")
        assert not (tmp_path / "web").exists()
        assert publish(document, tmp_path / "web", doubts=False).folder.exists()
        document.apply("改", enter(document, {Address("X5", project, "purpose"): "非涉密网络运维"}))
        assert doubtful(document) == ()


def test_an_error_stands_against_it_and_nothing_is_written(tmp_path: Path) -> None:
    with Office.open(tmp_path / "data") as office:
        document = office.take(recognise(published("2024-fengrun")))
        with pytest.raises(Hindered, match=r"错误没有改正.*，不能写出公开包"):
            publish(document, tmp_path / "web")
    assert not (tmp_path / "web").exists()


@pytest.mark.parametrize("length", [14, 15, 29, 60])
def test_a_long_name_stands_whole_in_lines_that_the_chart_has_room_for(length: int, tmp_path: Path) -> None:
    name = ("沿河两岸排水管渠清淤修复与泵站更新改造" * 4)[:length]
    with Office.open(tmp_path / "data") as office:
        document = faultless(office)
        project = document.lines("X5")[0].key
        document.apply("改名", enter(document, {Address("X5", project, "name"): name}))
        document.apply("填写", enter(document, {Address("X5", project, "budget"): "12"}))
        from forms.write.packet.index_page import index_page

        chart = Page(index_page(document, [])).texts[-1]
    lines = [text for kind, text in chart if kind == "name"]
    assert "".join(lines) == name
    assert max(map(len, lines)) <= 14
    assert max(map(len, lines)) - min(map(len, lines)) <= 2
