"""Looks after what is stored: that the data file is at its place, and that what waits is written when it can be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from models.errors import Trouble
from models.place import Displaced
from ui.kit import words
from ui.kit.desk import Desk
from ui.kit.plain import is_confirmed

_EVERY_MS = 5000


class Watch(QObject):
    """Looks every few seconds; what it finds stands above the page, or in the status bar of the start page."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rescued: Path | None = None
        self._is_troubled = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Say when the file is gone, keep a copy elsewhere; write what waits."""
        try:
            self._desk.office.check_place()
        except Displaced as trouble:
            self._keep_safe()
            self._say(trouble)
            return
        self._rescued = None
        opened = self._desk.workspace
        if opened is None or not opened.session.is_kept:
            return
        waiting = opened.session.document.is_waiting
        if (waiting or self._is_troubled) and opened.session.store_waiting():
            self._is_troubled = False

    def put_back(self) -> None:
        """Write the open data to where their file stood; a file that stands there is kept under another name."""
        office = self._desk.office
        try:
            office.check_place()
        except Displaced as trouble:
            asked = f"{trouble.sentence}\n把窗口里的数据写回原处？那里如果有别的文件，会改名保留，不会删除。"
            if is_confirmed(self._desk.widget, "把数据放回原处", asked):
                done = self._desk.ask(lambda: (office.put_back(),))
                if done is not None:
                    self.look()
                    self._desk.tell("数据已经放回原处，可以接着做。")
            return
        self._desk.tell("数据文件在原处，不用放回。")

    def _keep_safe(self) -> None:
        """A copy of everything that was stored, once for each time the file is gone."""
        if self._rescued is None:
            try:
                self._rescued = self._desk.office.rescue()
            except Trouble:
                # The next look tries again; the banner says that the data are not at their place.
                self._rescued = None

    def _say(self, trouble: Displaced) -> None:
        kept = f"已经另存了一份：{self._rescued}。" if self._rescued else ""
        said = Displaced(trouble.sentence + kept, trouble.way_out)
        self._is_troubled = True
        opened = self._desk.workspace
        if opened is None:
            self._desk.tell(words.trouble_text(said))
        else:
            opened.session.troubled.emit(said)
