"""Reads .xlsx: openpyxl opens the package and finds the sheets, `sheetxml` takes their cells.

openpyxl's own sheet reader makes an object for every styled blank cell and for every cell of a merged area, and tells
formulas from values only by reading the file twice; a workbook formatted down to its last row would take minutes.
"""

from __future__ import annotations

import io
import warnings

from forms.readers import refusals
from forms.readers.blocks import Grid
from forms.readers.bounds import Budget
from forms.readers.sheetxml import Formats, SharedTexts, SheetCells

MAX_INDEX_BYTES = 4 * 1024 * 1024


def read(file: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of an .xlsx. Raises Trouble for a file that is too large, and anything at all for a damaged one."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS, STYLES_TYPE

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
        with reader.archive as archive:
            # openpyxl reads these into memory whole.
            if any(part.file_size > MAX_INDEX_BYTES for part in archive.infolist() if _is_index(part.filename)):
                raise refusals.too_large(file)
            reader.read_manifest()
            reader.read_workbook()
            budget = Budget(file)
            texts, formats = SharedTexts(budget), Formats(budget)
            for kind, target in ((SHARED_STRINGS, texts), (STYLES_TYPE, formats)):
                if entry := reader.package.find(kind):
                    with archive.open(entry.PartName.removeprefix("/")) as part:
                        target.run(part)
            codes = formats.codes
            grids = []
            parts: set[str] = set()
            for sheet, link in reader.parser.find_sheets():
                # The others are chart sheets, dialogs and macros.
                if link.Type.endswith("/worksheet"):
                    # Read over and over, one part would become as many sheets as the index names.
                    if link.target in parts:
                        raise refusals.damaged(file)
                    parts.add(link.target)
                    cells = SheetCells(budget, texts.texts, codes, reader.wb.epoch)
                    with archive.open(link.target) as part:
                        cells.run(part)
                    hidden = sheet.state != "visible"
                    unseen = cells.hidden_rows, cells.hidden_columns
                    grids.append(Grid.of(sheet.name, cells.cells, cells.merges, hidden, *unseen))
    return tuple(grids)


def _is_index(name: str) -> bool:
    return name == "[Content_Types].xml" or name.endswith((".rels", "workbook.xml"))
