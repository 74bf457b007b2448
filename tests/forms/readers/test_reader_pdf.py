"""PDFs with a text layer: paragraphs and tables as a person sees them, what stands in the margins left out."""

from __future__ import annotations

import multiprocessing
import time
import zlib
from concurrent.futures import CancelledError
from decimal import Decimal
from pathlib import Path

import pytest

from forms.readers import Book, read
from forms.readers.pdf import child, limits
from models.errors import Trouble
from tests.forms.readers.papers import HEIGHT, WIDTH, Paper

DATA = Path(__file__).parents[2] / "data"
FULL = "部门预算公开情况说明部门预算公开情况说明部门预算公开情况说明部门"
"""As many characters as a line takes that begins at 90."""
XS, YS = (80, 160, 300, 400), (100, 130, 160, 190)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "纸.pdf")


def texts(book: Book) -> list[str]:
    return [paragraph.text for paragraph in book.paragraphs]


def rows(book: Book, grid: int = 0) -> list[list[str]]:
    found = book.grids[grid]
    return [[cell.text for cell in found.cells_in_row(row)] for row in found.row_numbers]


# Paragraphs


def test_lines_are_put_together_to_paragraphs_that_begin_with_an_indent(paper):
    first, rest = FULL[:-2], FULL
    paper.lines(114, 100, first).lines(90, 120, rest, rest[:10]).lines(114, 160, first).lines(90, 180, rest, "完。")
    assert texts(read(paper.save())) == [first + rest + rest[:10], first + rest + "完。"]


def test_a_line_with_room_for_more_ends_its_paragraph_without_an_indent(paper):
    paper.lines(90, 100, FULL, FULL, FULL[:20], FULL, FULL[:28], "一、收入说明")
    assert texts(read(paper.save())) == [FULL * 2 + FULL[:20], FULL + FULL[:28], "一、收入说明"]


def test_a_heading_of_another_size_is_a_paragraph_of_its_own(paper):
    paper.text(90, 80, FULL[:24], size=16).lines(90, 104, FULL, FULL, FULL, FULL[:9])
    assert texts(read(paper.save())) == [FULL[:24], FULL * 3 + FULL[:9]]


def test_a_wider_distance_parts_paragraphs_whose_last_line_is_full(paper):
    paper.lines(90, 100, FULL, FULL, FULL).lines(90, 175, FULL, FULL)
    assert texts(read(paper.save())) == [FULL * 3, FULL * 2]


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_are_left_out(paper):
    lines = [FULL[number:] + FULL[:number] for number in range(9)]
    for number in range(3):
        paper.text(90, 100, lines[3 * number]) if number else paper.text(114, 100, lines[0][:-2])
        paper.lines(90, 120, *lines[3 * number + 1 : 3 * number + 3]).text(290, 800, f"— {number + 1} —").page()
    paper.text(90, 100, FULL[:5]).text(290, 800, "— 4 —")
    assert texts(read(paper.save())) == [lines[0][:-2] + "".join(lines[1:]) + FULL[:5]]


def test_bare_digits_are_the_page_number_where_they_count_the_pages(paper):
    for number in range(1, 5):
        paper.text(90, 100, f"{'甲乙丙丁'[number - 1]}段").text(290, 800, str(number + 6)).page()
    assert texts(read(paper.save())) == ["甲段", "乙段", "丙段", "丁段"]


def test_the_head_of_every_page_is_left_out(paper):
    for name in "甲乙丙丁":
        paper.text(90, 40, "某局2024年部门预算公开", size=9).text(90, 100, f"{name}段").page()
    assert texts(read(paper.save())) == ["甲段", "乙段", "丙段", "丁段"]


def test_the_title_of_a_table_stays_though_it_stands_on_every_page(paper):
    for _ in range(4):
        paper.text(WIDTH / 2 - 64, 60, "部门预算支出总表", size=16).table(XS, YS, [["甲", "乙", "1.00"]] * 3).page()
    assert texts(read(paper.save())) == ["部门预算支出总表"] * 4


def test_slanted_text_is_a_watermark(paper):
    paper.canvas.saveState()
    paper.canvas.rotate(40)
    paper.text(500, 500, "草稿", size=90)
    paper.canvas.restoreState()
    paper.text(90, 100, "正文")
    assert texts(read(paper.save())) == ["正文"]


