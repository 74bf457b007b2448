"""The twenty days from the approval to the publication, in words."""

from datetime import date

import pytest

from ui.home.summary import Deadline

APPROVED, LAST = date(2026, 2, 7), date(2026, 2, 27)


@pytest.mark.parametrize(
    ("today", "words", "left"),
    [
        (date(2026, 2, 21), "还有 6 天", 6),
        (LAST, "今天是最后一天", 0),
        (date(2026, 3, 2), "过期 3 天", -3),
    ],
)
def test_the_days_are_counted_to_the_last(today: date, words: str, left: int) -> None:
    due = Deadline(APPROVED, LAST, None, today)
    assert (due.head, due.left) == (words, left)
    assert due.sentence == "公开期限 2月27日，批复 2月7日起20天"


def test_what_is_published_has_no_days_left() -> None:
    due = Deadline(APPROVED, LAST, date(2026, 2, 20), date(2026, 3, 30))
    assert due.left is None
    assert due.head == "2月20日已公开"


def test_without_an_approval_it_asks_for_the_day() -> None:
    due = Deadline(None, None, None, date(2026, 2, 1))
    assert due.head == "还不知道公开期限"
    assert "批复日期" in due.sentence
