"""The name of the state of a disclosure, as it stands on the copy for signing (送签版) and in every file exported.

Named is what is signed: the form with the version of its pack, and everything entered but the record of the signing
and of the publication, which is written down once the numbers stand. So the sheet that the leader signed at 已审核
still names the disclosure that was settled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms.document.document import Document
from forms.document.per_revision import per_revision
from forms.signing.states import is_record
from models.digest import FORM, code_of, content_digest


@dataclass(frozen=True, slots=True)
class StateName:
    """The code for people (核对码), the whole SHA-256, and the number of the canonical form."""

    code: str
    sha256: str
    form: int = FORM


@per_revision
def state_of(document: Document) -> StateName:
    """The name of the state in which the disclosure stands now."""
    texts = {name: text for name, text in document.texts.items() if not is_record(document, name)}
    head = replace(document.head, edition=document.edition.issue)
    digest = content_digest(head, replace(document.content(), texts=texts))
    return StateName(code_of(digest), digest)
