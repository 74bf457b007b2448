"""The checklist (核对清单): the rules that no program can check, answered by a person and kept with the disclosure.

The answer to a rule is the text `answer.<rule>`: 是, 否 or 不适用, and on the next line a remark.
"""

from __future__ import annotations

from dataclasses import dataclass

from forms.document.document import Document
from forms.form.model import Rule
from models.errors import Trouble
from models.records import Change, TextChange

PREFIX = "answer."
"""How the names of the texts begin that hold answers."""
YES, NO, NOT_APPLICABLE = ANSWERS = ("是", "否", "不适用")


BY_UNITS = ("D16", "P01", "P02")
"""The rules that the program checks itself where the disclosures of the units are known."""


@dataclass(frozen=True, slots=True)
class Item:
    """A rule with its question, the answer and the remark; both blank while nobody has answered."""

    rule: Rule
    answer: str = ""
    remark: str = ""


def checklist(document: Document) -> tuple[Item, ...]:
    """Every question of the edition in the order of the rule book, but for what the program checks itself."""
    return tuple(_item(document, rule) for rule in document.edition.rules.values() if is_asked(document, rule))


def is_asked(document: Document, rule: Rule) -> bool:
    """Whether a person answers the question of the rule."""
    return bool(rule.question) and not (document.units and rule.id in BY_UNITS)


def unanswered(document: Document) -> tuple[Rule, ...]:
    """The rules whose questions nobody has answered."""
    return tuple(item.rule for item in checklist(document) if not item.answer)


def reply(document: Document, rule: str, answer: str, remark: str = "") -> tuple[Change, ...]:
    """Answer the question of a rule; a blank answer takes it back. Raises Trouble for any other word."""
    if answer not in ("", *ANSWERS):
        raise Trouble(f"“{answer}”不能作回答；", f"请选{'、'.join(ANSWERS)}。")
    slot = f"{PREFIX}{rule}"
    kept = f"{answer}\n{remark.strip()}".strip() if answer else None
    return (TextChange(slot, document.texts.get(slot), kept),)


def _item(document: Document, rule: Rule) -> Item:
    answer, _, remark = document.texts.get(f"{PREFIX}{rule.id}", "").partition("\n")
    return Item(rule, answer, remark)
