"""The account of a reading: what of the form was not found, and everything in the files that was not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.form.load import PROJECTS, pack
from forms.form.model import Section
from forms.match.reading import Reading
from forms.match.report import ReadCell, Reason
from forms.match.sections import BODY

_MANY_MISSING = 3
"""A text that lacks so many sections of the form may be one of another form."""
_FEWEST_BLANK = 2
"""A table alone may have nothing to say; so many without an amount are a form that nobody filled in."""
_FIRST = 60
"""So many signs of a passage are told."""
_ALL_TOLD = 3
"""So many cells left for one reason are told one by one; of more, the first and how many."""
_MOST = 12
"""So many lines are told to a person; all of them are in the report."""
_AS_A_WHOLE: Mapping[Reason, str] = {
    Reason.HIDDEN_SHEET: "“{file}”里隐藏的工作表{sheets}没有收取。",
    Reason.OTHER_YEAR: "“{file}”里{sheets}是别的年度的，没有收取。",
    Reason.OTHER_KIND: "“{file}”里{sheets}是{abouts}预算的，没有收取。",
    Reason.OTHER_UNIT: "“{file}”里{sheets}是{abouts}的，没有收取。",
    Reason.ROWS_OF_OTHER_UNIT: "“{file}”里{sheets}有别的单位的行，按指定没有收取。",
    Reason.TWICE: "“{file}”里{sheets}的表前面已经有了，采用的是第一次的；有不同的，逐处列在检查结果里。",
    Reason.SECTION_TWICE: "“{file}”里{abouts}前面的文件已经有了，采用的是第一份的；有不同的，列在检查结果里。",
    Reason.OTHER_PROJECTS: "“{file}”里的项目绩效目标表前面的文件已经有了，采用的是第一份的；有不同的，列在检查结果里。",
    Reason.OTHER_PAPER: "“{file}”里的文字说的是{abouts}，不是预算公开的情况说明，没有收取。",
    Reason.NOT_WANTED: "“{file}”里{sheets}有按指定不收取的内容。",
}
"""What is left for such a reason is told once a file, and not cell by cell."""
_AMOUNT = re.compile(r"\d[,，]*+(?:\.\d|\s*+[十百千万亿]*+元)")
_BARE_NUMBER = re.compile(r"-?\d[\d,，]*")


@dataclass(frozen=True, slots=True)
class Left:
    """A cell or a paragraph that was not taken: its file, its place, how its text begins, and why; `is_weighty` when
    it is longer than a heading or holds an amount."""

    file: str
    place: str
    text: str
    reason: str
    is_weighty: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What a reading came to. `missing` are the tables, sections and lines of the form that were not found: T7, S6,
    T1/income.total. `left` has what weighs first. `notes` are sentences about the files as a whole."""

    missing: tuple[str, ...]
    left: tuple[Left, ...]
    notes: tuple[str, ...]
    lacking: str
    """What is missing, as a sentence; blank when nothing is."""
    rest: tuple[str, ...]
    """The notes, and what was left that matters, as a few lines for a person."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of it for a person, the missing first."""
        return (self.lacking, *self.rest) if self.lacking else self.rest


def account(reading: Reading) -> Account:
    """The account of a reading, from its ledger and its tables."""
    tables, sections = _missing_tables(reading), _missing_sections(reading)
    rows = [
        f"{table.id}/{table.outside_key(row.key)}"
        for table in reading.edition.tables.values()
        for row in table.rows
        if (table.id, row.key) in reading.provenance.absent
    ]
    longest = max((len(section.heading) for section in reading.edition.sections), default=0) + len(reading.unit.name)
    entries = sorted(reading.report.left, key=lambda entry: not _is_weighty(entry, longest))
    left = tuple(
        Left(entry.file, place(entry), entry.text[:_FIRST], entry.reason, _is_weighty(entry, longest))
        for entry in entries
    )
    notes = (*_form_words(reading, sections), *_notes(reading))
    told = [e for e in entries if e.why not in _AS_A_WHOLE and (e.status == "refused" or _is_weighty(e, longest))]
    rest = (*notes, *_left_words(told))
    missing = (*tables, *(section.id for section in sections), *rows)
    return Account(missing, left, notes, _lacking(reading, tables, sections), rest)


def place(entry: ReadCell) -> str:
    """Where a cell or a paragraph stands in its file."""
    return entry.cell if entry.sheet == BODY else f"{entry.sheet} {entry.cell}"


def _is_weighty(entry: ReadCell, longest: int) -> bool:
    if entry.why in _AS_A_WHOLE:
        return False
    if entry.why is Reason.SIGN_OFF:
        return bool(_AMOUNT.search(entry.text))
    if entry.why in (Reason.CONTENTS, Reason.HEAD_AGAIN) and not _AMOUNT.search(entry.text):
        return len(entry.text.rstrip("0123456789 .…·")) > longest
    is_number = entry.sheet != BODY and bool(_BARE_NUMBER.fullmatch(entry.text.strip()))
    return is_number or bool(_AMOUNT.search(entry.text)) or len(entry.text) > longest


def _missing_tables(reading: Reading) -> list[str]:
    read = reading.provenance.heads
    return [table.id for table in reading.edition.tables.values() if table.part == "budget" and table.id not in read]


