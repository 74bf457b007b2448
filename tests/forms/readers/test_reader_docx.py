"""Word documents: what a person reads of their paragraphs and tables."""

from __future__ import annotations

import warnings
from decimal import Decimal

import docx
import pytest

from forms.readers import Area, Grid, read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def texts(book) -> list[str]:
    return [paragraph.text for paragraph in book.paragraphs]


def shown(grid: Grid) -> dict[tuple[int, int], str]:
    return {place: cell.text for place, cell in grid.cells.items()}


def test_paragraphs_are_counted_with_the_blank_ones_and_without_those_in_tables(with_body):
    book = with_body(paragraph(run("一")) + paragraph("") + table(row(cell("二"))) + paragraph(run("三")))
    assert [(p.address, p.text) for p in book.paragraphs] == [("段落 1", "一"), ("段落 3", "三")]


def test_blocks_keep_the_order_of_the_document(with_body):
    book = with_body(paragraph(run("上")) + table(row(cell("中"))) + paragraph(run("下")) + table(row(cell("末"))))
    assert [getattr(block, "name", None) for block in book.blocks] == [None, "表格 1", None, "表格 2"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上\n下"),
        ("<w:r><w:t>上</w:t><w:cr/><w:t>下</w:t></w:r>", "上\n下"),
        ("<w:r><w:t>收支总表</w:t><w:tab/><w:t>1</w:t></w:r>", "收支总表 1"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>9</w:t></w:r>", "1-9"),
        ("<w:r><w:t>机关</w:t><w:softHyphen/><w:t>运行</w:t></w:r>", "机关运行"),
        (run("　　二、") + run(" ") + run("总体情况　"), "二、 总体情况"),
        ('<w:hyperlink w:anchor="a">' + run("部门职责") + "</w:hyperlink>", "部门职责"),
        ('<w:smartTag w:element="date">' + run("2024年") + "</w:smartTag>", "2024年"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>", "控件"),
        (run("见注") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("。"), "见注。"),
        ("<m:oMath><m:r><m:t>≥95</m:t></m:r></m:oMath>" + run("%"), "≥95%"),
        ("<w:ruby><w:rt>" + run("yù") + "</w:rt><w:rubyBase>" + run("预") + "</w:rubyBase></w:ruby>", "预"),
    ],
)
def test_text_of_a_paragraph(with_body, content, text):
    assert texts(with_body(paragraph(content))) == [text]


def test_tracked_changes_are_read_as_if_accepted(with_body):
    content = run("安排") + "<w:del><w:r><w:delText>8250</w:delText></w:r></w:del><w:ins>" + run("8205") + "</w:ins>"
    moved = "<w:moveFrom>" + run("旧处") + "</w:moveFrom><w:moveTo>" + run("新处") + "</w:moveTo>"
    assert texts(with_body(paragraph(content + moved))) == ["安排8205新处"]


def test_paragraphs_whose_mark_is_deleted_or_hidden_go_on_in_the_next(with_body):
    first = paragraph(run("一、"), "<w:rPr><w:del/></w:rPr>")
    second = paragraph(run("部门"), "<w:rPr><w:vanish/></w:rPr>")
    book = with_body(first + second + paragraph(run("职责")) + first + table(row(cell("表"))))
    assert [getattr(block, "text", "表") for block in book.blocks] == ["一、部门职责", "一、", "表"]


def test_hidden_text_is_left_out(with_body):
    styles = (
        '<w:style w:type="character" w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="secret"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="note"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = paragraph(
        run("甲")
        + run("藏", "<w:vanish/>")
        + run("乙", '<w:vanish w:val="0"/>')
        + run("藏", '<w:rStyle w:val="secret"/>')
        + run("丙", '<w:rStyle w:val="secret"/><w:vanish w:val="false"/>')
        # The page numbers of a contents list are hidden on the web only.
        + run("1", "<w:webHidden/>")
    )
    body += paragraph(run("全藏"), '<w:pStyle w:val="note"/>')
    assert texts(with_body(body, styles=styles)) == ["甲乙丙1"]


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str) -> str:
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return field_mark("begin") + code + field_mark("separate") + result + field_mark("end")


