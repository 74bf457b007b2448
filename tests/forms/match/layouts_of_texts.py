"""Layouts that differ in what the cells say: titles, captions, codes, amounts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.forms.match.layout_tools import BODY, CAPTIONS, codes, words
from tests.forms.workbooks import numbers

OTHER_WORDS: Mapping[str, str] = {
    "科目编码": "科目代码",
    "功能分类科目": "支出功能分类科目",
    "支出部门经济分类科目": "部门预算经济分类科目",
    "预算数": "本年预算数",
    "金额": "预算金额",
    "财政拨款收入": "财政拨款",
    "财政专户收入": "财政专户管理资金收入",
    "经营收入": "事业单位经营收入",
    "附属单位上缴收入": "附属单位上缴",
    "上年结转": "上年结转结余",
    "本年支出合计": "合计",
    "上缴上级支出": "上解上级支出",
    "上解上级支出": "上缴上级支出",
    "经营支出": "事业单位经营支出",
    "对附属单位补助支出": "对附属单位补助",
    "公用经费": "日常公用经费",
    "一般公共预算财政拨款": "一般公共预算拨款",
    "一般公共预算拨款": "一般公共预算财政拨款",
    "政府性基金预算财政拨款": "政府性基金预算拨款",
    "政府性基金预算拨款": "政府性基金预算财政拨款",
    "政府性基金财政拨款": "政府性基金预算拨款",
    "国有资本经营预算财政拨款": "国有资本经营预算拨款",
    "国有资本经营预算拨款": "国有资本经营预算财政拨款",
    "支出内容": "项目",
}
"""Captions of one year and office in the words of another."""


def titles_with_blanks(workbook: Workbook) -> None:
    """Titles spread over the line."""
    for sheet in workbook.worksheets:
        sheet["A1"] = "　".join(sheet["A1"].value[:4]) + "  " + " ".join(sheet["A1"].value[4:]) + "\n"


def titles_among_words(workbook: Workbook) -> None:
    """Numbers, years and units of money before and behind the titles."""
    frames = ["附件1-{n} {t}", "{t}（{y}年）", "公开{n:02}表　{t}", "{t}（单位：万元）", "{c}、{t}"]
    frames += ["表{n}：{t}", "{y}年度{t}"]
    for number, sheet in enumerate(workbook.worksheets, 1):
        year = next(cell.value for cell in sheet[2] if "年度" in str(cell.value))[-4:]
        frame = frames[number % len(frames)]
        sheet["A1"] = frame.format(n=number, t=sheet["A1"].value, y=year, c="一二三四五六七八九"[number - 1])


def heads_of_other_years(workbook: Workbook) -> None:
    """Captions as another year and another office word them."""
    for sheet in workbook.worksheets:
        for cell in words(sheet):
            if CAPTIONS <= cell.row < BODY:
                cell.value = OTHER_WORDS.get(cell.value, cell.value)


def head_line_in_one_cell(workbook: Workbook) -> None:
    """Unit, year and unit of money in one merged cell, as budget systems print them."""
    for sheet in workbook.worksheets:
        texts = [cell.value for cell in sheet[2] if cell.value]
        for cell in sheet[2]:
            cell.value = None
        sheet["A2"] = "      ".join(texts)
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=sheet.max_column)


def head_line_in_pairs(workbook: Workbook) -> None:
    """The words before the colon in one cell, what follows in the next."""
    for sheet in workbook.worksheets:
        texts = [cell.value for cell in sheet[2] if cell.value]
        pairs = [text.partition("：") for text in (t if "：" in t else f"编制单位：{t}" for t in texts)]
        for column, text in enumerate((part for word, colon, rest in pairs for part in (word + colon, rest)), 1):
            sheet.cell(2, column).value = text


def unit_above_the_title(workbook: Workbook) -> None:
    """What stands under the title stands over it."""
    for sheet in workbook.worksheets:
        for area in [area for area in sheet.merged_cells.ranges if area.max_row == 1]:
            sheet.unmerge_cells(area.coord)
        for first, second in zip(sheet[1], sheet[2], strict=True):
            first.value, second.value = second.value, first.value


def codes_with_blanks(workbook: Workbook) -> None:
    """206 01 01 instead of 2060101."""
    for _, _, cells in codes(workbook):
        for cell in cells:
            text = str(cell.value)
            cell.value = " ".join((text[:3], *(text[at : at + 2] for at in range(3, len(text), 2))))


def codes_indented(workbook: Workbook) -> None:
    """Codes and names behind blanks by their level, in full-width digits now and then."""
    for sheet, head, cells in codes(workbook):
        for cell in cells:
            text, name = str(cell.value), sheet.cell(cell.row, head.column + 1)
            wide = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
            cell.value = " " * len(text) + (wide if cell.row % 3 == 0 else text) + " "
            name.value = "　" * (len(text) // 2) + str(name.value)


def codes_as_decimals(workbook: Workbook) -> None:
    """Codes stored as numbers under a format with separators."""
    for _, _, cells in codes(workbook):
        for cell in cells:
            cell.value, cell.number_format = int(str(cell.value)), "#,##0.00"


def amounts_with_marks(workbook: Workbook) -> None:
    """Amounts as texts with a sign of money before or a unit behind, spaced and separated."""
    marks = ("￥{:,.2f}", "{:.2f}万元", " {:,.2f} ", "{:,.2f} 万元", "¥ {:.2f}")
    for sheet in workbook.worksheets:
        for turn, cell in enumerate(numbers(sheet)):
            cell.value = marks[turn % len(marks)].format(cell.value)


def amounts_in_thousands(workbook: Workbook) -> None:
    """Amounts in 千元, the unit named in the head."""
    for sheet in workbook.worksheets:
        for cell in words(sheet):
            if cell.row < CAPTIONS:
                cell.value = cell.value.replace("万元", "千元")
        for cell in numbers(sheet):
            cell.value = float(Decimal(str(cell.value)) * 10)


def amounts_rounded_by_format(workbook: Workbook) -> None:
    """Amounts with the noise of sums, shown without decimals."""
    for sheet in workbook.worksheets:
        for cell in numbers(sheet):
            cell.value, cell.number_format = cell.value + 1e-12, "#,##0;-#,##0;-"


def totals_as_formulas(workbook: Workbook) -> None:
    """Totals as formulas whose results no program has stored."""
    for sheet, head, cells in codes(workbook):
        for row in [min(cell.row for cell in cells) - 1] if cells else []:
            for total in sheet[row][head.column + 1 :]:
                if isinstance(total.value, float | int):
                    letter = get_column_letter(total.column)
                    total.value = f"=SUM({letter}{row + 1}:{letter}{sheet.max_row})/3"


def dashes_of_all_kinds(workbook: Workbook) -> None:
    """Blank amounts struck out, each in another way."""
    dashes = ("-", "——", "－", "—", "–", "/", "无", "　", "--", "－－", "———")
    for sheet in workbook.worksheets:
        for turn, row in enumerate(sheet.iter_rows(min_row=BODY + 1)):
            if any(isinstance(cell.value, float | int) for cell in row):
                blank = (cell for cell in row if cell.value is None and cell.column > 3)
                for cell in blank if "功能" in str(sheet["B3"].value) else ():
                    cell.value = dashes[(turn + cell.column) % len(dashes)]


def totals_spaced(workbook: Workbook) -> None:
    """The word for the total spread over its cell."""
    for sheet in workbook.worksheets:
        for cell in words(sheet):
            if cell.value == "合计" and cell.row > BODY:
                cell.value = " 合　　计 "
