"""Checks of whole goal tables: parts, indicators, types, payment plan, copied sentences (K01–K03, K08, K09)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from forms.check.special.goal_entries import GoalEntry, entries, goal_words, name_of
from forms.check.special.registry import special
from forms.document.finding import Finding, Mend
from forms.document.projects import PLAN, Project, per_cent, project_cell, public_projects
from forms.document.record_names import shortened
from forms.document.reporter import Reporter
from forms.form.language import language
from forms.form.model import Level
from forms.form.ordinals import LOOSE_NUMBER
from models.money import UNITS, show
from models.records import CellChange, CellEntry, RowAddress

_LONGEST_HEADING = 25
_TOLD_OF_ALL = ("name", "code", "budget", "purpose", "goals")
_COLUMNS = ("level1", "level2", "level3", "value", "basis")
_HINTS = {
    "value": "要达到的数，如“≥95%”“20人”",
    "basis": "依据的文件、标准或者往年的情况",
    "level3": "指标的名称",
}
_DECEMBER = "december"
_WHOLE = Decimal(100)
_CLAUSES = re.compile(r"[，,。；;\n]")
_SHORTEST_CLAUSE = 12
_NAMED = 2
"""A sentence with so many pairs of characters of a project's name speaks of it."""
_LONGEST_NAME = 18
_COPIES = 3
"""So many projects with the same words are worth a hint, and so many same descriptions make a copied table."""


@special("K01", when="prose")
def goals_have_their_parts(reporter: Reporter) -> Iterator[Finding]:
    """The 整体绩效目标 without 总体绩效目标, 分项绩效目标 or 工作保障措施."""
    section = reporter.about("goals")
    if section is None or "K01" not in reporter.edition.rules:
        return
    text = reporter.document.section_text(section.id)
    headings = [LOOSE_NUMBER.sub("", re.split("[：:。]", line.strip())[0]) for line in text.split("\n")]
    short = [heading for heading in headings if len(heading) <= _LONGEST_HEADING]
    parts = language(reporter.edition).goal_parts
    missing = [names[0] for names in parts if not any(heading.endswith(names) for heading in short)]
    if len(missing) == len(parts):
        yield reporter.section("K01", section, f"没有分“{'”“'.join(missing)}”这几部分写。", link="里")
    else:
        for name in missing:
            yield reporter.section("K01", section, f"没有“{name}”这一部分。", link="里")


@special("K02", when="prose", needs=("projects",))
def indicators_are_filled_in(reporter: Reporter) -> Iterator[Finding]:
    """Projects without any indicator, and blank cells of indicators; a file may have a form without some column."""
    document = reporter.document
    for project in public_projects(document):
        if not project.indicators:
            message = "没有填写绩效指标，产出、效益、满意度各类都要有；涉密的勾选“涉密，不公开”。"
            yield _about(reporter, "K02", project, "title", message)
    yield from _blank_where_others_are_filled(reporter)
    found = list(entries(document))
    wanted = [c for c in _COLUMNS if not document.from_file or any(entry.texts[c] for entry in found)]
    for entry in found:
        for column in wanted:
            if not entry.texts[column]:
                yield reporter.cell("K02", entry.at(column), f"空着，请填写{_HINTS.get(column, '')}。")
    for entry in found:
        others = [
            other.texts["description"] for other in found if other.project is entry.project and other is not entry
        ]
        if not entry.texts["description"] and len(others) >= _COPIES and all(others):
            yield reporter.cell("K02", entry.at("description"), "空着，这个项目的其他指标都写了描述。", level="W")


def _blank_where_others_are_filled(reporter: Reporter) -> Iterator[Finding]:
    """What one project leaves blank though all the others tell it: a form may have none of it, one table may not."""
    document = reporter.document
    found = public_projects(document)
    table = reporter.edition.tables.get(reporter.edition.roles.table("projects"))
    for column in _TOLD_OF_ALL if len(found) > 1 else ():
        cells = [project_cell(document, project.key, column) for project in found]
        blank = [at for at in cells if not document.text(at).strip() and document.value(at) is None]
        if len(blank) == 1 and table:
            message = f"空着，其他项目都填了{table.column(column).path[-1]}，请补填。"
            yield reporter.cell("K02", blank[0], message, level="W")


