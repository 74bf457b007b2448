"""How the program looks: the type face and its four sizes, the theme, the colours of the tokens, the icons."""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QStyleFactory, QWidget
from shiboken6 import isValid

from forms.form.resources import resources
from forms.write.page import fonts
from ui.kit import sheet
from ui.kit.tokens import CONTRAST, DARK, LIGHT, TOKENS

FONT_SIZES = {"小": 9.0, "中": 10.5, "大": 12.0, "特大": 14.0}
"""The type sizes the clerk can choose, in points."""
STANDARD_SIZE = "中"

SYSTEM = "跟随系统"
THEMES = (SYSTEM, "浅色", "深色", "高对比")
"""The themes the clerk can choose."""
_SCHEMES = {
    "浅色": (LIGHT, Qt.ColorScheme.Light),
    "深色": (DARK, Qt.ColorScheme.Dark),
    "高对比": (CONTRAST, Qt.ColorScheme.Dark),
}
"""The column of the tokens of each theme, and what the frame of the window is told."""

SPACE = 8
"""The distance between neighbouring widgets, in pixels; inside a group it is half of this."""

HERO, TITLE, CARD, SMALL, TINY = 15 / 10.5, 14 / 10.5, 12 / 10.5, 9.5 / 10.5, 9 / 10.5
"""The roles of type in proportion to that of the body: the largest number of a card, the title of a page, that of a
card, labels and second lines, last year's amounts."""

_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "文泉驿正黑",
)
"""The system's own Chinese faces that read well on a screen, the best first."""

ARROWS = {LIGHT: "unfold-light", DARK: "unfold-dark", CONTRAST: "unfold-contrast"}
"""The arrow of a field with choices in the colour `text2` of each theme: a sheet takes drawings from files only."""
_LEVELS = {"E": "error", "W": "warn", "H": "hint"}
_TOKENS_OF_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "computed",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.HighlightedText: "onaccent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line2",
    QPalette.ColorRole.Shadow: "border",
}
_RESTING = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)
_OUTLINED = ("QComboBox", "QLineEdit", "QPlainTextEdit", "QAbstractSpinBox", "QCheckBox", "QRadioButton", "QGroupBox")
_DARKER = 140
"""Fusion draws the edge of such a widget in its ground darkened by this per cent, whatever the theme."""
_OF_THE_SYSTEM = {"error": "WindowText", "warn": "WindowText", "hint": "WindowText", "ok": "WindowText"} | {
    name: role.name for role, name in reversed(_TOKENS_OF_ROLES.items())
}
"""Where a theme of the system stands as it is: the role of the palette that a mark or a line of ours is drawn in."""


class _Theme(QObject):
    """What is chosen, and what that comes to."""

    changing = Signal()
    """Every widget is about to be dressed anew: what can be made again may be let go."""
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = SYSTEM
        self.column = LIGHT
        self.is_systems = False
        """Whether a high-contrast theme of the system stands as it is."""


theme = _Theme()
"""Its `changed` tells that colours drawn before are to be drawn anew."""


def apply(app: QApplication, size: str, chosen: str = SYSTEM) -> None:
    """Dress the application: Fusion, the type, the theme, which follows the system's where the clerk chose that."""
    # Under a sheet the type of a window would not reach what stands in it, and all would have to be dressed anew.
    app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.styleHints().colorSchemeChanged.connect(lambda: _follow(app))
    set_size(app, size)
    set_theme(app, chosen)


def set_theme(app: QApplication, chosen: str) -> None:
    """Set one of `THEMES`, in every open window at once; an unknown word follows the system."""
    theme.chosen = chosen if chosen in THEMES else SYSTEM
    scheme = _SCHEMES[theme.chosen][1] if theme.chosen in _SCHEMES else Qt.ColorScheme.Unknown
    app.styleHints().setColorScheme(scheme)
    _fill(app)


def _follow(app: QApplication) -> None:
    """The system has another scheme now."""
    if theme.chosen == SYSTEM:
        _fill(app)


