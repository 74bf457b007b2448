"""What lies in the window, and a page that covers it for a while: 设置, 自查, 导入. What is covered stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Container

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.commands import Command, Deeds


class Cover(QStackedWidget):
    """One page at most lies over the rest; it goes once it is left, or something else is called."""

    def lay_under(self, below: QWidget) -> None:
        """This is what a page covers."""
        self.insertWidget(0, below)

    @property
    def page(self) -> QWidget | None:
        """The page that covers the rest."""
        return self.currentWidget() if self.currentIndex() > 0 else None

    def lay_over(self, page: QWidget) -> None:
        """Cover everything with this page, in the place of one that does."""
        self.uncover()
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def uncover(self) -> None:
        """Let the page go and show what lies below."""
        page = self.page
        if page is not None:
            self.setCurrentIndex(0)
            self.removeWidget(page)
            page.deleteLater()

    def before(self, deeds: Deeds, staying: Container[Command]) -> Deeds:
        """The same, each after what covers the rest was put away, but for those that come back to the page."""

        def uncovered(do: Callable[[], object]) -> Callable[[], None]:
            def call() -> None:
                self.uncover()
                do()

            return call

        return {command: do if command in staying else uncovered(do) for command, do in deeds.items()}
