"""What is to be known of the data as they were opened: whether they may be written, and what is to be said of them."""

from __future__ import annotations

from pathlib import Path

from models.doctor import data_faults
from models.errors import Trouble
from models.store import Store


class OpenedData:
    """The part of an office that speaks of its store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._set_right: tuple[Trouble, ...] = ()
        """What of the office's own was found damaged at opening, and what became of it."""

    @property
    def folder(self) -> Path:
        """The folder of the data."""
        return self._store.folder

    @property
    def warnings(self) -> tuple[Trouble, ...]:
        """What did not succeed at opening and bars nothing; that the data are read only stands first."""
        return (*self._store.warnings, *self._set_right)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be changed."""
        return self._store.is_read_only

    def require_writable(self) -> None:
        """Raises Trouble, with the reason, when nothing may be changed."""
        self._store.require_writable()

    @property
    def left(self) -> str:
        """What is to be said of the session before, when it did not end as it should; blank when it did."""
        return self._store.left.left_words if self._store.left else ""

    def setting(self, name: str) -> str | None:
        """A setting of the program kept with the data."""
        return self._store.setting(name)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._store.set_setting(name, value)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the data and the backups, a sentence each."""
        return data_faults(self._store)
