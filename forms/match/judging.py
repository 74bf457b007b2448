"""Last step: whether what was found and taken may be shown as what the files say; what is refused as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from forms.form.load import KINDS, installed, pack
from forms.form.load import edition as declared_edition
from forms.match.account.likeness import likeness
from forms.match.asking.given import Given
from forms.match.asking.question import Asked, Choice, Question, Unsure
from forms.match.goals.project_tables import is_project
from forms.match.report import Reason, is_lost
from forms.match.sections import take_sections
from forms.match.segments import Located, Segment
from forms.match.taking import Taken
from forms.match.text.contents import other_paper
from forms.match.titles import newest_edition, newest_indicators
from forms.readers import Book

_SECTIONS = 3
"""So many sections are a text of the form."""
_NAMED = 3
_QUOTED = 20
_WAYS_OUT: Mapping[Reason | None, str] = {
    Reason.NO_CODE: "请核对科目编码一栏，写成 206、20601、2060101 这样的数字。",
    Reason.UNKNOWN_ROW: "请照表样核对各行的名称。",
    Reason.NOT_AN_AMOUNT: "请把这些格改成数字。",
    Reason.NO_HEAD: "请照表样核对各栏的名称。",
    Reason.NO_PLACE: "请照表样核对绩效目标表各栏的名称。",
}
"""What to do about amounts that were refused for a reason."""


def require_tables(books: Sequence[Book], segments: Sequence[Segment], given: Given) -> None:
    """Raises Unsure when neither a table of the form nor its text is recognised.

    Goal tables alone, and tables under captions of their own, do not tell whose they are: they are enough for a person
    who has said it.
    """
    if any(segment.has_head for segment in segments) or _is_by_hand(segments, given):
        return
    if _has_text(books) or (given.is_whole and _has_goals(books)):
        return
    papers = {other_paper([paragraph.text for paragraph in book.paragraphs]) for book in books} - {""}
    if papers and not segments:
        what = "、".join(sorted(papers))
        why = f"{files_words(books)}里没有认出部门预算公开的表，文字说的是{what}，不是预算公开的情况说明"
        raise _no_table(why, "请确认选的是预算公开的文件。")
    if segments:
        titles = _titles(segment.title.table for segment in segments)
        why = f"{files_words(books)}里没有认出部门预算公开的表：有{titles}的表名，表头却不是{pack().title}表样的"
        raise _no_table(why, f"请照表样核对各栏的名称；目前装有{pack().title}的表样。")
    raise _no_table(
        f"{files_words(books)}里没有认出部门预算公开的表",
        f"请确认选的是预算公开的文件，表名、表头与{pack().title}的表样一致。",
    )


def require_this_form(
    books: Sequence[Book], tables: Sequence[Located], segments: Sequence[Segment], given: Given, taken: Taken
) -> None:
    """Raises Unsure when the tables have some titles of the form and too little else of it: they are of another."""
    if given.pack or _is_by_hand(segments, given):
        return
    here = [one for one in tables if one.foreign is None]
    found = likeness(books, here, taken.bodies)
    if not found.is_another:
        return
    names = list(dict.fromkeys(one.segment.title_text or one.segment.grid.name for one in here))
    titles = "、".join(f"《{name}》" for name in names[:_NAMED]) + (f"等{len(names)}张" if len(names) > _NAMED else "")
    others = f"，另有{found.tables[1]}张表一张也不认得" if found.tables[1] else ""
    evidence = (
        f"认得的表名有{titles}{others}，"
        f"栏目{sum(found.captions)}个里相符{found.captions[0]}个，行{sum(found.lines)}个里相符{found.lines[0]}个"
    )
    why = f"{files_words(books)}不像是{pack().title}的表样"
    choices = (Choice(name, (evidence,) if name == pack().id else ()) for name in installed())
    question = Question(Asked.PACK, why, tuple(choices))
    raise Unsure(question, f"{files_words(books)}不像是“{pack().id}”表样：{evidence}；")


def require_more_taken_than_lost(
    books: Sequence[Book], segments: Sequence[Segment], given: Given, taken: Taken
) -> None:
    """Raises Unsure when more amounts were refused than taken, with the reason that most were refused for."""
    amounts = sum(body.amounts for body in taken.bodies.values())
    lost = list(filter(is_lost, taken.entries))
    if len(lost) <= amounts or _is_by_hand(segments, given):
        return
    (why, count), *_ = Counter(entry.why for entry in lost).most_common(1)
    first = next(entry for entry in lost if entry.why is why)
    raise _no_table(
        f"{files_words(books)}里认出了{_titles(taken.bodies)}，但有{len(lost)}个数没有采用，比采用的{amounts}个多，"
        f"其中{count}个是因为{first.reason}（如“{first.sheet}”{first.cell}的“{first.text[:_QUOTED]}”）",
        _WAYS_OUT.get(why, "请照这个原因改正文件后再试。"),
    )


def _no_table(why: str, advice: str) -> Unsure:
    """Files of which too little is understood; what their sheets are can be told by hand."""
    return Unsure(Question(Asked.TABLE, why, advice=advice))


def _is_by_hand(segments: Iterable[Segment], given: Given) -> bool:
    """Whether a person placed a sheet or a column, and said whose they are."""
    return given.is_whole and any(segment.chosen is not None for segment in segments)


def _has_goals(books: Iterable[Book]) -> bool:
    """Whether there is the goal table of a project, which has a form of its own."""
    indicators = newest_indicators()
    return any(is_project(grid, indicators) for book in books for grid in book.grids if not grid.hidden)


def _has_text(books: Iterable[Book]) -> bool:
    """Whether there are sections of the 情况说明."""
    edition = declared_edition(pack().years[-1], KINDS[0])
    return any(len(take_sections(book, edition).passages) >= _SECTIONS for book in books if book.paragraphs)


def files_words(books: Iterable[Book]) -> str:
    """The files as a sentence names them."""
    return "、".join(f"“{book.file}”" for book in books)


def _titles(tables: Iterable[str]) -> str:
    """How tables are called, each once; of many the first and how many."""
    names = list(dict.fromkeys(tables))
    words = "、".join(f"《{newest_edition(name).tables[name].title}》" for name in names[:_NAMED])
    return f"{words}等{len(names)}张表" if len(names) > _NAMED else words
