"""One window for one data folder: a second start hands its files to the first and ends."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000


def call_first(folder: Path, files: Sequence[Path]) -> bool:
    """Hand the files to the program that has this folder open; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(json.dumps([str(path.absolute()) for path in files]).encode())
    socket.flush()
    socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return True


class FirstInstance(QObject):
    """Answers later starts as long as it lives."""

    called = Signal(object)
    """The files that another start was asked to open; often none."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a crash left behind; a living program would have answered.
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))
        self._server.newConnection.connect(self._answer)

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


def _name(folder: Path) -> str:
    """A name of the folder that every system takes for a local socket."""
    return "budget-disclosure-" + hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
