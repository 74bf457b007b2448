"""What a clerk types into a blank disclosure: the smallest one of 2025 that is right in tables, goals and text."""

from __future__ import annotations

from forms.document.document import Document
from forms.edit.cells import add_codes, enter, remove_rows, write_section
from forms.edit.draft import draft
from forms.edit.goal_tables import add_project, paste_indicators
from forms.edit.profile import set_profile
from forms.edit.records import add_records
from models.records import Address

PROFILE = {
    "level": "区",
    "nature": "行政",
    "approved": "2025-01-20",
    "approval": "丰财预〔2025〕1号",
    "published": "2025-02-05",
    "maker": "甲",
    "reviewer": "乙",
    "finance": "丙",
    "leader": "丁",
    "secrecy_reviewer": "戊",
    "secrecy_date": "2025-02-01",
    "secrecy_result": "同意公开",
}

CODES = {
    "T2": ("2060101", "2060102", "2060103"),
    "T3": ("2060101", "2060102"),
    "T5": ("2060101", "2060102"),
    "T6": ("30101", "30201", "30217"),
}

AMOUNTS = {
    "T2/2060101/fiscal": "100",
    "T2/2060102/fiscal": "20",
    "T3/2060101/basic": "100",
    "T3/2060102/project": "20",
    "T4/income.general/amount": "120",
    "T5/2060101/basic": "100",
    "T5/2060102/project": "20",
    "T6/30101/staff": "90.5",
    "T6/30201/public": "9",
    "T6/30217/public": "0.5",
    "T9/reception/general": "0.5",
}

FACTS = {
    "X7/total/before": "115",
    "X7/basic/before": "100",
    "X7/project/before": "15",
    "X7/project/reason": "网络设备到了更换年限",
    "X7/three/before": "0.5",
    "X7/abroad/before": "0",
    "X7/car/before": "0",
    "X7/car.purchase/before": "0",
    "X7/car.running/before": "0",
    "X7/reception/before": "0.5",
    "X8/projects/words": "网络运行维护费",
    "X8/running/words": "办公费、公务接待费",
    "X8/planned/amount": "4",
    "X8/planned/words": "计算机",
}

EXPLANATION = {
    "X1/1/name": "丰润区工业和信息化局",
    "X1/1/nature": "行政",
    "X1/1/rank": "正科级",
    "X1/1/funding": "财政拨款",
    "X2/1/project": "网络运行维护费",
    "X2/1/budget": "20",
    "X2/1/goods": "台式计算机",
    "X2/1/catalogue": "A02010105",
    "X2/1/measure": "台",
    "X2/1/quantity": "8",
    "X2/1/price": "0.5",
    "X2/1/total": "4",
    "X2/1/general": "4",
    "X3/total/value": "230",
    "X3/buildings/quantity": "300",
    "X3/buildings/value": "200",
    "X3/offices/quantity": "280",
    "X3/offices/value": "190",
    "X3/other/quantity": "65",
    "X3/other/value": "30",
}

PROJECT = {
    "name": "网络运行维护费",
    "unit": "丰润区工业和信息化局",
    "code": "13020825P000000000001",
    "budget": "20",
    "fiscal": "20",
    "purpose": "用于办公网络的维护和设备更换",
    "march": "25",
    "june": "50",
    "october": "80",
    "december": "100",
    "goals": "保障办公网络全年正常运行。",
}

INDICATORS = [
    ["产出指标", "数量指标", "更换计算机数量", "更换办公计算机的台数", "8台", "采购计划"],
    ["产出指标", "质量指标", "设备验收合格率", "验收合格的设备占全部设备的比例", "100%", "采购合同"],
    ["产出指标", "时效指标", "故障处理时间", "从报修到恢复的时间", "≤2小时", "运维合同"],
    ["产出指标", "成本指标", "项目总成本", "全年支出的金额", "≤20万元", "预算批复"],
    ["效益指标", "社会效益指标", "网络正常运行率", "正常运行时间占全年的比例", "≥99%", "运维记录"],
    ["满意度指标", "服务对象满意度指标", "使用人员满意度", "满意的人员占受访人员的比例", "≥95%", "问卷调查"],
]

TEXTS = {
    "duties": "负责全区工业和信息化工作的指导与服务。\n机构设置情况见下表。",
    "goals": "一、总体绩效目标\n保障全区工业和信息化工作平稳运行。\n二、分项绩效目标\n办公网络全年正常运行。\n"
    "三、工作保障措施\n加强预算执行管理，按季度检查进度。",
    "earmarked": "无主管专项资金。",
    "projects": "项目预算安排情况及绩效目标见下表。",
    "glossary": "1、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员经费和公用经费。\n"
    "2、项目支出：指在基本支出之外为完成特定任务而发生的支出。\n"
    "3、“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费。\n"
    "4、机关运行经费：指为保障单位运行用于购买货物和服务的各项资金。",
}


def type_tables(document: Document) -> None:
    """The nine tables: two 项, their economic classes, a row added by mistake and taken out again."""
    for table, codes in CODES.items():
        document.apply("增加科目", add_codes(document, table, codes))
    document.apply("删除行", remove_rows(document, "T2", ["2060103"]))
    fill(document, AMOUNTS)


def type_explanation(document: Document) -> None:
    """The tables around the nine: the unit, what to buy, the assets, one project with its goals and indicators."""
    for table in ("X1", "X2"):
        document.apply("增加行", add_records(document, table, 1))
    fill(document, EXPLANATION)
    document.apply("增加项目", add_project(document))
    fill(document, {f"X5/1/{column}": text for column, text in PROJECT.items()})
    columns = ["level1", "level2", "level3", "description", "value", "basis"]
    document.apply("粘贴", paste_indicators(document, "1", 0, columns, INDICATORS))


def write_text(document: Document) -> None:
    """What only the text says, who signs, and the sections: drafted from the tables where the form has a draft."""
    fill(document, FACTS)
    for name, text in PROFILE.items():
        document.apply("填写单位资料", set_profile(document, name, text))
    for section in document.edition.sections:
        text = TEXTS.get(section.key) or draft(document, section)
        document.apply("写说明", write_section(document, section.id, text))


def fill(document: Document, texts: dict[str, str]) -> None:
    """Texts typed into the cells given as `T2/2060101/fiscal`; the rows are there already."""
    document.apply("填写", enter(document, {Address(*where.split("/")): text for where, text in texts.items()}))
