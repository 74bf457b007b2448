"""The style sheet: what Fusion cannot take from the palette. It has no rule for views of items, which it would slow."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QPushButton { background: $surface; color: $text; border: 1px solid $border; border-radius: 4px; padding: 5px 9px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $accenttint; }
QPushButton:focus { border: 2px solid $focus; padding: 4px 8px; }
QPushButton:disabled { color: $disabled; border-color: $line2; background: $ground; }
QPushButton:default:enabled, QPushButton[filled="true"]:enabled {
    background: $accent; color: $onaccent; border-color: $accent; }
QPushButton:default:focus, QPushButton[filled="true"]:focus { border: 2px solid $text; }
QPushButton[flat="true"] { background: transparent; color: $accent; border: 1px solid transparent; padding: 3px 6px; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border: 2px solid $focus; padding: 2px 5px; }
QPushButton[flat="true"]:disabled { color: $disabled; }
QPushButton::menu-indicator { subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }

QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="true"][current="true"] { border: 1px solid $accent; border-left: 4px solid $accent; border-radius: 6px; }
QFrame[good="true"] { background: $oktint; border: 1px solid $ok; border-radius: 8px; }
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
QMenuBar { background: transparent; border: none; }
QMenuBar::item { padding: 5px 9px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accenttint; color: $text; }
QStatusBar { background: $surface; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 3px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $text2; padding: 6px 12px; border: none;
    border-bottom: 3px solid transparent; }
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
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")


def sheet(colors: Mapping[str, str]) -> str:
    """The rules in these colours, by the name of the token."""
    return _SHEET.substitute(colors)
