"""The 出错说明: the sheet that goes back to a unit, with what has to be mended in what it handed in, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS, Finding
from forms.form.version import PROGRAM, VERSION
from forms.signing.dates import day_words
from forms.signing.state_name import state_of
from forms.signing.waivers import answered
from forms.write.page.flow import Part, SubHeading, TablePart, TextParagraph, TextTitle
from forms.write.page.folders import make_folder
from forms.write.reports.plain_report import plain_table, write_report
from forms.write.reports.told_once import ToldOnce, by_place, counted, told_once
from models.files import write_whole

_ENDING = "出错说明"
_LEVELS = "EW"
"""What is sent back; hints are for whoever looks at the disclosure itself."""
_PLEASE = "错误必须改正；警告应当改正，或者写明为什么不用改。改好以后请把全部文件重新报送。"
_AGAIN = "请按下面的办法处理，再把文件重新报送。"


def write_fault_sheet(
    path: Path, document: Document, findings: Iterable[Finding], files: Sequence[str], made: date
) -> bool:
    """Write the sheet on what a check of these files found as PDF, unless there is nothing to send back; whether it
    was written. Raises Trouble when it cannot be."""
    open_ = answered(document, findings).open
    told = told_once(finding for finding in open_ if finding.level in _LEVELS)
    if not told:
        return False
    head = document.head
    title = f"{head.unit.name}{head.year}年{head.kind}预算公开{_ENDING}"
    _write(path, title, head.unit.name, state_of(document).sha256, made, _parts(title, document, told, files, made))
    return True


def write_refusal_sheet(path: Path, name: str, reason: str, files: Sequence[str], made: date) -> None:
    """Write the sheet for files that could not be read: the reason, which says what to do. Raises Trouble."""
    title = f"{name}{_ENDING}"
    parts = [TextTitle(title), *_about(files, made), TextParagraph(f"没有能够检查：{reason}"), TextParagraph(_AGAIN)]
    _write(path, title, name, "", made, parts)


def _write(path: Path, title: str, author: str, mark: str, made: date, parts: Iterable[Part]) -> None:
    make_folder(path.parent)
    with write_whole(path) as temporary:
        write_report(temporary, title, author, mark, made, list(parts))


def _parts(
    title: str, document: Document, told: Sequence[ToldOnce], files: Sequence[str], made: date
) -> Iterator[Part]:
    yield TextTitle(title)
    yield from _about(files, made)
    yield TextParagraph(f"查出{counted(told)}。{_PLEASE}")
    for within, members in by_place(document, told):
        yield SubHeading(f"{within}：{counted(members)}")
        rows = [(LEVEL_WORDS[one.first.level], one.places, one.first.message, one.first.fix) for one in members]
        picture = plain_table("问题清单", ("级别", "所在", "问题", "处理办法"), rows)
        yield TablePart(picture._replace(title=""), own_page=False)


def _about(files: Sequence[str], made: date) -> Iterator[Part]:
    yield TextParagraph(f"检查的文件：{'、'.join(files) or '没有'}。")
    yield TextParagraph(f"检查日期和程序：{day_words(made)}，{PROGRAM} {VERSION}。")
