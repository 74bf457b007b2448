"""The resource of the spelling check: what build/spelling.py makes of texts is read back as it was."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.spelling import resource
from forms.spelling.resource import usage
from forms.spelling.sounds import are_near, blurred
from tests.house.source import ROOT

TEXTS = ["加强管理。", "加强管理，提高水平。", "加强监督管理工作。"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of resources of which the program knows nothing yet."""
    (tmp_path / "spelling").mkdir()
    monkeypatch.setattr(resource, "resources", lambda: tmp_path)
    usage.cache_clear()
    yield tmp_path
    usage.cache_clear()


def test_what_is_made_of_texts_is_read_back(folder: Path) -> None:
    build = runpy.run_path(str(ROOT / "build" / "spelling.py"))
    made = build["usage"](TEXTS, ["管理 900 v", "官吏 400 n", "张三 900 nr", "监督管理 50 v"])
    (folder / "spelling" / "usage.xz").write_bytes(build["packed"](made))
    stretches, lexicon = usage()
    numbers = lexicon.numbers
    assert [round(stretches.count(numbers(text))) for text in ("管", "管理", "加强管", "强管理")] == [3, 3, 0, 0]
    assert stretches.count(numbers("吏")) == 1, "a common character that no text has is known"
    assert stretches.count(numbers("理官")) == 0
    assert [lexicon.text(other.signs) for other in lexicon.words_like(numbers("管理"))] == ["官吏"]
    assert lexicon.is_word(numbers("管理"))
    assert not lexicon.is_word(numbers("张三"))
    assert lexicon.sounds_of(numbers("官吏")) == ("guan", "li")


def test_the_resource_knows_official_prose() -> None:
    stretches, lexicon = usage()
    counts = [stretches.count(lexicon.numbers(text)) for text in ("监督管理", "监督管", "监督", "督")]
    assert counts == sorted(counts)
    assert counts[0] > 1000
    assert lexicon.sounds_of(lexicon.numbers("银行")) == ("yin", "hang")


def test_letters_digits_and_marks_are_told_apart() -> None:
    _, lexicon = usage()
    assert lexicon.numbers("a9，\n") == [1, 1, 0, 0]


@pytest.mark.parametrize(("one", "other", "near"), [("zi", "si", True), ("zhi", "zi", True), ("gong", "zhang", False)])
def test_sounds(one: str, other: str, near: bool) -> None:
    assert are_near(one, other) is near


def test_blurred_sounds_are_those_many_do_not_tell_apart() -> None:
    assert [blurred(sound) for sound in ("zhang", "jing", "sheng", "nin")] == ["zang", "jin", "sen", "nin"]
