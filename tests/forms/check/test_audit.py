"""The inspector against the published disclosures: what it finds, that it is silent afterwards, what it finds in copies
damaged on purpose."""

from __future__ import annotations

from collections import Counter

import pytest

from forms.check import check
from forms.check.special.texts import text_words
from forms.document.reporter import Reporter
from tests.forms.check.audits import NAMES, Fault, audit, corrected, found_in, is_found, reading
from tests.forms.check.damages import damages, found

_NOISE = 5
"""So many warnings that no auditor would raise may stand in a corrected disclosure."""


def certain(name: str) -> list[Fault]:
    """The outright errors of a disclosure."""
    return [fault for fault in audit(name)["fault"] if fault["certain"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_outright_error_is_found_but_for_those_named(name: str) -> None:
    document, findings = reading(name).document(), found_in(name)
    missed = [fault for fault in certain(name) if not is_found(fault, document, findings)]
    assert missed == [fault for fault in certain(name) if "missed" in fault]


@pytest.mark.parametrize(("slips", "of_ten"), [(False, 9), (True, 6)], ids=["errors", "slips of the pen"])
def test_how_many_of_ten_outright_errors_are_found(slips: bool, of_ten: int) -> None:
    """Slips of the pen (M06) are apart: most of them only a reader sees who understands the sentence."""
    faults = [fault for name in NAMES for fault in certain(name) if (fault["rule"] == "M06") == slips]
    assert 10 * sum("missed" not in fault for fault in faults) >= of_ten * len(faults)


def test_slips_that_only_an_entry_made_after_them_finds_are_counted_apart() -> None:
    """Entries of `[paper_slips]` were written after these papers: what they find tells nothing about other papers."""
    found, by_own_entry = 0, 0
    for name in NAMES:
        document = reading(name).document()
        born = text_words(Reporter(document)).paper_slips
        others = [finding for finding in found_in(name) if finding.found not in born]
        faults = [fault for fault in certain(name) if fault["rule"] == "M06" and "missed" not in fault]
        found += len(faults)
        by_own_entry += sum(not is_found(fault, document, others) for fault in faults)
    assert (found, by_own_entry) == (25, 10)


@pytest.mark.parametrize("name", NAMES)
def test_a_corrected_disclosure_has_no_error_and_little_noise(name: str) -> None:
    document = corrected(name)
    findings = check(document, spelling=True)
    assert [finding.sentence for finding in findings if finding.level == "E"] == []
    doubts = [fault for fault in audit(name)["fault"] if not fault["certain"]]
    noise = [f for f in findings if f.level == "W" and not any(is_found(doubt, document, [f]) for doubt in doubts)]
    assert len(noise) <= _NOISE, [finding.sentence for finding in noise]


@pytest.mark.parametrize("name", NAMES)
def test_damaged_copies_are_found_out(name: str) -> None:
    made = list(damages(name))
    missed = [damage for damage in made if not found(name, damage)]
    assert 20 * len(missed) <= len(made), [(damage.kind, damage.words) for damage in missed]
    kinds = Counter(damage.kind for damage in made)
    assert all(count > sum(d.kind == kind for d in missed) for kind, count in kinds.items()), "a kind is never found"
