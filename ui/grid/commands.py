"""What can be done to cells: copy, paste, clear, fill, remove rows, each one undoable step; and why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt

from forms.document.entries import split_code
from forms.edit import cells, records
from models.characters import has_unseen, visible
from models.money import folded
from models.records import Address, CellChange, Change, RowChange
from ui.grid.clipboard import Block, seen
from ui.grid.model import GridModel
from ui.grid.moves import Cell
from ui.grid.words import how_computed

FIXED_ROWS = "这张表的行由表样规定，不能增减。"
FIXED_ORDER = "这张表的行按表样或科目编码排列，不能移动。"

_BY_F2 = {
    "label": "项目名称由表样规定；确实要改，请按 F2。",
    "code": "这一行已有科目；要换科目请按 F2，要加科目请到最下面的空白行。",
}
"""What typing alone must not replace, for a number typed in passing would be lost in it: F2 opens it."""


class CellArea(NamedTuple):
    """A rectangle of cells, its borders included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_one_cell(self) -> bool:
        """Whether it holds one cell only."""
        return self[:2] == self[2:]


def refusal(model: GridModel, cell: Cell, *, typing: bool) -> str:
    """Why nothing can be typed in a cell (`typing`), or why it cannot be opened with F2; blank where it can."""
    row, column = cell
    kind = model.columns[column].kind
    if model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable:
        is_filled_code = kind == "code" and not model.is_blank_row(row)
        return _BY_F2[kind] if typing and (kind == "label" or is_filled_code) else ""
    if model.session.is_read_only:
        return model.session.why_read_only
    if model.is_blank_row(row):
        return "请先在这一行填科目编码。"
    if (entry := model.entry_at(row, column)) and not model.table.takes(entry.row, entry.column):
        captions = (one.path[-1] for one in model.columns if one.id in model.table.only[entry.row])
        return f"这一行填在“{'、'.join(captions)}”一栏，这里不填。"
    address = model.amount_at(row, column)
    if address is not None:
        return how_computed(model.document, address, model.unit)
    return "合计行没有编码。" if kind == "code" else "这里没有要填的内容。"


def around(selected: Iterable[Cell]) -> CellArea | None:
    """The smallest rectangle that holds the cells; None for none."""
    rows, columns = set(), set()
    for row, column in selected:
        rows.add(row)
        columns.add(column)
    return CellArea(min(rows), min(columns), max(rows), max(columns)) if rows else None


def block_of(model: GridModel, selected: set[Cell]) -> Block:
    """The texts of the cells as they would be typed, as a rectangle; cells that are not among them are blank."""
    area = around(selected)
    if area is None:
        return []
    return [
        [model.text(row, column) if (row, column) in selected else "" for column in range(area.left, area.right + 1)]
        for row in range(area.top, area.bottom + 1)
    ]


def clear(model: GridModel, selected: Iterable[Cell]) -> str:
    """Blank what is typed among the cells; a computed cell loses what a file stated for it. Returns what to tell."""
    addresses = [address for cell in selected if (address := model.entry_at(*cell))]
    if not addresses:
        return "" if model.is_records else "名称和编码不能清除；要删除整行请按 Ctrl+-。"
    changes = cells.clear(model.document, addresses)
    if model.session.apply(f"清除{len(changes)}格", changes):
        return f"已清除 {len(changes)} 个单元格。"
    computed = all(model.document.is_computed(address) for address in addresses)
    return "这些单元格由程序自动计算，没有可清除的内容。" if computed else ""


def enter_all(model: GridModel, selected: Iterable[Cell], text: str) -> str:
    """Enter one text in all cells that are typed. Returns what to tell."""
    return _enter(model, "填充", dict.fromkeys(selected, text))


def fill(model: GridModel, selected: set[Cell], *, down: bool) -> str:
    """Repeat the first row (or column) of the cells over the others; a single row takes the one above it."""
    area = around(selected)
    if area is None:
        return ""
    first = area.top if down else area.left
    if first == (area.bottom if down else area.right):
        first -= 1
    if first < 0:
        return ""
    texts = {}
    for row, column in selected:
        source = (first, column) if down else (row, first)
        if (row, column) != source:
            texts[row, column] = model.text(*source)
    return _enter(model, "向下填充" if down else "向右填充", texts)


