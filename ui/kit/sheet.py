"""The style sheet: what Fusion cannot take from the palette. It has no rule for views of items, which it would slow."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 4px; padding: 5px 9px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $accenttint; }
QPushButton:focus { border: ${ring}px solid $focus; padding: ${high}px ${wide}px; }
QPushButton:disabled { color: $disabled; border-color: $line2; background: $ground; }
QPushButton:default:enabled, QPushButton[filled="true"]:enabled {
    background: $accent; color: $onaccent; border-color: $accent; }
QPushButton:default:focus, QPushButton[filled="true"]:focus { border: ${ring}px solid $text; }
QPushButton[flat="true"] { background: transparent; color: $accent; border: 1px solid transparent; padding: 3px 6px; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border: 2px solid $focus; padding: 2px 5px; }
QPushButton[flat="true"]:disabled { color: $disabled; }
QLineEdit[frame="true"], QComboBox[frame="true"] {
    background: $surface; border: 1px solid $border; border-radius: 4px; padding: 4px 7px; }
TextField, QPlainTextEdit[field="true"] {
    background: $surface; border: 1px solid $border; border-radius: 4px; padding: 2px 3px; }
QLineEdit[frame="true"]:read-only, QLineEdit[frame="true"]:disabled, QComboBox[frame="true"]:disabled {
    background: $ground; border-color: $line2; }
QLineEdit[frame="true"]:disabled, QComboBox[frame="true"]:disabled { color: $disabled; }
QLineEdit[frame="true"]:focus, QComboBox[frame="true"]:focus {
    border: ${ring}px solid $focus; padding: ${field_high}px ${field_wide}px; }
TextField[note="true"] { border: none; border-top: 1px solid $line2; border-radius: 0; padding: 2px 12px; }
TextField:focus, QPlainTextEdit[field="true"]:focus {
    border: ${ring}px solid $focus; padding: ${text_high}px ${text_wide}px; }
LineField[flash="true"], TextField[flash="true"] { background: $flash; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 16px; height: 16px; }
QCheckBox::indicator:unchecked { background: $surface; border: 1px solid $border; border-radius: 2px; }
QRadioButton::indicator { width: 12px; height: 12px; background: $surface; border: 1px solid $border;
    border-radius: 7px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $accent; }
QCheckBox::indicator:unchecked:disabled, QRadioButton::indicator:disabled { border-color: $line2; }
QPushButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }

QFrame[card="true"] { background: $surface; border: ${edge}px solid $line; border-radius: 8px; }
QFrame[card="true"][current="true"] {
    border: ${edge}px solid $accent; border-left: 4px solid $accent; border-radius: 6px; }
QFrame[strip="true"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[band="ok"] { background: $oktint; border: none; border-bottom: 1px solid $ok; }
QFrame[band="accent"] { background: $accenttint; border: none; border-bottom: 1px solid $accent; }
QFrame[row="true"] { background: transparent; border: none; border-bottom: 1px solid $line; }
QFrame[beside="true"] { background: $surface; border: none; border-right: 1px solid $line; }
QPushButton[chip] { border-radius: 11px; padding: 2px 10px; font-weight: normal; }
QPushButton[chip="error"] { background: $errortint; color: $error; border: 1px solid $erroredge; }
QPushButton[chip="warn"] { background: $warntint; color: $warn; border: 1px solid $warnedge; }
QPushButton[chip="error"]:hover, QPushButton[chip="error"]:focus { border-color: $error; }
QPushButton[chip="warn"]:hover, QPushButton[chip="warn"]:focus { border-color: $warn; }
QGroupBox { background: $surface; border: ${edge}px solid $line; border-radius: 8px; margin-top: 1.9em; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $text; padding: 2px 0; }
QTextEdit[paper="true"] { background: $surface; border: none; border-radius: 0;
    border-left: 1px solid $line; border-right: 1px solid $line; }
QFrame[good="true"] { background: $oktint; border: 1px solid $ok; border-radius: 8px; }
QToolButton[small="true"] { background: $surface; color: $text; border: 1px solid $border; border-radius: 4px;
    padding: 1px 6px; }
QToolButton[small="true"]:hover { background: $hover; }
QToolButton[small="true"]:pressed, QToolButton[small="true"]:checked { background: $accenttint; }
QToolButton[small="true"]:focus { border: 2px solid $focus; padding: 0 5px; }
QToolButton[small="true"]:disabled { color: $disabled; border-color: $line2; background: $ground; }
QToolButton[uses="true"] { border: none; border-radius: 4px; padding: 3px 22px 3px 7px; }
QToolButton[uses="true"]:hover { background: $hover; }
QToolButton[uses="true"]::menu-indicator { image: url("$arrow"); width: 14px; height: 14px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }
QToolButton[uses="true"]:disabled::menu-indicator { image: none; }
#bar { background: $surface; border-bottom: 1px solid $line; min-height: 36px; }
#bar QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 5px 7px; }
#bar QToolButton[popupMode="1"], #bar QToolButton[popupMode="2"] { padding-right: 18px; }
#bar QToolButton[field="true"] { border-color: $border; padding: 4px 8px; color: $text3; margin-right: 6px; }
#bar QToolButton:hover { background: $hover; }
#bar QToolButton:pressed, #bar QToolButton:checked { background: $accenttint; }
#bar QToolButton:disabled { color: $disabled; }
#bar QToolButton:focus { border: 1px solid $focus; }
#bar QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 4px; }
#bar QToolButton::menu-button { border: none; width: 16px; }
#stages { background: $surface; border-bottom: 1px solid $line; min-height: 46px; }
#stages QToolButton { border: 1px solid $line2; border-radius: 12px; padding: 3px 20px 3px 10px; color: $accent;
    background: $accenttint; }
#stages QToolButton[locked="true"] { color: $ok; background: $oktint; border-color: $ok; }
#stages QToolButton:hover { background: $hover; }
#stages QToolButton:focus { border-color: $focus; }
#stages QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 6px; }
#stages QFrame[line="true"] { background: $line2; }
QLabel[chip] { border-radius: 11px; padding: 2px 10px; }
QLabel[chip="warn"] { background: $warntint; color: $warn; border: 1px solid $warnedge; }
QLabel[chip="error"] { background: $errortint; color: $error; border: 1px solid $erroredge; }
QLabel[chip="ok"] { background: $oktint; color: $ok; border: 1px solid $okedge; }
QLabel[chip="accent"] { background: $accenttint; color: $accent; border: 1px solid $accentedge; }
QMenuBar { background: transparent; border: none; }
QMenuBar::item { padding: 5px 9px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accenttint; color: $text; }
QStatusBar { background: $surface; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 3px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget[bare="true"]::pane { border: none; }
QTabBar::tab { background: transparent; color: $text2; padding: 6px 12px; border: none;
    border-bottom: 3px solid transparent; }
QTabBar[dense="true"]::tab { padding: 6px 7px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar:focus { outline: none; }
QTabBar::tab:selected:focus { background: $accenttint; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $border; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")

_EDGED = ("error", "warn", "hint", "ok", "accent")
"""The colours of chips, which have an edge where their tint alone is not seen."""


def sheet(colors: Mapping[str, str], arrow: str, *, is_strong: bool = False) -> str:
    """The rules in these colours, by the name of the token, with the drawing in the file `arrow` on what unfolds; with
    thicker edges, and edges around chips, where colours alone would not tell (`is_strong`)."""
    ring = 3 if is_strong else 2
    widths = {"ring": ring, "edge": 2 if is_strong else 1, "high": 6 - ring, "wide": 10 - ring}
    within = {"field_high": 5 - ring, "field_wide": 8 - ring, "text_high": 3 - ring, "text_wide": 4 - ring}
    edges = {f"{name}edge": colors[name if is_strong else f"{name}tint"] for name in _EDGED}
    return _SHEET.substitute(colors, arrow=arrow, **edges, **widths, **within)
