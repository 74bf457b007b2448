"""A file of version 2, whose lines of 表一 and 表四 were numbered: after step 3 each stands under what it means."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.history import taken_back
from models.records import Address, CellChange, RowAddress, RowChange, TextChange
from models.store import Store

FILE_OF_VERSION_2 = Path(__file__).parents[1] / "data" / "databases" / "version-2.db"
OF_2023, OF_2024 = "601001-2023-单位", "339-2024-部门"
FIFTH = {OF_2023: "income.service", OF_2024: "income.unit"}
"""What the fifth line of income was in each year."""


@pytest.fixture
def opened(folder: Path) -> Iterator[Store]:
    folder.mkdir()
    shutil.copy(FILE_OF_VERSION_2, folder / "disclosures.db")
    with Store.open(folder) as store:
        yield store


def cells_before(disclosure: str) -> dict[tuple[str, str, str], int | None]:
    with closing(sqlite3.connect(FILE_OF_VERSION_2)) as old:
        query = "SELECT tbl, row, col, fen FROM cell WHERE disclosure_id = ?"
        return {(table, row, column): fen for table, row, column, fen in old.execute(query, (disclosure,))}


@pytest.mark.parametrize("disclosure", [OF_2023, OF_2024])
def test_every_amount_stands_under_its_new_key(opened: Store, disclosure: str) -> None:
    cells = opened.content(disclosure).cells
    old = cells_before(disclosure)
    assert cells[Address("T4", "income.general", "amount")].fen == old["T4", "income.1", "amount"] == 123_450_000
    assert cells[Address("T4", "income.carry.fund", "amount")].fen == 6_700_000
    assert cells[Address("T1", "expenditure.207", "amount")].fen == old["T1", "expenditure.7", "amount"] == 1_500_000
    assert cells[Address("T4", "expenditure.221", "general")].fen == 0
    assert cells[Address("T1", "expenditure.carry", "amount")].fen == old["T1", "expenditure.carry", "amount"]
    assert len(cells) == len(old)
    kept = {tuple(place): entry.fen for place, entry in cells.items() if place.table not in ("T1", "T4")}
    assert kept == {place: fen for place, fen in old.items() if place[0] not in ("T1", "T4")}


def test_a_line_without_a_class_of_codes_has_a_name_too(opened: Store) -> None:
    assert opened.content(OF_2023).cells[Address("T1", "expenditure.central_bank", "amount")].fen == 2_250_000


@pytest.mark.parametrize("disclosure", [OF_2023, OF_2024])
def test_a_bound_number_and_an_answer_lead_to_the_line_of_their_year(opened: Store, disclosure: str) -> None:
    texts, line = opened.content(disclosure).texts, FIFTH[disclosure]
    assert texts["S2.text"] == f"其中：⟦T1/{line}/amount⟧万元，⟦T1/income.total/amount⟧"
    assert texts[f"waiver.D04.T1/{line}"] == f'{{"|T1/{line}/amount=1.00": "无误"}}'


@pytest.mark.parametrize("disclosure", [OF_2023, OF_2024])
def test_the_history_leads_back_from_the_new_keys_to_nothing(opened: Store, disclosure: str) -> None:
    history = opened.history(disclosure)
    begun = taken_back(opened.content(disclosure), history)
    assert (begun.cells, begun.rows, begun.texts) == ({}, {}, {})
    changes = [change for entry in history for change in entry.changes]
    assert any(isinstance(c, CellChange) and c.key.row == "income.general" for c in changes)
    assert any(isinstance(c, RowChange) and c.key == RowAddress("T1", "income.general") for c in changes)
    assert any(isinstance(c, TextChange) and c.key == f"waiver.D04.T1/{FIFTH[disclosure]}" for c in changes)


def test_what_was_placed_by_hand_keeps_its_line_where_that_is_certain(opened: Store) -> None:
    kept = opened.setting("import.placed") or ""
    assert '"省里给的": "income.fund", "别的": "income.5", "文体": "expenditure.207"' in kept
