"""What the contents (目录) and the outline of a document name, and how deep: parts, tables and headings, projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from forms.write.page.flow import Division, Heading, Part, ProjectPart, TablePart, TextTitle
from forms.write.page.goal_grid import goal_table


class ListedPart(NamedTuple):
    """One line of the contents: its text, how deep it stands, and what stands on the page it leads to.

    `printed` is blank for a part that has no title on paper; `leads` says that it is a part with others below it.
    """

    text: str
    level: int
    printed: str
    leads: bool = False


def listed(parts: Iterable[Part]) -> list[ListedPart | None]:
    """For every part of a document what the contents say of it, None where they do not name it.

    Where nothing divides the document, its tables, headings and goal tables are all of the first level.
    """
    lines: list[ListedPart | None] = []
    tables, number, level, deepest = "{title}", 0, 0, 0
    for part in parts:
        line: ListedPart | None = None
        match part:
            case Division(text, tables):
                line, level, deepest, number = ListedPart(text, 0, "", leads=True), 1, 1, 0
            case TextTitle(text, words):
                line, level, deepest = ListedPart(words or text, 0, text, leads=True), 1, 1
            case Heading(text):
                line, deepest = ListedPart(text, level, text), level + 1
            case TablePart(picture, own_page=True):
                number += 1
                line = ListedPart(
                    tables.replace("{number}", str(number)).replace("{title}", picture.title), level, picture.title
                )
            case ProjectPart(project):
                title = goal_table(project).title
                line = ListedPart(title, deepest, title)
        lines.append(line)
    return lines
