"""The rule book to read, and what the program calls itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

from forms.check.rulebook import as_html, chapters
from forms.form.load import edition
from forms.form.version import VERSION


def test_every_rule_stands_in_the_book_with_reason_remedy_and_basis() -> None:
    form = edition(2024, "部门")
    book = as_html(form)
    for rule in form.rules.values():
        for text in (f"{rule.id} {rule.title}", rule.why, rule.fix, rule.basis, rule.question):
            assert text in book


def test_the_chapters_stand_in_the_order_of_their_letters() -> None:
    titles = [title for title, _ in chapters(edition(2024, "部门"))]
    assert titles == sorted(titles)
    assert titles[0] == "A 及时性与签审"
    assert sum(len(rules) for _, rules in chapters(edition(2024, "部门"))) == len(edition(2024, "部门").rules)


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
