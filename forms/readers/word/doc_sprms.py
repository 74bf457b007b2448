"""The properties of paragraphs, characters and rows in a .doc: lists of single changes (Sprm), read one by one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from forms.readers.word.document_flow import Upwards

_SIZES = (1, 1, 2, 4, 2, 2, None, 3)
"""The bytes of an operand by the three highest bits of the code; None has its own length in front."""

_NO_LEVEL = 9
_FIRST, _JOINED = 3, 1


class Sprm(IntEnum):
    """The codes of the changes that are looked at."""

    CELLS_MERGED = 0x5624
    CELL_UPWARDS = 0xD62B
    CHARACTER_STYLE = 0x4A30
    DEEPER = 0x664A
    DELETED = 0x0800
    DEPTH = 0x6649
    ELSEWHERE = 0x6645
    ELSEWHERE_TOO = 0x6646
    ENDS_INNER_CELL = 0x244B
    ENDS_INNER_ROW = 0x244C
    ENDS_ROW = 0x2417
    HIDDEN = 0x083C
    IN_TABLE = 0x2416
    LIST_LEVEL = 0x260A
    LIST_USE = 0x460B
    OLD_ROW_CELLS = 0xD606
    OUTLINE_LEVEL = 0x2640
    ROW_CELLS = 0xD608
    ROW_ELSEWHERE = 0x646B
    STYLE = 0x4600
    SYMBOL = 0x6A09
    TABS = 0xC615


_ELSEWHERE = (Sprm.ELSEWHERE, Sprm.ELSEWHERE_TOO, Sprm.ROW_ELSEWHERE)


def sprms(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """Each change: its code and its operand, without the length where it has one. A list cut off ends early."""
    at = 0
    while at + 2 < len(changes):
        (code,) = struct.unpack_from("<H", changes, at)
        at += 2
        size = _SIZES[code >> 13]
        if size is None:
            size, at = _variable(code, changes, at)
        yield code, changes[at : at + size]
        at += size


def _variable(code: int, changes: bytes, at: int) -> tuple[int, int]:
    """The size of an operand of variable size, and where it begins."""
    if code in (Sprm.ROW_CELLS, Sprm.OLD_ROW_CELLS) and at + 2 <= len(changes):
        return max(int.from_bytes(changes[at : at + 2], "little") - 1, 0), at + 2
    size = changes[at]
    if code == Sprm.TABS and size == 0xFF:
        # Too long for its length: what it takes away, 4 bytes each, and what it adds, 3 bytes each, are counted.
        removed = 2 + 4 * changes[at + 1]
        added = changes[at + removed] if at + removed < len(changes) else 0
        return removed + 3 * added, at + 1
    return size, at + 1


@dataclass(frozen=True, slots=True)
class RowCells:
    """A row of a table: where its cells begin and the last one ends, in twentieths of a point, and how they merge."""

    edges: tuple[int, ...] = ()
    upwards: tuple[Upwards, ...] = ()
    leftwards: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """What is said of a paragraph; None where nothing is said. `depth` counts the tables it stands in."""

    style: int = 0
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    outline: int | None = None
    list_use: int | None = None
    list_level: int | None = None
    cells: RowCells = RowCells()

    @property
    def level(self) -> int | None:
        """The outline level, 1 the highest; None for ordinary text."""
        return None if self.outline is None or self.outline >= _NO_LEVEL else self.outline + 1


def paragraph(base: ParagraphProperties, changes: bytes) -> ParagraphProperties:
    """The properties after these changes to `base`, those of the last style that is named among them."""
    said = base
    in_table, depth = base.depth > 0, base.depth
    for code, operand in sprms(changes):
        value = int.from_bytes(operand[:4], "little", signed=True)
        match code:
            case Sprm.STYLE:
                # What was said before goes with the former style; `base` is that of the new one.
                said = replace(
                    base, depth=said.depth, cells=said.cells, ends_cell=said.ends_cell, ends_row=said.ends_row
                )
            case Sprm.IN_TABLE:
                in_table = bool(value)
            case Sprm.DEPTH:
                depth = value
            case Sprm.DEEPER:
                depth += value
            case Sprm.ENDS_ROW | Sprm.ENDS_INNER_ROW:
                said = replace(said, ends_row=bool(value))
            case Sprm.ENDS_INNER_CELL:
                said = replace(said, ends_cell=bool(value))
            case Sprm.OUTLINE_LEVEL:
                said = replace(said, outline=value)
            case Sprm.LIST_USE:
                said = replace(said, list_use=value)
            case Sprm.LIST_LEVEL:
                said = replace(said, list_level=value)
            case _:
                said = replace(said, cells=_changed(said.cells, code, operand))
    return replace(said, depth=max(depth, 1) if in_table else 0)


def resolved(changes: bytes, data: bytes) -> bytes:
    """The changes, with those that were too long for their place: they stand in the stream `data`."""
    elsewhere = [operand for code, operand in sprms(changes) if code in _ELSEWHERE]
    for operand in elsewhere[:1]:
        at = int.from_bytes(operand, "little")
        return changes + data[at + 2 : at + 2 + int.from_bytes(data[at : at + 2], "little")]
    return changes


def _changed(cells: RowCells, code: int, operand: bytes) -> RowCells:
    """The cells of a row after a change to them; any other change leaves them as they are."""
    match code:
        case Sprm.ROW_CELLS:
            return _row_cells(operand)
        case Sprm.CELL_UPWARDS if len(operand) >= 2 and operand[0] < len(cells.upwards):
            upwards = list(cells.upwards)
            upwards[operand[0]] = _upwards(operand[1])
            return replace(cells, upwards=tuple(upwards))
        case Sprm.CELLS_MERGED if len(operand) == 2:
            first, after = operand
            merged = (before or first < number < after for number, before in enumerate(cells.leftwards))
            return replace(cells, leftwards=tuple(merged))
    return cells


def _row_cells(operand: bytes) -> RowCells:
    count = operand[0] if operand else 0
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    flags = [
        int.from_bytes(operand[at : at + 2], "little") for at in range(3 + 2 * count, 3 + 2 * count + 20 * count, 20)
    ]
    leftwards = []
    first = 0
    for flag in flags:
        # The first of merged cells and those that follow have different signs, which programs write both ways round.
        sign = flag & 3
        leftwards.append(bool(sign and first and sign != first))
        first = first if leftwards[-1] else sign
    return RowCells(edges, tuple(_upwards(flag >> 5 & 3) for flag in flags), tuple(leftwards))


def _upwards(sign: int) -> Upwards:
    return Upwards.FIRST if sign == _FIRST else Upwards.JOINED if sign == _JOINED else Upwards.ALONE


@dataclass(frozen=True, slots=True)
class CharacterProperties:
    """What is said of characters: hidden (隐藏文字), deleted under tracked changes (修订), a sign of a symbol font."""

    hidden: bool = False
    deleted: bool = False
    symbol: bool = False

    @property
    def is_seen(self) -> bool:
        return not (self.hidden or self.deleted or self.symbol)


def characters(base: CharacterProperties, changes: bytes) -> CharacterProperties:
    """The properties after these changes; a switch may say: as the style, or the other way round."""
    hidden, deleted, symbol = base.hidden, base.deleted, base.symbol
    for code, operand in sprms(changes):
        value = operand[0] if operand else 0
        match code:
            case Sprm.HIDDEN:
                hidden = base.hidden ^ (value & 1 == 1) if value & 0x80 else bool(value)
            case Sprm.DELETED:
                deleted = bool(value & 1)
            case Sprm.SYMBOL:
                symbol = True
    return CharacterProperties(hidden, deleted, symbol)


def named_style(changes: bytes, style: int) -> int:
    """The style of a paragraph that has this one, after these changes."""
    return _named(changes, Sprm.STYLE, style) & 0xFFF


def character_style(changes: bytes) -> int | None:
    """The style that is named among changes to characters."""
    named = _named(changes, Sprm.CHARACTER_STYLE, -1)
    return None if named < 0 else named


def _named(changes: bytes, wanted: int, unless: int) -> int:
    named = [operand for code, operand in sprms(changes) if code == wanted]
    return int.from_bytes(named[-1], "little") if named else unless
