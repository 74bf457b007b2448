"""A pack: the folder of declarations that is the form of a province, a difference over its base or whole by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from forms.form.build import build, headings, titles
from forms.form.catalogue import TITLES
from forms.form.declared import PARTS, YEARS, BadDeclaration, Declared, KeyReader, PackFault, meant
from forms.form.layers import KEEP, laid_over
from forms.form.model import FIRST_VERSION, KINDS, Edition
from forms.form.toml import read_toml

PACKS = Path(__file__).resolve().parent.parent / "packs"
"""The packs that come with the program."""
FILE = "pack.toml"
_KEYS: Mapping[str, type] = {
    "title": str, "version": str, "base": str, "usual_kind": str, "years": list, "tables": list,
}  # fmt: skip
_SECTIONS: Mapping[str, set[str]] = {
    "pack": {"pack", "table", "document"},
    "sections": {"section"},
    "profile": {"field"},
    "prose": {"amount", "movement", "phrase"},
    "roles": {"roles"},
    "codes": set(TITLES),
    PARTS: {PARTS},
}
TOLD = ("sections", "prose")
"""The files whose texts may name parts."""
_NOT_TOLD = "\0"
_VERSION = re.compile(r"[0-9A-Za-z.-]{1,20}")
_RULES = "rules/"
_TABLE_SECTIONS = {"table", "column", "row", "relation"}
_LIST_SECTIONS = {"line"}
_SINGLE = {"pack", "table", "document", "roles", "group", PARTS, KEEP}
"""The sections that are written once, [name]; the others are lists of items, [[name]]."""


class Pack:
    """`pack.toml`, the rule book in `rules/`, the text, the shared lists and one file per table; each read when it is
    asked for. A file of the base that the pack does not have counts as it is.

    Raises BadDeclaration when pack.toml cannot be used or its base is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.id = folder.name
        self._folder = folder
        self._files: dict[str, Declared] = {}
        self._own: dict[str, Declared] = {}
        self._broken: list[PackFault] = []
        if not (folder / FILE).is_file():
            raise BadDeclaration([PackFault(f"{self.id}/{FILE}", 0, "", "没有这个文件")])
        own = _head_of(folder)
        base = own.get("base")
        self._base = Pack(_folder_of(folder, base, own)) if base else None
        self._head = self.file("pack").get("pack", own)
        if faults := list(self._head_faults(own)):
            raise BadDeclaration(faults)

    def _head_faults(self, own: Declared) -> Iterator[PackFault]:
        """What is wrong with `[pack]`."""
        for key in sorted(set(own) - set(_KEYS)):
            yield own.fault(key, f"[pack] 里不认识 {key}{meant(key, _KEYS)}")
        if not str(own.get("title", "")).strip():
            yield own.fault("title", "[pack] 里缺少 title：没有写表样叫什么")
        if not _VERSION.fullmatch(self.version):
            yield own.fault("version", "version 只能写字母、数字、点和短横，最多20个")
        if self.usual_kind not in ("", *KINDS):
            yield own.fault("usual_kind", f"usual_kind 只能写{'或者'.join(KINDS)}")
        if ("years" in own or self._base is not None) and not _are_years(own.get("years")):
            lacks = "" if "years" in own else "[pack] 里缺少 years；"
            yield own.fault("years", f"{lacks}years 应当是一列年度，例如 [2025, 2026]")
        if own.get("tables") == []:
            yield own.fault("tables", "tables 里没有一张表")

    @property
    def title(self) -> str:
        """How the form is called: 河北省."""
        return str(self._head["title"])

    @property
    def version(self) -> str:
        """Which issue of the pack it is."""
        return str(self._head.get("version", FIRST_VERSION))

    @property
    def usual_kind(self) -> str:
        """The kind of a file that names none; blank where it has to be asked."""
        return str(self._head.get("usual_kind", ""))

    @property
    def base(self) -> Pack | None:
        """The pack it is a difference of; None for one that is whole by itself."""
        return self._base

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where its declarations stand, those of the base first."""
        return (*(self._base.folders if self._base else ()), self._folder)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years this pack has a form for, ascending; none for a base."""
        return tuple(sorted(set(self._head.get("years", ()))))

    def edition(self, year: int, kind: str) -> Edition:
        """The form of that year and kind; raises KeyError when the pack has none, BadDeclaration with every fault."""
        if year not in self.years or kind not in KINDS:
            raise KeyError(f"{self.id}: no edition {year} {kind}")
        edition, faults = build(self, year, kind)
        errors = [fault for fault in (*self._unreadable(), *faults) if fault.level == "E"]
        if errors:
            raise BadDeclaration(errors)
        return edition

    def titles(self, year: int, kind: str) -> Mapping[str, tuple[str, ...]]:
        """The titles under which each table of an edition may be met, the printed one first."""
        return titles(self, year, kind)

    def tables_in(self, role: str) -> tuple[str, ...]:
        """The tables in that role in the newest form, whether or not it has them."""
        declared = self.file("roles").get("roles")
        if not isinstance(declared, Declared) or not self.years:
            return ()
        places = KeyReader(declared, self.years[-1], KINDS[0], []).texts(role, ())
        return tuple(place.partition("/")[0] for place in places)

    def headings(self, year: int, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The headings under which each section of an edition may be met, by its key, the printed one first."""
        return headings(self, year, kind)

    def faults(self) -> tuple[PackFault, ...]:
        """Everything that is wrong with the declarations, by file and line; what is wrong in some years or with one
        kind only says so."""
        found: dict[PackFault, list[Edition]] = {}
        for stem in self.stems:
            self.file(stem)
        for edition, faults in self.drafts:
            for fault in dict.fromkeys(faults):
                found.setdefault(fault, []).append(edition)
        told = [with_editions(fault, held, [edition for edition, _ in self.drafts]) for fault, held in found.items()]
        return tuple(sorted(dict.fromkeys([*self._unreadable(), *told]), key=lambda fault: (fault.file, fault.line)))

    @cached_property
    def drafts(self) -> Sequence[tuple[Edition, tuple[PackFault, ...]]]:
        """Every edition, also what cannot be used of it, with its faults."""
        return [build(self, year, kind) for year in self.years for kind in KINDS]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The names of its declaration files without .toml, those of the base among them; word lists are not."""
        found = {
            path.relative_to(folder).with_suffix("").as_posix()
            for folder in self.folders
            for path in (*folder.glob("*.toml"), *folder.glob("rules/*.toml"))
            if path.is_file()
        }
        return tuple(sorted(found))

    def has(self, stem: str) -> bool:
        """Whether the pack or its base has that file."""
        return stem in self.stems

    def columns_left_out(self, stem: str, year: int, kind: str) -> Collection[str]:
        """The columns of a table of the base that the form of that year and kind leaves out."""
        return _columns(self._base, stem, year, kind) - _columns(self, stem, year, kind) if self._base else ()

    def left_out(self, stem: str, year: int, kind: str) -> Collection[str]:
        """What the form of that year and kind leaves out of a table of the base: columns, rows that `[keep]` does not
        name, and the keys of lines of the lists that tables share. A row that is dropped may still be meant."""
        if self._base is None:
            return ()
        rows = {str(row.get("id", "")) for row in self.file(stem).get("row", ())}
        lines = _lines(self._base, stem, year, kind)
        if stem in self._own and "row" in self._own[stem].get(KEEP, ()):
            lines |= {str(row.get("id", "")) for row in self._base.file(stem).get("row", ())}
        # A form may have as a column what the base has as a row, and the other way round.
        columns = set(self.columns_left_out(stem, year, kind))
        return (columns | (lines - _lines(self, stem, year, kind))) - rows

    def file(self, stem: str) -> Declared:
        """The declarations of one file, laid over those of the base; empty where there is none."""
        if stem not in self._files:
            self._files[stem] = self._read(stem)
        return self._files[stem]

    def own(self, stem: str) -> Declared:
        """What the pack itself says in a file; empty where it has none."""
        self.file(stem)
        return self._own.get(stem, Declared({}, f"{self.id}/{stem}.toml", 0))

    def unread(self) -> tuple[str, ...]:
        """The pack's own files that cannot be read: what stands in them is not known to the others."""
        files = [stem for stem in self.stems if (self._folder / f"{stem}.toml").is_file()]
        return tuple(stem for stem in files if not self.own(stem))

    def section(self, stem: str, key: str, year: int, kind: str, faults: list[PackFault]) -> KeyReader:
        """A table of a file; one that is missing is a fault and reads as empty, of which nothing more is told."""
        content = self.file(stem)
        if not isinstance(content.get(key), Declared):
            faults.append(content.fault(key, f"缺少 [{key}]"))
            return KeyReader(Declared({}, content.file, 1), year, kind, [])
        return KeyReader(content[key], year, kind, faults)

    def sections(self, stem: str, key: str, year: int, kind: str, faults: list[PackFault]) -> Iterator[KeyReader]:
        """The items of a list of a file that the edition has."""
        parts = self.parts(year, kind, faults) if stem in TOLD else {}
        for values in self.file(stem).get(key, ()):
            reader = KeyReader(values, year, kind, faults, parts)
            if reader.applies():
                yield reader

    def parts(self, year: int, kind: str, faults: list[PackFault]) -> Mapping[str, str]:
        """The texts that others name: those of the base, and over them what the pack says for that year and kind."""
        base = self._base.parts(year, kind, faults) if self._base else {}
        return {**base, **self.own_parts(year, kind, faults)}

    def own_parts(self, year: int, kind: str, faults: list[PackFault]) -> Mapping[str, str]:
        """What the pack itself says of them; one without a version for that year and kind is left out."""
        own = self.own(PARTS).get(PARTS)
        if not isinstance(own, Declared):
            return {}
        s = KeyReader(own, year, kind, faults)
        return {name: text for name in own if (text := s.text(name, _NOT_TOLD)) != _NOT_TOLD}

    def rule_files(self) -> tuple[str, ...]:
        """The chapters of the rule book."""
        return tuple(stem for stem in self.stems if stem.startswith(_RULES))

    def _unreadable(self) -> tuple[PackFault, ...]:
        """What is wrong with files as such, here and in the base."""
        return (*(self._base._unreadable() if self._base else ()), *self._broken)

    def _read(self, stem: str) -> Declared:
        file, path = f"{self.id}/{stem}.toml", self._folder / f"{stem}.toml"
        base = self._base.file(stem) if self._base and self._base.has(stem) else None
        if not path.is_file():
            return base if base is not None else Declared({}, file, 0)
        try:
            own = read_toml(path, file)
        except BadDeclaration as bad:
            self._broken += bad.faults
            return base if base is not None else Declared({}, file, 0)
        known = {*_known_sections(stem, own if base is None else base), *([KEEP] if base is not None else [])}
        for key in list(own):
            told = _misshapen(key, own[key]) if key in known else f"不认识 [{key}]{meant(key, known)}"
            if key == KEEP and base is None:
                names = self._base.stems if self._base else ()
                told = f"[{KEEP}] 说的是底稿的同名文件，底稿没有 {stem}.toml{meant(stem, names)}"
            if told:
                self._broken.append(own.fault(key, told))
                del own[key]
        self._own[stem] = own
        return own if base is None else laid_over(base, own, self._broken)


def with_editions(fault: PackFault, held: Sequence[Edition], every: Sequence[Edition]) -> PackFault:
    """The fault with the years and the kind in its message in which it is one, where it is none in others."""
    years = sorted({edition.year for edition in held})
    in_all = years == sorted({edition.year for edition in every})
    in_both = len({edition.kind for edition in held}) > 1
    words = ("" if in_all else said_years(years)) + ("" if in_both else f"{held[0].kind}预算")
    known = not words or words in fault.message or len(held) == len(every)
    return fault if known else replace(fault, message=f"{fault.message}（{words}）")


def said_years(years: Sequence[int]) -> str:
    """2024年, 2024年至2026年, 2021、2024年."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}年至{years[-1]}年"
    return f"{'、'.join(map(str, years))}年"


def _lines(pack: Pack, stem: str, year: int, kind: str) -> set[str]:
    """The lines of shared lists that a table has, by key."""

    def items(stem: str, key: str) -> Iterator[Declared]:
        return (item for item in pack.file(stem).get(key, ()) if KeyReader(item, year, kind, []).applies())

    return {
        f"{row.get('under') or row.get('side', '')}.{line.get('id') or line.get('class', '')}".removeprefix(".")
        for row in items(stem, "row")
        for line in (items(row["lines"], "line") if "lines" in row else ())
    }


def _columns(pack: Pack, stem: str, year: int, kind: str) -> set[str]:
    """The columns of a table by id."""
    items = pack.file(stem).get("column", ())
    return {str(item.get("id", "")) for item in items if KeyReader(item, year, kind, []).applies()}


def _head_of(folder: Path) -> Declared:
    """`[pack]` of a folder as written there; raises BadDeclaration where it is not, or has values of a wrong kind."""
    whole = read_toml(folder / FILE, f"{folder.name}/{FILE}")
    head = whole.get("pack")
    if not isinstance(head, Declared):
        raise BadDeclaration([whole.fault("pack", "[pack] 只有一对方括号" if head else "缺少 [pack]")])
    words: Mapping[type, str] = {str: "文字，两边加引号", list: "一列，例如 [2025, 2026]"}
    kinds = {key: kind for key, kind in _KEYS.items() if key in head and not isinstance(head[key], kind)}
    if kinds:
        told = (head.fault(k, f"{k} 的值“{head[k]}”不对，应当写{words[kind]}") for k, kind in kinds.items())
        raise BadDeclaration(told)
    return head


def _folder_of(folder: Path, base: str, head: Declared) -> Path:
    """The folder of the base: beside the pack, else among those of the program. A base has none under it."""
    for beside in (folder.parent, PACKS):
        found = beside / base
        if found != folder and (found / FILE).is_file():
            if under := _head_of(found).get("base"):
                said = f'“{base}”是写在底稿“{under}”上的表样，不能再做底稿：只有一层；请写 base = "{under}"'
                raise BadDeclaration([head.fault("base", said)])
            return found
    said = "base 不能写这个表样自己" if base == folder.name else f"没有名为“{base}”的底稿"
    raise BadDeclaration([head.fault("base", said)])


def _are_years(years: object) -> bool:
    return isinstance(years, list) and bool(years) and all(type(year) is int and year in YEARS for year in years)


def _misshapen(name: str, value: object) -> str:
    """What is wrong with how a section is written; blank where nothing is."""
    items = value if isinstance(value, list) else None
    if name in _SINGLE and not isinstance(value, Declared):
        return f"[{name}] 只有一对方括号"
    if name not in _SINGLE and (items is None or not all(isinstance(item, Declared) for item in items)):
        return f"[[{name}]] 要两对方括号，一项一个；写成 {name} = [ … ] 的，每一项在花括号里"
    for key, kept in value.items() if name == KEEP and isinstance(value, Declared) else ():
        if not isinstance(kept, list) or not all(isinstance(one, str) for one in kept):
            return f'[{KEEP}] 的 {key} 应当是一列文字，例如 {key} = ["甲", "乙"]'
    return ""


def _known_sections(stem: str, content: Mapping[str, object]) -> set[str]:
    """The sections that a file of that name may hold."""
    if stem.startswith(_RULES):
        return {"group", "rule"}
    return _SECTIONS.get(stem) or (_TABLE_SECTIONS if "table" in content else _LIST_SECTIONS)
