"""One window for one data folder: a second start hands its files to the first and ends."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from models.files import is_private, make_private

_WAIT_MS = 1000
_PROGRAM = "budget-disclosure"
_SOCKET = "window.socket"
_LONGEST = 100
"""Bytes of a path; a local socket takes 108 on Linux, 104 on macOS."""


def call_first(folder: Path, files: Sequence[Path]) -> bool:
    """Hand the files to the program that has this folder open; False when there is none."""
    for place in filter(_is_ours, _places(folder)):
        socket = QLocalSocket()
        socket.connectToServer(place)
        if socket.waitForConnected(_WAIT_MS):
            socket.write(json.dumps([str(path.absolute()) for path in files]).encode())
            socket.flush()
            socket.waitForBytesWritten(_WAIT_MS)
            socket.disconnectFromServer()
            return True
    return False


class FirstInstance(QObject):
    """Answers later starts as long as it lives."""

    called = Signal(object)
    """The files that another start was asked to open; often none."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # A folder that cannot be made is said when the data are opened.
        with suppress(OSError):
            make_private(folder)
        for place in _places(folder):
            if _can_hold(place):
                # What a crash left behind; a living program would have answered.
                QLocalServer.removeServer(place)
                if self._server.listen(place):
                    break

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(self._read)
            if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._take(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        said = bytes(socket.readAll().data())
        socket.deleteLater()
        if said:
            self.called.emit([Path(name) for name in json.loads(said)])


def _places(folder: Path) -> list[str]:
    """Where the socket of the data folder may be, best first: where no other user of the machine can put one.

    The data folder itself, unless its path is too long or its file system has no sockets or no modes; then a private
    folder of the session, or one in the folder for temporary files.
    """
    name = _name(folder)
    if sys.platform == "win32":
        return [name]
    places = [folder.resolve() / _SOCKET]
    session = os.environ.get("XDG_RUNTIME_DIR")
    if session and is_private(Path(session)):
        places.append(Path(session) / _PROGRAM / name)
    places.append(Path(tempfile.gettempdir()) / f"{_PROGRAM}-{os.getuid()}" / name)
    return [str(place) for place in places if len(os.fsencode(place)) <= _LONGEST]


def _can_hold(place: str) -> bool:
    """Whether the socket may be made there: a missing folder is made, one that is not private or holds something else
    in that place is left alone."""
    if sys.platform == "win32":
        return True
    room = Path(place).parent
    with suppress(OSError):
        room.mkdir(mode=0o700)
    return is_private(room) and (_is_ours(place) or not os.path.lexists(place))


def _is_ours(place: str) -> bool:
    """Whether a program of this user, and of no other, can be listening there."""
    if sys.platform == "win32":
        return True
    try:
        found = os.lstat(place)
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid() and is_private(Path(place).parent)


def _name(folder: Path) -> str:
    """A name of the folder that every system takes for a local socket."""
    return f"{_PROGRAM}-" + hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
