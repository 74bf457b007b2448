"""A question about files: what is asked, and the choices as values with their evidence; the sentence is for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique

from forms.document.provenance import Source
from forms.form.load import installed, pack
from models.errors import Trouble
from models.records import Unit

_EXAMPLES = 3
"""Of more choices than these only one is named, as an example."""
TOGETHER = "全部单位"
"""The answer that the rows of all units are wanted, added up."""
_PASSAGE = 30
"""So many characters of a passage are quoted."""


@unique
class Asked(Enum):
    """What is asked, by the options of the command line that answer it; a table is placed by hand, in the window."""

    YEAR = "--year {}"
    KIND = "--kind {}"
    UNIT = "--unit-name {}"
    ROWS = "--all-units"
    """Which unit's rows of a table are wanted, by its name, or those of all together."""
    MONEY_UNIT = "--money-unit {}"
    PACK = "--pack {}"
    TABLE = ""


_PLEASE: Mapping[Asked, str] = {
    Asked.YEAR: "请写明年度，",
    Asked.KIND: "请写明类别，",
    Asked.UNIT: "请写明是哪个单位，",
    Asked.ROWS: "请写明只要其中哪一个单位的，还是相加成一份，",
    Asked.MONEY_UNIT: "请核对单位是元还是万元，确定后",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a year, 部门 or 单位, a unit or TOGETHER, a unit of money, the id of a pack; `evidence` says in
    Chinese, a line each, what speaks for it, and is empty when nothing does."""

    value: int | str | Unit
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked and why, in Chinese without a stop; the choices that are known, in the order they are offered.

    Of years the newest goes first. `advice` is what else can be done, a sentence of its own.
    """

    asked: Asked
    why: str
    choices: tuple[Choice, ...] = ()
    advice: str = ""


class Unsure(Trouble):
    """Files do not say, or do not agree on, what decides how they are read; the question is for a person.

    As a Trouble it speaks to somebody at a command line, whom it names the option.
    """

    def __init__(self, question: Question, sentence: str = "") -> None:
        """`sentence` is said at the command line in the place of the question's own."""
        super().__init__(sentence or f"{question.why}；", _way_out(question))
        self.question = question


def passage(source: Source, text: str) -> str:
    """A passage with its place, for evidence: “表.xlsx”的“收支总表”A2写着“预算年度：2024”."""
    quoted = text.strip()
    quoted = quoted if len(quoted) <= _PASSAGE else f"{quoted[: _PASSAGE - 1]}…"
    sheet = f"的“{source.sheet}”" if source.sheet else "的"
    return f"“{source.file}”{sheet}{source.cell}写着“{quoted}”"


def how_many(tables: int) -> str:
    """What is said behind the passage of the first of several tables."""
    return f"，共{tables}张表" if tables > 1 else ""


def _way_out(question: Question) -> str:
    asked, choices = question.asked, question.choices
    if asked is Asked.TABLE:
        return question.advice
    if asked is Asked.PACK:
        names = "、".join(f"{name}（{pack(name).title}）" for name in installed())
        return f"请确认是哪里的表样，目前装有 {names}；确实是这个表样的，加上 {_options(question)}。"
    example = "" if 0 < len(choices) <= _EXAMPLES else "例如"
    return f"{_PLEASE[asked]}{example}加上 {_options(question)}。"


def _options(question: Question) -> str:
    """The options of the command line for the choices, each with its value."""
    values = [choice.value for choice in question.choices] or [Unit("", "某某县某某局")]
    # What stands last of the rows of several units is all of them together.
    shown = values if len(values) <= _EXAMPLES else [values[0], *(values[-1:] if question.asked is Asked.ROWS else [])]
    options = [_option(question.asked, value) for value in shown]
    return " 或者 ".join(reversed(options) if question.asked is Asked.YEAR else options)


def _option(asked: Asked, value: int | str | Unit) -> str:
    if not isinstance(value, Unit):
        return asked.value.format(value)
    return (f"--unit-code {value.code} " if value.code else "") + Asked.UNIT.value.format(value.name)
