"""The whole disclosure as a Word file: cover, contents, every table with its merged head, the text, the goal tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from forms.document.document import Document
from forms.signing.state_name import state_of
from forms.write.page import fonts
from forms.write.page.approval import Approval
from forms.write.page.archives import save_word
from forms.write.page.closing import Closing
from forms.write.page.flow import (
    Division,
    Heading,
    Part,
    ProjectPart,
    SubHeading,
    TablePart,
    TextParagraph,
    TextTitle,
    flow,
)
from forms.write.page.folders import document_title
from forms.write.page.goal_grid import goal_table
from forms.write.page.listing import ListedPart, listed
from forms.write.page.paper import LANDSCAPE, MM, PORTRAIT, Frame
from forms.write.page.products import moment_of, month_words
from forms.write.page.ranks import Rank, leads_over
from forms.write.pdf.page_numbers import PrintedContents, printed_contents
from forms.write.word import styles
from forms.write.word.approval_in_word import approval_sheet
from forms.write.word.closing_in_word import closing_sheet
from forms.write.word.elements import Element, element, points, tab_run, text_run, word_field, word_paragraph
from forms.write.word.font_table import add_font_table
from forms.write.word.styles import Sheet, Style
from forms.write.word.tables import goal_tables, picture_table

_KEPT = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)
_DESCRIPTION = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_FOOT_BELOW = 7 * MM
"""GB/T 9704: the page number stands so far below the text."""
_TOC = r'TOC \f \h \z \t "情况说明标题,1,预算表标题,2,heading 1,2,标题 1,2,绩效表标题,3"'
"""The contents by style and level, with the entries (TC) of parts that have no title on paper; Word knows its own
styles by a name in the language of its windows."""

_RANKS: Mapping[Rank, Style] = {0: styles.TEXT, 1: styles.INNER_HEADING, 2: styles.HEADING_2, 3: styles.HEADING_3}


def write_word(
    document: Document, path: Path, mark: str = "", approval: Approval | None = None, closing: Closing | None = None
) -> None:
    """Write the disclosure to `path` as .docx; the same state gives the same bytes.

    `mark`, 草稿 or 送签稿, is printed on the cover and above every page; `approval` (签批单) stands in front, its code
    and how many pages there are on each foot, `closing` (检查报告) at the end. The page numbers of the contents are
    those of the PDF; Word counts anew when it is asked to update the contents.
    Raises Trouble when a font is damaged, OSError when the file cannot be written.
    """
    fonts.load("song", "title", "hei")
    file = docx.Document(BytesIO(_template()))
    add_font_table(file)
    _describe(file, document)
    headers, footers = _headers(file, mark), _footers(file, approval.code_words if approval else "")
    body = file.element.body
    for child in list(body):
        body.remove(child)
    contents = printed_contents(document)
    writer = _Writer(file.element.body, Sheet(file.styles.element, contents.pitch), headers, footers)
    if approval is not None:
        writer.put_in_front(approval_sheet(file, writer.sheet, approval))
    writer.write(document, contents, mark)
    if closing is not None:
        writer.put_behind(closing_sheet(writer.sheet, closing))
    writer.end()
    save_word(file, path)


@cache
def _template() -> bytes:
    """The empty file from which every one begins, made once: that of the library has 350 kB of styles to be read."""
    file, written = docx.Document(), BytesIO()
    _clean(file)
    file.save(written)
    return written.getvalue()


def _clean(file: WordFile) -> None:
    """Leave out what the library brings along: a thumbnail, the program that made it, styles, fonts, themes, lists."""
    package = file.part.package
    for part, kept in ((file.part, _KEPT), (package, _DESCRIPTION)):
        for name in [name for name, link in part.rels.items() if link.reltype not in kept]:
            del part.rels[name]
    settings = file.settings.element
    for root in (settings, file.styles.element):
        for child in list(root):
            root.remove(child)
    uri = "http://schemas.microsoft.com/office/word"
    settings.extend(
        (
            element("defaultTabStop", val=420),
            element("evenAndOddHeaders"),
            element("characterSpacingControl", val="compressPunctuation"),
            element("compat", element("compatSetting", name="compatibilityMode", uri=uri, val="15")),
        )
    )


def _describe(file: WordFile, document: Document) -> None:
    properties = file.core_properties
    properties.title = document.head.unit.name + document_title(document)
    properties.author = properties.last_modified_by = document.head.unit.name
    properties.comments = ""
    properties.keywords = state_of(document).sha256
    properties.language = "zh-CN"
    properties.created = properties.modified = moment_of(document)
    properties.revision = 1


def _headers(file: WordFile, mark: str) -> list[Element]:
    """草稿 or 送签稿 over odd and even pages; nothing when it is neither."""
    section = file.sections[0]
    for header in (section.header, section.even_page_header) if mark else ():
        header.is_linked_to_previous = False
        _fill(header.part.element, word_paragraph(styles.DRAFT.id, text_run(mark)))
    return _references(file, "headerReference")


def _footers(file: WordFile, code: str) -> list[Element]:
    """The page number between dashes, one character in from the outer edge of the sheet; below it the code, if any."""
    section = file.sections[0]
    odd, even = (section.footer, styles.ODD_FOOT, "right"), (section.even_page_footer, styles.EVEN_FOOT, "left")
    for footer, style, edge in (odd, even):
        footer.is_linked_to_previous = False
        inset = element("ind", **{edge: points(style.size)})
        content = (text_run("— "), *word_field("PAGE", text_run("1")), text_run(" —"))
        below = [word_paragraph(styles.CODE_FOOT.id, *_code_and_count(code))] if code else []
        _fill(footer.part.element, word_paragraph(style.id, *content, properties=[inset]), *below)
    return _references(file, "footerReference")


def _code_and_count(code: str) -> Iterator[Element]:
    """核对码 7K3M-0QZ8-RX4T-C　全册共 42 页: pages are counted from the contents on, the whole is not."""
    yield text_run(f"{code}　全册共 ")
    yield from word_field("NUMPAGES", text_run("1"))
    yield text_run(" 页（含签批单、封面和检查报告）")


def _references(file: WordFile, tag: str) -> list[Element]:
    """What a section says to have these headers or footers."""
    return list(file.element.body.sectPr.iterchildren(qn(f"w:{tag}")))


def _fill(part: Element, *content: Element) -> None:
    for child in list(part):
        part.remove(child)
    part.extend(content)


class _Writer:
    """Puts one part after the other and begins a section where the sheet turns."""

    def __init__(self, body: Element, sheet: Sheet, headers: Sequence[Element], footers: Sequence[Element]) -> None:
        self._body = body
        self.sheet = sheet
        self._headers = headers
        self._footers = footers
        self._sections = 0
        self._contents_section = 2
        self._fresh = True
        self._landscape = False
        self._full = False
        self._marks = 0
        self._waiting: list[ListedPart] = []

    def put_in_front(self, content: Iterable[Element]) -> None:
        """A sheet of its own before the cover, with neither number nor foot."""
        self._body.extend(content)
        self._close_section()
        self._contents_section += 1

    def write(self, document: Document, contents: PrintedContents, mark: str) -> None:
        parts = flow(document)
        lines = listed(parts)
        self._write_cover(document, mark)
        self._close_section()
        self._write_contents([line for line in lines if line], contents.numbers)
        set_as_printed = zip(contents.lying, contents.closer, strict=True)
        for part, line in zip(parts, lines, strict=True):
            self._waiting += [line] if line else []
            if not isinstance(part, Division):
                lying, closer = next(set_as_printed)
                self._turn(lying)
                self._write_part(part, styles.CLOSER_TEXT if closer else styles.TEXT)

    def put_behind(self, content: Iterable[Element]) -> None:
        """An upright sheet of its own after everything else."""
        self._close_section()
        self._landscape = False
        self._body.extend(content)

    def end(self) -> None:
        """The last section; the file has no other way to end."""
        if self._body[-1].tag == qn("w:tbl"):
            self._body.append(word_paragraph(styles.SEAM.id))
        self._body.append(self._section())

    def _write_cover(self, document: Document, mark: str) -> None:
        self._put(styles.COVER_UNIT, document.head.unit.name)
        self._put(styles.COVER_TITLE, document_title(document))
        if mark:
            self._put(styles.COVER_MARK, f"（{mark}）")
        foot = element(
            "framePr", w=points(PORTRAIT.width), wrap="around", vAnchor="margin", hAnchor="margin", xAlign="center",
            yAlign="bottom",
        )  # fmt: skip
        self._put(styles.COVER_DATE, month_words(document), foot)
        self._body.append(word_paragraph(styles.SEAM.id))

    def _write_contents(self, lines: Sequence[ListedPart], numbers: Sequence[int]) -> None:
        """The contents as a field, filled in already: every line a link, with leader and page number."""
        self._put(styles.CONTENTS_TITLE, "目　　录")
        entries = [
            (
                styles.CONTENTS[min(line.level, len(styles.CONTENTS) - 1)],
                element(
                    "hyperlink",
                    text_run(line.text),
                    tab_run(),
                    *word_field(rf"PAGEREF {_mark(mark)} \h", text_run(str(number))),
                    anchor=_mark(mark),
                ),
            )
            for mark, (line, number) in enumerate(zip(lines, numbers, strict=True), start=1)
        ]
        pieces = word_field(_TOC)
        content = [[entry] for _, entry in entries] or [[text_run("")]]
        content[0] = [*pieces[:-1], *content[0]]
        content[-1] = [*content[-1], pieces[-1]]
        looks = [style for style, _ in entries] or [styles.CONTENTS[0]]
        self._body.extend(word_paragraph(style.id, *line) for style, line in zip(looks, content, strict=True))
        self._fresh = False

    def _write_part(self, part: Part, paragraph: Style) -> None:
        match part:
            case TextTitle(text):
                self._put(styles.TEXT_TITLE, text, *self._new_page())
            case Heading(text):
                self._put(styles.HEADING, text)
            case SubHeading(text, rank):
                self._put(_RANKS[rank], text)
            case TextParagraph(text):
                self._put(paragraph, text, *([element("keepNext")] if leads_over(text) else []))
            case TablePart(picture, own_page):
                title = styles.TABLE_TITLE if own_page else styles.INNER_TITLE
                self._put(title, picture.title, *(self._new_page() if own_page else ()))
                self._body.append(picture_table(picture, self.sheet))
                for note in picture.notes:
                    self._put(styles.NOTE, note)
                self._full = picture.landscape and not own_page
            case ProjectPart(project):
                self._put(styles.GOAL_TITLE, goal_table(project).title)
                self._body.extend(goal_tables(project, self.sheet))

    def _put(self, style: Style, text: str, *properties: Element) -> None:
        """A paragraph, with the bookmarks of the lines of the contents that lead to it."""
        content = [text_run(text)]
        for line in self._waiting:
            self._marks += 1
            begin = element("bookmarkStart", id=self._marks, name=_mark(self._marks))
            unprinted = [] if line.printed else word_field(f'TC "{line.text}" \\l {line.level + 1}')
            content = [begin, *unprinted, *content, element("bookmarkEnd", id=self._marks)]
        self._waiting = []
        self._body.append(word_paragraph(style.id, *content, properties=properties))
        self._fresh = False

    def _new_page(self) -> Iterator[Element]:
        """What makes a paragraph begin a page; nothing where the section has just begun."""
        if not self._fresh:
            yield element("pageBreakBefore")

    def _turn(self, landscape: bool) -> None:
        """Go on below what stands, unless the sheet turns or a lying table fills it."""
        if landscape != self._landscape or self._full:
            self._close_section()
            self._landscape, self._full = landscape, False

    def _close_section(self) -> None:
        last = self._body[-1]
        if last.tag != qn("w:p"):
            last = word_paragraph(styles.SEAM.id)
            self._body.append(last)
        last.find(qn("w:pPr")).append(self._section())
        self._fresh = True

    def _section(self) -> Element:
        """The cover has no page number, the contents begin with page 1; the others go on with header and footer."""
        self._sections += 1
        links = {1: self._headers, self._contents_section: self._footers}.get(self._sections, ())
        frame = LANDSCAPE if self._landscape else PORTRAIT
        start = [element("pgNumType", start=1)] if self._sections == self._contents_section else []
        return element("sectPr", *links, element("type", val="nextPage"), *_sheet_of(frame), *start)


def _sheet_of(frame: Frame) -> Iterator[Element]:
    width, height = frame.sheet
    turned = {"orient": "landscape"} if width > height else {}
    yield element("pgSz", w=points(width), h=points(height), **turned)
    yield element(
        "pgMar",
        top=points(height - frame.top),
        right=points(width - frame.right),
        bottom=points(frame.bottom),
        left=points(frame.left),
        header=points(15 * MM),
        footer=points(frame.bottom - _FOOT_BELOW - styles.ODD_FOOT.line),
        gutter=0,
    )


def _mark(number: int) -> str:
    """The bookmark of the entry of that number, as Word itself calls them."""
    return f"_Toc{number:08}"
