"""Whose disclosure a file is: unit, budget year and kind, from the heads of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from forms.form.load import edition as declared_edition
from forms.form.load import pack
from forms.form.model import Edition
from forms.match.head import without_money_unit
from forms.match.normal import phrases
from forms.match.segments import Located, Segment
from forms.match.titles import UNIT_CAPTION, YEAR_IN_TITLE, is_title, newest_edition
from forms.readers import Book
from models.errors import Trouble
from models.records import Unit

_YEAR = re.compile(r"年度[:：]?(20\d{2})")
_YEAR_ALONE = re.compile(r"^(20\d{2})年度?$")
_YEAR_IN_TITLE = re.compile(r"(20\d{2})年(?:度)?(?:部门|单位)?(?:预算|收支|收入|支出|财政拨款)")
_YEAR_OF_ASSETS = re.compile(r"截[止至](?:时间|日期)[:：](\d{4})")
"""The assets are those of the year before."""
YEAR_PATTERNS = ((_YEAR, 0), (_YEAR_IN_TITLE, 0), (_YEAR_ALONE, 0), (_YEAR_OF_ASSETS, 1))
"""What tells the budget year, the surest first, and how many years before it the year is that stands there."""
_SEAL = re.compile(r"(?:[（(\[【][^（(）)]*章[^（(）)]*[）)\]】]|[（(\[【]盖章处?|_+)+$")
_CODE_AND_NAME = re.compile(r"^[\[【〔(（]?(\d{3,12})[\]】〕)）]?[-—_]?((?![A-Za-z])[^\W\d_].+)$")
"""A name begins with any letter that is no Latin one, also beyond the Basic Plane."""
_KIND_IN_TITLE = re.compile(r"(部门|单位)预算")
_END_OF_TITLE = re.compile(
    r"预算(?:信息)?(?:公开)?(?:表|情况|情况说明|说明|文本|报告|资料|材料)?(?:[（(]?20\d{2}年度?[)）]?)?$"
)
_NO_TITLE = re.compile(
    r"[，。；;：:]|决算|执行|总表|支出表|总体情况|经费|绩效|采购|^[一二三四五六七八九十\d（(]+[、.．)）]|^第.部分"
)
"""What the title of a whole paper never has: a sentence's stops, the number of a heading, the name of a part."""
_UNIT_IN_TITLE = re.compile(r"^([一-鿿𠀀-𯿿（）()]{4,40}?)(?:20\d{2}年度?)")
_LONGEST_TITLE = 60
_FIRST_PARAGRAPHS = 60
_HEAD_ROWS = 12
"""The head of a table stands within so many rows of its title."""


def find_edition(books: Sequence[Book], segments: Sequence[Segment], year: int | None, kind: str) -> Edition:
    """The edition of the budget year and the kind, as given or as the titles and the heads say.

    Raises Trouble when nothing tells them, when two years or kinds contend, or when there is no form of that year.
    """
    found, years = find_year(books, segments, year), pack().years
    if found not in years:
        files = "、".join(f"“{book.file}”" for book in books)
        raise Trouble(
            f"{files}是{found}年的预算，程序里没有这一年的表样；", f"目前有{years[0]}年至{years[-1]}年的表样。"
        )
    return declared_edition(found, find_kind(books, segments, found, kind))


def find_year(books: Sequence[Book], segments: Sequence[Segment], given: int | None) -> int:
    """The budget year: as given, as the tables say, as the title of the whole says, or as anything near the top says.

    Raises Trouble when nothing tells it, or when tables of two years, or tables and title, contend.
    """
    if given is not None:
        return given
    tables: dict[int, set[str]] = {}
    for segment in segments:
        if (year := year_of(segment)) is not None:
            tables.setdefault(year, set()).add(segment.title.table)
    whole = {title.year: title.text for title in titles_of_whole(books) if title.year is not None}
    if tables:
        return _year_of_tables(tables, whole)
    if len(whole) == 1:
        return next(iter(whole))
    if whole:
        first, last = min(whole), max(whole)
        raise Trouble(f"“{whole[first]}”和“{whole[last]}”不是同一年的；", f"请写明要读哪一年，例如加上 --year {last}。")
    for pattern, later in YEAR_PATTERNS:
        found = Counter(year for text in _texts(books) for year in pattern.findall("".join(text.split())))
        if found:
            return int(found.most_common(1)[0][0]) + later
    raise Trouble("没有认出预算年度；", "请写明年度，例如加上 --year 2024。")


def _year_of_tables(tables: Mapping[int, set[str]], whole: Mapping[int, str]) -> int:
    """The year that most tables name; a few that name another are wrong, or are last year's."""
    (year, most), *others = sorted(tables.items(), key=lambda item: (len(item[1]), item[0]), reverse=True)
    rivals = [other for other, names in others if 2 * len(names) > len(most)]
    budget = {name for name in most if newest_edition(name).tables[name].part == "budget"}
    all_of_them = {table.id for table in newest_edition(next(iter(most))).tables.values() if table.part == "budget"}
    if rivals and (budget != all_of_them or any(all_of_them <= tables[rival] for rival in rivals)):
        rival = rivals[0]
        raise Trouble(
            f"文件里有{year}年的表（{len(most)}张），也有{rival}年的表（{len(tables[rival])}张）；",
            f"请写明要读哪一年，例如加上 --year {max(year, rival)}。",
        )
    if whole and year not in whole:
        stated, text = next(iter(whole.items()))
        raise Trouble(
            f"标题“{text}”是{stated}年的，表头写的是{year}年；",
            f"请写明年度，加上 --year {stated} 或者 --year {year}。",
        )
    return year


