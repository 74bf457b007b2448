"""A disclosure in which everything is right, for what only such a one may do: be passed, settled, published."""

from __future__ import annotations

from datetime import date

from forms.document.document import Document
from forms.edit.profile import set_profile
from forms.office.office import Office
from tests.forms.documents import UNIT
from tests.journeys.clerk import type_explanation, type_tables, write_text

SIGNED = {
    "approved": "2024年1月20日",
    "approval": "丰财预〔2024〕1号",
    "maker": "张三",
    "reviewer": "李四",
    "finance": "王五",
    "leader": "赵六",
    "secrecy_reviewer": "钱七",
    "secrecy_date": "2024年1月21日",
    "secrecy_result": "同意公开",
}
DAY = date(2024, 1, 22)


def sign(document: Document) -> None:
    """Approve and sign it in January of its year."""
    for name, text in SIGNED.items():
        of_its_year = text.replace(str(DAY.year), str(document.head.year))
        document.apply("填写", set_profile(document, name, of_its_year))


def without_errors(office: Office, pack: str = "hebei") -> Document:
    """A disclosure that is right in tables, goals and text; only the signing is still to come. The form of the pack is
    that of Hebei."""
    document = office.start(UNIT, 2025, "部门", pack)
    document.today = lambda: DAY.replace(year=2025)
    type_tables(document)
    type_explanation(document)
    write_text(document)
    for name in (*SIGNED, "published"):
        document.apply("清除", set_profile(document, name, ""))
    return document


def faultless(office: Office, pack: str = "hebei") -> Document:
    """A disclosure of 2025 that is right and signed: it can be settled."""
    document = without_errors(office, pack)
    sign(document)
    return document
