"""What the styles of a Word document say of a paragraph: its outline level, its list, and whether it is hidden."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?\d", re.IGNORECASE)
_BODY_TEXT = 10


class ListPlace(NamedTuple):
    """Which list a paragraph belongs to, as far as it is said; a `list_id` of 0 takes the paragraph out of any list."""

    list_id: int | None
    level: int | None


_NO_PLACE = ListPlace(None, None)


def find(element: Element | None, path: str) -> Element | None:
    """The first element at a path of names such as `pPr/rPr`.

    Properties stand first in what they belong to, and are few: going through them is quicker than any search of lxml.
    """
    for tag in _qualified(path):
        for child in () if element is None else element:
            if child.tag == tag:
                element = child
                break
        else:
            return None
    return element


@cache
def _qualified(path: str) -> tuple[str, ...]:
    return tuple(W + name for name in path.split("/"))


def value(element: Element | None, path: str) -> str | None:
    """The value of the element at a path; None where it is missing."""
    found = find(element, path)
    if found is None:
        return None
    text: str | None = found.get(W + "val")
    return text


def number(element: Element | None, path: str) -> int | None:
    """The value as a whole number; raises ValueError where it is something else."""
    text = value(element, path)
    return None if text is None else int(text)


def switch(element: Element | None, path: str) -> bool | None:
    """Whether a property is on; None where nothing is said of it."""
    found = find(element, path)
    return None if found is None else found.get(W + "val") not in ("0", "false", "off")


def list_place(properties: Element | None) -> ListPlace:
    """What the properties of a paragraph say of its list."""
    place = find(properties, "numPr")
    return _NO_PLACE if place is None else ListPlace(number(place, "numId"), number(place, "ilvl"))


class Styles:
    """The style sheet (styles.xml); without one every paragraph is ordinary text."""

    def __init__(self, sheet: Element | None) -> None:
        self._styles: dict[str | None, Element] = {}
        self._default: str | None = None
        for style in () if sheet is None else sheet.iterchildren(W + "style"):
            name = style.get(W + "styleId")
            self._styles[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name
        self.level = cache(self._level)
        self.in_contents = cache(self._in_contents)
        self.list_place = cache(self._list_place)
        self.hidden = cache(self._hidden)

    def of(self, properties: Element | None) -> str | None:
        """The id of the style of a paragraph with these properties."""
        return value(properties, "pStyle") or self._default

    def lineage(self, style: str | None) -> list[str]:
        """A style and those it is based on, the nearest first."""
        found: list[str] = []
        while style is not None and style in self._styles and style not in found:
            found.append(style)
            style = value(self._styles[style], "basedOn")
        return found

    def outline(self, properties: Element | None, style: str | None) -> int | None:
        """The outline level of a paragraph of that style, 1 the highest; None for ordinary text."""
        own = number(properties, "outlineLvl")
        level = self.level(style) if own is None else own + 1
        return level if level is not None and 0 < level < _BODY_TEXT else None

    def _level(self, style: str | None) -> int | None:
        for name in self.lineage(style):
            level = number(self._styles[name], "pPr/outlineLvl")
            if level is not None:
                return level + 1
            if heading := _HEADING.fullmatch(value(self._styles[name], "name") or ""):
                return int(heading[1])
        return None

    def _in_contents(self, style: str | None) -> bool:
        """Whether a style is one of the lines of a table of contents."""
        names = (value(self._styles[name], "name") or "" for name in self.lineage(style))
        return any(map(_CONTENTS.fullmatch, names))

    def _list_place(self, style: str | None) -> ListPlace:
        places = [list_place(find(self._styles[name], "pPr")) for name in self.lineage(style)]
        return ListPlace(
            next((place.list_id for place in places if place.list_id is not None), None),
            next((place.level for place in places if place.level is not None), None),
        )

    def _hidden(self, style: str | None) -> bool | None:
        said = (switch(self._styles[name], "rPr/vanish") for name in self.lineage(style))
        return next((hidden for hidden in said if hidden is not None), None)
