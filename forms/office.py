"""The office: the clerk's folder of disclosures, opened for work, with import, backup and own code lists."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import platformdirs

from forms.catalogue import LENGTHS
from forms.declare.load import edition
from forms.document import Document
from forms.match import Reading
from forms.operations import split_code
from forms.readers import read
from models.errors import Trouble
from models.files import write_whole
from models.records import CellChange, Change, Content, Head, Listed, RowChange, TextChange, Unit
from models.store import Store


def default_folder() -> Path:
    """Where the data lies when nobody says otherwise: the user's own data folder."""
    return Path(platformdirs.user_data_dir("部门预算公开", appauthor=False))


class Office:
    """One folder of data, held exclusively while it is open."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path | None = None) -> Office:
        """Open the data folder, made if missing; raises Trouble when it is in use, damaged or from a newer program."""
        return cls(Store.open(folder or default_folder()))

    def __enter__(self) -> Office:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the folder go."""
        self._store.close()

    @property
    def folder(self) -> Path:
        """The folder of the data."""
        return self._store.folder

    @property
    def own_catalogues(self) -> Path:
        """The folder of the office's own lists of codes."""
        return self._store.folder / "catalogues"

    def listed(self) -> tuple[Listed, ...]:
        """All disclosures, the one changed last first."""
        return self._store.heads()

    def find(self, unit: Unit, year: int, kind: str) -> Head | None:
        """The disclosure of that unit, year and kind, if there is one."""
        return self._store.find(unit, year, kind)

    def start(self, unit: Unit, year: int, kind: str) -> Document:
        """A new, blank disclosure; raises Trouble when there is one already."""
        return self._document(self._store.create(unit, year, kind, edition(year, kind).id), Content())

    def open_disclosure(self, disclosure: str) -> Document:
        """The disclosure of that id, ready for work; raises Trouble for an unknown id."""
        return self._document(self._store.head(disclosure), self._store.content(disclosure))

    def take(self, reading: Reading) -> Document:
        """Store what files state, whole or not at all.

        A disclosure that is there already gets the new content in one step that can be undone.
        """
        name = f"导入 {'、'.join(reading.files)}"
        head = self._store.find(reading.unit, reading.year, reading.kind)
        if head is None:
            changes = replacing(Content(), reading.content)
            head = self._store.create_with(reading.unit, reading.year, reading.kind, reading.edition.id, name, changes)
            return self._document(head, reading.content)
        document = self.open_disclosure(head.id)
        document.apply(name, replacing(document.content(), reading.content))
        return document

    def setting(self, name: str) -> str | None:
        """A setting of the program kept with the data."""
        return self._store.setting(name)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._store.set_setting(name, value)

    def backup_now(self) -> Path:
        """Make a restore point at once and return its file."""
        return self._store.backup_now()

    def take_catalogue(self, kind: str, year: int, file: Path) -> int:
        """Lay the office's own list of codes (a workbook with code and name) over the bundled one of that year.

        Returns the number of codes; raises Trouble when the workbook holds none. The list counts from the next
        opening of a disclosure on.
        """
        codes: dict[str, str] = {}
        for grid in read(file).grids:
            for row in grid.row_numbers:
                texts = [cell.text for cell in grid.cells_in_row(row)]
                for text, following in zip(texts, [*texts[1:], ""], strict=True):
                    code, name = split_code(text)
                    if len(code) in LENGTHS[kind] and (name or following):
                        codes[code] = (name or following).strip()
                        break
        if not codes:
            raise Trouble(f"“{file.name}”里没有找到科目编码和名称；", "请准备一列编码、一列名称的表格。")
        self.own_catalogues.mkdir(exist_ok=True)
        with (
            write_whole(self.own_catalogues / f"{kind}-{year}.csv") as path,
            path.open("w", encoding="utf-8", newline="") as lines,
        ):
            writer = csv.writer(lines)
            writer.writerow(("code", "name"))
            writer.writerows(sorted(codes.items()))
        return len(codes)

    def _document(self, head: Head, content: Content) -> Document:
        def keep(name: str, changes: Sequence[Change]) -> None:
            self._store.apply(head.id, name, changes)

        def previous() -> Document | None:
            before = self._store.find(head.unit, head.year - 1, head.kind)
            return self._document(before, self._store.content(before.id)) if before else None

        return Document(
            head,
            edition(head.year, head.kind),
            content,
            keep=keep,
            own_catalogues=self.own_catalogues,
            previous=previous,
        )


def replacing(old: Content, new: Content) -> tuple[Change, ...]:
    """The changes that turn one content into another."""
    changes: list[Change] = []
    for address in {**old.cells, **new.cells}:
        changes.append(CellChange(address, old.cells.get(address), new.cells.get(address)))
    for row in {**old.rows, **new.rows}:
        changes.append(RowChange(row, old.rows.get(row), new.rows.get(row)))
    for slot in {**old.texts, **new.texts}:
        changes.append(TextChange(slot, old.texts.get(slot), new.texts.get(slot)))
    return tuple(change for change in changes if change.old != change.new)
