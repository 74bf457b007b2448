"""The checks of what is listed (B03, M05, M09): an item twice in one list, two items without a mark between them, a law
cited twice, a paragraph of a numbered list that has lost its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from forms.check.special.goal_entries import joined
from forms.check.special.registry import special
from forms.check.special.texts import Span, at, section_texts, shown
from forms.document.finding import Finding
from forms.document.projects import public_projects
from forms.document.reporter import Reporter
from forms.form.language import language, patterns
from forms.form.word_lists import Words, any_of, word_lists

_TITLE = re.compile("《[^《》]{3,60}》")
_TEXTS = 2048
_LONG_ITEM = 3
_LONGEST_NAME = 15
_FEWEST = 2
"""So many numbered paragraphs in a row are a list."""
_MARKS = re.compile("[，。；：:、]")


@dataclass(frozen=True, slots=True, eq=False)
class ListWords:
    """The words of `words/lists.toml`; see there."""

    run: Words
    amount: Words
    last_join: Words
    goes_on: Words
    verbs: tuple[str, ...]
    led: Words


@special("M05", "M09", when="prose")
def items_are_listed_once(reporter: Reporter) -> Iterator[Finding]:
    """An item that stands twice in a list, a law that the opening cites twice, two items with no mark between them."""
    known = word_lists(reporter.edition, "lists", ListWords)
    costs = _costs(reporter)
    for text in section_texts(reporter):
        for span in _again(known, text.words):
            item = text.words[slice(*span)]
            message = f"“{shown(text.words, span)}”里“{item}”列了两遍，请核对。"
            yield at(reporter, "M09", text, span, message, level="W")
        seen: set[str] = set()
        for found in _TITLE.finditer(text.words) if text.section and text.section.key == "opening" else ():
            if found[0] in seen:
                message = f"{found[0]}引用了两遍，请删去一遍。"
                yield at(reporter, "M09", text, found.span(), message, level="W")
            seen.add(found[0])
        for span, name in _joined(known, costs, text.words):
            message = f"“{shown(text.words, span)}”的“{name}”后面像是漏了顿号。"
            place = span[0] + len(name)
            yield at(reporter, "M05", text, span, message, [((place, place), "、")], level="W", name="补上顿号")


@lru_cache(maxsize=_TEXTS)
def _runs(known: ListWords, words: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The lists of a text, where each begins, with their items."""
    if "、" not in words:
        return ()
    runs = (run for run in known.run.finditer(words) if run[0].count("、") > 1)
    return tuple((run.start(), tuple(run[0].split("、"))) for run in runs)


@lru_cache(maxsize=_TEXTS)
def _joined(known: ListWords, costs: Words, words: str) -> tuple[tuple[Span, str], ...]:
    """The items that begin with a whole class and go on with another one."""
    joined_items = []
    for place, items in _runs(known, words):
        for item in items:
            found = costs.match(item)
            rest = item[found.end() :] if found else ""
            if found and rest and rest[0].isalpha() and not known.goes_on.match(rest):
                joined_items.append(((place, place + len(item)), found[0]))
            place += len(item) + 1
    return tuple(joined_items)


@lru_cache(maxsize=_TEXTS)
def _again(known: ListWords, words: str) -> tuple[Span, ...]:
    """The items that stand in one list for the second time."""
    found = []
    for place, items in _runs(known, words):
        seen = dict[str, int]()
        for number, item in enumerate(items):
            for part in known.last_join.split(item):
                bare = known.amount.sub("", part)
                start = words.find(part, place)
                is_again = bare in seen or any(
                    first == 0 and other.endswith(bare) and len(bare) >= _LONG_ITEM for other, first in seen.items()
                )
                is_next = part == item and number > 0 and items[number - 1] == item
                if is_again and len(bare) > (1 if is_next else _FEWEST):
                    found.append((start, start + len(bare)))
                seen.setdefault(bare, number)
            place += len(item) + 1
    return tuple(found)


def _costs(reporter: Reporter) -> Words:
    """What finds the name of an economic class that says 费 at the beginning of an item."""
    table = next((one for one in reporter.edition.tables.values() if one.catalogue == "economic"), None)
    codes = reporter.document.catalogue(table).codes.values() if table else ()
    return _one_of(frozenset(code.name for code in codes if code.name.endswith("费")))


@lru_cache(maxsize=16)
def _one_of(names: frozenset[str]) -> Words:
    return re.compile(any_of(names) if names else "(?!)")


@special("B03", when="prose")
def paragraphs_of_a_list_have_their_numbers(reporter: Reporter) -> Iterator[Finding]:
    """A paragraph right behind numbered ones that is written as they are: a part of the goals, a project, a duty, a
    measure led by a few words; in the overview one more of its short headings."""
    known = word_lists(reporter.edition, "lists", ListWords)
    parts = {name for part in language(reporter.edition).goal_parts for name in part}
    projects = {joined(project.name) for project in public_projects(reporter.document)} - {""}
    numbered = patterns(reporter.edition).numbered
    for text in section_texts(reporter, {"duties", "overview", "goals", "three_public"}):
        is_overview = text.section is not None and text.section.key == "overview"
        run, style = list[str](), ""
        named = list[str]()
        for line in re.finditer(r"[^\n]+", text.words):
            words = line[0].strip()
            mark = numbered.match(words)
            if mark:
                name = words[mark.end() :].strip()
                run = [*run, name] if mark.lastgroup == style else [name]
                named.append(name)
                style = mark.lastgroup or ""
                continue
            of_names = any(words in names and any(one in names for one in named) for names in (parts, projects))
            is_heading = is_overview and _is_name(words) and len([*filter(_is_name, named)]) >= _FEWEST
            if of_names or is_heading or (len(run) >= _FEWEST and _is_one_of(known, run, words)):
                message = f"从“{words[:16]}……”起的一段前面像是漏了编号，前后的段落都有。"
                yield at(reporter, "B03", text, line.span(), message, level="W")
            run = []


def _is_one_of(known: ListWords, run: Sequence[str], words: str) -> bool:
    """Whether a paragraph is written as the numbered ones right before it."""
    if known.led.match(words):
        return all(known.led.match(one) for one in run)
    is_duty = words.startswith(known.verbs) and not words.endswith(("：", ":"))
    return is_duty and len(run) > _FEWEST and all(one.startswith(known.verbs) for one in run)


def _is_name(words: str) -> bool:
    """Whether a line can only be a heading."""
    return 0 < len(words) <= _LONGEST_NAME and not _MARKS.search(words) and not words.startswith("第")
