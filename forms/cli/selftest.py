"""The self-test of an installed copy: the bundled sample imported, checked, mended, exported and read back."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from forms.check import check
from forms.cli.tools import Told, Tools
from forms.document.document import Document
from forms.document.finding import Finding
from forms.edit.cells import enter, rename
from forms.form.resources import resources
from forms.match.recognise import recognise
from forms.office.office import Office
from forms.readers import read
from forms.write.packet.package import export
from forms.write.page.layout import pictures
from forms.write.page.plain_data import document_data
from models.errors import Trouble
from models.records import Content

SAMPLE = "示例县工业和信息化局2024年部门预算公开表.xlsx"
"""The workbook under resources/sample; build/sample.py makes it."""

FAULTS = {("E01", "215", "name", "C23"), ("C05", "2101103", "basic", "E22")}
"""The errors in the sample: the rule, the row and the column, and the cell of the sheet.

The sample holds the budget tables and nothing else; what is said of the rest, which is missing, is not judged.
"""

_WAY_OUT = "请重新安装程序；仍然不行，请把这句话告诉开发者。"


def add_commands(tools: Tools) -> None:
    """The command of this module."""
    tools.add("selftest", "自检：用自带的示例走一遍导入、检查、导出", tell_steps)


def tell_steps(options: argparse.Namespace) -> Told:  # noqa: ARG001  (as every command)
    """The steps that were passed."""
    steps = selftest()
    return 0, {"passed": list(steps)}, [f"通过：{step}" for step in steps]


def selftest() -> tuple[str, ...]:
    """Go once through the whole work in a temporary folder, without the user's data and without network.

    Returns the Chinese names of the steps, all passed. Raises Trouble that names the step that failed.
    """
    steps: list[str] = []

    @contextmanager
    def step(name: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise Trouble(f"自检没有通过：{name}（{str(error) or type(error).__name__}）。", _WAY_OUT) from error
        steps.append(name)

    with ExitStack() as stack:
        with step("建立临时文件夹"):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="selftest-")))
        with step("读取自带的示例"):
            reading = recognise(read(resources() / "sample" / SAMPLE))
            _require(not reading.report.left, "有没有采用的格")
        with step("检查出示例里的两处错误"):
            findings = _errors(reading.document())
            _require({_place(finding) for finding in findings} == FAULTS, f"查出{len(findings)}处：{_words(findings)}")
        with step("存入数据库"):
            office = stack.enter_context(Office.open(folder / "data"))
            document = office.take(reading)
        with step("改正错误"):
            for finding in findings:
                _mend(document, finding)
            _require(not (left := _errors(document)), f"还有：{_words(left)}")
        with step("撤销和重做"):
            _undo_and_redo(document, reading.content)
        with step("从数据库重新打开"):
            stored = office.open_disclosure(document.head.id)
            _require(stored.content() == document.content(), "与存入的不同")
        with step("导出 Excel 和 PDF"):
            workbook, pdf = export(stored, folder / "out")
        with step("读回导出的 Excel"):
            again = recognise(read(workbook)).document()
            _require(_tables(again) == _tables(stored), "与导出前不同")
        with step("读回导出的 PDF"):
            text = _text(pdf)
            lost = [picture.title for picture in pictures(stored) if picture.title not in text]
            _require(not lost, f"没有找到{'、'.join(lost)}")
    return tuple(steps)


def _require(fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise Trouble(otherwise)


def _errors(document: Document) -> tuple[Finding, ...]:
    """The errors in the budget tables."""
    budget = {table.id for table in document.edition.tables.values() if table.part == "budget"}
    return tuple(finding for finding in check(document) if finding.level == "E" and finding.table in budget)


def _place(finding: Finding) -> tuple[str, str | None, str | None, str | None]:
    cell = finding.source.cell if finding.source else None
    return finding.rule, finding.row, finding.column, cell


def _words(findings: tuple[Finding, ...]) -> str:
    return "；".join(f"{finding.rule} {finding.sentence}" for finding in findings)


def _undo_and_redo(document: Document, imported: Content) -> None:
    mended = document.content()
    while document.undo():
        pass
    _require(document.content() == imported, "撤销后与导入时不同")
    while document.redo():
        pass
    _require(document.content() == mended, "重做后与改正后不同")


def _mend(document: Document, finding: Finding) -> None:
    """Put what the finding expects where it points, as the clerk does."""
    if finding.address is not None and finding.address in document.plan.index:
        document.apply("改正金额", enter(document, {finding.address: finding.expected}))
    elif finding.table is not None and finding.row is not None:
        document.apply("改正名称", rename(document, finding.table, finding.row, finding.expected))


def _tables(document: Document) -> Any:
    """All that is printed, whichever way it came in."""
    return document_data(document)["tables"]


def _text(pdf: Path) -> str:
    """The text of all pages, without line breaks and blanks."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as pages:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
