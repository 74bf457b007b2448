"""From neutral grids to a disclosure, in four steps: frame, place, take, judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from forms.form.load import KINDS, reading_as
from forms.form.load import edition as declared_edition
from forms.form.load import pack as declared_pack
from forms.form.model import Edition
from forms.match.account.likeness import Likeness, broken_sums, likeness
from forms.match.account.which_form import LikelyForms, likely_forms, likest
from forms.match.asking.given import Given
from forms.match.asking.question import Unsure
from forms.match.asking.rival_units import of_the_unit
from forms.match.asking.several_units import wanted_unit
from forms.match.found import Found, find_sheets, find_strangers, find_told
from forms.match.frames import frame
from forms.match.identity import find_edition, find_unit, of_this_edition
from forms.match.judging import files_words, require_more_taken_than_lost, require_tables, require_this_form
from forms.match.placed import Placed
from forms.match.proof.money_scale import find_doubt, in_unit
from forms.match.proof.one_fund import in_the_one_fund
from forms.match.reading import Reading, gather
from forms.match.report import is_lost
from forms.match.segments import Located, Segment, find_segments, locate
from forms.match.straight import straightened, upright
from forms.match.taking import Taken, take
from forms.readers import Book
from models.errors import Trouble
from models.records import Unit


def recognise(
    books: Book | Sequence[Book],
    *,
    unit_code: str = "",
    unit_name: str = "",
    year: int | None = None,
    kind: str = "",
    money_unit: str = "",
    pack: str = "",
    all_units: bool = False,
    placed: Placed | None = None,
) -> Reading:
    """What one or more files hold together as one disclosure.

    What is given wins over what the files say, and what was `placed` by hand over what would be recognised. Raises
    Trouble when nothing of the form is recognised, when the tables are those of another form and nobody said by `pack`
    that they are of this one, when year, kind or unit are neither given nor told or contend, when formulas that state
    amounts were never calculated, when tables have the rows of several units and neither one of them nor `all_units`
    was given, or when it is not certain in which unit of money amounts are; then `money_unit` (元
    or 万元) tells it for the tables in question, or for all when none is.
    """
    given, placed = Given(unit_code, unit_name, year, kind, money_unit, pack, all_units), placed or Placed()
    books = [books] if isinstance(books, Book) else books
    likely = LikelyForms((pack,)) if pack else likely_forms(books)
    form, *others = likely.names
    if others:
        form = likest(likely.names, lambda: _likeness(books, given, placed), files_words(books))
    rival = likely.rival(form)
    try:
        reading = _read_as(form, books, given, placed)
    except Unsure:
        raise
    except Trouble:
        if rival is None:
            raise
        # A text that is of neither form more than of the other, and of a year that the one does not have.
        reading, rival = _read_as(rival.name, books, given, placed), rival.turned
    return replace(reading, rival=rival, report=reading.report.telling(rival.words)) if rival else reading


def _read_as(form: str, books: Sequence[Book], given: Given, placed: Placed) -> Reading:
    with reading_as(form):
        return _recognised(books, given, placed)


def _recognised(books: Sequence[Book], given: Given, placed: Placed) -> Reading:
    """The disclosure as the form has it in which the files are read."""
    books = [straightened(frame(upright(book))) for book in books]

    segments = find_segments(books, placed)
    require_tables(books, segments, given)
    edition = _edition(books, segments, given, placed)
    tables = of_this_edition(locate(segments, edition), edition)

    taken = take(books, tables, edition, placed)
    require_this_form(books, tables, segments, given, taken)
    ours, named = of_the_unit(tables, books, edition.kind, given, taken.bodies)
    only = wanted_unit(taken.bodies, edition.kind, given.unit if given.unit_name else named, given)
    ours = in_the_one_fund(ours, taken.bodies, edition)
    take_ours = partial(take, books, edition=edition, placed=placed, only=only)
    if ours != tables or only:
        tables, taken = ours, take_ours(ours)
    tables, taken = _in_sure_units(tables, taken, edition, take_ours, given.money_unit)

    require_more_taken_than_lost(books, segments, given, taken)
    head_texts = chain.from_iterable(one.segment.head_texts for one in tables if one.foreign is None)
    unit = find_unit(head_texts, books, given, named)
    return replace(
        gather(books, unit, edition, taken),
        sheets=tuple(find_sheets(books, tables, edition, taken, placed)),
        told=find_told(books, unit, edition.year, tables),
    )


def _likeness(books: Sequence[Book], given: Given, placed: Placed) -> Likeness | None:
    """How much of the form the files are in which they are read; None when they have no table of it."""
    books = [straightened(frame(upright(book))) for book in books]
    segments = find_segments(books, placed)
    if not segments:
        return None
    try:
        edition = find_edition(books, segments, given.year, given.kind)
    except Trouble:
        edition = declared_edition(declared_pack().years[-1], KINDS[0])
    tables = of_this_edition(locate(segments, edition), edition)
    taken = take(books, tables, edition, placed)
    found = likeness(books, tables, taken.bodies)
    if not found.captions[0]:
        return None
    document = gather(books, Unit(given.unit_code, given.unit_name), edition, taken).document()
    return replace(found, broken=broken_sums(document), lost=sum(map(is_lost, taken.entries)))


def _edition(books: Sequence[Book], segments: Sequence[Segment], given: Given, placed: Placed) -> Edition:
    """The edition of the files. Raises Trouble when it is not told; of another form the year is not asked."""
    try:
        return find_edition(books, segments, given.year, given.kind)
    except Trouble:
        newest = declared_edition(declared_pack().years[-1], KINDS[0])
        tables = locate(segments, newest)
        require_this_form(books, tables, segments, given, take(books, tables, newest, placed))
        raise


def _in_sure_units(
    tables: list[Located],
    taken: Taken,
    edition: Edition,
    take_them: Callable[[list[Located]], Taken],
    money_unit: str,
) -> tuple[list[Located], Taken]:
    """The tables and what was taken of them, once nothing speaks against the units of money in which they were read;
    `take_them` takes them again.

    Raises Trouble when something does and no unit was given, or that does not help.
    """
    doubt = find_doubt(edition, taken, tables)
    if not money_unit:
        if doubt is not None:
            raise doubt.unsure(taken.bodies)
        return tables, taken
    for again in doubt.answers(money_unit, tables) if doubt else [in_unit(money_unit, tables)]:
        retaken = take_them(again)
        left = find_doubt(edition, retaken, again)
        # What a person says of an amount that is only very large stands; tables that contradict each other must agree.
        if doubt is None or left is None or not (doubt.is_between_tables or left.is_between_tables):
            return again, retaken
    raise Trouble(f"{doubt.why}；" if doubt else "", f"全按{money_unit}读也对不上，请在文件里改正金额单位后再试。")


def strangers(books: Sequence[Book]) -> tuple[Found, ...]:
    """The sheets of files in which nothing was recognised at all."""
    return find_strangers([frame(book) for book in books])