def paste(model: GridModel, area: CellArea, block: Block) -> str:
    """Lay a block as it was copied over the table from the top left of the area on; one cell fills the area.

    What nobody sees in it does not come along. Returns what to tell.
    """
    if not block:
        return "剪贴板里没有可以粘贴的文字。"
    if len(block) == len(block[0]) == 1 and not area.is_one_cell:
        block = [block[0] * (area.right - area.left + 1)] * (area.bottom - area.top + 1)
    if model.is_records:
        return _paste_records(model, area, block)
    columns = [column.id for column in model.columns[area.left :]]
    if model.grows and "code" in columns[: len(block[0])]:
        if _begins_with_serials(seen(block)) and area.left == 0:
            columns = ["serial", *columns]
        return _paste_rows(model, area, columns, block)
    texts = {
        (area.top + number, area.left + offset): text
        for number, row in enumerate(block)
        for offset, text in enumerate(row)
    }
    return _enter(model, "粘贴", texts)


def remove_rows(model: GridModel, rows: Iterable[int]) -> str:
    """Take rows out. A code with codes below it goes only together with these. Returns what to tell."""
    if not model.grows:
        return FIXED_ROWS
    going = {line.key: line for row in rows if (line := model.line(row, 0)) and (line.code or model.is_records)}
    kept = [
        line.code
        for line in going.values()
        for other in model.document.lines(model.table.id)
        if line.code
        and other.key not in going
        and other.code.startswith(line.code)
        and len(other.code) > len(line.code)
    ]
    removed = [key for key, line in going.items() if line.code not in kept]
    changes = cells.remove_rows(model.document, model.table.id, removed)
    told = [f"{'、'.join(dict.fromkeys(kept))}下面还有科目，请连同下级一起选中再删除。"] if kept else []
    if changes and model.session.apply(f"删除{len(removed)}行", changes):
        told.insert(0, f"已删除 {len(removed)} 行，可以撤销。")
    return "".join(told)


def move_record(model: GridModel, row: int, by: int) -> str:
    """Let a record change places with the one above (-1) or below (1). Returns what to tell."""
    line = model.line(row, 0)
    if not model.is_records or line is None:
        return "" if model.is_records else FIXED_ORDER
    among = [other.key for other in model.lines()]
    changes = records.move_record(model.document, model.table.id, line.key, by, among)
    done = model.session.apply("上移一行" if by < 0 else "下移一行", changes)
    return "" if done else f"已经是{'第一' if by < 0 else '最后一'}行。"


def insert_record(model: GridModel, row: int) -> str:
    """A blank record above that row; returns its key, blank where no record stands."""
    line = model.line(row, 0)
    if not model.is_records or line is None:
        return ""
    changes = model.insert_changes(line.key)
    model.session.apply("插入一行", changes)
    return records.new_keys(changes)[0]


def add_subtotal(model: GridModel, rows: Iterable[int], name: str) -> str:
    """A 小计 of that name for these rows. Returns what to tell."""
    keys = [line.key for row in sorted(rows) if (line := model.line(row, 0)) and not line.sums]
    if not keys:
        return "请先选中要小计的各行。"
    changes = records.add_subtotal(model.document, model.table.id, name, keys)
    if not changes:
        return "请先给最前面的单位加小计，再依次给后面的单位加。"
    model.session.apply(f"增加{name}小计", changes)
    return f"已增加“{name}小计”，金额自动汇总，可以撤销。"


def add_total(model: GridModel) -> str:
    """The 合计 of all rows. Returns what to tell."""
    done = model.session.apply("增加合计行", records.add_total(model.document, model.table.id))
    return "已增加合计行，金额自动汇总，可以撤销。" if done else "已经有合计行，或者还没有要汇总的行。"


def copy_record(model: GridModel, row: int) -> str:
    """Repeat a record at the end of the table; returns the key of the new one, blank where no record stands."""
    line = model.line(row, 0)
    if not model.is_records or line is None:
        return ""
    changes = records.copy_record(model.document, model.table.id, line.key)
    model.session.apply("复制一行", changes)
    return records.new_keys(changes)[0]


def _enter(model: GridModel, verb: str, texts: dict[Cell, str]) -> str:
    """Enter texts as one step and tell what became of them."""
    free: dict[Address, str] = {}
    record = ["" for _ in model.columns]
    computed = outside = 0
    for (row, column), text in texts.items():
        is_written = bool(visible(text).strip())
        if row >= model.rowCount() or column >= len(model.columns):
            outside += is_written
            continue
        address = model.entry_at(row, column)
        if address is None and model.is_records:
            record[column] = visible(text)
        elif address is None:
            outside += is_written and model.is_blank_row(row)
        elif not model.table.takes(address.row, address.column):
            outside += is_written
        elif model.document.is_computed(address):
            computed += is_written
        else:
            free[address] = text
    filled = len(free) + sum(bool(text.strip()) for text in record)
    model.enter(f"{verb}{filled}格", {address: visible(text) for address, text in free.items()}, record)
    return _told(verb, filled, _mended(model, free), computed, outside) + _no_amounts(model, free)


