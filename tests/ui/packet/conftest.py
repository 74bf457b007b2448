"""A disclosure that can be settled."""

from __future__ import annotations

import pytest

from forms.document.document import Document
from forms.office.office import Office
from tests.forms.faultless import faultless


@pytest.fixture
def right(office: Office) -> Document:
    """A disclosure in which everything is right and signed."""
    return faultless(office)
