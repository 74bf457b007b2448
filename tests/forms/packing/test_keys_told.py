"""The guide to a pack names every key that is read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from forms.form.declared import KeyReader
from forms.form.pack import PACKS, Pack

_NAMED_FREELY = ("roles.toml", "parts.toml")
"""Files whose keys are names of their own."""


def test_every_key_that_is_read_is_in_the_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    take = KeyReader._take

    def told(self: KeyReader, key: str, default: Any, kind: type) -> Any:
        if not self.file.endswith(_NAMED_FREELY):
            asked.add(key)
        return take(self, key, default, kind)

    monkeypatch.setattr(KeyReader, "_take", told)
    for name in ("hebei", "shanghai"):
        assert Pack(PACKS / name).drafts
    guide = (PACKS / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)(?: = [^`]*)?`", guide))
    assert len(asked) > 60
    assert asked - named == set()
