"""Step 3: the lines of 表一 and 表四 get keys by meaning, `income.general` for `income.1`, `expenditure.206` for
`expenditure.6`.

A number was the place of a line in that year's form: one line more in the middle would have given every line behind it
the amounts of another. What the numbers meant until then is written down here for the last time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_FUNDS = ("general", "fund", "capital")
_UNTIL_2023 = (*_FUNDS, "special", "service", "operating", "superior", "affiliated", "other")
_SINCE_2024 = (*_FUNDS, "special", "unit")
_CLASSES = (
    *("201", "202", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212", "213", "214", "215"),
    *("216", "217", "219", "220", "221", "222", "223", "224", "227", "229", "230", "231", "232", "233", "234"),
    "central_bank",
)
_DEPTH = 20
_OF_HEBEI = "SELECT id FROM disclosure WHERE edition LIKE 'hebei-%' AND year BETWEEN {} AND {}"

Keys = dict[tuple[str, str], str]
"""The new key of each line by table and old key."""


def _keys(income: tuple[str, ...]) -> Keys:
    keys = {("T1", f"income.{place}"): f"income.{name}" for place, name in enumerate(income, start=1)}
    for place, name in enumerate(_FUNDS, start=1):
        keys["T4", f"income.{place}"] = f"income.{name}"
        keys["T4", f"income.carry.{place}"] = f"income.carry.{name}"
    for place, code in enumerate(_CLASSES, start=1):
        keys |= {(table, f"expenditure.{place}"): f"expenditure.{code}" for table in ("T1", "T4")}
    return keys


def _updates(table: str, column: str, pairs: Sequence[tuple[str, str]], where: str) -> Iterator[str]:
    """Put each second text in the place of its first; a few at a time, since SQLite nests calls only so deep."""
    for start in range(0, len(pairs), _DEPTH):
        value, words = column, [old for old, _ in pairs[start : start + _DEPTH]]
        for old, new in pairs[start : start + _DEPTH]:
            value = f"replace({value}, '{old}', '{new}')"
        touched = " OR ".join(f"instr({column}, '{old}')" for old in words)
        yield f"UPDATE {table} SET {column} = {value} WHERE {where} AND ({touched})"


def _statements(keys: Keys, first: int, last: int) -> Iterator[str]:
    where = f"disclosure_id IN ({_OF_HEBEI.format(first, last)})"
    cases = " ".join(f"WHEN tbl = '{table}' AND row = '{old}' THEN '{new}'" for (table, old), new in keys.items())
    for table in ("cell", "line"):
        yield f"UPDATE {table} SET row = CASE {cases} ELSE row END WHERE {where} AND tbl IN ('T1', 'T4')"
    # In a text a cell is TABLE/ROW/COLUMN, as a bound number and where an answer to a warning stands or speaks of it.
    paths = [(f"{table}/{old}/", f"{table}/{new}/") for (table, old), new in keys.items()]
    lists = [(f'"{table}","{old}"', f'"{table}","{new}"') for (table, old), new in keys.items()]
    ends = [(f'{table}/{old}"', f'{table}/{new}"') for (table, old), new in keys.items()]
    yield from _updates("text", "body", paths, where)
    yield f"UPDATE text SET slot = slot || '/' WHERE {where} AND slot LIKE 'waiver.%'"
    yield from _updates("text", "slot", paths, where)
    yield f"UPDATE text SET slot = rtrim(slot, '/') WHERE {where} AND slot LIKE 'waiver.%'"
    yield from _updates("history", "changes", [*paths, *lists, *ends], where)


# What was placed by hand is kept without a year: the fifth line of income meant two things and is asked again.
_PLACED = [(f'"{old}"', f'"{new}"') for (_, old), new in _keys(_UNTIL_2023).items() if old != "income.5"]

STATEMENTS = (
    *_statements(_keys(_UNTIL_2023), 0, 2023),
    *_statements(_keys(_SINCE_2024), 2024, 9999),
    *_updates("setting", "value", _PLACED, "name = 'import.placed'"),
)
