"""Of which fund the amounts are in a table that has one column of them: 一般公共预算“三公”经费支出表."""

from __future__ import annotations

from dataclasses import replace

from forms.form.model import Table
from forms.match.head import Head
from forms.match.normal import plain
from forms.match.text.reading_words import reading_words


def of_the_fund_named(head: Head, table: Table, title: str) -> Head:
    """The head; where it has one column of amounts, that of all, and the title names one fund, the column of that."""
    all_of_them, *parts = [column for column in table.columns if column.kind == "money"]
    places = [place for place, column in head.columns.items() if column.kind == "money"]
    tail, said = reading_words().fund_tail, plain(title)
    named = [column for column in parts if tail.sub("", plain(column.path[-1])) in said]
    if len(named) != 1 or [head.columns[place] for place in places] != [all_of_them]:
        return head
    return replace(head, columns={**head.columns, places[0]: named[0]})
