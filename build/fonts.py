"""Makes the font bundle in resources/fonts from the free source fonts; run by hand, only when the bundle must change.

Needs npm, apt-get with the Debian 12 archive, and fontTools (development dependency); it works in a temporary folder
and overwrites resources/fonts/*.ttf.xz and the licence texts. Nothing of it runs at start-up or while packaging.
"""

from __future__ import annotations

import gzip
import lzma
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SERIF = "@expo-google-fonts/noto-serif-sc@0.4.3"
SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"
KAITI = "fonts-arphic-gkai00mp=2.11-16"  # not its successor UKai: that has the commas and the 真 of Taiwan

# Hanzi of the 通用规范汉字表 outside GBK, then ones often met in names: a person or a place may be called so.
RARE = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
    "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮𬱖喆堃犇燚玥珺翀昇祎頔赟甯濛镕"
)
# Latin, punctuation, currency, number forms, arrows, mathematics, boxes, full-width forms.
SYMBOL_BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02C0, 0x02DF), (0x2000, 0x206F), (0x2070, 0x20CF), (0x2100, 0x23FF),
    (0x2460, 0x27BF), (0x3000, 0x30FF), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF),
)  # fmt: skip
# Wherever the serif face has them: radicals (they come along when text is copied from a PDF), hanzi after GBK.
FALLBACK_BLOCKS = ((0x2E80, 0x2FDF), (0x9FA6, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
KEPT_NAMES = [0, 5, 8, 9, 11, 13, 14]  # copyright, version, makers, licence; the family names are replaced
DROPPED = ["BASE", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx"]


@dataclass(frozen=True)
class Face:
    """One file of the bundle: where it comes from and which characters stay."""

    role: str
    family: str
    package: str
    member: str
    characters: frozenset[int]


def block(*ranges: tuple[int, int]) -> frozenset[int]:
    """All code points of the ranges, both ends included."""
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def double_bytes(first: int, last: int) -> frozenset[int]:
    """The code points of the GB 2312 rows from lead byte `first` to `last`, in the reading of both codecs.

    They disagree about the dash and the middle dot, and a clerk's file may hold either.
    """
    found: set[int] = set()
    for codec in ("gb2312", "gbk"):
        for lead in range(first, last + 1):
            for trail in range(0xA1, 0xFF):
                text = bytes((lead, trail)).decode(codec, "ignore")
                found.update(ord(char) for char in text if not 0xE000 <= ord(char) <= 0xF8FF)
    return frozenset(found)


SYMBOLS = block(*SYMBOL_BLOCKS) | double_bytes(0xA1, 0xA9)
GB2312 = double_bytes(0xB0, 0xF7) | SYMBOLS | frozenset(map(ord, RARE))
GBK = block((0x4E00, 0x9FA5)) | GB2312
FACES = (
    Face("song", "BD Song", SERIF, "400Regular/NotoSerifSC_400Regular.ttf", GBK | block(*FALLBACK_BLOCKS)),
    Face("hei", "BD Hei", SANS, "500Medium/NotoSansSC_500Medium.ttf", GBK),
    Face("kai", "BD Kai", KAITI, "usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", GB2312),
    Face("title", "BD Title", SERIF, "700Bold/NotoSerifSC_700Bold.ttf", GB2312),
)
LICENCES = {
    SERIF: {"LICENSE_FONT": "OFL-NotoSerifSC.txt"},
    SANS: {"LICENSE_FONT": "OFL-NotoSansSC.txt"},
    KAITI: {"usr/share/doc/fonts-arphic-gkai00mp/license/english/ARPHICPL.TXT.gz": "ARPHICPL.txt"},
}


def fetch(package: str, folder: Path) -> Path:
    """Downloads one npm or Debian package into `folder`, unpacks it there and returns the folder of its files."""
    folder.mkdir()
    if package.startswith("@"):
        subprocess.run(["npm", "pack", package, "--silent"], cwd=folder, check=True)
        (archive,) = folder.glob("*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        return folder / "package"
    subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
    (archive,) = folder.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
    return folder


def shows(font: TTFont, code: int) -> bool:
    """Whether a glyph is really drawn: 楷体 has some empty ones, which would keep 宋体 from standing in."""
    name = font.getBestCmap().get(code)
    return name is not None and (chr(code).isspace() or font["glyf"][name].numberOfContours != 0)


def cut(font: TTFont, characters: Iterable[int]) -> None:
    """Leaves only the glyphs of `characters`, without hinting, layout features and vertical metrics."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += DROPPED
    options.name_IDs = KEPT_NAMES
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in characters if shows(font, code)])
    cutter.subset(font)


def align_digits(font: TTFont) -> None:
    """Gives all digits the width of the widest one, so that amounts stand in columns; the serif's 1 is too narrow."""
    cmap, metrics, glyphs = font.getBestCmap(), font["hmtx"].metrics, font["glyf"]
    names = [cmap[ord(digit)] for digit in "0123456789"]
    widest = max(metrics[name][0] for name in names)
    for name in names:
        glyph, (advance, bearing) = glyphs[name], metrics[name]
        shift = (widest - advance) // 2
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (widest, bearing + shift)


def rename(font: TTFont, face: Face) -> None:
    """Takes the new family name and the notice of change: a subset is a modified version in the licences' sense."""
    postscript = face.family.replace(" ", "")
    notice = (
        f"Modified on {date.today().isoformat()} by build/fonts.py of budget-disclosure from {face.package}, "
        f"{Path(face.member).name}: reduced to a part of its characters, hinting and layout tables removed, "
        "digits set to one width, renamed."
    )
    table = font["name"]
    # Apple's records repeat the Microsoft ones, and Chinese family names would still be the original's.
    table.names = [record for record in table.names if (record.platformID, record.langID) == (3, 0x409)]
    names = {1: face.family, 2: "Regular", 3: f"{postscript} {date.today().isoformat()}", 4: face.family, 6: postscript}
    for name_id, text in {**names, 10: notice}.items():
        table.setName(text, name_id, 3, 1, 0x409)
    # Every family has one face only: called regular, or systems would embolden a bold one once more.
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = 0x40
    font["head"].macStyle = 0


def pack(font: TTFont) -> bytes:
    """The font file, xz-compressed."""
    plain = BytesIO()
    font.save(plain)
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 24, "pb": 0}]
    return lzma.compress(plain.getvalue(), filters=filters)


def main() -> None:
    """Fetches the sources, writes the four faces and the licence texts, and prints the sizes."""
    with tempfile.TemporaryDirectory() as work:
        sources = {name: fetch(name, Path(work, str(number))) for number, name in enumerate(LICENCES)}
        for package, texts in LICENCES.items():
            for member, name in texts.items():
                text = (sources[package] / member).read_bytes()
                (TARGET / name).write_bytes(gzip.decompress(text) if member.endswith(".gz") else text)
        for face in FACES:
            font = TTFont(sources[face.package] / face.member, lazy=True)
            cut(font, face.characters)
            align_digits(font)
            rename(font, face)
            packed = pack(font)
            (TARGET / f"{face.role}.ttf.xz").write_bytes(packed)
            print(f"{face.role:6} {len(font.getBestCmap()):6} characters {len(packed) / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
