"""The source of a sign left in a cell or a sentence is told and put right with one key."""

from __future__ import annotations

import pytest

from forms.check import check
from forms.document.document import Document
from forms.form.load import edition
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit


def with_value(value: str) -> Document:
    form = edition(2024, "部门")
    cells = {
        Address("X5", "1", "name"): CellEntry(text="桥梁加固"),
        Address("X5I", "1", "project"): CellEntry(text="1"),
        Address("X5I", "1", "value"): CellEntry(text=value),
    }
    rows = {RowAddress("X5", "1"): RowEntry(order=1), RowAddress("X5I", "1"): RowEntry(order=1)}
    return Document(Head("1", Unit("77", "某局"), 2024, "部门", form.id), form, Content(cells, rows))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (r"$\geq 150\%$", "≥150%"),
        (r"$\leq{3.5}$万元", "≤3.5万元"),
        (r"$12 \approx 10$", "12≈10"),
        (r"增长$\ge$5\%", r"增长≥5\%"),
        (r"\geq 95%", "≥95%"),
        (r"$15 \times 2$米", "15×2米"),
        (r"&gt;80%", ">80%"),
        (r"3\times 4米", "3×4米"),
    ],
)
def test_one_key_puts_the_sign_in_its_place(source: str, wanted: str) -> None:
    document = with_value(source)
    finding = next(one for one in check(document) if one.rule == "M08")
    assert finding.mend is not None
    document.apply("改", finding.mend.changes)
    assert document.text(Address("X5I", "1", "value")) == wanted


def test_what_has_no_sign_is_told_without_a_key() -> None:
    (finding,) = (one for one in check(with_value(r"$\frac{3}{4}$")) if one.rule == "M08")
    assert finding.mend is None


@pytest.mark.parametrize("value", ["≥150%", "100美元", "A&B公司", "C:/资料"])
def test_plain_values_are_left_alone(value: str) -> None:
    assert not [one for one in check(with_value(value)) if one.rule == "M08"]
