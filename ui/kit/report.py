"""The report on an error for whoever helps: the log of the program, in which what disclosures say is blanked.

What is kept is known to be the program's own: the places in its source, the lines of it that stand there, the names of
errors. Whatever else a line says may be an amount, a name or a text, and is blanked.
"""

from __future__ import annotations

import linecache
import platform
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from forms.form.version import VERSION

BLANK = "（已涂掉）"
_MOST = 256 * 1024
"""So many characters of the end of a log are enough."""
_HEAD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?:INFO|WARNING|ERROR|CRITICAL) ")
_FRAME = re.compile(r'(\s*File ")([^"]*)(", line )(\d+)((?:,)? in )([\w.<>]+)', re.ASCII)
_MARKS = re.compile(r"\s*[~^]+\s*")
_ERROR = re.compile(r"([A-Za-z_][\w.]*)(:.*)?", re.ASCII)
_QT = re.compile(r"Qt: ")
_QT_NAME = re.compile(r"\bQ[A-Z]\w+(?:::\w+)+", re.ASCII)
_OWN = re.compile(
    r"start, Python [\d.]+, Qt [\d.]+, [\w.+-]{1,120}|the last run broke off|in a thread"
    r"|During handling of the above exception, another exception occurred:"
    r"|The above exception was the direct cause of the following exception:"
    r"|Traceback \(most recent call last\):|\s*\[Previous line repeated \d+ more times\]"
    r"|Fatal Python error: [A-Za-z ]{1,40}|Windows fatal exception: [a-z ]{1,40}"
    r"|(?:Current thread|Thread) 0x[0-9a-f]+ (?:\[[\w-]*\] )?\(most recent call first\):"
    r"|Extension modules: [\w., ]+ \(total: \d+\)|\s*",
    re.ASCII,
)
_ROOMS = ("models", "forms", "ui", "site-packages")


def report(log: Path, what: str, *, is_whole: bool) -> str:
    """The text of the report: `what` happened, with which program, and its log, blanked unless it may be whole."""
    lines = _log(log).splitlines()
    program = f"程序 {VERSION}　Python {platform.python_version()}　{platform.platform()}"
    told = "原样保留了记录中的内容" if is_whole else "金额、名称和文字已涂掉"
    return "\n".join(
        (
            f"部门预算信息公开 出错报告（{told}）",
            f"{datetime.now():%Y-%m-%d %H:%M}　{program}",
            what,
            "",
            *(lines if is_whole else blanked(lines)),
            "",
        )
    )


def blanked(lines: list[str]) -> Iterator[str]:
    """The lines of a log without what they may tell of a disclosure, of its makers and of where it lies."""
    source = ""
    for line in lines:
        head = _HEAD.match(line)
        start, rest = (head[0], line[head.end() :]) if head else ("", line)
        frame = _FRAME.fullmatch(rest)
        if frame is not None:
            source = linecache.getline(frame[2], int(frame[4])).strip()
            yield start + frame[1] + _place(frame[2]) + "".join(frame.groups()[2:])
            continue
        yield start + _kept(rest, source)


def _kept(line: str, source: str) -> str:
    """What of a line may be told, behind a place at which `source` stands."""
    if _OWN.fullmatch(line) or _MARKS.fullmatch(line) or (source and line.strip() == source):
        return line
    if _QT.match(line):
        return " ".join(("Qt:", *_QT_NAME.findall(line), BLANK))
    error = _ERROR.fullmatch(line)
    if error is not None and error[1].rpartition(".")[2] in _names(BaseException):
        return error[1] + (f": {BLANK}" if error[2] else "")
    return BLANK


def _place(path: str) -> str:
    """A source file from the room on in which it stands; of another only that it is one."""
    parts = re.split(r"[\\/]", path)
    rooms = [number for number, part in enumerate(parts) if part in _ROOMS]
    inner = "/".join(parts[rooms[-1] :] if rooms else parts[-1:])
    return inner if re.fullmatch(r"[\w./-]+\.py|<[\w ]+>", inner, re.ASCII) else BLANK


def _names(kind: type[BaseException]) -> set[str]:
    """The names of an error and of all that are made from it."""
    return {kind.__name__}.union(*(_names(one) for one in kind.__subclasses__()))


def _log(log: Path) -> str:
    """The end of the log, with the file before it where the log was begun anew."""
    texts = []
    for path in (log.with_name(f"{log.name}.1"), log):
        try:
            texts.append(path.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
    return "".join(texts)[-_MOST:]
