"""Packages (.xlsx, .docx) that WPS opens though their parts are not named or linked as the standard asks, made regular.

Met in files of county systems and converters: names with backslashes or in another case, links to parts that are not
there, line breaks before the XML declaration, and the strict form of Office Open XML (ISO/IEC 29500 Strict), which says
the same with other namespaces.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

from forms.readers.bounds import check_package
from forms.readers.xml_pass import refuse_doctype

TYPES = "[Content_Types].xml"
"""The part of a package that tells what each of its parts is."""
IRREGULAR = "文件的打包方式不规范：有的部件名称不一致，或者引用了不存在的部件；已经按能读出的内容读取。"
"""What is told of a package that had to be mended; the strict form is regular and not told."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_PLACE = re.compile(re.escape(_STRICT) + rb"(\w+)(?:/(\w+))?")
_KINDS = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
_OTHERS = rb"(?:\w+:)?externalReferences\b"
_TO_OTHERS = re.compile(rb"<" + _OTHERS + rb"(?:(?!</?" + _OTHERS + rb").)*</" + _OTHERS + rb">", re.DOTALL)
"""What a workbook says of other workbooks; they are never opened, and a link of it may be one of those that go."""
_READ = (".xml", ".rels")
"""The parts that are read; pictures, macros and embedded files are not."""
_NEVER_PARSED = re.compile(r"^(?:Basic|Dialogs|META-INF)/|\.(?:svg|html?)$", re.IGNORECASE)
"""Where other programs do write a document type: pictures, web pages, the macros and the old index of OpenDocument."""


def regular(file: str, data: bytes) -> tuple[bytes, str]:
    """The package as a standard reader wants it, and the remark that it was mended (blank where it was not).

    Raises Trouble for a package that asks for too much, and anything at all for a damaged one.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_package(file, archive)
        parts = _Parts(archive)
        if parts.is_office or "content.xml" in archive.namelist():
            _refuse_doctypes(file, archive)
        if not parts.is_office:
            return data, ""
        parts.mend()
        if not (parts.is_mended or parts.is_strict):
            return data, ""
        return parts.written(), IRREGULAR if parts.is_mended else ""


def _refuse_doctypes(file: str, archive: zipfile.ZipFile) -> None:
    """Before any parser sees the parts: each has its own way with entities."""
    for name in archive.namelist():
        if not _NEVER_PARSED.search(name):
            with archive.open(name) as part:
                refuse_doctype(file, part)


class _Parts:
    """The readable parts of a package by the names the others call them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        names = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
        self._stored = {clean: name for clean, name in names.items() if clean.lower().endswith(_READ)}
        self._by_case = {name.lower(): name for name in names}
        self._new: dict[str, bytes] = {}
        """The parts that are written otherwise than they stand."""
        self.is_mended = any(clean != name for clean, name in names.items())
        self.is_strict = False

    @property
    def is_office(self) -> bool:
        """Whether this is a package of Office at all."""
        return TYPES.lower() in self._by_case

    def mend(self) -> None:
        """Give every part that the index leads to the name it has there, and forget links that lead nowhere."""
        self._call(TYPES)
        main = ""
        for link in self._links(""):
            if link.get("Type", "").endswith("/officeDocument"):
                main = target_name("", link)
        for link in self._links(main) if main else ():
            self._call(links_name(target_name(main, link)))
        if links_name(main) in self._new:
            self._put(main, _TO_OTHERS.sub(b"", self._read(main)))
        self._mend_types()
        for name in self._stored:
            if self._begins_blank(name):
                self._put(name, self._read(name).lstrip())

    def written(self) -> bytes:
        """The package anew, with the parts that are read."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name in self._stored:
                content = self._read(name)
                package.writestr(name, _PLACE.sub(_usual, content) if self.is_strict else content)
        return target.getvalue()

    def _read(self, name: str) -> bytes:
        return self._new.get(name) or self._archive.read(self._stored[name])

    def _begins_blank(self, name: str) -> bool:
        if name in self._new:
            return self._new[name][:1].isspace()
        with self._archive.open(self._stored[name]) as part:
            return part.read(1).isspace()

    def _put(self, name: str, content: bytes) -> None:
        self._new[name] = content
        self.is_mended = True

    def _call(self, name: str) -> bool:
        """Whether there is such a part; one whose name differs in case gets this name."""
        if name in self._stored or self._by_case.get(name.lower()) == name:
            return True
        found = self._by_case.get(name.lower())
        if found in self._stored:
            self._stored[name] = self._stored.pop(found)
            self.is_mended = True
        return found is not None

    def _links(self, part: str) -> Iterator[Element]:
        """The links of a part (of the package itself for the part without a name) to parts that are there."""
        name = links_name(part)
        if not self._call(name):
            return
        content = self._read(name)
        self.is_strict = self.is_strict or _STRICT in content
        root = fromstring(content.lstrip())
        links = list(root)
        for link in links:
            if link.get("TargetMode") == "External" or self._call(target_name(part, link)):
                yield link
            else:
                root.remove(link)
        if len(root) < len(links):
            self._put(name, tostring(root))

    def _mend_types(self) -> None:
        root = fromstring(self._read(TYPES).lstrip())
        names = {name.lower(): name for name in self._stored} | {
            lower: name for lower, name in self._by_case.items() if not lower.endswith(_READ)
        }
        is_changed = False
        for entry in [entry for entry in root if "PartName" in entry.attrib]:
            said = entry.attrib["PartName"].replace("\\", "/")
            name = names.get(said.lstrip("/").lower())
            if name is None:
                root.remove(entry)
            else:
                entry.set("PartName", f"/{name}")
            is_changed = is_changed or name is None or entry.attrib["PartName"] != said
        if is_changed:
            self._put(TYPES, tostring(root))


def links_name(part: str) -> str:
    """The name of the part that holds the links of a part."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def target_name(part: str, link: Element) -> str:
    """The name of the part a link of a part leads to."""
    said = link.get("Target", "").replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), said)).lstrip("/")


def _usual(found: re.Match[bytes]) -> bytes:
    """A strict namespace in its usual form: officeDocument/relationships is officeDocument/2006/relationships."""
    kind, rest = found[1], found[2]
    tail = b"/" + _KINDS.get(rest, rest) if rest else b""
    return b"http://schemas.openxmlformats.org/" + kind + b"/2006" + tail
