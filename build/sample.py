"""Makes the sample workbook in resources/sample from published amounts; run by hand, only when the sample must change.

The unit is made up. The tables agree with each other, but for two faults to practise on; `selftest` finds and mends
both.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import rename, set_notes, state
from forms.form.model import Edition, Table
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.packet.package import export
from models.money import parse
from models.records import Address, CellChange, CellEntry, Content, Head, Unit

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "tests" / "data" / "2024-fengrun" / "tables.xlsx"
TARGET = ROOT / "resources" / "sample"
UNIT = Unit("999", "示例县工业和信息化局")

# What makes 表六 agree with 表五 in insurance and housing; the difference goes to 基本工资, so that no total moves.
INSURANCE = {"30101": "336.30", "30108": "65.98", "30110": "29.90", "30111": "93.85", "30113": "49.49"}

SWAPPED = Address("T3", "2101103", "basic")
SWAPPED_AMOUNT = "98.35"  # for 93.85
MISNAMED = ("T2", "215", "资源勘探工业信息支出")


def budget(form: Edition) -> dict[str, Table]:
    """The budget tables, which are all that the sample holds."""
    return {name: table for name, table in form.tables.items() if table.part == "budget"}


def budget_only(form: Edition, content: Content) -> Content:
    """What stands in the budget tables: the projects and texts of a real unit have no place in the sample."""
    names = budget(form)
    return Content(
        {address: entry for address, entry in content.cells.items() if address.table in names},
        {row: entry for row, entry in content.rows.items() if row.table in names},
        {slot: text for slot, text in content.texts.items() if slot.partition(".")[0] in names},
    )


def errors(document: Document) -> list[Finding]:
    """The errors in the budget tables; what is said of the rest, which is missing, is not judged."""
    tables = budget(document.edition)
    return [finding for finding in check(document) if finding.level == "E" and finding.table in tables]


def sound() -> Document:
    """The disclosure of the made-up unit, in which everything in the budget tables agrees."""
    reading = recognise(read(SOURCE))
    head = Head("sample", UNIT, reading.year, reading.kind, reading.edition.id)
    document = Document(head, reading.edition, budget_only(reading.edition, reading.content))
    for code, amount in INSURANCE.items():
        document.apply("表六", state(document, Address("T6", code, "staff"), parse(amount) or 0))
    for name, table in budget(document.edition).items():
        document.apply("注", set_notes(document, name, [table.empty_note] if document.is_empty(name) else []))
    document.apply("名称", rename(document, *MISNAMED[:2], ""))
    if found := errors(document):
        raise SystemExit("\n".join(finding.message for finding in found))
    return document


def spoil(document: Document) -> None:
    """Puts the two faults in: a wrong amount under totals that stay as they were, and a wrong name."""
    before = list(document.values)
    document.apply("数字", state(document, SWAPPED, parse(SWAPPED_AMOUNT) or 0))
    moved = [number for number in document.plan.computed if document.values[number] != before[number]]
    stated = [(document.plan.addresses[number], CellEntry(before[number], origin="imported")) for number in moved]
    document.apply("合计", [CellChange(address, None, entry) for address, entry in stated])
    document.apply("名称", rename(document, *MISNAMED))


def main() -> None:
    """Writes the workbook and prints what the check says of it."""
    document = sound()
    spoil(document)
    export(document, TARGET, formats=("xlsx",))
    for finding in errors(document):
        print(finding.rule, finding.message)


if __name__ == "__main__":
    main()
