"""The 汇总表 of a batch: the units with their worst finding, unit × rule, and the rules, with links to the 出错说明."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.county.task import TaskOutcome, TaskResult
from forms.document.finding import LEVEL_WORDS, LEVELS
from forms.form.load import KINDS, edition, installed, pack
from forms.form.model import Rule
from forms.write.page.archives import save_workbook
from forms.write.page.plain_data import Data
from forms.write.workbook.cells_and_print import HEI, LINE_HEIGHT, draw_frame, line_count, prepare_printing, put
from models.files import write_whole
from models.money import NotMoney, parse
from models.records import Unit

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FILE = "汇总表.xlsx"
_HEADS = (
    *("编码", "单位", "年度", "类型", "状态", "错误", "警告", "提示"),
    *("上次错误", "改好", "最要紧的一条", "出错说明", "文件"),
)
_WIDTHS = (10.0, 30.0, 7.0, 7.0, 11.0, 7.0, 7.0, 7.0, 9.0, 7.0, 60.0, 10.0, 40.0)
_NAMES = ("单位", "最要紧的一条", "文件")
"""The columns of words; the others are narrow and centred."""
NOT_DONE, ABSENT = "没有查", "没有交"
_WORST = 3
_KEPT = (
    "name",
    "files",
    "result",
    "error",
    "unit",
    "year",
    "kind",
    "counts",
    "before",
    "sheet",
    "unchanged",
    "previous",
)
_LINK_COLOUR = "FF1F5FA8"


def state_words(data: Data) -> str:
    """没有错误, 有错误 or 读不了: what a clerk is told of a disclosure first."""
    if data["result"] != TaskResult.CHECKED:
        return "读不了" if "counts" not in data else "没有做成"
    return "有错误" if data["counts"]["E"] else "没有错误"


def brief(outcome: TaskOutcome) -> TaskOutcome:
    """What is kept of an outcome while a run goes on, for the summary and the window: of the findings the worst, and
    how many there are of each rule. Hundreds then take a few MB."""
    data = outcome.data
    kept = {name: data[name] for name in _KEPT if name in data}
    if "findings" in data:
        kept |= {"findings": worst_of(data, _WORST), "rules": dict(Counter(one["rule"] for one in data["findings"]))}
    return TaskOutcome(outcome.name, kept)


def worst_of(data: Data, count: int = 1) -> list[Data]:
    """The most serious findings of a line: errors before warnings, then by the amount that is missing or too much."""
    told = (one for one in data.get("findings", ()) if one["level"] in "EW" and not one.get("waived"))
    # What follows from another finding goes when that is mended.
    serious = [one for one in told if one.get("follows") is None]
    return sorted(serious, key=lambda one: (LEVELS.index(one["level"]), -_amount(one["difference"])))[:count]


def worst_words(data: Data) -> str:
    """The most serious finding, or why there is none to tell."""
    if "error" in data:
        return str(data["error"])
    return "".join(one["message"] for one in worst_of(data))


def write_summary(
    folder: Path, outcomes: Iterable[TaskOutcome], left: Sequence[str] = (), absent: Sequence[Unit] = ()
) -> Path:
    """Write the workbook from the `brief` outcomes of a run and return it; `left` are the names of what a run that was
    stopped did not come to, `absent` the units that handed in nothing.

    Raises Trouble when it cannot be written.
    """
    from openpyxl import Workbook

    lines = sorted((outcome.data for outcome in outcomes), key=_order)
    book, path = Workbook(), folder / FILE
    book.remove(book.active)
    more = [("", name, NOT_DONE) for name in left] + [(unit.code, unit.name, ABSENT) for unit in absent]
    _units(book.create_sheet("各单位"), lines, more, folder)
    counted: dict[str, Counter[str]] = {data["name"]: Counter(data.get("rules", {})) for data in lines}
    rules = _known_rules()
    met = sorted({rule for counts in counted.values() for rule in counts})
    _matrix(book.create_sheet("单位和规则"), lines, counted, met, folder)
    _rules(book.create_sheet("规则"), counted, met, rules)
    with write_whole(path) as temporary:
        save_workbook(book, temporary, datetime.now())
    return path


def _units(sheet: Worksheet, lines: Sequence[Data], more: Sequence[tuple[str, str, str]], folder: Path) -> None:
    _begin(sheet, "各单位检查情况", _HEADS, _WIDTHS)
    for number, data in enumerate(lines, start=3):
        row = _row(data)
        for column, value in enumerate(row, start=1):
            put(sheet, number, column, column, value, "left" if _HEADS[column - 1] in _NAMES else "center")
        _link(sheet, number, _HEADS.index("出错说明") + 1, data, folder)
        broken = max(line_count(str(value or ""), width) for value, width in zip(row, _WIDTHS, strict=True))
        sheet.row_dimensions[number].height = (broken + 0.4) * LINE_HEIGHT
    for number, (code, name, state) in enumerate(more, start=3 + len(lines)):
        for column, value in ((1, code), (2, name), (5, state)):
            put(sheet, number, column, column, value, "left" if column == 2 else "center")
    _end(sheet, 2 + len(lines) + len(more), len(_HEADS))


def _row(data: Data) -> Sequence[Any]:
    unit, counts, before = data.get("unit"), data.get("counts", {}), data.get("before")
    return (
        unit["code"] if unit else "",
        unit["name"] if unit else data["name"],
        data.get("year"),
        data.get("kind", ""),
        state_words(data),
        *(counts.get(level) for level in LEVELS),
        before["counts"]["E"] if before else None,
        before["mended"] if before else None,
        worst_words(data),
        "打开" if data.get("sheet") else "",
        "、".join(data["files"]) or data["name"],
    )


def _matrix(
    sheet: Worksheet, lines: Sequence[Data], counted: Mapping[str, Counter[str]], rules: Sequence[str], folder: Path
) -> None:
    heads = ("编码", "单位", "合计", *rules)
    _begin(sheet, "各单位查出的问题，按规则（条）", heads, (10.0, 30.0, 8.0, *(6.5 for _ in rules)))
    for number, data in enumerate(lines, start=3):
        counts, unit = counted[data["name"]], data.get("unit")
        put(sheet, number, 1, 1, unit["code"] if unit else "", "center")
        put(sheet, number, 2, 2, unit["name"] if unit else data["name"], "left")
        _link(sheet, number, 2, data, folder)
        put(sheet, number, 3, 3, sum(counts.values()) or None, "center")
        for column, rule in enumerate(rules, start=4):
            put(sheet, number, column, column, counts[rule] or None, "center")
    _end(sheet, 2 + len(lines), len(heads))
    sheet.freeze_panes = "D3"


def _rules(
    sheet: Worksheet, counted: Mapping[str, Counter[str]], met: Sequence[str], rules: Mapping[str, Rule]
) -> None:
    heads = ("规则", "级别", "检查内容", "单位数", "条数")
    _begin(sheet, "查出问题的规则", heads, (8.0, 8.0, 80.0, 9.0, 9.0))
    for number, rule in enumerate(met, start=3):
        found = [counts[rule] for counts in counted.values() if counts[rule]]
        known = rules.get(rule)
        row = (rule, LEVEL_WORDS[known.level] if known else "", known.title if known else "", len(found), sum(found))
        for column, value in enumerate(row, start=1):
            put(sheet, number, column, column, value, "left" if column == 3 else "center")
    _end(sheet, 2 + len(met), len(heads))


def _known_rules() -> dict[str, Rule]:
    """The rules of the newest forms of all packs, those of the program's own first."""
    found: dict[str, Rule] = {}
    for name in installed():
        for kind in KINDS:
            for rule in edition(pack(name).years[-1], kind, name).rules.values():
                found.setdefault(rule.id, rule)
    return found


