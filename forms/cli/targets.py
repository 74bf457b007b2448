"""What the words of a command name: a disclosure by its id, files that together make one, a folder of such files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from forms.cli.tools import office_of
from forms.document.document import Document
from forms.form.load import KINDS, installed
from forms.match.asking.question import Unsure
from forms.match.proof.money_scale import MONEY_UNITS, beside_last_year
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from models.errors import Trouble


def add_reading(choices: Any) -> None:
    """What is said of files where they do not say it."""
    choices.add_argument("--unit-code", default="", metavar="编码", help="单位编码，文件里没有写明时用")
    choices.add_argument("--unit-name", default="", metavar="名称", help="单位名称，文件里没有写明时用")
    choices.add_argument("--year", type=int, metavar="年度", help="预算年度，文件里没有写明时用")
    choices.add_argument("--pack", default="", metavar="表样", help=f"哪里的表样，装有 {'、'.join(installed())}")
    choices.add_argument("--kind", choices=KINDS, default="", help="部门预算或者单位预算")
    together = "一张表里有几个单位的数时，按科目相加成一份"
    choices.add_argument("--all-units", action="store_true", help=together)
    choices.add_argument("--money-unit", choices=MONEY_UNITS, default="", help="金额单位，文件里的说法不一致时用")


def opened(options: argparse.Namespace, previous: Document | None = None) -> tuple[Document, Reading | None]:
    """The document of the targets: an id in the data folder, or files that together make one disclosure.

    Raises Trouble when `previous`, last year's, is of another year.
    """
    targets: list[str] = options.targets
    if len(targets) == 1 and not Path(targets[0]).suffix and not Path(targets[0]).exists():
        document, reading = _stored(targets[0], options, previous), None
    else:
        reading = read_files(options)
        document = reading.document(previous=previous)
    if previous is not None and previous.head.year != document.head.year - 1:
        raise Trouble(
            f"--previous 给的是{previous.head.year}年的文件，要检查的是{document.head.year}年的资料；",
            f"请给{document.head.year - 1}年的文件。",
        )
    doubt = beside_last_year(document, previous) if previous and reading and not options.money_unit else None
    if doubt is not None:
        raise doubt.unsure({})
    return document, reading


def _stored(disclosure: str, options: argparse.Namespace, previous: Document | None = None) -> Document:
    with office_of(options, to_read=True) as office:
        document = office.open_disclosure(disclosure, previous)
        if told := office.form_told(document):
            print(told, file=sys.stderr)
        return document


def last_year(files: Sequence[Path]) -> Document:
    """Last year's disclosure of these files; raises Trouble where something in them would have to be asked."""
    return _unasked(files, "请在上年的文件里改正，再作为 --previous 的文件。").document()


def _unasked(files: Sequence[Path], way_out: str) -> Reading:
    """Files for which no option answers a question; raises Trouble with this way out instead."""
    try:
        return recognise([read(file) for file in files])
    except Unsure as unsure:
        raise Trouble(unsure.sentence, way_out) from None


def read_files(options: argparse.Namespace) -> Reading:
    """What the files state, read as the options say."""
    return recognise(
        [read(Path(target)) for target in options.targets],
        unit_code=options.unit_code,
        unit_name=options.unit_name,
        year=options.year,
        kind=options.kind,
        money_unit=options.money_unit,
        pack=options.pack,
        all_units=options.all_units,
    )


def disclosed(target: str, options: argparse.Namespace) -> Document:
    """The disclosure of one target: an id, a file, or a folder with the files of one disclosure."""
    # Rooms that only a comparison needs.
    from forms.county.submissions import READABLE, one_disclosure
    from forms.office.merge import complete

    path = Path(target)
    files = [path]
    if path.is_dir():
        files = list(one_disclosure(path))
    if not files:
        raise Trouble(f"文件夹“{path.name}”里没有可以读的文件；", f"可以读的有 {'、'.join(READABLE)}。")
    if not path.suffix and not path.exists():
        return _stored(target, options)
    document = _unasked(files, "请先导入（可以写明），再按编号对照。").document()
    complete(document)
    return document
