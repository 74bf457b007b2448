"""小计 and 合计 among the records of 政府采购: what each adds up, and what a file states for them."""

from __future__ import annotations

import pytest

from forms.check import check
from forms.document.document import Document
from forms.document.lines import groups, record_lines
from forms.edit.cells import accept_computed, clear, enter, paste
from forms.edit.records import add_subtotal, add_total
from forms.match.recognise import recognise
from models.records import Address, RowEntry
from tests.forms.books import changed, published
from tests.forms.documents import begun

COLUMNS = ["project", "goods", "total"]


def bought(*rows: str, year: int = 2024) -> Document:
    """A disclosure with these lines of 政府采购: `name amount`."""
    document = begun(year)
    block = [[name, "", amount] for name, amount in map(str.split, rows)]
    document.apply("粘贴", paste(document, "X2", 0, COLUMNS, block).changes)
    return document


def totals(document: Document) -> list[str]:
    """What is bought in all, line by line, in 万元."""
    values = (document.value(Address("X2", line.key, "total")) for line in document.lines("X2"))
    return ["" if fen is None else f"{fen / 1_000_000:g}" for fen in values]


def summed(*names: str) -> dict[int, list[int]]:
    """Which lines each line adds up, all counted from 1."""
    rows = {str(number): RowEntry(order=number) for number in range(1, len(names) + 1)}
    named = {str(number): name for number, name in enumerate(names, 1) if name.endswith("计")}
    found = groups(record_lines(rows, named))
    return {int(key): sorted(map(int, keys)) for key, keys in found.items()}


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("合 计", "甲小计", "a", "b", "乙小计", "c"), {1: [3, 4, 6], 2: [3, 4], 5: [6]}),
        (("a", "b", "甲小计", "c", "乙小计", "合计"), {3: [1, 2], 5: [4], 6: [1, 2, 4]}),
        (("合计", "a", "b", "甲小计", "c", "乙小计"), {1: [2, 3, 5], 4: [2, 3], 6: [5]}),
        (("a", "合计", "b", "c", "合计"), {2: [1], 5: [3, 4]}),
        (("a", "合计", "b", "合计", "总计"), {2: [1], 4: [3], 5: [1, 3]}),
        (("甲小计", "a", "b"), {1: [2, 3]}),
        (("a", "b"), {}),
    ],
)
def test_a_subtotal_adds_up_its_group_and_a_total_everything(
    names: tuple[str, ...], wanted: dict[int, list[int]]
) -> None:
    assert summed(*names) == wanted


def test_a_subtotal_beside_another_one_adds_up_nothing() -> None:
    assert summed("甲局小计", "一项目小计", "a", "二项目小计", "b") == {1: [], 2: [3], 4: [5]}


def test_the_program_adds_up() -> None:
    document = bought("合计 -", "甲局小计 -", "纸 1.2", "笔 0.3", "乙局小计 -", "车 20")
    document.apply("清除", clear(document, [Address("X2", key, "total") for key in ("1", "2", "5")]))
    assert totals(document) == ["21.5", "1.5", "1.2", "0.3", "20", "20"]
    document.apply("填写", enter(document, {Address("X2", "4", "total"): "0.8"}))
    assert totals(document) == ["22", "2", "1.2", "0.8", "20", "20"]


def test_a_line_becomes_a_subtotal_by_its_name_and_ceases_to_be_one() -> None:
    document = bought("甲局 5", "纸 1.2", "笔 0.3")
    address = Address("X2", "1", "total")
    document.apply("填写", enter(document, {address._replace(column="project"): "甲局小计"}))
    assert document.is_computed(address)
    assert (document.value(address), document.computed_value(address)) == (5_000_000, 1_500_000)
    document.undo()
    assert not document.is_computed(address)
    assert document.value(address) == 5_000_000


def test_amounts_pasted_over_computed_cells_are_left_out_and_counted() -> None:
    document = bought("甲局小计 1.5", "纸 1.2", "笔 0.3")
    pasted = paste(document, "X2", 0, COLUMNS, [["甲局小计", "", "9"], ["纸", "", "2"]])
    assert pasted.skipped == 1
    document.apply("粘贴", pasted.changes)
    assert totals(document) == ["2.3", "2", "0.3"]


def test_what_is_merged_over_several_lines_belongs_to_each() -> None:
    document = begun()
    block = [["公用经费", "10.00", "纸"], ["", "", "笔"], ["合计", "", ""], ["", "", ""], ["", "", "车"]]
    document.apply("粘贴", paste(document, "X2", 0, ["project", "budget", "goods"], block).changes)
    names = [document.text(Address("X2", str(n), "project")) for n in range(1, 6)]
    assert names == ["公用经费", "公用经费", "合计", "", ""]
    assert document.value(Address("X2", "2", "budget")) == 10_000_000


def test_a_published_subtotal_that_is_right_is_not_kept() -> None:
    document = recognise(published("2021-qinhuangdao")).document()
    assert document.is_computed(Address("X2", "1", "total"))
    assert not any(document.is_stated(address) for address in document.cells if address.table == "X2")
    assert [totals(document)[n] for n in (0, 1, 13)] == ["290.38", "290.11", "0.27"]


def test_a_wrong_subtotal_in_a_file_stands_and_is_found() -> None:
    document = recognise(changed(published("2021-qinhuangdao"), {"X2!H6": "290.10"})).document()
    address = Address("X2", "2", "total")
    assert document.value(address) == 290_100_000
    (finding,) = (f for f in check(document) if f.rule == "I02")
    assert (finding.row, finding.found, finding.expected) == ("2", "290.10", "290.11")
    document.apply("采用", accept_computed(document, [address]))
    assert document.value(address) == 290_110_000


# Adding them


def test_a_subtotal_is_put_above_its_lines() -> None:
    document = bought("纸 1.2", "笔 0.3", "车 20")
    document.apply("小计", add_subtotal(document, "X2", "甲局", ["1", "2"]))
    document.apply("小计", add_subtotal(document, "X2", "乙局", ["3"]))
    assert totals(document) == ["1.5", "1.2", "0.3", "20", "20"]
    assert document.text(Address("X2", "5", "project")) == "乙局小计"


def test_the_first_subtotal_is_that_of_the_first_line() -> None:
    assert add_subtotal(bought("纸 1.2", "笔 0.3", "车 20"), "X2", "甲局", ["2", "3"]) == ()


def test_a_subtotal_goes_below_where_the_others_do() -> None:
    document = bought("纸 1.2", "甲局小计 1.2", "笔 0.3", "车 20")
    document.apply("小计", add_subtotal(document, "X2", "乙局", ["3", "4"]))
    assert totals(document) == ["1.2", "1.2", "0.3", "20", "20.3"]


def test_the_total_stands_above_everything_and_once() -> None:
    document = bought("甲局小计 1.2", "纸 1.2", "乙局小计 0.3", "笔 0.3")
    document.apply("合计", add_total(document, "X2"))
    assert totals(document) == ["1.5", "1.2", "1.2", "0.3", "0.3"]
    assert add_total(document, "X2") == ()
    assert add_total(begun(), "X2") == ()
