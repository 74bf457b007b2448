"""使用说明 as a book: the chapters of `resources/help/guide.md`, and behind them what each finding means.

The text is written once, in Markdown; the window, the web page and the PDF show the same words.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from forms.check import rulebook
from forms.form.load import KINDS, edition, pack
from forms.form.resources import resources
from forms.form.version import PROGRAM, VERSION

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node

TITLE = f"{PROGRAM} 使用说明"
VERSION_LINE = f"版本 {VERSION}"
RULES_TITLE = "附：检查规则"
_CHAPTER = re.compile("^## ", re.MULTILINE)


def folder() -> Path:
    """Where the text and its pictures lie."""
    return resources() / "help"


@cache
def text() -> str:
    """The guide in Markdown without its title; raises OSError when its file is gone."""
    return (folder() / "guide.md").read_text(encoding="utf-8").partition("\n")[2].lstrip()


def chapters() -> dict[str, str]:
    """The chapters in Markdown by their headings, which stand in them too."""
    written = _CHAPTER.split(text())[1:]
    return {chapter.partition("\n")[0]: f"## {chapter}" for chapter in written}


def parts() -> list[Node]:
    """The headings, paragraphs, lists and tables of the guide in their order."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text())).children


def rules() -> tuple[tuple[str, tuple[rulebook.Entry, ...]], ...]:
    """What each finding means, by chapter: the rule book of the newest form."""
    return rulebook.chapters(edition(pack().years[-1], KINDS[0]))


def words(part: Node) -> str:
    """A heading or a paragraph as it stands in Markdown."""
    return part.children[0].content if part.children else ""
