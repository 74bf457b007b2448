"""The checks that each project is told as itself (K12, L07): not in the words of another one, nor under its name, nor
as it was last year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from forms.check.special.goal_entries import entries, joined, name_of
from forms.check.special.registry import special
from forms.document.finding import Finding
from forms.document.projects import Project, name_in_title, project_cell, public_projects
from forms.document.reporter import Reporter
from forms.form.word_lists import Words, word_lists
from forms.prose.grammar import grammar

_SHORTEST_NAME = 6
"""A shorter name of a project is a word of the language as well."""
_SHORTEST_TEXT = 10
_ALIKE = 0.85
_OTHER = 0.6
"""Names less alike are those of projects for different things."""
_SAME_MATTER = 4
"""Names that share so many characters in a row are for one matter."""
_TITLE = "绩效目标表"
_FEWEST = 3
"""So many codes show the year that all of them carry."""
_YEAR_OF_CODE = slice(6, 8)


@dataclass(frozen=True, slots=True)
class CopiedWords:
    """The patterns of `words/copied.toml`; see there."""

    begins_with_year: Words
    told_of_before: Words
    kind_of_money: Words


@special("K12", when="prose", needs=("projects",))
def projects_name_themselves(reporter: Reporter) -> Iterator[Finding]:
    """The name of another project in the title, the purpose, the goals or the indicators of a project."""
    found = public_projects(reporter.document)
    names = {project.key: joined(project.name) for project in found}
    told = {name for name in names.values() if len(name) >= _SHORTEST_NAME}
    for project in found:
        own = joined(f"{project.name}{project.title}")
        others = [name for name in told if name not in own and names[project.key] not in name]
        titled = joined(name_in_title(project.title))
        if titled != names[project.key] and titled in told and names[project.key]:
            message = f"写的是“{titled}”，这张表的项目名称是“{names[project.key]}”，请核对是不是复制以后没有改。"
            at = project_cell(reporter.document, project.key, "title")
            yield replace(reporter.cell("K12", at, message), quote=project.title, found=titled)
        for column, text in (("purpose", joined(project.purpose)), ("goals", joined("".join(project.goals)))):
            if other := next((name for name in others if name in text), ""):
                message = f"提到的是“{other}”，这是另一个项目的名称，请核对是不是复制以后没有改。"
                at = project_cell(reporter.document, project.key, column)
                yield replace(reporter.cell("K12", at, message, level="W"), quote=other, found=other)
    found_entries = entries(reporter.document)
    whole = "\n".join(f"{one.texts['level3']}\n{one.texts['description']}" for one in found_entries)
    told = {name for name in told if name in whole}
    for entry in found_entries if told else ():
        own = names[entry.project.key]
        for column in ("level3", "description"):
            text = entry.texts[column]
            other = next((name for name in told if name in text and name not in own and own not in name), "")
            if other and own not in text:
                message = f"提到的是“{other}”，这是另一个项目的名称，请核对是不是复制以后没有改。"
                yield replace(reporter.cell("K12", entry.at(column), message, level="W"), quote=other, found=other)


@special("K12", when="prose", needs=("projects",))
def titles_are_whole(reporter: Reporter) -> Iterator[Finding]:
    """The title of a goal table that breaks off, where the others say what they are."""
    found = public_projects(reporter.document)
    titles = {project.key: joined(project.title) for project in found if project.title}
    whole = sum(title.endswith(_TITLE) for title in titles.values())
    for project in found:
        title, name = titles.get(project.key, ""), joined(project.name)
        is_cut = bool(title) and not title.endswith(_TITLE) and whole >= 1 and whole == len(titles) - 1
        titled = joined(name_in_title(project.title))
        is_short = title.endswith(_TITLE) and 0 < len(name) - len(titled) <= 2 and name.startswith(titled) and titled
        if is_cut or is_short:
            message = f"写作“{title}”，像是没有写完，项目名称是“{name}”。"
            at = project_cell(reporter.document, project.key, "title")
            yield replace(reporter.cell("K12", at, message), quote=project.title, found=title)


@special("K12", when="prose", needs=("projects",))
def projects_are_told_in_words_of_their_own(reporter: Reporter) -> Iterator[Finding]:
    """Two projects for different things whose purpose or goals are the same or nearly so."""
    known = word_lists(reporter.edition, "copied", CopiedWords)
    found = public_projects(reporter.document)
    for column, what in (("purpose", "资金用途"), ("goals", "绩效目标")):
        texts = tuple(joined(project.purpose if column == "purpose" else "".join(project.goals)) for project in found)
        for n, m in _alike(known, tuple(joined(project.name) for project in found), texts):
            copy, own = _copy_first(found[n], found[m], texts[n])
            same = "一样" if texts[n] == texts[m] else "只差几个字"
            message = f"与“{name_of(own)}”项目的{what}{same}，请核对是不是复制以后没有改。"
            at = project_cell(reporter.document, copy.key, column)
            finding = reporter.cell("K12", at, message, level="W")
            yield replace(
                finding, quote=texts[n], related=reporter.related([project_cell(reporter.document, own.key, column)])
            )


def _copy_first(one: Project, other: Project, text: str) -> tuple[Project, Project]:
    """Which of two projects has the words of the other: the one whose name shares less with them, else the later."""
    first, second = (len(_pairs(joined(project.name)) & _pairs(text)) for project in (one, other))
    return (one, other) if first < second else (other, one)


@lru_cache(maxsize=64)
def _alike(known: CopiedWords, names: tuple[str, ...], texts: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The pairs of projects with other names whose texts are alike, where no third one has the same."""
    pairs = [_pairs(text) for text in texts]
    found = []
    for n, m in combinations(range(len(texts)), 2):
        shorter = min(len(texts[n]), len(texts[m]))
        if shorter < _SHORTEST_TEXT or len(pairs[n] & pairs[m]) < _OTHER * max(len(pairs[n]), len(pairs[m])):
            continue
        each = (_pairs(names[n]) & pairs[n] - pairs[m], _pairs(names[m]) & pairs[m] - pairs[n])
        if all(each):
            continue  # Each says in the same words what is its own.
        if _ratio(texts[n], texts[m]) >= _ALIKE and not _is_one_matter(known.kind_of_money, names[n], names[m]):
            found.append((n, m))
    often = [n for pair in found for n in pair]
    return tuple(pair for pair in found if all(often.count(n) == 1 for n in pair))


