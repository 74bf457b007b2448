"""The part of an office that keeps its own lists of codes (本单位的科目表)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from forms.office import own_codes
from forms.office.opened_data import OpenedData


class CodeLists(OpenedData):
    """Lists of codes laid over the bundled ones. They count from the next opening of a disclosure on."""

    @property
    def own_catalogues(self) -> Path:
        """The folder of the office's own lists of codes."""
        return self._store.folder / "catalogues"

    def take_catalogue(self, kind: str, year: int, file: Path) -> int:
        """Lay the office's own list of codes over the bundled one of that year, as `own_codes.take` does; returns the
        number of codes."""
        self.require_writable()
        return own_codes.take(self.own_catalogues, kind, year, file)

    def take_catalogues(self, year: int, file: Path) -> dict[str, int]:
        """Lay every list that the file holds over the bundled one; returns the number of codes of each list."""
        self.require_writable()
        return own_codes.take_all(self.own_catalogues, year, file)

    def lay_over(self, year: int, lists: Mapping[str, Mapping[str, str]]) -> None:
        """Put these codes into the office's own lists of that year, by list; one with a blank name is out of use."""
        self.require_writable()
        for kind, codes in lists.items():
            own_codes.lay_over(self.own_catalogues, kind, year, codes)
