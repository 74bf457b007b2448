"""The type faces of the printed packet: five roles of an official paper, embedded, with a fallback for rare characters.

A role is loaded on its first use, because unpacking a face takes a noticeable moment: `song` 宋体 (tables, and every
character another face lacks), `hei` 黑体, `kai` 楷体, `fang` 仿宋, `title` 小标宋, `rare` the machine's own face for
hanzi beyond those of 宋体. 楷体 and 仿宋 are the machine's own where it has usable ones; 仿宋 is not in the bundle and
otherwise becomes 宋体. reportlab never substitutes a missing character itself, so text goes through `runs` on its way
to the page.
"""

from __future__ import annotations

import lzma
import os
import re
import struct
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from forms.form.resources import resources
from forms.write.page.unpacked import unpacked
from models.errors import Trouble

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

Role = Literal["song", "hei", "kai", "fang", "title", "rare"]
MISSING = "〓"  # the printers' mark for a character no face has

# File names in lower case, the best first: Windows, the Chinese Linux desktops, WPS, the free Zhuque Fangsong.
_SYSTEM_FILES: dict[Role, tuple[str, ...]] = {
    "fang": (
        "simfang.ttf", "仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "fzfsk.ttf", "fzfsjw.ttf", "cesi_fs_gb2312.ttf",
        "stfangso.ttf", "zhuquefangsong-regular.ttf",
    ),
    "kai": ("simkai.ttf", "楷体_gb2312.ttf", "kaiti_gb2312.ttf", "fzktk.ttf", "fzktjw.ttf", "cesi_kt_gb2312.ttf"),
    "rare": ("simsunb.ttf", "simsunextg.ttf", "fzsongs.ttf", "hanaminb.ttf"),
}  # fmt: skip
_PROBES: dict[Role, str] = {"fang": "部门预算信息公开", "kai": "部门预算信息公开", "rare": "𠀀𪜀"}
"""What a face of the machine must show to be used."""
_RARE = re.compile("[\u3400-\u4dbf\u9fa6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Hanzi outside the 20,902 that every bundled face for tables has."""
_BLANK = re.compile(r"[^\S \u3000]")  # any white space but the plain and the Chinese one
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)


def data(role: Role) -> bytes:
    """The bundled TrueType file of `role`, unpacked; its family is "BD Song", "BD Hei", "BD Kai" or "BD Title".

    There is none for `fang`. reportlab is not needed here, so the window may take its font too. Raises Trouble when
    the file is missing or damaged.
    """
    path = resources() / "fonts" / f"{role}.ttf.xz"
    try:
        return unpacked(path)
    except (OSError, lzma.LZMAError) as error:
        raise Trouble(f"程序自带的字体文件打不开：{path}。", "请重新安装本程序，已填的数据不受影响。") from error