def test_texts_far_apart_on_one_line_are_several(paper):
    paper.text(80, 90, "339 某局").text(250, 90, "预算年度：2024").text(450, 90, "单位：万元")
    assert texts(read(paper.save())) == ["339 某局", "预算年度：2024", "单位：万元"]


def test_texts_printed_over_each_other_are_told(paper):
    paper.text(90, 100, "专项检查经费项目").text(93, 101, "信息系统运行维护")
    (remark,) = read(paper.save()).remarks
    assert "印在了一起" in remark


def test_the_lines_of_the_contents_stay_apart(paper):
    lines = [
        f"{name}{'…' * 22} {number}" for number, name in enumerate(("收入总表说明", "支出总表说明", "其他事项说明"))
    ]
    paper.lines(90, 100, *lines).text(90, 160, "名词解释").text(400, 160, "12")
    assert texts(read(paper.save())) == [*lines, "名词解释 12"]


def test_characters_named_by_their_radical_are_the_characters(paper):
    paper.text(90, 100, "⼀般公共预算⽀出")
    assert texts(read(paper.save())) == ["一般公共预算支出"]


# Tables


def test_lines_part_cells_and_a_missing_line_joins_them(paper):
    paper.table(XS, YS, [["科目", "<", "合计"], ["编码", "名称", "^"], ["206", "科学技术", "1,150.65"]])
    (grid,) = read(paper.save()).grids
    assert {place: cell.text for place, cell in grid.cells.items()} == {
        (1, 1): "科目",
        (1, 3): "合计",
        (2, 1): "编码",
        (2, 2): "名称",
        (3, 1): "206",
        (3, 2): "科学技术",
        (3, 3): "1150.65",
    }
    assert {(area.top, area.left, area.bottom, area.right) for area in grid.merges} == {(1, 1, 1, 2), (1, 3, 2, 3)}
    assert grid.cells[3, 3].number == Decimal("1150.65")
    assert (grid.name, grid.address(3, 3)) == ("表格 1", "第 3 行第 3 列")


def test_lines_may_be_printed_as_thin_boxes_and_in_pieces(paper):
    for x in XS:
        for top in range(100, 190, 5):
            paper.canvas.rect(x, paper.height - top - 5, 0.6, 5, stroke=0, fill=1)
    for y in YS:
        paper.canvas.rect(XS[0], paper.height - y, XS[-1] - XS[0], 0.6, stroke=0, fill=1)
    paper.text(90, 120, "甲").text(310, 150, "2.00")
    assert rows(read(paper.save())) == [["甲"], ["2.00"]]


def test_the_sides_of_a_table_may_be_open(paper):
    for x in XS[1:-1]:
        paper.rule(x, YS[0], x, YS[-1])
    for y in YS:
        paper.rule(XS[0], y, XS[-1], y)
    paper.text(90, 120, "甲").text(170, 120, "乙").text(310, 120, "3.00")
    assert rows(read(paper.save())) == [["甲", "乙", "3.00"]]


def test_text_and_amounts_broken_in_a_cell_are_whole_and_paragraphs_stay_apart(paper):
    broken = "机关事业单位\n基本养老保险\n缴费支出"
    paper.table((80, 158, 300, 340), (100, 160, 200), [[broken, "1.保障运转\n2.提高效率", "2305.\n27"], ["", "", ""]])
    assert rows(read(paper.save())) == [["机关事业单位基本养老保险缴费支出", "1.保障运转\n2.提高效率", "2305.27"]]


def test_a_frame_around_text_is_no_table(paper):
    paper.canvas.rect(60, 60, 475, 720)
    paper.lines(90, 100, FULL[:20]).text(90, 160, "完")
    book = read(paper.save())
    assert not book.grids
    assert texts(book) == [FULL[:20], "完"]


def test_a_table_goes_on_over_the_page_and_its_repeated_head_is_one(paper):
    head = ["科目编码", "科目名称", "合计"]
    paper.text(90, 80, "部门预算支出总表").table(XS, YS, [head, ["206", "甲", "1.00"], ["208", "乙", "2.00"]])
    paper.text(290, 800, "1").page()
    paper.table(XS, YS, [head, ["210", "丙", "3.00"], ["212", "丁", "4.00"]]).text(290, 800, "2")
    book = read(paper.save())
    assert len(book.grids) == 1
    assert rows(book) == [
        head,
        ["206", "甲", "1.00"],
        ["208", "乙", "2.00"],
        ["210", "丙", "3.00"],
        ["212", "丁", "4.00"],
    ]


