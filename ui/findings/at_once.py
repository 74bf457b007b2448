"""一次改好: every fix on offer whose changes go together, and the changes of several as one step."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forms.document.finding import Finding, Mend
from models.records import Change, TextChange
from ui.findings.mending import NAME, Mending
from ui.kit.session import Session


class Fix(NamedTuple):
    """A finding with what mends it. `is_sure`: it can only be so. Where two places differ, amounts above all, a person
    has to say which one is right."""

    finding: Finding
    mend: Mend
    is_sure: bool


class _Part(NamedTuple):
    """A passage of a text, from where to where, and what comes in its place."""

    start: int
    end: int
    words: str


class _Step:
    """The changes of fixes that go together. A text is changed as a whole: fixes of parts of it that lie apart are laid
    one beside the other."""

    def __init__(self) -> None:
        self._changes: dict[object, Change] = {}
        self._parts: dict[str, list[_Part]] = {}

    def take(self, mend: Mend) -> bool:
        """Take in another fix; False, and nothing of it taken, when it would change the same in another way."""
        parts = {
            change.key: _part(change.old or "", change.new or "")
            for change in mend.changes
            if isinstance(change, TextChange)
        }
        if not all(self._is_free(key, part) for key, part in parts.items()):
            return False
        rest = [change for change in mend.changes if not isinstance(change, TextChange)]
        if any(self._changes.get(change.key, change) != change for change in rest):
            return False
        self._changes = {**{change.key: change for change in mend.changes}, **self._changes}
        for key, part in parts.items():
            insort(self._parts.setdefault(key, []), part)
        return True

    def _is_free(self, key: str, part: _Part) -> bool:
        return all(part.end < other.start or other.end < part.start for other in self._parts.get(key, ()))

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of it."""
        changes = self._changes.values()
        return tuple(self._laid(change) if isinstance(change, TextChange) else change for change in changes)

    def _laid(self, change: TextChange) -> TextChange:
        text = change.old or ""
        for part in reversed(self._parts[change.key]):
            text = text[: part.start] + part.words + text[part.end :]
        return TextChange(change.key, change.old, text or None)


def fixes(session: Session) -> tuple[Fix, ...]:
    """What can be mended in errors and warnings, in their order; of two fixes that contradict each other the first."""
    if session.is_read_only:
        return ()
    step = _Step()
    return tuple(fix for fix in _offered(session) if step.take(fix.mend))


def together(mends: Iterable[Mend]) -> tuple[Change, ...]:
    """The changes of several fixes as one step; of two that contradict each other those of the first."""
    step = _Step()
    for mend in mends:
        step.take(mend)
    return step.changes


def _offered(session: Session) -> Iterator[Fix]:
    mending, seen = Mending(session), set[tuple[Change, ...]]()
    for finding in session.open_findings:
        mend = mending.of(finding) if finding.level != "H" else None
        if mend is not None and mend.changes not in seen:
            seen.add(mend.changes)
            yield Fix(finding, mend, _is_sure(session, finding, mend))


def _is_sure(session: Session, finding: Finding, mend: Mend) -> bool:
    is_of_an_amount = bool(finding.difference) or any(c.key in session.document.plan.index for c in mend.changes)
    return not is_of_an_amount and (finding.mend is not None or finding.column == NAME)


def _part(old: str, new: str) -> _Part:
    """Where two texts differ."""
    start = _alike(old, new)
    tail = _alike(old[start:][::-1], new[start:][::-1])
    return _Part(start, len(old) - tail, new[start : len(new) - tail])


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[:middle] == other[:middle]:
            least = middle
        else:
            most = middle - 1
    return least
