"""Payment plans of any kind beside any budget end in findings, never in an error of the program."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.check import check
from forms.edit.cells import enter
from forms.edit.records import add_records
from models.records import Address
from tests.forms.documents import imported

PLANS = ("march", "june", "october", "december")
TEXTS = st.one_of(
    st.sampled_from(["", "0", "0.00", "100", "50%", "1e9", "-1e300", "1e999999", "nan", "一半", "-5", "1.8"]),
    st.decimals(-200, 300, places=1).map(str),
)


@settings(max_examples=80, deadline=None)
@given(budget=st.sampled_from(["", "0", "1.8", "-3", "三万"]), plan=st.lists(TEXTS, min_size=4, max_size=4))
def test_any_plan_beside_any_budget_is_checked(budget: str, plan: list[str]) -> None:
    document = imported()
    document.apply("新增", add_records(document, "X5", 1))
    key = document.lines("X5")[0].key
    cells = {Address("X5", key, column): text for column, text in zip(PLANS, plan, strict=True)}
    document.apply("填写", enter(document, {Address("X5", key, "budget"): budget, **cells}))
    assert isinstance(check(document), tuple)
