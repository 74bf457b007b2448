"""What stands on the web site, held against what was settled: same, different and where, missing, late (二十日)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from forms.compare.compare import Difference
from forms.county.submissions import files_below
from forms.county.task import Orders, Task, TaskOutcome
from forms.document.document import Document
from forms.form.load import edition_of, pack_of
from forms.match.reading import Reading
from forms.office.merge import complete
from forms.office.office import Office
from forms.office.verification import FINISHED, printed_differences
from forms.signing.dates import read_day
from forms.signing.states import last_day
from forms.write.page.flow import has_text
from forms.write.page.plain_data import Data, head_data
from forms.write.reports.plain_report import plain_table, write_sheet
from models.errors import Trouble
from models.files import write_whole
from models.records import Head

FILE = "网上核对.xlsx"
_WORKBOOK = ".xlsx"
_EXPLANATION = Difference("text", "情况说明", "", "有", "网上没有")


class OnTheSite(StrEnum):
    """What was found of a disclosure on the site. The values are part of the JSON."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"
    """It was settled, and nothing of it stands there."""
    UNSETTLED = "unsettled"
    """It stands there and was never settled here."""
    UNKNOWN = "unknown"
    """It stands there, and there is none of that unit, year and kind here."""
    UNREADABLE = "unreadable"


_WORDS = {
    OnTheSite.SAME: "相同",
    OnTheSite.DIFFERENT: "不同",
    OnTheSite.MISSING: "网上没有",
    OnTheSite.UNSETTLED: "没有定稿就公布了",
    OnTheSite.UNKNOWN: "这里没有这份资料",
    OnTheSite.UNREADABLE: "读不了",
}


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """How one disclosure stands on the site; `late` says in Chinese by how much the twenty days were missed."""

    result: OnTheSite
    name: str
    head: Head | None = None
    files: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    """The old side is what was settled, the new one what stands on the site."""
    late: str = ""
    error: str = ""

    @property
    def is_right(self) -> bool:
        """Whether there is nothing to do about it."""
        return self.result is OnTheSite.SAME and not self.late

    @property
    def words(self) -> str:
        """相同, 不同（3处）, 网上没有 …, and how late."""
        counted = f"（{len(self.differences)}处）" if self.differences else ""
        return "，".join(filter(None, (_WORDS[self.result] + counted, self.late, self.error)))

    @property
    def data(self) -> Data:
        """The line of JSON."""
        return {
            "name": self.name,
            **(head_data(self.head) if self.head else {}),
            "result": self.result,
            "files": list(self.files),
            "differences": [
                {"place": f"{one.place}{one.item}", "stored": one.old, "given": one.new} for one in self.differences
            ],
            "late": self.late or None,
            **({"error": self.error} if self.error else {}),
        }


class _OnSite(NamedTuple):
    """One file of a disclosure on the site, and what in it is not as it was settled."""

    name: Path
    unlike: tuple[Difference, ...]


def site_tasks(folder: Path, orders: Orders, unpacked: Path) -> list[Task]:
    """A task for every finished file below a folder. Raises Trouble when there is none."""
    found = [Task(name, orders, (file,)) for name, file in files_below(folder, unpacked, FINISHED)]
    if not found:
        raise Trouble(f"“{folder.name}”里没有可以核对的文件；", f"可以核对的有{'、'.join(FINISHED)}。")
    return found


