"""Papers made up for tests: an office's 情况说明 in any style of heading, without a word of the published ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.form.load import edition
from forms.form.ordinals import ordinal
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers.blocks import Block, Book, Grid, GridCell, Paragraph

OFFICE = "青石县水务局"
LEGAL = "壹贰叁肆伍陆柒捌玖拾"
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
STEMS = "甲乙丙丁戊己庚辛壬癸子丑"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
STYLES: Mapping[str, str] = {
    "一、": "{han}、{title}",
    "一.": "{han}.{title}",
    "一．": "{han}．{title}",
    "一 ": "{han} {title}",
    "（一）": "（{han}）{title}",
    "（一）、": "（{han}）、{title}",
    "第一部分": "第{han}部分 {title}",
    "第一章": "第{han}章　{title}",
    "1、": "{digit}、{title}",
    "1.": "{digit}.{title}",
    "1．": "{digit}． {title}",
    "1": "{digit} {title}",
    "(1)": "({digit}){title}",
    "①": "{circled}{title}",
    "壹、": "{legal}、{title}",
    "一": "{han}{title}",
    "【一】": "【{han}】{title}",
    "第一、": "第{han}、{title}",
    "★": "★ {title}",
    "Ⅰ.": "{roman}．{title}",
    "2.1": "2.{digit} {title}",
    "Part 1": "Part {digit} {title}",
    "甲、": "{stem}、{title}",
}
ENDS = ("", "。", "：", ":", "（见附表3）", "（详见附件）：", "（单位：万元）", "【附表2】", "的说明")


def heading(style: str, place: int, title: str) -> str:
    """The heading of the section in that place in one of the styles."""
    marks = {"han": ordinal(place), "digit": place, "circled": CIRCLED[place - 1]}
    marks |= {"roman": ROMAN[place - 1], "stem": STEMS[place - 1]}
    marks["legal"] = LEGAL[place - 1] if place <= 10 else f"拾{LEGAL[place - 11]}"
    return STYLES[style].format(title=title, **marks)


def titles(year: int, kind: str) -> dict[str, str]:
    """The titles of the sections of an edition by their ids, in order."""
    return {section.id: section.title for section in edition(year, kind).sections if section.title}


def text_of(section: str) -> str:
    """What is written in a section: a sentence of its own."""
    return f"这里写的是{section}的内容，照实公开。"


def paper(lines: Sequence[str | Block]) -> Book:
    """A document of these lines, and of other blocks among them."""
    blocks = [Paragraph(n, one) if isinstance(one, str) else one for n, one in enumerate(lines, start=1)]
    return Book("说明.docx", tuple(blocks))


def cells(name: str, rows: Sequence[Sequence[str]]) -> Grid:
    """A table of a document."""
    placed = {
        (row, column): GridCell(row, column, text)
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
        if text
    }
    return Grid(name, placed, lettered=False)


def total_table(year: int, kind: str) -> list[str | Block]:
    """The smallest table of the form, so that there is one, with its head and one row."""
    table = next(table for name, table in edition(year, kind).tables.items() if name in ("X1", "T9"))
    label = table.rows[0].label if table.rows else OFFICE
    shown = {"serial": "1", "label": label, "money": "0.00"}
    head = [column.path[-1] for column in table.columns]
    return [table.title, cells("表格 90", [head, [shown.get(column.kind, OFFICE) for column in table.columns]])]


def read(lines: Sequence[str | Block], year: int = 2024, kind: str = "部门", pack: str = "") -> Reading:
    """The paper as it is understood by someone who has said whose it is."""
    return recognise(paper(lines), unit_name=OFFICE, year=year, kind=kind, pack=pack)


def texts(reading: Reading) -> dict[str, str]:
    """What stands in each section."""
    return {name.removesuffix(".text"): text for name, text in reading.content.texts.items() if name.endswith(".text")}


def written(year: int, kind: str, style: str, end: str = "") -> list[str]:
    """A whole text in one style of heading."""
    lines = [f"{OFFICE}{year}年{kind}预算信息公开情况说明", f"现将{OFFICE}{year}年{kind}预算公开如下："]
    for place, (section, title) in enumerate(titles(year, kind).items(), start=1):
        lines += [heading(style, place, title) + end, text_of(section)]
    return lines
