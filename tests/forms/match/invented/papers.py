"""A paper from a seed: one choice of wording, numbering and layout for each trait, and what it says by construction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

from forms.form.load import edition
from forms.form.ordinals import ordinal
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from tests.forms.match.invented import word_xml as xml
from tests.forms.match.invented.bodies import Bodies
from tests.forms.match.invented.tables import Tables
from tests.forms.match.invented.wordings import Wordings
from tests.forms.match.texts_of_papers import CIRCLED, LEGAL, ROMAN, STEMS

_PLAIN_TRAITS = (
    "own lines", "level", "auto numbers", "run-in", "broken heading", "joined", "split", "moved", "chapters", "missing",
    "unnumbered words", "nested", "dirty headings",
)  # fmt: skip
_CONTAINERS = ("", "frame", "layout", "text box", "old text box", "control", "framed all", "boxed heading", "inserted")


Choice = TypeVar("Choice")


@dataclass(slots=True)
class Part:
    """A section, or two under one heading, on its way into the file: its heading with and without number, its lines."""

    keys: tuple[str, ...]
    heading: str
    words: str
    lines: list[str]
    number: int
    after: list[str] = field(default_factory=list)
    """What stands below the lines, as XML: tables."""


@dataclass(frozen=True, slots=True)
class Invented:
    """A paper: the file, whose it is, and the lines of each section that it has, by the id of the section."""

    data: bytes
    office: str
    year: int
    kind: str
    lines: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, str]
    """What stands in cells of its tables, by TABLE/ROW/COLUMN."""
    forbidden: tuple[str, ...]
    """What nobody sees on paper."""
    traits: tuple[str, ...]

    def reading(self, folder: Path) -> Reading:
        """The file as it is understood by someone who has said whose it is. Raises Trouble when it asks."""
        file = folder / "说明.docx"
        file.write_bytes(self.data)
        return recognise([read(file)], unit_name=self.office, year=self.year, kind=self.kind)


class Inventor:
    """Makes one paper; what it chose is told by `traits`."""

    def __init__(self, seed: int, wordings: Wordings) -> None:
        self.rng = Random(seed)
        self.of = wordings
        self.office = self._one(wordings.offices)
        self.year = self.rng.choice((2020, 2021, 2023, 2024, 2024, 2025, 2026))
        self.kind = self.rng.choice(("部门", "单位"))
        self.form = edition(self.year, self.kind)
        self.traits: list[str] = []
        self.forbidden: list[str] = []
        self.cells: dict[str, str] = {}
        self.notes: dict[int, str] = {}
        self.lists: list[tuple[str, str]] = []
        inner = self._one(wordings.inner)
        self.bodies = Bodies(self.rng, self.office, self.year, self.kind, inner)
        self.tables = Tables(self.rng, self.bodies, wordings, self.form)
        self.style = self._trait("style", wordings.styles)
        self.end = self._trait("end", wordings.ends)
        self.owner = self._trait("owner", wordings.owners)
        self.way = self._trait("way", _PLAIN_TRAITS)

    def paper(self) -> Invented:
        """The paper."""
        parts = self._parts()
        opening = self._said(self._one(self.of.openings))
        front = self._front(parts)
        text = [xml.words(opening)] if opening else []
        text += self._contained(parts)
        tables = self._budget_tables()
        first = self.rng.random() < 0.3
        body = [*front, *tables, *text] if first else [*front, *text, *tables]
        if tables:
            self.traits.append("tables before" if first else "tables behind")
        ids = {section.key: section.id for section in self.form.sections}
        lines: dict[str, tuple[str, ...]] = {}
        for part in parts:
            for key in part.keys:
                lines[ids[key]] = tuple(line for k, line in self._owned if k == key)
        if opening:
            lines["S0"] = (opening,)
        data = xml.word_file("".join(body), lists=self.lists, notes=self.notes)
        return Invented(
            data, self.office, self.year, self.kind, lines, self.cells, tuple(self.forbidden), tuple(self.traits)
        )

    def _parts(self) -> list[Part]:
        """The sections in their order, each with its heading."""
        self._owned: list[tuple[str, str]] = []
        keys = [section.key for section in self.form.sections if section.title]
        if self.way == "missing":
            for key in self.rng.sample(keys, self.rng.randint(1, 3)):
                keys.remove(key)
        if self.way == "moved":
            key = keys.pop(self.rng.randrange(1, len(keys)))
            keys.insert(self.rng.randrange(len(keys)), key)
        joined = self._one(self.of.joined) if self.way == "joined" else ("", "", "")
        if not {joined[0], joined[1]} <= set(keys):
            joined = ("", "", "")
        exact = self.way in ("unnumbered words", "run-in", "broken heading") or self.rng.random() < 0.25
        if exact:
            self.traits.append("exact words")
        parts: list[Part] = []
        for key in keys:
            if key == joined[1]:
                continue
            together = (key, joined[1]) if key == joined[0] else (key,)
            words = joined[2] if len(together) > 1 else self._words(key, exact)
            body = [(k, line) for k in together for line in self.bodies.lines(k)]
            self._owned += body
            number = len(parts) + 1
            heading = self._heading(words, number)
            parts.append(Part(together, heading, words, [line for _, line in body], number))
        for part in parts:
            self._with_table(part)
        return self._nested(parts) if self.way == "nested" else parts

    def _nested(self, parts: list[Part]) -> list[Part]:
        """Some of the sections as points of the last one, under other marks."""
        last = next((part for part in parts if part.keys == ("other",)), None)
        inside = [part for part in parts if part.keys[0] in ("running", "procurement", "assets")]
        if last is None:
            return parts
        kept = [part for part in parts if part not in (*inside, last)]
        point = "{digit}." if self.style.startswith("（{han}") else "（{han}）"
        for place, part in enumerate([*kept, last], start=1):
            part.heading = self._heading(part.words, place)
        for place, part in enumerate(inside, start=1):
            part.heading = point.format(han=ordinal(place), digit=place) + self._words(part.keys[0], exact=False)
        points = Part(
            ("other",), point.format(han=ordinal(len(inside) + 1), digit=len(inside) + 1) + "其他", "", last.lines, 0
        )
        last.lines = []
        return [*kept, last, *inside, points]

    def _words(self, key: str, exact: bool) -> str:
        choices = self.of.headings[key]
        section = next(one for one in self.form.sections if one.key == key)
        words = section.title if exact else self._said(self._one(choices))
        if self.rng.random() < 0.5 and self.owner and not exact:
            bare = words.removeprefix(self.kind) if self.owner.endswith("{kind}") else words
            words = self._said(self.owner) + bare
        return words

    def _heading(self, words: str, number: int) -> str:
        """The heading as it is written, with its number unless Word counts."""
        if self.way in ("level", "auto numbers"):
            return words + self.end
        style = "{title}" if self.way == "unnumbered words" else self.style
        signs = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑾⑿"
        marks = {"han": ordinal(number), "digit": number, "circled": CIRCLED[number - 1], "roman": ROMAN[number - 1]}
        marks |= {"stem": STEMS[number - 1], "sign": signs[number - 1], "title": words}
        marks["legal"] = LEGAL[number - 1] if number <= 10 else f"拾{LEGAL[number - 11]}"
        return style.format(**marks) + self.end

    # What goes into the file.

    def _contained(self, parts: Sequence[Part]) -> list[str]:
        """The parts as XML, some of them in a container."""
        kind = self._trait("container", _CONTAINERS) if self.way != "chapters" else ""
        first = self.rng.randrange(len(parts))
        last = min(first + self.rng.randint(1, 4), len(parts))
        if kind == "framed all":
            first, last, kind = 0, len(parts), "frame"
        made: list[str] = []
        if self.way == "chapters":
            made += self._chapters(parts)
            parts = parts[1:] if parts[0].keys == ("duties",) else parts
        inside: list[str] = []
        for place, part in enumerate(parts):
            if kind and first <= place < last:
                if kind == "layout":
                    inside.append(self._layout_row(part))
                elif kind == "boxed heading":
                    made += [xml.text_box(self._heading_xml(part)), *self._below(part)]
                elif kind == "inserted":
                    number = 1 if self.lists else 0
                    made += [xml.paragraph(xml.deleted("废止的标题") + xml.inserted(part.heading), numbered=number)]
                    made += self._below(part)
                else:
                    inside += self._part_xml(part)
            else:
                made += [self._closed(kind, inside)] if inside else []
                inside = []
                made += self._part_xml(part)
        return [*made, self._closed(kind, inside)] if inside else made

    def _closed(self, kind: str, inside: list[str]) -> str:
        content = "".join(inside)
        if kind == "layout":
            return f"<w:tbl><w:tblPr/>{content}</w:tbl>"
        wrap: Mapping[str, Callable[[str], str]] = {
            "frame": lambda c: xml.table([[c + xml.words("")]]),
            "text box": xml.text_box,
            "old text box": lambda c: xml.text_box(c, old=True),
            "control": xml.control,
        }
        return wrap[kind](content)

    def _layout_row(self, part: Part) -> str:
        cells = "".join(
            f"<w:tc><w:tcPr/>{c}{xml.words('')}</w:tc>" for c in (self._heading_xml(part), "".join(self._below(part)))
        )
        return f"<w:tr>{cells}</w:tr>"

    def _part_xml(self, part: Part) -> list[str]:
        if self.way == "run-in" and len(part.lines) == 1:
            return [xml.words(part.heading + self._one(self.of.run_ins) + part.lines[0]), *part.after]
        return [self._heading_xml(part), *self._below(part)]

    def _heading_xml(self, part: Part) -> str:
        if self.way == "level":
            return xml.paragraph(xml.run(part.heading), style="H1")
        if self.way == "auto numbers":
            if not self.lists:
                self.lists = [self.rng.choice(self.of.auto)]
                self.traits.append(f"auto {self.lists[0]}")
            return xml.paragraph(xml.run(part.heading), numbered=1)
        if self.way == "broken heading" and len(part.heading) > 14:
            at = self.rng.randint(8, len(part.heading) - 3)
            return xml.words(part.heading[:at]) + xml.words(part.heading[at:])
        if self.way == "dirty headings":
            sign, at = self._one(self.of.unseen), self.rng.randint(1, len(part.heading) - 1)
            return xml.words(part.heading[:at] + sign + part.heading[at:])
        return xml.words(part.heading)

    def _below(self, part: Part) -> list[str]:
        """The lines of a part and its tables; a line now and then carries what Word hides or keeps apart."""
        made: list[str] = []
        halves = len(part.lines) // 2 if self.way == "split" and len(part.lines) > 1 else 0
        for place, line in enumerate(part.lines):
            if halves and place in (0, halves):
                title = f"{self.bodies.mark(1 + (place > 0))}{('基本情况', '有关说明')[place > 0]}"
                self._owned.insert(
                    self._owned.index((part.keys[0], line)) if (part.keys[0], line) in self._owned else 0,
                    (part.keys[0], title),
                )
                made.append(xml.words(title))
            made.append(self._line_xml(line))
        return [*made, *part.after]

    def _line_xml(self, line: str) -> str:
        turn = self.rng.random()
        if turn < 0.03:
            self.forbidden.append("作废8888.88万元")
            return xml.paragraph(xml.run(line[:6]) + xml.deleted("作废8888.88万元") + xml.run(line[6:]))
        if turn < 0.06:
            self.forbidden.append("隐藏7777.77万元")
            return xml.paragraph(xml.run(line[:6]) + xml.hidden("隐藏7777.77万元") + xml.run(line[6:]))
        if turn < 0.09:
            return xml.paragraph(xml.run(line[:6]) + xml.inserted(line[6:]))
        if turn < 0.12:
            return xml.paragraph(xml.run(line[:6]) + xml.field("DOCPROPERTY x", line[6:]))
        if turn < 0.15:
            sign = self._one(self.of.unseen)
            if not sign.isspace():
                return xml.words(line[:5] + sign + line[5:])
        return xml.words(line)

    def _chapters(self, parts: Sequence[Part]) -> list[str]:
        """The first section as a chapter of two numbered parts, and the heading of the chapter that holds the rest."""
        chapter, duties, bodies, rest = map(self._said, self._one(self.of.chapters))
        if parts[0].keys != ("duties",):
            return [xml.words(rest)]
        lines = parts[0].lines
        titles = (f"一、{duties}", f"二、{bodies}")
        own = [(titles[0]), *lines[:-1], titles[1], lines[-1]]
        self._owned = [("duties", line) for line in own] + [one for one in self._owned if one[0] != "duties"]
        for place, part in enumerate(parts[1:], start=1):
            part.heading = self._heading(part.words, place)
        return [xml.words(chapter), *map(xml.words, own), *parts[0].after, xml.words(rest)]

    def _with_table(self, part: Part) -> None:
        """The tables of the explanation, and now and then a small one that is text."""
        if "duties" in part.keys and self.rng.random() < 0.5:
            part.after += self.tables.bodies_table(self.cells)
        if "procurement" in part.keys and self.rng.random() < 0.6:
            part.after += self.tables.purchases(self.cells)
        if "assets" in part.keys and self.rng.random() < 0.6:
            part.after += self.tables.assets(self.cells)
        if part.keys == ("running",) and self.rng.random() < 0.2:
            rows = [["经费名称", "金额（万元）"], ["办公费", self.bodies.amount()], ["水费", self.bodies.amount()]]
            part.after.append(xml.table(rows))
            place = max(n for n, one in enumerate(self._owned) if one[0] == "running")
            self._owned[place + 1 : place + 1] = [("running", "\t".join(row)) for row in rows]

    def _budget_tables(self) -> list[str]:
        return self.tables.budget(self.cells) if self.rng.random() < 0.7 and self.year >= 2021 else []

    def _front(self, parts: Sequence[Part]) -> list[str]:
        """Cover and contents page."""
        made = [xml.words(self._said(line)) for line in self._trait("cover", self.of.covers)]
        if self.rng.random() < 0.5:
            return made
        caption, page = self._trait("contents", self.of.captions), self._trait("pages", self.of.pages)
        lines = [(part.heading + page).format(page=place + 3) for place, part in enumerate(parts)]
        auto = not caption and not page
        if auto or self.rng.random() < 0.2:
            self.traits.append("automatic contents")
            made += [xml.paragraph(xml.run(line), style="TOC1") for line in lines]
            return made
        return made + [xml.words(line) for line in ([caption] if caption else []) + lines]

    def _said(self, words: str) -> str:
        return words.format(office=self.office, year=self.year, kind=self.kind)

    def _one(self, choices: Sequence[Choice]) -> Choice:
        return self.rng.choice(choices)

    def _trait(self, name: str, choices: Sequence[Choice]) -> Choice:
        chosen = self.rng.choice(choices)
        self.traits.append(f"{name} {chosen!r}")
        return chosen


def invent(seed: int, wordings: Wordings) -> Invented:
    """The paper of a seed."""
    return Inventor(seed, wordings).paper()
