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
        document = list(_elements(package, "word/document.xml"))
        sheets = list(_elements(package, "xl/workbook.xml"))
        names = package.namelist()
        comments = [name for name in names if "comments" in name.lower() and name.endswith(".xml")]
        return Leftovers(
            comments=sum(_local(e) in ("comment", "threadedComment") for n in comments for e in _elements(package, n)),
            revisions=sum(_local(element) in _REVISIONS for element in document),
            hidden_sheets=tuple(
                element.get("name", "") for element in sheets if _local(element) == "sheet" and _is_hidden(element)
            ),
            links=sum(name.startswith("xl/externalLinks/") and name.endswith(".xml") for name in names),
            bookmarks=tuple(_bookmarks(document)),
            persons=tuple(dict.fromkeys(filter(None, (properties.get(name) for name in _PERSONS)))),
            keywords=properties.get("keywords", ""),
        )


def _properties(package: zipfile.ZipFile) -> Mapping[str, str]:
    return {_local(element): (element.text or "").strip() for element in _elements(package, _PROPERTIES)}


def _bookmarks(document: list[Element]) -> Iterator[str]:
    for element in document:
        name = next((value for key, value in element.attrib.items() if key.endswith("}name")), "")
        if _local(element) == "bookmarkStart" and not name.startswith(_OWN_BOOKMARKS):
            yield name


def _is_hidden(sheet: Element) -> bool:
    return sheet.get("state") in ("hidden", "veryHidden")


def _elements(package: zipfile.ZipFile, part: str) -> Iterator[Element]:
    """All elements of a part; none when it is missing or damaged: then it shows nothing to anybody either."""
    from lxml import etree

    if part not in package.namelist():
        return
    try:
        parser = etree.XMLParser(resolve_entities=False)
        yield from etree.fromstring(package.read(part), parser).iter("*")
    except SyntaxError:
        return


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
