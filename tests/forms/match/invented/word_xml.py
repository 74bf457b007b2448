"""Word files by hand: paragraphs, tables, text boxes, content controls, own numbers, changes, notes, fields."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/></w:style>'
    for level in (1, 2)
)


def run(text: str, properties: str = "") -> str:
    """A run; line ends and tabs in the text become those of Word."""
    marked = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    marked = marked.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{marked}</w:t></w:r>'


def paragraph(content: str, *, style: str = "", numbered: int = 0) -> str:
    """A paragraph of runs, in a style, and in the list of that number."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def words(text: str) -> str:
    """A paragraph of this text."""
    return paragraph(run(text))


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table; what begins with a tag stands in its cell as it is."""
    inner = "".join("<w:tr>" + "".join(map(_cell, row)) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{inner}</w:tbl>"


def _cell(content: str) -> str:
    inside = content if content.startswith("<w:") else words(content)
    return f"<w:tc><w:tcPr/>{inside}</w:tc>"


def text_box(inside: str, old: bool = False) -> str:
    """A paragraph that holds nothing but a text box, of today or as VML."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    vml = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    if old:
        return paragraph(f"<w:r>{vml}</w:r>")
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic>"
    drawing = f"<w:drawing><wp:inline>{graphic}</wp:inline></w:drawing>"
    return paragraph(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def control(inside: str) -> str:
    """A content control (内容控件) around paragraphs and tables."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def inserted(text: str) -> str:
    """A run that was inserted under tracked changes."""
    return f'<w:ins w:id="1" w:author="a">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    """A run that was deleted under tracked changes."""
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def hidden(text: str) -> str:
    """A run nobody sees."""
    return run(text, "<w:vanish/>")


def field(code: str, result: str) -> str:
    """A field with its result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
    return mark.format("begin") + instruction + mark.format("separate") + run(result) + mark.format("end")


def note(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def word_file(body: str, *, lists: Sequence[tuple[str, str]] = (), notes: Mapping[int, str] | None = None) -> bytes:
    """A .docx of this body; `lists` are the formats and texts of its numbers, `notes` its footnotes."""
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for n, (form, text) in enumerate(lists, start=1)
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    footnotes = "".join(f'<w:footnote w:id="{n}">{words(text)}</w:footnote>' for n, text in (notes or {}).items())
    parts = {
        "document": f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "styles": f"<w:styles {_SPACES}>{_STYLES}</w:styles>",
        "numbering": f"<w:numbering {_SPACES}>{numbering}</w:numbering>",
        "footnotes": f"<w:footnotes {_SPACES}>{footnotes}</w:footnotes>",
    }
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name in parts
        for kind in ("document.main" if name == "document" else name,)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
        if name != "document"
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r0" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return made.getvalue()
