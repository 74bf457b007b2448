"""The disclosure of a new year from the one before: what lasts is taken over, amounts become last year's column.

No amount is left as this year's. The amounts of last year's text that say what their cells say become fields, which
follow this year's cells. The others stay as plain words: the report names them, and as long as they stand there
unchanged rule L03 finds the paragraph, since it compares with last year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from forms.document.document import Document
from forms.document.fields import OPEN, field, fill
from forms.document.lines import TOTAL, code_of
from forms.document.projects import projects
from forms.document.slots import slot_text
from forms.form.catalogue import fold_name
from forms.form.load import edition
from forms.form.model import Edition, Section
from forms.form.slot_grammar import BEFORE, NOW, is_known
from forms.prose.bind import bind
from forms.prose.quantities import Squeezed, quantities
from forms.years.carried import Carried, CarriedLine, CarryReport, Fate
from forms.years.last_year import take_last_year
from forms.years.moved_on import moved_on
from forms.years.succession import Gone, Succession, carry_words
from models.money import show
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, TextChange

AS_LAST_YEAR = "成为上年数，本年数另填"


def carry(previous: Document, year: int, own_catalogues: Path | None = None) -> Carried:
    """The content of the year `year` from the disclosure of the year before.

    `own_catalogues` is the folder of the office's own lists of codes. Raises KeyError when there is no form for the
    year, ValueError when it is not the year after.
    """
    if year != previous.head.year + 1:
        raise ValueError(f"{year} does not follow {previous.head.year}")
    return _Carrier(previous, edition(year, previous.head.kind, previous.edition.pack), own_catalogues).carry()


def carry_section(document: Document, section: Section) -> str:
    """What last year's disclosure says in that section, as this year would say it; blank where it says nothing."""
    before = document.previous
    old = last_years_section(document, section)
    if before is None or old is None:
        return ""
    carrier = _Carrier(before, document.edition, document.own_catalogues)
    _, _, moved = carrier.led_on(f"{old.id}.text", before.texts[f"{old.id}.text"])
    return moved


def last_years_section(document: Document, section: Section) -> Section | None:
    """The section of last year's disclosure that is this one and says something, best under the same title; None where
    there is none."""
    before = document.previous
    alike = [s for s in before.edition.sections if s.key == section.key] if before is not None else []
    alike.sort(key=lambda s: s.title != section.title)
    return next((s for s in alike if before is not None and before.section_text(s.id)), None)


