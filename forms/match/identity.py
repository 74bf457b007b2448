"""Whose disclosure a file is: unit, budget year and kind, from the heads of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from forms.form.load import KINDS, pack
from forms.form.load import edition as declared_edition
from forms.form.model import Edition
from forms.form.word_lists import Words
from forms.match.asking.given import Given
from forms.match.asking.question import Asked, Choice, Question, Unsure, how_many, passage
from forms.match.asking.same_unit import is_region, is_same_name, is_slip
from forms.match.normal import phrases
from forms.match.proof.captions import without_money_unit
from forms.match.report import Reason
from forms.match.segments import Located, Segment
from forms.match.text.reading_words import ReadingWords, reading_words
from forms.match.titles import YEAR_IN_TITLE, is_title, newest_edition
from forms.readers import Book
from models.errors import Trouble
from models.records import Unit

_CODE_AND_NAME = re.compile(r"^[\[【〔(（]?(\d{3,12})[\]】〕)）]?[-—_]?((?![A-Za-z])[^\W\d_].+)$")
"""A name begins with any letter that is no Latin one, also beyond the Basic Plane."""
_LONGEST_TITLE = 60
_FIRST_PARAGRAPHS = 60
_HEAD_ROWS = 12
"""The head of a table stands within so many rows of its title."""


def find_edition(books: Sequence[Book], segments: Sequence[Segment], year: int | None, kind: str) -> Edition:
    """The edition of the budget year and the kind, as given or as the titles and the heads say.

    Raises Unsure when nothing tells them or two years or kinds contend, Trouble when there is no form of that year.
    """
    found, years = find_year(books, segments, year), pack().years
    if found not in years:
        files = "、".join(f"“{book.file}”" for book in books)
        raise Trouble(
            f"{files}是{found}年的预算，程序里没有这一年的表样；", f"目前有{years[0]}年至{years[-1]}年的表样。"
        )
    of_the_year = [segment for segment in segments if year_of(segment) in (found, None)]
    return declared_edition(found, find_kind(books, of_the_year or segments, found, kind))


def find_year(books: Sequence[Book], segments: Sequence[Segment], given: int | None) -> int:
    """The budget year: as given, as the tables say, as the title of the whole says, as anything near the top says, or,
    where a form prints none at all, as the names of the files say.

    Raises Unsure when nothing tells it, or when tables of two years, or tables and title, contend.
    """
    if given is not None:
        return given
    tables: dict[int, list[Segment]] = {}
    for segment in segments:
        if (year := year_of(segment)) is not None:
            tables.setdefault(year, []).append(segment)
    whole = {title.year: title for title in titles_of_whole(books) if title.year is not None}
    if tables:
        return _year_of_tables(tables, whole)
    if len(whole) == 1:
        return next(iter(whole))
    if whole:
        first, last = min(whole), max(whole)
        why = f"“{whole[first].text}”和“{whole[last].text}”不是同一年的"
        raise _unsure_year(why, {year: (whole[year].words,) for year in whole})
    for pattern, later in year_patterns():
        found = Counter(year for text in _texts(books) for year in pattern.findall("".join(text.split())))
        if found:
            # Of two that are named alike the later: last year's amounts stand beside this year's.
            return int(max(found, key=lambda year: (found[year], year))) + later
    called = {int(year) for book in books for year in reading_words().title_year.findall(book.file)}
    if len(called) == 1:
        return called.pop()
    raise _unsure_year("没有认出预算年度", dict.fromkeys(pack().years, ()))


def _year_of_tables(tables: Mapping[int, Sequence[Segment]], whole: Mapping[int, TitleOfWhole]) -> int:
    """The year that most tables name; a few that name another are wrong, or are last year's."""
    named = {year: {one.title.table for one in segments} for year, segments in tables.items()}
    (year, most), *others = sorted(named.items(), key=lambda item: (len(item[1]), item[0]), reverse=True)
    rivals = [other for other, names in others if 2 * len(names) > len(most)]
    budget = {name for name in most if newest_edition(name).tables[name].part == "budget"}
    all_of_them = {table.id for table in newest_edition(next(iter(most))).tables.values() if table.part == "budget"}
    if rivals and (budget != all_of_them or any(all_of_them <= named[rival] for rival in rivals)):
        rival = rivals[0]
        why = f"文件里有{year}年的表（{len(most)}张），也有{rival}年的表（{len(named[rival])}张）"
        raise _unsure_year(why, {one: (_tables_words(tables[one]),) for one in (year, *rivals)})
    if whole and year not in whole:
        stated, title = next(iter(whole.items()))
        evidence = {stated: (title.words,), year: (_tables_words(tables[year]),)}
        raise _unsure_year(f"标题“{title.text}”是{stated}年的，表头写的是{year}年", evidence)
    return year


