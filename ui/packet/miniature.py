"""The first page of a product in small, as it would leave the printer; drawn anew when the contents are others."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from forms.document.document import Document
from forms.signing.state_name import state_of
from forms.write.page.products import Product
from models.errors import Trouble
from ui.kit import style
from ui.kit.jobs import Job, Jobs

_SIDES = QSize(76, 107)
"""A page of A4 at the standard type size, in pixels."""
_FINER = 2
"""So many times as large it is kept, for screens that are enlarged."""


class Miniature(QWidget):
    """A page with a thin edge, blank until it is drawn; paper is white in every theme."""

    def __init__(self, product: Product, jobs: Jobs) -> None:
        super().__init__()
        self._product, self._jobs = product, jobs
        self._owner = QObject(self)
        self._drawn = ""
        """The code of the contents that are shown, or being drawn."""
        self._page: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{product.words}的第一页")
        style.theme.changed.connect(self.update)

    def show_document(self, document: Document) -> None:
        """Draw the first page in the thread of the jobs, if these contents are not the ones that are shown."""
        code = f"{state_of(document).code} {document.head.state}"
        if code == self._drawn:
            return
        self._drawn = code
        resting, longest = document.at_rest(), _FINER * self.sizeHint().height()

        def work(_job: Job) -> QImage | None:
            from ui.packet.pages import begun, thumb

            try:
                return thumb(begun(resting, self._product), 0, longest)
            except (Trouble, OSError):
                return None

        self._jobs.run_quietly(work, self._show, self._owner, self._forget)

    def _show(self, page: QImage | None) -> None:
        self._page = page
        self.update()

    def _forget(self) -> None:
        """It was given up for other work: the next time it is drawn."""
        self._drawn = ""

    def sizeHint(self) -> QSize:
        return _SIDES * style.factor()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(inside, style.color("surface"))
        if self._page is not None:
            painter.drawImage(inside, self._page)
        painter.setPen(style.color("line2"))
        painter.drawRect(inside)