def test_fields_are_read_as_their_result(with_body):
    inner = field("PAGE", run("3"))
    condition = field_mark("begin") + run("IF ") + inner + field_mark("separate") + run("页") + field_mark("end")
    simple = '<w:fldSimple w:instr="DATE">' + run("2024") + "</w:fldSimple>"
    assert texts(with_body(paragraph(run("第") + inner + condition + simple))) == ["第3页2024"]


def test_contents_list_is_read_as_paragraphs(with_body):
    first = paragraph(field_mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + field_mark("separate"))
    entry = paragraph(run("一、职责") + "<w:r><w:tab/></w:r>" + field("PAGEREF", run("17")) + field_mark("end"))
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{first}{entry}</w:sdtContent></w:sdt>" + paragraph(run("正文"))
    assert texts(with_body(body)) == ["一、职责 17", "正文"]


def test_text_after_a_field_that_never_ends_is_not_lost(with_body):
    assert texts(with_body(paragraph(field_mark("begin") + run("丢")) + paragraph(run("正文")))) == ["正文"]


@pytest.mark.parametrize(
    "drawing",
    [
        "<w:pict><w:txbxContent>{}</w:txbxContent></w:pict>",
        "<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_text_boxes_follow_the_paragraph_that_holds_them(with_body, drawing):
    box = drawing.format(paragraph(run("单位：万元")) + table(row(cell("框内"))))
    book = with_body(paragraph(run("标题") + f"<w:r>{box}</w:r>") + paragraph(run("下文")))
    assert [(p.number, p.text) for p in book.paragraphs] == [(1, "标题"), (2, "单位：万元"), (3, "下文")]
    assert shown(book.grids[0]) == {(1, 1): "框内"}


def test_outline_levels(with_body):
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="4"><w:basedOn w:val="5"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="5"><w:basedOn w:val="4"/></w:style>'
    )
    properties = [f'<w:pStyle w:val="{number}"/>' for number in range(1, 6)]
    properties += ['<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', '<w:outlineLvl w:val="2"/>', ""]
    book = with_body("".join(paragraph(run("题"), kind) for kind in properties), styles=styles)
    assert [p.level for p in book.paragraphs] == [1, 2, 2, None, None, None, 3, None]


def test_headings_of_a_document_made_by_a_program(tmp_path):
    document = docx.Document()
    document.add_heading("一、部门职责", 1)
    document.add_paragraph("职责如下。")
    document.save(tmp_path / "a.docx")
    assert [(p.text, p.level) for p in read(tmp_path / "a.docx").paragraphs] == [
        ("一、部门职责", 1),
        ("职责如下。", None),
    ]


def test_merged_cells(tmp_path):
    document = docx.Document()
    made = document.add_table(3, 4)
    made.cell(0, 0).merge(made.cell(2, 0)).text = "产出指标"
    made.cell(0, 1).merge(made.cell(0, 3)).text = "评价标准"
    made.cell(1, 1).merge(made.cell(2, 2)).text = "块"
    made.cell(2, 3).text = "差"
    document.save(tmp_path / "a.docx")
    (grid,) = read(tmp_path / "a.docx").grids
    assert grid.merges == (Area(1, 1, 3, 1), Area(1, 2, 1, 4), Area(2, 2, 3, 3))
    assert shown(grid) == {(1, 1): "产出指标", (1, 2): "评价标准", (2, 2): "块", (3, 4): "差"}
    assert grid.spread(3, 3).text == "块"


def test_cells_after_a_gap_and_cells_merged_the_old_way(with_body):
    gap = row(cell("甲"), properties='<w:gridBefore w:val="2"/>')
    joined = row(cell("乙", '<w:hMerge w:val="restart"/>'), cell("盖住", '<w:hMerge w:val="continue"/>'), cell("丙"))
    (grid,) = with_body(table(gap, joined)).grids
    assert shown(grid) == {(1, 3): "甲", (2, 1): "乙", (2, 3): "丙"}
    assert grid.merges == (Area(2, 1, 2, 2),)


def test_a_merge_without_a_beginning_is_a_cell(with_body):
    below = "<w:vMerge/>"
    (grid,) = with_body(table(row(cell("甲", below)), row(cell("盖住", below)), row(cell("乙")))).grids
    assert shown(grid) == {(1, 1): "甲", (3, 1): "乙"}
    assert grid.merges == (Area(1, 1, 2, 1),)


def test_paragraphs_of_a_cell_are_lines_and_its_indent_stays(with_body):
    content = paragraph(run("　　1. 保障工作")) + paragraph("") + paragraph(run("2. 保证畅通"))
    (grid,) = with_body(table(row(f"<w:tc>{content}</w:tc>"))).grids
    assert shown(grid) == {(1, 1): "　　1. 保障工作\n2. 保证畅通"}


def test_rows_deleted_or_hidden_are_left_out(with_body):
    rows = [row(cell("甲")), row(cell("删"), properties="<w:del/>"), row(cell("藏"), properties="<w:hidden/>")]
    (grid,) = with_body(table(*rows, row(cell("乙"), properties="<w:ins/>"))).grids
    assert shown(grid) == {(1, 1): "甲", (2, 1): "乙"}


def test_rows_and_cells_in_content_controls(with_body):
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    (grid,) = with_body(control(table(control(row(cell("甲"), control(cell("乙"))))))).grids
    assert shown(grid) == {(1, 1): "甲", (1, 2): "乙"}


def test_a_table_in_a_cell_is_a_grid_behind_its_own(with_body):
    inner = table(row(cell("内")))
    outer = table(row(f"<w:tc>{paragraph(run('外'))}{inner}<w:p/></w:tc>"))
    book = with_body(outer + table(row(cell("后"))))
    assert [(g.name, shown(g)[1, 1]) for g in book.grids] == [("表格 1", "外"), ("表格 2", "内"), ("表格 3", "后")]


@pytest.mark.parametrize(
    ("text", "shown_text", "number"),
    [
        ("2305.27", "2305.27", "2305.27"),
        (" 1,234,567.50 ", "1234567.50", "1234567.50"),
        ("-3", "-3", "-3"),
        ("2060101", "2060101", "2060101"),
        ("0.00", "0.00", "0.00"),
        ("100.00%", "100.00%", None),
        ("1,23", "1,23", None),
        ("——", "——", None),
        ("1.", "1.", None),
        ("２３", "２３", None),
        ("13020824000019100055", "13020824000019100055", None),
    ],
)
def test_numbers_in_cells(with_body, text, shown_text, number):
    (found,) = with_body(table(row(cell(text)))).grids[0].cells.values()
    assert (found.text, found.number) == (shown_text, None if number is None else Decimal(number))


def test_link_to_a_picture_that_is_missing(with_document_parts):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = f'<Relationships xmlns="{kind}"><Relationship Id="r" Type="{kind}/image" Target="NULL"/></Relationships>'
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph(run("正文"))}</w:body></w:document>'
    path = with_document_parts({"word/_rels/document.xml.rels": links, "word/document.xml": body})
    assert texts(read(path)) == ["正文"]


def test_content_decides_not_the_suffix_of_a_document(data, tmp_path):
    path = tmp_path / "disclosure.xlsx"
    path.write_bytes((data / "2024-fengrun" / "disclosure.docx").read_bytes())
    assert len(read(path).grids) == 19


def test_nothing_is_said_while_a_document_is_read(data, capfd):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read(data / "2024-fengrun" / "disclosure.docx")
    assert ([str(w.message) for w in caught], *capfd.readouterr()) == ([], "", "")
