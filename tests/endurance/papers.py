"""What the long run works on: published files, one disclosure that is right, and the name of what stands in one."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from forms.document.document import Document
from forms.form.load import edition
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from models.records import Content, Head, State, Unit
from tests.journeys import clerk

DATA = Path(__file__).parents[1] / "data"
WHOLE = ("2024-fengrun", "2021-qinhuangdao", "2023-bazhou-unit")
"""Published as tables and text."""
RIGHT = Head("", Unit("101009", "河间县水利局"), 2025, "部门", "hebei-2025")
"""The head of a disclosure in which nothing is wrong."""


def files(name: str) -> list[Path]:
    """The workbook and the document of a published disclosure."""
    return [DATA / name / "tables.xlsx", DATA / name / "disclosure.docx"]


@cache
def reading(name: str) -> Reading:
    """What the files of a published disclosure state."""
    return recognise([read(path) for path in files(name)])


@cache
def right() -> Content:
    """Everything in a disclosure that passes 审核 and 定稿."""
    document = Document(RIGHT, edition(RIGHT.year, RIGHT.kind))
    clerk.type_tables(document)
    clerk.type_explanation(document)
    clerk.write_text(document)
    return document.content()


def name_of(content: Content, state: State) -> str:
    """The same for the same content and state, and for no other."""
    parts = (sorted(content.cells.items()), sorted(content.rows.items()), sorted(content.texts.items()), str(state))
    return sha256(repr(parts).encode()).hexdigest()
