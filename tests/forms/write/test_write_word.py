"""The Word file: read back it says the same, and it is set as an official paper is."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree
from published import large, published
from whole import made

from forms.document.document import Document
from forms.match.reading import Reading
from forms.match.recognise import recognise
from forms.readers import read
from forms.write.page.plain_data import document_data
from forms.write.pdf.page_numbers import printed_contents
from forms.write.pdf.pdf import write_pdf
from forms.write.word.word import write_word
from models.records import CellChange, CellEntry, TextChange
from tests.published import PAPER, disclosure

FIVE = ("2019-bazhou", "2020-shijiazhuang", "2021-qinhuangdao", "2023-bazhou-unit", "2024-fengrun")


def written(document: Document, folder: Path, *, mark: str = "") -> Path:
    path = folder / "公开.docx"
    write_word(document, path, mark)
    return path


def read_back(document: Document, folder: Path) -> Reading:
    return recognise(read(written(document, folder)))


def opened(folder: Path, name: str = "2024-fengrun", *, mark: str = "") -> WordFile:
    return docx.Document(str(written(disclosure(name, PAPER), folder, mark=mark)))


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("name", FIVE)
def test_read_back_it_holds_the_same_tables_projects_and_texts(name: str, tmp_path: Path) -> None:
    document = disclosure(name, PAPER)
    before, after = document_data(document), document_data(read_back(document, tmp_path).document())
    assert after == before


@pytest.mark.parametrize("name", FIVE)
def test_read_back_nothing_is_refused(name: str, tmp_path: Path) -> None:
    assert read_back(disclosure(name, PAPER), tmp_path).report.counts["refused"] == 0


def test_a_disclosure_without_text_is_its_tables(tmp_path: Path) -> None:
    document = published("2024-fengrun")
    after = document_data(read_back(document, tmp_path).document())["tables"]
    assert after == document_data(document)["tables"]


def test_hundreds_of_rows_are_read_back(tmp_path: Path) -> None:
    document = large(300)
    after = read_back(document, tmp_path).document()
    assert [len(after.lines(table)) for table in ("T2", "T5")] == [len(document.lines(t)) for t in ("T2", "T5")]


def test_a_character_that_no_file_may_hold_is_left_out(tmp_path: Path) -> None:
    document = disclosure("2024-fengrun", PAPER)
    document.apply("改", [TextChange("S11.text", document.texts["S11.text"], "无\x0b其他\x00事项。")])
    assert read_back(document, tmp_path).document().section_text("S11") == "无其他事项。"


def test_every_style_names_its_east_asian_face(tmp_path: Path) -> None:
    faces = {style.name: style.element.rPr.rFonts.get(qn("w:eastAsia")) for style in opened(tmp_path).styles}
    assert faces["正文段落"] == "仿宋_GB2312"
    assert faces["Heading 1"] == "黑体"
    assert faces["预算表标题"] == faces["封面标题"] == "方正小标宋简体"
    assert faces["表格居右 宋体 10"] == "宋体"
    assert None not in faces.values()


def test_the_text_is_set_as_an_official_paper(tmp_path: Path) -> None:
    styles = opened(tmp_path).styles
    text, heading = styles["正文段落"], styles["Heading 1"]
    assert (text.font.size.pt, text.paragraph_format.line_spacing.pt) == (16, 28.95), "22 lines of a page"
    assert text.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert (heading.font.size.pt, heading.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))) == (16, "0")


def test_paragraphs_that_the_pdf_sets_closer_are_so_in_word(tmp_path: Path) -> None:
    document = disclosure("2024-fengrun", PAPER)
    file = docx.Document(str(written(document, tmp_path)))
    closer = [p for p in file.paragraphs if p.style.name == "正文段落（紧）"]
    assert len(closer) == sum(printed_contents(document).closer) > 0
    assert closer[0].style.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-6"


def test_the_head_of_a_table_comes_again_on_every_page(tmp_path: Path) -> None:
    table = opened(tmp_path).tables[1]
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    # The head lines, two rows of captions and the 栏次 row.
    assert repeated[:5] == [True, True, True, True, False]
    assert not any(repeated[4:])


def test_a_row_stays_whole_unless_its_text_is_long(tmp_path: Path) -> None:
    document = disclosure("2024-fengrun", PAPER)
    address = next(a for a in document.cells if a.table == "X5" and a.column == "purpose")
    document.cells[address] = type(document.cells[address])(text="用途" * 300)
    rows = [row for table in docx.Document(str(written(document, tmp_path))).tables for row in table.rows]
    (split,) = (row for row in rows if row._tr.trPr.find(qn("w:cantSplit")) is None)
    assert "用途用途" in split.cells[1].text


def test_amounts_stand_at_the_right_edge(tmp_path: Path) -> None:
    table = opened(tmp_path).tables[2]
    (total,) = (row for row in table.rows if row.cells[2].text == "合计")
    assert total.cells[3].text == "2305.27"
    assert total.cells[3].paragraphs[0].style.name.startswith("表格居右")


def test_a_table_lies_where_the_form_has_it_so(tmp_path: Path) -> None:
    file = opened(tmp_path)
    lying = [section.page_width > section.page_height for section in file.sections]
    document = disclosure("2024-fengrun", PAPER)
    declared = [table.orientation == "landscape" for table in document.edition.tables.values() if table.part != "goals"]
    assert any(declared)
    assert lying == [False, False, True, False, True, False]
    assert {(s.page_width.mm > 290, s.page_height.mm > 290) for s in file.sections} == {(False, True), (True, False)}


def test_each_budget_table_begins_a_page(tmp_path: Path) -> None:
    file = opened(tmp_path)
    titles = [p for p in file.paragraphs if p.style.name == "预算表标题"]
    broken = [p.text for p in titles if p.paragraph_format.page_break_before]
    # The others are the first of their section.
    assert len(titles) == 9
    assert [p.text for p in titles if p.text not in broken] == ["部门预算收入总表", "部门预算财政拨款收支总表"]


def test_the_contents_are_a_field_with_the_page_numbers_of_the_pdf(tmp_path: Path) -> None:
    document = disclosure("2024-fengrun", PAPER)
    path = written(document, tmp_path)
    body, settings = part(path, "word/document.xml"), part(path, "word/settings.xml")
    assert body.count("TOC \\f \\h \\z") == 1
    assert "updateFields" not in settings, "Word would ask on opening"
    lines = [p for p in docx.Document(str(path)).paragraphs if p.style.name.startswith("toc ")]
    write_pdf(document, tmp_path / "a.pdf")
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        outline = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in pdf.get_toc()]
    words = [(line.text.split("\t")[0], int(line.style.name[-1]) - 1, int(line.text.split("\t")[1])) for line in lines]
    assert words == [entry for entry in outline if entry[0] not in ("封面", "目录", "签批页")]
    assert words[0][0] == "部门预算公开表"
    assert "2024年部门预算信息公开情况说明" in {text for text, _, _ in words}


@pytest.mark.parametrize("name", ["2020-shijiazhuang", "2021-qinhuangdao"])
def test_contents_of_one_page_in_the_pdf_have_room_on_one_page(name: str, tmp_path: Path) -> None:
    file = opened(tmp_path, name)
    title, *lines = (p for p in file.paragraphs if p.style.name == "目录标题" or p.style.name.startswith("toc "))
    shapes = [line.style.paragraph_format for line in (title, *lines)]
    heights = [(shape.line_spacing or 0) + (shape.space_before or 0) + (shape.space_after or 0) for shape in shapes]
    assert sum(heights) <= file.sections[0].page_height - file.sections[0].top_margin - file.sections[0].bottom_margin


def test_every_line_of_the_contents_is_a_link_to_its_bookmark(tmp_path: Path) -> None:
    file = opened(tmp_path)
    lines = [p for p in file.paragraphs if p.style.name.startswith("toc ")]
    anchors = [p._p.find(qn("w:hyperlink")).get(qn("w:anchor")) for p in lines]
    marks = [mark.get(qn("w:name")) for mark in file.element.body.iter(qn("w:bookmarkStart"))]
    assert sorted(anchors) == sorted(marks)
    assert len(set(marks)) == len(marks)
    fields = ["".join(one.itertext()) for p in lines for one in p._p.iter(qn("w:instrText"))]
    assert [field.split()[1] for field in fields if field.split()[0] == "PAGEREF"] == anchors
    leaders = [p.style.element.pPr.find(f".//{qn('w:tab')}").get(qn("w:leader")) for p in lines]
    assert set(leaders) == {"dot"}


def test_chapters_are_headings_that_stay_with_their_text(tmp_path: Path) -> None:
    document = made({"S1.text": "（一）供水\n1.水源\n水源有两处。\n一、其他\n无。"})
    write_word(document, tmp_path / "a.docx")
    file = docx.Document(str(tmp_path / "a.docx"))
    found = {p.text: p.style for p in file.paragraphs}
    assert [found[text].name for text in ("（一）供水", "1.水源", "一、其他")] == ["Heading 2", "Heading 3", "节内标题"]
    for text in ("（一）供水", "1.水源", "一、其他"):
        assert found[text].paragraph_format.keep_with_next
        assert found[text].element.pPr.find(qn("w:outlineLvl")) is not None
    assert found["（一）供水"].element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert found["1.水源"].font.bold


def test_a_line_that_leads_over_stays_with_what_follows(tmp_path: Path) -> None:
    write_word(made({"S1.text": "主要职责：\n负责供水。\n负责排水。"}), tmp_path / "a.docx")
    kept = {p.text: p.paragraph_format.keep_with_next for p in docx.Document(str(tmp_path / "a.docx")).paragraphs}
    assert kept["主要职责："]
    assert not kept["负责供水。"]


def test_every_face_of_the_file_has_substitutes(tmp_path: Path) -> None:
    path = written(disclosure("2024-fengrun", PAPER), tmp_path)
    table = etree.fromstring(part(path, "word/fontTable.xml").encode())
    substitutes = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in table}
    named = {style.element.rPr.rFonts.get(qn("w:eastAsia")) for style in docx.Document(str(path)).styles}
    assert named <= substitutes.keys()
    assert substitutes["仿宋_GB2312"].startswith("仿宋,")
    assert substitutes["楷体_GB2312"].startswith("楷体,")


def test_pages_are_numbered_from_the_contents_on(tmp_path: Path) -> None:
    cover, contents, *further = opened(tmp_path).sections
    assert cover.footer.is_linked_to_previous
    assert cover._sectPr.find(qn("w:pgNumType")) is None
    assert contents._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1", "odd numbers stand on odd pages"
    assert contents.footer.paragraphs[0].text == contents.even_page_footer.paragraphs[0].text == "— 1 —"
    assert all(section.footer.is_linked_to_previous for section in further)


def test_the_goal_table_has_the_published_grid(tmp_path: Path) -> None:
    (table, *_) = (t for t in opened(tmp_path).tables if t.rows[1].cells[0].text == "项目编码")
    assert [cell.text for cell in table.rows[7].cells] == [
        "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据",
    ]  # fmt: skip
    assert table.rows[2].cells[0]._tc is table.rows[3].cells[0]._tc
    assert table.rows[2].cells[5].text == "其他资金"
    assert table.rows[3].cells[1]._tc is table.rows[3].cells[5]._tc
    assert table.rows[8].cells[0]._tc is table.rows[11].cells[0]._tc
    assert table.rows[8].cells[0].text == "产出指标"


def test_nothing_tells_of_person_machine_or_time(tmp_path: Path) -> None:
    path = written(disclosure("2024-fengrun", PAPER), tmp_path)
    properties = docx.Document(str(path)).core_properties
    assert properties.title == "丰润区工业和信息化局2024年部门预算信息公开"
    assert properties.author == properties.last_modified_by == "丰润区工业和信息化局"
    moments = (properties.created, properties.modified)
    assert [moment.replace(tzinfo=None) for moment in moments if moment] == [datetime(2024, 1, 1)] * 2
    assert properties.comments == ""
    with zipfile.ZipFile(path) as archive:
        assert {name for name in archive.namelist() if "rels" not in name} == {
            "[Content_Types].xml", "docProps/core.xml", "word/document.xml", "word/styles.xml", "word/fontTable.xml",
        "word/settings.xml",
            "word/footer1.xml", "word/footer2.xml",
        }  # fmt: skip


def test_a_draft_says_so_above_every_page(tmp_path: Path) -> None:
    cover, *further = opened(tmp_path, mark="草稿").sections
    assert cover.header.paragraphs[0].text == cover.even_page_header.paragraphs[0].text == "草稿"
    assert all(section.header.is_linked_to_previous for section in further)


def test_what_is_no_draft_has_no_header(tmp_path: Path) -> None:
    assert all(section.header.is_linked_to_previous for section in opened(tmp_path).sections)


def test_a_goal_table_of_one_page_is_not_torn(tmp_path: Path) -> None:
    tables = [t for t in opened(tmp_path).tables if t.rows[1].cells[0].text == "项目编码"]
    for table in tables:
        kept = [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert kept == [True] * (len(kept) - 1) + [None]
    assert len(tables) == 7


def with_long_indicators() -> Document:
    """A disclosure none of whose goal tables fits on a page."""
    document = disclosure("2024-fengrun", PAPER)
    changes = [
        CellChange(address, document.cells[address], CellEntry(text="说明" * 150))
        for address in document.cells
        if address.table == "X5I" and address.column == "description"
    ]
    document.apply("改", changes)
    return document


def first_long_goal_table(folder: Path) -> list[Table]:
    """Its two parts, as Word holds them."""
    tables = docx.Document(str(written(with_long_indicators(), folder))).tables
    number = next(n for n, table in enumerate(tables) if table.rows[1].cells[0].text == "项目编码")
    return tables[number : number + 2]


def test_title_and_captions_of_indicators_come_again_on_every_page_of_a_long_goal_table(tmp_path: Path) -> None:
    head, indicators = first_long_goal_table(tmp_path)
    assert head.rows[-1].cells[0].text == "绩效目标"
    assert indicators.rows[0].cells[0].text.endswith("绩效目标表")
    assert len(set(indicators.rows[0]._tr.tc_lst)) == 1
    assert indicators.rows[1].cells[0].text == "一级指标"
    assert head._tbl.getnext().getnext() is indicators._tbl
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in indicators.rows]
    assert repeated == [True] * 2 + [False] * (len(repeated) - 2)


def test_a_long_goal_table_does_not_break_above_its_first_indicator(tmp_path: Path) -> None:
    rows = [row for table in first_long_goal_table(tmp_path) for row in table.rows]
    kept = [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert kept == [True] * 9 + [False] * (len(kept) - 9)


def test_a_goal_table_in_two_parts_is_read_as_one(tmp_path: Path) -> None:
    document = with_long_indicators()
    reading = read_back(document, tmp_path)
    assert document_data(reading.document()) == document_data(document)
    assert reading.report.counts["refused"] == 0


def test_what_the_pdf_sets_above_a_lying_table_stands_on_its_sheet(tmp_path: Path) -> None:
    file = opened(tmp_path, "2019-bazhou")
    (heading,) = (p._p for p in file.paragraphs if p.text == "六、政府采购预算情况" and p.style.name == "Heading 1")
    assert heading.getprevious().find(f".//{qn('w:sectPr')}") is not None, "it begins a sheet"
    sentence = heading.getnext()
    assert "57.90" in "".join(sentence.itertext())
    assert sentence.find(f".//{qn('w:sectPr')}") is None, "the table stands on the same sheet"
    (sheet, *_) = sentence.xpath("following::w:sectPr/w:pgSz")
    assert sheet.get(qn("w:orient")) == "landscape"


def test_unit_year_and_unit_of_money_share_one_line(tmp_path: Path) -> None:
    first = opened(tmp_path, "2023-bazhou-unit").tables[0].rows[0]
    assert len({id(cell._tc) for cell in first.cells}) == 1
    assert first.cells[0].text == "601001霸州市科学技术和工业信息化局本级\t预算年度：2023\t单位：万元"
