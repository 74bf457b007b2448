"""Every kind of slip: importing it is what registers them."""

from tests.slips import (  # noqa: F401
    amounts,
    assets,
    codes,
    goals,
    laws,
    names,
    people,
    procurement,
    relations,
    three_public,
    wording,
    years,
)
from tests.slips.slip import KINDS

__all__ = ["KINDS"]
