"""How the drawn tables are spread over sheets: one each, several on one, one on two; what of them is hidden."""

from __future__ import annotations

from dataclasses import replace

from tests.strangers.columns import columns_of, head_rows
from tests.strangers.draw import nine, unit_of
from tests.strangers.drawn import Cell, Col, Drawn, Row, Tab
from tests.strangers.grids import on_grid
from tests.strangers.other_papers import hidden_last_year, strangers
from tests.strangers.others import explanation
from tests.strangers.paper import Paper, invented
from tests.strangers.ways import Ways

_CODE_KINDS = ("serial", "code", "name", "both", "label")


def tabs(paper: Paper, ways: Ways) -> list[Tab]:
    """The sheets of a paper in their order."""
    tables = nine(paper, ways)
    if ways["grid"] and ways["rows"] != "whole catalogue":
        tables = [table if table.hidden_columns else on_grid(table, ways["grid"]) for table in tables]
    if ways["hidden"] in ("rows", "columns", "zero rows"):
        tables = [_with_hidden(table, ways) for table in tables]
    before, behind = strangers(paper, ways, tables)
    sheets = [*before, *_spread(tables, paper, ways), *behind]
    if ways["strangers"] == "two departments":
        other = invented(ways.seed + 5_000, paper.form)
        sheets += [Tab(f"{table.tab[:26]}乙", [table]) for table in nine(other, ways)]
    sheets += [Tab(table.tab, [table]) for table in explanation(paper, ways)]
    if ways["hidden"] in ("last year", "tiny last year", "very hidden"):
        sheets = [*hidden_last_year(paper, tables), *sheets]
    if ways["place"] == "blank edge":
        for sheet in sheets:
            sheet.down, sheet.right = 2, 1
    elif ways["place"] == "far edge":
        for sheet in sheets:
            sheet.down, sheet.right = 7, 4
    return _named_once(sheets)


def _spread(tables: list[Drawn], paper: Paper, ways: Ways) -> list[Tab]:
    match ways["pages"]:
        case "two tables a sheet":
            pairs = [tables[at : at + 2] for at in range(0, len(tables), 2)]
            return [Tab(pair[0].tab, pair) for pair in pairs]
        case "all on one sheet":
            return [Tab("公开表", tables)]
        case "side by side":
            pairs = [tables[at : at + 2] for at in range(0, len(tables), 2)]
            return [Tab(pair[0].tab, pair, beside=True) for pair in pairs]
        case "two sheets" | "continued bare":
            return [tab for table in tables for tab in _on_two(table, ways)]
        case "columns on two sheets":
            return [tab for table in tables for tab in _halves(table, paper, ways)]
    return [Tab(table.tab, [table]) for table in tables]


def _on_two(table: Drawn, ways: Ways) -> list[Tab]:
    """A long table on two sheets, the captions on both."""
    if len(table.rows) < table.head + 12:
        return [Tab(table.tab, [table])]
    at = ways.rng(f"cut {table.table}").randint(table.head + 5, len(table.rows) - 4)
    more = [
        [f"{line[0]}（续表）", *line[1:]] if number == len(table.above) - 2 else line
        for number, line in enumerate(table.above)
    ]
    first = replace(table, rows=table.rows[:at], below=[])
    if ways["pages"] == "continued bare":
        rest = replace(table, above=[], rows=table.rows[at:], head=0)
        return [Tab(first.tab, [first]), Tab(f"{table.tab[:28]}续", [rest])]
    second = replace(table, above=more, rows=[*table.rows[: table.head], *table.rows[at:]])
    return [Tab(first.tab, [first]), Tab(f"{table.tab[:27]}续表", [second])]


def _halves(table: Drawn, paper: Paper, ways: Ways) -> list[Tab]:
    """A wide table with its right columns on a second sheet; whether code and name stand there again is chosen."""
    declared = paper.form.tables[table.table]
    if table.table not in ("T2", "T3"):
        return [Tab(table.tab, [table])]
    columns = columns_of(declared, ways, unit_of(table.table, ways), paper.year)
    named = [place for place, column in enumerate(columns) if column.kind in _CODE_KINDS]
    edge = _edge(columns)
    again = ways.rng("halves").random() < 0.5
    left = _part(table, columns, [*range(edge)])
    right = _part(table, columns, [*(named if again else ()), *range(edge, len(columns))])
    return [Tab(left.tab, [left]), Tab(f"{table.tab[:26]}(2)", [right])]


def _edge(columns: list[Col]) -> int:
    """Where the right columns begin: between two groups of captions."""
    money = [place for place, column in enumerate(columns) if column.kind == "money"]
    return next(
        (p for p in money[len(money) // 2 :] if columns[p].path[0] != columns[p - 1].path[0]), money[len(money) // 2]
    )


def _part(table: Drawn, columns: list[Col], places: list[int]) -> Drawn:
    """A table with these columns only, under captions of its own."""
    head = head_rows([columns[place] for place in places])
    body = [[row[place] for place in places if place < len(row)] for row in table.rows[table.head :]]
    return replace(table, rows=[*head, *body], head=len(head))


def _with_hidden(table: Drawn, ways: Ways) -> Drawn:
    """A hidden row with other amounts, a hidden column of last year, or every line without amounts hidden."""
    if len(table.rows) < table.head + 6 or ways["grid"] == "double rows":
        return table
    if ways["hidden"] == "zero rows":
        return replace(table, hidden_rows={number for number, row in enumerate(table.rows) if _says_nothing(row)})
    if ways["hidden"] == "rows":
        row: Row = [Cell("77.77" if cell and cell.place else (cell.text if cell else "")) for cell in table.rows[-2]]
        at = len(table.rows) - 1
        return replace(table, rows=[*table.rows[:at], row, *table.rows[at:]], hidden_rows={at})
    wide = table.wide
    rows: list[Row] = [[*row, Cell("88.88" if number >= table.head else "")] for number, row in enumerate(table.rows)]
    return replace(table, rows=rows, hidden_columns=table.hidden_columns | {wide})


def _says_nothing(row: Row) -> bool:
    """Whether it is a line of the form with every amount blank."""
    stated = [cell for cell in row if cell and cell.place]
    return bool(stated) and not any(cell.text.strip() for cell in stated)


def _named_once(sheets: list[Tab]) -> list[Tab]:
    seen: set[str] = set()
    for sheet in sheets:
        name, number = sheet.name.replace("/", "")[:31], 1
        while name in seen:
            number += 1
            name = f"{sheet.name[:28]}_{number}"
        seen.add(name)
        sheet.name = name
    return sheets
