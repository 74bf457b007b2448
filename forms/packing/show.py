"""The empty form of a pack as workbook, PDF and Word file, to be laid beside the official one."""

from __future__ import annotations

from pathlib import Path

from forms.document.document import Document
from forms.form.load import edition, pack
from forms.form.model import KINDS
from forms.write.packet.package import FORMATS, export
from models.errors import Trouble
from models.records import Head, State, Unit

_UNIT = "空白表样"


def show(name: str, year: int | None, folder: Path) -> tuple[Path, ...]:
    """Write the form of that year, or of the newest, for both kinds; returns the files.

    Raises Trouble when the pack has no form for the year, or a file cannot be written.
    """
    form = pack(name)
    if not form.years:
        raise Trouble(f"“{name}”是底稿，没有可以填的年度；", "请指定一个省的表样。")
    wanted = form.years[-1] if year is None else year
    if wanted not in form.years:
        raise Trouble(f"表样“{name}”没有{wanted}年的；", f"有{form.years[0]}年至{form.years[-1]}年的。")
    paths: list[Path] = []
    for kind in KINDS:
        declared = edition(wanted, kind, name)
        # A form that nobody has filled in is no draft of anything.
        head = Head("", Unit("", _UNIT), wanted, kind, declared.id, State.SETTLED)
        document = Document(head, declared)
        paths += export(document, folder, formats=FORMATS)
    return tuple(paths)
