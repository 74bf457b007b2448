"""How a disclosure stands, in the few figures that 首页 shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms.document.document import Document
from forms.document.finding import Finding, by_cause, fault_counts, worst_level
from forms.signing.dates import read_day
from forms.signing.states import LOCKED, last_day
from ui.findings.marks import StageCount, is_done, stage_counts
from ui.kit import words
from ui.kit.session import Session
from ui.kit.steps import Step, steps

_SHOWN = 3
"""So many errors are shown."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is done, what comes next, what is wrong, and how much time is left."""

    stages: tuple[StageCount, ...]
    next: Step
    errors: int
    warnings: int
    to_do: int
    worst: tuple[tuple[str, Finding], ...]
    """The first errors, each with the words of its place."""
    deadline: Deadline

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(stage.done for stage in self.stages)

    @property
    def of(self) -> int:
        """How many steps there are."""
        return sum(stage.of for stage in self.stages)

    @property
    def lines(self) -> tuple[str, str]:
        """What matters most, and what comes next: 还有 6 天 and 先改 3 个错误，再填 9 处; while no days are counted the
        second stands for both."""
        match self.errors, self.to_do:
            case 0, 0:
                todo = "没有错误"
            case 0, waiting:
                todo = f"再填 {waiting} 处"
            case errors, 0:
                todo = f"先改 {errors} 个错误"
            case errors, waiting:
                todo = f"先改 {errors} 个错误，再填 {waiting} 处"
        due = self.deadline
        return (todo, "") if due.left is None and due.published is None else (due.head, todo)

    @property
    def row(self) -> str:
        """How it stands in its row of the list: 2023年2月24日公开，没有错误; 错误 3，待填 9."""
        day = self.deadline.published
        published = [f"{day.year}年{day.month}月{day.day}日公开"] if day else []
        counted = (("错误", self.errors), ("待填", self.to_do))
        return "，".join(published + ([f"{name} {count}" for name, count in counted if count] or ["没有错误"]))


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time from the approval (批复) to the day by which the disclosure must be published."""

    approved: date | None
    last: date | None
    published: date | None
    today: date | None

    @property
    def left(self) -> int | None:
        """The days that are left, fewer than none when it is over; None when nothing runs."""
        if self.last is None or self.today is None or self.published is not None:
            return None
        return (self.last - self.today).days

    @property
    def head(self) -> str:
        """In a few words how it stands."""
        match self.left:
            case None if self.published is not None:
                return f"{self.published.month}月{self.published.day}日已公开"
            case None:
                return "还不知道公开期限"
            case left if left < 0:
                return f"过期 {-left} 天"
            case 0:
                return "今天是最后一天"
            case left:
                return f"还有 {left} 天"

    @property
    def running(self) -> str:
        """How it stands, as long as days are counted; else blank."""
        return "" if self.left is None else f"离公开期限{self.head}".replace("离公开期限过期", "公开期限已过")

    @property
    def sentence(self) -> str:
        """From which day to which."""
        if self.approved is None or self.last is None:
            return "填上批复日期，就知道最迟哪一天公开"
        days = (self.last - self.approved).days
        first, last = (f"{day.month}月{day.day}日" for day in (self.approved, self.last))
        return f"公开期限 {last}，批复 {first}起{days}天"


def deadline(document: Document) -> Deadline:
    """The days of a disclosure, from its profile."""
    approved, published = (read_day(document.profile(field)) for field in ("approved", "published"))
    return Deadline(approved, last_day(document), published, document.today())


def summary(session: Session) -> Summary:
    """The figures of a disclosure that nobody works on just now."""
    document = session.document
    found = (*session.open_findings, *session.waiting)
    counts = fault_counts(session.open_findings)
    errors = [group[0] for group in by_cause(session.open_findings) if worst_level(group) == "E"]
    order = steps(document)
    return Summary(
        stage_counts(document, found),
        _next(document, found, order),
        counts["E"],
        counts["W"],
        len(session.to_do),
        tuple((words.spot(document, finding), finding) for finding in errors[:_SHOWN]),
        deadline(document),
    )


def _next(document: Document, found: Sequence[Finding], order: Sequence[Step]) -> Step:
    """The first step that is not done; of a settled disclosure the first of all."""
    if document.head.state in LOCKED:
        return order[0]
    return next((step for step in order if not is_done(document, found, step.id)), order[-1])
