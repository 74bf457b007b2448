"""The lists of a .docx (numbering.xml): which a paragraph belongs to, and how it is numbered in it."""

from __future__ import annotations

from dataclasses import replace

from lxml.etree import _Element as Element

from forms.readers.word.docx_styles import Styles, W, list_place, number, switch, value
from forms.readers.word.list_labels import Labels, Level, Numbering


class Lists:
    """The lists of a document (numbering.xml). Its paragraphs must be asked for in their order: asking counts."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[int, Element] = {}
        self._read: dict[int, Numbering | None] = {}
        self._labels = Labels()
        if part is not None:
            self._abstract = {str(e.get(W + "abstractNumId")): e for e in part.iterchildren(W + "abstractNum")}
            self._lists = {int(e.get(W + "numId")): e for e in part.iterchildren(W + "num")}

    def label(self, properties: Element | None, style: str | None) -> str:
        """What Word prints before the text of a paragraph of that style, with the blank that parts them; bullets are
        left out."""
        own, inherited = list_place(properties), self._styles.list_place(style)
        list_id = inherited.list_id if own.list_id is None else own.list_id
        if not list_id:
            return ""
        if list_id not in self._read:
            self._read[list_id] = self._list(list_id)
        found = self._read[list_id]
        if found is None:
            return ""
        depth = own.level
        if depth is None and own.list_id is None:
            depth = found.depth_of(self._styles.lineage(style))
            depth = inherited.level if depth is None else depth
        return self._labels.label(list_id, found, depth or 0)

    def _list(self, list_id: int) -> Numbering | None:
        numbering = self._lists.get(list_id)
        counter = value(numbering, "abstractNumId")
        abstract = self._abstract.get(counter or "")
        link = value(abstract, "numStyleLink")
        if link is not None:
            # The list lends its levels from the list of a style.
            linked = self._lists.get(self._styles.list_place(link).list_id or 0)
            abstract = self._abstract.get(value(linked, "abstractNumId") or "")
        if numbering is None or counter is None or abstract is None:
            return None
        levels = _levels(abstract)
        anew = set()
        for override in numbering.iterchildren(W + "lvlOverride"):
            depth = int(override.get(W + "ilvl"))
            levels |= _levels(override)
            start = number(override, "startOverride")
            if start is not None and depth in levels:
                levels[depth] = replace(levels[depth], start=start)
                anew.add(depth)
        return Numbering(counter, levels, frozenset(anew))


def _levels(parent: Element) -> dict[int, Level]:
    return {
        int(level.get(W + "ilvl")): Level(
            start=number(level, "start") or 0,
            form=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            suffix=value(level, "suff") or "tab",
            restart=number(level, "lvlRestart"),
            legal=bool(switch(level, "isLgl")),
            style=value(level, "pStyle"),
        )
        for level in parent.iterchildren(W + "lvl")
    }
