"""A file understood: whose disclosure it is, what it states, where each statement stands, what was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from forms.document.document import STATED_BLANK, Document
from forms.document.lines import TOTAL, code_of
from forms.document.provenance import Provenance, Source
from forms.form.model import Edition
from forms.match.account.which_form import Rival
from forms.match.body import Body
from forms.match.found import Found, Told
from forms.match.report import ReadReport
from forms.match.taking import Taken
from forms.match.titles import YEAR_IN_TITLE, says_the_same
from forms.readers import Book
from models.errors import Trouble
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, Unit

_FILES_NAMED = 3
"""Of more files that hold projects only so many are named."""


@dataclass(frozen=True)
class Reading:
    """One disclosure as files state it. Nothing is corrected: a stated total that differs from the arithmetic stays."""

    unit: Unit
    edition: Edition
    content: Content
    provenance: Provenance
    report: ReadReport
    files: tuple[str, ...]
    sheets: tuple[Found, ...] = ()
    """What was recognised, sheet by sheet."""
    told: Told = field(default_factory=Told)
    """Where unit, year and kind were read."""
    rival: Rival | None = None
    """Another form that a text may be of, where it fits the one in which it was read hardly better."""

    @property
    def year(self) -> int:
        """The budget year."""
        return self.edition.year

    @property
    def kind(self) -> str:
        """部门 or 单位."""
        return self.edition.kind

    @property
    def head(self) -> Head:
        """The head of the disclosure; its id is the one it would get in a store."""
        unit = self.unit
        return Head(f"{unit.code or unit.name}-{self.year}-{self.kind}", unit, self.year, self.kind, self.edition.id)

    def document(self, own_catalogues: Path | None = None, previous: Document | None = None) -> Document:
        """The disclosure in memory, for checking and writing without a store; `previous` is last year's, if known."""
        return Document(
            self.head,
            self.edition,
            self.content,
            own_catalogues=own_catalogues,
            provenance=self.provenance,
            previous=previous,
        )


def gather(books: Sequence[Book], unit: Unit, edition: Edition, taken: Taken) -> Reading:
    """Put the tables of the files together, and keep of the computed cells only what differs from the arithmetic.

    Raises Trouble when formulas that state amounts were never calculated.
    """
    cells: dict[Address, CellEntry] = {}
    rows: dict[RowAddress, RowEntry] = {}
    texts = dict(taken.texts)
    sources: dict[Address | RowAddress, Source] = {}
    serials: dict[RowAddress, tuple[str, str]] = {}
    for name in edition.tables:
        body = taken.bodies.get(name)
        if body is not None:
            cells |= body.cells
            sources |= body.sources
            serials |= body.serials
            rows |= _rows(body, edition)
            texts[f"{name}.notes"] = "\n".join(body.notes)
            if printed := _own_title(body, edition.year):
                texts[f"{name}.title"] = printed
    content = Content(cells, rows, texts)
    heads = {name: tuple(body.heads) for name, body in taken.bodies.items()}
    absent = frozenset(chain.from_iterable(map(_absent_rows, taken.bodies.values())))
    titles = {name: tuple(body.titles) for name, body in taken.bodies.items()}
    provenance = Provenance(
        sources,
        serials,
        taken.passages,
        heads,
        absent,
        titles,
        taken.twice,
        taken.headings,
        taken.contents,
        taken.unknown_headings,
    )
    remarks = dict.fromkeys(remark for book in books for remark in book.remarks)
    remarks |= dict.fromkeys(
        (*_of_several_units(taken.bodies), *_of_names(taken.bodies), *_of_projects(taken.bodies, edition))
    )
    report = ReadReport(taken.entries, tuple(remarks))
    reading = Reading(unit, edition, content, provenance, report, tuple(book.file for book in books))
    return replace(reading, content=_settle(reading, taken.bodies))


def _of_several_units(bodies: Mapping[str, Body]) -> Iterator[str]:
    """What is told of tables whose rows are of several units."""
    several = [body for body in bodies.values() if len(body.units) > 1 and not body.is_of_one]
    if several:
        names, most = "、".join(f"《{body.table.title}》" for body in several), max(len(body.units) for body in several)
        yield f"{names}里有{most}个单位的数，已按科目相加成一份；不是一个部门的单位，请改用“全县”里的分发。"


def _of_names(bodies: Mapping[str, Body]) -> Iterator[str]:
    """What is told of tables whose codes are known by the names alone."""
    if named := [body for body in bodies.values() if body.by_name]:
        tables, rows = "、".join(f"《{body.table.title}》" for body in named), sum(body.by_name for body in named)
        yield f"{tables}没有科目编码，{rows}行照科目名称和上下级认出了编码，请核对。"


