"""What an office file carries beside what is read on paper: comments, revisions, hidden sheets, links, names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Element = Any
"""An element of lxml."""

_PROPERTIES = "docProps/core.xml"
_PERSONS = ("creator", "lastModifiedBy")
_COMMENTS = ("comment", "threadedComment")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_OWN_BOOKMARKS = ("_Toc", "_GoBack")
"""How the bookmarks begin that Word makes by itself."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What was found in one file; `links` are other workbooks, `persons` the names in the properties."""

    comments: int = 0
    revisions: int = 0
    hidden_sheets: tuple[str, ...] = ()
    links: int = 0
    bookmarks: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    keywords: str = ""


def leftovers(path: Path) -> Leftovers:
    """What a .xlsx or .docx carries along; nothing for any other file, and for parts that cannot be read."""
    if not zipfile.is_zipfile(path):
        return Leftovers()
    with zipfile.ZipFile(path) as package:
        properties = _properties(package)
        document = _tree(package, "word/document.xml")
        names = package.namelist()
        comments = [_tree(package, name) for name in names if "comments" in name.lower() and name.endswith(".xml")]
        return Leftovers(
            comments=sum(1 for tree in comments for _ in _all(tree, *_COMMENTS)),
            revisions=sum(1 for _ in _all(document, *_REVISIONS)),
            hidden_sheets=tuple(
                sheet.get("name", "") for sheet in _all(_tree(package, "xl/workbook.xml"), "sheet") if _is_hidden(sheet)
            ),
            links=sum(name.startswith("xl/externalLinks/") and name.endswith(".xml") for name in names),
            bookmarks=tuple(_bookmarks(document)),
            persons=tuple(dict.fromkeys(filter(None, (properties.get(name) for name in _PERSONS)))),
            keywords=properties.get("keywords", ""),
        )


def _properties(package: zipfile.ZipFile) -> Mapping[str, str]:
    found = _all(_tree(package, _PROPERTIES), "*")
    return {str(element.tag).rpartition("}")[2]: (element.text or "").strip() for element in found}


def _bookmarks(document: Element | None) -> Iterator[str]:
    for element in _all(document, "bookmarkStart"):
        name = next((value for key, value in element.attrib.items() if key.endswith("}name")), "")
        if not name.startswith(_OWN_BOOKMARKS):
            yield name


def _is_hidden(sheet: Element) -> bool:
    return sheet.get("state") in ("hidden", "veryHidden")


def _tree(package: zipfile.ZipFile, part: str) -> Element | None:
    """A part as a tree; None when it is missing or damaged: then it shows nothing to anybody either."""
    from lxml import etree

    try:
        return etree.fromstring(package.read(part), etree.XMLParser(resolve_entities=False))
    except (KeyError, SyntaxError):
        return None


def _all(tree: Element | None, *names: str) -> Iterator[Element]:
    """The elements of these names, whatever their namespace; lxml picks them out, for a document has many."""
    return iter(()) if tree is None else tree.iter(*(f"{{*}}{name}" for name in names))
