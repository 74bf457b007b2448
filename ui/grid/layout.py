"""The widths and heights of a grid, from font metrics: every number is seen whole, names and texts give way first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from ui.grid import text as grid_text
from ui.grid.delegate import ABOVE, PADDING, SMALL, GridDelegate, indent
from ui.grid.head import GridHead
from ui.grid.look import RIGHT, TYPED
from ui.grid.model import GridModel

_NAMES = ("name", "label")
_LEAST_NAME = 13
"""A column of names gives way down to so many characters, indented ones included."""
_GOOD_NAME = 20
_GOOD_AMOUNT = 12
"""Where there is room, names get so many characters and amounts so many digits."""
_LEAST_TEXT = 8
_USUAL_AMOUNT, _BLANK_AMOUNT = 8, 5
"""A column with amounts has room for so many digits, one in which none stands and none stood last year for so many."""
_ENTRIES = 2
"""So many columns to be typed should be in sight beside what says what a row is."""
_USUAL_TEXT = 12
"""Columns of text break their lines: they give way down to so many characters; they want so many, or as declared."""


class GridLayout:
    """Keeps the sections of one view: measured for a unit and a type size, widened when longer contents come.

    What is to be measured anew is, once it is looked at: a page that is made is told in which unit before it is seen.
    """

    def __init__(self, view: QTableView, model: GridModel, delegate: GridDelegate, head: GridHead) -> None:
        self._view = view
        self._head = head.least_width
        self._model = model
        self._delegate = delegate
        self._wanted: list[int] = []
        self._whole: list[int] = []
        """The widths at which no text is broken."""
        self._sharing = False
        self._is_measured = False
        header = view.verticalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setMinimumSectionSize(2 * PADDING)
        model.dataChanged.connect(self._follow)
        model.layoutChanged.connect(self._fit_heights)
        view.horizontalHeader().sectionResized.connect(self._after_resize)

    def outdate(self) -> None:
        """Everything is to be measured anew, at once where it is seen."""
        self._is_measured = False
        if self._view.isVisible():
            self.measure()
            self._view.viewport().update()

    def measure(self) -> None:
        """Measure every column and row, and share out the width, unless that was done."""
        if self._is_measured:
            return
        self._is_measured = True
        metrics = self._view.fontMetrics()
        self._wanted, self._whole = [0 for _ in self._columns], [0 for _ in self._columns]
        self._want(range(self._model.rowCount()))
        header = self._view.verticalHeader()
        header.setDefaultSectionSize(metrics.height() + 2 * ABOVE)
        self.share_width()
        self._fit_heights()

    def share_width(self) -> None:
        """Give every column what it wants; texts, which break their lines, and then names give way, or grow."""
        if not self._is_measured:
            return
        metrics = self._view.fontMetrics()
        em, digit = metrics.horizontalAdvance("国"), metrics.horizontalAdvance("0")
        names, texts, amounts = self._of(*_NAMES), self._of("text"), self._of(*RIGHT)
        widths = list(self._wanted)
        for group in (texts, names):
            spare = self._view.viewport().width() - sum(widths)
            room = {column: widths[column] - self._least(column) for column in group}
            # What can give the least comes first, so that the others make up for it.
            for number, column in enumerate(sorted(group, key=room.__getitem__) if spare < 0 else ()):
                less = min(-(spare // (len(group) - number)), room[column])
                widths[column] -= less
                spare += less
        spare = self._view.viewport().width() - sum(widths)
        good = dict.fromkeys(names, _GOOD_NAME * em) | dict.fromkeys(amounts, _GOOD_AMOUNT * digit)
        good |= {column: max(self._whole[column], self._declared(column) * em) for column in texts}
        for group in (texts, names, amounts):
            for number, column in enumerate(group):
                more = max(min(good[column] - widths[column], spare // (len(group) - number)), 0)
                widths[column] += more
                spare -= more
        self._set_widths(widths)

    @property
    def least_width(self) -> int:
        """The width in which the first columns to be typed are whole, with everything before them."""
        self.measure()
        typed = [number for number, column in enumerate(self._model.columns) if self._is_typed(number)]
        upto = (typed or [-1])[:_ENTRIES][-1]
        # Before it is shown, a header has another width than it will have.
        header = self._view.verticalHeader()
        numbers = max(header.sizeHint().width(), header.minimumWidth())
        return numbers + sum(self._least(column) for column in range(upto + 1))

    def _is_typed(self, column: int) -> bool:
        """Whether something is typed into the column in any row."""
        if self._model.columns[column].kind not in TYPED:
            return False
        return any(self._model.is_entry(row, column) for row in range(self._model.rowCount()))

    def _least(self, column: int) -> int:
        """The width down to which a column gives way: a number does not."""
        em, kind = self._view.fontMetrics().horizontalAdvance("国"), self._model.columns[column].kind
        least = {"text": _LEAST_TEXT, **dict.fromkeys(_NAMES, _LEAST_NAME)}.get(kind)
        if least is None:
            return self._wanted[column]
        return min(max(least * em, self._head(column), self._hint(column)), self._wanted[column])

    def _set_widths(self, widths: list[int]) -> None:
        changed = [column for column, width in enumerate(widths) if self._view.columnWidth(column) != width]
        if not changed:
            return
        self._sharing = True
        for column in changed:
            self._view.setColumnWidth(column, widths[column])
        self._sharing = False
        if set(changed) & set(self._of("text")):
            self._fit_heights()
        # Qt would set the range of the scroll bar later; a jump to a cell needs it now.
        self._view.updateGeometries()

    def _declared(self, column: int) -> int:
        """The characters of a column of text."""
        return self._model.columns[column].width or _USUAL_TEXT

    def _of(self, *kinds: str) -> list[int]:
        """The table's own columns of these kinds."""
        return [number for number, column in enumerate(self._model.columns) if column.kind in kinds]

    @property
    def _columns(self) -> range:
        return range(self._model.columnCount())

    def _hint(self, column: int) -> int:
        """The width of what a column of text says in the blank row."""
        if not self._model.is_records:
            return 0
        hint = self._model.shown(self._model.rowCount() - 1, column)
        return self._view.fontMetrics().horizontalAdvance(hint) + 2 * PADDING + 2

    def _widest(self, rows: range, column: int, texts: Sequence[str]) -> int:
        """The width of the widest content, as bold as the total and as far in as the lowest level."""
        bold, kind = _bold(self._view.font()), self._model.columns[column].kind
        levels = max((self._model.look(row, column).indent for row in rows), default=0) if kind == "name" else 0
        lines = {line for text in texts for line in text.split("\n")}
        widest = max(
            (bold.horizontalAdvance(line) for line in (_longest(lines) if kind == "money" else lines)), default=0
        )
        return widest + levels * indent(self._view.fontMetrics()) + 2 * PADDING + 2

    def _want(self, rows: range) -> None:
        """Let the columns want what these rows need, and no less than before."""
        metrics = self._view.fontMetrics()
        small, em, texts = _smaller(self._view.font()), metrics.horizontalAdvance("国"), self._of("text")
        amounts = self._of("money")
        for column in self._columns:
            head, shown = self._head(column), self._model.texts(rows, column)
            widest = max(self._widest(rows, column, shown), head)
            self._whole[column] = max(self._whole[column], widest)
            if column in texts:
                widest = max(min(widest, self._declared(column) * em + 2 * PADDING), head)
            below = self._model.seconds(rows, column) if column in amounts else set()
            seconds = max(map(small.horizontalAdvance, _longest(below)), default=0)
            if column in amounts:
                digits = _USUAL_AMOUNT if seconds or any(shown) else _BLANK_AMOUNT
                widest = max(widest, digits * metrics.horizontalAdvance("0") + 2 * PADDING)
            self._wanted[column] = max(self._wanted[column], widest, seconds + 2 * PADDING + 2)

    def _fit_heights(self) -> None:
        """Give every row its height."""
        if not self._is_measured:
            return
        self._set_heights(range(self._model.rowCount()))

    def _set_heights(self, rows: range) -> None:
        """Rows are as high as their texts, and where a smaller number stands under another, two lines."""
        header, metrics, font = self._view.verticalHeader(), self._view.fontMetrics(), self._view.font()
        model, plain = self._model, header.defaultSectionSize()
        amounts = self._of("money")
        texts = [(column, self._view.columnWidth(column) - 2 * PADDING) for column in self._of("text")]
        for row in rows:
            two_lines = any(model.second(row, column) for column in amounts)
            lines = max((len(grid_text.lines(model.text(row, c), font, width)) for c, width in texts), default=1)
            height = plain + (self._delegate.second_line(metrics) if two_lines else 0)
            height = max(height, self._delegate.text_height(metrics, lines) if lines > 1 else 0)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    def _follow(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        """After cells changed: set the heights of their rows, and widen a column for a longer number."""
        if not self._is_measured or (roles and Qt.ItemDataRole.DisplayRole not in roles):
            return
        rows = range(first.row(), last.row() + 1)
        before = list(self._wanted), list(self._whole)
        self._want(rows)
        if before != (self._wanted, self._whole):
            self.share_width()
        self._set_heights(rows)

    def _after_resize(self, column: int) -> None:
        """The clerk drew a column wider or narrower."""
        if not self._sharing and column in self._of("text"):
            self._fit_heights()


def _longest(amounts: Collection[str]) -> set[str]:
    """Those that may be the widest: digits are all of one width, words are not."""
    most = max(map(len, amounts), default=0)
    return {amount for amount in amounts if len(amount) == most or not amount.isascii()}


def _smaller(font: QFont) -> QFontMetrics:
    second = QFont(font)
    second.setPointSizeF(font.pointSizeF() * SMALL)
    return QFontMetrics(second)


def _bold(font: QFont) -> QFontMetrics:
    heavy = QFont(font)
    heavy.setBold(True)
    return QFontMetrics(heavy)
