"""Two units in one set of files: asked, unless one belongs to the other and only its own list or table stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.document.provenance import Source
from forms.form.load import KINDS, edition, home
from forms.match.asking.given import Given
from forms.match.asking.question import Asked, Choice, Question, Unsure, how_many, passage
from forms.match.asking.same_unit import core, is_same_name, is_same_unit, is_slip, is_under
from forms.match.body import Body
from forms.match.identity import TitleOfWhole, mark_foreign, titles_of_whole, unit_in
from forms.match.normal import plain
from forms.match.report import Reason
from forms.match.segments import Located
from forms.match.text.reading_words import reading_words
from forms.readers import Book
from models.records import Unit

_NAME = "name"
"""The column of the names of the institutions that a department has."""
_OF_A_DEPARTMENT = "部门"


@dataclass
class _Party:
    """One unit as the files name it: how often in which way, the tables under its name, and where that stands."""

    names: Counter[Unit] = field(default_factory=Counter)
    tables: list[Located] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    titles: list[TitleOfWhole] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        """As it is named most, with its code if there is one."""
        (unit, _), *_ = self.names.most_common(1)
        code = unit.code or next((name.code for name in self.names if name.code), "")
        return Unit(code, unit.name)

    @property
    def budget(self) -> set[str]:
        """The ids of its budget tables."""
        return {one.table.id for one in self.tables if one.table.part == "budget"}

    def choice(self) -> Choice:
        """The unit as an answer, with the first table and the titles that name it."""
        heads = [self.evidence[0] + how_many(len(self.tables))] if self.tables else []
        return Choice(self.unit, (*heads, *(title.words for title in self.titles)))


def of_the_unit(
    tables: Sequence[Located], books: Sequence[Book], kind: str, given: Given, bodies: Mapping[str, Body]
) -> tuple[list[Located], Unit | None]:
    """The tables, those of another unit marked when one of them is there for this unit too, or for none it names; and
    the unit as heads of tables name it, None when none does.

    It is the one given, else the one that the files name. Raises Unsure when they name two and nobody said which.
    """
    parties = _parties(tables, books, kind)
    if not parties:
        return list(tables), None
    meant, listed = next((one for one in parties if _is_meant(one, given)), None), _institutions(bodies)
    if meant is None:
        _require_no_rival(parties, kind, given, listed, books)
    ours = meant or parties[0]
    owners = {id(one): party for party in parties for one in party.tables}
    named = [_owner(one, owners.get(id(one), ours), ours, listed) for one in tables]
    left = mark_foreign(tables, Reason.OTHER_UNIT, "", named, as_a_whole=True)
    return left, ours.unit if ours.tables else None


def _require_no_rival(
    parties: Sequence[_Party], kind: str, given: Given, listed: Collection[str], books: Sequence[Book]
) -> None:
    """Raises Unsure when it is not certain whose the files are. To a person who named a unit that they do not name only
    those contend that have the same table."""
    ours, *others = parties
    rivals = [one for one in others if _is_rival(one, ours, kind, listed, books)]
    if given.unit.name or given.unit.code:
        rivals = [one for one in rivals if one.budget & ours.budget]
    if rivals:
        names = "、".join(f"“{_words(one.unit)}”" for one in (ours, *rivals))
        choices = tuple(one.choice() for one in (ours, *rivals))
        raise Unsure(Question(Asked.UNIT, f"文件里写着不同的单位：{names}", choices))


def _parties(tables: Sequence[Located], books: Sequence[Book], kind: str) -> list[_Party]:
    """The units that heads and titles name, the one with the most budget tables first; of two with as many the
    department in its own paper, the unit in that of a unit."""
    parties: list[_Party] = []
    for one in tables:
        found = _named_in_head(one, kind)
        if found is not None:
            source, text, unit = found
            party = _party(parties, unit)
            party.tables.append(one)
            party.evidence.append(passage(source, text))
    for title in titles_of_whole(books):
        if title.unit:
            _party(parties, Unit("", title.unit)).titles.append(title)
    sign = 1 if kind == _OF_A_DEPARTMENT else -1
    return sorted(parties, key=lambda party: (-len(party.budget), sign * len(party.unit.code)))


def _party(parties: list[_Party], unit: Unit) -> _Party:
    """The party of a unit; a new one when nobody is that unit yet."""
    fitting = (party for party in parties if any(is_same_unit(name, unit) for name in party.names))
    party = next(fitting, None)
    if party is None:
        party = _Party()
        parties.append(party)
    party.names[unit] += 1
    return party


def _named_in_head(one: Located, kind: str) -> tuple[Source, str, Unit] | None:
    """The unit that the head of a table names; where it names a department and its unit, the one of the kind."""
    if one.head is None or one.foreign is not None:
        return None
    found: list[tuple[Source, str, Unit]] = []
    for source, text in one.segment.passages_above(one.head.captions):
        if (unit := unit_in(text)) is not None:
            found.append((source, text, unit))
    fitting = [named for named in found if _has_caption_of(kind, named[1])] or found
    sign = 1 if kind == _OF_A_DEPARTMENT else -1
    return min(fitting, key=lambda named: sign * len(named[2].code), default=None)


def _has_caption_of(kind: str, text: str) -> bool:
    """Whether the caption before a name says that it is that of a 部门, or of a 单位."""
    caption = reading_words().unit_caption.match("".join(text.split()))
    return caption is not None and kind in caption[0]


def _is_meant(party: _Party, given: Given) -> bool:
    """Whether a person gave this unit, by its name or by its code alone."""
    if not given.unit_name:
        return bool(given.unit_code) and any(name.code == given.unit_code for name in party.names)
    is_named = any(plain(name.name) == plain(given.unit_name) for name in party.names)
    return is_named and (not given.unit_code or party.unit.code in ("", given.unit_code))


def _is_rival(party: _Party, ours: _Party, kind: str, listed: Collection[str], books: Iterable[Book]) -> bool:
    """Whether it is not certain that the files are ours and not the party's."""
    unit, our_unit = party.unit, ours.unit
    both = party.budget & ours.budget
    if is_same_name(unit, our_unit) and not both:
        # One name with two codes: a wrong code in few heads is a finding.
        return not is_under(unit, our_unit) and 2 * len(party.tables) > len(ours.tables)
    is_beside_ours = party.budget <= ours.budget and (not both or kind == _OF_A_DEPARTMENT)
    if _is_part(party, ours, listed) and not party.titles and is_beside_ours:
        return False
    is_only_titled = not party.tables and all(is_slip(name, our_unit) for name in party.names)
    return not (is_only_titled and _is_named_in_text(our_unit, party, books))


