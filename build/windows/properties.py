"""What Windows shows of the programs under 属性: version, name and icon, as PyInstaller takes them.

build/app.spec imports it on Windows only.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

TITLE = "部门预算公开"
CHINESE, UNICODE = 0x0804, 1200
SIZES = (16, 24, 32, 48, 64, 128, 256)


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version of up to four numbers as Windows wants it: 0.2.0 → (0, 2, 0, 0)."""
    first, second, third, fourth = [*map(int, version.split(".")), 0, 0, 0, 0][:4]
    return first, second, third, fourth


def version_info(version: str, program: str) -> Any:
    """The version resource of a program."""
    from PyInstaller.utils.win32 import versioninfo as info

    texts = {
        "ProductName": TITLE,
        "FileDescription": "部门预算信息公开填报程序",
        "FileVersion": version,
        "ProductVersion": version,
        "OriginalFilename": f"{program}.exe",
        "InternalName": program,
        "LegalCopyright": "MIT",
    }
    table = info.StringTable(f"{CHINESE:04x}{UNICODE:04x}", [info.StringStruct(*text) for text in texts.items()])
    translation = info.VarStruct("Translation", [CHINESE, UNICODE])
    fixed = info.FixedFileInfo(filevers=numbers(version), prodvers=numbers(version), OS=0x40004, fileType=1)
    return info.VSVersionInfo(ffi=fixed, kids=[info.StringFileInfo([table]), info.VarFileInfo([translation])])


def icon_file(pictures: list[bytes]) -> bytes:
    """An .ico of PNG pictures, each up to 256 pixels wide and high."""
    start = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for picture in pictures:
        width, height = struct.unpack_from(">II", picture, 16)
        head += struct.pack("<BBBBHHII", width % 256, height % 256, 0, 0, 1, 32, len(picture), start + len(body))
        body += picture
    return head + body


def drawn(drawing: Path) -> bytes:
    """The .ico of an SVG drawing."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer, pictures = QSvgRenderer(str(drawing)), []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        pictures.append(bytes(data.data()))
    return icon_file(pictures)
