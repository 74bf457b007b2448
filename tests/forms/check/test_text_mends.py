"""One key mends what the checks of texts found: it leaves nothing of the finding, and can be taken back."""

from __future__ import annotations

from collections import Counter

import pytest

from forms.check import check
from forms.document.document import Document
from forms.document.finding import Finding
from models.records import TextChange
from tests.forms.books import ALL_NAMES
from tests.forms.check.test_rules import files

RULES = {"A03", "A05", "B03", "B07", "B09", "G21", "L01", "L02", "M02", "M05", "M06"}


def mendable(document: Document) -> list[Finding]:
    return [finding for finding in check(document) if finding.rule in RULES and finding.mend]


@pytest.mark.parametrize("name", ALL_NAMES)
def test_every_fix_mends_its_finding_and_makes_no_other(name: str) -> None:
    document = files(name).document()
    before = check(document)
    found = mendable(document)
    for finding in found:
        assert finding.mend
        document.apply(finding.mend.name, finding.mend.changes)
        after = check(document)
        document.undo()
        assert finding.sentence not in {f.sentence for f in after}
        more = Counter(f.rule for f in after if f.rule in RULES) - Counter(f.rule for f in before)
        assert not more, f"{finding.sentence}: {more}"
    assert check(document) == before


def test_a_fix_of_several_places_leaves_bound_numbers_bound() -> None:
    document = files("2024-fengrun").document()
    section = next(s for s in document.edition.sections if s.key == "goals")
    slot = f"{section.id}.text"
    bound = "总量,⟦T1/income.total/amount⟧万元,其中(一期)已建成,二期待建。"
    document.apply("改写", [TextChange(slot, document.texts[slot], bound)])
    (finding,) = (f for f in mendable(document) if f.section == section.id and f.rule == "M05")
    assert finding.mend
    document.apply(finding.mend.name, finding.mend.changes)
    assert document.texts[slot] == "总量,⟦T1/income.total/amount⟧万元，其中（一期）已建成，二期待建。"
