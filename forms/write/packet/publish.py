"""The public package: a folder and a zip of the same name with all that goes to the web site, whole or absent."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from forms.check.readiness import Hindered, readiness
from forms.document.document import Document
from forms.document.finding import Finding
from forms.document.projects import Project, public_projects
from forms.form.language import patterns
from forms.signing.state_name import state_of
from forms.write.packet.index_page import index_page
from forms.write.packet.package import write_files
from forms.write.packet.verify import verify
from forms.write.page.archives import zip_folder
from forms.write.page.folders import file_named, make_folder, safe_name
from forms.write.page.layout import Picture, pictures
from forms.write.page.plain_data import document_data
from forms.write.page.sums import SUMS, sum_of, sums_text
from models.errors import Trouble
from models.files import move_aside, write_together
from models.records import State

INDEX = "index.html"
_DATA = "data"
_NAMED = 3
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UTF8_WITH_MARK = "utf-8-sig"
"""The encoding in which spreadsheets read a CSV without asking."""


@dataclass(frozen=True, slots=True)
class Published:
    """A package that was written: its folder, its zip, and the SHA-256 of every file by its name in the folder."""

    folder: Path
    package: Path
    files: tuple[tuple[str, str], ...]


class Doubtful(Trouble):
    """Projects that would be published speak of 涉密, and nobody has said yet that they may be."""

    def __init__(self, names: Sequence[str]) -> None:
        named = "、".join(f"“{name}”" for name in names[:_NAMED]) + (f"等{len(names)}个" if len(names) > _NAMED else "")
        super().__init__(
            f"项目{named}的内容里写着“涉密”，又没有勾选“涉密，不公开”，会照样公开，没有写出；",
            "请先核对：不能公开的勾选“涉密，不公开”。",
        )


def doubtful(document: Document) -> tuple[str, ...]:
    """The names of the projects that would be published and speak of 涉密."""
    secret = patterns(document.edition).secret
    return tuple(
        project.name or project.title for project in public_projects(document) if secret.search(_words_of(project))
    )


def _words_of(project: Project) -> str:
    texts = (project.title, project.name, project.purpose, *project.goals)
    return "\n".join((*texts, *(text for indicator in project.indicators for text in astuple(indicator))))


def publish(
    document: Document,
    out: Path,
    *,
    data: Path | None = None,
    told: Callable[[str], object] = lambda _: None,
    doubts: bool = True,
) -> Published:
    """Write the package into `out`, both parts or none; what stood there under these names gives way.

    A folder of that name in which someone put other files is renamed, not removed. `told` hears what is being done;
    when it raises, nothing is written. Raises Hindered while an error stands or a warning has no answer (说明),
    Doubtful while a project speaks of 涉密, unless a person has looked (`doubts` is off), Trouble when it cannot be
    written or does not read back as it must.
    """
    told("正在检查")
    found = readiness(document, State.SETTLED if document.head.state != State.EDITING else State.EDITING)
    if found.hindering:
        raise Hindered(found, "写出公开包")
    if doubts and (names := doubtful(document)):
        raise Doubtful(names)
    make_folder(out)
    name = file_named(document, document.edition.titles.document, "")
    folder, package = out / name, out / f"{name}.zip"
    if folder.exists() and not _is_ours(folder):
        move_aside(folder)
    with write_together([folder, package], data=data) as (inner, packed):
        inner.mkdir()
        files = _fill(document, inner, told)
        told("正在压缩")
        zip_folder(inner, packed, name)
    return Published(folder, package, files)


def _fill(document: Document, folder: Path, told: Callable[[str], object]) -> tuple[tuple[str, str], ...]:
    """Write the files of the package, and read back and prove them where they lie, before anything is switched."""
    told("正在写 PDF、Excel、Word 文件")
    written = write_files(document, folder)
    told("正在读回检查")
    faults = [fault for fault in verify(document, written) if fault.level == "E"]
    if faults:
        raise Trouble(f"写好的文件没有通过检查：{_first(faults)}", "没有写出公开包；请先处理，再发布一次。")
    told("正在写首页和数据")
    names = [path.name for path in written]
    (folder / INDEX).write_text(index_page(document, names), encoding="utf-8", newline="\n")
    (folder / _DATA).mkdir()
    for number, picture in enumerate(pictures(document), start=1):
        path = folder / _DATA / safe_name(f"{number:02} {picture.title}.csv")
        path.write_bytes(_csv(document, picture).encode(_UTF8_WITH_MARK))
    (folder / _DATA / "data.json").write_text(_json(document), encoding="utf-8", newline="\n")
    sums = tuple((path.relative_to(folder).as_posix(), sum_of(path.read_bytes())) for path in _files(folder))
    (folder / SUMS).write_text(sums_text(sums), encoding="utf-8", newline="\n")
    return sums


def _is_ours(folder: Path) -> bool:
    """Whether the folder holds what a package of ours holds, and nothing else."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False
    listed = {line[66:] for line in lines}
    return {path.relative_to(folder).as_posix() for path in _files(folder)} <= {*listed, SUMS}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _csv(document: Document, picture: Picture) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(_cells(document, picture))
    return out.getvalue()


def _cells(document: Document, picture: Picture) -> Iterator[list[str]]:
    """The heads in one line and the rows of a table as printed, amounts in its unit."""
    table = document.edition.tables[picture.id]
    yield [" ".join(filter(None, column.path)) for column in picture.columns]
    for row in picture.rows:
        yield [inert(cell.text) if cell.fen is None else table.show(cell.fen) for cell in row]


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _json(document: Document) -> str:
    content = {**document_data(document, public=True), "name": asdict(state_of(document))}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _first(faults: list[Finding]) -> str:
    return "".join(fault.sentence for fault in faults[:3])
