"""The process that is killed: a clerk at work without a window, who tells of every operation once it is finished.

It stands ready with everything loaded; each line on its standard input makes a copy of it go to work. A line of its
output is JSON: what is begun, what is done, and what the disclosure then holds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random

from forms.document.document import Document
from forms.edit import cells
from forms.edit.goal_tables import add_project
from forms.form.load import pack, pack_of
from forms.office.office import Office, replacing
from forms.signing.states import LOCKED
from forms.write.packet.package import export
from models.errors import Trouble
from models.records import Address, Content, State, Unit
from tests.endurance.papers import RIGHT, WHOLE, name_of, reading, right

TEXTS = ("", "0", "12.5", "-3", "1,234.56", "约三万", "=1+2", "300000000", "二十", "12.345")
WORDS = ("本部门", "预算", "\n", "增加", "12.50万元", "，", "主要用于办公。", "“三公”经费")


def say(**told: object) -> None:
    """One line on the standard output, there before the next operation begins."""
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Death:
    """Kills this process before it renames a file for the n-th time from `arm(n)` on."""

    def __init__(self) -> None:
        self._left = 0
        sys.addaudithook(self._hear)

    def arm(self, number: int) -> None:
        """0 lets it live."""
        self._left = number

    def _hear(self, event: str, _: object) -> None:
        if self._left and event == "os.rename":
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)


class Worker:
    """Works on the office of a folder until it is killed."""

    def __init__(self, office: Office, out: Path, random: Random) -> None:
        self._office = office
        self._out = out
        self._random = random
        deeds: dict[str, tuple[int, Callable[[], Document | None]]] = {
            "type": (30, self._type),
            "write": (10, self._write),
            "rows": (8, self._rows),
            "undo": (10, lambda: self._step_back(Document.undo)),
            "redo": (6, lambda: self._step_back(Document.redo)),
            "import": (4, self._import),
            "start": (1, self._start),
            "carry": (2, self._carry),
            "gate": (6, self._gate),
            "backup": (2, self._back_up),
            "export": (2, self._export),
        }
        self._deeds = deeds
        self._document: Document | None = None

    def run(self, first: str, rename: int) -> None:
        """Work without end; the operation of that kind comes soon, blank for whichever comes, and ends before it
        renames a file for that time, 0 for never."""
        death = Death()
        kinds, weights = list(self._deeds), [weight for weight, _ in self._deeds.values()]
        soon = [*self._random.choices(kinds, weights, k=self._random.randrange(12)), first] if first else []
        while True:
            death.arm(rename if len(soon) == 1 else 0)
            kind = soon.pop(0) if soon else self._random.choices(kinds, weights)[0]
            say(begin=kind)
            try:
                document = self._deeds[kind][1]()
            except Trouble as trouble:
                say(refused=kind, words=str(trouble))
                # What could not be carried out may have left the document before a step that was not stored.
                self._document = None
                continue
            if document is None:
                say(done=kind)
            else:
                self._confirm(kind, document)

    def _confirm(self, kind: str, document: Document) -> None:
        head = document.head
        length = len(self._office.history(head.id))
        say(done=kind, id=head.id, length=length, name=name_of(document.content(), head.state))

    # What is worked on

    def _any(self) -> Document:
        """The disclosure that is open, or another one."""
        if self._document is None or self._random.random() < 0.1:
            listed = self._office.listed()
            if not listed:
                return self._import()
            self._document = self._office.open_disclosure(self._random.choice(listed).head.id)
        return self._document

    def _settle_on(self, document: Document) -> Document:
        self._document = document
        return document

    # The operations

    def _type(self) -> Document:
        document = self._any()
        free = [a for a in document.plan.addresses if not document.is_computed(a)]
        count = min(self._random.choice((1, 1, 1, 5, 40)), len(free))
        texts = {address: self._random.choice(TEXTS) for address in self._random.sample(free, count)}
        document.apply(f"填写{count}格", cells.enter(document, texts))
        return document

    def _write(self) -> Document:
        document = self._any()
        section = self._random.choice(document.edition.sections)
        text = "".join(self._random.choices(WORDS, k=self._random.randrange(1, 60)))
        document.apply("写说明", cells.write_section(document, section.id, text))
        return document

    def _rows(self) -> Document:
        document = self._any()
        if self._random.random() < 0.5:
            document.apply("增加项目", add_project(document) if "X5" in document.edition.tables else ())
            return document
        lines = [line.key for line in document.lines("T5") if line.code]
        if lines:
            document.apply("删除行", cells.remove_rows(document, "T5", self._random.sample(lines, 1)))
        else:
            document.apply("增加科目", cells.add_codes(document, "T5", ["2060101"]))
        return document

    def _step_back(self, step: Callable[[Document], object]) -> Document:
        document = self._any()
        step(document)
        return document

    def _import(self) -> Document:
        return self._settle_on(self._office.take(reading(self._random.choice(WHOLE))))

    def _start(self) -> Document:
        unit = Unit(str(self._random.randrange(200000, 999999)), "新设的单位")
        document = self._office.start(unit, 2024, "部门", "hebei")
        document.apply("录入", replacing(Content(), reading("2024-fengrun").content))
        return self._settle_on(document)

    def _carry(self) -> Document:
        heads = [listed.head for listed in self._office.listed()]
        due = [h for h in heads if h.year + 1 in pack(pack_of(h)).years]
        missing = [h for h in due if self._office.find(h.unit, h.year + 1, h.kind, pack_of(h)) is None]
        if not missing:
            return self._start()
        head = self._random.choice(missing)
        return self._settle_on(self._office.carry(head.id, head.year + 1))

    def _gate(self) -> Document:
        head = self._office.find(RIGHT.unit, RIGHT.year, RIGHT.kind, "hebei")
        if head is None:
            document = self._office.start(RIGHT.unit, RIGHT.year, RIGHT.kind, "hebei")
            document.apply("录入", replacing(Content(), right()))
            return document
        document = self._office.open_disclosure(head.id)
        self._document = None
        changes = replacing(document.content(), right())
        if document.head.state in LOCKED:
            if self._random.random() < 0.4:
                self._office.publish(document)
            else:
                self._office.reopen(document, "数字有更正")
        elif changes:
            document.apply("改回", changes)
        elif document.head.state == State.EDITING:
            self._office.review(document)
        elif self._random.random() < 0.7:
            self._office.settle(document)
        else:
            leaf = Address("T5", "2060101", "basic")
            document.apply("填写1格", cells.enter(document, {leaf: self._random.choice(TEXTS)}))
        return document

    def _back_up(self) -> None:
        say(backup=self._office.backup_now().name)

    def _export(self) -> Document:
        """Every packet is another one in each of its files: an amount and a text are new."""
        document = self._any()
        number = self._random.randrange(1, 100_000)
        section = document.edition.sections[0].id
        leaf = next(a for a in document.plan.addresses if not document.is_computed(a))
        changes = (
            *cells.enter(document, {leaf: str(number)}),
            *cells.write_section(document, section, f"第{number}稿"),
        )
        document.apply("再改一稿", changes)
        folder = self._out / document.head.id
        paths = export(document, folder, data=self._office.folder)
        say(packet=str(folder), files={path.name: sha256(path.read_bytes()).hexdigest() for path in paths})
        return document


def work(folder: Path, out: Path, seed: int, first: str, rename: int) -> None:
    """Work in the data folder; an error that nothing has words for is told."""
    try:
        with Office.open(folder) as office:
            say(opened=True)
            Worker(office, out, Random(seed)).run(first, rename)
    except Trouble as trouble:
        say(closed=str(trouble))
    except Exception:
        say(uncaught=traceback.format_exc())


def main() -> None:
    """Stand ready; a line holds what `work` takes."""
    for name in WHOLE:
        reading(name)
    right()
    # What is loaded at the first export shall not be loaded by every copy anew.
    for module in ("forms.write.word.word", "pypdfium2"):
        import_module(module)

    say(ready=True)
    for line in sys.stdin:
        task = json.loads(line)
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            work(Path(task.pop("folder")), Path(task.pop("out")), **task)
            os._exit(0)
        say(pid=pid)
        os.waitpid(pid, 0)
        say(ended=pid)


if __name__ == "__main__":
    main()
