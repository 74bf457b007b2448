"""Every Word document that cannot be read is refused in one Chinese sentence with a way out."""

from __future__ import annotations

import pytest

from forms.readers import bounds
from forms.readers.word import docx
from tests.forms.readers.conftest import WORD, document, refusal


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", "<w:document>"),
        ("word/document.xml", b"\xff\xfe\x00\x01"),
        ("word/document.xml", f'<w:document xmlns:w="{WORD}"/>'),
        ("word/document.xml", document("<w:sdt>" * 300 + "</w:sdt>" * 300)),
        ("word/document.xml", document('<w:tbl><w:tr><w:trPr><w:gridBefore w:val="?"/></w:trPr></w:tr></w:tbl>')),
        ("word/numbering.xml", "no xml"),
        ("word/styles.xml", "<w:styles"),
        ("_rels/.rels", "<Relationships/>"),
    ],
)
def test_damaged_part_of_a_document(with_document_parts, part, content):
    assert "已损坏" in refusal(with_document_parts({part: content}))


def test_multiplying_entities_in_a_document(with_document_parts):
    bomb = f'<!DOCTYPE w [<!ENTITY a "{"a" * 1000}"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'
    body = bomb + document("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>")
    assert "已损坏" in refusal(with_document_parts({"word/document.xml": body}))


def test_empty_document(with_document_parts):
    body = document("<w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
    assert "没有任何内容" in refusal(with_document_parts({"word/document.xml": body}))


def test_zip_bomb_in_a_document(with_document_parts):
    assert "过大" in refusal(with_document_parts({"word/media/image1.png": bytes(bounds.MAX_UNPACKED_BYTES)}))


MERGED = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr>'
LONG_LABELS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    f'<w:lvlText w:val="{"长" * 10_000}"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
LABELLED = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'


@pytest.mark.parametrize(
    ("body", "numbering"),
    [
        ("<w:p/>" * docx.MAX_TAGS, ""),
        ("<w:tbl><w:tr>" + "<w:tc/>" * (bounds.MAX_CELLS + 1) + "</w:tr></w:tbl>", ""),
        ("<w:tbl>" + MERGED * (bounds.MAX_MERGES + 1) + "</w:tbl>", ""),
        (f"<w:p><w:r><w:t>{'a' * bounds.MAX_CHARACTERS}</w:t></w:r></w:p>", ""),
        (LABELLED * (bounds.MAX_CHARACTERS // 10_000), LONG_LABELS),
    ],
    ids=["paragraphs", "cells", "merges", "characters", "labels"],
)
def test_absurd_amounts_in_a_document(with_document_parts, body, numbering):
    lists = f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>'
    path = with_document_parts({"word/document.xml": document(body), "word/numbering.xml": lists})
    assert "过大" in refusal(path)
