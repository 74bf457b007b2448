"""查找和替换: found in whatever writing, changed only where it may be, and counted."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.document.document import Document
from forms.document.fields import field
from forms.edit import cells
from forms.edit.find_replace import Hit, Stays, Where, find, replace
from forms.form.load import edition
from models.money import show
from models.records import Address, Head, TextChange, Unit
from tests.published import disclosure

TYPED, SUM = Address("T3", "2150501", "basic"), Address("T3", "2150501", "total")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


@pytest.fixture
def document() -> Document:
    return disclosure("2024-fengrun")


def blank() -> Document:
    return Document(Head("x", Unit("339", "某局"), 2024, "部门", "hebei-2024"), edition(2024, "部门"))


def write(document: Document, text: str) -> str:
    """A text in a section; returns the id of the section."""
    section = document.edition.sections[2].id
    document.apply("写", [TextChange(f"{section}.text", document.texts.get(f"{section}.text"), text)])
    return section


def at(hits: tuple[Hit, ...]) -> list[Address | None]:
    return [hit.place.address for hit in hits]


def grouped(digits: str) -> str:
    whole, dot, rest = digits.partition(".")
    return f"{int(whole):,}{dot}{rest}"


WRITINGS: dict[str, Callable[[str], str]] = {
    "as printed": str,
    "by threes": grouped,
    "without noughts": lambda digits: digits.rstrip("0").rstrip("."),
    "full width": lambda digits: digits.translate(WIDE),
    "with its unit": lambda digits: f" {digits} 万元",
}


@pytest.mark.parametrize("write_as", WRITINGS.values(), ids=WRITINGS.keys())
@given(fen=st.integers(min_value=10_000, max_value=9_999_999_999_999).map(lambda n: n // 10_000 * 10_000))
def test_an_amount_is_found_in_any_writing_in_cells_and_texts(write_as: Callable[[str], str], fen: int) -> None:
    document = blank()
    address = Address("T9", "reception", "general")
    document.apply("填", cells.state(document, address, fen))
    section = write(document, f"公务接待费{grouped(show(fen))}万元，比上年少。")
    hits = [hit for hit in find(document, write_as(show(fen))) if hit.stays is None]
    assert Where(address) in [hit.place for hit in hits]
    (told,) = [hit for hit in hits if hit.place.section == section]
    assert told.text[slice(*told.span)].removesuffix("万元") == grouped(show(fen))


def test_an_amount_is_found_as_it_is_shown(document: Document) -> None:
    assert TYPED in at(find(document, "8662100", "元"))
    assert TYPED in at(find(document, "8662100元"))
    assert TYPED not in at(find(document, "8662100"))


def test_blanks_width_and_capitals_make_no_difference() -> None:
    document = blank()
    section = write(document, "本单位使用 ＡＢＣ（Ⅱ型） 设 备，另有abc(ii型)设备。")
    hits = find(document, "abc(II型)设备")
    assert [hit.place for hit in hits] == [Where(section=section)] * 2
    assert [hit.text[slice(*hit.span)] for hit in hits] == ["ＡＢＣ（Ⅱ型） 设 备", "abc(ii型)设备"]


def test_a_code_and_a_name_are_found(document: Document) -> None:
    assert Address("T3", "2150501", "code") in at(find(document, "2150501"))
    assert Address("T3", "2150501", "name") in at(find(document, "行政运行"))


def test_nothing_is_found_where_nothing_is_sought(document: Document) -> None:
    assert find(document, " 　") == ()


def test_what_the_program_fills_stays_and_is_counted(document: Document) -> None:
    replaced = replace(document, find(document, "866.21"), "900")
    assert replaced.stay[Stays.COMPUTED] > 0
    document.apply("替换", replaced.changes)
    assert (document.value(TYPED), document.value(SUM)) == (900_000000, 900_000000)
    assert not any(document.is_computed(change.key) for change in replaced.changes if isinstance(change.key, Address))


def test_digits_that_are_part_of_a_number_are_found_and_stay(document: Document) -> None:
    hits = [hit for hit in find(document, "66.2") if hit.place == Where(TYPED)]
    assert [(hit.text[slice(*hit.span)], hit.stays) for hit in hits] == [("66.2", Stays.PART)]
    section = write(document, "共1866.21万元，其中866.21万元。")
    told = [(hit.span, hit.stays) for hit in find(document, "866.21") if hit.place.section == section]
    assert told == [((2, 8), Stays.PART), ((13, 19), None)]


def test_codes_and_names_of_the_form_stay_and_names_that_were_typed_do_not(document: Document) -> None:
    document.apply("改名", cells.rename(document, "T3", "2150501", "行政运行（本级）"))
    hits = find(document, "行政运行")
    assert {hit.stays for hit in hits} == {None, Stays.OF_THE_FORM}
    document.apply("替换", replace(document, hits, "机关运行").changes)
    line = document.line("T3", "2150501")
    assert line is not None
    assert line.label == "机关运行（本级）"
    assert replace(document, find(document, "2150501"), "2150502").changes == ()


def test_a_number_that_follows_its_cell_stays_and_its_neighbours_change(document: Document) -> None:
    section = write(document, f"接待费{field('T9/reception/total')}万元，即0.80万元，不是0.8元。")
    replaced = replace(document, [h for h in find(document, "0.8") if h.place.section], "0.75")
    assert (replaced.done, replaced.stay) == (2, {Stays.BOUND: 1})
    document.apply("替换", replaced.changes)
    assert document.texts[f"{section}.text"] == "接待费⟦T9/reception/total⟧万元，即0.75万元，不是0.75元。"


def test_what_is_no_amount_goes_into_no_cell_of_money(document: Document) -> None:
    replaced = replace(document, [hit for hit in find(document, "866.21") if hit.place == Where(TYPED)], "约九百")
    assert (replaced.changes, replaced.stay) == ((), {Stays.NO_AMOUNT: 1})


def test_an_amount_is_put_in_as_it_is_shown(document: Document) -> None:
    hits = [hit for hit in find(document, "8662100", "元") if hit.place == Where(TYPED)]
    document.apply("替换", replace(document, hits, "9000000", "元").changes)
    assert document.value(TYPED) == 900_000000


def test_a_text_that_stands_where_an_amount_belongs_can_be_replaced(document: Document) -> None:
    document.apply("填", cells.enter(document, {TYPED: "八百万"}))
    hits = [hit for hit in find(document, "八百万") if hit.place == Where(TYPED)]
    document.apply("替换", replace(document, hits, "800").changes)
    assert document.value(TYPED) == 800_000000


@given(
    words=st.lists(st.sampled_from(["机关", "运行", "。", "，", "3", "12", "、", " ", "\n机", "预算"]), max_size=30),
    sought=st.sampled_from(["机关", "运行预算", "12", "关运", "，"]),
    new=st.sampled_from(["", "机", "单位", "12.00", "，"]),
)
def test_replacing_all_is_replacing_each_and_leaves_the_rest(words: list[str], sought: str, new: str) -> None:
    document = blank()
    section = write(document, "".join(words).strip() or "空")
    before = document.section_text(section)
    hits = [hit for hit in find(document, sought) if hit.place.section]
    replaced = replace(document, hits, new)
    document.apply("替换", replaced.changes)
    changed, expected = [hit for hit in hits if hit.stays is None], before
    for hit in reversed(changed):
        expected = expected[: hit.span[0]] + new + expected[hit.span[1] :]
    assert document.section_text(section) == expected.strip()
    assert replaced.done == len(changed)


def test_notes_and_records_are_looked_through_too() -> None:
    document = blank()
    document.apply("注", cells.set_notes(document, "T5", ["注：不含涉密项目。"]))
    document.apply("贴", cells.paste(document, "X1", 0, ["name"], [["涉密中心"]]).changes)
    hits = find(document, "涉密")
    assert {hit.place.notes or hit.place.address.table for hit in hits if hit.place.address or hit.place.notes} >= {
        "T5",
        "X1",
    }
    document.apply("替换", replace(document, hits, "保密").changes)
    assert document.notes("T5") == ("注：不含保密项目。",)
    assert document.text(Address("X1", document.lines("X1")[0].key, "name")) == "保密中心"
