"""Small tables kept as lines of the text: how they are found again, and how they are printed."""

from __future__ import annotations

from forms.document.text_tables import printed, tables_in
from forms.write.page.flow import TextParagraph, flow
from models.records import TextChange
from tests.forms.documents import begun

TEXT = "安排如下：\n项目\t金额\n水费\n取暖\t4.50\n合计\t4.50\n以上均为本年安排。\n甲\t乙"


def test_rows_that_follow_each_other_are_a_table() -> None:
    (table,) = tables_in(TEXT)
    assert [{column: cell.text for column, cell in row.items()} for row in table] == [
        {0: "项目", 1: "金额"},
        {0: "水费"},
        {0: "取暖", 1: "4.50"},
        {0: "合计", 1: "4.50"},
    ]
    assert all(TEXT[slice(*cell.span)] == cell.text for row in table for cell in row.values())


def test_a_row_is_printed_with_wide_blanks() -> None:
    assert printed("取暖\t\t4.50") == "取暖　　4.50"
    document = begun()
    document.apply("填写", [TextChange("S3.text", None, TEXT)])
    lines = [part.text for part in flow(document) if isinstance(part, TextParagraph)]
    assert "合计　4.50" in lines
    assert not any("\t" in line for line in lines)
