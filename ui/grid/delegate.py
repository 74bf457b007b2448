"""How a cell of the grid looks and how it is edited: grounds, marks beside the colours, editors."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from forms.document.lines import code_of
from forms.edit.origins import CameFrom
from ui.grid import text as grid_text
from ui.grid.code_popup import ChoicePopup, CodePopup, Popup
from ui.grid.editor import CellEditor, CodeEditor, Editor, TextEditor
from ui.grid.look import RIGHT, Look
from ui.grid.model import GridModel
from ui.kit import style
from ui.kit.qt import Index, ItemOption, item_option

PADDING = 8
"""Between the edge of a cell and its text, in pixels."""
ABOVE = 2
"""The same above and below a single line."""
SMALL = style.TINY
"""The size of the second line of a cell, in proportion to the first."""
_SECOND = 0.75
"""The height that this takes, in proportion to that of the first."""
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVING = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


_CORNER = 6
"""The sides of a small corner, in pixels."""
_ORIGINS = {
    CameFrom.FILE: ("accent", True),
    CameFrom.LAST_YEAR: ("text3", True),
    CameFrom.CHANGED: ("accent", False),
}
"""Where a cell's content comes from: the colour of its corner, and whether it is filled; what was typed has none."""


class GridDelegate(QStyledItemDelegate):
    """Draws cells by their `Look` and makes their editors."""

    left = Signal(QObject, int, object)
    """A key that leaves the cell was pressed in its editor: the editor, the key, the modifiers."""
    opened = Signal(QObject)
    hinted = Signal(str)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.flashed = QPersistentModelIndex()
        """The cell that was just jumped to."""

    # Looks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text, marks, focus ring."""
        item = item_option(option)
        look = self._model.look(index.row(), index.column())
        painter.save()
        painter.fillRect(item.rect, self._ground(item.palette, look, index))
        if item.state & QStyle.StateFlag.State_Selected and self.flashed != index:
            painter.fillRect(item.rect, style.color("select", item.palette))
        text = self._model.shown(index.row(), index.column())
        if text or look.second:
            self._draw_text(painter, item, text, look)
        if look.came_from in _ORIGINS or look.level or look.wrong or look.stated:
            _draw_marks(painter, item, look)
        self._draw_lines(painter, item, index)
        if item.state & QStyle.StateFlag.State_HasFocus:
            width = style.edge()
            painter.setPen(QPen(style.color("focus", item.palette), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(item.rect.adjusted(1, 1, -width + 1, -width + 1))
        painter.restore()

    def second_line(self, metrics: QFontMetrics) -> int:
        """The height a cell needs for a smaller number under the one that stands."""
        return round(metrics.ascent() * _SECOND)

    def text_height(self, metrics: QFontMetrics, lines: int) -> int:
        """The height a cell needs for so many lines of text."""
        return min(lines, grid_text.MOST_LINES) * metrics.lineSpacing() + 2 * PADDING

    def _ground(self, palette: QPalette, look: Look, index: Index) -> QColor:
        if self.flashed == index:
            return style.flash_color(palette)
        if look.outside:
            return style.color("ground", palette)
        if look.level == "E" or look.wrong or look.stated:
            return style.color("errortint", palette)
        return style.color("computed" if look.computed or self._model.session.is_locked else "surface", palette)

    def _draw_lines(self, painter: QPainter, item: ItemOption, index: Index) -> None:
        """A hairline behind and under the cell; a darker one where a 类 ends."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        rect = item.rect
        painter.setPen(style.color("line", item.palette))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if self._model.ends_class(index.row()):
            painter.setPen(style.color("line2", item.palette))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _draw_text(self, painter: QPainter, item: ItemOption, text: str, look: Look) -> None:
        area = item.rect.adjusted(PADDING + look.indent * indent(item.fontMetrics), 0, -PADDING, 0)
        side = Qt.AlignmentFlag.AlignRight if look.kind in RIGHT else Qt.AlignmentFlag.AlignLeft
        painter.setFont(item.font)
        if look.total:
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
        negative = look.kind == "money" and text.startswith("-")
        color, faint = (style.color(token, item.palette) for token in ("text", "text3"))
        if look.hint:
            color = faint
        elif look.wrong or negative:
            color = style.level_color("E", item.palette)
        painter.setPen(color)
        below = self.second_line(item.fontMetrics)
        if look.may_have_second and area.height() >= item.fontMetrics.height() + below:
            _draw_small(
                painter, area, look.second, style.level_color("E", item.palette) if look.should else faint, below
            )
            area.setBottom(area.bottom() - below)
        if look.wraps:
            shown = "\n".join(grid_text.shown(text, item.font, area.width()))
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, shown)
            return
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Lines of text, or one line for a name, an amount, or a code."""
        model, row, column = self._model, index.row(), index.column()
        kind = model.columns[column].kind
        chinese = kind in ("name", "label")
        editor: Editor
        if kind == "text":
            editor = TextEditor(parent, PADDING)
            choices = model.choices(row, column)
            if choices:
                self._offer(editor, ChoicePopup(editor, choices))
        elif not model.takes_code(row, column):
            editor = CellEditor(parent, chinese=chinese)
            if kind in RIGHT:
                editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            editor = CodeEditor(parent, chinese=chinese)
            editor.hinted.connect(self.hinted)
            self._offer(editor, self._popup(editor))
        self.opened.emit(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The raw text of the cell, unless something was typed since: a check must not take it away."""
        if isinstance(editor, Editor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over its cell; a longer text over the cells below too, a code as wide as it needs."""
        if isinstance(editor, TextEditor):
            editor.lie_on(item_option(option).rect)
            return
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, CodeEditor):
            editor.resize(max(editor.width(), editor.least_width), editor.height())

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Hand over what was typed; a text left as it was changes nothing, not even where it came from."""
        if not isinstance(editor, Editor) or not editor.isModified():
            return
        editor.setModified(False)
        text = editor.text()
        if isinstance(editor, CodeEditor):
            # Another code moves rows; the view must not find an editor in a row that goes.
            self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        self._model.setData(index, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that leave the cell or change the mode; everything else as Qt does it."""
        if isinstance(watched, Editor) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, modifiers = event.key(), event.modifiers()
            if watched.popup is not None and watched.popup.takes(key):
                return True
            with_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
            if isinstance(watched, CodeEditor) and key == Qt.Key.Key_Down and with_alt:
                watched.browse()
                return True
            if key == Qt.Key.Key_F2:
                watched.set_typing(not watched.typing)
                return True
            if isinstance(watched, TextEditor) and key in _ENTER and with_alt:
                watched.break_line()
                return True
            if key in _LEAVING or (key in _ARROWS and watched.typing and not modifiers & ~_KEYPAD):
                if watched.settle():
                    self.left.emit(watched, key, modifiers)
                return True
        return super().eventFilter(watched, event)

    def _offer(self, editor: Editor, popup: Popup) -> None:
        """Give an editor its list; a click on something in it is what Enter is with the keys."""

        def take(choice: str) -> None:
            editor.replace(choice)
            self.left.emit(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)

        editor.attach(popup)
        popup.picked.connect(take)

    def _popup(self, editor: CodeEditor) -> CodePopup:
        document, table = self._model.document, self._model.table
        codes = {
            name: {code_of(line.key) for line in document.lines(name) if line.code}
            for name, other in document.edition.tables.items()
            if other.catalogue == table.catalogue
        }
        used = frozenset().union(*codes.values())
        return CodePopup(editor, document.catalogue(table), used, codes[table.id])


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def indent(metrics: QFontMetrics) -> int:
    """How far a name stands in for each level below 类."""
    return metrics.horizontalAdvance("　")


def _draw_small(painter: QPainter, area: QRect, text: str, color: QColor, height: int) -> None:
    """A smaller number under the one that stands: what the arithmetic gives, or last year's."""
    painter.save()
    font = painter.font()
    font.setPointSizeF(font.pointSizeF() * SMALL)
    font.setBold(False)
    painter.setFont(font)
    painter.setPen(color)
    below = QRect(area.left(), area.bottom() - height - ABOVE, area.width(), height)
    painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


def _draw_marks(painter: QPainter, item: ItemOption, look: Look) -> None:
    """E: corner and bar; W: corner; H: outlined corner; where it comes from: a small corner below on the left, outlined
    where that was typed over."""
    rect = item.rect
    level = "E" if look.wrong or look.stated else look.level
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if level:
        color = style.level_color(level, item.palette)
        size = rect.height() * (0.25 if look.second else 0.35)
        corner = QPointF(rect.right() + 1, rect.top())
        painter.setPen(color)
        painter.setBrush(color if level != "H" else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)]))
        if level == "E":
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color)
    if look.came_from in _ORIGINS:
        token, is_filled = _ORIGINS[look.came_from]
        color = style.color(token, item.palette)
        corner = QPointF(rect.left() + 0.5, rect.bottom() - 0.5)
        painter.setPen(color)
        painter.setBrush(color if is_filled else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([corner, corner + QPointF(_CORNER, 0), corner - QPointF(0, _CORNER)]))
