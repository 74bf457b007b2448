"""How other counties word, number and lay out the same paper, and the wordings the reading was mended by;
`unseen_wordings.py` holds those it met first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wordings:
    """What a paper is made from. `headings` are the words of each section by its key, `styles` how they are numbered
    (`{han}`, `{digit}` and the like stand for the number), `auto` the formats of Word's own numbers."""

    offices: tuple[str, ...]
    headings: Mapping[str, tuple[str, ...]]
    styles: tuple[str, ...]
    auto: tuple[tuple[str, str], ...]
    ends: tuple[str, ...]
    owners: tuple[str, ...]
    run_ins: tuple[str, ...]
    joined: tuple[tuple[str, str, str], ...]
    chapters: tuple[tuple[str, str, str, str], ...]
    inner: tuple[str, ...]
    covers: tuple[tuple[str, ...], ...]
    captions: tuple[str, ...]
    pages: tuple[str, ...]
    openings: tuple[str, ...]
    going_on: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    unit_lines: tuple[str, ...]
    unseen: tuple[str, ...]


WORK = Wordings(
    offices=(
        "青石县水务局",
        "云岭区教育体育局",
        "柳河市残疾人联合会",
        "东沟县融媒体中心",
        "南坪镇人民政府",
        "县委网信办",
    ),
    headings={
        "duties": (
            "{kind}职责及机构设置情况",
            "主要职责和机构设置",
            "{kind}主要职责及机构设置情况",
            "{kind}概况",
            "{kind}基本情况",
            "主要职能及机构设置",
            "{kind}职责及机构设置",
            "{kind}职能和机构情况",
        ),
        "overview": (
            "{kind}预算安排的总体情况",
            "{kind}收支预算总体情况",
            "{year}年{kind}预算收支情况说明",
            "预算收支安排情况",
            "{kind}预算总体情况",
            "收支总体情况说明",
            "关于{year}年收支预算总体情况的说明",
            "{kind}收支情况",
        ),
        "running": (
            "机关运行经费安排情况",
            "机关运行经费情况说明",
            "关于机关运行经费的说明",
            "机关运行经费",
            "{kind}机关运行经费安排情况",
            "机关运行费用安排情况",
        ),
        "three_public": (
            "财政拨款“三公”经费预算情况及增减变化原因",
            "“三公”经费预算情况",
            "三公经费安排情况及增减变化说明",
            "财政拨款“三公”经费支出情况",
            "一般公共预算“三公”经费情况说明",
            "“三公经费”增减变化情况",
        ),
        "goals": (
            "{kind}整体绩效目标",
            "整体绩效目标情况",
            "{kind}整体绩效目标及保障措施",
            "{kind}总体绩效目标",
            "预算绩效情况说明",
        ),
        "earmarked": (
            "{kind}主管专项资金预算安排情况及绩效目标",
            "主管专项资金安排情况",
            "专项资金预算及绩效目标",
        ),
        "projects": (
            "{kind}项目预算安排情况及绩效目标",
            "项目预算安排及绩效目标",
            "预算项目绩效目标",
        ),
        "procurement": (
            "政府采购预算情况",
            "政府采购情况说明",
            "政府采购安排情况",
            "关于政府采购预算的说明",
            "政府采购支出情况",
        ),
        "assets": (
            "国有资产信息",
            "国有资产占有使用情况",
            "国有资产占用情况说明",
            "国有资产信息情况",
            "国有资产基本情况",
        ),
        "glossary": ("名词解释", "专业名词解释", "有关名词解释", "相关名词解释", "名词术语解释"),
        "other": (
            "其他需要说明的事项",
            "其他事项说明",
            "需要说明的其他情况",
            "其他重要事项的情况说明",
            "其它需要说明的事项",
        ),
    },
    styles=(
        "{han}、{title}",
        "{han}. {title}",
        "{han}．{title}",
        "{han} {title}",
        "（{han}）{title}",
        "第{han}部分 {title}",
        "{digit}、{title}",
        "{digit}. {title}",
        "{digit}．{title}",
        "（{digit}）{title}",
        "{circled}{title}",
        "{legal}、{title}",
        "{roman}、{title}",
        "第{han}章 {title}",
        "{title}",
    ),
    auto=(
        ("chineseCounting", "%1、"),
        ("chineseCountingThousand", "（%1）"),
        ("decimal", "%1."),
        ("decimal", "%1、"),
        ("chineseCounting", "第%1部分"),
    ),
    ends=("", "", "", "。", "：", "（见附表）", "（见附表3）：", "（单位：万元）", "（公开08表）"),
    owners=("", "", "", "{office}", "{year}年", "{office}{year}年", "{year}年度", "本{kind}", "我{kind}"),
    run_ins=("\n", "：", "。", "  "),
    joined=(
        ("running", "three_public", "机关运行经费和“三公”经费预算情况"),
        ("procurement", "assets", "政府采购预算及国有资产信息"),
        ("glossary", "other", "名词解释及其他事项"),
    ),
    chapters=(
        ("第一部分 {kind}概况", "{kind}主要职责", "机构设置情况", "第二部分 {year}年{kind}预算情况说明"),
        ("第一部分　{office}概况", "主要职能", "机构设置", "第二部分　{year}年{kind}预算信息公开情况说明"),
    ),
    inner=("（{han}）", "{digit}、", "{digit}.", "({digit})"),
    covers=(
        (),
        ("{office}", "{year}年{kind}预算信息公开", "二〇二四年二月"),
        ("附件2", "{office}{year}年度{kind}预算", "{year}年3月1日"),
        ("{year}年{kind}预算公开", "编制单位：{office}（盖章）", "编制日期：{year}年1月20日", "联系电话：0315-3081234"),
        ("{office}{year}年{kind}预算信息公开情况说明",),
    ),
    captions=("目录", "目　　录", "目 次", ""),
    pages=("", "……{page}", "\t{page}", " {page}", "................{page}", "（{page}）"),
    openings=(
        "按照有关规定，现将{office}{year}年{kind}预算公开如下：",
        "根据《中华人民共和国预算法》规定，现将我{kind}{year}年预算公开如下：",
        "",
    ),
    going_on=((), ("续表",), ("（接上页）",), ("{title}（续）", "单位：万元")),
    below=(
        (),
        ("注：本表不含上年结转。",),
        ("填表人：王小明　　审核人：李红", "{year}年1月15日"),
        ("联系电话：0315-3081234",),
    ),
    totals=("合计", "合    计", "总计", "合计数"),
    unit_lines=(
        "单位：万元",
        "编制单位：{office}（盖章）　　金额单位：万元",
        "{office}　单位：万元",
        "单位名称：{office}　{year}年　单位：万元",
    ),
    unseen=("\u200b", "\u00a0", "\ufeff", "\u200e", "\u3000"),
)
