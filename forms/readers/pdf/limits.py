"""What one PDF may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from forms.readers import refusals

# The longest disclosure known has 62 pages, 30,000 characters and 12,000 objects.
MAX_PAGES = 300
MAX_CHARACTERS = 150_000
MAX_OBJECTS = 100_000


@dataclass(slots=True)
class Allowance:
    """Bounds the work one file can ask for."""

    file: str
    characters: int = MAX_CHARACTERS
    objects: int = MAX_OBJECTS

    def take(self, characters: int = 0, objects: int = 0) -> None:
        """Raises Trouble once the file has asked for more."""
        self.characters -= characters
        self.objects -= objects
        if min(self.characters, self.objects) < 0:
            raise refusals.too_large(self.file)
