"""What a person can do to the profile of the unit and of the packet (单位资料与签审)."""

from __future__ import annotations

from forms.document.document import Document, profile_slot
from models.errors import Trouble
from models.records import Change, TextChange


def set_profile(document: Document, name: str, text: str) -> tuple[Change, ...]:
    """A field of the profile; blank, or what the form has anyway, leaves the form's default standing.

    Raises Trouble for a word that is none of the choices of the field.
    """
    field, text = document.edition.profile[name], text.strip()
    if text and field.choices and text not in field.choices:
        raise Trouble(f"“{field.label}”不能写“{text}”；", f"请选{'、'.join(field.choices)}。")
    slot = profile_slot(name)
    return (TextChange(slot, document.texts.get(slot), text if text not in ("", field.default) else None),)
