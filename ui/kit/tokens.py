"""Every colour of the program by name, in the three themes: light, dark and high contrast. There is no other place."""

from __future__ import annotations

LIGHT, DARK, CONTRAST = range(3)
"""The columns of `TOKENS`."""

TOKENS = {
    # What lies behind
    "ground": ("#F4F6F8", "#15181C", "#000000"),
    "surface": ("#FFFFFF", "#1D2126", "#000000"),
    "raised": ("#FFFFFF", "#252A31", "#000000"),
    "band": ("#F8FAFC", "#21262C", "#000000"),
    "hover": ("#F0F5FB", "#242B34", "#1C1C1C"),
    "computed": ("#F4F6F8", "#2A3038", "#1C1C1C"),
    # Lines
    "line": ("#E3E7EC", "#30363E", "#8A8A8A"),
    "line2": ("#C7CED6", "#4A525D", "#FFFFFF"),
    "border": ("#838D99", "#7A8592", "#FFFFFF"),
    # What is read
    "text": ("#1B2129", "#E8EAED", "#FFFFFF"),
    "text2": ("#4A535E", "#B9C0C9", "#FFFFFF"),
    "text3": ("#5A6470", "#A6AFBA", "#FFFFFF"),
    "disabled": ("#868F9A", "#747D88", "#A6A6A6"),
    # What is chosen, and what leads on
    "accent": ("#1F5FA8", "#7DB4F0", "#FFE94D"),
    "onaccent": ("#FFFFFF", "#0E1B2B", "#000000"),
    "accenttint": ("#E9F1FA", "#1F3046", "#000000"),
    "focus": ("#1F5FA8", "#7DB4F0", "#FFE94D"),
    "select": ("#D9E7F7", "#243D58", "#0B3A66"),
    # The levels of findings, and what is done
    "error": ("#B4231C", "#FF9A90", "#FF9C94"),
    "errortint": ("#FCEFED", "#3A2322", "#000000"),
    "warn": ("#8A5200", "#F2BD6A", "#FFC24A"),
    "warntint": ("#FDF3E1", "#372B18", "#000000"),
    "hint": ("#4F5B69", "#B4BDC8", "#FFFFFF"),
    "hinttint": ("#EEF1F4", "#2A3037", "#000000"),
    "ok": ("#1E6B39", "#86D39C", "#7CF29C"),
    "oktint": ("#E8F4EC", "#1C3324", "#000000"),
    # A bound number in a text, and a place just jumped to
    "chip": ("#E4EEF9", "#22374F", "#0B3A66"),
    "chiptext": ("#1A4F8C", "#A9CDF5", "#FFFFFF"),
    "flash": ("#FFE9A8", "#66561E", "#5A4A00"),
}
"""The colour of each token in the light theme, the dark one and that of high contrast."""