def test_a_row_that_the_page_breaks_is_one_row(paper):
    xs = (80, 158, 300, 340)
    paper.table(xs, (700, 730, 760), [["205", "教育", "1.00"], ["机关事业单位", "缴费", "2305."]]).page()
    paper.table(xs, (60, 90, 120), [["养老保险", "", "27"], ["208", "社保", "2.00"]])
    found = rows(read(paper.save()))
    assert found == [["205", "教育", "1.00"], ["机关事业单位养老保险", "缴费", "2305.27"], ["208", "社保", "2.00"]]


def test_a_row_whose_amounts_break_at_the_point_is_one_row(paper):
    xs = (80, 158, 300, 340)
    paper.table(xs, (700, 730, 760), [["205", "教育", "1.00"], ["205", "", "54."]]).page()
    paper.table(xs, (60, 90, 120), [["08", "进修及培训", "36"], ["208", "社保", "2.00"]])
    assert rows(read(paper.save()))[1] == ["205\n08", "进修及培训", "54.36"]


def test_an_amount_that_breaks_behind_its_first_decimal_is_one(paper):
    xs = (80, 158, 300, 340)
    paper.table(xs, (700, 730, 760), [["甲", "乙", "1.00"], ["项目", "预算数", "163.5"]]).page()
    paper.table(xs, (60, 90, 120), [["", "", "6"], ["208", "社保", "2.00"]])
    assert "163.5\n6" in {cell.text for grid in read(paper.save()).grids for cell in grid.cells.values()}


def test_goals_go_on_over_the_page_beside_their_label(paper):
    xs = (80, 140, 400)
    paper.table(xs, (700, 730, 760), [["用途", "办公"], ["绩效目标", "1.保障运转"]]).page()
    paper.table(xs, (60, 90, 120), [["", "2.提高效率"], ["一级指标", "产出"]])
    assert "1.保障运转\n2.提高效率" in {cell.text for grid in read(paper.save()).grids for cell in grid.cells.values()}


def test_a_number_at_the_top_of_a_page_is_no_rest_of_a_caption(paper):
    xs = (80, 158, 300, 340)
    paper.table(xs, (700, 730, 760), [["甲", "乙", "1.00"], ["项目", "数量", "价值万元"]]).page()
    paper.table(xs, (60, 90, 120), [["资产总额", "", "31.88"], ["房屋", "3", "2.00"]])
    assert rows(read(paper.save()))[1:3] == [["项目", "数量", "价值万元"], ["资产总额", "31.88"]]


def test_a_row_at_the_top_of_a_page_is_no_rest_of_the_one_above(paper):
    xs = (80, 158, 300, 340)
    paper.table(xs, (700, 730, 760), [["栏次", "1", "2"], ["1", "甲", "3"]]).page()
    paper.table(xs, (60, 90, 120), [["2", "乙", "2305.27"], ["3", "丙", "4.00"]])
    assert rows(read(paper.save()))[1:3] == [["1", "甲", "3"], ["2", "乙", "2305.27"]]


def test_amounts_that_fill_their_cells_are_not_joined_over_the_page(paper):
    xs = (80, 128, 182, 226)
    paper.table(xs, (700, 730, 760), [["2060101", "行政运行", "1150.65"], ["2060102", "一般管理", "1292.65"]]).page()
    paper.table(xs, (60, 90, 120), [["2060103", "机关服务", "1348.00"], ["2060104", "后勤保障", "1410.00"]])
    assert [row[2] for row in rows(read(paper.save()))] == ["1150.65", "1292.65", "1348.00", "1410.00"]


def test_a_page_that_lies_on_its_side_is_read_upright(tmp_path):
    paper = Paper(tmp_path / "横.pdf")
    paper.canvas.translate(WIDTH, 0)
    paper.canvas.rotate(90)
    paper.height = WIDTH
    paper.table(XS, YS, [["甲", "<", "1.00"]] * 3).text(90, 60, "部门预算收入总表")
    book = read(paper.save())
    assert texts(book) == ["部门预算收入总表"]
    assert rows(book) == [["甲", "1.00"]] * 3


def test_a_page_turned_by_its_reader_is_read_upright(tmp_path):
    paper = Paper(tmp_path / "转.pdf", size=(HEIGHT, WIDTH))
    paper.canvas.setPageRotation(90)
    paper.table(XS, YS, [["甲", "乙", "1.00"]] * 3)
    assert rows(read(paper.save())) == [["甲", "乙", "1.00"]] * 3


