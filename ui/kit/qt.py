"""Types of Qt for the type checker: what the stubs of PySide6 leave out, each gap closed in one place."""

from __future__ import annotations

from typing import Protocol, TypeVar, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
"""What Qt hands to every method that it calls with an index."""
_Pointer = TypeVar("_Pointer")


class ItemOption(Protocol):
    """The fields of a QStyleOptionViewItem that a delegate draws by."""

    rect: QRect
    palette: QPalette
    state: QStyle.StateFlag
    font: QFont
    fontMetrics: QFontMetrics
    text: str
    widget: QWidget
    checkState: Qt.CheckState


def item_option(option: QStyleOptionViewItem) -> ItemOption:
    """The same option with its fields, of which the stubs say nothing."""
    return cast(ItemOption, option)


def nullable(pointer: _Pointer | None) -> _Pointer:
    """The same object or None, for a parameter of Qt that may be null though the stubs deny it."""
    return cast(_Pointer, pointer)
