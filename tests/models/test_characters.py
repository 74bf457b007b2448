"""Characters that nobody sees are taken out; everything a person can read stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.characters import has_unseen, visible


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u202d", "\ufeff", "\u00ad", "\u2060", "\0", "\ud83d", "\uffff", "\ufdd0"]
)
def test_what_is_not_seen_goes(unseen: str) -> None:
    assert has_unseen(f"2350.27{unseen}万元")
    assert visible(f"2350.27{unseen}万元") == "2350.27万元"


@pytest.mark.parametrize(
    "text", ["丰润区 工业和信息化局", "　两格", "䶮㸃𠀾𬱖", "“三公”经费—2024", "①②½㎡", "一\n二\t三"]
)
def test_what_is_seen_stays(text: str) -> None:
    assert not has_unseen(text)
    assert visible(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85"])
def test_line_ends_become_one(end: str) -> None:
    assert visible(f"一{end}二") == "一\n二"


@given(st.text(st.characters()))
def test_what_is_left_can_be_stored_and_is_left_alone(text: str) -> None:
    left = visible(text)
    assert left.encode("utf-8").decode("utf-8") == left
    assert visible(left) == left
