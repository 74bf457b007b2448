"""Which parts of a workbook, a Word file or a zip are not as they were packed, in words a person knows.

A package keeps a check sum (CRC-32) of each of its parts, so that a single changed byte is found in its part.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError)
_PIECE = 1 << 20
_WORDS = (
    ("[Content_Types].xml", "各部分的清单"),
    ("_rels/", "各部分之间的联系"),
    ("docProps/", "文件属性"),
    ("xl/sharedStrings.xml", "各表里的文字"),
    ("xl/workbook.xml", "工作表的目录"),
    ("xl/styles.xml", "各格的格式"),
    ("word/document.xml", "正文"),
    ("word/styles.xml", "样式"),
    ("word/numbering.xml", "编号"),
    ("word/header", "页眉"),
    ("word/footer", "页脚"),
    ("/theme/", "配色"),
)
"""What the parts of ECMA-376 are to a person, by what stands in their names; the first that fits."""


def broken_parts(package: zipfile.ZipFile) -> tuple[str, ...]:
    """The parts of a package whose check sum is not that of their content."""
    broken = {one.filename for one in package.infolist() if not _is_whole(package, one)}
    sheets = dict(_sheets(package)) if broken else {}
    return tuple(_in_words(name, sheets) for name in sorted(broken))


def _is_whole(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a part can be read to its end, where zipfile holds it against its check sum."""
    try:
        with package.open(member) as part:
            while part.read(_PIECE):
                pass
    except RuntimeError:
        return True  # it has a password, or is packed in a way that zipfile does not know: nothing is known of it
    except _BROKEN:
        return False
    return True


def _in_words(name: str, sheets: Mapping[str, str]) -> str:
    """“xl/worksheets/sheet3.xml”（工作表“表三”）."""
    sheet = f"工作表“{sheets[name]}”" if name in sheets else ""
    words = sheet or next((words for piece, words in _WORDS if piece in name), "")
    return f"“{name}”（{words}）" if words else f"“{name}”"


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The parts of a workbook that are sheets, with what stands on their tabs; none where that is broken itself."""
    try:
        book = fromstring(package.read("xl/workbook.xml"))
        links = fromstring(package.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, RuntimeError, ParseError, DefusedXmlException, *_BROKEN):
        return
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.findall(".//{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        target = targets.get(key, "")
        yield str(PurePosixPath("/xl", target)).lstrip("/"), sheet.get("name", "")
