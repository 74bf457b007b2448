"""Checking a disclosure: the declared relations and the special checks give one list of findings."""

from forms.check.checker import Checker, check

__all__ = ["Checker", "check"]