def _unsure_year(why: str, evidence: Mapping[int, tuple[str, ...]]) -> Unsure:
    choices = (Choice(year, evidence[year]) for year in sorted(evidence, reverse=True))
    return Unsure(Question(Asked.YEAR, why, tuple(choices)))


def _tables_words(segments: Sequence[Segment], *, by_title: bool = False) -> str:
    """The first of these tables by the passage that names its year, or by its title, and how many they are."""
    first = segments[0]
    of_year = ((source, text) for source, text in first.passages_above(first.last) if _names_year(text))
    source, text = first.begins, first.title_text or first.grid.name
    if not by_title:
        source, text = next(of_year, (source, text))
    return passage(source, text) + how_many(len({one.title.table for one in segments}))


def _names_year(text: str) -> bool:
    return any(pattern.search("".join(text.split())) for pattern, _ in year_patterns())


def find_kind(books: Sequence[Book], segments: Sequence[Segment], year: int, given: str) -> str:
    """部门 or 单位: as given, as the title of the whole says, or as most titles of tables say; else as is usual.

    Raises Unsure when they say nothing, when neither has the most or both have the same table, or when title and
    tables contend and the form of the one is not that of the other.
    """
    if given:
        return given
    whole = {title.kind: title for title in titles_of_whole(books) if title.kind}
    tables = {kind: [segment for segment in segments if segment.title.kind == kind] for kind in KINDS}
    counts = {kind: len(tables[kind]) for kind in KINDS if tables[kind]}
    if not counts and not whole:
        if usual := pack().usual_kind:
            return usual
        raise _unsure_kind("没有认出是部门预算还是单位预算", {}, {})
    if len(whole) > 1:
        raise _unsure_kind(f"{'和'.join(f'“{title.text}”' for title in whole.values())}的类别不同", whole, tables)
    most = [kind for kind, count in counts.items() if count == max(counts.values())]
    if not whole:
        if len(most) > 1:
            raise _unsure_kind("各表的表名一半写部门预算、一半写单位预算", whole, tables)
        if _have_the_same(list(tables.values())):
            raise _unsure_kind("同一张表，有写部门预算的，也有写单位预算的", whole, tables)
        return most[0]
    kind, title = next(iter(whole.items()))
    is_another_form = bool(most) and _shapes(year, kind) != _shapes(year, most[0])
    if most and kind not in most and (is_another_form or _have_the_same(list(tables.values()))):
        raise _unsure_kind(f"标题“{title.text}”与各表的表名类别不同", whole, tables)
    return kind


def _have_the_same(tables: Iterable[Sequence[Segment]]) -> bool:
    """Whether a budget table is there with the title of either kind."""
    one, other = ({segment.title.table for segment in segments} for segments in tables)
    return any(newest_edition(name).tables[name].part == "budget" for name in one & other)


