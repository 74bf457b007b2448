"""How other counties word, number and lay out the same paper. `SECOND` was written before the reading was mended by
`WORK`, `FRESH` before it was mended by `SECOND`; each was tried once as papers nobody had seen, then mended by too."""

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

SECOND = Wordings(
    offices=(
        "白沙县农业农村局",
        "临港区应急管理局",
        "安平市妇女联合会",
        "西岭县疾病预防控制中心",
        "北关街道办事处",
        "县人大常委会办公室",
    ),
    headings={
        "duties": (
            "{kind}职责、机构设置情况",
            "工作职责及机构设置",
            "{kind}主要职责与内设机构",
            "单位概述",
            "{kind}职责任务和机构设置",
            "职责和机构",
            "{kind}情况简介",
            "机构职能",
        ),
        "overview": (
            "{kind}预算安排总体情况",
            "预算总体情况说明",
            "{year}年预算安排说明",
            "收支预算编制情况",
            "年度收支预算说明",
            "{kind}年度预算总体安排",
            "{kind}预算收支增减变化情况",
            "综合预算情况",
        ),
        "running": (
            "机关运行经费支出预算",
            "机关运转经费安排情况",
            "机关（事业单位）运行经费安排情况",
            "运行经费情况",
            "机关运行经费使用安排",
            "日常公用经费（机关运行经费）情况",
        ),
        "three_public": (
            "“三公”经费情况",
            "财政拨款安排的“三公”经费预算",
            "“三公”经费支出预算及变化原因",
            "‘三公’经费",
            "三公经费及会议费、培训费情况",
            "因公出国（境）、公务用车、公务接待经费情况",
        ),
        "goals": (
            "{kind}整体支出绩效目标",
            "绩效目标情况",
            "年度绩效目标",
            "{kind}绩效目标设置情况",
            "整体绩效",
        ),
        "earmarked": (
            "主管的专项资金情况",
            "专项资金安排及绩效",
            "{kind}管理的专项资金预算安排",
        ),
        "projects": (
            "项目支出绩效目标情况",
            "项目绩效目标表",
            "各项目安排与绩效",
        ),
        "procurement": (
            "政府采购预算安排",
            "采购预算情况",
            "政府集中采购情况",
            "政府采购预算编制情况说明",
            "{year}年政府采购计划",
        ),
        "assets": (
            "国有资产占有、使用情况",
            "国有资产总体情况说明",
            "固定资产占用情况",
            "国有资产配置情况",
            "资产情况",
        ),
        "glossary": ("名词注释", "专用名词解释", "部分名词解释", "名词解释与说明", "术语解释"),
        "other": ("其他有关事项", "其他情况说明", "需说明的其他事项", "其他", "有关事项说明"),
    },
    styles=(
        "（{han}）、{title}",
        "{han}，{title}",
        "第{han}项 {title}",
        "第{han}节　{title}",
        "{digit}){title}",
        "【{han}】{title}",
        "{digit} {title}",
        "{stem}、{title}",
        "■ {title}",
        "{han}）{title}",
        "0{digit}、{title}",
        "<{han}>{title}",
        "{han}：{title}",
        "-{han}- {title}",
        "{sign}{title}",
        "{title}",
    ),
    auto=(
        ("japaneseCounting", "%1、"),
        ("decimalEnclosedCircle", "%1"),
        ("upperRoman", "%1."),
        ("decimal", "第%1节"),
        ("ideographTraditional", "%1、"),
        ("chineseLegalSimplified", "%1、"),
    ),
    ends=("", "", "", ".", "；", "(详见附件2)", "【见表八】", "（万元）", " 。", "——", "（续）", "（含下属单位）"),
    owners=(
        "",
        "",
        "",
        "{office}本级",
        "二〇二四年度",
        "{year}年{office}",
        "本单位{year}年",
        "全县",
        "{office}（本级）",
        "局",
    ),
    run_ins=(" —— ", "，", ":", "\t"),
    joined=(
        ("running", "three_public", "机关运行经费、“三公”经费安排及变化情况"),
        ("procurement", "assets", "政府采购、国有资产占用情况"),
        ("goals", "earmarked", "整体绩效目标和专项资金绩效目标"),
        ("assets", "glossary", "国有资产信息与名词解释"),
    ),
    chapters=(
        ("第一章 {office}基本情况", "职能职责", "内设机构情况", "第二章 {year}年预算安排说明"),
        ("一、单位简介", "工作职能", "组织机构", "二、预算公开说明"),
    ),
    inner=("{circled}", "{han}是", "第{han}，", "{digit}）", "{digit}．"),
    covers=(
        ("附1：",),
        ("{office}文件", "青财字〔{year}〕12号", "关于{year}年{kind}预算公开的说明"),
        ("{year}年度", "{kind}预算公开文本", "（{office}）", "公开时间：{year}年2月8日"),
        (
            "索引号：11130200/{year}-00123",
            "发布机构：{office}",
            "发布日期：{year}-02-08",
            "来源：{office}　浏览次数：105",
        ),
        ("{office}", "{kind}预算", "（{year}年）", "负责人：张三　　经办人：李四"),
    ),
    captions=("目 录 页", "目录：", "内容目录", "【目录】", ""),
    pages=("·····{page}", "———{page}", " ------ {page}", "   P{page}", " 第{page}页", "{page}"),
    openings=(
        "为进一步增强预算透明度，现将我{kind}{year}年预算有关情况说明如下。",
        "经县人大批准，{office}{year}年{kind}预算已由财政部门批复，现予以公开。",
        "各位代表、社会各界：",
        "",
    ),
    going_on=(("续上表",), ("（续）",), ("— 6 —", "续表1"), ("接上表", "金额单位：万元"), ("2-2",)),
    below=(
        ("备注：以上数据保留两位小数。",),
        ("制表：财务股", "日期：{year}.1.15"),
        ("说明：1.本表按批复数填列。", "2.金额单位为万元。"),
        ("负责人：张三　财务负责人：李四　填表日期：{year}/1/15",),
        ("第 3 页",),
    ),
    totals=("合　计", "总 计", "本表合计", "合计：", "支出合计"),
    unit_lines=(
        "（单位：万元）",
        "填报单位：{office}（公章）　单位：万元",
        "部门：{office}",
        "预算单位：{office}          单位:万元(保留两位小数)",
    ),
    unseen=("\u200c", "\u2060", "\u00ad", "\u202f", "\u2003", "\u200f"),
)

