"""Damaged and hostile files, made from sound ones: a number makes the same file again."""

from __future__ import annotations

import io
import lzma
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

PACKED = ".xz"
"""Files that take much room are kept packed: 2024-fengrun.doc.xz."""


def kind_of(path: Path) -> str:
    """The suffix of a file, which may be packed."""
    return Path(path.name.removesuffix(PACKED)).suffix


Parts = dict[str, bytes]
"""The parts of a package by name."""

_ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 30 if n else b"lol") for n in range(12))
_DOCTYPES = (
    b"<!DOCTYPE x [" + _ENTITIES + b"]>",
    b'<!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
)
_STRANGE = (
    "99999999", "-1", "0", "1e308", "1E400", "NaN", "", "A1:XFD1048576", "ZZZ9", "A0", "龥", "&#x0;", "&e11;", "true",
    "9" * 400, "x" * 70_000, "1" + "0" * 5000,
)  # fmt: skip
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_VALUE = re.compile(rb'(?<==")[^"]*(?=")|(?<=>)[^<]+(?=<)')
_TAG = re.compile(rb"<[^>]+>")
_STREAM = re.compile(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\s*endstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<=[ /\[\n])-?\d+(?:\.\d+)?(?=[ \]/>\n])")
_STRANGE_NUMBERS = (b"0", b"-1", b"3", b"50", b"0.0000001", b"-32768", b"2147483647", b"99999999999", b"9" * 200)


