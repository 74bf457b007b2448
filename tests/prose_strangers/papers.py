"""Papers of imagined counties: tables that add up and a text that tells them right, each by a writer of another manner.

A paper is a file of `papers/`: what is typed into the tables, what is bought, and the text as it is handed in. Tables
and text are read as files are, so that the sections are found by their headings.
"""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import add_codes, enter
from forms.edit.records import add_records
from forms.form.load import edition
from forms.match.recognise import recognise
from forms.readers import read
from forms.readers.blocks import Book
from forms.write.packet.package import export
from models.records import Address, Head, Unit

_ROOM = Path(__file__).parent
NAMES, BUDGETS = (tuple(sorted(path.stem for path in (_ROOM / one).glob("*.toml"))) for one in ("papers", "budgets"))
"""The papers, and the budgets of single sentences: papers without a text."""
_CODE = "339"
_OF_WORDS = "CDEGJLM"
"""The chapters of the rules that say what is wrong with amounts, names of subjects, years and units of a text."""
_BOUGHT = ("project", "goods", "catalogue", "measure", "total")
_SAME_AS_TOTAL = ("budget", "price", "general")


@dataclass(frozen=True)
class Paper:
    """A paper without a fault."""

    name: str
    told: dict[str, Any]

    @property
    def text(self) -> str:
        """The text as it is handed in."""
        return str(self.told["text"]).strip("\n")

    @property
    def is_held(self) -> bool:
        """Whether the paper is kept unseen until the end."""
        return bool(self.told.get("is_held"))

    def findings(self, text: str | None = None) -> list[Finding]:
        """The errors and warnings about what the text says, or another in its place; its outline is not judged, for
        it need not be that of the form."""
        found = check(self._document(self.text if text is None else text))
        return [one for one in found if one.level != "H" and one.section is not None and one.rule[0] in _OF_WORDS]

    def _document(self, text: str) -> Document:
        told = self.told
        title = f"{told['unit']}{told['year']}年{told['kind']}预算信息公开情况说明"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "text.txt"
            path.write_text(f"{title}\n{text}\n", encoding="utf-8")
            words = read(path)
        read_as = {"unit_name": told["unit"], "unit_code": _CODE, "year": told["year"], "kind": told["kind"]}
        return recognise([_tables(self.name), words], **read_as, pack="hebei", money_unit="万元").document()


@cache
def paper(name: str) -> Paper:
    """The paper or budget of a name."""
    file = _ROOM / ("budgets" if name in BUDGETS else "papers") / f"{name}.toml"
    return Paper(name, tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def _tables(name: str) -> Book:
    """The workbook of a paper."""
    with tempfile.TemporaryDirectory() as folder:
        export(_filled_in(paper(name).told), Path(folder), formats=("xlsx",))
        (workbook,) = Path(folder).glob("*.xlsx")
        return read(workbook)


def _filled_in(told: dict[str, Any]) -> Document:
    form = edition(told["year"], told["kind"])
    document = Document(Head("1", Unit(_CODE, told["unit"]), told["year"], told["kind"], form.id), form)
    for where, amount in told["cells"].items():
        address = Address(*where.split("/"))
        table = form.tables.get(address.table)
        if table and table.layout == "codes":
            document.apply("增加科目", add_codes(document, address.table, [address.row]))
        if table and (table.layout in ("codes", "sides") or address.row in table.row_by_key):
            document.apply("填写", enter(document, {address: amount}))
    for row in told.get("bought", ()):
        document.apply("增加行", add_records(document, "X2", 1))
        record = dict(zip(_BOUGHT, row.split("|"), strict=True))
        record |= dict.fromkeys(_SAME_AS_TOTAL, record["total"]) | {"quantity": "1"}
        key = document.lines("X2")[-1].key
        document.apply("填写", enter(document, {Address("X2", key, column): one for column, one in record.items()}))
    return document
