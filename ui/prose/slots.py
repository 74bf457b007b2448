"""Where the number of a chip comes from: the step and the cell behind a slot, and the same in words."""

from __future__ import annotations

from typing import NamedTuple

from forms.document.document import Document
from forms.form.slot_grammar import MOVEMENT, PROJECTS, REASON, UNIT, is_known
from models.records import Address
from ui.kit import words
from ui.kit.steps import PROFILE

_CHANGE = "change"
"""The column of the year-on-year table that holds the movement itself."""


class Origin(NamedTuple):
    """The step of a slot, its cell if it has one, and how it is called; without a step there is nowhere to go."""

    step: str
    address: Address | None
    name: str


def origin(document: Document, slot: str) -> Origin:
    """Where the words of a slot come from."""
    edition = document.edition
    kind, _, place = slot.rpartition(":")
    if not is_known(edition, slot):
        return Origin("", None, "本年表样里没有的位置")
    if slot == UNIT:
        return Origin("", None, "单位名称")
    if slot == PROJECTS:
        goals = edition.tables.get(edition.roles.projects)
        name = words.short_name(goals, document.head.kind) if goals else "本年表样里没有的位置"
        return Origin(edition.roles.projects, None, name)
    if kind == "profile":
        return Origin(PROFILE, None, edition.profile[place].label)
    table, *rest = place.split("/")
    if kind and kind not in MOVEMENT:
        return Origin(table, None, words.short_name(edition.tables[table], document.head.kind))
    column = rest[1] if not kind else REASON if kind == REASON else _CHANGE
    address = Address(table, rest[0], column)
    return Origin(table, address, words.place(document, address))


def tip(document: Document, slot: str) -> str:
    """What is told of a chip under the mouse."""
    found = origin(document, slot)
    return f"取自：{found.name}" + ("\n按住 Ctrl 点击到表" if found.step else "")