def _is_part(party: _Party, ours: _Party, listed: Collection[str]) -> bool:
    """Whether it is a unit of ours: by its code or its name, or among the institutions of the files."""
    return is_under(party.unit, ours.unit) or core(party.unit) in listed


def _is_named_in_text(unit: Unit, party: _Party, books: Iterable[Book]) -> bool:
    """Whether every file that bears the party in its title names the unit further down, and the party not."""
    name, other = core(unit), core(party.unit)
    titled = {title.file for title in party.titles}
    texts = [[plain(paragraph.text) for paragraph in book.paragraphs] for book in books if book.file in titled]
    return all(any(name in text for text in lines) and sum(other in text for text in lines) < 2 for lines in texts)


def _institutions(bodies: Mapping[str, Body]) -> set[str]:
    """The names of the institutions in 机构设置, brought to one form."""
    newest = edition(home().years[-1], KINDS[0])
    body = bodies.get(newest.roles.table("institutions"))
    cells = body.cells.items() if body else ()
    return {core(Unit("", entry.text)) for address, entry in cells if address.column == _NAME and entry.text}


def _owner(one: Located, party: _Party, ours: _Party, listed: Collection[str]) -> str:
    """Whose a table is; blank for ours, and for a list of a unit of ours, such as its purchases."""
    is_ours = party is ours or (one.table.part != "budget" and _is_part(party, ours, listed))
    return "" if is_ours else _words(party.unit)


def _words(unit: Unit) -> str:
    return f"{unit.code} {unit.name}".strip()
