"""Reads .docx: the paragraphs and tables of a Word document in their order, as a person reads them.

lxml parses the parts. The Document of python-docx is left aside: it reads every picture, passes over text boxes,
content controls and insertions, and fails on the links to missing pictures that converters leave behind.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from forms.readers import refusals
from forms.readers.blocks import Block, Grid
from forms.readers.bounds import Budget
from forms.readers.word.document_flow import TableLayout, TextLine, Upwards, numbered, table
from forms.readers.word.docx_lists import Lists
from forms.readers.word.docx_styles import Styles, W, find, number, switch, value

# A disclosure of forty projects written by Word has a quarter of that.
MAX_TAGS = 800_000

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = (W + name for name in ("p", "tbl", "tr", "tc", "r"))
_TEXTS = (W + "t", _FORMULA)
_SIGNS = {W + "br": "\n", W + "cr": "\n", W + "tab": " ", W + "ptab": " ", W + "noBreakHyphen": "-"}
_FIELD_MARK, _BOX = W + "fldChar", W + "txbxContent"

# Properties, what was deleted or moved away under tracked changes (修订), and pinyin over the text (拼音指南).
_LEFT_OUT = frozenset(W + name for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "rt"))
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)


def read(file: str, data: bytes) -> tuple[Block, ...]:
    """The blocks of a .docx: every table is a grid, named by its number, those inside a cell behind its own.

    Headers, footers, notes and comments are not read. Raises Trouble for a file that is too large, and anything at
    all for a damaged one.
    """
    budget = Budget(file)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _Package(archive, budget)
        main = package.links("")["officeDocument"]
        links = package.links(main)
        document = package.part(main)
        styles = Styles(package.part(links.get("styles")))
        lists = Lists(package.part(links.get("numbering")), styles)
    body = find(document, "body")
    if body is None:
        raise refusals.damaged(file)
    return tuple(numbered(_Reader(budget, styles, lists).blocks(body)))


class _Package:
    """The parts of a Word file."""

    def __init__(self, archive: zipfile.ZipFile, budget: Budget) -> None:
        self._archive = archive
        self._budget = budget
        self._names = set(archive.namelist())
        self._tags = 0

    def part(self, name: str | None) -> Element | None:
        """The root of a part, or None when the file has no such part."""
        if name is None or name not in self._names:
            return None
        self._budget.characters -= self._archive.getinfo(name).file_size
        self._budget.check()
        content = self._archive.read(name)
        self._tags += content.count(b"<")
        if self._tags > MAX_TAGS:
            raise refusals.too_large(self._budget.file)
        root = etree.fromstring(content, _PARSER)
        if root.getroottree().docinfo.internalDTD is not None:
            # No program writes one into a document; entities that multiply hide in it.
            raise refusals.damaged(self._budget.file)
        return root

    def links(self, name: str) -> dict[str, str]:
        """The parts that a part names, by their kind; the package itself is the part without a name."""
        folder, base = posixpath.split(name)
        links = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {
            link.get("Type").rpartition("/")[2]: posixpath.normpath(posixpath.join("/", folder, link.get("Target")))[1:]
            for link in (() if links is None else links.iterchildren("*"))
            if link.get("TargetMode") != "External"
        }


@dataclass(slots=True)
class _Words:
    """Collects the text of one paragraph and finds the text boxes (文本框) anchored in it."""

    styles: Styles
    hidden: bool = False
    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    # One entry for each field (域) begun: whether its result has been reached, or still its code.
    _results: list[bool] = field(default_factory=list, init=False)

    @property
    def found(self) -> bool:
        return bool(self.pieces or self.boxes)

    def take(self, parent: Element) -> None:
        for child in parent.iterchildren("*"):
            tag = child.tag
            if tag == _RUN:
                self._take_run(child)
            elif tag in _TEXTS:
                self._add(child.text or "")
            elif tag in _LEFT_OUT:
                continue
            elif tag in _SIGNS:
                self._add(_SIGNS[tag])
            elif tag == _FIELD_MARK:
                self._take_field_mark(child.get(W + "fldCharType"))
            elif tag == _BOX:
                self.boxes.append(child)
            elif tag == _ALTERNATIVES:
                # The same drawing for newer and for older programs: the first will do.
                self.take(child[0])
            else:
                self.take(child)

    def _take_run(self, run: Element) -> None:
        outside = self.hidden
        properties = find(run, "rPr")
        if properties is not None:
            own = switch(properties, "vanish")
            if own is None:
                own = self.styles.hidden(value(properties, "rStyle"))
            self.hidden = outside if own is None else own
        self.take(run)
        self.hidden = outside

    def _take_field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._results.append(False)
        elif self._results and kind == "separate":
            self._results[-1] = True
        elif self._results and kind == "end":
            self._results.pop()

    def _add(self, text: str) -> None:
        if not self.hidden and all(self._results):
            self.pieces.append(text)


class _Reader:
    """Walks the document once, from its first paragraph to its last."""

    def __init__(self, budget: Budget, styles: Styles, lists: Lists) -> None:
        self._budget = budget
        self._styles = styles
        self._lists = lists
        self._tables = 0

    def blocks(self, parent: Element) -> Iterator[TextLine | Grid]:
        """The paragraphs, blank ones included, and tables directly in a body, a cell or a text box."""
        words = _Words(self._styles)
        for element in _within(parent, _PARAGRAPH, _TABLE):
            if element.tag == _TABLE:
                if words.found:
                    yield from self._lines(words)
                    words = _Words(self._styles)
                yield from self._table(element)
                continue
            properties = find(element, "pPr")
            mark = find(properties, "rPr")
            joined = find(mark, "del") is not None or bool(switch(mark, "vanish"))
            style = self._styles.of(properties)
            label = "" if joined else self._lists.label(properties, style)
            words.hidden = bool(self._styles.hidden(style))
            words.take(element)
            # A paragraph whose end is deleted or hidden goes on in the next one.
            if not joined:
                level = self._styles.outline(properties, style)
                yield from self._lines(words, label, level, self._styles.in_contents(style))
                words = _Words(self._styles)
        if words.found:
            yield from self._lines(words)

    def _lines(
        self, words: _Words, label: str = "", level: int | None = None, in_contents: bool = False
    ) -> Iterator[TextLine | Grid]:
        text = "".join(words.pieces)
        if label:
            text = label + text.lstrip()
        self._budget.characters -= len(text)
        self._budget.check()
        yield TextLine(text, level, in_contents)
        for box in words.boxes:
            yield from self.blocks(box)

    def _table(self, element: Element) -> Iterator[Grid]:
        self._tables += 1
        name = f"表格 {self._tables}"
        cells = ((area, list(self.blocks(cell))) for area, cell in _layout(element, self._budget).cells())
        yield from table(name, cells, self._budget)


def _layout(element: Element, budget: Budget) -> TableLayout[Element]:
    layout = TableLayout[Element](budget)
    for row in _rows(element):
        layout.begin_row()
        column = 1 + (number(row, "trPr/gridBefore") or 0)
        for cell in _within(row, _CELL):
            properties = find(cell, "tcPr")
            left = column
            column += max(number(properties, "gridSpan") or 1, 1)
            merge = find(properties, "vMerge")
            if merge is None:
                upwards = Upwards.ALONE
            else:
                upwards = Upwards.FIRST if merge.get(W + "val") == "restart" else Upwards.JOINED
            layout.add(cell, left, column - 1, upwards, value(properties, "hMerge") == "continue")
    return layout


def _rows(element: Element) -> Iterator[Element]:
    for row in _within(element, _ROW):
        properties = find(row, "trPr")
        if find(properties, "del") is None and not switch(properties, "hidden"):
            yield row


def _within(parent: Element, *tags: str) -> Iterator[Element]:
    """The children of these kinds, also those that stand in content controls (内容控件) or were inserted."""
    for child in parent.iterchildren("*"):
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, *tags)