def _paste_records(model: GridModel, area: CellArea, block: Block) -> str:
    """Paste over records; the table grows as far as the block reaches, but for the blank rows at its end."""
    standing = max(len(model.lines()) - area.top, 0)
    while len(block) > standing and not any(visible(text).strip() for text in block[-1]):
        block = block[:-1]
    columns = [column.id for column in model.columns[area.left :]]
    changes = model.block_changes(area.top, area.left, seen(block))
    came = records.new_keys(changes)
    keys = [line.key for line in model.lines()[area.top :]] + list(came)
    outside = sum(bool(text.strip()) for texts in seen(block) for text in texts[len(columns) :])
    placed = _placed(model, changes, keys, columns, block)
    model.session.apply(f"粘贴{len(placed)}格", changes)
    told = _told("粘贴", len(placed), _mended(model, placed), 0, outside)
    return _new_rows(len(came)) + told + _no_amounts(model, placed)


def _paste_rows(model: GridModel, area: CellArea, columns: list[str], block: Block) -> str:
    """Paste rows that bring their codes."""
    money = {column.id for column in model.columns if column.kind == "money"}
    restated = [
        [model.restated(t) if c in money else t for c, t in zip(columns, texts, strict=False)] for texts in seen(block)
    ]
    pasted = cells.paste(model.document, model.table.id, area.top, columns, restated)
    came = sum(isinstance(change, RowChange) for change in pasted.changes)
    codes = [texts[columns.index("code")] for texts in block]
    placed = _placed(model, pasted.changes, [split_code(visible(code))[0] for code in codes], columns, block)
    model.session.apply(f"粘贴{pasted.filled}格", pasted.changes)
    mended = _mended(model, placed) + sum(_is_mended(code) for code in codes if split_code(visible(code))[0])
    return _new_rows(came) + _told("粘贴", pasted.filled, mended, pasted.skipped, 0) + _no_amounts(model, placed)


def _begins_with_serials(block: Block) -> bool:
    """Whether the codes stand in the second column, behind 序号."""
    second = [row[1] for row in block if len(row) > 1 and row[1].strip()]
    first = [row[0] for row in block if row[0].strip()]
    return (
        bool(second) and all(split_code(text)[0] for text in second) and not any(split_code(text)[0] for text in first)
    )


def _new_rows(came: int) -> str:
    return f"新增 {came} 行，" if came else ""


def _placed(
    model: GridModel, changes: Iterable[Change], keys: Iterable[str], columns: Sequence[str], block: Block
) -> dict[Address, str]:
    """The texts of a block, as they were copied, in the cells that the changes fill."""
    table = model.table.id
    copied = {
        Address(table, key, column): text
        for key, texts in zip(keys, block, strict=False)
        for column, text in zip(columns, texts, strict=False)
    }
    filled = (change.key for change in changes if isinstance(change, CellChange))
    # Whose an indicator is stands in a column that nobody sees.
    return {address: copied[address] for address in filled if address in copied}


def _mended(model: GridModel, placed: Mapping[Address, str]) -> int:
    """In how many of the cells, filled by now, an amount was written in a strange way, or something was not seen."""
    amounts = {address for address in placed if model.document.value(address) is not None}
    return sum(_is_mended(text) if a in amounts else _has_hidden(text) for a, text in placed.items())


def _is_mended(text: str) -> bool:
    """Whether a code or an amount had to be put right to be one."""
    return _has_hidden(text) or folded(text.strip()) != text.strip()


def _has_hidden(text: str) -> bool:
    return has_unseen(text) and bool(visible(text).strip())


def _no_amounts(model: GridModel, placed: Iterable[Address]) -> str:
    """How many of the cells, filled by now, keep a text in the place of an amount."""
    wrong = sum(bool(model.document.wrong(address)) for address in placed)
    return f"{wrong} 格不是金额，已按原文放入并标出。" if wrong else ""


def _told(verb: str, filled: int, mended: int, computed: int, outside: int) -> str:
    """How many cells were filled, put right, left alone as computed, or lay outside."""
    told = f"已{verb} {filled} 个单元格"
    if mended:
        told += f"，修正 {mended} 处"
    if computed:
        told += f"，跳过 {computed} 个自动计算的单元格"
    if outside:
        told += f"，{outside} 个超出表格，没有填入"
    return told + "。"
