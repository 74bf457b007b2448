"""The form of a project in little room: places, labels, tabs, and the plan with its amounts."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.records import Address
from tests.ui.grid.grids import press
from tests.ui.pages.projects.pages import shown, whole
from ui.kit import style
from ui.kit.session import Session
from ui.pages.projects_page import ProjectsPage


def places_of(page: ProjectsPage) -> list[tuple[str, QRect]]:
    """Where every field and every label of the form stands in it."""
    return [
        (part.accessibleName() or part.text(), QRect(part.mapTo(page.form, QPoint(0, 0)), part.size()))
        for kind in (QLineEdit, QPlainTextEdit, QLabel)
        for part in page.form.findChildren(kind)
        if part.isVisible()
    ]


@pytest.mark.parametrize("size", ["中", "特大"])
@pytest.mark.parametrize("width", [520, 704, 880])
def test_no_field_lies_over_another_or_is_cut(qtbot: QtBot, qapp: QApplication, width: int, size: str) -> None:
    style.set_size(qapp, size)
    try:
        page = shown(qtbot, Session(whole()))
        page.resize(width, 560)
        places = places_of(page)
        for number, (name, place) in enumerate(places):
            assert place.right() < page.form.width(), name
            assert not [other for other, its in places[number + 1 :] if place.intersects(its)], name
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_tab_goes_through_the_form_as_it_is_read(page: ProjectsPage) -> None:
    page.form.fields["name"].setFocus()
    reached = []
    for _ in range(12):
        reached.append(QApplication.focusWidget().accessibleName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert reached == [
        "项目名称", "项目编码", "预算数", "其中：财政资金", "其他资金", "填报单位", "资金用途",
        "3月底", "6月底", "10月底", "12月底", "表名",
    ]  # fmt: skip


def test_each_label_stands_above_its_field_and_the_plan_in_one_row(page: ProjectsPage) -> None:
    labels = [one for one in page.form.findChildren(QLabel) if one.buddy() is not None and one.isVisible()]
    assert len(labels) == 12
    for label in labels:
        assert label.geometry().bottom() < label.buddy().geometry().top()
        assert label.geometry().left() == label.buddy().geometry().left()
    assert len({plan_box(page, name).y() for name in ("march", "june", "october", "december")}) == 1


def test_where_there_is_little_room_fields_go_on_below(page: ProjectsPage) -> None:
    page.resize(520, 560)
    assert plan_box(page, "march").y() < plan_box(page, "december").y()


def test_under_a_per_cent_stands_the_amount_it_means(page: ProjectsPage) -> None:
    type_plan(page, "10", "40", "80", "100")
    said = [text for text, _ in places_of(page) if text.startswith("累计")]
    assert said == ["累计 0.18 万元", "累计 0.72 万元", "累计 1.44 万元", "累计 1.80 万元"]


def test_what_is_no_per_cent_means_no_amount(page: ProjectsPage) -> None:
    type_plan(page, "一成", "140", "", "-3")
    assert not [text for text, _ in places_of(page) if text.startswith("累计")]


def test_what_is_wrong_with_the_plan_is_said_under_it(page: ProjectsPage) -> None:
    type_plan(page, "10", "40", "80", "90")
    page.session.check()
    assert [text for text, _ in places_of(page) if text.startswith("错误：") and "90" in text]
    type_plan(page, "10", "40", "80", "100")
    page.session.check()
    assert not [text for text, _ in places_of(page) if text.startswith("错误：")]


def plan_box(page: ProjectsPage, name: str) -> QPoint:
    """Where the field of one date of the plan stands in the form."""
    return page.form.fields[name].mapTo(page.form, QPoint(0, 0))


def type_plan(page: ProjectsPage, *shares: str) -> None:
    for name, share in zip(("march", "june", "october", "december"), shares, strict=True):
        field = page.form.fields[name]
        field.setFocus()
        field.selectAll()
        press(Qt.Key.Key_Delete, share)
    page.commit_pending()


def test_the_field_that_is_gone_to_is_in_sight(page: ProjectsPage) -> None:
    page.resize(520, 480)
    page.form.fields["purpose"].setFocus()
    area = page.form.parentWidget()
    top = page.form.fields["purpose"].mapTo(area, QPoint(0, 0)).y()
    assert 0 <= top < area.height()


def test_a_jump_brings_the_tab_of_its_place_to_the_front(page: ProjectsPage) -> None:
    row = page.session.document.lines("X5I")[0].key
    assert page.show_cell(Address("X5I", row, "value"))
    assert page.grid.isVisible()
    assert not page.form.isVisible()
    assert page.show_cell(Address("X5", page.list.order()[0], "purpose"))
    assert page.form.isVisible()
    assert not page.grid.isVisible()
