"""The page of the keys: which keys there are, and for what."""

from __future__ import annotations

from dataclasses import dataclass

from ui.kit.commands import (
    ADD_RECORD,
    BACK,
    BACK_UP,
    CHECK,
    CLEAR,
    COPY,
    CUT,
    EXPLAIN,
    EXPORT,
    FILL_DOWN,
    FILL_RIGHT,
    FIND,
    FIND_NEXT,
    FIND_PREVIOUS,
    INSERT_NUMBER,
    INSERT_ROW,
    LAST_YEAR,
    LOCATE,
    NEXT_FINDING,
    NEXT_PAGE,
    PANELS,
    PASTE,
    PREVIEW,
    PREVIOUS_FINDING,
    PREVIOUS_PAGE,
    REDO,
    REMOVE_ROWS,
    REPLACE,
    ROW_DOWN,
    ROW_UP,
    STEPS,
    UNDO,
    WHERE_USED,
    Command,
    printed,
)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the page of the keys: the commands whose keys it tells, or keys that call none; and their use."""

    of: str | tuple[Command, ...]
    use: str

    @property
    def keys(self) -> str:
        """All keys of one command, the first key of each of several."""
        match self.of:
            case str(words):
                return words
            case (command,):
                return " 或 ".join(map(printed, command.keys))
            case commands:
                return "、".join(printed(command.keys[0]) for command in commands)


KEY_PAGE = (
    KeyLine("回车 / Shift+回车", "确认并移到下一格 / 上一格"),
    KeyLine("Tab / Shift+Tab", "确认并移到右边 / 左边的填写格"),
    KeyLine("F2", "修改格中的内容"),
    KeyLine("Alt+↓", "在科目编码格里翻看科目表，→ 进入下一级，← 回到上一级"),
    KeyLine((CLEAR,), "清除选中的格"),
    KeyLine((COPY, CUT, PASTE), "复制、剪切、粘贴，可与 WPS、Excel 互贴"),
    KeyLine((UNDO, REDO), "撤销、重做"),
    KeyLine((STEPS,), "历史：一次退回几步，存档点和恢复"),
    KeyLine((FILL_DOWN, FILL_RIGHT), "向下填充、向右填充"),
    KeyLine((ADD_RECORD, INSERT_ROW, REMOVE_ROWS), "增加一行、在上面插入一行、删除所选的行"),
    KeyLine((ROW_UP, ROW_DOWN), "把机构、采购等明细行上移、下移"),
    KeyLine("Alt+回车", "在文字格里换行；写一节文字时，采用旁边起草的一段"),
    KeyLine((PREVIOUS_PAGE, NEXT_PAGE), "上一页、下一页"),
    KeyLine("Ctrl+1 … Ctrl+7", "到各个阶段，从准备到公开"),
    KeyLine((INSERT_NUMBER,), "在文字里插入表中的数"),
    KeyLine("Ctrl+点击", "由文字里的数到表里那一格"),
    KeyLine((LOCATE,), "定位到表、情况说明、科目"),
    KeyLine((FIND, REPLACE), "在各表和文字里查找、替换"),
    KeyLine((FIND_NEXT, FIND_PREVIOUS), "查找的下一处、上一处"),
    KeyLine((WHERE_USED, BACK), "这一格用在哪里、跳转以后回到原处"),
    KeyLine((PANELS,), "收起或展开两侧面板"),
    KeyLine((NEXT_FINDING, PREVIOUS_FINDING), "下一个问题、上一个问题"),
    KeyLine((LAST_YEAR,), "上年对照：在金额下面显示或收起上年数"),
    KeyLine((CHECK,), "重新检查"),
    KeyLine((PREVIEW, EXPORT), "预览、导出"),
    KeyLine((BACK_UP,), "建立一份备份（填写的内容本来就随填随存）"),
    KeyLine((EXPLAIN,), "填报说明和本格的规则"),
)