class _Carrier:
    def __init__(self, old: Document, form: Edition, own: Path | None) -> None:
        head = Head("", old.head.unit, form.year, form.kind, form.id)
        self._old = old
        self._form = form
        self._own = own
        self._head = head
        self._blank = Document(head, form, own_catalogues=own)
        self._succession = Succession(old, form, self._blank.catalogue)
        self._words = carry_words(form)
        self._names = tuple(project.name for project in projects(old))
        self._sections = {section.key: section for section in form.sections}
        self._cells: dict[Address, CellEntry] = {}
        self._rows: dict[RowAddress, RowEntry] = {}
        self._texts: dict[str, str] = {}

    def carry(self) -> Carried:
        content = self._old.content()
        lines = [*self._carry_rows(content), *self._carry_cells(content), *self._carry_texts(content)]
        carried = Content(self._cells, self._rows, self._texts)
        document = Document(self._head, self._form, carried, own_catalogues=self._own, previous=self._old)
        document.apply("带出上年数", take_last_year(document))
        return Carried(document.content(), CarryReport(tuple(lines)))

    # Rows

    def _carry_rows(self, content: Content) -> Iterator[CarriedLine]:
        for table in self._old.edition.tables.values():
            entered = {place: entry for place, entry in content.rows.items() if place.table == table.id}
            if table.layout == "codes":
                yield from self._carry_codes(table.id, entered)
                continue
            for place, entry in entered.items():
                yield self._carry_row(place, entry)

    def _carry_row(self, place: RowAddress, entry: RowEntry) -> CarriedLine:
        text = entry.label or ""
        key = self._succession.row(place)
        if isinstance(key, Gone):
            return CarriedLine(place, text, "left", key.reason)
        if self._form.tables[place.table].layout != "records":
            return CarriedLine(place, text, "left", f"行名用{self._form.year}年表样的")
        self._rows[place] = entry
        return CarriedLine(place, text, "kept", target=place)

    def _carry_codes(self, table: str, entered: Mapping[RowAddress, RowEntry]) -> Iterator[CarriedLine]:
        """The rows of codes at the bottom; those above them stand where the new ones need them."""
        parents = {place for place in entered if self._is_parent(place)}
        for place in entered:
            key = self._succession.row(place)
            if place not in parents and place.row != TOTAL and isinstance(key, str):
                self._add_code(table, key, self._label(place))
        for place in entered:
            yield self._code_line(place, place in parents)

    def _is_parent(self, place: RowAddress) -> bool:
        code = code_of(place.row)
        return any(o.code.startswith(code) and len(o.code) > len(code) for o in self._old.lines(place.table))

    def _label(self, place: RowAddress) -> str:
        line = self._old.line(*place)
        return line.label if line else ""

    def _add_code(self, table: str, code: str, label: str) -> None:
        catalogue = self._blank.catalogue(self._form.tables[table])
        for parent in catalogue.parents(code):
            self._rows.setdefault(RowAddress(table, parent), RowEntry())
        self._rows[RowAddress(table, code)] = RowEntry(None if catalogue.name(code) else label)

    def _code_line(self, place: RowAddress, parent: bool) -> CarriedLine:
        text = self._label(place)
        key = self._succession.row(place)
        if place.row == TOTAL:
            return CarriedLine(place, text, "left", f"行名用{self._form.year}年表样的")
        if isinstance(key, Gone):
            return CarriedLine(place, text, "left", key.reason)
        target = RowAddress(place.table, key)
        if target not in self._rows:
            return CarriedLine(place, text, "left", "下面的科目已经改列到别处" if parent else "重复的科目")
        if key != code_of(place.row):
            return CarriedLine(place, text, "led", f"科目{self._form.year}年改为{self._code_words(target)}", target)
        if key != place.row:
            return CarriedLine(place, text, "led", "同一科目并为一行", target)
        name = self._blank.catalogue(self._form.tables[place.table]).name(key)
        if name and fold_name(name) != fold_name(text):
            return CarriedLine(place, text, "led", f"科目名称{self._form.year}年为“{name}”", target)
        return CarriedLine(place, text, "kept", target=target)

    def _code_words(self, place: RowAddress) -> str:
        name = self._blank.catalogue(self._form.tables[place.table]).name(place.row)
        return f"“{place.row} {name or ''}”"

    # Cells

    def _carry_cells(self, content: Content) -> Iterator[CarriedLine]:
        standing = [a for a, value in zip(self._old.plan.addresses, self._old.values, strict=True) if value is not None]
        for place in dict.fromkeys((*content.cells, *standing)):
            is_amount = place in self._old.plan.index
            yield self._carry_amount(place) if is_amount else self._carry_text(place, content.cells[place])

    def _carry_amount(self, place: Address) -> CarriedLine:
        """An amount is never taken over: it stands beside this year's as last year's, or in last year's only."""
        value = self._old.value(place)
        text = show(value) or self._old.wrong(place)
        if value is None:
            return CarriedLine(place, text, "left", "不是金额" if text else "没有金额")
        if place.table == self._old.edition.roles.comparison and place.column != NOW:
            return CarriedLine(place, text, "left", f"{self._form.year}年不再与{self._old.head.year - 1}年比较")
        target = self._succession.address(place)
        if isinstance(target, Gone):
            return CarriedLine(place, text, "left", target.reason)
        if place.table == self._old.edition.roles.comparison:
            target = target._replace(column=BEFORE)
        return CarriedLine(place, text, "led", AS_LAST_YEAR, target)

    def _carry_text(self, place: Address, entry: CellEntry) -> CarriedLine:
        text = entry.text or ""
        target = self._succession.address(place)
        if isinstance(target, Gone):
            return CarriedLine(place, text, "left", target.reason)
        if reason := self._yearly(place, text):
            return CarriedLine(place, text, "left", reason)
        moved, reason = self._moved_cell(place, text)
        if not moved:
            return CarriedLine(place, text, "left", reason)
        self._cells[target] = CellEntry(text=moved, origin=entry.origin)
        if moved == text:
            return CarriedLine(place, text, "kept", _amounts_warning(text), target)
        return CarriedLine(place, text, "led", _joined(reason, _amounts_warning(moved)), target)

    def _yearly(self, place: Address, text: str) -> str:
        """Why a text is not taken over; blank when it is."""
        name = f"{place.table}/{place.column}"
        column = self._form.tables[place.table].written.get(place.column)
        if column and column.kind == "quantity":
            return "数量、进度每年重新填写"
        if name in self._words.yearly_texts:
            return f"{self._form.year}年的情况要重新写"
        if name in self._words.texts_without_amounts and _amounts(text):
            return "写着上年的金额，要重新填写"
        return ""

    def _moved_cell(self, place: Address, text: str) -> tuple[str, str]:
        """A text of a cell as it is taken over, and what was done to it."""
        if place.table == self._old.edition.roles.projects and place.column in ("code", "name"):
            return self._project_code(text) if place.column == "code" else (text, "")
        moved = moved_on(text, self._old.head.year, self._names)
        return moved, f"{self._old.head.year}年改为{self._form.year}年"

    def _project_code(self, code: str) -> tuple[str, str]:
        """The code of a project that goes on; of one coded last year only what does not change from year to year."""
        found = re.fullmatch(self._words.project_code, "".join(code.split()))
        if found is None or int(found["year"]) != self._old.head.year % 100:
            return code, ""
        return found["stem"], "项目编码每年另编，只留地区"

    # Texts

    def _carry_texts(self, content: Content) -> Iterator[CarriedLine]:
        keys = {section.id: section.key for section in self._old.edition.sections}
        for slot, text in content.texts.items():
            owner, _, what = slot.partition(".")
            if owner == "profile":
                yield self._carry_profile(slot, what, text)
            elif owner in keys and what == "text":
                yield self._carry_section(slot, text, self._sections.get(keys[owner]))
            else:
                of_the_form = owner in keys or owner in self._old.edition.tables
                reason = f"用{self._form.year}年表样的" if of_the_form else "每年重新填写"
                yield CarriedLine(slot, text, "left", reason)

    def _carry_profile(self, slot: str, name: str, text: str) -> CarriedLine:
        declared = self._form.profile.get(name)
        if declared is None:
            return CarriedLine(slot, text, "left", f"{self._form.year}年没有这一项")
        if declared.kind == "date" or name in self._words.yearly_profile:
            return CarriedLine(slot, text, "left", "每年重新填写")
        self._texts[slot] = text
        return CarriedLine(slot, text, "kept", target=slot)

    def _carry_section(self, slot: str, text: str, section: Section | None) -> CarriedLine:
        if section is None:
            return CarriedLine(slot, text, "left", f"{self._form.year}年没有这一节")
        if not text:
            return CarriedLine(slot, text, "left", "没有文字")
        bound, rebound, moved = self.led_on(slot, text)
        target = f"{section.id}.text"
        self._texts[target] = moved
        reasons = _joined(
            "表中的数跟着表走" if bound != text else "",
            "写在字里的表中数成为文字" if _fields(rebound) < _fields(bound) else "",
            f"{self._old.head.year}年改为{self._form.year}年" if moved != rebound else "",
            "" if target == slot else f"排在“{section.heading or '开头'}”",
            _amounts_warning(moved),
        )
        fate: Fate = "kept" if moved == text and target == slot else "led"
        return CarriedLine(slot, text, fate, reasons, target)

    def led_on(self, slot: str, text: str) -> tuple[str, str, str]:
        """The text with fields for the amounts of last year's cells, with those of this year's, and with its years."""
        bound = self._bound(slot, text)
        rebound = self._rebound(bound)
        return bound, rebound, moved_on(rebound, self._old.head.year, self._names)

    def _bound(self, slot: str, text: str) -> str:
        """The text with the amounts that say what their cells say as fields: they become this year's by themselves."""
        section = next(section for section in self._old.edition.sections if f"{section.id}.text" == slot)
        return next((change.new or "" for change in bind(self._old, section) if isinstance(change, TextChange)), text)

    def _rebound(self, text: str) -> str:
        """The text with its fields led on; those that lead nowhere become the words they had last year."""
        if OPEN not in text:
            return text
        return fill(text, lambda slot: self._slot(slot) or self._slot_words(slot)).text

    def _slot(self, slot: str) -> str:
        """The field that follows a field; blank when none does."""
        kind, _, place = slot.rpartition(":")
        parts = place.split("/")
        if not kind and len(parts) == 3:
            target = self._succession.address(Address(*parts))
            heirs = self._sources.get(target, ()) if isinstance(target, Address) else ()
            slot = "/".join(target) if isinstance(target, Address) and len(heirs) <= 1 else ""
        return field(slot) if slot and is_known(self._form, slot) else ""

    def _slot_words(self, slot: str) -> str:
        return slot_text(self._old, slot) if is_known(self._old.edition, slot) else slot

    @cached_property
    def _sources(self) -> Mapping[Address, tuple[Address, ...]]:
        return self._succession.amounts()


def _fields(text: str) -> int:
    return text.count(OPEN)


def _amounts(text: str) -> list[str]:
    """The amounts of money that stand in a text as plain words, zero left out."""
    squeezed = Squeezed(fill(text, lambda _: "").text).text
    return [squeezed[q.start : q.end] for q in quantities(squeezed) if q.fen]


def _amounts_warning(text: str) -> str:
    found = dict.fromkeys(_amounts(text))
    return f"还写着上年的金额{'、'.join(found)}，请逐一改写" if found else ""


def _joined(*reasons: str) -> str:
    return "；".join(filter(None, reasons))
