"""Sheets and texts as a Word file, with frames, text boxes, and tables taken to pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tests.forms.match.invented import word_xml
from tests.strangers.drawn import Cell, Drawn, Row, Tab
from tests.strangers.others import Text
from tests.strangers.ways import Ways

_ROOM = 14000
_LANDSCAPE = (
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/></w:sectPr></w:pPr></w:p>'
)


def document(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways) -> bytes:
    """The Word file of the sheets that are seen, and of the texts."""
    gap = word_xml.words("") if ways["body"] == "blank lines" else ""
    bold = {heading for _, heading, _ in texts} if ways["text"] == "bold" else set()
    parts = [
        _with_lines(part, ways["body"])
        if isinstance(part, Drawn)
        else word_xml.paragraph(word_xml.run(part, "<w:b/>" if part in bold else ""))
        for part in flow(sheets, texts, ways)
    ]
    return word_xml.word_file(gap.join(parts) + _LANDSCAPE)


_WITHIN = {"政府采购": "X2", "资产": "X3", "机构": "X1", "项目": "X5"}
"""By a word of the heading of a section: which tables stand in its text."""


def flow(sheets: Sequence[Tab], texts: Sequence[Text], ways: Ways) -> Iterator[str | Drawn]:
    """The lines of the texts and the tables in the order in which they stand in a file of one flow."""
    tables = [table for tab in sheets for table in tab.tables]
    if ways["text"] == "tables inside":
        placed: set[str] = set()
        for _, heading, lines in texts:
            yield from (heading, *lines)
            name = next((name for word, name in _WITHIN.items() if word in heading and name not in placed), "")
            placed.add(name)
            yield from (table for table in tables if name and table.table == name)
        yield from (table for table in tables if table.table not in placed or not table.table)
        return
    before, behind = text_parts(texts, ways)
    at = 4 if ways["text"] == "between" else 0
    yield from tables[:at]
    yield from before
    yield from tables[at:]
    yield from behind


def text_parts(texts: Sequence[Text], ways: Ways) -> tuple[list[str], list[str]]:
    """The lines of the texts that stand before the tables, and those behind them."""
    at = {"behind": 0, "in two parts": 3}.get(ways["text"], len(texts))
    before, behind = (
        [line for _, heading, lines in part for line in (heading, *lines)] for part in (texts[:at], texts[at:])
    )
    if ways["text"] == "year title":
        before = ["预算信息公开情况说明", "（经县人民代表大会批准）", *before]
    return before, behind


def _with_lines(table: Drawn, way: str) -> str:
    """The table with what stands above and below it."""
    above = "".join(word_xml.words("　　　".join(line)) for line in table.above)
    below = "".join(word_xml.words("　　".join(line)) for line in table.below)
    if way == "text box" and above:
        above = word_xml.text_box(above)
    pieces = _pieces(table, way)
    inside = word_xml.words("").join(map(_table_xml, pieces))
    if way == "frame":
        return word_xml.table([[f"{above}{inside}{below}{word_xml.words('')}"]]) + word_xml.words("")
    return f"{above}{inside}{below}{word_xml.words('')}"


def _pieces(table: Drawn, way: str) -> list[Drawn]:
    """The table whole, its captions apart, or every ten rows on their own."""
    if way in ("half rows", "head each page"):
        return _pages(table, is_cut=way == "half rows")
    step = {"head apart": len(table.rows), "ten rows each": 10}.get(way, 0)
    if not step or not table.head or any(cell and cell.down > 1 for row in table.rows[table.head :] for cell in row):
        return [table]
    first = table.head if way == "head apart" else table.head + step
    cuts = [0, *range(first, len(table.rows), step), len(table.rows)]
    return [
        replace(table, rows=table.rows[a:b], hidden_rows={row - a for row in table.hidden_rows if a <= row < b})
        for a, b in pairwise(cuts)
        if a < b
    ]


_PAGE = 12
"""So many rows stand on a page."""


def _pages(table: Drawn, *, is_cut: bool) -> list[Drawn]:
    """The table page by page under its captions; the row at the foot may be cut, its amounts above, its name in two."""
    body = table.rows[table.head :]
    if len(body) <= _PAGE or not table.head or table.hidden_rows or any(c and c.down > 1 for row in body for c in row):
        return [table]
    head = table.rows[: table.head]
    pages: list[Drawn] = []
    rest: list[Row] = []
    for at in range(0, len(body), _PAGE):
        rows = [*rest, *body[at : at + _PAGE]]
        rest = []
        if is_cut and at + _PAGE < len(body):
            rows[-1], rest = _cut(rows[-1])
        pages.append(replace(table, rows=[*([[c and replace(c) for c in row] for row in head]), *rows]))
    return pages


def _cut(row: Row) -> tuple[Row, list[Row]]:
    """A row whose longest name is divided, and what of it stands on the next page."""
    names = [cell for cell in row if cell and not cell.place and len(cell.text) > 5 and not cell.text[0].isdigit()]
    if not names:
        return row, []
    name = max(names, key=lambda cell: len(cell.text))
    above = [replace(cell, text=cell.text[:5]) if cell is name else cell for cell in row]
    below = [Cell(cell.text[5:]) if cell is name else Cell() if cell else None for cell in row]
    return above, [below]


def _table_xml(table: Drawn) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    wide = _ROOM // (table.wide - len(table.hidden_columns))
    grid = f'<w:gridCol w:w="{wide}"/>' * (table.wide - len(table.hidden_columns))
    rows = "".join(f"<w:tr>{''.join(_cells_xml(table, number, wide))}</w:tr>" for number in shown(table))
    properties = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{properties}{rows}</w:tbl>"


def seen_width(table: Drawn, place: int, cell: Cell) -> int:
    """Over how many columns that are seen a cell goes."""
    return sum(column not in table.hidden_columns for column in range(place, place + cell.right))


def shown(table: Drawn) -> list[int]:
    return [number for number in range(len(table.rows)) if number not in table.hidden_rows]


def _cells_xml(table: Drawn, number: int, wide: int) -> Iterator[str]:
    row, covered = table.rows[number], 0
    for place, cell in enumerate(row):
        if covered:
            covered -= 1
            continue
        if place in table.hidden_columns:
            continue
        above = _owner_above(table, number, place) if cell is None else None
        owner = cell or above
        if owner is None:
            continue
        covered = owner.right - 1
        right = seen_width(table, place, owner)
        merge = '<w:vMerge w:val="restart"/>' if cell and cell.down > 1 else "<w:vMerge/>" if above else ""
        span = f'<w:gridSpan w:val="{right}"/>' if right > 1 else ""
        inside = "".join(word_xml.words(line) for line in (cell.text.split("\n") if cell else [""]))
        yield f'<w:tc><w:tcPr><w:tcW w:w="{wide * right}" w:type="dxa"/>{span}{merge}</w:tcPr>{inside}</w:tc>'


def _owner_above(table: Drawn, number: int, place: int) -> Cell | None:
    """The cell further up that is merged down to here."""
    for up in range(1, number + 1):
        cell = table.rows[number - up][place]
        if cell is not None:
            return cell if cell.down > up else None
    return None
