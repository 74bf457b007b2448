"""What can be read in 帮助, a topic each: the page at hand, the chapters of the guide, the keys, the rules."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument

from forms.check import rulebook
from forms.document.document import Document
from forms.guide import book
from models.records import Address
from ui.help.key_page import KEY_PAGE
from ui.kit import words
from ui.kit.steps import CHECKLIST, PROFILE, step

HERE, KEYS, RULES = "本页怎么填", "快捷键", rulebook.TITLE
"""The topics that are no chapters."""
SIGNING, FINDINGS, TABLES, TEXTS, RECORDS = (
    "七、签审与定稿", "六、看问题", "三、填九张表", "四、写情况说明", "五、项目绩效、采购、资产",
)  # fmt: skip
"""The chapters that tell of the pages of a disclosure."""
_TOPIC, _RULE = "topic", "rule"
"""What links lead to."""
_PICTURE = "\ufffc"
"""What stands for a picture in a text of Qt."""
IMAGE = QTextDocument.ResourceType.ImageResource.value


def chapter_of(document: Document, step_id: str) -> str:
    """The chapter of the guide that tells how a page is filled in."""
    if step_id in (PROFILE, CHECKLIST):
        return SIGNING if step_id == PROFILE else FINDINGS
    table = document.edition.tables.get(step_id)
    if table is None:
        return TEXTS
    return TABLES if table.part == "budget" else RECORDS


def topic_of(link: QUrl) -> tuple[str, str]:
    """The topic that a link of these pages leads to, and the place in it, blank for its beginning."""
    return (RULES, link.path()) if link.scheme() == _RULE else (link.path(), "")


def here(document: Document, step_id: str, address: Address | None) -> str:
    """The guidance of the page and the rules that bind the cell, as HTML with links to rules and guide."""
    shown = step(document, step_id)
    parts = [f"<h3>{escape(shown.title)}</h3>", f"<p>{escape(shown.guidance)}</p>"]
    for lead, words_ in (("为什么：", shown.why), ("例如：", shown.example)):
        parts += [f"<p>{lead}{escape(words_)}</p>"] if words_ else []
    if address is not None and address in document.plan.index:
        kind = "由程序计算，不用填写。" if document.is_computed(address) else "需要填写；没有金额可以留空。"
        parts.append(f"<h4>{escape(words.place(document, address))}</h4><p>这一格{kind}</p>")
        for rule in dict.fromkeys(_rules(document, address)):
            told = document.edition.rules[rule]
            link = f"<a href='{_RULE}:{told.id}'>{escape(f'{told.id} {told.title}')}</a>"
            parts.append(f"<p>{link}<br/>{escape(told.why)}{escape(told.fix)}</p>")
    chapter = chapter_of(document, step_id)
    parts.append(f"<p>更多：<a href='{_TOPIC}:{escape(chapter)}'>使用说明 {escape(chapter)}</a></p>")
    return "".join(parts)


def keys() -> str:
    """The keys as an HTML table."""
    rows = (
        f"<tr><td style='padding: 3px 16px 3px 0'><b>{escape(line.keys)}</b></td>"
        f"<td style='padding: 3px 0'>{escape(line.use)}</td></tr>"
        for line in KEY_PAGE
    )
    return f"<table>{''.join(rows)}</table>"


def guide() -> Iterator[tuple[str, QTextDocument]]:
    """The chapters with their pictures; raises OSError when the guide is gone."""
    for chapter, text in book.chapters().items():
        document = QTextDocument()
        document.setMarkdown(text)
        for name, _ in pictures(document):
            document.addResource(IMAGE, QUrl(name), QImage(str(book.folder() / name)))
        yield chapter, document


def page(html: str) -> QTextDocument:
    """A topic written in HTML."""
    document = QTextDocument()
    document.setHtml(html)
    return document


def pictures(document: QTextDocument) -> list[tuple[str, QTextCursor]]:
    """The names of the pictures in a document, each with its place."""
    found = []
    place = document.find(_PICTURE)
    while not place.isNull():
        found.append((place.charFormat().toImageFormat().name(), place))
        place = document.find(_PICTURE, place)
    return found


def _rules(document: Document, address: Address) -> Iterator[str]:
    """The rules of the equations in which the cell takes part, its own first."""
    index = document.plan.index[address]
    yield from (e.relation.rule for e in document.plan.equations if e.cell == index)
    yield from (e.relation.rule for e in document.plan.equations if any(cell == index for _, cell in e.operands))
