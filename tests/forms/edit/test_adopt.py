"""A draft taken over: whole in the place of what stands, or a paragraph in the place of the one that says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.document.document import Document
from forms.edit.adopt import adopt, adopt_all, drafted
from forms.edit.cells import write_section
from forms.form.load import edition
from forms.form.model import Section
from models.records import Content, Head, Unit

HEADING = "本单位收入和支出都列入预算，实行统一管理。"
INCOME = "{year}年收入预算{T1/income.total/amount}万元，来源有财政拨款和其他收入。"
SPENDING = "{year}年支出预算{T1/expenditure.total/amount}万元，用在人员、公用和项目三方面。"


@pytest.fixture
def document() -> Document:
    form = edition(2024, "部门")
    return Document(Head("1", Unit("1", "渔港管理处"), 2024, "部门", form.id), form, Content())


@pytest.fixture
def section(document: Document) -> Section:
    """A section that is drafted in three paragraphs."""
    declared = next(s for s in document.edition.sections if s.key == "overview")
    paragraphs = tuple(text.replace("{year}", "2024") for text in (HEADING, INCOME, SPENDING))
    return replace(declared, draft=paragraphs, draft_zero=())


def write(document: Document, section: Section, *paragraphs: str) -> None:
    document.apply("写", write_section(document, section.id, "\n".join(paragraphs)))


def places(document: Document, section: Section) -> list[int | None]:
    return [one.at for one in drafted(document, section)]


def paragraphs(document: Document, section: Section) -> list[str]:
    return document.section_text(section.id).split("\n")


OLD_INCOME = "2023年收入预算915.40万元，来源有财政拨款、事业收入。"
OLD_SPENDING = "2023年支出预算915.40万元，用在人员经费、公用经费和项目。"
OWN = "另外说明：今年搬了办公楼，水电费按新楼测算。"


def test_each_drafted_paragraph_is_beside_the_one_that_says_the_same(document: Document, section: Section) -> None:
    write(document, section, OWN, OLD_INCOME, OLD_SPENDING)
    assert places(document, section) == [None, 1, 2]


def test_a_section_without_text_has_nothing_beside(document: Document, section: Section) -> None:
    assert places(document, section) == [None, None, None]


def test_one_paragraph_takes_the_place_of_its_own_only(document: Document, section: Section) -> None:
    write(document, section, OWN, OLD_INCOME, OLD_SPENDING)
    document.apply("采用", adopt(document, section, 1))
    expected = "2024年收入预算0.00万元，来源有财政拨款和其他收入。"
    assert paragraphs(document, section) == [OWN, expected, OLD_SPENDING]
    assert [one.is_taken for one in drafted(document, section)] == [False, True, False]


def test_what_the_text_lacks_comes_behind_its_neighbour(document: Document, section: Section) -> None:
    write(document, section, OLD_INCOME, OWN)
    document.apply("采用", adopt(document, section, 2))
    assert paragraphs(document, section)[::2] == [OLD_INCOME, OWN]
    assert paragraphs(document, section)[1].startswith("2024年支出预算")


def test_what_the_text_lacks_comes_before_what_follows_it(document: Document, section: Section) -> None:
    write(document, section, OLD_SPENDING)
    document.apply("采用", adopt(document, section, 0))
    assert paragraphs(document, section) == [HEADING, OLD_SPENDING]


def test_paragraphs_one_after_the_other_give_the_whole_draft(document: Document, section: Section) -> None:
    for number in (2, 0, 1):
        document.apply("采用", adopt(document, section, number))
    assert [one.is_taken for one in drafted(document, section)] == [True, True, True]
    assert len(paragraphs(document, section)) == 3


def test_the_whole_draft_replaces_the_text_in_one_step(document: Document, section: Section) -> None:
    write(document, section, OWN, OLD_INCOME)
    document.apply("采用", adopt_all(document, section))
    assert [one.text for one in drafted(document, section)] == paragraphs(document, section)
    document.undo()
    assert paragraphs(document, section) == [OWN, OLD_INCOME]


def test_a_number_taken_over_follows_its_cell(document: Document, section: Section) -> None:
    document.apply("采用", adopt(document, section, 1))
    (one,) = document.filled_text(section.id).fields
    assert one.slot == "T1/income.total/amount"