def _unsure_kind(why: str, whole: Mapping[str, TitleOfWhole], tables: Mapping[str, Sequence[Segment]]) -> Unsure:
    def evidence(kind: str) -> Iterator[str]:
        if kind in whole:
            yield whole[kind].words
        if tables.get(kind):
            yield _tables_words(tables[kind], by_title=True)

    return Unsure(Question(Asked.KIND, why, tuple(Choice(kind, tuple(evidence(kind))) for kind in KINDS)))


def _shapes(year: int, kind: str) -> list[object]:
    """What of a form decides which amounts are read where, wording aside."""
    edition = declared_edition(year, kind)
    return [
        (table.id, [(c.id, c.kind, c.side) for c in table.columns], [(row.key, row.side) for row in table.rows])
        for table in edition.tables.values()
    ]


def year_patterns() -> tuple[tuple[Words, int], ...]:
    """What tells the budget year, the surest first, and how many years before it the year is that stands there: the
    assets are those of the year before."""
    words = reading_words()
    return ((words.head_year, 0), (words.title_year, 0), (words.year_alone, 0), (words.assets_year, 1))


def year_of(segment: Segment) -> int | None:
    """The budget year that a table itself names: in its head, else in its title, else in the name of its sheet."""
    heads = ["".join(text.split()) for text in segment.head_texts]
    in_head, _, *others = year_patterns()
    for pattern, later in (in_head, *others):
        for text in heads:
            if found := pattern.findall(text):
                return int(found[0]) + later
    for text in (segment.title_text, segment.grid.name if segment.grid.lettered else ""):
        if found := YEAR_IN_TITLE.findall(text):
            return int(found[0])
    return None


def of_this_edition(tables: Sequence[Located], edition: Edition) -> list[Located]:
    """The tables, each of another year marked where the same one is there for this year, or for none it names, and
    those of another kind when one of them is."""
    years = [str(year_of(one.segment) or "") for one in tables]
    here = mark_foreign(tables, Reason.OTHER_YEAR, str(edition.year), years)
    kinds = [one.segment.title.kind for one in tables]
    return mark_foreign(here, Reason.OTHER_KIND, edition.kind, kinds, as_a_whole=True)


def mark_foreign(
    tables: Sequence[Located], why: Reason, ours: str, named: Sequence[str], *, as_a_whole: bool = False
) -> list[Located]:
    """The tables, each that names another owner than ours marked where the same one is there for ours or for none; or
    all of that owner's, as soon as one of them is."""
    pairs = list(zip(tables, named, strict=True))
    kept = {one.table.id for one, owner in pairs if owner in (ours, "") and one.foreign is None}
    others = {owner for one, owner in pairs if owner not in (ours, "") and one.table.id in kept}

    def is_foreign(one: Located, owner: str) -> bool:
        return one.foreign is None and owner in others and (as_a_whole or one.table.id in kept)

    return [replace(one, foreign=(why, owner)) if is_foreign(one, owner) else one for one, owner in pairs]


class TitleOfWhole(NamedTuple):
    """The title of a whole paper: its file and text, and the year, the kind and the unit it names."""

    file: str
    text: str
    year: int | None
    kind: str
    unit: str

    @property
    def words(self) -> str:
        """The title with its file, for evidence."""
        return f"“{self.file}”的标题“{self.text}”"


def titles_of_whole(books: Iterable[Book]) -> list[TitleOfWhole]:
    """What the files call themselves on top, as 某局2024年部门预算信息公开; one with a year goes first."""
    found = (list(_titles(book)) for book in books)
    return [min(titles, key=lambda title: title.year is None) for titles in found if titles]


def _titles(book: Book) -> Iterator[TitleOfWhole]:
    words, joined, tabs = reading_words(), "", {grid.name for grid in book.grids}
    for text in _texts([book]):
        above, joined = joined, "".join(text.split()).strip("《》“”")
        if not _is_whole_title(joined, words):
            continue
        kinds, years = words.kind_in_title.findall(joined), YEAR_IN_TITLE.findall(joined)
        if years or kinds:
            year = int(years[0]) if years else None
            unit = _unit_in_title(joined, words) or (above if is_name_alone(above, words) else "")
            # A tab is a makeshift: 工信局2024年部门预算.
            unit = "" if text in tabs else unit
            yield TitleOfWhole(book.file, joined, year, kinds[-1] if kinds else "", unit)


