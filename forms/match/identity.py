"""Whose disclosure a file is: unit, budget year and kind, from the heads of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from forms.form.load import edition as declared_edition
from forms.form.load import pack
from forms.form.model import Edition
from forms.match.head import money_unit
from forms.match.normal import phrases
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
UNIT_CAPTION = re.compile(
    r"^(?:预算单位编码及名称|预算单位|预算部门|编制单位|编报单位|编制部门|填报单位|单位名称|部门名称|部门|单位)[:：]"
)
"""What stands before the name of the unit in a head; 单位：万元 begins so too."""
_CODE_AND_NAME = re.compile(r"^[\[【〔(（]?(\d{3,12})[\]】〕)）]?[-—_]?([一-鿿].+)$")
_FIRST_PARAGRAPHS = 60
_HEAD_ROWS = 12
"""The head of a table stands within so many rows of its title."""


def find_edition(books: Sequence[Book], kinds: Iterable[str], year: int | None, kind: str) -> Edition:
    """The edition of the budget year and the kind, as given or as the files and the `kinds` of the titles say.

    Raises Trouble when nothing tells them, or when there is no form of that year.
    """
    found, years = find_year(books, year), pack().years
    if found not in years:
        files = "、".join(f"“{book.file}”" for book in books)
        raise Trouble(
            f"{files}是{found}年的预算，程序里没有这一年的表样；", f"目前有{years[0]}年至{years[-1]}年的表样。"
        )
    return declared_edition(found, find_kind(kinds, kind))


def find_year(books: Iterable[Book], given: int | None) -> int:
    """The budget year: as given, as the heads say, or as the titles say; raises Trouble when nothing tells it."""
    if given is not None:
        return given
    for pattern, later in YEAR_PATTERNS:
        found = Counter(year for text in _texts(books) for year in pattern.findall("".join(text.split())))
        if found:
            return int(found.most_common(1)[0][0]) + later
    raise Trouble("没有认出预算年度；", "请写明年度，例如加上 --year 2024。")


def find_kind(kinds: Iterable[str], given: str) -> str:
    """部门 or 单位: as given, or as most titles say; raises Trouble when they say nothing."""
    if given:
        return given
    found = Counter(kind for kind in kinds if kind)
    if not found:
        raise Trouble("没有认出是部门预算还是单位预算；", "请写明类别，例如加上 --kind 部门。")
    return found.most_common(1)[0][0]


def find_unit(heads: Iterable[str], books: Iterable[Book], code: str, name: str) -> Unit:
    """The unit: as given, or as most heads of tables say, or as anything near the top of a sheet says.

    Raises Trouble when nothing names it.
    """
    found = Counter(filter(None, map(unit_in, heads))) or Counter(filter(None, map(unit_in, _texts(books))))
    unit = found.most_common(1)[0][0] if found else Unit("", "")
    unit = Unit(code or unit.code, name or unit.name)
    if not unit.name:
        raise Trouble("没有认出单位名称；", "请写明单位，例如加上 --unit-name 某某县某某局。")
    return unit


def unit_in(text: str) -> Unit | None:
    """The unit a head line names: `339 丰润区工业和信息化局`, `预算单位编码及名称：[471]秦皇岛市…`."""
    joined = "".join(text.split())
    if money_unit(joined) or len(joined) > 60:
        return None
    rest = UNIT_CAPTION.sub("", joined)
    found = _CODE_AND_NAME.match(rest)
    if found and not _is_other(found[2]):
        return Unit(found[1], found[2])
    if rest != joined and len(rest) >= 3 and not _is_other(rest):
        return Unit("", rest)
    return None


def _is_other(name: str) -> bool:
    """Whether what follows the digits is a date, a count or a classification rather than a unit."""
    endings = ("支出", "收入", "费", "预算", "表", "拨款")
    return bool(re.match(r"[年月日]|万元|元|个|人|项", name)) or name.endswith(endings)


def _texts(books: Iterable[Book]) -> Iterable[str]:
    """The texts in the first rows of every sheet, its name, and the first paragraphs of a document."""
    for book in books:
        yield from (paragraph.text for paragraph in book.paragraphs[:_FIRST_PARAGRAPHS])
        for grid in book.grids:
            yield grid.name
            for row in grid.row_numbers[:_HEAD_ROWS]:
                yield from phrases(grid.cells_in_row(row))
