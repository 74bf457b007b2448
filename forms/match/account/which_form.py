"""In which of the installed forms files are: by the titles of their tables, then by how much of each form they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from forms.form.load import KINDS, edition, installed, pack, reading_as
from forms.form.model import UNIT_SLOT, Edition, Section
from forms.match.account.likeness import Likeness
from forms.match.asking.question import Asked, Choice, Question, Unsure
from forms.match.sections import take_sections
from forms.match.text.heading_words import core, marked
from forms.match.titles import find_titles, table_titled
from forms.readers import Book

_NEAR = 5
"""Two forms whose likeness differs by fewer hundredths cannot be told apart."""
_CLOSE = 2
"""So few headings more do not tell the form of a text."""


class LikelyForms(NamedTuple):
    """The forms that have the most of what is met in files; `headings` are how many of each form's a text has, where
    no title of a table tells."""

    names: tuple[str, ...]
    headings: Mapping[str, int] = MappingProxyType({})

    def rival(self, taken: str) -> Rival | None:
        """The form that comes next to the one that was taken for a text; None where the text leaves no doubt: it has
        clearly more of that form's headings."""
        others = {name: met for name, met in self.headings.items() if name != taken and met}
        if not others:
            return None
        met, second = self.headings[taken], max(others, key=lambda name: others[name])
        is_clear = met - others[second] > _CLOSE or met >= 2 * others[second]
        return None if is_clear else Rival(second, taken, others[second], met)


class Rival(NamedTuple):
    """Another form that a text may be of: its id, that of the one taken, and how many headings of each the text has."""

    name: str
    taken: str
    headings: int
    headings_taken: int

    @property
    def turned(self) -> Rival:
        """The same where the other one was taken."""
        return Rival(self.taken, self.name, self.headings_taken, self.headings)

    @property
    def words(self) -> str:
        """What is told of it, in Chinese."""
        return (
            f"文字的各节标题，{pack(self.taken).title}的表样认得{self.headings_taken}个，"
            f"{pack(self.name).title}的认得{self.headings}个；现在是按{pack(self.taken).title}的表样读的，不是的话请改选表样。"
        )


def likely_forms(books: Sequence[Book]) -> LikelyForms:
    """The forms that have the most of the titles of tables in the files; where none has any, of the headings of the
    text, and the first where none has one of those either."""
    if len(installed()) == 1:
        return LikelyForms(installed())
    if titled := _most({name: _titles_met(name, books) for name in installed()}):
        return LikelyForms(titled)
    headings = {name: _headings_met(name, books) for name in installed()}
    return LikelyForms(_most(headings) or installed()[:1], headings)


def _most(hits: Mapping[str, int]) -> tuple[str, ...]:
    """The forms of which the most is met; none where nothing is of any."""
    most = max(hits.values())
    return tuple(name for name, met in hits.items() if met == most) if most else ()


def likest(forms: Iterable[str], measure: Callable[[], Likeness | None], files: str) -> str:
    """Of several forms the one that the files are most of; the first where they have no tables to tell it by.

    `measure` is called with the files read as each of them. Of those that are equally near it is the one in which the
    fewest sums fail and the fewest amounts are lost. Raises Unsure when two are alike in that too.
    """
    found: dict[str, Likeness] = {}
    for name in forms:
        with reading_as(name):
            likeness = measure()
        if likeness is not None:
            found[name] = likeness
    if not found:
        return next(iter(forms))
    most = max(one.per_cent for one in found.values())
    near = [name for name, one in found.items() if most - one.per_cent < _NEAR]
    against = {name: found[name].broken + found[name].lost for name in near}
    best, *others = (name for name in near if against[name] == min(against.values()))
    if others:
        choices = tuple(Choice(name, (_evidence(found[name]),)) for name in (best, *others))
        titles = "、".join(pack(name).title for name in (best, *others))
        raise Unsure(Question(Asked.PACK, f"{files}与{titles}的表样都相符，分不清是哪一个", choices))
    return best


def _evidence(found: Likeness) -> str:
    against = ((found.broken, "处合计对不上"), (found.lost, "个数没有地方放"))
    return "，".join((f"栏目和行相符{found.per_cent}%", *(f"{count}{words}" for count, words in against if count)))


def _headings_met(name: str, books: Sequence[Book]) -> int:
    """How many sections of the form the text has under the form's own headings, whatever number stands before them."""
    with reading_as(name):
        editions = [edition(pack().years[-1], kind) for kind in KINDS]
        return max(sum(_own_headings(one, book) for book in books if book.paragraphs) for one in editions)


def _own_headings(form: Edition, book: Book) -> int:
    text = take_sections(book, form)
    sections = [section for section in form.sections if section.id in text.headings]
    return sum(_is_own(section, text.texts.get(f"{section.id}.heading", section.title)) for section in sections)


def _is_own(section: Section, heading: str) -> bool:
    names = (section.title, *section.aliases)
    return core(marked(heading).words) in {core(name.replace(UNIT_SLOT, "")) for name in names}


def _titles_met(name: str, books: Sequence[Book]) -> int:
    """How many tables of that form have their title in the files."""
    with reading_as(name):
        grids = [grid for book in books for grid in book.grids if not grid.hidden]
        lines = (table_titled(paragraph.text) for book in books for paragraph in book.paragraphs)
        return len({*(title.table for grid in grids for title in find_titles(grid)), *filter(None, lines)})
