"""One disclosure of a batch from its files to its findings, sheet and exported files: what a worker does."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from forms.check import check
from forms.county.all_amounts import write_amounts
from forms.county.task import FILES, TABLES, Deed, Task, TaskOutcome, TaskResult, begun, not_done
from forms.document.document import Document
from forms.document.finding import Finding, ordered
from forms.document.provenance import Provenance
from forms.form.load import use_folder
from forms.match.account.accounts import account
from forms.match.asking.given import Given
from forms.match.proof.money_scale import beside_last_year
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.match.report import ReadReport
from forms.office.packet_file import SUFFIX as PACKET
from forms.office.packet_file import read_packet
from forms.readers import read
from forms.signing.state_name import state_of
from forms.write.packet.odd_pages import odd_pages
from forms.write.packet.package import export
from forms.write.packet.verify import left_over, verify
from forms.write.page.folders import make_folder
from forms.write.page.plain_data import Data, head_data
from forms.write.reports.fault_sheet import write_fault_sheet, write_refusal_sheet
from forms.write.reports.found_data import check_data, finding_data, reading_data
from models.errors import Trouble

CATALOGUES = "catalogues"


def carry_out(task: Task) -> TaskOutcome:
    """Check the disclosure and do what was ordered. Never raises: what goes wrong is told in the outcome."""
    for folder in task.orders.packs:
        use_folder(folder)
    try:
        return _refused(task, task.refused) if task.refused else _done(task)
    except Trouble as trouble:
        return _refused(task, str(trouble))
    except MemoryError:
        return not_done(task, TaskResult.FAULT, "内存不够，没有查完；请关掉别的程序再试，或者少用几个进程。")
    # One disclosure on which the program fails must not take the others with it.
    except Exception as error:
        told = f"程序在这一份上出错了（{type(error).__name__}：{error}），别的不受影响，请把这句话告诉开发者。"
        return not_done(task, TaskResult.FAULT, told)


def _refused(task: Task, reason: str) -> TaskOutcome:
    """Files of which nothing could be made, with a sheet that says so to the unit."""
    outcome = not_done(task, TaskResult.REFUSED, reason)
    if task.kept is None and task.orders.deed is not Deed.VERIFY:
        try:
            names = [file.name for file in task.files]
            write_refusal_sheet(task.sheet, task.name, reason, names, datetime.date.today())
        except Trouble as trouble:
            return not_done(task, TaskResult.REFUSED, f"{reason}{trouble}")
        outcome.data["sheet"] = str(task.sheet)
    return outcome


def _done(task: Task) -> TaskOutcome:
    orders = task.orders
    document, reading = _opened(task)
    if orders.deed is Deed.VERIFY:
        head = {**begun(task.name, task.files), "result": TaskResult.CHECKED, **head_data(document.head)}
        odd = [page for file in task.files if file.suffix.lower() == ".pdf" for page in odd_pages(file)]
        bare = reading and replace(reading, report=ReadReport((), ()), sheets=())
        return TaskOutcome(task.name, head, bare, tuple(odd))
    last_year = orders.last_year_of(document.head)
    findings = check(document, spelling=orders.spelling)
    if reading is not None:
        findings = ordered([*findings, *left_over(document, task.files)], list(document.edition.tables))
    data = {
        **begun(task.name, task.files),
        "result": TaskResult.CHECKED,
        **check_data(document, findings, reading.report if reading else None),
        "previous": [file.name for file in last_year.files] if last_year else None,
        "sha256": state_of(document).sha256,
        "sheet": _sheet(task, document, findings),
    }
    if reading is not None:
        told = reading_data(reading, account(reading))
        # Every passage that was left is nine tenths of a line, and of the memory of a run: `check` tells them.
        data["reading"] = {**told, "left": len(told["left"])}
    if orders.deed is Deed.EXPORT:
        data |= _exported(task, document)
    wanted = orders.deed is Deed.IMPORT and reading is not None
    return TaskOutcome(task.name, data, _to_store(reading) if wanted and reading else None)


def _opened(task: Task) -> tuple[Document, Reading | None]:
    """The document of the task, and how its files were read when it was made of such."""
    own = task.orders.data / CATALOGUES
    if task.kept is not None:
        return task.kept.document(own), None
    document, reading = _read(task.files, task.orders.given, own)
    last_year = task.orders.last_year_of(document.head)
    if last_year is None:
        return document, reading
    given = Given(kind=last_year.kind, pack=task.orders.given.pack, money_unit=task.orders.given.money_unit)
    document.previous, _ = _read(last_year.files, given, own)
    doubt = beside_last_year(document, document.previous) if not given.money_unit else None
    if doubt is not None:
        raise doubt.unsure({})
    return document, reading


def _read(files: Sequence[Path], given: Given, own: Path) -> tuple[Document, Reading | None]:
    """The disclosure in these files, and how they were read where they are no packet."""
    if files[0].suffix.lower() == PACKET:
        return read_packet(files[0], own).document, None
    reading = recognise([read(file) for file in files], **asdict(given))
    return reading.document(own), reading


def _sheet(task: Task, document: Document, findings: Sequence[Finding]) -> str | None:
    names = [file.name for file in task.files] or [document.head.id]
    is_written = write_fault_sheet(task.sheet, document, findings, names, datetime.date.today())
    if not is_written:
        # What an earlier run found is mended; its sheet would be sent back again.
        task.sheet.unlink(missing_ok=True)
    return str(task.sheet) if is_written else None


def _exported(task: Task, document: Document) -> Data:
    orders = task.orders
    folder = orders.out / FILES / task.stem
    paths = export(document, folder, formats=orders.formats, product=orders.product, with_formulas=orders.formulas)
    faults = verify(document, paths, orders.product)
    if orders.tables:
        make_folder(orders.out / TABLES)
        write_amounts(document, orders.out / TABLES / f"{task.stem}.csv")
    told = {
        "exported": [str(path) for path in paths],
        "for": orders.product,
        "faults": [finding_data(fault, document.edition) for fault in faults],
    }
    if wrong := [fault.sentence for fault in faults if fault.level == "E"]:
        told |= {"result": TaskResult.FAULT, "error": f"导出的文件不能用：{wrong[0]}请换一个磁盘或文件夹再导出一次。"}
    return told


def _to_store(reading: Reading) -> Reading:
    """What the store takes of a reading: where each thing stood stays behind."""
    return replace(reading, provenance=Provenance(), report=ReadReport((), ()), sheets=())