class SiteCheck:
    """The files of a site held one by one against what was settled; nothing of a file is kept but how it differs, for
    the readings of a county are too many."""

    def __init__(self, office: Office, year: int | None, today: datetime.date) -> None:
        """Of that year all that was settled should be there; without one it is the years that the files are of."""
        self._office = office
        self._year = year
        self._today = today
        self._years = {year} if year else set()
        self._given: dict[str, list[_OnSite]] = defaultdict(list)

    def take(self, outcome: TaskOutcome) -> SiteStanding | None:
        """Hold one file against what is here; told at once is only what cannot be. Raises Trouble when the store cannot
        be read."""
        reading = outcome.reading
        if reading is None:
            error = str(outcome.data.get("error", ""))
            return SiteStanding(OnTheSite.UNREADABLE, outcome.name, files=(outcome.name,), error=error)
        if self._year is None:
            self._years.add(reading.year)
        here = self._office.find(reading.unit, reading.year, reading.kind, pack_of(reading.head))
        if here is None:
            return SiteStanding(OnTheSite.UNKNOWN, reading.unit.name, reading.head, (outcome.name,))
        settled = self._office.settled(here.id)
        unlike = tuple(_unlike(settled, Path(outcome.name), reading)) if settled is not None else ()
        odd = [replace(page, place=f"“{Path(outcome.name).name}”{page.place}") for page in outcome.odd]
        self._given[here.id].append(_OnSite(Path(outcome.name), (*odd, *unlike)))
        return None

    def rest(self) -> Iterator[SiteStanding]:
        """After the last file: every disclosure that is there, and those that should be."""
        office = self._office
        for one in office.listed():
            is_due = one.head.year in self._years and office.was_settled(one.head.id)
            if one.head.id in self._given or is_due:
                yield _standing(office, one.head, self._given, self._today)


def held_against_settled(
    office: Office, outcomes: Iterable[TaskOutcome], year: int | None, today: datetime.date
) -> Iterator[SiteStanding]:
    """How every disclosure stands on the site whose files were read, those of a year that should be there included."""
    site = SiteCheck(office, year, today)
    for outcome in outcomes:
        if (told := site.take(outcome)) is not None:
            yield told
    yield from site.rest()


def write_site_report(standings: Sequence[SiteStanding], path: Path) -> None:
    """Write what was found as a workbook. Raises Trouble when it cannot be written."""
    from openpyxl import Workbook

    from forms.write.page.archives import save_workbook

    heads = ("编码", "单位", "年度", "类型", "结果", "文件")
    rows = [
        (*((h.unit.code, h.unit.name, str(h.year), h.kind) if (h := one.head) else ("", one.name, "", "")), one.words,
         "、".join(one.files))
        for one in standings
    ]  # fmt: skip
    unlike_heads = ("单位", "所在", "定稿", "网上")
    places = [(one.name, f"{u.place}{u.item}", u.old, u.new) for one in standings for u in one.differences]
    book = Workbook()
    book.remove(book.active)
    write_sheet(book, plain_table("网上核对结果", heads, rows))
    write_sheet(book, plain_table("不同之处", unlike_heads, places))
    with write_whole(path) as temporary:
        save_workbook(book, temporary)


def _standing(office: Office, head: Head, given: Mapping[str, Sequence[_OnSite]], today: datetime.date) -> SiteStanding:
    files = given.get(head.id, ())
    names = tuple(str(file.name) for file in files)
    settled, kept = office.settled(head.id), office.open_disclosure(head.id)
    late = _late(kept, today, is_there=bool(files))
    if not files:
        return SiteStanding(OnTheSite.MISSING, head.unit.name, head, late=late)
    if settled is None:
        return SiteStanding(OnTheSite.UNSETTLED, head.unit.name, head, names, late=late)
    found = [one for file in files for one in file.unlike]
    if has_text(settled) and all(file.name.suffix.lower() == _WORKBOOK for file in files):
        found.append(_EXPLANATION)
    result = OnTheSite.DIFFERENT if found else OnTheSite.SAME
    return SiteStanding(result, head.unit.name, head, names, tuple(dict.fromkeys(found)), late)


def _unlike(settled: Document, name: Path, reading: Reading) -> Sequence[Difference]:
    # What the worker knew of the form is not taken, but what is known here.
    document = Document(reading.head, edition_of(reading.head), reading.content, provenance=reading.provenance)
    complete(document)
    return printed_differences(settled, document, name.suffix.lower() != _WORKBOOK)


def _late(document: Document, today: datetime.date, *, is_there: bool) -> str:
    """By how many days the term was missed; blank when it was kept, or when nobody wrote down the days."""
    limit, published = last_day(document), read_day(document.profile("published"))
    if limit is None:
        return ""
    day = published if is_there else today
    if day is None or day <= limit:
        return ""
    done = "公开" if is_there else "还没有公开"
    return f"超过二十日期限{(day - limit).days}天（应在{limit.month}月{limit.day}日前，{done}）"