def _of_projects(bodies: Mapping[str, Body], edition: Edition) -> Iterator[str]:
    """What is told of projects that stand in several files."""
    sources = bodies[edition.roles.projects].sources if edition.roles.projects in bodies else {}
    files = Counter(source.file for address, source in sources.items() if isinstance(address, RowAddress))
    if len(files) > 1:
        named = "、".join(f"“{file}”{count}个" for file, count in files.most_common(_FILES_NAMED))
        rest = f"等{len(files)}份文件" if len(files) > _FILES_NAMED else ""
        yield f"项目绩效目标取自{named}{rest}，一共{files.total()}个，请核对没有遗漏和重复。"


def _absent_rows(body: Body) -> Iterator[RowAddress]:
    """The lines of the form that a table lacks; one without any row is empty, and lacks none."""
    if body.labels and body.table.layout != "records":
        lacking = (row.key for row in body.table.rows if row.key not in body.labels)
        yield from (RowAddress(body.table.id, key) for key in lacking if not (body.is_of_one and key == TOTAL))


def _own_title(body: Body, year: int) -> str:
    """The title as printed, where it is not the form's; blank where only a number, this year or a unit is around it, or
    where it says less, as 收支总表."""
    printed = body.titles[0][0] if body.titles else ""
    is_the_forms = says_the_same(printed, body.table.title)
    return "" if is_the_forms and set(YEAR_IN_TITLE.findall(printed)) <= {str(year)} else printed


def _rows(body: Body, edition: Edition) -> dict[RowAddress, RowEntry]:
    match body.table.layout:
        case "codes":
            return _code_rows(body, edition)
        case "records":
            return {RowAddress(body.table.id, key): RowEntry(order=int(key)) for key in body.labels}
    return _fixed_rows(body)


def _code_rows(body: Body, edition: Edition) -> dict[RowAddress, RowEntry]:
    """The rows of codes; an order that is not the codes' is kept, and so is a name that is not the list's."""
    codes = [key for key in body.labels if key != TOTAL]
    in_order = codes == sorted(codes)
    names = edition.catalogue(body.table.catalogue)
    entries = {}
    for number, key in enumerate(codes, start=1):
        standard = names.name(code_of(key)) or ""
        label = None if _same(body.labels[key], standard) else body.labels[key]
        entries[RowAddress(body.table.id, key)] = RowEntry(label, None if in_order else number)
    total = body.table.row_by_key[TOTAL].label
    if TOTAL in body.labels and not _same(body.labels[TOTAL], total):
        entries[RowAddress(body.table.id, TOTAL)] = RowEntry(body.labels[TOTAL])
    return entries


def _fixed_rows(body: Body) -> dict[RowAddress, RowEntry]:
    declared = body.table.row_by_key
    return {
        RowAddress(body.table.id, key): RowEntry(label)
        for key, label in body.labels.items()
        if not _same(label, declared[key].label)
    }


def _same(label: str, standard: str) -> bool:
    return "".join(label.split()) == "".join(standard.split())


def _settle(reading: Reading, bodies: Mapping[str, Body]) -> Content:
    """Drop what the arithmetic gives anyway, and note the computed cells that a file leaves blank all the same. A row
    that is not there leaves nothing blank.

    A formula that was never calculated is neither in a computed cell; in any other it raises Trouble.
    """
    document = reading.document()
    cells = dict(reading.content.cells)
    uncalculated = set[Address]().union(*(body.uncalculated for body in bodies.values()))
    if unknown := [address for address in uncalculated if not document.is_computed(address)]:
        raise _not_calculated([reading.provenance.sources[address] for address in unknown])
    for index in document.plan.computed:
        address = document.plan.addresses[index]
        body = bodies.get(address.table)
        line = document.line(address.table, address.row)
        is_unsaid = body is not None and body.is_of_one and address.row not in body.labels
        if body is None or line is None or is_unsaid or (line.side, address.column) not in body.columns:
            continue
        if RowAddress(address.table, address.row) in reading.provenance.absent:
            continue
        stated, computed = cells.get(address), document.calculated[index]
        if stated is None and computed is not None and address not in uncalculated:
            cells[address] = STATED_BLANK
        elif stated is not None and not stated.text and stated.fen == computed:
            del cells[address]
    return replace(reading.content, cells=cells)


def _not_calculated(formulas: Sequence[Source]) -> Trouble:
    places = "、".join(sorted(source.cell for source in formulas)[:3])
    first = formulas[0]
    return Trouble(
        f"“{first.file}”的“{first.sheet}”等处有{len(formulas)}个公式没有保存计算结果（{places}）；",
        "请用 WPS 或 Excel 打开文件，保存一次再导入。",
    )
