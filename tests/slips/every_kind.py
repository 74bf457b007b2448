"""Every kind of slip: importing it is what registers them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.slips.slip import KINDS


def _registered_in(folder: str) -> frozenset[str]:
    """The kinds that the modules of a folder register."""
    before = set(KINDS)
    for module in sorted((Path(__file__).parent / folder).glob("[a-z]*.py")):
        import_module(f"{__package__}.{folder}.{module.stem}")
    return frozenset(KINDS.keys() - before)


SEEN = _registered_in("seen")
FRESH = _registered_in("fresh")
