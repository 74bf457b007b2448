"""What an invented paper says in each section: sentences with amounts of their own, lists, terms, small tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from forms.form.ordinals import ordinal
from tests.forms.match.texts_of_papers import CIRCLED

_DUTIES = (
    "贯彻执行上级有关方针政策，拟订全县本行业发展规划并组织实施",
    "负责本系统干部队伍建设、教育培训和机关党的建设",
    "承担行业统计、信息发布和安全生产监督管理工作",
    "指导基层单位业务工作，组织重大项目的论证和验收",
    "完成县委、县政府交办的其他任务",
)
_TERMS = (
    ("财政拨款收入", "指县级财政当年拨付的资金"),
    ("机关运行经费", "指各部门的公用经费，包括办公费、印刷费、差旅费等"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费"),
    ("政府采购", "指使用财政性资金采购集中采购目录以内货物、工程和服务的行为"),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的支出"),
    ("国有资产", "指单位占有、使用的，能以货币计量的各种经济资源"),
)


@dataclass(slots=True)
class Bodies:
    """Makes the lines of each section; `inner` is how numbers within a section are written."""

    rng: Random
    office: str
    year: int
    kind: str
    inner: str
    _cents: Iterator[int] = field(default_factory=lambda: count(1013, 137))

    def amount(self) -> str:
        """An amount in 万元 that comes nowhere else in the paper."""
        cents = next(self._cents)
        return f"{cents // 100}.{cents % 100:02}"

    def mark(self, place: int) -> str:
        """The number of an item within a section."""
        return self.inner.format(han=ordinal(place), digit=place, circled=CIRCLED[place - 1])

    def lines(self, key: str) -> list[str]:
        """The lines of a section."""
        return list(getattr(self, f"_{key}")())

    def duties(self) -> list[str]:
        """The duties, and what bodies there are, as two parts."""
        chosen = self.rng.sample(_DUTIES, 3)
        return [f"{self.mark(place)}{words}；" for place, words in enumerate(chosen, start=1)]

    def bodies(self) -> list[str]:
        return [
            f"{self.office}内设办公室、财务股等{self.rng.randint(3, 9)}个股室，核定编制{self.rng.randint(10, 90)}名。"
        ]

    def _duties(self) -> Iterator[str]:
        if self.rng.random() < 0.5:
            yield "主要职责：" if self.rng.random() < 0.5 else self.mark(1) + "主要职责"
        yield from self.duties()
        if self.rng.random() < 0.5:
            yield "机构设置：" if self.rng.random() < 0.5 else self.mark(2) + "机构设置"
        yield from self.bodies()

    def _overview(self) -> Iterator[str]:
        yield f"按照预算管理有关规定，{self.office}的全部收入和支出都反映在预算中。"
        parts = (
            ("收入说明", f"{self.year}年预算收入{self.amount()}万元，其中：一般公共预算收入{self.amount()}万元。"),
            (
                "支出说明",
                f"{self.year}年支出预算{self.amount()}万元，其中：基本支出{self.amount()}万元，项目支出{self.amount()}万元。",
            ),
            (
                "比上年增减情况",
                f"与{self.year - 1}年预算{self.amount()}万元相比减少{self.amount()}万元，主要原因是压减一般性支出。",
            ),
        )
        numbered = self.rng.random() < 0.7
        for place, (title, text) in enumerate(parts, start=1):
            yield (self.mark(place) if numbered else "") + title
            yield text

    def _running(self) -> Iterator[str]:
        yield f"{self.year}年，我{self.kind}机关运行经费共计安排{self.amount()}万元，主要用于办公费、水电费等日常支出。"
        if self.rng.random() < 0.4:
            yield f"比上年增加{self.amount()}万元，主要原因是人员增加。"

    def _three_public(self) -> Iterator[str]:
        yield f"{self.year}年，我{self.kind}财政拨款“三公”经费预算安排{self.amount()}万元。其中："
        if self.rng.random() < 0.6:
            for place, name in enumerate(("因公出国（境）费", "公务用车购置及运行费", "公务接待费"), start=1):
                yield f"{self.mark(place)}{name}{self.amount()}万元，与上年持平。"
        else:
            yield f"公务用车运行维护费{self.amount()}万元，公务接待费{self.amount()}万元，因公出国（境）费0.00万元。"

    def _goals(self) -> Iterator[str]:
        yield self.mark(1) + "总体绩效目标"
        yield f"保障机关运转，全年完成重点任务{self.rng.randint(3, 40)}项，群众满意度不低于9{self.rng.randint(0, 8)}%。"
        yield self.mark(2) + "分项绩效目标"
        yield f"绩效目标：项目资金{self.amount()}万元按进度支付，年底前全部完成。"
        yield self.mark(3) + "工作保障措施"
        yield "完善制度，加强支出管理，做好绩效运行监控。"

    def _earmarked(self) -> Iterator[str]:
        yield self.rng.choice(
            ("无。", f"本{self.kind}无主管专项资金。", f"主管专项资金{self.amount()}万元，用于产业发展。")
        )

    def _projects(self) -> Iterator[str]:
        yield f"{self.year}年安排项目{self.rng.randint(2, 30)}个，资金{self.amount()}万元，绩效目标随表公开。"

    def _procurement(self) -> Iterator[str]:
        yield f"{self.year}年，我{self.kind}安排政府采购预算{self.amount()}万元。"
        if self.rng.random() < 0.4:
            yield f"其中：货物类{self.amount()}万元，服务类{self.amount()}万元。"

    def _assets(self) -> Iterator[str]:
        yield f"截至{self.year - 1}年末，{self.office}固定资产金额为{self.amount()}万元。"
        yield f"本年度拟购置固定资产总额为{self.amount()}万元，已列入政府采购预算。"

    def _glossary(self) -> Iterator[str]:
        terms = self.rng.sample(_TERMS, 4)
        style = self.rng.randrange(3)
        for place, (term, words) in enumerate(terms, start=1):
            if style == 2:
                yield self.mark(place) + term
                yield f"{words}。"
            else:
                yield f"{self.mark(place) if style else ''}{term}：{words}。"

    def _other(self) -> Iterator[str]:
        yield self.rng.choice(
            (
                f"我{self.kind}无其他需要说明的事项。",
                f"上年结转{self.amount()}万元已全部列入预算。",
                f"无其他需要说明的事项（{self.year}年）。",
            )
        )
