"""Reading files into neutral blocks: what kind of file it is, told by its content, and the reader for it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path

from forms.readers import plain_tables, refusals, remarks, txt
from forms.readers.blocks import Area, Block, Book, Grid, GridCell, Paragraph
from forms.readers.bounds import check_texts
from forms.readers.containers import has_stream, is_pdf, main_stream
from forms.readers.folding import fold
from forms.readers.laid_out.wrapped import unwrapped
from forms.readers.packages import regular
from models.errors import Trouble

__all__ = ["Area", "Block", "Book", "Grid", "GridCell", "Paragraph", "read"]

MAX_FILE_BYTES = 50 * 1024 * 1024

_PACKAGE = b"PK"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MOST_OF_LOCK = 1024
"""The mark that Word, Excel and WPS lay beside an open file is no larger."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PAGE = (b"<html", b"<!doctype html", b"mime-version:")
_PART_OF_A_PAGE = b"<table"
_SHEETS_IN_XML = b"urn:schemas-microsoft-com:office:spreadsheet"

Reader = Callable[[str, bytes], tuple[Block, ...]]
Progress = Callable[[int, int], None]


def read(path: Path, progress: Progress = lambda *_: None) -> Book:
    """The blocks of a workbook (.xlsx, .xls, .et, .ods), a document (.docx, .doc, .wps), a PDF, a page of the web or a
    text, whatever the suffix says.

    Hidden sheets are flagged. Where reading takes long, `progress` is told again and again how many pages are read, of
    how many, 0 of 0 while nobody knows; when it raises CancelledError, the reading ends at once. Raises Trouble, in one
    Chinese sentence with a way out, for every file that cannot be read to the end.
    """
    file = path.name
    data = _content(path)
    try:
        book = _book(file, data, progress)
    except (Trouble, ImportError, CancelledError):
        raise
    # What a damaged file makes the libraries raise is open ended: KeyError, struct.error, AssertionError, …
    except Exception as error:
        raise refusals.damaged(file) from error
    if not any(block.cells if isinstance(block, Grid) else block.text for block in book.blocks):
        raise refusals.without_content(file)
    check_texts(file, book.blocks)
    blocks, folded = fold(book.blocks)
    return Book(file, blocks, (*book.remarks, *folded))


def _book(file: str, data: bytes, progress: Progress) -> Book:
    """What stands in a file, as it stands there."""
    if is_pdf(data):
        from forms.readers import pdf

        printed = pdf.read(file, data, progress)
        return Book(file, printed.blocks, printed.remarks)
    whole, mended = regular(file, data) if data.startswith(_PACKAGE) else (data, "")
    reader = _reader(file, whole)
    blocks, put_together = unwrapped(reader(file, whole))
    merged = plain_tables.remark(blocks) if reader is txt.read else ""
    return Book(file, blocks, (*remarks.remarks(data), *filter(None, [mended, merged]), *put_together))


def _content(path: Path) -> bytes:
    file = path.name
    try:
        if path.is_dir():
            raise Trouble(f"“{file}”是文件夹，不是文件；", "请选择文件夹里的表格、Word 或文本文件。")
        if not path.is_file():
            path.stat()  # tells a missing file from a device or a pipe
            raise Trouble(f"“{file}”不是普通文件，读不出来；", refusals.WANTED)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise refusals.too_large(file)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Trouble(f"找不到文件“{file}”；", "请检查它是否已被移动、改名或删除。") from error
    except PermissionError as error:
        raise Trouble(
            f"打不开“{file}”：没有读取权限，或者它正被别的程序占用；",
            "请先在 WPS 或 Excel 中关闭它，或把它复制到桌面再试。",
        ) from error
    except (OSError, ValueError) as error:
        raise Trouble(f"读取“{file}”时磁盘或网络出错；", "请检查优盘或网络是否接好，把文件复制到本机再试。") from error
    if not data:
        raise Trouble(f"“{file}”是空文件；", "请重新拷贝，或确认填好后已经保存。")
    return data


def _reader(file: str, data: bytes) -> Reader:
    """The reader for this content; Trouble for what none can read."""
    if data.startswith(_PACKAGE):
        return _package_reader(file, data)
    if data.startswith(_OLE):
        return _container_reader(file, data)
    if data.startswith(_PICTURES):
        raise refusals.foreign(file, "图片", refusals.WANTED)
    if data.startswith(_ARCHIVES):
        raise refusals.foreign(file, "压缩包", refusals.UNPACK)
    if file.startswith("~$") and len(data) <= _MOST_OF_LOCK:
        raise refusals.foreign(file, "文件打开时留下的标记，不是文件本身", refusals.CHOOSE_ITSELF)
    if data.startswith(b"{\\rtf"):
        raise refusals.foreign(file, " RTF 文档", refusals.SAVE_AS_DOCX)
    head = data[:4096].lower()
    is_page = any(mark in head for mark in _PAGE)
    if not is_page and _SHEETS_IN_XML in head:
        from forms.readers.web import spreadsheet

        return spreadsheet.read
    if is_page or _PART_OF_A_PAGE in head:
        from forms.readers.web import web_page

        return web_page.read
    if data.startswith(b"<?xml"):
        raise refusals.foreign(file, " XML 文件", refusals.SAVE_AS_EITHER)
    return txt.read


def _package_reader(file: str, data: bytes) -> Reader:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "content.xml" in names or "encrypted-package" in names:
            return _opendocument_reader(file, archive)
    folders = {name.partition("/")[0] for name in names}
    if "xl/workbook.bin" in names:
        raise refusals.foreign(file, "二进制表格", refusals.SAVE_AS_XLSX)
    if "[Content_Types].xml" in names and "xl" in folders:
        from forms.readers import xlsx

        return xlsx.read
    if "[Content_Types].xml" in names and "word" in folders:
        from forms.readers.word import docx

        return docx.read
    if "ppt" in folders:
        raise refusals.foreign(file, "演示文稿", refusals.WANTED)
    if "OFD.xml" in names:
        raise refusals.foreign(file, " OFD 版式文件", refusals.FROM_PRINT)
    if any(name.endswith(".iwa") for name in names):
        raise refusals.foreign(file, "苹果电脑的表格或文档（Numbers、Pages）", refusals.FROM_APPLE)
    raise refusals.foreign(file, "压缩包", refusals.UNPACK)


def _opendocument_reader(file: str, archive: zipfile.ZipFile) -> Reader:
    from forms.readers import ods

    if ods.is_encrypted(archive):
        raise refusals.encrypted(file)
    kind = ods.kind(archive)
    if kind.startswith(ods.KIND):
        return ods.read
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        raise refusals.foreign(file, " OpenDocument 文档（.odt）", refusals.SAVE_AS_DOCX)
    raise refusals.foreign(file, " OpenDocument 文件", refusals.SAVE_AS_EITHER)


def _container_reader(file: str, data: bytes) -> Reader:
    if has_stream(data, "EncryptedPackage"):
        raise refusals.encrypted(file)
    match main_stream(data, ("Workbook", "Book", "WordDocument", "PowerPoint Document")):
        case "Workbook" | "Book":
            from forms.readers import xls

            return xls.read
        case "WordDocument":
            from forms.readers.word import doc

            return doc.read
        case "PowerPoint Document":
            raise refusals.foreign(file, "演示文稿", refusals.WANTED)
    raise refusals.damaged(file)
