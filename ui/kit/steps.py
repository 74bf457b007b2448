"""The steps of a disclosure in the order they are gone through: budget tables, then each section with its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forms.document import finding
from forms.document.document import Document
from forms.document.progress import held_tables
from forms.form.model import TEXTS, UNIT_SLOT, Section
from forms.signing.checklist import PREFIX as ANSWER
from forms.signing.checklist import checklist
from forms.signing.waivers import PREFIX as WAIVER
from ui.kit import words

PROFILE, CHECKLIST = finding.PROFILE, finding.CHECKLIST
"""The ids of the steps that are neither a table nor a section."""
_NUMBERED = re.compile(r"([一二三四五六七八九十]+)、\s*(.+)")


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the window: `id` is a table's or a section's, which never are the same, PROFILE or CHECKLIST.

    `stage` is the part of the work it belongs to.
    `guidance` says what belongs there, `why` to what end, `example` how it may read.
    `name` stands in lists (表二 收入总表; 二 部门预算安排的总体情况), `title` above the page. `is_held`: the table
    stands inside the section before it.
    """

    id: str
    name: str
    title: str
    part: str
    guidance: str = ""
    is_held: bool = False
    stage: str = ""
    why: str = ""
    example: str = ""

    @property
    def short(self) -> str:
        """What stands where room is scarce: the number alone (表二; 四), or the name that has none."""
        return self.name.partition(" ")[0]


_PROFILE = Step(
    PROFILE,
    "单位资料与签审",
    "单位资料与签审",
    "开始",
    "单位、批复、公开和签审的情况，只在这里填一次。",
    stage="准备",
)
_CHECKLIST = Step(
    CHECKLIST,
    "核对清单",
    "核对清单",
    "定稿前",
    "程序查不了、要由人看一遍的事。逐条回答；“否”和“不适用”请写明情况。",
    stage="检查",
)


def steps(document: Document) -> tuple[Step, ...]:
    """All steps: the profile, the tables and sections, the checklist.

    A table of the 情况说明 that no section holds stands behind the sections. A file that is only looked at has no
    profile, no facts and no checklist.
    """
    is_own = not document.from_file
    tables = {name: t for name, t in document.edition.tables.items() if is_own or t.part != "facts"}
    order = [_PROFILE] if is_own and document.edition.profile else []
    order += [_table(document, name) for name, table in tables.items() if table.part == "budget"]
    for section in document.edition.sections:
        order.append(section_step(document, section))
        held = [name for name in held_tables(document.edition, section) if name in tables]
        order += [_table(document, name, is_held=True, stage=section.stage) for name in held]
    listed = {document.edition.roles.indicators, *(step.id for step in order)}
    order += [_table(document, name) for name in tables if name not in listed]
    order += [_CHECKLIST] if is_own and checklist(document) else []
    return tuple(order)


def step(document: Document, step_id: str) -> Step:
    """The step of that id; raises KeyError for an id the edition does not have."""
    return {step.id: step for step in steps(document)}[step_id]


def step_of_text(document: Document, slot: str) -> str:
    """The id of the step on which a text stands: `S2.text` on S2, an answer on the checklist, a 说明 at its place."""
    if slot.startswith(ANSWER):
        return CHECKLIST
    if slot.startswith(WAIVER):
        _, _, place = slot.removeprefix(WAIVER).partition(".")
        return words.step_of_table(document, place.partition("/")[0])
    return slot.partition(".")[0]


def section(document: Document, section_id: str) -> Section:
    """The section of that id; raises KeyError for an id the edition does not have."""
    return {section.id: section for section in document.edition.sections}[section_id]


def section_step(document: Document, section: Section) -> Step:
    """A section by its heading as it stands.

    A heading without a number may have the names of unit and year before it in a file: lists leave them out.
    """
    title = words.section_title(document, section)
    numbered = _NUMBERED.fullmatch(title)
    own = section.title.replace(UNIT_SLOT, "")
    name = " ".join(numbered.groups()) if numbered else own or title
    return Step(
        section.id, name, title, "情况说明", section.guidance, False, section.stage, section.why, section.example
    )


def _table(document: Document, name: str, *, is_held: bool = False, stage: str = TEXTS) -> Step:
    table = document.edition.tables[name]
    part = "预算表" if table.part == "budget" else "情况说明"
    short = words.short_name(table, document.head.kind)
    stage = "预算表" if table.part == "budget" else stage
    return Step(name, short, words.heading(table), part, table.guidance, is_held, stage, table.why)
