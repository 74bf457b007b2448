"""A disclosure stored and opened in a window without a screen, for what is measured there."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from forms.document.document import Document
from forms.office.office import Office
from models.history import replacing


@contextmanager
def opened(
    document: Document, folder: Path, *, has_last_year: bool = False, has_thread: bool = False
) -> Iterator[tuple[Any, Any, Document]]:
    """The application, the window of 1366×768 with a stored copy of the disclosure open, and that copy; the year
    before may hold the same (`has_last_year`), jobs may run beside the window as they do in the program (`has_thread`).
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    gc.disable()  # The program looks for waste while the clerk rests (ui/kit/sweeping.py).
    from PySide6.QtWidgets import QApplication

    from ui.kit.jobs import Jobs
    from ui.window.app import dress
    from ui.window.main_window import MainWindow

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    with Office.open(folder) as office:
        head, pack = document.head, document.edition.pack
        for year in (head.year - 1, head.year) if has_last_year else (head.year,):
            stored = office.start(head.unit, year, head.kind, pack)
            stored.apply("录入", replacing(stored.content(), document.content()))
        stored = office.open_disclosure(stored.head.id)
        jobs = Jobs(app, inline=not has_thread)
        window = MainWindow(office, jobs, folder / "program.log")
        window.resize(1366, 768)
        window.show()
        window.show_document(stored)
        app.processEvents()
        yield app, window, stored
        window.close()
        jobs.close()
