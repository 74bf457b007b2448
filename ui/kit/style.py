"""How the program looks: the type face and its four sizes, one accent colour, the colours of the levels, the icons."""

from __future__ import annotations

import sys
from functools import cache
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QStyleFactory, QWidget
from shiboken6 import isValid

from forms.form.resources import resources
from forms.write.page import fonts

FONT_SIZES = {"小": 9.0, "中": 10.5, "大": 12.0, "特大": 14.0}
"""The type sizes the clerk can choose, in points."""
STANDARD_SIZE = "中"

SPACE = 8
"""The distance between neighbouring widgets, in pixels; inside a group it is half of this."""

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

_ACCENT = "#1f5fa8"
_LEVELS = {"E": ("#b3261e", "#ff9a92"), "W": ("#8a5300", "#ffc46b"), "H": ("#56606b", "#c2cad3")}
"""The colour of each level on a light ground and on a dark one; a letter or a word always stands beside it."""
_DONE = ("#23713a", "#8fd6a2")
_FLASH = ("#ffe9a8", "#6b5a1e")
_CHIP = ("#e3edf9", "#27405e")


def apply(app: QApplication, size: str) -> None:
    """Dress the application: Fusion, light, one accent colour; a high-contrast theme of the system stands as it is."""
    app.setStyle(QStyleFactory.create("Fusion"))
    hints = app.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Light)
    if not (sys.platform == "win32" and hints.colorScheme() == Qt.ColorScheme.Unknown):
        palette = app.palette()
        for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.Accent, QPalette.ColorRole.Link):
            palette.setColor(role, QColor(_ACCENT))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(Qt.GlobalColor.white))
        palette.setColor(QPalette.ColorRole.LinkVisited, QColor(_ACCENT))
        app.setPalette(palette)
    set_size(app, size)


def set_size(app: QApplication, size: str) -> None:
    """Set the type of the whole program to one of `FONT_SIZES`; an unknown word gives the standard size."""
    font = QFont(family())
    font.setPointSizeF(FONT_SIZES.get(size, FONT_SIZES[STANDARD_SIZE]))
    app.setFont(font)
    for widget in [*_scaled]:
        if isValid(widget):
            _scale(widget)


_scaled: WeakKeyDictionary[QWidget, tuple[float, bool]] = WeakKeyDictionary()
"""The widgets in type of their own: in proportion to that of the program, and whether it is bold."""


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
    """The colour of E, W or H that can be read on the ground of `palette`."""
    return _for_ground(_LEVELS[level], palette)


def done_color(palette: QPalette | None = None) -> QColor:
    """The colour of the mark ✓."""
    return _for_ground(_DONE, palette)


def flash_color(palette: QPalette | None = None) -> QColor:
    """The ground of a cell that was just jumped to."""
    return _for_ground(_FLASH, palette)


def chip_color(palette: QPalette | None = None) -> QColor:
    """The ground of a number in a text that is bound to a cell."""
    return _for_ground(_CHIP, palette)


def icon(name: str) -> QIcon:
    """The drawing `resources/icons/<name>.svg` in the colour of the text, in the sizes a tool bar needs."""
    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    groups = ((QIcon.Mode.Normal, QPalette.ColorGroup.Active), (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled))
    for mode, group in groups:
        color = QGuiApplication.palette().color(group, QPalette.ColorRole.ButtonText).name()
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
        for side in (16, 20, 24, 32, 48):
            made.addPixmap(_painted(renderer, side), mode)
    return made


def heading(widget: QWidget, steps: float = 1.25) -> None:
    """Set a label in larger, bold type."""
    scale(widget, steps, bold=True)


def alarm(label: QLabel, text: str) -> None:
    """Show a trouble in a label of a dialog; blank puts the label away."""
    say(label, text, "E")


def say(label: QLabel, text: str, level: str = "") -> None:
    """Show a sentence in a label in the colour of its level, without one in that of the text; blank puts it away."""
    ground = QGuiApplication.palette()
    _say_in(label, text, level_color(level, ground) if level else ground.color(label.foregroundRole()))


def approve(label: QLabel, text: str) -> None:
    """Show in a label that something is right."""
    _say_in(label, text, done_color())


def _say_in(label: QLabel, text: str, color: QColor) -> None:
    palette = label.palette()
    palette.setColor(label.foregroundRole(), color)
    label.setPalette(palette)
    label.setText(text)
    label.setVisible(bool(text))


def _painted(renderer: QSvgRenderer, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap


def _for_ground(colors: tuple[str, str], palette: QPalette | None) -> QColor:
    ground = (palette or QGuiApplication.palette()).color(QPalette.ColorRole.Base)
    on_light, on_dark = colors
    return QColor(on_light if ground.lightness() > 127 else on_dark)
