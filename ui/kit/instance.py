"""One window for one data folder: a second start hands its files to the first, hears its answer and ends."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from models.errors import Trouble
from models.files import is_private, make_private

_CONNECT_MS = 1000
_PATIENCE_MS = 8000
"""So long a second start waits for the answer: a first one that is just starting may be backing up its data."""
_PROGRAM = "budget-disclosure"
_SOCKET = "window.socket"
_LONGEST = 100
"""Bytes of a path; a local socket takes 108 on Linux, 104 on macOS."""
_ANSWER = b"ok\n"


def call_first(folder: Path, files: Sequence[Path], patience: int = _PATIENCE_MS) -> bool:
    """Hand the files to the program that has this folder open; False when there is none.

    Raises `Trouble` when there is one that does not answer within `patience` milliseconds; it still has the files, and
    opens them should it come round.
    """
    said = json.dumps([str(path.absolute()) for path in files]).encode() + b"\n"
    for place in filter(_is_ours, _places(folder)):
        socket = QLocalSocket()
        socket.connectToServer(place)
        if socket.waitForConnected(_CONNECT_MS):
            socket.write(said)
            socket.flush()
            if _hears(socket, patience):
                return True
            # One that ended meanwhile is none; this start takes its place.
            if socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
                raise _unanswered(place, bool(files))
        elif socket.error() == QLocalSocket.LocalSocketError.SocketTimeoutError:
            # So many wait already that the system takes no more.
            raise _unanswered(place, False)
    return False


class FirstInstance(QObject):
    """Answers later starts as long as it lives."""

    called = Signal(object)
    """The files that another start was asked to open; often none."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        # A folder that cannot be made is said when the data are opened.
        with suppress(OSError):
            make_private(folder)
        for place in _places(folder):
            if _can_hold(place):
                # What a crash left behind; a living program would have answered.
                QLocalServer.removeServer(place)
                if self._server.listen(place):
                    break

    def _meet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            self._take(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            said = bytes(socket.readLine().data())
            # Before the files are opened: that may ask the clerk something, and the other start is waiting.
            socket.write(_ANSWER)
            socket.flush()
            self.called.emit([Path(name) for name in json.loads(said)])


def _hears(socket: QLocalSocket, patience: int) -> bool:
    """Whether the answer comes in time."""
    end = QDeadlineTimer(patience)
    while not socket.canReadLine():
        if not socket.waitForReadyRead(end.remainingTime()):
            return False
    return bytes(socket.readLine().data()) == _ANSWER


def _unanswered(place: str, has_files: bool) -> Trouble:
    """What to tell the person whose first window does not answer."""
    since = ""
    if sys.platform != "win32":
        with suppress(OSError):
            # The socket is as old as the program that listens there.
            made = datetime.fromtimestamp(os.lstat(place).st_mtime)
            since = f"（{made.month}月{made.day}日 {made:%H:%M} 打开的）"
    files = "，这次要打开的文件也会在那里打开" if has_files else ""
    return Trouble(
        f"程序已经打开{since}，但那个窗口没有回应，可能正忙，也可能卡住了。",
        f"请先等一两分钟，再看那个窗口：它恢复以后可以接着用{files}。如果一直没有回应，"
        "请在任务管理器（系统监视器）里结束它，然后重新打开程序；已经存下的内容不会丢失。",
    )


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
