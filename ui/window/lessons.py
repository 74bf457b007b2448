"""练习: begins the lesson on the desk, follows what is mended in it, and shows its end."""

from __future__ import annotations

from PySide6.QtCore import QObject

from forms.office.lesson import LessonStep, lesson, lesson_document
from models.records import Address
from ui.frame.lesson_bar import LessonBar, LessonEnd
from ui.kit.desk import Desk
from ui.kit.session import Session


class Lessons(QObject):
    """One lesson at a time. It lies in memory only: it can be left at any moment and begins anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.widget)
        self._desk = desk
        self._lesson = lesson()
        self._at: LessonStep = self._lesson.steps[0]
        self.bar: LessonBar | None = None
        self.last: LessonEnd | None = None

    def begin(self) -> None:
        """Put the invented disclosure on the desk, from the first fault on; what lies open there comes back later."""
        desk = self._desk
        if not desk.may_leave():
            return
        self.bar = LessonBar()
        self.bar.go_wanted.connect(self._go)
        self.bar.next_wanted.connect(self._next)
        self.bar.again_wanted.connect(self.begin)
        self.bar.end_wanted.connect(desk.end_guest)
        desk.show_document(lesson_document(), self.bar, is_practice=True)
        self._session.check()
        self._session.checked.connect(self._follow)
        self._show(self._lesson.steps[0])

    @property
    def _session(self) -> Session:
        assert self._desk.workspace is not None
        return self._desk.workspace.session

    def _left(self) -> list[LessonStep]:
        return [step for step in self._lesson.steps if step.finding(self._session.findings)]

    def _show(self, step: LessonStep) -> None:
        assert self.bar is not None
        self._at = step
        self.bar.show_step(step, self._lesson.steps.index(step) + 1, len(self._lesson.steps))
        self._go()

    def _go(self) -> None:
        """Show the place of the fault."""
        opened, finding = self._desk.workspace, self._at.finding(self._session.findings)
        if opened is None or finding is None:
            return
        opened.jump(finding)
        if self._at.at:
            opened.show_cell(Address(*self._at.at.split("/")))
        opened.widget.setFocus()

    def _follow(self) -> None:
        """What the check found anew tells whether the fault is mended; while something is typed that is waited for."""
        if self.bar is None or not self._session.is_settled:
            return
        left = self._left()
        self.bar.show_mended(self._at not in left, is_last=not left)

    def _next(self) -> None:
        left = self._left()
        if left:
            self._show(left[0])
            return
        self.last = LessonEnd(self._lesson)
        self.last.again_wanted.connect(self.begin)
        self.last.end_wanted.connect(self._desk.end_guest)
        self._desk.end_guest(self.last)
