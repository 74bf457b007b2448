"""The name of a state of the data: what it depends on, that it stays for ever, and how its code is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.digest import FORM, canonical, code_of, content_digest, read_code
from models.errors import Trouble
from models.records import Address, CellEntry, Content, Head, RowAddress, RowEntry, State, Unit

HEAD = Head("412-2031-部门", Unit("412", "临江县水务局"), 2031, "部门", "hebei-2031")
CONTENT = Content(
    cells={
        Address("T2", "2130301", "total"): CellEntry(fen=292_650_000),
        Address("T2", "2130302", "total"): CellEntry(fen=0),
        Address("X1", "1", "name"): CellEntry(text="临江县水务局本级"),
    },
    rows={RowAddress("T2", "2130301"): RowEntry(), RowAddress("X1", "1"): RowEntry("局本级", 1)},
    texts={"S2.text": "二、收入 292.65 万元。\n", "profile.maker": "café"},
)
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)


@pytest.mark.parametrize(
    ("content", "digest", "code"),
    [
        (Content(), "7482602477eb6b0c6a52cebdc6fbe2a7d8a272a894b21da407400f44859e1591", "EJ16-093Q-XDNG-J"),
        (CONTENT, "1cf2e39daa26ea1ae620d02f7e6cd7cc68faedeefc63be477d0ba4e7d0f01830", "3KSE-77DA-4VN1-X"),
    ],
)
def test_the_name_of_a_state_never_changes(content: Content, digest: str, code: str) -> None:
    """Written down with form 1; whoever changes one has made a new form, and papers with the old codes are about."""
    assert FORM == 1
    assert (content_digest(HEAD, content), code_of(digest)) == (digest, code)


def test_the_form_stands_in_front() -> None:
    assert canonical(HEAD, Content()).startswith(b'1\n{"cells":[],"edition":"hebei-2031"')


def test_the_order_of_entering_does_not_matter() -> None:
    turned = Content(*(dict(reversed(part.items())) for part in (CONTENT.cells, CONTENT.rows, CONTENT.texts)))
    assert content_digest(HEAD, turned) == content_digest(HEAD, CONTENT)


def test_a_letter_written_in_two_ways_is_one_letter() -> None:
    other = replace(CONTENT, texts={**CONTENT.texts, "profile.maker": "cafe\u0301"})
    assert content_digest(HEAD, other) == content_digest(HEAD, CONTENT)


def test_state_id_and_origin_are_not_part_of_it() -> None:
    head = replace(HEAD, id="another", state=State.SETTLED)
    cells = {address: replace(entry, origin="imported") for address, entry in CONTENT.cells.items()}
    assert content_digest(head, replace(CONTENT, cells=cells)) == content_digest(HEAD, CONTENT)


@pytest.mark.parametrize(
    "head",
    [
        replace(HEAD, year=2032),
        replace(HEAD, kind="单位"),
        replace(HEAD, edition="hebei-2032"),
        replace(HEAD, unit=Unit("413", HEAD.unit.name)),
        replace(HEAD, unit=Unit("412", "临江县水利局")),
    ],
)
def test_every_part_of_the_head_counts(head: Head) -> None:
    assert content_digest(head, CONTENT) != content_digest(HEAD, CONTENT)


@pytest.mark.parametrize("entry", [None, CellEntry(fen=1), CellEntry(text="0"), CellEntry(text="")])
def test_zero_is_not_blank_and_no_text(entry: CellEntry | None) -> None:
    place = Address("T2", "2130302", "total")
    cells = {address: old for address, old in CONTENT.cells.items() if address != place}
    if entry is not None:
        cells[place] = entry
    assert content_digest(HEAD, replace(CONTENT, cells=cells)) != content_digest(HEAD, CONTENT)


@pytest.mark.parametrize(
    "content",
    [
        replace(CONTENT, rows={**CONTENT.rows, RowAddress("X1", "1"): RowEntry("局本级", 2)}),
        replace(CONTENT, rows={**CONTENT.rows, RowAddress("X1", "1"): RowEntry(None, 1)}),
        replace(CONTENT, texts={**CONTENT.texts, "S2.text": "二、收入 292.65 万元。"}),
        replace(CONTENT, texts={**CONTENT.texts, "S3.text": ""}),
    ],
)
def test_every_row_and_text_counts(content: Content) -> None:
    assert content_digest(HEAD, content) != content_digest(HEAD, CONTENT)


@given(digests)
def test_a_code_is_read_as_it_is_written(digest: str) -> None:
    code = code_of(digest)
    assert read_code(code) == code
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 1]


@given(digests, st.sampled_from(["lower", "blanks", "wide", "alike"]))
def test_a_code_is_read_as_people_type_it(digest: str, way: str) -> None:
    code = code_of(digest)
    typed = {
        "lower": code.lower(),
        "blanks": f" {code.replace('-', ' ')} ",
        "wide": "".join(chr(ord(sign) + 0xFEE0) for sign in code),
        "alike": code.replace("0", "O").replace("1", "l").replace("$", "￥"),
    }[way]
    assert read_code(typed) == code


@given(digests, st.integers(0, 11), st.integers(1, 31))
def test_one_wrong_sign_is_noticed(digest: str, place: int, other: int) -> None:
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    plain = code_of(digest).replace("-", "")
    wrong = signs[(signs.index(plain[place]) + other) % 32]
    with pytest.raises(Trouble, match="输错"):
        read_code(plain[:place] + wrong + plain[place + 1 :])


@given(digests, st.integers(0, 10))
def test_two_signs_exchanged_are_noticed(digest: str, place: int) -> None:
    plain = code_of(digest).replace("-", "")
    turned = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    if turned == plain:
        assert read_code(turned) == code_of(digest)
    else:
        with pytest.raises(Trouble, match="输错"):
            read_code(turned)


@pytest.mark.parametrize("text", ["", "7K3M", "7K3M-0QZ8-RX4T", "7K3M-0QZ8-RX4T-CC", "7U3M-0QZ8-RX4T-C", "核对码"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="不是核对码"):
        read_code(text)
