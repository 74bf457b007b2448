"""What a pack says of the step from one year to the next: codes that go out of use, lines that follow on others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from forms.form.catalogue import FIRST_DIGIT, TITLES
from forms.form.declared import BadDeclaration, Declared, PackFault, meant
from forms.form.model import Edition
from forms.form.pack import Pack
from forms.form.word_lists import Lists, word_file
from forms.years.succession import carry_words


def code_faults(pack: Pack, form: Edition) -> Iterator[PackFault]:
    """Codes that are taken out of use and stand in no list, that are said twice, stand below none or belong to another
    list, and successors that are in none of that year."""
    for kind in form.codes:
        codes = form.catalogue(kind)
        items = [item for item in pack.own("codes").get(kind, ()) if isinstance(item.get("code"), str)]
        begun = Counter((item["code"], item.get("since"), "name" in item) for item in items)
        for item in items:
            code, name = item["code"], item.get("name", "")
            if begun[code, item.get("since"), "name" in item] > 1:
                yield item.fault("code", f"{code} 写了两次")
            if not code.startswith(FIRST_DIGIT[kind]):
                yield item.fault("code", f"{TITLES[kind]}的编码以 {FIRST_DIGIT[kind]} 开头，不能写“{code}”")
            elif not name and not codes.periods(code):
                yield item.fault("code", f"科目表里没有 {code}，不必停用", "W")
            elif (
                name
                and code in codes.codes
                and (gone := [one for one in codes.parents(code) if one not in codes.codes])
            ):
                yield item.fault("code", f"{form.year}年的科目表里没有它的上级 {'、'.join(gone)}", "W")
            heir = item.get("successor", "")
            if heir and item.get("until", 0) + 1 == form.year and heir not in codes.codes:
                yield item.fault("successor", f"{form.year}年的科目表里没有 {heir}", "W")


def carried_faults(editions: Sequence[Edition]) -> Iterator[PackFault]:
    """Rows that are said to be carried on and are not there, in the new form or in that of the year before; rows that
    go to two, and rows that follow on each other."""
    by_year = {(form.year, form.kind): form for form in editions}
    for form in editions:
        before = by_year.get((form.year - 1, form.kind))
        rows, carried = _carry_rows(form)
        if rows is None:
            continue
        followed: dict[str, str] = {}
        for place, sources in carried.items():
            name, slash, row = place.partition("/")
            if not slash or (not any(name in one.tables for one in editions) and f"{form.pack}/" in rows.file):
                yield rows.fault(place, f"“{place}”应当写成 表/行{'' if not slash else f'，没有表 {name}'}")
                continue
            table, old = form.tables.get(name), before.tables.get(name) if before else None
            if not sources or table is None or old is None or before is None:
                continue
            if row not in table.row_by_key:
                yield rows.fault(place, f"{form.year}年的 {name} 没有行 {row}{meant(row, table.row_by_key)}")
            for source in sources:
                if source not in old.row_by_key:
                    yield rows.fault(place, f"{before.year}年的 {name} 没有行 {source}{meant(source, old.row_by_key)}")
                if (other := followed.setdefault(f"{name}/{source}", place)) != place:
                    yield rows.fault(place, f"上年的 {source} 已经归到 {other}，不能归到两行")
        yield from _exchanged(rows, carried)


def _exchanged(rows: Declared, carried: Mapping[str, Sequence[str]]) -> Iterator[PackFault]:
    """Rows of which each follows on the other: one of them was written the wrong way round."""
    for place, sources in carried.items():
        name, _, row = place.partition("/")
        for source in sources:
            if source < row and row in carried.get(f"{name}/{source}", ()):
                yield rows.fault(place, f"{row} 由上年的 {source} 来，{source} 又由 {row} 来；是不是写反了？", "W")


def _carry_rows(form: Edition) -> tuple[Declared | None, Lists]:
    """What is carried where, as declared and as read; none where the file cannot be read, which is told elsewhere."""
    try:
        rows, carried = word_file(form, "carry").get("rows"), carry_words(form).rows
    except BadDeclaration:
        return None, {}
    return (rows, carried) if isinstance(rows, Declared) else (None, {})