def _fill(app: QApplication) -> None:
    """Fill the palettes and the sheet from the tokens of the theme, and draw anew what keeps a colour of its own."""
    theme.changing.emit()
    scheme = app.styleHints().colorScheme()
    theme.is_systems = theme.chosen == SYSTEM and sys.platform == "win32" and scheme == Qt.ColorScheme.Unknown
    if theme.chosen == SYSTEM:
        theme.column = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    else:
        theme.column = _SCHEMES[theme.chosen][0]
    if theme.is_systems:
        app.setPalette(app.style().standardPalette())
        app.setStyleSheet("")
    else:
        app.setPalette(_palette())
        for kind in _OUTLINED:
            app.setPalette(_outlined(), kind)  # type: ignore[arg-type]  # the stub asks for bytes, which Qt refuses
        app.setStyleSheet("")  # One sheet in the place of another takes Qt twice the time.
        app.setStyleSheet(
            sheet.sheet(
                {name: values[theme.column] for name, values in TOKENS.items()},
                (resources() / "icons" / f"{ARROWS[theme.column]}.svg").as_posix(),
                is_strong=theme.column == CONTRAST,
            )
        )
    for owner, drawn in [*_drawn.items()]:
        if isValid(owner):
            owner.setIcon(icon(*drawn))
    for label, token in [*_said.items()]:
        if isValid(label):
            _color(label, token)
    theme.changed.emit()


def _palette() -> QPalette:
    palette = QPalette()
    for role, token in _TOKENS_OF_ROLES.items():
        palette.setColor(role, color(token))
    for role in _RESTING:
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("disabled"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, color("line2"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.HighlightedText, color("text2"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, color("ground"))
    return palette


def _outlined() -> QPalette:
    """The palette of widgets that paint no ground and take it for their edge."""
    palette = _palette()
    palette.setColor(QPalette.ColorRole.Window, color("border").lighter(_DARKER))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Window, color("line2").lighter(_DARKER))
    return palette


def color(token: str, palette: QPalette | None = None) -> QColor:
    """The colour of a token in the theme of now; in a theme of the system's own that of `palette` which serves it."""
    if not theme.is_systems:
        return QColor(TOKENS[token][theme.column])
    role = _OF_THE_SYSTEM.get(token, "Base" if token.endswith("tint") or token in ("flash", "chip") else "WindowText")
    return (palette or QGuiApplication.palette()).color(QPalette.ColorRole[role])


def set_size(app: QApplication, size: str) -> None:
    """Set the type of the whole program to one of `FONT_SIZES`; an unknown word gives the standard size."""
    theme.changing.emit()
    font = QFont(family())
    font.setPointSizeF(FONT_SIZES.get(size, FONT_SIZES[STANDARD_SIZE]))
    app.setFont(font)
    for window in app.topLevelWidgets():
        window.setFont(font)
    for widget in [*_scaled]:
        if isValid(widget):
            _scale(widget)


def factor() -> float:
    """The type of now in proportion to the standard one."""
    return QGuiApplication.font().pointSizeF() / FONT_SIZES[STANDARD_SIZE]


_scaled: WeakKeyDictionary[QWidget, tuple[float, bool]] = WeakKeyDictionary()
"""The widgets in type of their own: in proportion to that of the program, and whether it is bold."""
_drawn: WeakKeyDictionary[QAction | QAbstractButton, tuple[str, str]] = WeakKeyDictionary()
"""What bears an icon: the name of the drawing and the token of its colour."""
_said: WeakKeyDictionary[QWidget, str] = WeakKeyDictionary()
"""The labels in a colour of their own, and the token of it; blank is that of the text."""


def scale(widget: QWidget, share: float, *, bold: bool = False) -> None:
    """Set a widget in type of its own, in proportion to the size the clerk chose; it follows when another is chosen."""
    _scaled[widget] = share, bold
    _scale(widget)


def _scale(widget: QWidget) -> None:
    share, bold = _scaled[widget]
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * share)
    font.setBold(bold)
    widget.setFont(font)


@cache
def family() -> str:
    """The Chinese type face of the window: the system's own, else the bundled one, which takes a moment to unpack."""
    present = set(QFontDatabase.families())
    for name in _FAMILIES:
        if name in present:
            return name
    number = QFontDatabase.addApplicationFontFromData(QByteArray(fonts.data("hei")))
    return QFontDatabase.applicationFontFamilies(number)[0]


