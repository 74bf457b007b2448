"""使用说明 as a web page: one file with its pictures in it, without a script and without an address outside."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.guide import book

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLE = """
body { max-width: 46em; margin: 2em auto; padding: 0 1em; color: #1b2129;
       font: 16px/1.75 "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", sans-serif; }
h1 { font-size: 1.6em; margin-bottom: 0; }
h2 { font-size: 1.3em; margin-top: 2.2em; padding-top: .6em; border-top: 1px solid #c7ced6; }
h3 { font-size: 1em; margin: 1.2em 0 0; }
h3 + p { margin-top: .2em; }
a { color: #1f5fa8; }
code { padding: 0 .35em; border: 1px solid #c7ced6; border-radius: 4px; background: #f4f6f8; font: inherit; }
img { max-width: 100%; border: 1px solid #c7ced6; }
table { border-collapse: collapse; }
td, th { padding: .3em .7em; border: 1px solid #c7ced6; text-align: left; vertical-align: top; }
@media print { body { max-width: none; margin: 0; font-size: 11pt; }
               h2, h3 { break-after: avoid; } img { break-inside: avoid; } }
"""


def web_page() -> str:
    """The whole guide as HTML; raises OSError when its text or a picture is gone."""
    contents = "".join(
        f'<li><a href="#{escape(name)}">{escape(name)}</a></li>' for name in (*book.chapters(), book.RULES_TITLE)
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(book.TITLE)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(book.TITLE)}</h1>\n<p>{escape(book.VERSION_LINE)}</p>\n"
        f"<ul>{contents}</ul>\n{_body()}{''.join(_rules())}</body>\n</html>\n"
    )


def _body() -> str:
    from markdown_it import MarkdownIt

    writer = MarkdownIt("commonmark").enable("table")
    for kind, rule in (("heading_open", _heading), ("image", _image), ("softbreak", _nothing)):
        writer.add_render_rule(kind, rule)
    written: str = writer.render(book.text())
    return written


def _heading(_writer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Any) -> str:
    """A heading is a place that the contents lead to."""
    return f'<{tokens[place].tag} id="{escape(tokens[place + 1].content)}">'


def _nothing(*_: Any) -> str:
    """No blank stands between the lines of a Chinese paragraph."""
    return ""


def _image(_writer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Any) -> str:
    """A picture stands in the page itself."""
    picture = tokens[place]
    content = base64.b64encode((book.folder() / Path(str(picture.attrs["src"])).name).read_bytes()).decode()
    return f'<img alt="{escape(picture.content)}" src="data:image/png;base64,{content}">'


def _rules() -> Iterator[str]:
    yield f'<h2 id="{escape(book.RULES_TITLE)}">{escape(book.RULES_TITLE)}</h2>\n'
    for chapter, entries in book.rules():
        yield f"<p><strong>{escape(chapter)}</strong></p>\n"
        for entry in entries:
            facts = "<br>".join(f"{escape(label)}：{escape(fact)}" for label, fact in entry.facts)
            yield f'<h3 id="{entry.id}">{escape(entry.heading)}</h3>\n<p>{facts}</p>\n'
