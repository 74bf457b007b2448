"""Slips in the wording of the texts: by ear, turned round, marks, words lost or left over, what must not be printed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from models.records import TextChange
from tests.slips.slip import Slip, appended, kind, replaced, replacing, texts

_TOLD = ("opening", "overview", "running", "three_public", "procurement", "assets")
_ALL = (*_TOLD, "duties", "goals")
_BY_EAR = {
    "in the words of a budget": (
        {"预算": "予算", "经费": "经废", "拨款": "拔款", "资金": "资今", "结转": "结专"},
        _TOLD,
    ),
    "in the words of 三公": ({"接待": "接代", "维护": "维户", "购置": "购制", "出国": "出过", "公务": "工务"}, _TOLD),
    "in the words of duties": ({"负责": "负则", "贯彻": "贯切", "组织": "组只", "规划": "规化", "承担": "承但"}, _ALL),
    "in the words of goals": ({"目标": "目票", "保障": "保章", "监督": "监都", "完善": "完缮", "制度": "制渡"}, _ALL),
    "in the words of assets": ({"固定": "固订", "资产": "资厂", "设备": "设倍", "采购": "采构", "车辆": "车俩"}, _TOLD),
}
_TURNED = ("预算", "支出", "收入", "安排", "情况", "工作", "单位", "部门", "项目", "经费", "管理", "资金")
_TRADITIONAL = {"预算": "預算", "资金": "資金", "经费": "經費", "项目": "項目", "单位": "單位", "部门": "部門"}


def _registered_by_ear(name: str, words: dict[str, str], keys: tuple[str, ...]) -> None:
    @kind(f"a character by ear {name}")
    def make(document: Document, _: random.Random) -> Iterator[Slip]:
        for one, other in words.items():
            yield from replacing(document, one, other, *keys)


for _name, (_words, _keys) in _BY_EAR.items():
    _registered_by_ear(_name, _words, _keys)


@kind("two characters of a word turned round")
def turned(document: Document, _: random.Random) -> Iterator[Slip]:
    for word in _TURNED:
        yield from replacing(document, word, word[::-1], *_ALL)


@kind("a word in the old characters")
def traditional(document: Document, _: random.Random) -> Iterator[Slip]:
    for one, other in _TRADITIONAL.items():
        yield from replacing(document, one, other, *_ALL)


@kind("nothing but 无 where there is something")
def nothing(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "running", "three_public", "procurement", "assets", "projects"):
        if re.search(r"[1-9][\d.]* ?万元", text):
            slot = f"{section}.text"
            yield Slip((TextChange(slot, document.texts.get(slot), "无。"),), (section,), text[:40])


replaced("the meaning of a term cut off", r"(?m)^(\d+、[^：:]{2,12}[：:]指.{8,20})[^\n]{6,}$", r"\1", "glossary")
replaced("“三公” not explained", r"(?m)^\d+、“三公”经费[：:].*\n?", "", "glossary")
replaced("机关运行经费 not explained", r"(?m)^\d+、机关运行(?:经)?费[：:].*\n?", "", "glossary")
replaced("a term with another's name", r"(?m)^(\d+、)项目支出(?=[：:])", r"\1基本支出", "glossary")
replaced("a number of the glossary twice", r"(?m)^3、", "2、", "glossary")
replaced("a term without its colon", r"(?m)^(\d+、[^：:]{2,12})[：:](?=指)", r"\1", "glossary")
replaced("the last number of the duties skipped", r"(?m)^[（(]四[）)](?=.*\n[（(]五)", "（六）", "duties", "goals")
replaced("a part of the goals counted as a paragraph", r"(?m)^二、(?=分项|支出)", "（二）", "goals")
replaced("三是 after 一是", "二是", "三是", "duties", "goals")
replaced("一是 twice", "二是", "一是", "duties", "goals")
replaced("a number of the overview twice", r"(?m)^3、(?=比上年)", "2、", "overview")
replaced("a semicolon for a colon", "其中[：:]", "其中；", *_TOLD)
replaced("two colons", "[：:](?=[一-鿿])", "：：", *_ALL)
replaced("two marks of enumeration", "、(?=[一-鿿])", "、、", *_ALL)
replaced("a comma and a mark of enumeration", "，(?=[一-鿿])", "，、", *_ALL)
replaced("a mark left out of a list", r"(?<=费)、(?=[一-鿿])", "", "running", "three_public")
replaced("a half-width full stop", r"(?<=[一-鿿])。(?=[一-鿿\n])", ".", *_ALL)
replaced("a bracket of two widths", r"（(?=[一-鿿])", "(", "three_public", "overview", "assets")
replaced("a square bracket closed by a round one", r"〔(20\d\d)〕", r"〔\1）", "opening", "duties", "other", "goals")
replaced("a book mark around a number", r"〔(20\d\d)〕", r"《\1》", "opening", "duties", "other", "goals")
replaced("a title closed twice", "》(?=[、和规，（])", "》》", "opening", "duties")
replaced("a title within a title left open", r"《(?=[地关中])", "《关于印发《", "opening")
replaced("a paragraph cut in two", r"(?<=[一-鿿]{6}，)(?=[一-鿿]{6})", "\n", *_ALL)
replaced("blanks for a lost word", r"(?<=[一-鿿]{4})(?:工作|情况|管理)(?=[一-鿿，。])", "    ", *_ALL)
replaced("和 twice", "和(?=[一-鿿])", "和和", *_ALL)
replaced("与及 for 及", "及(?=[一-鿿])", "与及及", "duties", "goals", "glossary")
replaced("为 twice", r"为(?= ?\d)", "为为", *_TOLD)
replaced("the verb twice", "(安排|增加|减少|反映|负责)(?=[一-鿿 \\d])", r"\1了\1", *_ALL)
replaced("a note of the web behind a sentence", r"(?m)。$", "。[1]", *_ALL)
replaced("a sign of a web page", "，(?=[一-鿿])", "&nbsp;", *_ALL)
replaced("a tag of a web page", r"(?m)。$", "。<br/>", *_ALL)
replaced("a mark of an old file", "、(?=[一-鿿])", "?", *_ALL)
replaced("a tick of the form", r"(?m)^(?=[（(]二[）)]|2、)", "□", *_ALL)
replaced("keys to be pressed", r"(?m)^(?=[（(]一[）)]|1、)", "[键入文字]", *_ALL)
replaced("略 for a paragraph", r"(?m)^([（(][三四五][）)]).+$", r"\1略。", "duties", "goals")
replaced("详见附表 without a table", "见下表", "见附件X", "procurement", "projects", "assets", "duties")
replaced("按照 twice at the beginning", "^(按照|根据)", r"\1\1", "opening")
replaced("公开如上 for 公开如下", "公开如下", "公开如上", "opening")
replaced("决算公开 for 预算公开", "(?<=部门|单位)预算公开", "决算公开", "opening")
replaced("a character left out of 公开", "公开如下", "公如下", "opening")
replaced("the colon left out of the opening", "如下：$", "如下", "opening")
replaced(
    "the rule of another province",
    "《地方预决算公开操作规程》|《河北省[^》]+》",
    "《山西省预算公开工作规程》",
    "opening",
)
replaced("a regulation long repealed", "《(?:中华人民共和国)?预算法》", "《国家预算管理条例》", "opening")
replaced("试行 behind a law", "预算法》", "预算法（试行）》", "opening")

appended("a line of a chat left in the text", "\n王姐，这段按去年的口径改一下再发我。", *_ALL)
appended("the time of printing left in the text", "\n2025/1/20 9:36:12", *_TOLD)
appended("a foot of a page left in the text", "\n第 页 共 页", *_ALL)
appended("the name of a file left in the text", "\n部门预算公开说明（定稿3）.docx", *_ALL)
appended(
    "an address of the office network", "\n附件下载：http://192.168.10.6/yusuan/2024.xls", "other", "opening", "assets"
)
appended("an address with its strokes turned", "\n公开网址：http:\\\\www.example.gov.cn", "other")
appended("an identity number", "\n经办人身份证号：11010519491231002X。", "other", "goals", "assets")
appended("a bank account of a person", "\n款项转入张三个人账户6222021234567890128。", "other", "procurement", "goals")
appended("the plate of a car", "\n公务用车车牌号为冀B3F562。", "assets", "three_public")
appended("a person with an illness", "\n救助困难职工李国强（患肝癌）3.00万元。", "goals", "projects")
appended("lines to be signed left empty", "\n单位负责人：        财务负责人：        经办人：", "other", "assets")
appended("a law misspelt", "\n上述采购按照《中华人民共和国政府采构法》执行。", "procurement", "goals")
appended("a law of another name", "\n上述采购按照《中华人民共和国政府购买法》执行。", "procurement")
appended("a stamp of secrecy", "\n（内部资料，注意保存）", *_TOLD)
appended("a sentence without its end", "\n同时，为进一步加强预算执行管理，提高资金使用", "overview", "goals")
appended("a demand of next year", "\n落实<next>年疫情防控要求，压减一般性支出。", "overview", "three_public")
appended("a day of next year in the text", "\n以上情况截至<next>年12月31日。", *_TOLD)
appended("30 February in the text", "\n以上数据截至<last>年2月30日。", "assets", "overview", "duties")
appended("a month of three digits in the text", "\n上述资金于<year>年112月底前支付。", "procurement", "goals")
appended("an attachment there is not", "\n详见附件12。", "other", "projects")
appended("published long after the approval", "\n本预算于<year>年1月20日批复，<year>年6月18日公开。", "other")
appended("published before the approval", "\n本预算于<year>年2月20日批复，<year>年1月8日公开。", "other")
appended("a number of a document without its year", "\n本预算由财政局批复（财预〔〕18号）。", "other")
appended("the finance office's wish left in", "\n（请各单位根据实际情况填写，没有的填“无”）", *_ALL)
appended("an example of the form left in", "\n例：××局2020年安排采购预算××万元。", "procurement", "assets")