@special("K03", when="prose", needs=("projects",))
def indicators_cover_all_types(reporter: Reporter) -> Iterator[Finding]:
    """Projects that lack a type of output, any benefit, or any satisfaction."""
    known = goal_words(reporter)
    for project in public_projects(reporter.document):
        used = {"".join(i.level2.split()) for i in project.indicators}
        tops = {"".join(i.level1.split()) for i in project.indicators}
        if not project.indicators or any(i.value.strip() in known.secret for i in project.indicators):
            continue
        missing = [kind for kind in known.outputs if kind not in used]
        if not tops & set(known.effect):
            missing.append(known.effect[0])
        if not tops & set(known.satisfaction):
            missing.append(known.satisfaction[0])
        if missing:
            message = f"没有{'、'.join(missing)}，请补上。"
            yield _about(reporter, "K03", project, "name", message)


def _about(reporter: Reporter, rule: str, project: Project, column: str, message: str, link: str = "") -> Finding:
    """Something about a project as a whole, which leads to one of its cells."""
    row = RowAddress(reporter.edition.roles.projects, project.key)
    return replace(reporter.row(rule, row, message, link=link), column=column)


@special("K08", needs=("projects",))
def plans_end_at_the_whole(reporter: Reporter) -> Iterator[Finding]:
    """Payment plans that are not per cent, fall, or do not end at 100; one finding a project."""
    found = public_projects(reporter.document)
    planned = sum(any(text.strip() for text in project.plan.values()) for project in found)
    for project in found:
        filled = {column: text for column, text in project.plan.items() if text.strip()}
        if not filled:
            if planned >= _COPIES and planned == len(found) - 1:
                message = "没有填支出计划，其他项目都填了；请填到各时点累计支出的百分数，年底为100。"
                yield replace(_at_plan(reporter, project, _DECEMBER, message), level="W")
            continue
        last = list(filled)[-1]
        numbers = {column: per_cent(text) for column, text in filled.items()}
        wrong = next((column for column, number in numbers.items() if number is None or number < 0), None)
        plan = [number for number in numbers.values() if number is not None]
        if wrong is not None:
            message = f"支出计划，{PLAN[wrong]}写作“{filled[wrong]}”，应填到这时累计支出的百分数，如50。"
            yield _at_plan(reporter, project, wrong, message, "的")
        elif plan != sorted(plan):
            words = "、".join(f"{PLAN[c]}{_show(n)}%" for c, n in numbers.items() if n is not None)
            message = f"支出计划依次是{words}；填的应是累计数，后面的不会比前面的小。"
            yield _at_plan(reporter, project, last, message, "的")
        elif plan[-1] != _WHOLE:
            yield _unfinished(reporter, project, last, plan[-1])


def _unfinished(reporter: Reporter, project: Project, last: str, end: Decimal) -> Finding:
    """A plan that ends elsewhere than at 100: its own amounts in 万元, the end of the year left blank, or a slip."""
    budget = project.budget or 0
    numbers = [n for text in project.plan.values() if (n := per_cent(text)) is not None]
    told = "、".join(map(_show, numbers))
    is_blank = last != _DECEMBER
    rest = f"；{PLAN[_DECEMBER]}空着，请填100" if is_blank else ""
    is_budget = budget > 0 and end * UNITS["万元"] == budget
    amounts = end > _WHOLE or is_budget
    fits = is_budget or (amounts and end * UNITS["万元"] < budget)
    if fits:
        percents = "、".join(_show(_per_cent(number, project)) for number in numbers)
        guessed = f"填的是金额，相当于{percents}{rest}"
        message = f"支出计划填了{told}，应当填百分数：预算数是{show(budget)}万元，{guessed}。"
    elif amounts:
        guessed = f"像是填了金额而不是百分数{rest}"
        message = f"支出计划填了{told}，应当填累计的百分数，到{PLAN[_DECEMBER]}为100，{guessed}。"
    elif is_blank:
        guessed = f"{PLAN[_DECEMBER]}空着，请填100"
        message = f"支出计划只填到{PLAN[last]}的{_show(end)}%，{guessed}。"
    else:
        guessed = ""
        message = f"支出计划到{PLAN[last]}为{_show(end)}%，年底应当全部支出，为100%。"
    finding = _at_plan(reporter, project, last, message, "的")
    if fits:
        finding = replace(finding, mend=_inper_cent(reporter, project))
    return replace(finding, found=_show(end), expected="100", quote=project.plan[last], guess=guessed)


def _at_plan(reporter: Reporter, project: Project, column: str, message: str, link: str = "") -> Finding:
    return replace(_about(reporter, "K08", project, column, message, link), quote=project.plan[column])


def _inper_cent(reporter: Reporter, project: Project) -> Mend:
    """The fix of a plan in amounts within the budget: the same plan in per cent, which ends at 100."""
    changes = []
    for column, text in project.plan.items():
        number = per_cent(text)
        if number is not None or column == _DECEMBER:
            address = project_cell(reporter.document, project.key, column)
            entry = CellEntry(text=_show(_WHOLE if number is None else _per_cent(number, project)))
            changes.append(CellChange(address, reporter.document.cells.get(address), entry))
    return Mend("改为百分数", tuple(changes))


