"""Why a file cannot be read, one sentence each: the Trouble every reader raises for a bad file."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import Trouble

_NAMED = 3
"""So many broken parts of a file are named."""
SAVE_AS_XLSX = "请用 WPS 或 Excel 打开它，另存为“.xlsx”后再试。"
SAVE_AS_DOCX = "请在 WPS 或 Word 中打开它，另存为“.docx”后再试。"
SAVE_AS_EITHER = "请用 WPS 或 Office 打开它，表格另存为“.xlsx”、文档另存为“.docx”后再试。"
FROM_PDF = "请改用制作它的表格或 Word 文件；没有的话，请在 WPS 中把它导出为 Word 或 Excel，另存后再试。"
FROM_PRINT = "请改用制作它的表格或 Word 文件；没有的话，请用能打开它的程序打印成 PDF（有文字的）再试。"
FROM_APPLE = "请在原来的程序里把它导出为 Excel（.xlsx）或 Word（.docx）后再试。"
UNPACK = "请先解压，再选择里面的表格、Word 或文本文件。"
CHOOSE_ITSELF = "请选择同名的、前面没有“~$”的那个文件。"
WANTED = "请选择 .xlsx、.xls、.et、.ods、.csv、.docx、.doc、.wps、.pdf、.txt 或网页文件。"


def damaged(file: str, parts: Sequence[str] = ()) -> Trouble:
    """`parts` are those of a package that are broken, as far as they can be told."""
    more = f"等{len(parts)}处" if len(parts) > _NAMED else ""
    where = f"，里面坏了的是{'、'.join(parts[:_NAMED])}{more}" if parts else ""
    return Trouble(
        f"“{file}”已损坏或没有下载完整，读不出来{where}；",
        "请重新拷贝，或用 WPS 或 Office 打开修复，另存为“.xlsx”或“.docx”再试。",
    )


def encrypted(file: str) -> Trouble:
    return Trouble(f"“{file}”设有打开密码，读不出来；", "请用 WPS 或 Office 打开它，取消密码并保存后再试。")


def too_large(file: str) -> Trouble:
    return Trouble(
        f"“{file}”内容过大，不像一份预算公开文件；",
        "请用 WPS 或 Office 打开它，删去图片、多余的行列和无关的内容，保存后再试。",
    )


def long_cell(file: str, most: int) -> Trouble:
    return Trouble(
        f"“{file}”有一格或一段的文字超过{most}字，内容过大，不像一份预算公开文件；",
        "请用 WPS 或 Office 打开它，删去那一格里多余的文字，保存后再试。",
    )


def with_doctype(file: str) -> Trouble:
    return Trouble(
        f"“{file}”里有文档类型声明（DOCTYPE），表格和文档都不会写它，文件已损坏或被改动过；",
        "请用 WPS 或 Office 打开它，确认内容无误，另存为“.xlsx”或“.docx”后再试。",
    )


def damaged_pdf(file: str) -> Trouble:
    return Trouble(
        f"“{file}”已损坏或没有下载完整，读不出来；",
        "请重新下载或拷贝；还是读不出来的话，请在 WPS 中把它导出为 Word 或 Excel 后再试。",
    )


def scanned(file: str) -> Trouble:
    return Trouble(f"“{file}”是扫描或拍照的 PDF，里面只有图片，没有文字；", FROM_PDF)


def without_meaning(file: str) -> Trouble:
    return Trouble(f"“{file}”里的文字只有字形，没有记下是什么字，读不出来；", FROM_PDF)


def too_many_pages(file: str, pages: int, most: int) -> Trouble:
    return Trouble(
        f"“{file}”有{pages}页，超过了{most}页，不像一份预算公开文件；",
        "请只留下预算公开的那些页，另存后再试。",
    )


def without_content(file: str) -> Trouble:
    return Trouble(f"“{file}”里没有任何内容；", "请确认选对了文件，并且填好后已经保存。")


def unknown(file: str) -> Trouble:
    return Trouble(f"“{file}”不是表格、Word 文档或文本文件，或者已经损坏；", WANTED)


def foreign(file: str, what: str, way_out: str) -> Trouble:
    """`what` completes 这是…: the kind of file it really is."""
    return Trouble(f"“{file}”是{what}，不能直接读取；", way_out)