@lru_cache(maxsize=8192)
def _is_whole_title(text: str, words: ReadingWords) -> bool:
    """Whether a text reads as the title of a whole paper, and as that of no part or table."""
    if len(text) > _LONGEST_TITLE or not words.whole_title_end.search(text):
        return False
    return not words.no_whole_title.search(text) and not is_title(text)


def _unit_in_title(title: str, words: ReadingWords) -> str:
    """The unit that the title of a whole paper names, before the year or behind it; blank where that is a place."""
    found = words.unit_before_year.match(title) or words.unit_behind_year.match(title)
    name = found[1].removesuffix("部门").removesuffix("单位") if found else ""
    return "" if is_region(name) or words.all_units.search(name) else name


def find_unit(heads: Iterable[str], books: Iterable[Book], given: Given, named: Unit | None) -> Unit:
    """The unit: as given, as `named` in the heads of the tables that are read, as anything about a table says, or near
    the top of a sheet, or as the title of the whole says.

    Raises Unsure when nothing names it.
    """
    found = Counter([named] if named else []) or Counter(filter(None, map(unit_in, heads)))
    found = found or Counter(filter(None, map(unit_in, _texts(books))))
    found = found or Counter(Unit("", title.unit) for title in titles_of_whole(books) if title.unit)
    unit = next((unit for unit, _ in found.most_common(1)), Unit("", ""))
    if given.unit_name and not (is_same_name(unit, given.unit) or is_slip(unit, given.unit)):
        # A code goes with its name: that of another unit is none of this one's.
        unit = given.unit
    unit = Unit(given.unit_code or unit.code, given.unit_name or unit.name)
    if not unit.name:
        raise Unsure(Question(Asked.UNIT, "没有认出单位名称"))
    return unit


def unit_in(text: str) -> Unit | None:
    """The unit a head line names: `339 丰润区工业和信息化局`, `预算单位编码及名称：[471]秦皇岛市…`."""
    return _unit_in(text, reading_words())


@lru_cache(maxsize=4096)
def _unit_in(text: str, words: ReadingWords) -> Unit | None:
    joined = without_money_unit("".join(text.split()))
    if not joined or len(joined) > 60:
        return None
    rest = words.seal_behind.sub("", words.unit_caption.sub("", joined))
    found = _CODE_AND_NAME.match(rest)
    if found and not _is_other(found[2], words):
        return Unit(found[1], found[2])
    if words.unit_caption.match(joined) and len(rest) >= 3 and not _is_other(rest, words):
        return Unit("", rest)
    return None


def is_name_alone(text: str, words: ReadingWords) -> bool:
    """Whether a line is the name of a unit and no more, as it stands above a title that names none."""
    return bool(words.unit_alone.fullmatch(text) and words.sure_unit_end.search(text))


def _is_other(name: str, words: ReadingWords) -> bool:
    """Whether what follows the digits is a date, a count or a classification rather than a unit, or runs into the next
    phrase."""
    is_count = words.after_count.match(name) and not words.unit_end.search(name)
    return bool(is_count or words.no_unit.search(name))


def _texts(books: Iterable[Book]) -> Iterable[str]:
    """The texts in the first rows of every sheet that is seen, its name, and the first paragraphs of a document."""
    for book in books:
        yield from (paragraph.text for paragraph in book.paragraphs[:_FIRST_PARAGRAPHS])
        for grid in book.grids:
            if grid.hidden:
                continue
            yield grid.name
            for row in grid.row_numbers[:_HEAD_ROWS]:
                yield from phrases(grid.cells_in_row(row))
