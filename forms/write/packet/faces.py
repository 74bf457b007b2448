"""What an export says of its type: which faces were used, and which characters none of them has."""

from __future__ import annotations

from collections.abc import Iterator

from forms.document.document import Document
from forms.write.page import fonts
from forms.write.page.flow import SubHeading, TextParagraph, flow
from forms.write.page.products import Product


def faces_used(document: Document, product: Product) -> str:
    """The faces of the PDF in one sentence: 仿宋 and 楷体 are the machine's own where it has usable ones, and are
    told of where something is set in them."""
    return f"PDF的字体：{'；'.join(_faces(document, product))}。"


def _faces(document: Document, product: Product) -> Iterator[str]:
    parts = flow(document)
    ranks = {part.rank for part in parts if isinstance(part, SubHeading)}
    # The statement on the 签批单 is set as text is.
    if product is Product.SIGNING or 3 in ranks or any(isinstance(part, TextParagraph) for part in parts):
        yield "正文用本机的仿宋" if fonts.is_own("fang") else "正文本机没有可以嵌入的仿宋，用宋体代替"
    if 2 in ranks:
        yield f"（一）级标题用{'本机' if fonts.is_own('kai') else '程序自带'}的楷体"
    yield "标题、一级标题、表格用程序自带的小标宋、黑体、宋体"


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
