"""Slips in how a text is put together: paragraphs, numbers of paragraphs, marks, remarks left in, the glossary."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from tests.slips.slip import Slip, in_text, kind, replaced, texts

_TOLD = ("opening", "overview", "running", "three_public", "procurement", "assets")
_ALL = (*_TOLD, "duties", "goals")


@kind("two numbered paragraphs changed places")
def paragraphs(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties", "goals"):
        for found in re.finditer(r"(?m)^([（(]二[）)].*)\n([（(]三[）)].*)$", text):
            yield in_text(document, section, found.span(), f"{found[2]}\n{found[1]}")


replaced("a number of the paragraphs in figures", r"(?m)^[（(]三[）)]", "（3）", "duties", "goals")
replaced("a paragraph without its number", r"(?m)^[（(]三[）)]", "", "duties", "goals")
replaced("a number without its mark", r"(?m)^2[、.]", "2", "overview", "glossary", "duties")
replaced("a part without its number", r"(?m)^二、(?=分项)", "", "goals")
replaced("a part numbered twice", r"(?m)^三、(?=工作)", "二、", "goals")
replaced("no full stop at the end of a paragraph", r"(?<=[一-鿿元%])。$", "", *_ALL)
replaced("a comma for the last full stop", r"。$", "，", *_ALL)
replaced("two full stops", r"。$", "。。", *_ALL)
replaced("a mark of enumeration before a full stop", r"(?<=[一-鿿元])。$", "、。", *_ALL)
replaced("the marks of 三公 turned round", "“三公”", "”三公“", *_ALL)
replaced("no marks around 三公", "“三公”", "“三公", *_ALL)
replaced("three public for “三公”", "“三公”", "“三功”", *_ALL)
replaced("a remark to be checked", r"。$", "。（此处请核实）", *_ALL)
replaced("a remark to be filled in", r"。$", "（待补充）。", *_ALL)
replaced("a remark of the office of finance", r"。$", "。【财政局审核意见：请补充说明】", *_ALL)
replaced("a copied page number", r"(?m)。$", "。\n— 3 —", "overview", "goals")
replaced("a bracket doubled", "（(?=[一-鿿])", "（（", *_ALL)
replaced("a bracket of another width", "）(?=[一-鿿，。、])", "]", *_ALL)
replaced("the head of a list without its list", r"(其中[：:]).+$", r"\1", "overview", "procurement")
replaced("见下表 as 见表", "见下表", "见表", "procurement", "projects", "assets", "duties")
replaced("a term without its meaning", r"(?m)^(\d、基本支出[：:]).+$", r"\1", "glossary")
replaced("a term explained twice", r"(?m)^(\d、基本支出[：:].+)$", r"\1\n\1", "glossary")
replaced(
    "the meaning of another term", r"(?m)^(\d、基本支出[：:]).+\n(\d、项目支出[：:])(.+)$", r"\1\3\n\2\3", "glossary"
)
replaced("a number of the glossary skipped", r"(?m)^3、", "5、", "glossary")
replaced("a clause twice", r"(，[^，。；\n]{8,30})(?=[，。；])", r"\1\1", *_ALL)
replaced("的 twice", r"的(?=[一-鿿])", "的的", *_ALL)
replaced(
    "a single word twice",
    r"(?<=[一-鿿])(负责|组织|制定|完成|落实|情况|资金)(?=[一-鿿])",
    r"\1\1",
    "duties",
    "goals",
    "assets",
)
replaced("a double negation", r"无(?=主管|其他|机关|项目)", "没无", "earmarked", "other", "running", "projects")
replaced("我 without 部门", r"我(?:部门|单位)(?=安排|机关|财政|共|“)", "我", "running", "three_public", "procurement")
replaced("本部门 for 我部门 of another kind", r"(?<=反映)本(?:部门|单位)(?=当年)", "本公司", "overview")
replaced("an English word of the office software", r"。$", "。Error! Reference source not found.", *_ALL)
replaced("a sign that no type has", "，(?=[一-鿿])", "�", *_ALL)
replaced(
    "the sections told in another order",
    r"(?ms)^(1、收入说明\n.+?)\n(2、支出说明\n.+?)\n(?=3、)",
    r"\2\n\1\n",
    "overview",
)
