"""The faces of the bundle hold what the packet needs, and no character ends as an empty box."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

import pypdfium2 as pdfium
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from forms.form.resources import resources
from forms.write.page import fonts
from forms.write.page.fonts import Role
from models.errors import Trouble

BUNDLED: tuple[Role, ...] = ("song", "hei", "kai", "title")
SIGNS = "0123456789.-,%()+，。、“”（）《》〔〕—…％＋－．：；！？０１９ＡＺａｚ　〓○●□■√①⑩ⅠⅫ℃≤≥≠×÷±￥·"
SENTENCE = "2024年“三公”经费支出1，234.50万元，增长8.6％。"


def hanzi_gb2312() -> Iterator[str]:
    """The 6,763 hanzi of GB 2312: rows 16 to 87, the last five places of row 55 empty."""
    for lead in range(0xB0, 0xF8):
        for trail in range(0xA1, 0xFF):
            yield from bytes((lead, trail)).decode("gb2312", "ignore")


@pytest.fixture(scope="module", params=BUNDLED)
def bundled(request: pytest.FixtureRequest) -> TTFont:
    return TTFont(BytesIO(fonts.data(request.param)))


@pytest.fixture(scope="module")
def kai_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound font file, standing in for the one Windows has."""
    path = tmp_path_factory.mktemp("fonts") / "kai.ttf"
    path.write_bytes(fonts.data("kai"))
    return path


def with_rights(source: Path, target: Path, rights: int) -> None:
    """Copies a font with other embedding rights (OS/2 fsType)."""
    with TTFont(source, lazy=True) as font:
        font["OS/2"].fsType = rights
        font.save(target)


# The bundle


def test_a_face_has_outlines_reportlab_can_embed(bundled: TTFont) -> None:
    assert "glyf" in bundled
    assert bundled["OS/2"].fsType in (0, 4)


def test_a_face_has_all_hanzi_of_gb2312(bundled: TTFont) -> None:
    hanzi = {ord(char) for char in hanzi_gb2312()}
    assert len(hanzi) == 6763
    assert hanzi - bundled.getBestCmap().keys() == set()


def test_a_face_has_the_signs_of_an_official_paper(bundled: TTFont) -> None:
    assert [sign for sign in SIGNS if ord(sign) not in bundled.getBestCmap()] == []


def test_a_face_has_no_empty_glyph_for_a_character_that_shows(bundled: TTFont) -> None:
    starts = bundled["loca"]
    numbers = {code: bundled.getGlyphID(name) for code, name in bundled.getBestCmap().items()}
    empty = [chr(code) for code, number in numbers.items() if starts[number] == starts[number + 1]]
    assert [char for char in empty if not char.isspace()] == []