def font_folders() -> list[Path]:
    """The folders in which Windows and Linux keep fonts, for all users and for this one; they need not exist."""
    windows = (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts"))
    linux = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
    named = [Path(os.environ[variable], below) for variable, below in windows if variable in os.environ]
    return named + [Path(os.path.expanduser(folder)) for folder in linux]


def embeddable(path: Path) -> bool:
    """Whether the file has TrueType outlines, all that reportlab takes, and its maker lets a PDF carry a subset."""
    try:
        with path.open("rb") as file:
            version, count = struct.unpack(">4sH6x", file.read(12))
            entries = [struct.unpack(">4s4xLL", file.read(16)) for _ in range(count)]
            offsets = {tag: offset for tag, offset, _ in entries}
            if version not in (b"\0\1\0\0", b"true") or not offsets.keys() >= {b"glyf", b"OS/2"}:
                return False
            file.seek(offsets[b"OS/2"] + 8)
            (rights,) = struct.unpack(">H", file.read(2))
    except (OSError, struct.error):
        return False
    forbidden, no_subset_or_bitmap_only = rights & 0xF == 2, rights & 0x300
    return not (forbidden or no_subset_or_bitmap_only)


def system_font(role: Role, folders: Iterable[Path]) -> TTFont | None:
    """The machine's own face for `role`, ready to be registered, or None when `folders` hold no usable one."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    names = _SYSTEM_FILES.get(role, ())
    walked = (Path(place, file) for folder in folders for place, _, files in os.walk(folder) for file in files)
    found = [path for path in walked if path.name.lower() in names]
    for path in sorted(found, key=lambda path: names.index(path.name.lower())):
        if not embeddable(path):
            continue
        try:
            font = TTFont(f"system-{role}", str(path))
            # A foreign file may load and yet fail while the PDF is saved: it is tried here, where there is a way out.
            font.face.makeSubset([ord(char) for char in _PROBES[role]])
            if font.face.charToGlyph.keys() >= set(map(ord, _PROBES[role])):
                return font
        except (TTFError, struct.error, OSError, LookupError, ValueError):
            continue
    return None


_faces: dict[Role, str] = {}
"""The reportlab font names of the roles loaded so far."""
_NOT_BUNDLED: tuple[Role, ...] = ("fang", "rare")


def face(role: Role) -> str:
    """The reportlab font name for `role`; the first call loads and registers it. Raises Trouble as `data` does."""
    if role not in _faces:
        own = system_font(role, font_folders()) if role in _SYSTEM_FILES else None
        if own is None and role in _NOT_BUNDLED:
            _faces[role] = face("song")
        else:
            _faces[role] = _register(own or _bundled(role, data(role)))
    return _faces[role]


def is_own(role: Role) -> bool:
    """Whether the machine's own face stands for the role; loads it as `face` does."""
    return face(role).startswith("system-")


def unprintable(text: str) -> str:
    """The hanzi of the text that no face can show, each once; they are printed as 〓."""
    rare = dict.fromkeys(_RARE.findall(text))
    return "".join(char for char in rare if _place(char, face("song"))[1] == MISSING)


def load(*roles: Role) -> None:
    """Load bundled faces that will all be needed: unpacked side by side they take half the time."""
    missing = [role for role in roles if role not in _faces]
    with ThreadPoolExecutor() as threads:
        for role, content in zip(missing, threads.map(data, missing), strict=True):
            _faces[role] = _register(_bundled(role, content))


def _bundled(role: Role, content: bytes) -> TTFont:
    from forms.write.page.face_tables import BundledFont

    return BundledFont(f"bundled-{role}", content)


def _register(font: TTFont) -> str:
    from reportlab.pdfbase import ttfonts
    from reportlab.pdfbase.pdfmetrics import registerFont

    ttfonts.makeToUnicodeCMap = _to_unicode
    _mend_widths(font.face)
    registerFont(font)
    return str(font.fontName)


def _mend_widths(face: TTFontFace) -> None:
    """Let the glyphs without a width of their own have that of the last in the units of the face, in which it is
    embedded: reportlab gives it in thousandths, so that the embedded face and the PDF would not say the same."""
    counted = int(struct.unpack_from(">H", face._ttf_data, face.get_table_pos("hhea")[0] + 34)[0])
    last = face.hmetrics[counted - 1][0]
    face.hmetrics[counted:] = [(last, side) for _, side in face.hmetrics[counted:]]


def _to_unicode(name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a subset: what is copied or searched for each of its codes.

    reportlab's own writes a character beyond the Basic Plane in five digits, which no reader understands; it has to be
    in UTF-16 (PDF 32000-1, 9.10.3), a block holding a hundred at most. The control characters that reportlab gives the
    first codes of a subset are left out: no text has them, and for the archive none may be U+0000 (ISO 19005-2,
    6.2.11.7.2).
    """
    lines = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, char in enumerate(subset)
        if char >= ord(" ")
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    maps = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
            f"<< /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def", "/CMapType 2 def",
            "1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange",
            *maps,
            "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
        )
    )  # fmt: skip


@cache
def _glyphs(name: str) -> dict[int, int]:
    """Code point → glyph number of a registered face."""
    from reportlab.pdfbase.pdfmetrics import getFont

    glyphs: dict[int, int] = getFont(name).face.charToGlyph
    return glyphs


def _place(char: str, own: str) -> tuple[str, str]:
    """The face that can show `char`, and what it is to show."""
    if ord(char) in _glyphs(own):
        return own, char
    song = face("song")
    if ord(char) not in _glyphs(song) and _RARE.fullmatch(char) and ord(char) in _glyphs(face("rare")):
        return face("rare"), char
    return song, char if ord(char) in _glyphs(song) else MISSING


def runs(text: str, role: Role) -> list[tuple[str, str]]:
    """Splits `text` into (reportlab font name, piece): the role's face, where it lacks a character 宋体, else a 〓.

    Line breaks and tabs become plain spaces and invisible characters (zero-width marks, a byte-order mark) go away,
    since on paper each would be an empty box. An empty text gives no piece.
    """
    shown = _INVISIBLE.sub("", _BLANK.sub(" ", text))
    own = face(role)
    if shown and _glyphs(own).keys() >= set(map(ord, shown)):
        return [(own, shown)]
    placed = [_place(char, own) for char in shown]
    return [(name, "".join(char for _, char in pieces)) for name, pieces in groupby(placed, key=lambda pair: pair[0])]


def width(text: str, role: Role, size: float) -> float:
    """How wide `text` stands on one line in points, at a type size in points, fallbacks included."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(sum(stringWidth(piece, name, size) for name, piece in runs(text, role)))
