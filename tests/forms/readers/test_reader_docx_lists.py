"""Automatic numbers of Word: they are part of what a person reads."""

from __future__ import annotations

import pytest


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(*levels: str, number: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int = 0, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, depth: int | None = 0, number: int | None = 1, more: str = "") -> str:
    said = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    said += "" if number is None else f'<w:numId w:val="{number}"/>'
    numbering = f"<w:numPr>{said}</w:numPr>" if said else ""
    return f"<w:p><w:pPr>{more}{numbering}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def labels(book) -> list[str]:
    return [paragraph.text for paragraph in book.paragraphs]


CHAPTERS = definition(
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%3.%4"),
)


def test_levels_count_and_start_again_below_a_higher_one(with_body):
    body = [item("甲"), item("乙", 1), item("丙", 1), item("丁", 2), item("戊", 3), item("己"), item("庚", 1)]
    assert labels(with_body("".join(body), CHAPTERS + instance(1))) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1. 丁",
        "1.1 戊",
        "二、己",
        "（一）庚",
    ]


@pytest.mark.parametrize(
    ("form", "start", "label"),
    [
        ("chineseCounting", 10, "十"),
        ("japaneseCounting", 21, "二十一"),
        ("ideographDigital", 3, "三"),
        ("chineseCountingThousand", 100, "100"),
        ("decimal", 7, "7"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("ideographTraditional", 2, "乙"),
        ("chineseLegalSimplified", 10, "拾"),
        ("upperLetter", 26, "Z"),
        ("lowerLetter", 27, "27"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 39, "XXXIX"),
        ("upperRoman", 40, "40"),
        ("unheardOf", 5, "5"),
        ("none", 5, ""),
    ],
)
def test_number_formats(with_body, form, start, label):
    lists = definition(level(0, form, "%1", '<w:suff w:val="nothing"/>', start)) + instance(1)
    assert labels(with_body(item("。"), lists)) == [label + "。"]


@pytest.mark.parametrize(
    ("text", "suffix", "label"),
    [
        ("%1、", "tab", "1、甲"),
        ("（%1）", "tab", "（1）甲"),
        ("%1.", "tab", "1. 甲"),
        ("(%1)", "tab", "(1) 甲"),
        ("%1、", "space", "1、 甲"),
        ("%1.", "nothing", "1.甲"),
        ("第%1条", "tab", "第1条 甲"),
        ("", "tab", "甲"),
    ],
)
def test_what_stands_between_number_and_text(with_body, text, suffix, label):
    lists = definition(level(0, "decimal", text, f'<w:suff w:val="{suffix}"/>')) + instance(1)
    assert labels(with_body(item("甲"), lists)) == [label]


def test_bullets_are_no_numbers(with_body):
    assert labels(with_body(item("甲"), definition(level(0, "bullet", "")) + instance(1))) == ["甲"]


def test_a_number_in_arabic_digits_whatever_the_level_says(with_body):
    lists = definition(
        level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"), level(2, "decimal", "%1.%2.%3")
    )
    body = item("甲") + item("乙", 1) + item("丙", 2)
    assert labels(with_body(body, lists + instance(1))) == ["一、甲", "1.1 乙", "一.1.1 丙"]


def test_a_higher_level_never_used_shows_its_start(with_body):
    lists = definition(level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2")) + instance(1)
    assert labels(with_body(item("甲", 1), lists)) == ["3.1 甲"]


def test_lists_over_one_definition_go_on_and_an_override_starts_anew(with_body):
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    later = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = definition(level(0, "decimal", "%1.")) + instance(1) + instance(2) + instance(3, more=anew)
    body = "".join(item("甲", number=number) for number in (1, 2, 3, 3, 1, 4))
    assert labels(with_body(body, lists + instance(4, more=later))) == [
        "1. 甲",
        "2. 甲",
        "1. 甲",
        "2. 甲",
        "3. 甲",
        "5. 甲",
    ]


def test_an_override_may_bring_its_own_level(with_body):
    own = '<w:lvlOverride w:ilvl="0">' + level(0, "chineseCounting", "（%1）") + "</w:lvlOverride>"
    lists = definition(level(0, "decimal", "%1.")) + instance(1, more=own)
    assert labels(with_body(item("甲"), lists)) == ["（一）甲"]


@pytest.mark.parametrize(("restart", "last"), [(None, "1) 己"), (0, "2) 己"), (1, "2) 己"), (2, "1) 己")])
def test_what_starts_a_level_again(with_body, restart, last):
    said = "" if restart is None else f'<w:lvlRestart w:val="{restart}"/>'
    lists = definition(level(0, "decimal", "%1、"), level(1, "decimal", "%2."), level(2, "decimal", "%3)", said))
    body = item("甲") + item("乙", 1) + item("丙", 2) + item("丁", 1) + item("己", 2)
    assert labels(with_body(body, lists + instance(1)))[-1] == last


HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/></w:style>'
)


def styled(text: str, style: str, number: int | None = None) -> str:
    return item(text, None, number, f'<w:pStyle w:val="{style}"/>')


def test_numbers_that_come_from_the_style(with_body):
    lists = definition(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
    )
    body = styled("甲", "h1") + styled("乙", "h2") + styled("丙", "h1", number=0) + styled("丁", "h1")
    assert labels(with_body(body, lists + instance(1), HEADINGS)) == ["一、甲", "（一）乙", "丙", "二、丁"]


def test_a_list_that_lends_its_levels_from_the_list_of_a_style(with_body):
    borrowed = definition(number=7, more='<w:numStyleLink w:val="h1"/>')
    lists = definition(level(0, "decimal", "%1.")) + borrowed + instance(1) + instance(2, of=7)
    assert labels(with_body(item("甲", number=2), lists, HEADINGS)) == ["1. 甲"]


@pytest.mark.parametrize(
    "lists", ["", instance(1), definition(level(1, "decimal", "%2.")) + instance(1), definition() + instance(1)]
)
def test_paragraphs_of_a_list_that_is_not_defined(with_body, lists):
    assert labels(with_body(item("甲"), lists)) == ["甲"]


def test_a_deleted_paragraph_takes_no_number(with_body):
    gone = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    lists = definition(level(0, "decimal", "%1.")) + instance(1)
    assert labels(with_body(item("甲") + gone + item("乙"), lists)) == ["1. 甲", "2. 乙"]


def test_numbers_in_cells_are_seen_though_nothing_follows_them(with_body):
    lists = definition(level(0, "decimal", "%1")) + instance(1)
    cells = "".join(f"<w:tr><w:tc>{item(text)}</w:tc></w:tr>" for text in ("", ""))
    (grid,) = with_body(f"<w:tbl>{cells}</w:tbl>", lists).grids
    assert [cell.number for cell in grid.cells.values()] == [1, 2]
