"""The checks that are not linear; importing this package registers them all."""

from forms.check.special import codes, empty, values

__all__ = ["codes", "empty", "values"]
