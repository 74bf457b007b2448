"""Checks of the names and codes of projects: one name in the goal table, the text and 采购 (K12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from forms.check.special.goal_entries import goal_words, joined, name_of
from forms.check.special.registry import special
from forms.check.special.texts import at as at_text
from forms.check.special.texts import section_texts
from forms.document.finding import Finding, Mend
from forms.document.projects import Project, name_in_title, project_cell, public_projects
from forms.document.reporter import Reporter
from forms.form.language import patterns
from forms.form.model import Level
from forms.form.word_lists import any_of
from models.money import NotMoney, parse, show
from models.records import Address, CellChange, CellEntry

_ITEM = re.compile(r"([^，,。；;、：:\n]{4,80}?)(\d[\d,.]{0,19}+)(亿元|万元)")
_DOCUMENT = re.compile(r"[〔【\[(（](20\d\d)[〕】\])）](\d+)号")
_LOOKS_LIKE_DIGIT = re.compile(r"(?<=\d)[OoIl]|[OoIl](?=\d)")
_TITLE_NUMBER = re.compile(r"\s*(\d{1,3})\s*[、.．](?!\d)")
_ENDS = 4
"""A name is looked for by so many characters at its beginning and at its end."""
_MONEY_WORD = 3
_JOINING = str.maketrans("", "", "的、和及与")
"""With these put in, a name is the same in the words of a sentence."""
_NEAR = 0.8
"""Two names this much alike are meant to be the same."""
_NEAR_WITH_AMOUNT = 0.6
"""So are names that stand beside the same amount, alike to this degree."""


@special("B03", "K12", when="prose", needs=("projects",))
def codes_of_projects(reporter: Reporter) -> Iterator[Finding]:
    """Project codes that come twice or do not look like the codes of the year."""
    pattern = re.compile(goal_words(reporter).codes["pattern"][0])
    seen: dict[str, Project] = {}
    for project in public_projects(reporter.document):
        code = joined(project.code)
        at = project_cell(reporter.document, project.key, "code")
        if code and code in seen:
            message = f"与“{name_of(seen[code])}”项目的编码相同，都是“{code}”。"
            yield replace(reporter.cell("K12", at, message), quote=project.code, found=code)
        elif code and not pattern.fullmatch(code):
            message = f"写作“{code}”，不像{reporter.edition.year}年的项目编码，请核对位数。"
            yield replace(reporter.cell("K12", at, message), quote=project.code, found=code)
        seen.setdefault(code, project)
    yield from _letters_for_digits(reporter, list(seen.values()))
    yield from _numbers_of_titles(reporter)


def _letters_for_digits(reporter: Reporter, projects: Sequence[Project]) -> Iterator[Finding]:
    """A letter O, I or l beside a digit, where the codes of the other projects have a digit, or that never occurs."""
    codes = [joined(project.code) for project in projects]
    for project, code in zip(projects, codes, strict=True):
        others = [other for other in codes if other != code and len(other) == len(code)]
        for found in _LOOKS_LIKE_DIGIT.finditer(code):
            if all(other[found.start()].isdigit() for other in others):
                message = f"写作“{code}”，第{found.start() + 1}位是字母“{found[0]}”，像是数字写成了字母。"
                at = project_cell(reporter.document, project.key, "code")
                yield replace(reporter.cell("K12", at, message, level="W"), quote=project.code, found=code)
                break


def _numbers_of_titles(reporter: Reporter) -> Iterator[Finding]:
    """A goal table whose number does not stand between those before and after it; each group may begin anew."""
    found = public_projects(reporter.document)
    numbers = [int(number[1]) if (number := _TITLE_NUMBER.match(one.title)) else 0 for one in found]
    for n in range(1, len(found) - 1):
        right = numbers[n - 1] + 1
        if numbers[n - 1] and numbers[n] and numbers[n] != right and numbers[n + 1] == right + 1:
            message = f"的编号是{numbers[n]}，前一张是{right - 1}，后一张是{right + 1}，应为{right}。"
            at = project_cell(reporter.document, found[n].key, "title")
            finding = reporter.cell("B03", at, message, level="W", link="")
            yield replace(finding, quote=found[n].title, found=str(numbers[n]), expected=str(right))


@special("K12", when="prose", needs=("projects",))
def names_of_projects(reporter: Reporter) -> Iterator[Finding]:
    """Projects that are called a little otherwise above their table, in their own purpose, in the overview, or in
    采购."""
    projects = public_projects(reporter.document)
    names = {joined(project.name) for project in projects if project.name}
    for project in projects:
        if not project.name:
            continue
        name = joined(project.name)
        titled = joined(name_in_title(project.title))
        if _differs(name, titled, _NEAR):
            message = f"是“{name}”，表名里写作“{titled}”，应当一致。"
            finding = reporter.cell("K12", project_cell(reporter.document, project.key, "name"), message)
            yield replace(finding, quote=project.name, found=name, expected=titled)
        other = _near_miss(name, joined(project.purpose), names)
        if other:
            at = project_cell(reporter.document, project.key, "purpose")
            message = f"写作“{other}”，项目名称是“{name}”，应当一致。"
            finding = reporter.cell("K12", at, message, link="里")
            mend = _rewritten(reporter, at, other, name)
            yield replace(finding, quote=other, found=other, expected=name, mend=mend)
    yield from _names_in_texts(reporter, names)
    yield from _names_in_the_overview(reporter, projects)
    yield from _names_in_procurement(reporter, names)


def _names_in_texts(reporter: Reporter, names: set[str]) -> Iterator[Finding]:
    """A project whose name lacks a character in the texts on goals, projects and the budget."""
    cut = {name: _with_one_left_out(name) for name in sorted(names) if len(name) >= _ENDS + 2}
    for text in section_texts(reporter, {"overview", "goals", "projects", "earmarked"}):
        for name, pattern in cut.items():
            for found in pattern.finditer(text.words):
                if not any(found[0] in other for other in names):
                    message = f"“{found[0]}”像是“{name}”漏了一个字，项目绩效目标表里是后一种，应当一致。"
                    finding = at_text(reporter, "K12", text, found.span(), message, [(found.span(), name)], level="W")
                    yield replace(finding, found=found[0], expected=name)


@lru_cache(maxsize=1024)
def _with_one_left_out(name: str) -> re.Pattern[str]:
    """What finds a name without one of its characters; a shorter word for money at its end is none."""
    return re.compile(any_of({name[:n] + name[n + 1 :] for n in range(1, len(name) - _MONEY_WORD)}))


def _names_in_the_overview(reporter: Reporter, projects: tuple[Project, ...]) -> Iterator[Finding]:
    """A project that the overview lists with its amount under another name."""
    section = reporter.about("overview")
    lead = patterns(reporter.edition).list_lead
    budgets = [project.budget for project in projects if project.name]
    for said, digits, unit in _ITEM.findall(joined(reporter.document.section_text(section.id))) if section else ():
        try:
            amount = parse(digits, unit)
        except NotMoney:
            continue
        if not amount or budgets.count(amount) != 1:
            continue
        project = next(p for p in projects if p.name and p.budget == amount)
        name, other = joined(project.name), lead.sub("", said)
        if _differs(name, other, _NEAR_WITH_AMOUNT):
            at = project_cell(reporter.document, project.key, "name")
            message = f"是“{name}”，说明里把这个{show(amount)}万元的项目写作“{other}”，应当一致。"
            level: Level | None = "H" if _documents(name) & _documents(other) else None
            found = reporter.cell("K12", at, message, level=level)
            yield replace(found, quote=project.name, found=name, expected=other)


def _names_in_procurement(reporter: Reporter, names: set[str]) -> Iterator[Finding]:
    """A project of the procurement table whose name is nearly that of a goal table."""
    document, table = reporter.document, reporter.edition.roles.table("procurement")
    first: dict[str, Address] = {}
    for line in document.lines(table):
        at = Address(table, line.key, "project")
        first.setdefault(joined(document.text(at)), at)
    for other, at in first.items():
        name = next((name for name in names if is_meant(name, other)), None)
        if name and other not in names:
            message = f"是“{other}”，项目绩效目标里是“{name}”，应当一致。"
            yield replace(reporter.cell("K12", at, message), quote=document.text(at), found=other, expected=name)


def _documents(name: str) -> set[tuple[str, str]]:
    """The numbers of the documents that a name cites: by the same one a reader knows the project again."""
    return set(_DOCUMENT.findall(name))


def is_meant(name: str, other: str) -> bool:
    """Whether the other is nearly the name, and meant to be it."""
    return _differs(name, other, _NEAR)


def _differs(name: str, other: str, ratio: float) -> bool:
    """Whether two names are meant to be one and differ; a short form of the other is none."""
    if name == other or name in other or other in name or re.sub(r"\D", "", name) != re.sub(r"\D", "", other):
        return False
    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= ratio


def _near_miss(name: str, text: str, names: set[str]) -> str:
    """What stands in a text that nearly is the name, where the name itself does not stand and no sentence has
    its words; blank when nothing does."""
    if len(name) < 2 * _ENDS or name in text:
        return ""
    span = f"{{0,{len(name) - 2 * _ENDS + 2}}}?"
    for found in re.finditer(f"{re.escape(name[:_ENDS])}.{span}{re.escape(name[-_ENDS:])}", text):
        is_phrase = found[0].translate(_JOINING) == name.translate(_JOINING)
        if found[0] not in names and not is_phrase and _differs(name, found[0], _NEAR):
            return found[0]
    return ""


def _rewritten(reporter: Reporter, at: Address, was: str, right: str) -> Mend | None:
    """The fix that puts the right name into a cell, where the wrong one stands in it as it was read."""
    text = reporter.document.text(at)
    if text.count(was) != 1:
        return None
    change = CellChange(at, reporter.document.cells.get(at), CellEntry(text=text.replace(was, right)))
    return Mend(f"改为“{right}”", (change,))
