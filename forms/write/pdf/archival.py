"""What makes a PDF one for the archive (PDF/A-2u, ISO 19005-2): its description as XMP, and what its colours mean.

The rest of that standard holds by the way the pages are written: every face is embedded, every code has its character
(`fonts`), nothing is encrypted, transparent, hidden or run.
"""

from __future__ import annotations

import struct
from datetime import date
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PRINTED = 4
"""The flag of an annotation (ISO 32000-1, 12.5.3) that the standard asks for: no screen alone shows it."""
_CONDITION = "sRGB IEC61966-2.1"
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = (
    (b"rXYZ", (0.43607, 0.22249, 0.01392)),
    (b"gXYZ", (0.38515, 0.71687, 0.09708)),
    (b"bXYZ", (0.14307, 0.06061, 0.7141)),
)
"""The three colours of IEC 61966-2-1 as seen under the light of a profile (D50)."""
_STEPS = 1024


class Properties(NamedTuple):
    """The properties of a document; `mark` is the digest of what it was made from, `made` the day that it gives."""

    title: str
    author: str
    mark: str
    program: str
    made: date


def make_archival(canvas: Canvas, properties: Properties) -> None:
    """Give the PDF that is begun its XMP and its output intent; the same properties give the same bytes."""
    from reportlab.pdfbase import pdfdoc

    _mend_streams()
    document = canvas._doc
    catalog = document.Catalog
    catalog.Metadata = pdfdoc.XMP(creator=lambda _: _xmp(properties).encode())
    profile = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary({"N": 3}), content=_srgb())
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(_CONDITION),
        "Info": pdfdoc.PDFString(_CONDITION),
        "DestOutputProfile": document.Reference(profile),
    }
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
    # The catalog writes those of its entries that reportlab knows; of this one it does not.
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


@cache
def _mend_streams() -> None:
    """Let the end of every stream stand on a line of its own (ISO 19005-2, 6.1.7.1); reportlab writes it right behind.

    It holds for all that reportlab writes from then on.
    """
    from reportlab.pdfbase import pdfdoc

    written, end = pdfdoc.PDFStream.format, b"endstream\n"

    def on_lines(stream: object, document: object) -> bytes:
        made: bytes = written(stream, document)
        return made.removesuffix(end) + b"\n" + end

    pdfdoc.PDFStream.format = on_lines


def _xmp(properties: Properties) -> str:
    """The same that the properties of the file say, in the form of ISO 16684-1."""
    said = (properties.title, properties.author, properties.mark, properties.program)
    title, author, mark, program = (escape(text, quote=False) for text in said)
    moment = f"{properties.made:%Y-%m-%d}T00:00:00+08:00"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{mark}</pdf:Keywords>
<pdf:Producer>{program}</pdf:Producer>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _srgb() -> bytes:
    """The colour space sRGB as a profile of the ICC (ISO 15076-1, version 2), made from its published figures."""
    curve = struct.pack(f">4s4xI{_STEPS}H", b"curv", _STEPS, *map(_linear, range(_STEPS)))
    text = _CONDITION.encode() + b"\0"
    described = struct.pack(">4s4xI", b"desc", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)
    tags = [
        (b"desc", described),
        (b"cprt", struct.pack(">4s4x", b"text") + b"No copyright, use freely\0"),
        (b"wtpt", _xyz(_D50)),
        *((name, _xyz(colour)) for name, colour in _PRIMARIES),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, content in tags:
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    head = struct.pack(
        ">I4xI4s4s4s6H4s28x3i48x",
        *(start + len(body), 0x02100000, b"mntr", b"RGB ", b"XYZ ", 2000, 1, 1, 0, 0, 0, b"acsp"),
        *map(_fixed, _D50),
    )
    return head + table + body


def _linear(step: int) -> int:
    """How much light a step of the scale gives (IEC 61966-2-1), of 65535."""
    share = step / (_STEPS - 1)
    return round((share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4) * 65535)


def _fixed(number: float) -> int:
    return round(number * 65536)


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *map(_fixed, colour))
