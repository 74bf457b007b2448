"""A paper printed to PDF is read like the workbook and the Word file it was printed from."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from forms.cli.command import run
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.plain_data import document_data

FIVE = ("2019-bazhou", "2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")
SIGNATURES = "签批页"
"""The heading of the page for signatures, which the export adds behind the last section."""


def work() -> float:
    """The seconds of work done so far, in the processes that were started too."""
    return sum(os.times()[:4])


def dumped(*files: Path) -> dict[str, Any]:
    return document_data(recognise([read(file) for file in files]).document())


def squeezed(found: Any) -> Any:
    """The same without blanks: a break of line is none of the text."""
    if isinstance(found, str):
        return "".join(found.split())
    if isinstance(found, Mapping):
        return {key: squeezed(value) for key, value in found.items()}
    return [squeezed(value) for value in found] if isinstance(found, list) else found


def text_of(data: Mapping[str, Any]) -> str:
    """The text of all sections without blanks, but for the page for signatures."""
    whole = squeezed("".join(section["title"] + section["text"] for section in data["sections"]))
    return str(whole).partition(SIGNATURES)[0]


def likeness(text: str, other: str) -> float:
    """Which part of the characters of a text stands in the other one, in the same order."""
    blocks = difflib.SequenceMatcher(None, text, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(text)


def assert_same(paper: Mapping[str, Any], source: Mapping[str, Any]) -> None:
    """The tables, amounts and projects of a paper are those of its source."""
    for part in ("unit", "year", "kind", "tables", "projects", "glossary"):
        assert squeezed(paper[part]) == squeezed(source[part]), part
    goals = squeezed(paper["goals"])
    goals["measures"] = before_signatures(goals["measures"])
    assert goals == squeezed(source["goals"])


def before_signatures(items: list[Any]) -> list[Any]:
    return items[: items.index(SIGNATURES)] if SIGNATURES in items else items


@pytest.mark.parametrize("name", FIVE)
def test_an_exported_paper_reads_back_as_what_it_was_exported_from(data: Path, tmp_path: Path, name: str) -> None:
    files = data / name / "tables.xlsx", data / name / "disclosure.docx"
    assert run(["export", *map(str, files), "--out", str(tmp_path), "--only", "pdf"]) == 0
    (paper,) = tmp_path.glob("*.pdf")
    begun = work()
    read_back = dumped(paper)
    assert work() - begun < 5
    source = dumped(*files)
    assert_same(read_back, source)
    assert text_of(read_back) == text_of(source)


def test_a_word_file_printed_by_another_program_is_read_like_the_word_file(data: Path) -> None:
    paper, source = (
        dumped(data / "pdf" / "2019-bazhou.disclosure.pdf"),
        dumped(data / "2019-bazhou" / "disclosure.docx"),
    )
    assert_same(paper, source)
    assert text_of(paper) == text_of(source)


def test_an_exported_word_file_printed_by_another_program_is_read_like_its_source(data: Path) -> None:
    paper = dumped(data / "pdf" / "2020-shijiazhuang.exported.pdf")
    source = dumped(data / "2020-shijiazhuang" / "tables.xlsx", data / "2020-shijiazhuang" / "disclosure.docx")
    assert_same(paper, source)
    assert likeness(text_of(source), text_of(paper)) > 0.995


def test_the_amounts_of_a_workbook_printed_over_several_page_widths_stand_in_their_columns(data: Path) -> None:
    paper = dumped(data / "pdf" / "2021-qinhuangdao.widths.pdf")
    source = dumped(data / "2021-qinhuangdao" / "tables.xlsx")
    tables = {table["id"]: table for table in source["tables"]}
    for table in paper["tables"]:
        if table["id"] in ("T2", "T3", "T5", "T6"):
            wanted = {row["key"]: row["cells"] for row in tables[table["id"]]["rows"]}
            assert {row["key"]: row["cells"] for row in table["rows"]} == wanted, table["id"]


def test_a_folder_with_a_paper_alone_is_compared(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "2019-bazhou.disclosure.pdf"
    (tmp_path / name).write_bytes((data / "pdf" / name).read_bytes())
    assert run(["compare", str(tmp_path), str(data / "2019-bazhou" / "disclosure.docx")]) == 0
    assert "共0处差别" in capsys.readouterr().out


def test_a_damaged_paper_ends_a_command_with_one_sentence(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = (data / "pdf" / "2019-bazhou.disclosure.pdf").read_bytes()
    paper = tmp_path / "纸.pdf"
    paper.write_bytes(whole[: len(whole) // 2])
    for command in (["check"], ["dump"], ["import", "--data", str(tmp_path / "data")]):
        assert run([*command, str(paper)]) == 2
        told = capfd.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
        assert "已损坏或没有下载完整" in told.err
