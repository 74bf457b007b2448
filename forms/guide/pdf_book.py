"""使用说明 as PDF, in the faces of the program: contents with page numbers, bookmarks, links, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    ListFlowable,
    ListItem,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from forms.form.version import PROGRAM
from forms.guide import book
from forms.write.page import fonts
from forms.write.page.fonts import Role
from forms.write.page.paper import MM, PORTRAIT
from forms.write.pdf.type import wrap

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node
    from reportlab.pdfgen.canvas import Canvas

_MARGIN = 22 * MM
_SHEET = PORTRAIT.sheet
_WIDTH = _SHEET[0] - 2 * _MARGIN
_INK, _FAINT, _LINE = HexColor("#1b2129"), HexColor("#5a6470"), HexColor("#c7ced6")
_LINK = "#1f5fa8"
_BLANK = 6.0
"""The padding that frames and cells of reportlab have on each side."""
_BODY, _FACT, _INDENT = 10.5, 9.5, 18.0
"""The sizes of type, and how far a list stands in, in points."""
_CHAPTER = "h2"
_LEAST_OF_CHAPTER = _SHEET[1] / 2
"""So much of a page the heading, the picture and the first lines of a chapter take."""
_SPARE = 0.98
"""The share of the room that words may take, for those in 黑体 are a little wider than measured."""


def write_pdf(path: Path) -> None:
    """Write the whole guide; raises OSError, and Trouble for a damaged font."""
    _BookTemplate(path).multiBuild(list(_story()))


class _BookTemplate(BaseDocTemplate):  # type: ignore[misc]
    """Tells the contents and the bookmarks where each heading stands."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            str(path), pagesize=_SHEET, title=book.TITLE, author=PROGRAM, lang="zh-CN", invariant=1,
            leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
        )  # fmt: skip
        frame = Frame(_MARGIN - _BLANK, _MARGIN, _WIDTH + 2 * _BLANK, _SHEET[1] - 2 * _MARGIN, _BLANK, 0, _BLANK, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=_number))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Called by reportlab behind each part that was set."""
        name, level = getattr(flowable, "heading", ("", 0))
        if name:
            self.canv.bookmarkPage(name)
            self.canv.addOutlineEntry(name, name, level, closed=level > 0)
            if not level:
                self.notify("TOCEntry", (0, escape(name), self.page, name))


def _number(canvas: Canvas, pages: Any) -> None:
    canvas.saveState()
    canvas.setFont(fonts.face("song"), 9)
    canvas.setFillColor(_FAINT)
    canvas.drawCentredString(_SHEET[0] / 2, _MARGIN / 2, f"第 {pages.page} 页")
    canvas.restoreState()


@cache
def _style(name: str) -> ParagraphStyle:
    """The styles of the book, made when the faces are there."""
    song, hei = fonts.face("song"), fonts.face("hei")
    body = ParagraphStyle(
        "body",
        fontName=song,
        fontSize=_BODY,
        leading=17,
        textColor=_INK,
        wordWrap="CJK",
        spaceAfter=6,
        alignment=TA_LEFT,
        allowWidows=0,
        allowOrphans=0,
    )
    return {
        "body": body,
        "title": ParagraphStyle("title", body, fontName=hei, fontSize=22, leading=30, spaceBefore=40, spaceAfter=8),
        "h2": ParagraphStyle(
            "h2", body, fontName=hei, fontSize=15, leading=22, spaceBefore=16, spaceAfter=10, keepWithNext=1
        ),
        "h3": ParagraphStyle("h3", body, fontName=hei, fontSize=12, leading=18, spaceBefore=10, keepWithNext=1),
        "rule": ParagraphStyle("rule", body, fontName=hei, spaceBefore=6, spaceAfter=1, keepWithNext=1),
        "fact": ParagraphStyle("fact", body, fontSize=_FACT, leading=14.5, spaceAfter=2),
        "cell": ParagraphStyle("cell", body, spaceAfter=0),
        "contents": ParagraphStyle("contents", body, fontSize=11, leading=22),
    }[name]


def _story() -> Iterator[Flowable]:
    fonts.load("song", "hei")
    yield Paragraph(_plain(book.TITLE, "hei"), _style("title"))
    yield Paragraph(_plain(book.VERSION_LINE), _style("body"))
    yield TableOfContents(levelStyles=[_style("contents")], dotsMinLevel=0)
    is_before = True
    for part in book.parts():
        if is_before and part.tag == _CHAPTER:
            yield PageBreak()
            is_before = False
        yield from _set(part)
    yield PageBreak()
    yield _heading(book.RULES_TITLE, "h2", 0)
    for chapter, entries in book.rules():
        yield _heading(chapter, "h3", 1)
        for entry in entries:
            facts = [
                Paragraph(_lines([_Span(f"{label}：{fact}")], _FACT, _WIDTH), _style("fact"))
                for label, fact in entry.facts
            ]
            yield KeepTogether([Paragraph(_plain(entry.heading, "hei"), _style("rule")), *facts])


def _set(part: Node, room: float = _WIDTH) -> Iterator[Flowable]:
    """One part of the text, `room` points wide; a chapter begins where enough of a page is left for it."""
    match part.type:
        case "heading":
            is_chapter = part.tag == _CHAPTER
            if is_chapter:
                yield CondPageBreak(_LEAST_OF_CHAPTER)
            yield _heading(book.words(part), part.tag, 0 if is_chapter else 1)
        case "paragraph":
            yield from _paragraph(part, room)
        case "ordered_list" | "bullet_list":
            yield _list(part, room - _INDENT)
        case "table":
            yield _table(part)
        case _:
            raise ValueError(part.type)


def _heading(words: str, style: str, level: int) -> Paragraph:
    heading = Paragraph(_plain(words, "hei"), _style(style))
    heading.heading = (words, level)
    return heading


def _paragraph(part: Node, room: float) -> Iterator[Flowable]:
    """A paragraph; one that is a picture is as wide as the text."""
    inline = part.children[0]
    if [inner.type for inner in inline.children] == ["image"]:
        picture = Image(str(book.folder() / Path(str(inline.children[0].attrs["src"])).name))
        share = min(_WIDTH / picture.drawWidth, 1)
        picture.drawWidth *= share
        picture.drawHeight *= share
        yield KeepTogether([picture, Paragraph("&nbsp;", _style("fact"))])
    else:
        yield _words(part, "body", room)


def _words(part: Node, style: str, room: float) -> Paragraph:
    """What a paragraph or a cell says."""
    runs = [run for inline in part.children for run in _runs(inline)]
    return Paragraph(_lines(runs, _BODY, room), _style(style))


def _list(part: Node, room: float) -> ListFlowable:
    is_counted = part.type == "ordered_list"
    items = [ListItem([inner for below in item.children for inner in _set(below, room)]) for item in part.children]
    return ListFlowable(
        items, bulletType="1" if is_counted else "bullet", bulletFontName=fonts.face("song"), bulletFontSize=_BODY,
        bulletFormat="%s." if is_counted else None, start=None if is_counted else "·", leftIndent=_INDENT,
    )  # fmt: skip


def _table(part: Node) -> Table:
    rows = [row.children for body in part.children for row in body.children]
    width = _WIDTH / len(rows[0])
    cells = [[_words(cell, "cell", width - 2 * _BLANK) for cell in row] for row in rows]
    table = Table(cells, colWidths=[width] * len(rows[0]), spaceAfter=8, repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, _LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


class _Span(NamedTuple):
    """Words of one line in one face; with a link where they lead somewhere."""

    words: str
    role: Role = "song"
    link: str = ""


def _runs(part: Node, role: Role = "song", link: str = "") -> Iterator[_Span]:
    """The words of a paragraph; its lines in Markdown are no lines of their own."""
    for inner in part.children:
        match inner.type:
            case "strong":
                yield from _runs(inner, "hei", link)
            case "link":
                yield from _runs(inner, role, str(inner.attrs["href"]))
            case "code_inline":
                yield _Span(inner.content, "hei", link)
            case "text":
                yield _Span(inner.content, role, link)


def _lines(runs: Sequence[_Span], size: float, room: float) -> str:
    """The words in the markup of reportlab, broken into lines here: reportlab lets stops begin a line."""
    text = "".join(run.words for run in runs)
    told, at = [], 0
    for line in wrap(text, "song", size, room * _SPARE):
        at = text.index(line, at)
        told.append("".join(_marked(run) for run in _cut(runs, at, at + len(line))))
        at += len(line)
    return "<br/>".join(told)


def _cut(runs: Sequence[_Span], start: int, end: int) -> Iterator[_Span]:
    """The part of the runs between two places of their whole text."""
    at = 0
    for run in runs:
        words = run.words[max(start - at, 0) : max(end - at, 0)]
        at += len(run.words)
        if words:
            yield run._replace(words=words)


def _marked(run: _Span) -> str:
    marked = _plain(run.words, run.role)
    return f'<link href="{escape(run.link)}" color="{_LINK}">{marked}</link>' if run.link else marked


def _plain(text: str, role: Role = "song") -> str:
    """Words with a face that has each of their signs."""
    return "".join(f'<font name="{name}">{escape(piece)}</font>' for name, piece in fonts.runs(text, role))
