"""What lies on the desk: the start page, the open disclosure, the one laid aside for a guest, a guest's last page."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.session import Session
from ui.window.workspace import Workspace


class Lying(QStackedWidget):
    """One of them is seen. A guest (自查, 练习) lays aside what lay open, which comes back as it was left."""

    def __init__(self, start: QWidget) -> None:
        super().__init__()
        self._start = start
        self.workspace: Workspace | None = None
        self._aside: Workspace | None = None
        self._last: QWidget | None = None
        self.addWidget(start)

    def make_room(self, *, for_guest: bool) -> None:
        """Let go what lies there; for a guest a disclosure of the office is only laid aside."""
        if for_guest and self.workspace is not None and self.workspace.session.is_kept:
            self._aside, self.workspace = self.workspace, None
        self.put_away(with_aside=not for_guest)

    def put_away(self, *, with_aside: bool = True) -> None:
        """Let go what lies there, and show the start page."""
        self.setCurrentWidget(self._start)
        for gone in (self.workspace, self._last, self._aside if with_aside else None):
            if gone is not None:
                self.removeWidget(gone)
                gone.deleteLater()
        self.workspace = self._last = None
        self._aside = None if with_aside else self._aside

    def known(self) -> Session | None:
        """What is known of the disclosure of the office that lies there; None where it may differ from what is
        stored."""
        if self.workspace is None or not self.workspace.is_stored or not self.workspace.session.is_kept:
            return None
        return self.workspace.session

    def lay(self, workspace: Workspace) -> None:
        """Show this disclosure."""
        self.workspace = workspace
        if self.indexOf(workspace) < 0:
            self.addWidget(workspace)
        self.setCurrentWidget(workspace)

    def show_last(self, last: QWidget) -> None:
        """Let the guest go, and show what is to be seen of it last."""
        self.put_away(with_aside=False)
        self._last = last
        self.addWidget(last)
        self.setCurrentWidget(last)
        last.setFocus()

    def take_aside(self) -> Workspace | None:
        """Let the guest go; what was laid aside for it, which lies aside no more."""
        if self._aside is None:
            return None
        self.put_away(with_aside=False)
        workspace, self._aside = self._aside, None
        return workspace
