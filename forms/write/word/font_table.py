"""The font table of the Word file: what a machine takes that has not the faces of an official paper."""

from __future__ import annotations

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from forms.write.word.elements import element
from forms.write.word.styles import FACES, SUBSTITUTES

_CHINESE = "86"
"""The character set GB 2312, as Windows counts them."""


def add_font_table(file: WordFile) -> None:
    """Give the file a font table with the faces of its styles and, for each, the names of its substitutes."""
    fonts = element(
        "fonts",
        *(
            element(
                "font",
                element("altName", val=",".join(SUBSTITUTES[role])),
                element("charset", val=_CHINESE),
                element("family", val="modern" if role in ("hei", "fang") else "roman"),
                element("pitch", val="variable"),
                name=name,
            )
            for role, name in FACES.items()
        ),
    )
    package = file.part.package
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, serialize_part_xml(fonts), package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
