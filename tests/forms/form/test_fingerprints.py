"""No edit of a pack changes another year unseen: what each edition prints and adds up has a fingerprint, kept here."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from forms.form.load import KINDS, edition, installed, pack
from forms.form.model import Edition

KEPT = Path(__file__).with_name("fingerprints.toml")
KEPT_TEXTS = Path(__file__).with_name("text_fingerprints.toml")
EVERY = [(name, year, kind) for name in installed() for year in pack(name).years for kind in KINDS]


def fingerprint(form: Edition) -> str:
    """What stands on the form: titles, captions, lines, headings; and the relations that hold on it."""
    tables = [
        (
            table.id,
            table.title,
            [(column.side, column.id, column.path) for column in table.columns],
            [(row.key, row.label) for row in table.rows],
            [(r.rule, r.cell, r.comparison, r.terms, r.rows, r.columns, r.computes) for r in table.relations],
        )
        for table in form.tables.values()
    ]
    sections = [(section.key, section.heading) for section in form.sections]
    content = json.dumps([tables, sections], ensure_ascii=False, default=dataclasses.asdict)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def text_fingerprint(form: Edition) -> str:
    """What is drafted in an edition, and what its amounts are known by."""
    sections = [(s.key, s.draft, s.draft_zero, s.zero_when) for s in form.sections]
    words = [form.prose.amounts, form.prose.movements, form.prose.phrases]
    content = json.dumps([sections, words], ensure_ascii=False, default=dataclasses.asdict)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _kept(path: Path, name: str, year: int, kind: str) -> str | None:
    """The fingerprint kept of an edition, none for a new one."""
    years = tomllib.loads(path.read_text(encoding="utf-8")).get(name, {})
    return years.get(str(year), {}).get(kind)


def test_every_edition_has_one() -> None:
    kept, texts = (tomllib.loads(path.read_text(encoding="utf-8")) for path in (KEPT, KEPT_TEXTS))
    assert {name: {y: set(k) for y, k in of.items()} for name, of in kept.items()} == {
        name: {y: set(k) for y, k in of.items()} for name, of in texts.items()
    }
    named = {(name, int(year), kind) for name, years in kept.items() for year, kinds in years.items() for kind in kinds}
    assert named == set(EVERY)


@pytest.mark.parametrize(("name", "year", "kind"), EVERY)
def test_an_edition_is_what_it_was(name: str, year: int, kind: str) -> None:
    kept = _kept(KEPT, name, year, kind)
    assert (now := fingerprint(edition(year, kind, name))) == kept, (
        f"{name}-{year} {kind} is new or has changed: if that was meant, write {now} into {KEPT.name}"
    )


@pytest.mark.parametrize(("name", "year", "kind"), EVERY)
def test_what_is_drafted_in_an_edition_is_what_it_was(name: str, year: int, kind: str) -> None:
    kept = _kept(KEPT_TEXTS, name, year, kind)
    assert (now := text_fingerprint(edition(year, kind, name))) == kept, (
        f"the text of {name}-{year} {kind} is new or has changed: if that was meant, write {now} into {KEPT_TEXTS.name}"
    )