def _per_cent(number: Decimal, project: Project) -> Decimal:
    """An amount in 万元 in per cent of the budget."""
    assert project.budget
    return (number * UNITS["万元"] * 100 / project.budget).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _show(number: Decimal) -> str:
    return f"{number.normalize():f}"


@special("K09", when="prose", needs=("projects",))
def goals_are_not_copied(reporter: Reporter) -> Iterator[Finding]:
    """The same sentence in the goals of three projects, the same three descriptions in three goal tables."""
    document, known = reporter.document, goal_words(reporter)
    sentences: dict[str, dict[str, Project]] = defaultdict(dict)
    for project in public_projects(document):
        for clause in _CLAUSES.split("\n".join(project.goals)):
            if len(plain := "".join(clause.split())) >= _SHORTEST_CLAUSE:
                sentences[plain][project.key] = project
    for sentence, owners in sentences.items():
        if len(owners) == _COPIES - 1 and _has_number(sentence):
            last = list(owners.values())[-1]
            said = shortened(sentence, _LONGEST_NAME)
            message = f"写着“{said}”，{_names(owners)}连数都一样，请核对是不是从另一个项目抄来的。"
            found = reporter.cell("K09", project_cell(document, last.key, "goals"), message, level="W")
            other = project_cell(document, next(iter(owners)), "goals")
            yield replace(found, quote=sentence, related=reporter.related([other]))
        if len(owners) >= _COPIES:
            last = list(owners.values())[-1]
            message = f"写着“{sentence}”，{_names(owners)}都是这一句，请写出各自的目标。"
            # What is said of another project by its name was copied from there.
            shares = [len(_pairs(name_of(owner)) & _pairs(sentence)) for owner in owners.values()]
            level: Level | None = "W" if max(shares) >= _NAMED and not min(shares) else None
            found = reporter.cell("K09", project_cell(reporter.document, last.key, "goals"), message, level=level)
            yield replace(found, quote=sentence)
    descriptions: dict[str, dict[str, GoalEntry]] = defaultdict(dict)
    for entry in entries(document):
        if entry.texts["level1"] not in known.satisfaction and entry.texts["description"]:
            descriptions[entry.texts["description"]].setdefault(entry.project.key, entry)
    groups: dict[tuple[str, ...], list[GoalEntry]] = defaultdict(list)
    for alike in descriptions.values():
        if len(alike) >= _COPIES:
            groups[tuple(alike)].append(next(iter(alike.values())))
    for same in (group for group in groups.values() if len(group) >= _COPIES):
        first = max(same, key=lambda entry: len(entry.texts["description"]))
        owners = {key: entry.project for key, entry in descriptions[first.texts["description"]].items()}
        quote = first.texts["description"]
        message = f"写着“{quote}”，{_names(owners)}有{len(same)}条指标的描述都是一样的，请按各项目的内容填写。"
        yield replace(reporter.cell("K09", first.at("description"), message), quote=quote)


@special("K09", when="prose", needs=("indicators",))
def indicators_of_a_project_differ(reporter: Reporter) -> Iterator[Finding]:
    """Two indicators of one project under one name: a warning where they are of one type or the description is of
    another thing; else a hint, for both may be meant."""
    seen: dict[tuple[str, str], GoalEntry] = {}
    for entry in entries(reporter.document):
        name = entry.texts["level3"]
        before = seen.setdefault((entry.project.key, name), entry)
        if name and before is not entry:
            is_same_kind = before.texts["level2"] == entry.texts["level2"]
            is_other = not _pairs(name) & _pairs(entry.texts["description"]) and bool(entry.texts["description"])
            message = "与这个项目前面的一条指标同名，请核对是不是抄重了。"
            finding = reporter.cell("K09", entry.at("level3"), message, level="W" if is_same_kind or is_other else "H")
            yield replace(finding, quote=name, related=reporter.related([before.at("level3")]))


def _has_number(sentence: str) -> bool:
    """Whether a sentence says how many: a number that is no year and no per cent of the whole."""
    return re.search(r"(?<!\d)(?!20\d\d年)(?!100%)\d{2,}", sentence) is not None


def _pairs(words: str) -> set[str]:
    """The pairs of characters that stand next to each other."""
    return {words[place : place + 2] for place in range(len(words) - 1)}


def _names(projects: dict[str, Project]) -> str:
    first = [f"“{shortened(name_of(project), _LONGEST_NAME)}”" for project in list(projects.values())[:2]]
    return f"{''.join(first)}等{len(projects)}个项目" if len(projects) > len(first) else "和".join(first)
