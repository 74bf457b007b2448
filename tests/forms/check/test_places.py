"""Findings of whole disclosures have a place to jump to, and say where in words that stand on paper.

Those of the single rules are looked at in `test_rules`.
"""

from __future__ import annotations

import re
from itertools import chain

import pytest

from forms.check import check
from forms.document.finding import Finding
from tests.forms.check.audits import NAMES, corrected, found_in
from tests.forms.check.generated import sentences
from tests.forms.check.records_of_bodies import bodies, with_records
from tests.forms.check.variants import published, saying, worked_on

_RUNNING_NUMBER = re.compile(r"》第\d+行")


def placeless(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.rule} {one.sentence}" for one in findings if one.table is None and one.section is None]


@pytest.mark.parametrize("name", NAMES)
def test_findings_of_the_published_disclosures_have_a_place(name: str) -> None:
    assert placeless((*found_in(name), *check(corrected(name)))) == []


def test_findings_of_invented_disclosures_have_a_place() -> None:
    told = [one.variant for one in sentences("work", 1)]
    texts = chain.from_iterable(
        check(saying(make(v.body, v.year), v, v.text)) for v in told for make in (worked_on, published)
    )
    records = chain.from_iterable(check(with_records(body)) for body in bodies())
    assert placeless((*texts, *records)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_record_is_called_by_its_number(name: str) -> None:
    """What is printed has no running numbers: an indicator is named by project, level and name."""
    assert [one.sentence for one in found_in(name) if _RUNNING_NUMBER.search(one.sentence)] == []