def find_kind(books: Sequence[Book], segments: Sequence[Segment], year: int, given: str) -> str:
    """部门 or 单位: as given, as the title of the whole says, or as most titles of tables say.

    Raises Trouble when they say nothing, when neither has the most, or when title and tables contend and the form of
    the one is not that of the other.
    """
    if given:
        return given
    way_out = "请写明类别，加上 --kind 部门 或者 --kind 单位。"
    whole = {title.kind: title.text for title in titles_of_whole(books) if title.kind}
    found = Counter(segment.title.kind for segment in segments if segment.title.kind)
    if not found and not whole:
        raise Trouble("没有认出是部门预算还是单位预算；", way_out)
    if len(whole) > 1:
        raise Trouble(f"{'和'.join(f'“{text}”' for text in whole.values())}的类别不同；", way_out)
    most = [kind for kind, count in found.items() if count == max(found.values())]
    if not whole:
        if len(most) > 1:
            raise Trouble("各表的表名一半写部门预算、一半写单位预算；", way_out)
        return most[0]
    kind, text = next(iter(whole.items()))
    if most and kind not in most and _shapes(year, kind) != _shapes(year, most[0]):
        raise Trouble(f"标题“{text}”与各表的表名类别不同；", way_out)
    return kind


def _shapes(year: int, kind: str) -> list[object]:
    """What of a form decides which amounts are read where, wording aside."""
    edition = declared_edition(year, kind)
    return [
        (table.id, [(c.id, c.kind, c.side) for c in table.columns], [(row.key, row.side) for row in table.rows])
        for table in edition.tables.values()
    ]


def year_of(segment: Segment) -> int | None:
    """The budget year that a table itself names: in its head, else in its title, else in the name of its sheet."""
    heads = ["".join(text.split()) for text in segment.head_texts]
    for pattern, later in (YEAR_PATTERNS[0], *YEAR_PATTERNS[2:]):
        for text in heads:
            if found := pattern.findall(text):
                return int(found[0]) + later
    for text in (segment.title_text, segment.grid.name if segment.grid.lettered else ""):
        if found := YEAR_IN_TITLE.findall(text):
            return int(found[0])
    return None


def of_the_year(tables: Sequence[Located], year: int) -> list[Located]:
    """The tables, each of another year marked where the same one is there for this year, or for none it names."""
    years = [year_of(one.segment) for one in tables]
    ours = {one.table.id for one, named in zip(tables, years, strict=True) if named in (year, None)}
    return [
        replace(one, other_year=named) if named not in (year, None) and one.table.id in ours else one
        for one, named in zip(tables, years, strict=True)
    ]


class TitleOfWhole(NamedTuple):
    """The title of a whole paper: its text, and the year, the kind and the unit it names."""

    text: str
    year: int | None
    kind: str
    unit: str


def titles_of_whole(books: Iterable[Book]) -> list[TitleOfWhole]:
    """What the files call themselves on top, as 某局2024年部门预算信息公开; one with a year goes first."""
    found = (list(_titles(book)) for book in books)
    return [min(titles, key=lambda title: title.year is None) for titles in found if titles]


def _titles(book: Book) -> Iterator[TitleOfWhole]:
    return filter(None, map(_as_title, _texts([book])))


@lru_cache(maxsize=4096)
def _as_title(text: str) -> TitleOfWhole | None:
    """The text as the title of a whole paper; None when it is none."""
    joined = "".join(text.split()).strip("《》“”")
    if len(joined) > _LONGEST_TITLE or _NO_TITLE.search(joined) or is_title(joined):
        return None
    kinds, years = _KIND_IN_TITLE.findall(joined), YEAR_IN_TITLE.findall(joined)
    if not _END_OF_TITLE.search(joined) or not (years or kinds):
        return None
    unit = _UNIT_IN_TITLE.match(joined)
    year = int(years[0]) if years else None
    return TitleOfWhole(joined, year, kinds[-1] if kinds else "", unit[1] if unit else "")


def find_unit(heads: Iterable[str], books: Iterable[Book], code: str, name: str) -> Unit:
    """The unit: as given, as most heads of tables say, as anything near the top of a sheet says, or as the title of
    the whole says.

    Raises Trouble when nothing names it.
    """
    found = Counter(filter(None, map(unit_in, heads))) or Counter(filter(None, map(unit_in, _texts(books))))
    named = Counter(Unit("", title.unit) for title in titles_of_whole(books) if title.unit)
    unit = next((unit for unit, _ in (found or named).most_common(1)), Unit("", ""))
    unit = Unit(code or unit.code, name or unit.name)
    if not unit.name:
        raise Trouble("没有认出单位名称；", "请写明单位，例如加上 --unit-name 某某县某某局。")
    return unit


@lru_cache(maxsize=4096)
def unit_in(text: str) -> Unit | None:
    """The unit a head line names: `339 丰润区工业和信息化局`, `预算单位编码及名称：[471]秦皇岛市…`."""
    joined = without_money_unit("".join(text.split()))
    if not joined or len(joined) > 60:
        return None
    rest = _SEAL.sub("", UNIT_CAPTION.sub("", joined))
    found = _CODE_AND_NAME.match(rest)
    if found and not _is_other(found[2]):
        return Unit(found[1], found[2])
    if UNIT_CAPTION.match(joined) and len(rest) >= 3 and not _is_other(rest):
        return Unit("", rest)
    return None


def _is_other(name: str) -> bool:
    """Whether what follows the digits is a date, a count or a classification rather than a unit."""
    endings = ("支出", "收入", "费", "预算", "表", "拨款")
    return bool(re.match(r"[年月日]|万元|元|个|人|项", name)) or name.endswith(endings)


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
