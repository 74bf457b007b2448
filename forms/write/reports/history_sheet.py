"""The history of a disclosure (修改记录): who did how much and the largest changes, then one row for every change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from forms.compare.compare import Difference
from forms.compare.history import differences_made, logged_title, shown_code, shown_time
from forms.document.document import Document
from forms.write.page.archives import save_workbook
from forms.write.page.flow import Heading, Part, TablePart, TextTitle
from forms.write.page.layout import Picture
from forms.write.reports.main_points import LARGEST, by_amount
from forms.write.reports.plain_report import on_one_page, plain_table, write_report, write_sheet
from models.files import write_whole
from models.records import Logged

TITLE = "修改记录"
_CAPTIONS = ("时间", "经办人", "操作", "核对码", "所在", "内容", "原来", "现在")
_NOBODY = "没有写明"
_NOTHING = ("", "", "", "")
"""A step that changes nothing but the state."""

Step = tuple[Logged, tuple[Difference, ...]]


def write_history(document: Document, history: Sequence[Logged], path: Path) -> None:
    """Write the operations in their order, with their changes in words: as PDF where the path ends in .pdf, else as a
    workbook. Raises Trouble when it cannot be written.
    """
    steps = [(one, differences_made(document, one.changes)) for one in history]
    head = document.head
    unit, title = head.unit.name, f"{head.unit.name}{head.year}年{head.kind}预算{TITLE}"
    with write_whole(path) as temporary:
        if path.suffix.lower() == ".pdf":
            write_report(temporary, title, unit, "", _last_day(history), _parts(title, steps))
        else:
            pictures = [people(steps), *_largest(steps, LARGEST), _details(steps)]
            _write_book(title, unit, pictures, temporary, _last_day(history))


def _parts(title: str, steps: Sequence[Step]) -> Sequence[Part]:
    """A page of 要点, and behind it every change on lying sheets."""

    def told(picture: Picture) -> list[Part]:
        return [Heading(picture.title), TablePart(picture._replace(title=""), own_page=False)]

    def most(count: int) -> list[Part]:
        return [part for picture in _largest(steps, count) for part in told(picture)]

    details = _details(steps)
    points = on_one_page([TextTitle(title), *told(people(steps))], LARGEST, most)
    return [*points, TextTitle(details.title), TablePart(details._replace(title="", landscape=True), own_page=False)]


def _write_book(title: str, unit: str, pictures: Sequence[Picture], path: Path, day: date) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = unit
    book.properties.title = title
    for picture in pictures:
        write_sheet(book, picture)
    save_workbook(book, path, datetime.combine(day, time()))


def people(steps: Sequence[Step]) -> Picture:
    """Who took how many steps, changed how many places, and when for the first and the last time."""
    rows = []
    for name in dict.fromkeys(one.who for one, _ in steps):
        own = [(one, found) for one, found in steps if one.who == name]
        times = sorted(shown_time(one) for one, _ in own)
        changed = sum(len(found) for _, found in own)
        rows.append((name or _NOBODY, str(len(own)), str(changed), times[0], times[-1]))
    heads = ("经办人", "操作次数", "改动的地方", "最早", "最近")
    return plain_table("要点", heads, rows, dict.fromkeys(heads[1:3], "quantity"))


def _largest(steps: Sequence[Step], count: int) -> list[Picture]:
    """So many of the largest changes of amounts with who made them; none where no amount was changed."""
    whose = {id(difference): one for one, found in steps for difference in found}
    found = by_amount(difference for _, differences in steps for difference in differences)[:count]
    rows = [
        (shown_time(whose[id(d)]), whose[id(d)].who or _NOBODY, d.place, d.item, d.old_fen, d.new_fen, d.change)
        for d in found
    ]
    heads = ("时间", "经办人", "所在", "内容", "原来", "现在", "增减")
    return [plain_table("变动最大的金额（万元）", heads, rows, dict.fromkeys(heads[4:], "money"))] if rows else []


def _details(steps: Sequence[Step]) -> Picture:
    rows = []
    for one, found in steps:
        changes = [(d.place, d.item, d.old, d.new) for d in found] or [_NOTHING]
        whole = (shown_time(one), one.who or _NOBODY, logged_title(one), shown_code(one))
        rows += [(*whole, *texts) for texts in changes]
    return plain_table(f"{TITLE}（万元）", _CAPTIONS, rows)


def _last_day(history: Sequence[Logged]) -> date:
    """The day of the last step, for the properties of the file: the same history gives the same bytes."""
    return date.fromisoformat(max((one.time for one in history), default="1980-01-01")[:10])
