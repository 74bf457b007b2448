"""What the text of a disclosure says in a fixed shape: the overall goals (整体绩效目标) and the glossary (名词解释)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forms.document.document import Document
from forms.form.language import language
from forms.form.ordinals import LOOSE_NUMBER

_TERM = re.compile(r"((?:\d+\s*[、.．]\s*)?[^：:]{1,40})[：:](.*)", re.DOTALL)
_LABEL = re.compile(r"^(?:绩效目标|绩效指标)[：:]\s*")


@dataclass(slots=True)
class GoalPart:
    """One of the 分项绩效目标: its name, its goal, its indicators in words."""

    name: str
    goal: str = ""
    indicators: str = ""


@dataclass(frozen=True, slots=True)
class Goals:
    """总体绩效目标, 分项绩效目标 and 工作保障措施."""

    overall: tuple[str, ...]
    parts: tuple[GoalPart, ...]
    measures: tuple[str, ...]


def paragraphs(document: Document, key: str) -> tuple[str, ...]:
    """The paragraphs of the section that is about `key`; none when the edition has no such section."""
    section = next((s for s in document.edition.sections if s.key == key), None)
    text = document.section_text(section.id) if section else ""
    return tuple(filter(None, text.split("\n")))


def glossary(document: Document) -> tuple[tuple[str, str], ...]:
    """The terms with their explanations, as printed; a paragraph without a colon belongs to the term before."""
    found: list[tuple[str, str]] = []
    for paragraph in paragraphs(document, "glossary"):
        match = _TERM.match(paragraph)
        if match:
            found.append((match[1].strip(), match[2].strip()))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + paragraph)
        else:
            found.append(("", paragraph))
    return tuple(found)


def goals(document: Document) -> Goals:
    """The overall goals, read off the sub-headings of their section."""
    said = language(document.edition)
    overall: list[str] = []
    parts: list[GoalPart] = []
    measures: list[str] = []
    current: tuple[str, ...] = ()
    for paragraph in paragraphs(document, "goals"):
        heading = LOOSE_NUMBER.sub("", paragraph).rstrip("：:").strip()
        turned_to = next((names for names in said.goal_parts if heading in names), None)
        if turned_to is not None:
            current = turned_to
        elif current is said.overall_goals:
            overall.append(paragraph)
        elif current is said.divided_goals:
            _add_to_part(parts, paragraph)
        elif current is said.measures:
            measures.append(paragraph)
    return Goals(tuple(overall), tuple(parts), tuple(measures))


def _add_to_part(parts: list[GoalPart], paragraph: str) -> None:
    label = _LABEL.match(paragraph)
    if label is None or not parts:
        parts.append(GoalPart(paragraph))
    elif label[0].startswith("绩效目标"):
        parts[-1].goal = paragraph[label.end() :]
    else:
        parts[-1].indicators = paragraph[label.end() :]