def parts_of(data: bytes) -> Parts:
    """The parts of a sound package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _flipped(chance: random.Random, data: bytes, most: int = 30) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, most)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


# What can happen to any file


def truncated(chance: random.Random, data: bytes) -> bytes:
    """Cut off somewhere."""
    return data[: chance.randrange(1, len(data))]


def flipped(chance: random.Random, data: bytes) -> bytes:
    """Some bytes overwritten."""
    return _flipped(chance, data)


def spliced(chance: random.Random, data: bytes) -> bytes:
    """A stretch taken out, doubled or blanked."""
    start, length = chance.randrange(len(data)), chance.randrange(1, 4000)
    middle = data[start : start + length]
    return data[:start] + chance.choice((b"", middle * 2, bytes(len(middle)))) + data[start + length :]


def fields_replaced(chance: random.Random, data: bytes) -> bytes:
    """Numbers in one stretch of a binary file overwritten: places, sizes and counts of what stands elsewhere."""
    damaged = bytearray(data)
    page = chance.randrange(len(damaged) >> 9) << 9
    for _ in range(chance.randint(1, 8)):
        at = page + 2 * chance.randrange(256)
        number = chance.choice((0, 1, 2, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(len(data))))
        damaged[at : at + 4] = number.to_bytes(4, "little")
    return bytes(damaged)


def pages_swapped(chance: random.Random, data: bytes) -> bytes:
    """One page of a binary file written over another."""
    pages = len(data) >> 9
    there, here = chance.randrange(pages) << 9, chance.randrange(pages) << 9
    return data[:there] + data[here : here + 512] + data[there + 512 :]


# What can happen inside a package


def part_flipped(chance: random.Random, parts: Parts) -> Parts:
    """Bytes of one part overwritten."""
    name = _some_part(chance, parts)
    return {**parts, name: _flipped(chance, parts[name], 5)}


def part_dropped(chance: random.Random, parts: Parts) -> Parts:
    """One part missing."""
    gone = chance.choice(list(parts))
    return {name: content for name, content in parts.items() if name != gone}


def part_cut(chance: random.Random, parts: Parts) -> Parts:
    """One part cut off."""
    name = _some_part(chance, parts)
    return {**parts, name: parts[name][: chance.randrange(len(parts[name]))]}


def parts_swapped(chance: random.Random, parts: Parts) -> Parts:
    """One part in the place of another."""
    one, other = _some_part(chance, parts), _some_part(chance, parts)
    return {**parts, one: parts[other], other: parts[one]}


def values_replaced(chance: random.Random, parts: Parts) -> Parts:
    """Values of attributes and texts replaced by strange ones."""
    name = _some_part(chance, parts)
    spans = [found.span() for found in _VALUE.finditer(parts[name])]
    content = parts[name]
    for start, end in sorted(chance.sample(spans, min(len(spans), chance.randint(1, 8))), reverse=True):
        content = content[:start] + chance.choice(_STRANGE).encode() + content[end:]
    return {**parts, name: content}


def tags_replaced(chance: random.Random, parts: Parts) -> Parts:
    """Tags taken out, doubled or put elsewhere."""
    name = _some_part(chance, parts)
    content = parts[name]
    tags = list(_TAG.finditer(content))
    for found in sorted(chance.sample(tags, min(len(tags), 4)), key=lambda found: found.start(), reverse=True):
        other = chance.choice((b"", found[0] * 2, chance.choice(tags)[0]))
        content = content[: found.start()] + other + content[found.end() :]
    return {**parts, name: content}


def nested(chance: random.Random, parts: Parts) -> Parts:
    """A tag opened thousands of times."""
    name = _some_part(chance, parts)
    tag = chance.choice(_TAG.findall(parts[name]) or [b"<x>"])
    return {**parts, name: parts[name].replace(tag, tag * chance.choice((300, 20_000)), 1)}


def entities(chance: random.Random, parts: Parts) -> Parts:
    """Entities that multiply, or lead out of the file."""
    name = _some_part(chance, parts)
    head, mark, body = parts[name].partition(b"?>")
    text = re.sub(rb"(?<=>)[^<]+(?=<)", b"&e11;", body, count=1)
    return {**parts, name: head + mark + chance.choice(_DOCTYPES) + text}


def links_and_macros(chance: random.Random, parts: Parts) -> Parts:
    """Macros, links to other files and embedded files beside the content."""
    folder = next(iter({name.partition("/")[0] for name in parts} & {"xl", "word"}), "xl")
    types = parts.get("[Content_Types].xml", b"").replace(_PLAIN, _WITH_MACROS)
    extra = {
        f"{folder}/vbaProject.bin": chance.randbytes(2000),
        f"{folder}/externalLinks/externalLink1.xml": b'<externalLink r:id="rId1"/>',
        f"{folder}/embeddings/oleObject1.bin": chance.randbytes(500),
    }
    chosen = chance.sample(sorted(extra), chance.randint(1, 3))
    return {**parts, "[Content_Types].xml": types, **{name: extra[name] for name in chosen}}


def many_parts(chance: random.Random, parts: Parts) -> Parts:
    """Thousands of blank parts."""
    return {**parts, **{f"xl/media/{number}": b"" for number in range(chance.choice((500, 6000)))}}


def _some_part(chance: random.Random, parts: Parts) -> str:
    return chance.choice([name for name, content in parts.items() if content])


# What can happen inside a PDF


def streams_damaged(chance: random.Random, data: bytes) -> bytes:
    """What is packed in some streams overwritten, cut off, repeated, or full of strange numbers."""
    found = list(_STREAM.finditer(data))
    chosen = chance.sample(found, min(len(found), chance.randint(1, 4)))
    for stream in sorted(chosen, key=lambda stream: stream.start(), reverse=True):
        packed_stream = zlib.compress(_damaged_content(chance, zlib.decompressobj().decompress(stream[1])), 1)
        data = data[: stream.start(1)] + packed_stream + data[stream.end(1) :]
    return data


def _damaged_content(chance: random.Random, content: bytes) -> bytes:
    match chance.randrange(4):
        case 0:
            return _flipped(chance, content, 60)
        case 1:
            return _with_strange_numbers(chance, content)
        case 2:
            start = chance.randrange(len(content))
            piece = content[start : start + chance.randrange(1, 2000)]
            return content[:start] + piece * chance.choice((2, 50, 3000)) + content[start:]
    return content[: chance.randrange(len(content))]


def numbers_replaced(chance: random.Random, data: bytes) -> bytes:
    """Numbers of objects, lengths and places replaced by strange ones, outside the streams too."""
    return _with_strange_numbers(chance, data)


def _with_strange_numbers(chance: random.Random, data: bytes) -> bytes:
    found = list(_NUMBER.finditer(data))
    for number in sorted(chance.sample(found, min(len(found), 12)), key=lambda number: number.start(), reverse=True):
        data = data[: number.start()] + chance.choice(_STRANGE_NUMBERS) + data[number.end() :]
    return data


_PAGES = 3
"""So many pages of a PDF are damaged and read: they take a tenth of the time of all."""


def excerpt(chance: random.Random, data: bytes) -> bytes:
    """Some pages of a sound PDF, which follow each other."""
    import pypdfium2

    source, target, content = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new(), io.BytesIO()
    first = chance.randrange(max(len(source) - _PAGES, 0) + 1)
    target.import_pages(source, list(range(first, min(first + _PAGES, len(source)))))
    target.save(content)
    return content.getvalue()


# What is done to the shell of a package


def bomb(chance: random.Random, data: bytes) -> bytes:
    """A package in which one part unpacks to hundreds of megabytes, and may lie about it."""
    size = chance.choice((60, 190, 300)) << 20
    parts = parts_of(data)
    chosen = chance.choice(list(parts))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            with archive.open(name, "w") as part:
                # In steps: the memory of this process is what is measured.
                for piece in [bytes(1 << 20)] * (size >> 20) if name == chosen else [content]:
                    part.write(piece)
    told = size if chance.random() < 0.5 else 1000
    return target.getvalue().replace(size.to_bytes(4, "little"), told.to_bytes(4, "little"))


def lying_shell(chance: random.Random, data: bytes) -> bytes:
    """Flags, methods, sizes and places in the directory of the zip overwritten."""
    damaged = bytearray(data)
    for found in chance.sample(list(re.finditer(rb"PK\x01\x02", data)), 1):
        at = found.start() + chance.choice((8, 10, 16, 20, 24, 28, 42))
        damaged[at : at + 2] = chance.randbytes(2)
    return bytes(damaged)


ANY: tuple[Callable[[random.Random, bytes], bytes], ...] = (truncated, flipped, spliced)
BINARY = (*ANY, fields_replaced, fields_replaced, fields_replaced, pages_swapped)
INSIDE: tuple[Callable[[random.Random, Parts], Parts], ...] = (
    part_flipped,
    part_dropped,
    part_cut,
    parts_swapped,
    values_replaced,
    values_replaced,
    values_replaced,
    tags_replaced,
    tags_replaced,
    nested,
    entities,
    links_and_macros,
    many_parts,
)
INSIDE_PDF = (streams_damaged, streams_damaged, streams_damaged, numbers_replaced, numbers_replaced)
BOMBS = 0.01
"""How many of the packages are bombs, which take longest."""


@cache
def _source(path: Path) -> bytes:
    return lzma.decompress(path.read_bytes()) if path.suffix == PACKED else path.read_bytes()


def made(number: int, sources: Sequence[Path]) -> tuple[str, str, bytes]:
    """The file of this number, made from one of these: what was done to it, its name, its content."""
    chance = random.Random(number)
    path = chance.choice(sources)
    data = _source(path)
    own = kind_of(path)
    suffix = chance.choice((own, own, own, ".xlsm", ".et", ".wps"))
    if own == ".pdf":
        data = excerpt(chance, data)
        damage = chance.choice((*ANY, *INSIDE_PDF))
    elif own in (".xls", ".doc"):
        damage = chance.choice(BINARY)
    elif chance.random() < BOMBS:
        damage = bomb
    else:
        damage = chance.choice((*ANY, lying_shell, *INSIDE))
    if damage in INSIDE:
        return damage.__name__, f"{number}{suffix}", packed(damage(chance, parts_of(data)))
    return damage.__name__, f"{number}{suffix}", damage(chance, data)
