"""Every file that cannot be read is refused in one Chinese sentence with a way out, and does no harm."""

from __future__ import annotations

import contextlib
import os
import random
import re
import struct
import tracemalloc
import zipfile

import openpyxl
import pytest
import xlwt

from forms.readers import bounds, read, txt, xls, xlsx
from forms.readers.blocks import MAX_MERGED_ROWS
from models.errors import Trouble
from tests.forms.broken_files import with_changed_byte
from tests.forms.readers.conftest import MAIN, refusal, repacked

SECTOR = 512


def container(*streams: str) -> bytes:
    """An OLE container (.xls, .doc, encrypted .xlsx) with these streams, all empty."""

    def entry(name: str, kind: int) -> bytes:
        text = name.encode("utf-16-le")
        head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
        return head + struct.pack("<3i", -1, -1, 1 if kind == 5 else -1) + bytes(36) + struct.pack("<iQ", -2, 0)

    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<iiiiiiiii", 1, 1, 0, 4096, -2, 0, -2, 0, 0) + struct.pack("<108i", *[-1] * 108)
    table = struct.pack("<128i", -3, -2, *[-1] * 126)
    folder = entry("Root Entry", 5) + b"".join(entry(name, 2) for name in streams)
    return header + table + folder.ljust(-(-len(folder) // SECTOR) * SECTOR, b"\0")


@pytest.fixture
def old(tmp_path):
    """A sound .xls."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("表")
    for row in range(60):
        sheet.write(row, 0, f"项目{row}")
        sheet.write(row, 1, row / 7)
    sheet.write_merge(61, 62, 0, 1, "注")
    workbook.save(str(tmp_path / "sound.xls"))
    return (tmp_path / "sound.xls").read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.xlsx", b"", "空文件"),
        ("空.txt", b" \n\t\r\n", "没有任何内容"),
        ("nul.txt", b"a\0b", "不是表格、Word 文档或文本文件"),
        ("control.txt", "部门预算\x07".encode(), "不是表格、Word 文档或文本文件"),
        ("half.txt", b"\xff\xfe\x00\xd8\x00\x00", "不是表格、Word 文档或文本文件"),
        ("a.xls", b"<html><body><table></table></body></html>", "没有任何内容"),
        (
            "b.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "没有任何内容",
        ),
        ("half.html", "<html><body><p>部门预算</p><table><tr><td>收入".encode(), "没有下载完整"),
        ("half.xls", "<table><tr><td>收入</td></tr>".encode(), "没有下载完整"),
        ("deep.html", b"<html>" + b"<div>" * 300 + b"1" + b"</div>" * 300 + b"</html>", "没有下载完整"),
        ("nul.html", b"<html>\0</html>", "不是表格、Word 文档或文本文件"),
        ("big.mht", b"MIME-Version: 1.0\n" + b" " * (16 << 20), "内容过大"),
        (
            "c.xls",
            b'<?xml version="1.0"?><!DOCTYPE a><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "DOCTYPE",
        ),
        ("c.xml", b"<?xml version='1.0'?><a/>", "XML"),
        ("a.doc", b"{\\rtf1\\ansi}", "RTF"),
        ("a.pdf", b"%PDF-1.7\n", "导出为 Word 或 Excel"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "图片"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "图片"),
        ("random.xls", random.Random(1).randbytes(5000), "不是表格、Word 文档或文本文件"),
        ("head.xlsx", b"PK\x03\x04", "已损坏"),
        ("head.xls", bytes.fromhex("D0CF11E0A1B11AE1"), "已损坏"),
        ("secret.xlsx", container("EncryptionInfo", "EncryptedPackage"), "打开密码"),
        ("secret.docx", container("EncryptionInfo", "EncryptedPackage"), "打开密码"),
        ("hollow.doc", container("WordDocument", "1Table"), "已损坏"),
        ("old.ppt", container("PowerPoint Document"), "演示文稿"),
        ("hollow.xls", container("Workbook"), "已损坏"),
        ("mail.msg", container("__properties_version1.0"), "已损坏"),
    ],
)
def test_what_cannot_be_read(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    assert said in refusal(tmp_path / name)


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("word/document.xml", "压缩包"),
        ("ppt/presentation.xml", "演示文稿"),
        ("xl/workbook.bin", "二进制表格"),
        ("content.xml", "OpenDocument"),
        ("照片.jpg", "压缩包"),
    ],
)
def test_other_packages(tmp_path, member, said):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert said in refusal(path)


def test_missing_file(tmp_path):
    assert "找不到" in refusal(tmp_path / "没有.xlsx")


def test_folder(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    assert "文件夹" in refusal(tmp_path / "a.xlsx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are a Unix matter")
def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    assert "不是普通文件" in refusal(tmp_path / "a.xlsx")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are kept another way on Windows")
def test_no_permission(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        assert "没有读取权限" in refusal(path)
    finally:
        os.seteuid(user)


def test_name_too_long_for_the_disk(tmp_path):
    refusal(tmp_path / ("长" * 300 + ".xlsx"))


def test_file_over_fifty_megabytes(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    assert "过大" in refusal(path)


def test_old_file_too_large_to_be_read_at_once(tmp_path, old):
    path = tmp_path / "a.xls"
    path.write_bytes(old + bytes(xls.MAX_BYTES))
    assert "过大" in refusal(path)


@pytest.mark.parametrize("name", ["tables.xlsx", "disclosure.docx"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_cut_off(tmp_path, data, name, part):
    whole = (data / "2024-fengrun" / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: int(len(whole) * part)])
    assert "已损坏" in refusal(path)


@pytest.mark.parametrize("name", ["tables.xlsx", "disclosure.docx"])
def test_overwritten_in_the_middle(tmp_path, data, name):
    whole = (data / "2024-fengrun" / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[:3000] + bytes(200) + whole[3200:])
    assert "已损坏" in refusal(path)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"),
        ("xl/worksheets/sheet1.xml", b"\xff\xfe\x00\x01"),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><row><c t="s"><v>99</v></c></row></worksheet>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><row><c r="?"><v>1</v></c></row></worksheet>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><row><c><v>1,5</v></c></row></worksheet>'),
        ("xl/workbook.xml", "no xml"),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        ("xl/styles.xml", "<styleSheet"),
        ("[Content_Types].xml", "<Types/>"),
    ],
)
def test_damaged_part(with_parts, part, content):
    assert "已损坏" in refusal(with_parts({part: content}))


def test_multiplying_entities(with_parts):
    bomb = f'<!DOCTYPE w [<!ENTITY a "{"a" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'
    sheet = f'{bomb}<worksheet xmlns="{MAIN}"><row><c t="str"><v>&c;</v></c></row></worksheet>'
    assert "已损坏" in refusal(with_parts({"xl/worksheets/sheet1.xml": sheet}))


def test_no_sheets(with_parts):
    assert "没有任何内容" in refusal(with_parts({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}))


def test_only_empty_sheets(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "  "
    workbook.create_sheet("二")
    workbook.save(tmp_path / "a.xlsx")
    assert "没有任何内容" in refusal(tmp_path / "a.xlsx")


def test_only_empty_sheets_in_an_old_file(tmp_path):
    workbook = xlwt.Workbook()
    workbook.add_sheet("表")
    workbook.save(str(tmp_path / "a.xls"))
    assert "没有任何内容" in refusal(tmp_path / "a.xls")


def test_encrypted_old_file(tmp_path, old):
    # The second record of the stream, after BOF, becomes FILEPASS: RC4 with a key nobody knows.
    start = SECTOR + 20
    path = tmp_path / "secret.xls"
    path.write_bytes(old[:start] + struct.pack("<HH3H", 0x2F, 54, 1, 1, 1) + bytes(48) + old[start + 58 :])
    assert "打开密码" in refusal(path)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_old_file_is_read_or_refused(tmp_path, old, seed, capfd):
    chance = random.Random(seed)
    damaged = bytearray(old)
    for _ in range(chance.randint(1, 30)):
        damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
    path = tmp_path / "a.xls"
    path.write_bytes(damaged[: chance.randrange(len(old) // 2, 2 * len(old))])
    with contextlib.suppress(Trouble):
        assert read(path).grids
    assert (*capfd.readouterr(),) == ("", "")


def test_the_broken_part_of_a_package_is_named(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.title = "支出总表"
    workbook.active["A1"] = 12.5
    (tmp_path / "sent").mkdir()
    workbook.save(tmp_path / "sent" / "a.xlsx")
    path = with_changed_byte(tmp_path / "sent" / "a.xlsx", "xl/worksheets/sheet1.xml", tmp_path)
    assert "里面坏了的是“xl/worksheets/sheet1.xml”（工作表“支出总表”）；" in refusal(path)


def test_zip_bomb(with_parts):
    bomb = bytes(bounds.MAX_UNPACKED_BYTES + 1)
    assert "过大" in refusal(with_parts({"xl/worksheets/sheet1.xml": bomb}))


def test_zip_bomb_that_lies_about_its_size(with_parts):
    path = with_parts({"[Content_Types].xml": bytes(100 * 1024 * 1024)})
    content = path.read_bytes()
    assert content.count(struct.pack("<I", 100 * 1024 * 1024)) == 2
    path.write_bytes(content.replace(struct.pack("<I", 100 * 1024 * 1024), struct.pack("<I", 1000)))
    tracemalloc.start()
    try:
        assert "已损坏" in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_huge_index(with_parts):
    assert "过大" in refusal(with_parts({"xl/workbook.xml": b" " * (xlsx.MAX_INDEX_BYTES + 1)}))


def test_an_index_without_end_under_another_name_is_refused(with_parts):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = f'<Types><Override PartName="/xl/book.xml" ContentType="{kind}"/></Types>'
    parts = {"[Content_Types].xml": types, "xl/book.xml": b"<workbook/>" + b" " * xlsx.MAX_INDEX_BYTES}
    assert "过大" in refusal(with_parts(parts))


def test_too_many_parts(with_parts):
    assert "过大" in refusal(with_parts({f"xl/media/{number}": b"" for number in range(bounds.MAX_PARTS)}))


@pytest.mark.parametrize(
    "content",
    [
        "<row/>" * (bounds.MAX_ELEMENTS + 1),
        "<row><c><v>1</v></c>" + "<c><v>1</v></c>" * bounds.MAX_CELLS + "</row>",
        f'<row><c t="str"><v>{"长" * (bounds.MAX_CHARACTERS + 1)}</v></c></row>',
        '<mergeCell ref="A1:B2"/>' * (bounds.MAX_MERGES + 1),
        "<row><c><v>1</v></c></row>" * (bounds.MAX_ROWS + 1),
        '<col min="1" max="16384" hidden="1"/>' * (bounds.MAX_HIDDEN_COLUMNS // 16384 + 1),
    ],
    ids=["elements", "cells", "characters", "merges", "rows", "columns"],
)
def test_absurd_amounts(with_sheet, content):
    assert "过大" in refusal(with_sheet(content))


@pytest.mark.parametrize("bound", ["MAX_ROWS", "MAX_CELLS"])
def test_absurd_amounts_in_an_old_file(data, bound, monkeypatch):
    monkeypatch.setattr(bounds, bound, 20)
    assert "过大" in refusal(data / "layouts" / "2024-fengrun.xls")


def test_one_part_for_many_sheets(data, tmp_path):
    base = data / "2024-fengrun" / "tables.xlsx"
    with zipfile.ZipFile(base) as archive:
        index = archive.read("xl/workbook.xml")
    sheet = re.search(rb"<sheet [^>]*/>", index)[0]
    path = repacked(base, {"xl/workbook.xml": index.replace(sheet, sheet * 500)}, tmp_path / "made.xlsx")
    assert "已损坏" in refusal(path)


def test_elements_nested_without_end(with_sheet):
    assert "已损坏" in refusal(with_sheet("<sheetData>" * 200 + "</sheetData>" * 200))


def test_merged_areas_one_over_the_other(with_sheet):
    rows = "<row><c><v>1</v></c></row>" * 100
    areas = '<mergeCell ref="A1:XFD1048576"/>' * (MAX_MERGED_ROWS // 100 + 1)
    assert "已损坏" in refusal(with_sheet(f"<sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells>"))


def test_text_too_long_to_be_a_disclosure(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a" * (txt.MAX_BYTES + 1))
    assert "过大" in refusal(tmp_path / "a.txt")


def test_text_with_too_many_cells(tmp_path):
    line = "\t".join("1" * (bounds.MAX_CELLS // 2 + 1))
    (tmp_path / "a.txt").write_text(f"{line}\n{line}\n")
    assert "过大" in refusal(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("公开.rar", b"Rar!\x1a\x07\x01\x00" + bytes(40), "压缩包"),
        ("公开.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40), "压缩包"),
        ("~$预算表.xlsx", b"\x05admin" + b" " * 158, "文件打开时留下的标记"),
    ],
)
def test_what_is_no_paper_is_called_by_its_name(tmp_path, name, data, what):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Trouble, match=what):
        read(tmp_path / name)


@pytest.mark.parametrize(("part", "what"), [("OFD.xml", "OFD"), ("Index/Document.iwa", "Numbers")])
def test_a_package_of_another_program_is_not_called_an_archive(tmp_path, part, what):
    with zipfile.ZipFile(tmp_path / "公开表", "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(Trouble, match=what):
        read(tmp_path / "公开表")
