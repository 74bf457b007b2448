"""Why a file cannot be read, one sentence each: the Trouble every reader raises for a bad file."""

from __future__ import annotations

from models.errors import Trouble

SAVE_AS_XLSX = "请用 WPS 或 Excel 打开它，另存为“.xlsx”后再试。"
WANTED = "请选择 .xlsx、.xls 或 .et 表格文件。"


def damaged(file: str) -> Trouble:
    return Trouble(
        f"“{file}”已损坏或没有下载完整，读不出来；", "请重新拷贝，或用 WPS 或 Excel 打开修复后另存为“.xlsx”再试。"
    )


def encrypted(file: str) -> Trouble:
    return Trouble(f"“{file}”设有打开密码，读不出来；", "请用 WPS 或 Excel 打开它，取消密码并另存为“.xlsx”后再试。")


def too_large(file: str) -> Trouble:
    return Trouble(
        f"“{file}”内容过大，不像一份预算公开表；",
        "请用 WPS 或 Excel 打开它，删去图片和表格以外的多余行列，另存为“.xlsx”后再试。",
    )


def without_content(file: str) -> Trouble:
    return Trouble(f"“{file}”里没有任何内容；", "请确认选对了文件，并且表格填好后已经保存。")


def foreign(file: str, what: str, way_out: str) -> Trouble:
    """`what` completes 这是…: the kind of file it really is."""
    return Trouble(f"“{file}”是{what}，目前只能从表格文件读取；", way_out)