def _begin(sheet: Worksheet, title: str, heads: Sequence[str], widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    put(sheet, 1, 1, len(heads), title, "center", size=16, face=HEI)
    for number, (name, width) in enumerate(zip(heads, widths, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        put(sheet, 2, number, number, name, "center", bold=True)


def _end(sheet: Worksheet, last: int, columns: int) -> None:
    from openpyxl.utils import get_column_letter

    draw_frame(sheet, 2, last, columns)
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(columns)}{last}"
    sheet.print_title_rows = "1:2"
    prepare_printing(sheet, landscape=True)


def _link(sheet: Worksheet, row: int, column: int, data: Data, folder: Path) -> None:
    """Lead to the 出错说明, also when the whole folder is taken elsewhere."""
    from openpyxl.styles import Font

    if data.get("sheet"):
        cell = sheet.cell(row, column)
        cell.hyperlink = Path(os.path.relpath(data["sheet"], folder)).as_posix()
        cell.font = Font(name=cell.font.name, size=cell.font.size, color=_LINK_COLOUR, underline="single")


def _order(data: Data) -> tuple[bool, str, str]:
    unit = data.get("unit")
    return unit is None, unit["code"] if unit else "", data["name"]


def _amount(text: str) -> int:
    try:
        return abs(parse(text or "") or 0)
    except NotMoney:
        return 0
