"""index.html of the public package: five questions with charts, one file that needs no script and no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from unicodedata import east_asian_width
from urllib.parse import quote

from forms.document.document import Document
from forms.write.packet.summary import Answer, amount_words, summary, title_of
from forms.write.page.products import month_words
from models.money import Fen

_WIDTH, _NAME, _BAR, _STEP, _LINE = 640, 230, 240, 30, 18
"""The chart in pixels of its own: its width, where the bars begin, how long the longest is, the height of a row, and
what each further line of its name adds to that."""
_IN_A_LINE = 28
"""So many half signs of a name stand in one line."""
_WORD = re.compile(r"[\x21-\x7e]{1,12}|.", re.DOTALL)
"""What stays in one line: figures and Latin words."""
_STYLE = """
:root { color: #1B2129; background: #F4F6F8; font: 17px/1.75 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC",
  "Source Han Sans SC", sans-serif }
body { margin: 0 auto; max-width: 720px; padding: 1.2em; background: #FFFFFF }
h1 { font-size: 1.45em; line-height: 1.4; margin: .3em 0 .2em }
h2 { font-size: 1.12em; margin: 1.6em 0 .2em; color: #1F5FA8 }
p { margin: .3em 0 }
svg { width: 100%; height: auto; display: block }
.now { fill: #1F5FA8 } .before { fill: #9DB2C8 } .name, .sum { fill: #1B2129; font-size: 15px }
.small, footer { color: #4A535E; font-size: .88em }
ul { padding-left: 1.3em } a { color: #1F5FA8 }
.key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 .8em; vertical-align: baseline }
@media print { :root, body { background: #FFFFFF } section { break-inside: avoid } }
"""


def index_page(document: Document, files: Sequence[str]) -> str:
    """The page as HTML; `files` are the names of the files beside it, to which it leads."""
    title = escape(title_of(document))
    answers = "".join(_answer(document, answer) for answer in summary(document))
    links = "".join(f'<li><a href="{quote(name)}">{escape(name)}</a></li>' for name in files)
    month = month_words(document)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<header><h1>{title}</h1>{f"<p class='small'>{escape(month)}</p>" if month else ""}</header>
<main>
{answers}<section><h2>全部文件</h2><ul>{links}</ul></section>
</main>
<footer><p>本页的数都取自公开的预算表，以预算表为准。</p></footer>
</body>
</html>
"""


def _answer(document: Document, answer: Answer) -> str:
    key = ""
    if answer.compares and any(bar.before is not None for bar in answer.bars):
        key = (
            '<p class="small"><span class="key" style="background:#1F5FA8"></span>本年'
            '<span class="key" style="background:#9DB2C8"></span>上年</p>'
        )
    chart = _chart(document, answer) if answer.bars else ""
    return f"<section><h2>{escape(answer.question)}</h2><p>{escape(answer.sentence)}</p>{key}{chart}</section>\n"


def _chart(document: Document, answer: Answer) -> str:
    """The bars as SVG; what it shows is told in words too, for those who hear the page."""
    longest = max(max(abs(bar.amount), abs(bar.before or 0)) for bar in answer.bars) or 1
    told = "；".join(f"{bar.name}{amount_words(document, bar.amount)}" for bar in answer.bars)
    body, height = "", 0
    for bar in answer.bars:
        for name, amount, kind in ((bar.name, bar.amount, "now"), ("", bar.before, "before")):
            if amount is not None:
                lines = _lines(name)
                body += _row(document, lines, amount, longest, kind, height)
                height += _STEP + _LINE * (len(lines) - 1)
    height += 6
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(told)}">{body}</svg>'


def _row(document: Document, name: Sequence[str], amount: Fen, longest: Fen, kind: str, top: int) -> str:
    """A bar beside its name, in the middle of the lines that the name takes."""
    # Whole pixels, without a float; the smallest amount that is not nought can still be seen.
    length = max(abs(amount) * _BAR // longest, 2 if amount else 0)
    middle = _LINE * (len(name) - 1) // 2
    words = escape(amount_words(document, amount))
    lines = "".join(
        f'<text class="name" x="{_NAME - 10}" y="{21 + _LINE * number}" text-anchor="end">{escape(line)}</text>'
        for number, line in enumerate(name)
    )
    return (
        f'<g transform="translate(0 {top})">{lines}'
        f'<rect class="{kind}" x="{_NAME}" y="{6 + middle}" width="{length}" height="20" rx="2"/>'
        f'<text class="sum" x="{_NAME + length + 8}" y="{21 + middle}">{words}</text></g>'
    )


def _lines(name: str) -> tuple[str, ...]:
    """The name in as many lines as it needs, all about equally long; always at least one."""
    words = _WORD.findall(name)
    wanted = -(-sum(map(_wide, words)) // _IN_A_LINE) or 1
    each = -(-sum(map(_wide, words)) // wanted)
    lines, room = [""], each
    for word in words:
        # A word may stand over the even length, as long as the line holds it.
        if lines[-1] and (room <= 0 or _wide(word) > room + _IN_A_LINE - each):
            lines.append("")
            room = each
        lines[-1] += word
        room -= _wide(word)
    return tuple(lines)


def _wide(text: str) -> int:
    """How wide a text is, in half signs."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