def _missing_sections(reading: Reading) -> list[Section]:
    """The sections with a heading in the form of which no words stand in the files. A table of theirs is enough under
    their heading, or where the tables may say all, or where there is no text."""
    read, texts, headings = reading.provenance.heads, reading.content.texts, reading.provenance.headings
    is_text = bool(headings) or any(entry.why is Reason.NO_SECTION for entry in reading.report.left)
    projects, edition = reading.edition.roles.table(PROJECTS), reading.edition
    titled = (one for one in edition.sections if one.title and not edition.only_holds_chapters(one))
    blank = (one for one in titled if not texts.get(f"{one.id}.text"))
    return [
        section
        for section in blank
        if not any((projects if name == PROJECTS else name) in read for name in section.holds)
        or (is_text and section.id not in headings and not section.wordless)
    ]


def _lacking(reading: Reading, tables: list[str], sections: list[Section]) -> str:
    """One sentence; a file that holds few tables, or few sections, does not claim to be complete."""
    edition = reading.edition
    budget = sum(table.part == "budget" for table in edition.tables.values())
    titled = sum(bool(section.title) for section in edition.sections)
    parts = [edition.tables[name].ordinal for name in tables] if 2 * len(tables) <= budget else []
    parts += [_section_words(reading, section) for section in sections] if 2 * len(sections) <= titled else []
    for table in edition.tables.values():
        gone = [row.label for row in table.rows if (table.id, row.key) in reading.provenance.absent]
        if gone:
            named = f"“{gone[0]}”等{len(gone)}行" if len(gone) > _ALL_TOLD else f"{'、'.join(f'“{g}”' for g in gone)}行"
            parts.append(f"{table.ordinal}的{named}")
    return f"没有找到{'、'.join(parts)}。" if parts else ""


def _section_words(reading: Reading, section: Section) -> str:
    """A section that is missing, with the lines in its place that may be its heading in other words."""
    lines = [line for line in reading.provenance.unknown_headings if section.id in line.may_be]
    unknown = "、".join(f"{line.source.cell}“{line.text}”" for line in lines[:_ALL_TOLD])
    asked = f"（{unknown}没有认出是哪一节的标题，请看是不是它）" if unknown else ""
    return f"“{section.heading}”{asked}"


def _notes(reading: Reading) -> Iterator[str]:
    """What is true of a file as a whole: what it carries along, and what of it was left as a whole."""
    if _is_blank(reading):
        yield "认得出预算表，却一个金额也没有：是还没有填写的空表。请确认选对了文件；存入以后各表都是空的。"
    yield from reading.report.remarks
    yield from _stranger_words(reading)
    left: dict[tuple[str, Reason], list[ReadCell]] = {}
    for entry in reading.report.left:
        if entry.why is not None and entry.why in _AS_A_WHOLE:
            left.setdefault((entry.file, entry.why), []).append(entry)
    for (file, why), entries in left.items():
        sheets = dict.fromkeys(entry.sheet for entry in entries)
        abouts = dict.fromkeys(entry.about for entry in entries)
        yield _AS_A_WHOLE[why].format(file=file, sheets=_quoted(sheets), abouts=_quoted(abouts))


def _form_words(reading: Reading, sections: list[Section]) -> Iterator[str]:
    """What is said of a text without tables whose headings are the form's only in part: it may be another form's."""
    if not reading.provenance.titles and reading.provenance.headings and len(sections) >= _MANY_MISSING:
        title = pack(reading.edition.pack).title
        yield f"只有文字，照各节的标题当作{title}的表样来读，有{len(sections)}节没有找到；是别处的表样的，请改选表样。"


def _is_blank(reading: Reading) -> bool:
    """Whether the files have tables of the budget to be filled in, and no amount but zero in any; a table that is empty
    as its note says has none."""
    tables, texts = reading.edition.tables, reading.content.texts
    read = [name for name in reading.provenance.titles if tables[name].part == "budget"]
    due = [name for name in read if not texts.get(f"{name}.notes")]
    return len(due) >= _FEWEST_BLANK and not any(entry.fen for entry in reading.content.cells.values())


def _stranger_words(reading: Reading) -> Iterator[str]:
    """The lines like headings that are none of the form's, and with which section what is below them went."""
    names = {section.id: section.heading for section in reading.edition.sections if section.heading}
    strangers = [line for line in reading.provenance.unknown_headings if not line.may_be and line.within in names]
    for line in strangers[:_ALL_TOLD]:
        yield (
            f"{line.source.cell}“{line.text[:_FIRST]}”不是本年度表样里的标题，"
            f"它和下面的内容收在“{names[line.within]}”里，请核对。"
        )
    if len(strangers) > _ALL_TOLD:
        yield f"另有{len(strangers) - _ALL_TOLD}行像是标题，表样里没有，也都收在前一节里，请核对。"


def _quoted(names: Iterable[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def _left_words(entries: list[ReadCell]) -> Iterator[str]:
    """What was left, cells of one sheet and one reason in one line."""
    by_reason: dict[tuple[str, str, str, str], list[ReadCell]] = {}
    for entry in entries:
        about = entry.reason if entry.why in (Reason.NO_HEAD, Reason.NOT_OURS) else ""
        by_reason.setdefault((entry.file, entry.sheet, str(entry.why), about), []).append(entry)
    lines = [line for group in by_reason.values() for line in _group_words(group)]
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"另有{len(lines) - _MOST}项没有采用，识别报告里逐项列出。"


def _group_words(group: list[ReadCell]) -> Iterator[str]:
    first = group[0]
    if len(group) > _ALL_TOLD:
        yield f"未采用 {place(first)} 等{len(group)}处（“{first.text[:_FIRST].strip()}”等）：{first.reason}"
        return
    for entry in group:
        yield f"未采用 {place(entry)} “{entry.text[:_FIRST].strip()}”：{entry.reason}"
