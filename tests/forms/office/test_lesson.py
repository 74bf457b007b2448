"""练习: the invented disclosure is right but for the faults put into it, and each is found where its step says."""

import pytest

from forms.check import check
from forms.office.lesson import LessonStep, lesson, lesson_document, right_document
from models.records import Address


def test_before_the_faults_the_disclosure_is_right() -> None:
    assert {finding.level for finding in check(right_document())} <= {"H"}


def test_every_error_and_warning_belongs_to_a_step() -> None:
    found = [finding for finding in check(lesson_document()) if finding.level != "H"]
    assert len(found) == len(lesson().steps)
    assert all(any(step.is_found(finding) for step in lesson().steps) for finding in found)


@pytest.mark.parametrize("step", lesson().steps, ids=lambda step: step.rule)
def test_a_fault_is_found_where_its_step_says(step: LessonStep) -> None:
    finding = step.finding(check(lesson_document()))
    assert finding is not None
    assert not finding.waits_for


def test_the_cells_that_steps_lead_to_are_there() -> None:
    document = lesson_document()
    led = [Address(*step.at.split("/")) for step in lesson().steps if step.at]
    assert led
    assert all(document.line(place.table, place.row) for place in led)


def test_nothing_can_be_taken_back_when_the_lesson_begins() -> None:
    assert not lesson_document().undo_name


def test_no_step_says_a_word_twice_or_nothing() -> None:
    for step in lesson().steps:
        told = (step.title, step.what, step.where, step.how)
        assert all(told)
        assert len(set(told)) == len(told)
