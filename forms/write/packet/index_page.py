"""index.html of the public package: five questions with charts, one file that needs no script and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from forms.document.document import Document
from forms.write.packet.summary import Answer, Bar, amount_words, summary, title_of
from forms.write.page.products import month_words
from models.money import Fen

_WIDTH, _NAME, _BAR, _STEP = 640, 214, 240, 30
"""The chart in pixels of its own: its width, where the bars begin, how long the longest is, the height of a row."""
_LONGEST_NAME = 15
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
    rows = list(_rows(document, answer.bars, longest))
    told = "；".join(f"{bar.name}{amount_words(document, bar.amount)}" for bar in answer.bars)
    height = len(rows) * _STEP + 6
    body = "".join(row.replace("@", str(number * _STEP)) for number, row in enumerate(rows))
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(told)}">{body}</svg>'


def _rows(document: Document, bars: Sequence[Bar], longest: Fen) -> Iterator[str]:
    for bar in bars:
        yield _row(document, _short(bar.name), bar.amount, longest, "now")
        if bar.before is not None:
            yield _row(document, "", bar.before, longest, "before")


def _row(document: Document, name: str, amount: Fen, longest: Fen, kind: str) -> str:
    # Whole pixels, without a float; the smallest amount that is not nought can still be seen.
    length = max(abs(amount) * _BAR // longest, 2 if amount else 0)
    words = escape(amount_words(document, amount))
    return (
        f'<g transform="translate(0 @)">'
        f'<text class="name" x="{_NAME - 10}" y="21" text-anchor="end">{escape(name)}</text>'
        f'<rect class="{kind}" x="{_NAME}" y="6" width="{length}" height="20" rx="2"/>'
        f'<text class="sum" x="{_NAME + length + 8}" y="21">{words}</text></g>'
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