def _is_one_matter(kind: Words, one: str, other: str) -> bool:
    """Whether two names, what only says that it is money aside, are for the same: 工业设计发展, 工业设计周."""
    bare, beside = kind.sub("", one), kind.sub("", other)
    longest = SequenceMatcher(None, bare, beside, autojunk=False).find_longest_match().size
    return longest >= _SAME_MATTER or _ratio(one, other) >= _OTHER


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


@special("L07", when="prose", needs=("projects",))
def projects_are_of_the_budget_year(reporter: Reporter) -> Iterator[Finding]:
    """A year that is over at the head of a purpose or of goals, or in a title, of a project that has no such year in
    its name and no money left from it."""
    year, known = reporter.document.head.year, word_lists(reporter.edition, "copied", CopiedWords)
    aimed = grammar(reporter.edition).year_aimed
    for project in public_projects(reporter.document):
        goals = project.goals[0] if project.goals else ""
        told = {"title": name_in_title(project.title), "purpose": project.purpose, "goals": goals}
        for column, text in told.items():
            found = known.begins_with_year.match(text)
            if found is None or int(found["year"]) == year or found["year"] in project.name:
                continue
            if column == "goals" and aimed.search(text):
                continue  # That is told with the other aims.
            if int(found["year"]) > year or known.told_of_before.search(f"{project.name}{text}"):
                continue
            message = f"写的是{found['year']}年，预算年度是{year}年，像是上年的没有改。"
            at = project_cell(reporter.document, project.key, column)
            finding = reporter.cell("L07", at, message, level="W")
            yield replace(finding, quote=found[0], found=found["year"], expected=str(year))


@special("K12", when="prose", needs=("projects",))
def codes_are_of_one_year(reporter: Reporter) -> Iterator[Finding]:
    """The code of a project with another year in it than those of all others."""
    found = [(project, joined(project.code)) for project in public_projects(reporter.document) if project.code]
    years = [code[_YEAR_OF_CODE] for _, code in found]
    wanted = str(reporter.document.head.year)[2:]
    if len(years) < _FEWEST or years.count(wanted) != len(years) - 1:
        return
    for project, code in found:
        if (stated := code[_YEAR_OF_CODE]) != wanted and stated.isdigit():
            message = f"写作“{code}”，里面的年份是{stated}，其他项目都是{wanted}，请核对。"
            at = project_cell(reporter.document, project.key, "code")
            yield replace(reporter.cell("K12", at, message), quote=project.code, found=code)