def test_all_digits_of_a_face_are_equally_wide(bundled: TTFont) -> None:
    cmap = bundled.getBestCmap()
    assert len({bundled["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_a_face_bears_its_own_name_and_the_notice_of_change(bundled: TTFont) -> None:
    names = bundled["name"]
    assert names.getDebugName(1) in {"BD Song", "BD Hei", "BD Kai", "BD Title"}
    assert "Modified on" in names.getDebugName(10)
    assert names.getDebugName(13)


@pytest.mark.parametrize("role", ["song", "hei"])
def test_song_and_hei_have_the_whole_gbk_plane(role: Role) -> None:
    assert set(range(0x4E00, 0x9FA6)) - TTFont(BytesIO(fonts.data(role))).getBestCmap().keys() == set()


def test_song_has_the_mark_for_a_missing_character_and_rare_names() -> None:
    glyphs = getFont(fonts.face("song")).face.charToGlyph
    assert [char for char in "〓㛃䶮𬱖喆堃犇燚玥珺翀昇祎頔赟甯濛镕" if ord(char) not in glyphs] == []


def test_the_licence_texts_lie_beside_the_faces() -> None:
    folder = resources() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL-NotoSerifSC.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL-NotoSansSC.txt").read_text("utf-8")
    assert "ARPHIC PUBLIC LICENSE" in (folder / "ARPHICPL.txt").read_text("utf-8")


def test_the_bundle_stays_small() -> None:
    assert sum(path.stat().st_size for path in (resources() / "fonts").glob("*.xz")) < 14_000_000


def test_the_windows_font_can_be_had_without_reportlab() -> None:
    code = "import sys; from forms.write.page import fonts; fonts.data('hei'); sys.exit('reportlab' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=resources().parent, check=True)


def test_a_damaged_bundle_is_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    (tmp_path / "resources" / "fonts" / "song.ttf.xz").write_bytes(b"not xz")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(Trouble, match="字体文件打不开"):
        fonts.data("song")


# The machine's own faces


def test_the_machines_kaiti_is_found_below_a_font_folder(kai_file: Path, tmp_path: Path) -> None:
    (tmp_path / "windows").mkdir()
    shutil.copy(kai_file, tmp_path / "windows" / "SIMKAI.TTF")
    font = fonts.system_font("kai", [tmp_path / "absent", tmp_path])
    assert font is not None
    assert font.face.filename == str(tmp_path / "windows" / "SIMKAI.TTF")


def test_the_better_known_file_name_wins(kai_file: Path, tmp_path: Path) -> None:
    for name in ("FZFSK.TTF", "simfang.ttf"):
        shutil.copy(kai_file, tmp_path / name)
    font = fonts.system_font("fang", [tmp_path])
    assert font is not None
    assert Path(font.face.filename).name == "simfang.ttf"


def test_other_files_are_not_taken(kai_file: Path) -> None:
    assert fonts.system_font("kai", [kai_file.parent]) is None


@pytest.mark.parametrize(
    ("rights", "usable"), [(0, True), (2, False), (4, True), (8, True), (0x100, False), (0x208, False)]
)
def test_the_makers_embedding_rights_are_kept(kai_file: Path, tmp_path: Path, rights: int, usable: bool) -> None:
    with_rights(kai_file, tmp_path / "simkai.ttf", rights)
    assert fonts.embeddable(tmp_path / "simkai.ttf") is usable
    assert (fonts.system_font("kai", [tmp_path]) is not None) is usable


def test_postscript_outlines_are_refused(tmp_path: Path) -> None:
    pen = T2CharStringPen(500, None)
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCFF("Cff", {}, {".notdef": pen.getCharString()}, {})
    builder.setupCharacterMap({})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupOS2(fsType=0)
    builder.save(tmp_path / "simfang.ttf")
    assert not fonts.embeddable(tmp_path / "simfang.ttf")


@pytest.mark.parametrize("content", [b"", b"\0\1\0\0", b"PK\3\4 no font at all", struct.pack(">4sH6x", b"\0\1\0\0", 9)])
def test_a_file_that_is_no_font_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "simfang.ttf").write_bytes(content)
    assert fonts.system_font("fang", [tmp_path]) is None


def test_a_font_cut_short_is_refused(kai_file: Path, tmp_path: Path) -> None:
    (tmp_path / "simkai.ttf").write_bytes(kai_file.read_bytes()[:50_000])
    assert fonts.system_font("kai", [tmp_path]) is None


def test_a_font_without_everyday_hanzi_is_refused(kai_file: Path, tmp_path: Path) -> None:
    with TTFont(kai_file, lazy=True) as font:
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if code != ord("算")}
        font.save(tmp_path / "simkai.ttf")
    assert fonts.system_font("kai", [tmp_path]) is None


# Text


def test_every_role_has_a_registered_face() -> None:
    assert all(getFont(fonts.face(role)).face.charToGlyph for role in get_args(Role))


@pytest.mark.parametrize("role", get_args(Role))
def test_everyday_text_is_one_piece_of_the_roles_face(role: Role) -> None:
    assert fonts.runs(SENTENCE, role) == [(fonts.face(role), SENTENCE)]


def test_a_rare_character_comes_from_song() -> None:
    title, song = fonts.face("title"), fonts.face("song")
    assert fonts.runs("张㼆兰", "title") == [(title, "张"), (song, "〓"), (title, "兰")]
    assert fonts.runs("王裒丞頵", "title") == [(title, "王裒丞"), (song, "頵")]


def test_a_character_no_face_has_becomes_the_printers_mark() -> None:
    assert fonts.runs("甲\U0002ffff乙", "song") == [(fonts.face("song"), "甲〓乙")]


def test_an_empty_text_has_no_piece() -> None:
    assert fonts.runs("", "hei") == []


def test_invisible_characters_leave_no_box() -> None:
    assert fonts.runs("\ufeff预\u200b算\t公\r\n开", "song") == [(fonts.face("song"), "预算 公  开")]


def test_width_adds_up_over_the_faces() -> None:
    assert fonts.width("预算頵", "title", 16) == pytest.approx(48)
    assert fonts.width("111", "song", 10) == fonts.width("888", "song", 10)
    assert fonts.width("", "song", 10) == 0


# Paper


@pytest.fixture(scope="module")
def page() -> pdfium.PdfDocument:
    """One page with a line in every role, the last one of several faces."""
    target = BytesIO()
    canvas = Canvas(target, initialFontName=fonts.face("song"))
    for number, role in enumerate(get_args(Role)):
        canvas.setFont(fonts.face(role), 16)
        canvas.drawString(60, 780 - 40 * number, SENTENCE)
    x = 60.0
    for name, piece in fonts.runs("李頵 <部门> & 单位", "title"):
        canvas.setFont(name, 16)
        canvas.drawString(x, 500, piece)
        x += fonts.width(piece, "title", 16)
    canvas.save()
    return pdfium.PdfDocument(target.getvalue())


def test_the_text_of_a_page_can_be_taken_out_again(page: pdfium.PdfDocument) -> None:
    text = page[0].get_textpage().get_text_bounded()
    assert text.count(SENTENCE) == len(get_args(Role))
    assert "李頵 <部门> & 单位" in text


def test_every_face_of_a_page_is_embedded(page: pdfium.PdfDocument) -> None:
    letters = [thing for thing in page[0].get_objects() if isinstance(thing, pdfium.PdfTextObj)]
    names = {thing.get_font().get_base_name() for thing in letters}
    assert names >= {"BDSong", "BDHei", "BDTitle"}
    assert all(thing.get_font().is_embedded for thing in letters)
