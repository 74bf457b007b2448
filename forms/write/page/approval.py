"""What stands on the first sheet of the copy for signing (签批单), in whatever kind of file it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forms.document.document import Document
from forms.signing.dates import day_words, read_day
from forms.signing.state_name import StateName
from forms.write.page.folders import document_title

TITLE = "签批单"
CAPTIONS = ("职责", "姓名", "签字", "日期", "备注")
CAPTION_WIDTHS = (26.0, 22.0, 34.0, 44.0, 30.0)
"""How wide these columns are printed, in millimetres: they fill the sheet."""
SEAL = "（盖章处）"
BLANK_DAY = "　　年　　月　　日"
SIGNERS = ("maker", "reviewer", "finance", "leader", "secrecy_reviewer")
"""The fields of the profile that name them, in the order in which they sign."""
_SECRECY = "secrecy"
_PASSED = {"同意公开": "，已通过保密审查，同意公开", "隐去涉密内容后公开": "，已通过保密审查，隐去涉密内容后公开"}
"""What the sheet states of the review for secrecy, by its recorded result; of any other it states nothing."""


class Approval(NamedTuple):
    """The sheet. What the record of the signing holds is printed, what it lacks is left free; a seal never is.

    `signers` are rows below `CAPTIONS`; `approved` number and day of the approval with their labels; `unit` stands
    where the seal is put; `qr` is what the QR code holds: unit, year, the code, and the whole SHA-256 of the state.
    """

    statement: str
    signers: tuple[tuple[str, ...], ...]
    approved: tuple[tuple[str, str], ...]
    unit: str
    name: StateName
    qr: str

    @property
    def code_words(self) -> str:
        """核对码 7K3M-0QZ8-RX4T-C."""
        return f"核对码 {self.name.code}"

    @property
    def halves(self) -> tuple[str, str]:
        """The SHA-256 of the state on two lines."""
        return self.name.sha256[:32], self.name.sha256[32:]


def approval_of(document: Document, name: StateName) -> Approval:
    """The sheet of this document, whose state has that name."""
    head = document.head
    return Approval(
        statement=_statement(document),
        signers=tuple(_signer(document, field) for field in SIGNERS),
        approved=tuple(_approved(document)),
        unit=head.unit.name,
        name=name,
        qr=f"{head.unit.name}\n{head.year}年{head.kind}预算\n核对码 {name.code}\nSHA-256 {name.sha256}",
    )


def _statement(document: Document) -> str:
    record = {field: document.profile(field) for field in ("secrecy_reviewer", "secrecy_date", "secrecy_result")}
    passed = _PASSED.get(record["secrecy_result"], "") if all(record.values()) else ""
    title = document.head.unit.name + document_title(document)
    return f"《{title}》已按规定编制、复核，内容真实、准确、完整{passed}。"


def _approved(document: Document) -> Iterator[tuple[str, str]]:
    fields = document.edition.profile
    yield fields["approval"].label, document.profile("approval")
    yield fields["approved"].label, _day(document.profile("approved"))


def _day(text: str) -> str:
    """A day as official papers write it; what cannot be read as one stands as it was typed."""
    day = read_day(text)
    return day_words(day) if day else text or BLANK_DAY


def record_of(field: str) -> str:
    """What the fields about a signature begin with; the review for secrecy is kept under a name of its own."""
    return _SECRECY if field.startswith(_SECRECY) else field


def signed_day(document: Document, field: str) -> str:
    """The day on which a signer signed, as it was written down; blank before."""
    return document.profile(f"{record_of(field)}_date")


def _signer(document: Document, field: str) -> tuple[str, ...]:
    """Duty, name, the place to sign, day, remark."""
    remark = document.profile(f"{record_of(field)}_remark")
    return document.edition.profile[field].label, document.profile(field), "", _day(signed_day(document, field)), remark
