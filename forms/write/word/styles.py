"""The styles of the Word file: the type of an official paper (公文), set once and named in Chinese for the clerk."""

from __future__ import annotations

from typing import Literal, NamedTuple

from forms.write.page.fonts import Role
from forms.write.page.paper import PORTRAIT
from forms.write.pdf.text_lines import CLOSER
from forms.write.pdf.type import LEADING
from forms.write.word.elements import TWIPS, Element, element, points

Align = Literal["left", "center", "right", "both"]

FACES: dict[Role, str] = {
    "song": "宋体",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "fang": "仿宋_GB2312",
    "title": "方正小标宋简体",
}
"""What the faces of an official paper are called on the desktops of the counties."""
SUBSTITUTES: dict[Role, tuple[str, ...]] = {
    "song": ("SimSun", "思源宋体", "Noto Serif CJK SC"),
    "hei": ("SimHei", "思源黑体", "Noto Sans CJK SC"),
    "kai": ("楷体", "KaiTi", "华文楷体", "宋体"),
    "fang": ("仿宋", "FangSong", "华文仿宋", "宋体"),
    "title": ("小标宋", "华文中宋", "STZhongsong", "宋体"),
}
"""What a machine without such a face takes in its place, the best first."""
CELL_LEADING = 1.25
"""The distance of two lines in a cell, in type sizes."""


class Style(NamedTuple):
    """One kind of paragraph. Lengths are in points; `line` is the distance of its lines, which a file settles itself
    where it is 0, `first` the characters by which the first one is set in. `outline` is its level in the navigation
    pane, counted from 0; with `next` it stays with what follows; its characters stand `closer` by so much.
    """

    id: str
    name: str
    face: Role
    size: float
    line: float = 0
    align: Align = "left"
    before: float = 0
    after: float = 0
    first: int = 0
    outline: int | None = None
    next: bool = False
    bold: bool = False
    closer: float = 0


_PITCH = int(PORTRAIT.height / 22 * TWIPS) / TWIPS
"""GB/T 9704: 22 lines on a page, as in the PDF."""
_NORMAL = Style("Normal", "Normal", "fang", 16, _PITCH)
HEADING = Style("Heading1", "heading 1", "hei", 16, _PITCH, "both", first=2, outline=0, next=True)
INNER_HEADING = Style("InnerHeading", "节内标题", "hei", 16, _PITCH, "both", first=2, outline=1, next=True)
HEADING_2 = Style("Heading2", "heading 2", "kai", 16, _PITCH, "both", first=2, outline=1, next=True)
HEADING_3 = Style("Heading3", "heading 3", "fang", 16, _PITCH, "both", first=2, outline=2, next=True, bold=True)
TEXT = Style("BodyParagraph", "正文段落", "fang", 16, _PITCH, "both", first=2)
CLOSER_TEXT = TEXT._replace(id="CloserParagraph", name="正文段落（紧）", closer=CLOSER)
TEXT_TITLE = Style("TextTitle", "情况说明标题", "title", 22, 34, "center", after=_PITCH, outline=0, next=True)
TABLE_TITLE = Style("TableTitle", "预算表标题", "title", 18, 22.5, "center", after=10, outline=0, next=True)
INNER_TITLE = Style("InnerTitle", "文中表标题", "hei", 14, 20, "center", before=10, after=6, next=True)
GOAL_TITLE = Style("GoalTitle", "绩效表标题", "hei", 14, 20, "center", before=10, after=6, outline=1, next=True)
NOTE = Style("TableNote", "表注", "song", 10.5, 13.5)
COVER_UNIT = Style("CoverUnit", "封面单位", "title", 26, 36, "center", before=130)
COVER_TITLE = Style("CoverTitle", "封面标题", "title", 32, 44, "center", before=40)
COVER_MARK = Style("CoverMark", "封面标记", "song", 22, 30, "center", before=24)
COVER_DATE = Style("CoverDate", "封面日期", "song", 18, 26, "center")
CONTENTS_TITLE = Style("ContentsTitle", "目录标题", "title", 22, 32, "center", after=24)
CONTENTS = (
    Style("TOC1", "toc 1", "song", 14),
    Style("TOC2", "toc 2", "song", 14),
    Style("TOC3", "toc 3", "song", 12),
)
"""The lines of the contents by their level; each is set in by one character more than the one above."""
APPROVED = Style("Approved", "批复情况", "song", 14, 22, before=6)
SEAL = Style("SealPlace", "盖章处", "song", 14, 26, "right")
CODE = Style("StateCode", "核对码", "song", 8, 10)
CODE_FOOT = Style("CodeFoot", "页脚核对码", "song", 7.5, 10, "center")
CLOSING_HEADING = Style("ClosingHeading", "报告标题", "hei", 14, 20, before=12, after=6, next=True)
CLOSING_LINE = Style("ClosingLine", "报告正文", "song", 10.5, 22)
DRAFT = Style("DraftMark", "草稿标记", "hei", 16, 20, "right")
ODD_FOOT = Style("OddFoot", "单页页码", "song", 14, 18, "right")
EVEN_FOOT = Style("EvenFoot", "双页页码", "song", 14, 18, "left")
SEAM = Style("Seam", "分节", "song", 1, 1)
_ALL = (
    _NORMAL, HEADING, INNER_HEADING, HEADING_2, HEADING_3, TEXT, CLOSER_TEXT, TEXT_TITLE, TABLE_TITLE, INNER_TITLE,
    GOAL_TITLE, NOTE, COVER_UNIT, COVER_TITLE, COVER_MARK, COVER_DATE, CONTENTS_TITLE, *CONTENTS, APPROVED, SEAL, CODE,
    CODE_FOOT, CLOSING_HEADING, CLOSING_LINE, DRAFT, ODD_FOOT, EVEN_FOOT, SEAM,
)  # fmt: skip
_BUILT_IN = (HEADING, HEADING_2, HEADING_3, *CONTENTS)
_ALIGN_WORDS: dict[Align, str] = {"left": "居左", "center": "居中", "right": "居右", "both": "两端"}


