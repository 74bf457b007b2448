"""What can be read off a disclosure, for modules that the document itself is built on."""

from __future__ import annotations

from typing import Protocol

from forms.document.lines import Line
from forms.form.model import Edition
from models.money import Fen
from models.records import Address, Head


class Disclosed(Protocol):
    """The head, the form and the cells of a disclosure; `forms.document.document.Document` is one."""

    @property
    def head(self) -> Head:
        """Whose disclosure it is, and of which year."""

    @property
    def edition(self) -> Edition:
        """The form it is made on."""

    @property
    def revision(self) -> int:
        """Counts all changes; what is read off the disclosure is true until it moves."""

    def lines(self, table: str) -> tuple[Line, ...]:
        """The rows of the table in printed order."""

    def value(self, address: Address) -> Fen | None:
        """The amount as it stands in 分; None when the cell is blank, wrong or not there."""

    def text(self, address: Address) -> str:
        """What stands in a cell of free text; blank when nothing does."""

    def is_computed(self, address: Address) -> bool:
        """Whether the program fills the cell."""

    def profile(self, name: str) -> str:
        """A field of the profile of the unit and of the packet; blank when it is not filled in."""
