"""All special checks, loaded when something is first checked: an export or an import does not wait for them."""

from __future__ import annotations

from forms.check.special.registry import SPECIAL, Special
from forms.form.model import Edition, Rule

NOT_IN_THE_FORM = "这个表样里没有它要查的内容，不检查。"


def registered() -> list[Special]:
    """Every registered check, in the order of registration."""
    import forms.check.every_check  # noqa: F401  (registers them)

    return SPECIAL


def lacks(edition: Edition, rule: Rule) -> bool:
    """Whether nothing is there that the rule could be checked on: all its checks need what the form has not."""
    checks = [check for check in registered() if rule.id in check.rules]
    related = any(relation.rule == rule.id for table in edition.tables.values() for relation in table.relations)
    return bool(checks) and not related and not any(check.holds_for(edition) for check in checks)
