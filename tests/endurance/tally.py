"""What became of the trials of one kind, and the table of all kinds for the README."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from models.errors import Trouble

HEAD = ("| | 试 | 完好或已说明 | 丢失 | 没有发觉 | 没有说明的错误 | 秒 |", "|---|---|---|---|---|---|---|")


@dataclass
class Tally:
    """The figures of one kind of trial; every `fault` has its sentence, which names how to make it again."""

    kind: str
    tried: int = 0
    survived: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    """How often something was `lost`, changed and `silent`, `uncaught`, or `left` over for nobody to clear."""
    told: list[str] = field(default_factory=list)
    """A sentence for each fault."""
    notes: list[str] = field(default_factory=list)
    """Figures beside those of the table."""
    seconds: float = 0.0

    def fault(self, kind: str, sentence: str) -> None:
        """What came of a trial and must not, and how to make it again."""
        assert kind in ("lost", "silent", "uncaught", "left")
        self.faults[kind] += 1
        self.told.append(f"{self.kind} {kind}: {sentence}")

    @contextmanager
    def trial(self, where: str) -> Iterator[None]:
        """One trial; it survived when no fault came of it. What is raised in it is one."""
        before = self.faults.total()
        self.tried += 1
        try:
            yield
        except Trouble as trouble:
            self.fault("lost", f"{where}: {trouble}")
        except Exception as error:
            self.fault("uncaught", f"{where}: {type(error).__name__} {error}")
        self.survived += self.faults.total() == before

    @contextmanager
    def timed(self) -> Iterator[None]:
        """The whole run of this kind."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - begun

    def line(self) -> str:
        """The figures as a line of the table."""
        faults = (self.faults[kind] for kind in ("lost", "silent", "uncaught"))
        figures = (self.tried, self.survived, *faults, round(self.seconds))
        return f"| {self.kind} | {' | '.join(map(str, figures))} |"


def table(tallies: Sequence[Tally]) -> str:
    """The table of all kinds in Markdown."""
    return "\n".join((*HEAD, *(tally.line() for tally in tallies)))
