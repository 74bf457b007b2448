"""A small part of the run over damaged and hostile files; `python tests/fuzz.py` does the large one."""

from __future__ import annotations

import random
from pathlib import Path

from forms.match.recognise import recognise
from forms.readers import read
from tests.damage import links_and_macros, packed, parts_of
from tests.fuzz import run

SOUND = Path(__file__).parents[2] / "data" / "2024-fengrun" / "tables.xlsx"


def test_damaged_files_are_read_or_refused_and_nothing_is_stored_on_refusal(tmp_path: Path) -> None:
    tally = run(50, 51, tmp_path)
    assert not tally.faults
    assert set(tally.outcomes) == {"read", "refused"}


def test_macros_links_and_embedded_files_are_left_alone_and_said(tmp_path: Path) -> None:
    sound, path = recognise(read(SOUND)), tmp_path / "tables.xlsx"
    said: set[str] = set()
    for seed in range(5):
        path.write_bytes(packed(links_and_macros(random.Random(seed), parts_of(SOUND.read_bytes()))))
        reading = recognise(read(path))
        assert reading.content == sound.content
        assert reading.report.remarks
        said.update(reading.report.remarks)
    assert {word for word in ("宏", "别的工作簿", "嵌有") if any(word in sentence for sentence in said)} == {
        "宏",
        "别的工作簿",
        "嵌有",
    }
    assert not sound.report.remarks