class Sheet:
    """The style sheet of one file; the styles of cells are made when a table first needs them."""

    def __init__(self, root: Element, pitch: float) -> None:
        """Fill an empty style sheet; `pitch` is the distance of two lines of the contents in type
        sizes: with that of the PDF they take as many pages as there, and the page numbers in them are right."""
        self._root = root
        fonts = element("rPrDefault", element("rPr", _fonts("fang"), element("lang", val="en-US", eastAsia="zh-CN")))
        root.append(element("docDefaults", fonts, element("pPrDefault", element("pPr"))))
        self._ids: set[str] = set()
        for style in _ALL:
            if style.line:
                self._add(style, style.line)
            else:  # an entry of the contents that takes two lines has them closer than two entries
                self._add(style, LEADING * style.size, (pitch - LEADING) * style.size)

    def cell(self, align: Align, size: float, role: Role = "song") -> str:
        """The style of the text in cells of that type size."""
        name = f"Cell-{align}-{role}-{size:g}"
        if name not in self._ids:
            words = f"表格{_ALIGN_WORDS[align]} {FACES[role]} {size:g}"
            self._add(Style(name, words, role, size, size * CELL_LEADING, align), size * CELL_LEADING)
        return name

    def _add(self, style: Style, line: float, before: float = 0) -> None:
        self._ids.add(style.id)
        kind = {"type": "paragraph", "styleId": style.id}
        if style is _NORMAL:
            kind["default"] = "1"
        elif style not in _BUILT_IN:
            kind["customStyle"] = "1"
        parts = [element("name", val=style.name)]
        if style is not _NORMAL:
            parts.append(element("basedOn", val=_NORMAL.id))
        half_points = round(style.size * 2)
        thick = [element("b")] if style.bold else []
        sizes = element("sz", val=half_points), element("szCs", val=half_points)
        spacing = [element("spacing", val=-points(style.closer))] if style.closer else []
        type_face = element("rPr", _fonts(style.face), *thick, *spacing, *sizes)
        self._root.append(
            element("style", *parts, element("qFormat"), _shape(style, line, before or style.before), type_face, **kind)
        )


def _shape(style: Style, distance: float, above: float) -> Element:
    """The properties of the paragraph, in the order of the standard.

    Lines and pages break as in the PDF: no stop stands outside the text, nothing is put between 年 and the digits
    before it, and no single line of a paragraph stands alone on a page.
    """
    parts = [element("keepNext")] if style.next else []
    parts += [element("keepLines")] if style in CONTENTS else []
    parts.append(element("widowControl", val=int(style in (TEXT, CLOSER_TEXT))))
    if style in CONTENTS:
        parts.append(element("tabs", element("tab", val="right", leader="dot", pos=points(PORTRAIT.width))))
    parts += [element(name, val="0") for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN")]
    before, after, line = map(points, (above, style.after, distance))
    parts.append(element("spacing", before=before, after=after, line=line, lineRule="exact"))
    if style.first:
        parts.append(element("ind", firstLineChars=style.first * 100, firstLine=points(style.first * style.size)))
    if style in CONTENTS:
        parts.append(element("ind", left=points(CONTENTS.index(style) * CONTENTS[0].size)))
    parts.append(element("jc", val=style.align))
    if style.outline is not None:
        parts.append(element("outlineLvl", val=style.outline))
    return element("pPr", *parts)


def _fonts(role: Role) -> Element:
    face = FACES[role]
    return element("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)
