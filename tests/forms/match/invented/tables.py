"""The tables of an invented paper: bodies, purchases, assets, income and expenditure by code, also over two pages."""

from __future__ import annotations

from random import Random

from forms.form.model import Edition
from tests.forms.match.invented import word_xml as xml
from tests.forms.match.invented.bodies import Bodies
from tests.forms.match.invented.wordings import Wordings

_CODES = ("208", "20805", "2080505", "2080506", "210", "21011", "2101101", "221", "22102", "2210201")


class Tables:
    """Makes tables with amounts of their own, and notes what stands in their cells."""

    def __init__(self, rng: Random, bodies: Bodies, wordings: Wordings, form: Edition) -> None:
        self._rng, self._bodies, self._of, self._form = rng, bodies, wordings, form

    def bodies_table(self, cells: dict[str, str]) -> list[str]:
        """What bodies belong to the department (X1), with its title."""
        table = self._form.tables["X1"]
        rows = [[column.path[-1] for column in table.columns]]
        for place in (1, 2):
            name = f"{self._bodies.office}第{place}分支"
            rows.append([name, "行政", "正科级", "财政拨款"][: len(table.columns)])
            cells[f"X1/{place}/name"] = name
        return [xml.words(table.title), xml.table(rows)]

    def purchases(self, cells: dict[str, str]) -> list[str]:
        """What is to be bought (X2), without a row of totals or with one."""
        table = self._form.tables["X2"]
        columns = [column for column in table.columns if column.id != "serial"]
        head = [["".join(c.path[-1:]) for c in columns]]
        total = 0
        for place in (1, 2):
            amount = self._bodies.amount()
            total += int(amount.replace(".", ""))
            shown = {"project": f"第{place}个项目", "goods": "台式计算机", "quantity": str(place + 1), "total": amount}
            shown |= {"general": amount}
            head.append([shown.get(column.id, "") for column in columns])
            cells[f"X2/{place}/total"] = amount
        return [xml.words(table.title), xml.words(self._line()), xml.table(head)]

    def assets(self, cells: dict[str, str]) -> list[str]:
        """What is owned (X3)."""
        table = self._form.tables["X3"]
        rows = [[column.path[-1] for column in table.columns if column.kind != "serial"]]
        for row in table.rows:
            amount = self._bodies.amount()
            rows.append([row.label, str(self._rng.randint(1, 900)), amount])
            cells[f"X3/{row.key}/value"] = amount
        return [xml.words(table.title), xml.words(self._line()), xml.table(rows)]

    def budget(self, cells: dict[str, str]) -> list[str]:
        """Income (T2) and expenditure (T3) by code, as a table on one page or on two."""
        return [
            *self._of_codes("T2", ("total", "year", "fiscal"), cells),
            *self._of_codes("T3", ("total", "basic"), cells),
        ]

    def _of_codes(self, name: str, filled: tuple[str, ...], cells: dict[str, str]) -> list[str]:
        table = self._form.tables[name]
        columns = [column for column in table.columns if column.kind != "serial"]
        head = [column.path[-1] if column.path[-1] != "小计" else "小计" for column in columns]
        leaves = {code: int(self._bodies.amount().replace(".", "")) for code in _CODES if len(code) == 7}
        amounts = {code: sum(fen for leaf, fen in leaves.items() if leaf.startswith(code)) for code in _CODES}
        lines = [("", self._rng.choice(self._of.totals), sum(leaves.values()))]
        lines += [(code, f"科目{code}", amounts[code]) for code in _CODES]
        rows = []
        for code, label, fen in lines:
            amount = f"{fen // 100}.{fen % 100:02}"
            shown = {"code": code, "name": label} | dict.fromkeys(filled, amount)
            rows.append([shown.get(column.id, "") for column in columns])
            cells[f"{name}/{code or 'total'}/{filled[-1]}"] = amount
        title, line = xml.words(table.title), xml.words(self._line())
        below = [xml.words(self._said(one)) for one in self._rng.choice(self._of.below)]
        if self._rng.random() < 0.5:
            return [title, line, xml.table([head, *rows]), *below]
        at = self._rng.randint(3, 8)
        between = [
            xml.words(self._said(one).replace("{title}", table.title)) for one in self._rng.choice(self._of.going_on)
        ]
        again = [head] if self._rng.random() < 0.5 else []
        return [title, line, xml.table([head, *rows[:at]]), *between, xml.table([*again, *rows[at:]]), *below]

    def _line(self) -> str:
        return self._said(self._rng.choice(self._of.unit_lines))

    def _said(self, words: str) -> str:
        return words.format(office=self._bodies.office, year=self._form.year, kind=self._form.kind, title="{title}")
