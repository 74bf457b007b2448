"""The checks that are not linear; importing this package registers them all."""

from forms.check.special import codes, empty, prose, values

__all__ = ["codes", "empty", "prose", "values"]
