"""The list of findings: whole items, long messages shortened, many of one kind folded, nothing drawn without need."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.document.finding import Finding
from tests.ui.conftest import shown
from ui.findings.finding_list import GAP, INSIDE, LONGEST, FindingList, Said, together
from ui.kit import style
from ui.kit.words import shortened

LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
SENTENCE = "“2060101 行政运行”行“财政拨款收入”列为292.65，各款之和为301.65，相差9.00。"


def finding(rule: str, table: str = "T2", row: str = "1", message: str = SENTENCE) -> Finding:
    return Finding(rule, "E", message, "", "", table=table, row=row)


def put(found: FindingList, findings: list[Finding], current: int = -1) -> None:
    found.show_findings(findings, [Said(f.level, "错误", f"{f.table} {f.rule}", f.sentence) for f in findings], current)


@pytest.fixture
def found(qtbot: QtBot) -> FindingList:
    """The list, as narrow as in the panel."""
    made = FindingList()
    made.resize(250, 300)
    return shown(qtbot, made)


@pytest.fixture
def many() -> list[Finding]:
    """Four of one kind between two others."""
    same = [finding("K08", "X5", str(row)) for row in range(4)]
    return [finding("A01"), *same, finding("A02")]


def visible(found: FindingList) -> list[int]:
    return [row for row in range(found.count()) if not found.isRowHidden(row)]


@pytest.fixture
def sizes(qapp: QApplication) -> Iterator[None]:
    yield
    style.set_size(qapp, style.STANDARD_SIZE)


def heights(found: FindingList) -> list[tuple[int, int]]:
    """Of every card the height it has and the height its message takes in the width of the list, with its edges."""
    width = found.viewport().width() - 2 * INSIDE
    flags = int(Qt.TextFlag.TextWordWrap)
    taken = []
    for row in range(found.count()):
        message = (
            found.fontMetrics().boundingRect(0, 0, width, 0, flags, shortened(found.said[row].body, LONGEST)).height()
        )
        taken.append((found.visualItemRect(found.item(row)).height(), message + 2 * INSIDE + GAP))
    return taken


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize("size", list(style.FONT_SIZES))
def test_every_item_has_room_for_all_its_lines(qapp: QApplication, found: FindingList, size: str) -> None:
    style.set_size(qapp, size)
    put(found, [finding(f"A0{n}", message=SENTENCE * n) for n in range(1, 4)])
    QApplication.processEvents()
    assert all(has > takes for has, takes in heights(found))


@pytest.mark.parametrize("width", [150, 400])
def test_items_fit_another_width_at_once_and_the_chosen_one_stays_in_sight(found: FindingList, width: int) -> None:
    put(found, [finding(f"A{n:02}") for n in range(9)])
    QApplication.processEvents()
    found.setCurrentRow(5)
    found.resize(width, 300)
    QApplication.processEvents()
    assert all(has > takes for has, takes in heights(found))
    assert found.viewport().rect().intersects(found.visualItemRect(found.item(5)))


def test_a_long_message_is_shortened_and_its_tip_says_it_all(found: FindingList) -> None:
    put(found, [finding("A01", message="长" * (LONGEST + 1)), finding("A02", message="长" * LONGEST)])
    long, short = (found.item(row) for row in range(2))
    assert long.text().endswith("长…")
    assert long.toolTip() == "长" * (LONGEST + 1)
    assert short.text().endswith("长" * LONGEST)
    assert short.toolTip() == ""


def test_findings_of_one_kind_come_together_where_the_first_of_them_stands() -> None:
    first, other, second = finding("K08"), finding("A01"), finding("K08", row="2")
    assert together([first, other, second]) == (first, second, other)


def test_many_of_one_kind_are_folded_into_the_first(found: FindingList, many: list[Finding]) -> None:
    put(found, many)
    assert visible(found) == [0, 1, 5]
    assert found.item(1).text().endswith("▸ 同类还有 3 处")


def test_two_of_one_kind_are_not_folded(found: FindingList, many: list[Finding]) -> None:
    put(found, many[:3])
    assert visible(found) == [0, 1, 2]


def test_keys_unfold_and_fold(found: FindingList, many: list[Finding]) -> None:
    put(found, many, current=1)
    QTest.keyClick(found, RIGHT)
    assert visible(found) == list(range(6))
    assert found.item(1).text().endswith("▾ 同类共 4 处")
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, LEFT)
    assert visible(found) == [0, 1, 5]
    assert found.currentRow() == 1


def test_a_click_on_the_line_that_tells_of_the_others_unfolds_and_leads_nowhere(
    found: FindingList, many: list[Finding]
) -> None:
    clicked: list[object] = []
    found.itemClicked.connect(clicked.append)
    put(found, many)
    rect = found.visualItemRect(found.item(1))
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=rect.bottomLeft() + QPoint(20, -6))
    assert visible(found) == list(range(6))
    assert clicked == []
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 6))
    assert clicked == [found.item(1)]


def test_going_to_a_folded_finding_unfolds_it_and_brings_it_into_sight(found: FindingList, many: list[Finding]) -> None:
    put(found, many)
    found.setCurrentRow(4)
    assert visible(found) == list(range(6))
    assert found.viewport().rect().contains(found.visualItemRect(found.item(4)))


def test_what_was_unfolded_stays_so_after_the_next_check(found: FindingList, many: list[Finding]) -> None:
    put(found, many)
    found.setCurrentRow(3)
    put(found, many[1:], current=2)
    assert visible(found) == list(range(5))


def test_items_stay_when_the_check_finds_the_same(found: FindingList, many: list[Finding]) -> None:
    put(found, many)
    before = found.item(0)
    put(found, list(many))
    assert found.item(0) is before
    put(found, many[1:])
    assert found.count() == len(many) - 1


def test_the_list_stays_where_it_was_scrolled_to(found: FindingList) -> None:
    findings = [finding(f"A{n:02}") for n in range(20)]
    put(found, findings)
    found.verticalScrollBar().setValue(300)
    put(found, findings[:-1])
    assert found.verticalScrollBar().value() == 300


def test_what_follows_from_a_cause_is_folded_under_it(found: FindingList) -> None:
    cause, alone = finding("E01", "T3", "2010478"), finding("A01")
    follows = [Finding("D03", "W", SENTENCE, "", "", table=table, row="1", cause=cause) for table in ("T2", "T5")]
    put(found, list(together([follows[0], alone, cause, follows[1]])))
    assert found.findings == (cause, *follows, alone)
    assert visible(found) == [0, 3]
    assert "▸ 由此还有 2 处" in found.item(0).text()
    found.setCurrentRow(0)
    QTest.keyClick(found, RIGHT)
    assert visible(found) == [0, 1, 2, 3]
    QTest.keyClick(found, LEFT)
    assert visible(found) == [0, 3]
    found.setCurrentRow(2)
    assert 2 in visible(found), "going to a finding unfolds what hides it"


def test_fewer_findings_come_while_the_layout_of_more_is_due(found: FindingList, many: list[Finding]) -> None:
    put(found, many, current=5)
    found.scheduleDelayedItemsLayout()
    put(found, many[:1], current=0)
    assert found.count() == 1
