"""What an export says of its type: which faces were used, and which characters none of them has."""

from __future__ import annotations

from forms.document.document import Document
from forms.write.page import fonts


def faces_used() -> str:
    """The faces of the PDF in one sentence: 仿宋 and 楷体 are the machine's own where it has usable ones."""
    fang = "用本机的仿宋" if fonts.is_own("fang") else "本机没有可以嵌入的仿宋，用宋体代替"
    kai = "用本机的楷体" if fonts.is_own("kai") else "用程序自带的楷体"
    return f"PDF的字体：正文{fang}；（一）级标题{kai}；标题、一级标题、表格用程序自带的小标宋、黑体、宋体。"


def unprintable(document: Document) -> str:
    """The characters of the disclosure that cannot be printed, in one sentence; blank where all can."""
    content = document.content()
    written = [document.head.unit.name, *content.texts.values()]
    written += [entry.text or "" for entry in content.cells.values()]
    written += [entry.label or "" for entry in content.rows.values()]
    missing = fonts.unprintable("".join(written))
    if not missing:
        return ""
    return (
        f"这{len(missing)}个字没有字体能显示，PDF里印成“{fonts.MISSING}”，也搜索不到：{'、'.join(missing)}。"
        "请装上有这些字的宋体（例如 SimSun-ExtB）再导出，或者改用别的字。"
    )