def level_color(level: str, palette: QPalette | None = None) -> QColor:
    """The colour of E, W or H."""
    return color(_LEVELS[level], palette)


def hot_ground() -> str:
    """The token of the ground of the current head cell; in high contrast it is the accent itself."""
    return "accent" if theme.column == CONTRAST else "accenttint"


def hot_text() -> str:
    """The token of the text on that ground."""
    return "onaccent" if theme.column == CONTRAST else "accent"


def edge(is_strong: bool = True) -> int:
    """The width of a line that marks what is current: thicker in high contrast, in pixels."""
    return (3 if theme.column == CONTRAST else 2) if is_strong else (2 if theme.column == CONTRAST else 1)


def flash_color(palette: QPalette | None = None) -> QColor:
    """The ground of a cell that was just jumped to."""
    return color("flash", palette)


def chip_color(palette: QPalette | None = None) -> QColor:
    """The ground of a number in a text that is bound to a cell."""
    return color("chip", palette)


def icon(name: str, token: str = "text") -> QIcon:
    """The drawing `resources/icons/<name>.svg` in the colour of a token, in the sizes a tool bar needs."""
    made = QIcon()
    for mode, of in ((QIcon.Mode.Normal, token), (QIcon.Mode.Disabled, "disabled")):
        for side in (16, 20, 24, 32, 48):
            made.addPixmap(_painted(name, color(of).name(), side), mode)
    return made


def draw(owner: QAction | QAbstractButton, name: str, token: str = "text") -> None:
    """Give an action or a button an icon, which is drawn anew when the theme changes."""
    _drawn[owner] = name, token
    owner.setIcon(icon(name, token))


def fill(button: QAbstractButton, on: bool = True) -> None:
    """Make this the filled button of its page, the one the clerk most likely needs next; or one like the others."""
    if bool(button.property("filled")) != on:
        button.setProperty("filled", on)
        button.style().unpolish(button)
        button.style().polish(button)


def card(frame: QFrame) -> None:
    """Make a frame a card: a surface of its own with a thin edge."""
    frame.setProperty("card", True)


def chip(label: QWidget, token: str) -> None:
    """Make a label or a button a chip in the colour of a token: accent, ok, warn or error."""
    if label.property("chip") != token:
        label.setProperty("chip", token)
        label.style().unpolish(label)
        label.style().polish(label)
        # Only then does a label ask for the room of its edge.
        QApplication.sendEvent(label, QEvent(QEvent.Type.StyleChange))


def wide(characters: int) -> int:
    """The width of so many Chinese characters in the type of now, in pixels."""
    return QFontMetrics(QApplication.font()).horizontalAdvance("国") * characters


def heading(widget: QWidget, steps: float = TITLE) -> None:
    """Set a label in larger, bold type."""
    scale(widget, steps, bold=True)


def alarm(label: QLabel, text: str) -> None:
    """Show a trouble in a label of a dialog; blank puts the label away."""
    say(label, text, "E")


def say(label: QLabel, text: str, level: str = "") -> None:
    """Show a sentence in a label in the colour of its level, without one in that of the text; blank puts it away."""
    _say_in(label, text, _LEVELS.get(level, "text"))


def approve(label: QLabel, text: str) -> None:
    """Show in a label that something is right."""
    _say_in(label, text, "ok")


def tint(label: QWidget, token: str) -> None:
    """Set a label in the colour of a token; it follows the theme."""
    _said[label] = token
    _color(label, token)


def _say_in(label: QLabel, text: str, token: str) -> None:
    tint(label, token)
    label.setText(text)
    label.setVisible(bool(text))


def _color(label: QWidget, token: str) -> None:
    palette = label.palette()
    palette.setColor(label.foregroundRole(), color(token))
    label.setPalette(palette)


@lru_cache(maxsize=1024)
def _painted(name: str, shade: str, side: int) -> QPixmap:
    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", shade).replace('stroke-width="2"', 'stroke-width="1.75"')
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
