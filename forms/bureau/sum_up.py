"""汇总: the disclosures of a department's units become the department's, and every figure leads back to its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.document.document import Document
from forms.edit.adopt import adopt_all
from forms.form.load import KINDS, edition, pack_of
from forms.match.asking.same_unit import is_under
from forms.office.merge import complete
from forms.office.office import Office
from forms.prose.bind import bind
from forms.summing.members import SLOT, is_one, kept
from forms.summing.summed import UnitSum, in_order, shares, summed
from forms.summing.transfers import transfer_words
from models.errors import Trouble
from models.history import replacing
from models.money import Fen
from models.records import Address, Content, Head, Listed, OperationKind, Unit


@dataclass(frozen=True)
class SummedUp:
    """The department's disclosure after the sum, what is to be told of it, and how many amounts of it changed."""

    document: Document
    units: tuple[Document, ...]
    told: tuple[str, ...]
    changed: int
    is_new: bool


def sum_up(office: Office, disclosures: Sequence[str], into: Unit) -> SummedUp:
    """Sum stored disclosures of units into that of their department, in one step that can be undone.

    The tables of the department are those of the sum; its texts stay, the amounts that said what its cells said follow
    them, and a section without text is drafted. Raises Trouble for an unknown id, for units of different years or
    forms or one that comes twice, and when the department's is settled.
    """
    *_, done = summing_up(office, disclosures, into)
    assert isinstance(done, SummedUp)
    return done


def summing_up(office: Office, disclosures: Sequence[str], into: Unit) -> Iterator[Document | SummedUp]:
    """`sum_up` step by step: every unit as it is opened, then what came of it; nothing is stored before that."""
    opened = []
    for one in disclosures:
        opened.append(office.open_disclosure(one))
        yield opened[-1]
    yield _summed_up(office, opened, into)


def _summed_up(office: Office, opened: Sequence[Document], into: Unit) -> SummedUp:
    units = in_order(opened)
    head = _department(office, units, into)
    form = edition(head.year, head.kind, pack_of(head))
    found = summed(head, form, units, office.own_catalogues)
    is_new = not head.id
    stored = None if is_new else office.open_disclosure(head.id)
    old = stored.content() if stored else _carried(office, head)
    previous = office.last_year(head)
    document = Document(head, form, old, own_catalogues=office.own_catalogues, previous=previous)
    before = dict(zip(document.plan.addresses, document.values, strict=True))
    _lay_over(document, found, units)
    name = f"汇总{len(units)}个所属单位"
    if stored is None:
        stored = office.begin(head, name, document.content(), OperationKind.IMPORT)
    else:
        office.backup_now("汇总以前")
        stored.apply(name, replacing(old, document.content()), OperationKind.IMPORT)
        stored = office.open_disclosure(head.id)
    told = (*(transfer_words(form, one) for one in found.transfers), *found.doubts)
    return SummedUp(stored, tuple(units), told, _changed(before, document), is_new)


def forms_of_units(office: Office) -> tuple[Head, ...]:
    """One disclosure of a unit for each year and form of which there are any, the newest year first."""
    heads = sorted((one.head for one in office.listed()), key=lambda head: (-head.year, head.edition))
    return tuple({(head.year, head.edition): head for head in heads if head.kind != KINDS[0]}.values())


def department_of(office: Office, unit: Unit, like: Head) -> Head:
    """The disclosure of a department of the same year and form: the one that is here, else a new one, without an id."""
    here = office.find(unit, like.year, KINDS[0], pack_of(like))
    return here or Head("", unit, like.year, KINDS[0], like.edition)


def units_to_sum(office: Office, department: Head) -> tuple[tuple[Listed, bool], ...]:
    """The disclosures that can be summed into that of a department, by code, each with whether it is proposed: those
    that were summed before, else those of its units. The department's may still be without an id."""
    members = {unit.head.id for unit in office.open_disclosure(department.id).units} if department.id else set()
    found = sorted(office.listed(), key=lambda one: (one.head.unit.code, one.head.unit.name))
    return tuple(
        (one, one.head.id in members if members else is_under(one.head.unit, department.unit))
        for one in found
        if (one.head.year, pack_of(one.head)) == (department.year, pack_of(department))
        and one.head.id != department.id
        and one.head.kind != department.kind
    )


def figures(document: Document) -> tuple[Address, ...]:
    """The cells of a department's tables that are not blank, in the order of the form."""
    tables = document.edition.tables
    return tuple(
        place
        for place in document.plan.addresses
        if tables[place.table].part == "budget" and document.value(place) is not None
    )


def traced(document: Document, place: Address) -> tuple[tuple[Document, Fen], ...]:
    """What each unit has in a cell of a department's disclosure that was summed."""
    return tuple((share.unit, share.value) for share in shares(document.units, place))


def _department(office: Office, units: Sequence[Document], into: Unit) -> Head:
    """The department's disclosure; raises Trouble where the units cannot be summed."""
    if not units:
        raise Trouble("没有选所属单位；", "请至少选一个。")
    first = units[0].head
    for unit in units[1:]:
        if (unit.head.year, unit.head.edition) != (first.year, first.edition):
            raise Trouble(
                f"“{unit.head.unit.name}”是{unit.head.year}年的，“{first.unit.name}”是{first.year}年的，"
                "或者用的表样不同，不能汇总；",
                "请选同一年度、同一表样的。",
            )
    for number, one in enumerate(units):
        for other in units[:number]:
            if is_one(one.head.unit, other.head.unit):
                raise Trouble(f"“{one.head.unit.name}”选了两次，汇总会翻倍；", "同一个单位只选一份。")
    head = department_of(office, into, first)
    if head.id in {unit.head.id for unit in units}:
        raise Trouble(f"“{head.unit.name}”不能汇总到自己里面；", "请只选所属单位的单位预算。")
    return head


def _carried(office: Office, head: Head) -> Content:
    """What the department's disclosure of last year leads on to, where it is here."""
    last = office.find(head.unit, head.year - 1, head.kind, pack_of(head))
    return office.carrying(last.id, head.year).content if last else Content()


def _lay_over(document: Document, found: UnitSum, units: Sequence[Document]) -> None:
    """The sum over the tables of the department; amounts in its texts are bound before their cells change."""
    for section in document.edition.sections:
        document.apply("绑定数字", bind(document, section))
    old, new = document.content(), found.content
    published = {table.id for table in document.edition.tables.values() if table.part != "facts"}
    cells = {address: entry for address, entry in old.cells.items() if address.table not in published}
    rows = {row: entry for row, entry in old.rows.items() if row.table not in published}
    texts = {**old.texts, SLOT: kept(unit.head for unit in units)}
    document.apply("汇总", replacing(old, Content({**cells, **new.cells}, {**rows, **new.rows}, texts)))
    complete(document)
    for section in document.edition.sections:
        if not document.section_text(section.id):
            document.apply("起草", adopt_all(document, section))
    complete(document)


def _changed(before: Mapping[Address, Fen | None], document: Document) -> int:
    places = dict.fromkeys((*before, *document.plan.addresses))
    return sum(before.get(place) != document.value(place) for place in places)