def test_a_sheet_over_two_page_widths_is_one_table():
    book = read(DATA / "pdf" / "2021-qinhuangdao.widths.pdf")
    income = book.grids[1]
    captions = [income.spread(2, column) for column in range(1, 14)]
    assert [cell.text for cell in captions if cell][-2:] == ["其他收入", "上年结转"]
    assert [cell.text for cell in income.cells_in_row(4)] == ["1", "合计", "4436.20", "4436.20", "4436.20"]


# Refused


def refusal(path: Path) -> str:
    with pytest.raises(Trouble) as caught:
        read(path)
    assert caught.value.way_out
    assert str(caught.value).count("。") == 1
    return str(caught.value)


def test_a_scanned_paper_is_refused(paper):
    assert "扫描" in refusal(paper.picture().page().picture().save())


def test_text_that_nobody_sees_behind_a_scan_is_no_text(paper):
    assert "扫描" in refusal(paper.picture().text(90, 100, "部门预算 1.00", mode=3).save())


def test_pages_that_are_only_pictures_are_told(paper):
    book = read(paper.text(90, 100, "正文").page().picture().page().text(90, 100, "附件").save())
    assert book.remarks == ("第2页只有图片，没有文字，程序没有读取。",)
    assert texts(book) == ["正文", "附件"]


def test_a_paper_with_a_password_is_refused(tmp_path):
    assert "密码" in refusal(Paper(tmp_path / "密.pdf", encrypt="secret").text(90, 100, "正文").save())


def test_a_damaged_paper_is_refused(paper):
    path = paper.lines(90, 100, FULL, FULL).save()
    path.write_bytes(path.read_bytes()[:600])
    assert "已损坏或没有下载完整" in refusal(path)


def test_a_paper_without_anything_is_refused(paper):
    assert "没有任何内容" in refusal(paper.page().save())


def test_a_paper_of_too_many_pages_is_refused(paper):
    for _ in range(limits.MAX_PAGES + 1):
        paper.text(90, 100, "正文").page()
    assert f"有{limits.MAX_PAGES + 1}页" in refusal(paper.save())


def test_a_page_with_too_many_characters_is_refused(paper):
    for row in range(limits.MAX_CHARACTERS // 3000 + 1):
        paper.text(0, 12 + 15 * row, chr(ord("a") + row % 26) * 3000)
    assert "内容过大" in refusal(paper.save())


@pytest.mark.parametrize("content", [b" " * (300 << 20), b"0 0 m 9 9 l S " * 400_000])
def test_three_kilobytes_that_ask_for_gigabytes_are_refused(tmp_path, content):
    path = tmp_path / "弹.pdf"
    path.write_bytes(with_content(content))
    assert refusal(path)


def test_a_paper_that_takes_too_long_is_refused(paper, monkeypatch):
    monkeypatch.setattr(child, "MAX_SECONDS", 0)
    assert "内容过大" in refusal(paper.text(90, 100, "正文").save())


# While it is read


def test_who_waits_is_told_how_many_pages_are_read(paper):
    for name in "甲乙丙":
        paper.text(90, 100, name).page()
    told: list[tuple[int, int]] = []
    read(paper.save(), lambda done, of: told.append((done, of)))
    assert told[0] == (0, 0)
    assert told[-1] == (3, 3)
    assert [step for step in dict.fromkeys(told) if step[1]] == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("at", [(0, 0), (1, 3)])
def test_who_gives_up_ends_the_reading_and_its_process(paper, at):
    for name in "甲乙丙":
        paper.text(90, 100, name).page()

    def give_up(done: int, of: int) -> None:
        if (done, of) == at:
            raise CancelledError

    with pytest.raises(CancelledError):
        read(paper.save(), give_up)
    assert not multiprocessing.active_children()


def test_who_gives_up_waits_for_no_page(paper):
    """The page takes long, and no step comes from it."""
    path, asked = paper.path, []
    path.write_bytes(with_content(b"0 0 m 9 9 l S " * 400_000))

    def give_up(*_: int) -> None:
        asked.append(time.monotonic())
        if len(asked) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        read(path, give_up)
    assert asked[-1] - asked[0] < 2
    assert not multiprocessing.active_children()


def with_content(content: bytes) -> bytes:
    """A paper of one page on which this is printed."""
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"
