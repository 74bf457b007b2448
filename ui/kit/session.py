"""The open disclosure as the window sees it: one place that changes it, checks it again and tells everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from forms.check import Checker
from forms.check.waiting import to_do
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.steps import Operation
from forms.signing.states import LOCKED, is_record, leaves_state
from forms.signing.waivers import answered
from forms.years.reasons import Said
from models.errors import Trouble
from models.records import Change

INSPECTED = "自查的资料只看不改；要修改，请先“导入为资料”。"
LOOKED_AT = "数据是只读打开的，可以查看、检查和导出，不能改动。"
PRACTISED = "练习的资料不保存，也不能审核、定稿、公开。"
PAUSE_MS = 300
"""So long after the last step the texts are read again."""
SLICE_SECONDS = 0.01
"""So long they are read on before keys and paint get their turn."""


class _Parted(NamedTuple):
    """The findings as the window shows them; what each is says the property of that name."""

    verdicts: tuple[Finding, ...]
    waiting: tuple[Finding, ...]
    open: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    to_do: tuple[Finding, ...]


def _parted(document: Document, findings: tuple[Finding, ...]) -> _Parted:
    verdicts = tuple(finding for finding in findings if not finding.waits_for)
    waiting = tuple(finding for finding in findings if finding.waits_for)
    found = answered(document, findings)
    return _Parted(
        verdicts,
        waiting,
        tuple(finding for finding in found.open if not finding.waits_for),
        tuple(waived.finding for waived in found.waived),
        to_do(document, findings) if not document.from_file else (),
    )


class Session(QObject):
    """Owns the open document for the window. Pages and models read `document`; they change it only through here."""

    changed = Signal(object)
    """After every step: the changes, a tuple of models.records.Change."""
    checked = Signal()
    """After `findings` were made anew."""
    believed = Signal(str)
    """The clerk says that this word is right, wherever it stands."""
    troubled = Signal(object)
    """A Trouble while writing: the change is kept in memory and written with the next one."""

    def __init__(
        self,
        document: Document,
        parent: QObject | None = None,
        *,
        is_inspected: bool = False,
        is_looked_at: bool = False,
        is_practice: bool = False,
        reads_later: bool = False,
        reasons: Callable[[], Iterable[Said]] = tuple,
        known: Session | None = None,
    ) -> None:
        """`is_inspected`: the document is looked at and checked, and every step is refused (自查);
        `is_looked_at`: the same, for data that are opened read only; `is_practice`: it lies in memory only (练习).

        `reads_later`: the texts are read once the window stands, and not before this returns;
        `reasons`: why amounts differ from last year, in all disclosures of the office;
        `known`: what was open of this document before; what it found is not sought again.
        """
        super().__init__(parent)
        self.reasons = reasons
        self.kept_own: set[tuple[str, str]] = set()
        """The drafted paragraphs that the clerk decided against, each with what stands in its place."""
        self.document = document
        self.is_inspected = is_inspected
        self.is_looked_at = is_looked_at
        self.is_practice = is_practice
        known = known if known is not None and known.is_settled else None
        self._checker: Checker = known._checker if known else Checker(document)
        self.findings: tuple[Finding, ...] = known.findings if known else self._checker.findings(prose=not reads_later)
        self._parted_of, self._parts = self.findings, _parted(document, self.findings)
        self.is_settled: bool = known is not None or not reads_later
        """Whether the findings in the texts were made after the last step."""
        self.is_read = self.is_settled
        """Whether the texts were read since it lies open; before that nobody knows whether it is free of errors."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.read_on)
        self._reading: Iterator[None] = iter(())
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._read_a_slice)
        if not self.is_settled:
            self.read_on()

    @property
    def is_kept(self) -> bool:
        """Whether it is one of the disclosures of the office, and not only looked at or practised on."""
        return not (self.is_inspected or self.is_practice)

    @property
    def why_not_kept(self) -> str:
        """Why nothing of it is stored, signed or published, in words; blank where it is."""
        if self.is_practice:
            return PRACTISED
        return "自查的文件没有存入，请先“导入为资料”。" if self.is_inspected else ""

    @property
    def _is_shut(self) -> bool:
        """Whether every step is refused, whatever state the disclosure is in."""
        return self.is_inspected or self.is_looked_at

    @property
    def is_locked(self) -> bool:
        """Whether the disclosure is settled: only its publication may be written down."""
        return self.document.head.state in LOCKED

    @property
    def is_read_only(self) -> bool:
        """Whether neither amounts nor texts may be changed: it is only looked at, or settled."""
        return self._is_shut or self.is_locked

    @property
    def why_read_only(self) -> str:
        """Why nothing may be changed, in words; blank where it may."""
        if self.is_inspected:
            return INSPECTED
        if self.is_looked_at:
            return LOOKED_AT
        state = self.document.head.state
        return f"这份资料{state}，不能再改；要改请先“退回编制中”。" if self.is_locked else ""

    def may_fill(self, text: str) -> bool:
        """Whether the text of that name may be changed now."""
        if self._is_shut:
            return False
        return not self.is_locked or is_record(self.document, text, self.document.head.state)

    @property
    def verdicts(self) -> tuple[Finding, ...]:
        """The findings but for those that only wait for something to be filled in (待填)."""
        return self._parted.verdicts

    @property
    def waiting(self) -> tuple[Finding, ...]:
        """The findings that wait for something to be filled in."""
        return self._parted.waiting

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The verdicts that are to be dealt with: all but the warnings with a valid 说明."""
        return self._parted.open

    @property
    def to_do(self) -> tuple[Finding, ...]:
        """What is to be filled in (待填), one after the other as the form has it."""
        return self._parted.to_do

    @property
    def waived_findings(self) -> tuple[Finding, ...]:
        """The warnings with a valid 说明."""
        return self._parted.waived

    @property
    def _parted(self) -> _Parted:
        """The findings of now, parted once: many ask after each step. Every step makes them anew."""
        if self._parted_of is not self.findings:
            self._parted_of, self._parts = self.findings, _parted(self.document, self.findings)
        return self._parts

    def apply(self, name: str, changes: Sequence[Change]) -> bool:
        """Carry out one named step; False when it changes nothing, or this may not be changed."""
        if self._is_shut or (not leaves_state(self.document, changes) and self.is_locked):
            return False
        try:
            done = self.document.apply(name, changes)
        except Trouble as trouble:
            self._tell(tuple(changes), trouble)
            return True
        if done:
            self._tell(done, None)
        return bool(done)

    def undo(self) -> Operation | None:
        """Take the last step back; None when there is none, or nothing may be changed."""
        return None if self.is_read_only else self._step(self.document.undo)

    def redo(self) -> Operation | None:
        """Do the step again that was taken back last; None as with `undo`."""
        return None if self.is_read_only else self._step(self.document.redo)

    def step_to(self, count: int) -> tuple[Change, ...]:
        """Take steps back, or do again those taken back, until so many are done; what was changed."""
        if self.is_read_only:
            return ()
        changes: tuple[Change, ...] = ()
        trouble = None
        try:
            changes = self.document.step_to(count)
        except Trouble as failure:
            trouble = failure
        if changes or trouble is not None:
            self._tell(changes, trouble)
        return changes

    def store_waiting(self) -> bool:
        """Try once more to store what could not be stored; whether everything is stored now."""
        try:
            self.document.store_waiting()
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return False
        self.changed.emit(())
        return True

    def check(self) -> None:
        """Make the findings anew, those in the texts included."""
        self._stop_reading()
        self._show(self._checker.findings())

    def read_on(self) -> None:
        """Make the findings anew as `check` does, but between keys and paint; `checked` tells when they are there."""
        self._stop_reading()
        self._reading = self._checker.reading()
        self._turn.start()

    def _read_a_slice(self) -> None:
        until = monotonic() + SLICE_SECONDS
        for _ in self._reading:
            if monotonic() > until:
                self._turn.start()
                return
        self._show(self._checker.findings(prose=False))

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.is_settled = self.is_read = True
        self.checked.emit()

    def _stop_reading(self) -> None:
        self._pause.stop()
        self._turn.stop()

    def _step(self, step: object) -> Operation | None:
        assert callable(step)
        operation: Operation | None = None
        trouble = None
        try:
            operation = step()
        except Trouble as failure:
            trouble = failure
        if operation is not None or trouble is not None:
            self._tell(operation.changes if operation else (), trouble)
        return operation

    def _tell(self, changes: tuple[Change, ...], trouble: Trouble | None) -> None:
        self._stop_reading()
        self.findings = self._checker.findings(prose=False)
        self.is_settled = False
        self._pause.start()
        self.changed.emit(changes)
        self.checked.emit()
        if trouble is not None:
            self.troubled.emit(trouble)
