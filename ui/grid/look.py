"""How a cell of the grid stands before the clerk, in facts: its kind, its marks, the words of the blank row."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from forms.edit.origins import CameFrom
from forms.form.model import ColumnKind

LOOK = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a cell gives its `Look`."""
NEW_CODE = "输入编码、名称或拼音首字母"
NEW_RECORD = "在这里输入，自动增加一行"
WRITTEN = ("text", "quantity")
"""The kinds of columns that hold what was typed as it was typed."""
TYPED = ("money", *WRITTEN)
"""The kinds of columns that are there to be typed into."""
RIGHT = ("money", "quantity")
"""The kinds of columns that end at the right, so that digits stand under each other."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is drawn. `should` is what the arithmetic gives where a file states something else, as text;
    `before` last year's amount, blank where last year had none and None while last year is not shown."""

    kind: ColumnKind
    level: str = ""
    """The worst finding: E, W, H or nothing."""
    computed: bool = False
    came_from: CameFrom | None = None
    stated: bool = False
    wrong: bool = False
    hint: bool = False
    """Whether the text only says what may be typed here."""
    outside: bool = False
    """Whether nothing is filled in here: beside the longer half of a side-by-side table, or in a line that has no part
    in the column."""
    total: bool = False
    should: str = ""
    before: str | None = None
    indent: int = 0

    @property
    def second(self) -> str:
        """The smaller number under the one that stands."""
        return self.should or self.before or ""

    @property
    def may_have_second(self) -> bool:
        """Whether such a number can stand here: in a row that has room for it, this one makes room too."""
        return bool(self.should) or self.before is not None

    @property
    def wraps(self) -> bool:
        """Whether the cell shows its text over several lines."""
        return self.kind == "text" and not self.hint
