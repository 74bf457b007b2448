"""The themes: every colour is read against its ground, and what is open follows another theme."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolBar,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from forms.form.resources import resources
from ui.kit import style
from ui.kit.plain import Label, message
from ui.kit.tokens import TOKENS

# The grounds each colour stands on, and its lowest contrast on them in the three themes (WCAG 2: 4.5 for what is
# read, 3 for edges).
PAIRS = {
    "border": (("ground", "surface"), (3.1, 4.3, 21)),
    "text": (("ground", "surface", "select", "computed", "flash"), (12.9, 6.0, 8.7)),
    "text2": (("ground", "surface", "hover", "computed", "accenttint"), (6.9, 7.3, 17)),
    "text3": (("ground", "surface", "computed", "select"), (4.8, 5.0, 11.6)),
    "disabled": (("ground", "surface"), (3.0, 3.9, 8.6)),
    "accent": (("ground", "surface", "hover", "accenttint"), (5.7, 6.2, 13.8)),
    "onaccent": (("accent",), (6.4, 8.0, 17)),
    "focus": (("ground", "surface", "select"), (5.1, 5.1, 9.4)),
    "error": (("ground", "surface", "errortint", "computed", "select"), (5.2, 5.5, 5.8)),
    "warn": (("ground", "surface", "hover", "warntint", "computed"), (5.8, 7.8, 10.6)),
    "hint": (("ground", "surface", "hinttint", "accenttint"), (6.1, 7.0, 21)),
    "ok": (("ground", "surface", "oktint", "computed"), (5.8, 7.5, 12.2)),
    "chiptext": (("chip",), (7.0, 7.4, 11.6)),
}
THEMES = ("浅色", "深色", "高对比")


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication):
    yield
    style.set_theme(qapp, "浅色")


def luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(style.color(one)), luminance(style.color(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("column", range(3), ids=THEMES)
@pytest.mark.parametrize("token", PAIRS)
def test_a_colour_can_be_read_on_every_ground_it_stands_on(qapp: QApplication, token: str, column: int) -> None:
    style.set_theme(qapp, THEMES[column])
    grounds, figures = PAIRS[token]
    lowest = min(contrast(token, ground) for ground in grounds)
    assert lowest >= figures[column] - 0.06
    assert token == "disabled" or lowest >= (3 if token in ("border", "focus") else 4.5)


def test_every_colour_that_is_read_has_its_figure() -> None:
    grounds = {ground for on, _ in PAIRS.values() for ground in on}
    ornaments = {"line", "line2", "raised", "band"}
    assert set(TOKENS) == set(PAIRS) | grounds | ornaments


@pytest.mark.parametrize("theme", THEMES)
def test_the_palette_is_filled_from_the_tokens(qapp: QApplication, theme: str) -> None:
    style.set_theme(qapp, theme)
    palette = qapp.palette()
    assert palette.color(QPalette.ColorRole.Base) == style.color("surface")
    assert palette.color(QPalette.ColorRole.Window) == style.color("ground")
    assert palette.color(QPalette.ColorRole.Highlight) == style.color("accent")
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == style.color("disabled")


def test_an_open_label_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    label = Label()
    qtbot.addWidget(label)
    style.alarm(label, "没有存上")
    before = label.palette().color(label.foregroundRole())
    style.set_theme(qapp, "深色")
    after = label.palette().color(label.foregroundRole())
    assert before != after
    assert after == style.color("error")


def test_the_icon_of_an_action_follows_the_theme(qapp: QApplication) -> None:
    def darkest() -> int:
        drawn = action.icon().pixmap(QSize(24, 24)).toImage()
        points = [drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
        return min(point.lightness() for point in points if point.alpha() == 255)

    action = QAction()
    style.draw(action, "house")
    assert darkest() < 60
    style.set_theme(qapp, "深色")
    assert darkest() > 200


def test_an_unknown_theme_follows_the_system(qapp: QApplication) -> None:
    style.set_theme(qapp, "彩虹")
    assert style.theme.chosen == style.SYSTEM


@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_field_is_seen(qapp: QApplication, qtbot: QtBot, theme: str) -> None:
    style.set_theme(qapp, theme)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(120, 30)
    drawn = field.grab().toImage()
    edge = max((drawn.pixelColor(60, y) for y in range(4)), key=lambda c: abs(luminance(c) - ground()))
    low, high = sorted((luminance(edge), ground()))
    assert (high + 0.05) / (low + 0.05) >= 3


def ground() -> float:
    return luminance(style.color("surface"))


@pytest.mark.usefixtures("qapp")
def test_the_buttons_of_a_box_bear_no_icons_of_qt(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    box.show()
    assert [button.icon().isNull() for button in box.buttons()] == [True, True]


def test_a_message_box_bears_a_drawing_of_ours(qtbot: QtBot) -> None:
    box = message(QMessageBox.Icon.Warning, "标题", "文字", None)
    qtbot.addWidget(box)
    assert box.icon() == QMessageBox.Icon.NoIcon
    assert not box.iconPixmap().isNull()


def test_a_filled_button_wears_the_accent(qtbot: QtBot) -> None:
    button = QPushButton("下一步")
    style.fill(button)
    qtbot.addWidget(button)
    button.resize(120, 32)
    assert button.grab().toImage().pixelColor(10, 16) == style.color("accent")


def test_the_type_of_an_open_tool_bar_follows_the_size(qapp: QApplication, qtbot: QtBot) -> None:
    bar = QToolBar()
    bar.addAction("撤销")
    qtbot.addWidget(bar)
    bar.show()
    style.set_size(qapp, "特大")
    try:
        assert {button.font().pointSizeF() for button in bar.findChildren(QToolButton)} == {14.0}
    finally:
        style.set_size(qapp, style.STANDARD_SIZE)


def test_high_contrast_has_thicker_edges_and_edges_around_chips(qapp: QApplication) -> None:
    plain = qapp.styleSheet()
    try:
        style.set_theme(qapp, "高对比")
        strong = qapp.styleSheet()
        width, hot = style.edge(), style.hot_ground()
    finally:
        style.set_theme(qapp, "浅色")
    assert "border: 3px solid" in strong
    assert "border: 3px solid" not in plain
    assert (width, style.edge()) == (3, 2)
    assert (hot, style.hot_ground()) == ("accent", "accenttint")


@pytest.mark.parametrize("column", range(3))
def test_the_arrow_of_a_field_with_choices_is_in_the_colour_of_the_theme(column: int) -> None:
    drawing = resources() / "icons" / f"{style.ARROWS[column]}.svg"
    assert f'stroke="{TOKENS["text2"][column]}"' in drawing.read_text(encoding="utf-8")