FRESH = Wordings(
    offices=(
        "石盘县市场监督管理局",
        "河口区第二实验小学",
        "大营镇卫生院",
        "上川县工商业联合会",
        "沙河市城市管理综合行政执法局",
    ),
    headings={
        "duties": (
            "职能任务及机构情况",
            "本{kind}职责与机构人员情况",
            "主要工作职责、机构设置及人员构成",
            "部门简况",
            "机构和职能",
            "{kind}主要职能和所属单位情况",
        ),
        "overview": (
            "预算收支总体安排",
            "{year}年度收支预算情况",
            "总体预算情况说明",
            "{kind}预算总体安排及增减情况",
            "预算收入、支出情况",
            "{year}年预算总规模",
        ),
        "running": (
            "机关运行经费支出安排",
            "机关运行经费情况",
            "行政运行经费安排情况",
            "机关公用运行经费",
            "机关运行经费预算及增减原因",
        ),
        "three_public": (
            "“三公”经费预算说明",
            "三公经费支出情况",
            "财政拨款三公经费预算安排及变化情况",
            "“三公”经费、会议费和培训费预算",
            "“三公”经费增减情况及原因",
        ),
        "goals": ("绩效目标设定情况", "{kind}整体绩效目标申报情况", "预算绩效管理情况", "总体绩效目标"),
        "earmarked": ("专项资金情况", "{kind}专项资金预算及绩效", "县级专项资金安排情况"),
        "projects": ("重点项目绩效目标", "项目预算情况", "项目支出安排及绩效目标情况"),
        "procurement": ("政府采购预算说明", "政府采购项目安排情况", "关于政府采购", "政府采购预算及执行计划"),
        "assets": ("国有资产占有使用及购置情况", "国有资产情况说明", "固定资产情况", "国有资产存量情况"),
        "glossary": ("专业名词注解", "名词解释部分", "预算公开名词解释", "相关专业术语说明"),
        "other": ("其他说明", "其他需公开事项", "补充说明", "其他需要特别说明的事项"),
    },
    styles=(
        "{han}、 {title}",
        "〔{han}〕{title}",
        "第{digit}部分 {title}",
        "{digit}。{title}",
        "（{han}） {title}",
        "{roman} {title}",
        "◆{han}、{title}",
        "{han}.{title}",
        "[{digit}] {title}",
        "{title}",
    ),
    auto=(("chineseCounting", "第%1章"), ("decimalFullWidth", "%1．"), ("lowerLetter", "%1)"), ("decimalZero", "%1.")),
    ends=("", "", "", "：", "…", "（见表7）", "(单位:万元)", "（略）", "、", "(一)"),
    owners=("", "", "", "我局", "{year}年度{office}", "{office}及所属单位", "{year}年本级", "本{kind}{year}年度"),
    run_ins=("。 ", "\n", "：\n", "    "),
    joined=(
        ("running", "three_public", "机关运行经费及“三公”经费情况说明"),
        ("procurement", "assets", "政府采购情况和国有资产情况"),
        ("three_public", "goals", "“三公”经费预算及绩效目标"),
    ),
    chapters=(
        ("第一部分：{kind}概况", "职能职责", "机构编制情况", "第二部分：{year}年{kind}预算编制说明"),
        ("一、基本情况", "职责", "机构", "二、{year}年预算情况"),
    ),
    inner=("（{digit}）", "{digit}）", "{han}.", "其{han}，", "{circled} "),
    covers=(
        ("{office}{year}年预算公开说明", "（{year}年2月）"),
        (
            "首页 > 政务公开 > 财政信息 > 预算公开",
            "{office}{year}年度{kind}预算公开",
            "时间：{year}-02-10 字号：大 中 小",
        ),
        ("密级：公开", "编号：{year}-03", "{year}年{kind}预算", "{office}编印"),
        ("{office}", "二Ｏ二四年{kind}预算公开材料", "联系人：赵六  电话：8812345"),
        (),
    ),
    captions=("目　次", "目录（共11项）", "CONTENTS", "目 录："),
    pages=("／{page}", "~~~~~{page}", "…………………第{page}页", "          {page}", " {page} 页", ""),
    openings=(
        "根据上级关于做好预算公开工作的要求，现将有关情况公开如下：",
        "{year}年{office}预算经批准，现公布于下。",
        "按要求公开{kind}预算。",
        "",
    ),
    going_on=(
        (),
        ("接前页",),
        ("续表一", "单位：万元"),
        ("{title}（第2页）",),
        ("（下接第2页）", "（上接第1页）"),
        ("续",),
    ),
    below=(
        ("注1：金额保留两位小数。", "注2：空格表示为零。"),
        ("制表单位：{office}", "制表时间：{year}年1月"),
        ("审批人：（签字）",),
        ("※ 本表金额均为本年预算。",),
        ("2 / 9",),
    ),
    totals=("总合计", "合 计 数", "（合计）", "全部支出合计", "合计（万元）"),
    unit_lines=(
        "金额单位：万元",
        "{office}（章）　　　单位：万元",
        "编报单位：{office}；金额单位：万元",
        "{year}年度　　单位:万元",
    ),
    unseen=("\u200d", "\u2061", "\u2009", "\u180e", "\u2028"),
)
