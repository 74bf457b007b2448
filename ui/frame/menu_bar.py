"""Which command stands in which menu, and what is at hand behind the menus."""

from __future__ import annotations

from ui.kit.commands import (
    ABOUT,
    ACCEPT_COMPUTED,
    BACK,
    BACK_UP,
    BACKUPS,
    CATALOGUE,
    CHECK,
    CHECK_SITE,
    CLEAR,
    COLLECT,
    COMPARE_LAST_YEAR,
    COMPARE_SETTLED,
    COPY,
    COUNTY,
    CUT,
    DATA_FOLDER,
    EXPLAIN,
    EXPORT,
    EXPORT_TABLE,
    EXPORT_TABLES,
    FILL_DOWN,
    FILL_RIGHT,
    FIND,
    FIND_NEXT,
    FIND_PREVIOUS,
    GRID_ROWS,
    GUIDE,
    HAND_OUT,
    HISTORY,
    HOME,
    IMPORT,
    KEYS,
    LAST_YEAR,
    LOCATE,
    LOOKS,
    NEW,
    NEXT_FINDING,
    NEXT_PAGE,
    OPEN_PACKET,
    OWN_WORDS,
    PACKS,
    PANELS,
    PAPERS,
    PASTE,
    PERSON,
    PRACTISE,
    PREVIEW,
    PREVIOUS_FINDING,
    PREVIOUS_PAGE,
    PRINT,
    PROFILE_PAGE,
    PUBLICATION,
    PUBLISH,
    PUT_BACK,
    QUIT,
    READY,
    REDO,
    REPLACE,
    REPORT,
    RULES,
    SAVE_PACKET,
    SELF_CHECK,
    SETTINGS,
    SIZES,
    SORT_BY_CODE,
    STEPS,
    SUM_INTO,
    SUM_UNITS,
    TAKE_BACK,
    UNDO,
    UNITS,
    UNITS_OF_CELL,
    VERIFY,
    WHERE_USED,
    ZONE,
    Choice,
    Command,
    Menu,
)

_ROWS = Menu("填充和行(&O)", (FILL_DOWN, FILL_RIGHT, None, *GRID_ROWS))
_GOING = Menu(
    "转到(&L)", (FIND_NEXT, FIND_PREVIOUS, None, LOCATE, WHERE_USED, BACK, None, PREVIOUS_PAGE, NEXT_PAGE, ZONE)
)

LEAVING = Menu("导出(&O)", (READY, None, PREVIEW, PRINT, EXPORT, None, PAPERS, PUBLISH, PUBLICATION, None, SAVE_PACKET))
"""What leaves the office; on the bar it hangs under 导出 too."""
MENUS = (
    Menu(
        "文件(&F)",
        (
            *(HOME, None, NEW, IMPORT, OPEN_PACKET, PRACTISE, None),
            *(BACK_UP, BACKUPS, PUT_BACK, DATA_FOLDER, SETTINGS, None, QUIT),
        ),
    ),
    Menu(
        "编辑(&E)",
        (
            *(UNDO, REDO, STEPS, None, COPY, CUT, PASTE, CLEAR, _ROWS, None, FIND, REPLACE, _GOING, None),
            *(PANELS, SIZES, LOOKS, PERSON),
        ),
    ),
    Menu(
        "数据(&D)",
        (
            *(UNITS, LAST_YEAR, SORT_BY_CODE, ACCEPT_COMPUTED, None),
            *(EXPORT_TABLE, EXPORT_TABLES, TAKE_BACK, None, SUM_UNITS, UNITS_OF_CELL, None),
            *(Menu("全县各单位(&J)", (HAND_OUT, COLLECT, SUM_INTO, CHECK_SITE)), None),
            *(HISTORY, PROFILE_PAGE, CATALOGUE, PACKS),
        ),
    ),
    Menu(
        "检查(&C)",
        (
            *(CHECK, NEXT_FINDING, PREVIOUS_FINDING, COMPARE_LAST_YEAR, COMPARE_SETTLED, None),
            *(VERIFY, SELF_CHECK, COUNTY, REPORT, OWN_WORDS),
        ),
    ),
    LEAVING,
    Menu("帮助(&H)", (GUIDE, EXPLAIN, RULES, KEYS, ABOUT)),
)
TOOL_BAR: tuple[Command | Choice, ...] = (UNDO, REDO, FIND, UNITS, LAST_YEAR, PREVIEW, PRINT, EXPORT)
"""What is at hand behind the menus; 首页 stands before them, the state of the disclosure behind all."""
