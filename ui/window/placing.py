"""Where the window stood on the screen and how large it was, kept from one session to the next."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from forms.office.office import Office
from models.errors import Trouble

_GEOMETRY = "window.geometry"
_USUAL = 1366, 740


def keep(window: QWidget, office: Office) -> None:
    """Keep the place of the window, where something can be kept."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode()
    with suppress(Trouble):
        office.set_setting(_GEOMETRY, geometry)


def restore(window: QWidget, kept: str | None) -> None:
    """Put the window where it was, else let it have the usual size, as far as the screen allows."""
    if not window.restoreGeometry(QByteArray.fromBase64((kept or "").encode())):
        room = window.screen().availableSize()
        width, height = _USUAL
        window.resize(min(width, room.width()), min(height, room.height()))


def kept(office: Office) -> str | None:
    """What was kept; raises Trouble when the store cannot be read."""
    return office.setting(_GEOMETRY)
