"""A declared disclosure from a seed: whose it is, and every amount of its tables, which add up as the form has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from forms.form.load import edition
from forms.form.model import Edition
from models.money import Fen

Lines = dict[str, dict[str, Fen]]
"""Amounts by line and column; a blank is not there."""

TEN_THOUSANDTH = 10_000
"""Every amount is a multiple of 0.01万元, which 元, 万元 and 亿元 can all tell without a rest."""

_REGIONS = ("青川", "白河", "临山", "安平", "南港", "大营", "石桥", "北塬")
_BODIES = (
    "县农业农村局",
    "区应急管理局",
    "县卫生健康局",
    "市第二中学",
    "县档案馆",
    "县民政局",
    "区城市管理综合行政执法局",
    "县妇幼保健院",
    "县人民检察院",
    "县委党校",
    "县融媒体中心",
    "县红十字会",
)
_PROJECTS = (
    "村级道路养护",
    "信息系统运行维护",
    "专项检查经费",
    "公共卫生服务补助",
    "档案数字化",
    "消防器材购置",
    "老旧管网改造",
    "宣传教育经费",
    "困难群众救助",
    "办案业务经费",
)
_GOODS = ("台式计算机", "复印纸", "物业管理服务", "空气调节机", "多功能一体机", "车辆加油服务", "印刷服务")


@dataclass(frozen=True)
class Project:
    """A project with its goal table."""

    code: str
    name: str
    budget: Fen
    purpose: str
    plan: tuple[str, ...]
    goals: tuple[str, ...]
    indicators: tuple[tuple[str, ...], ...]
    """Level 1, 2, 3, description, value, basis."""


@dataclass(frozen=True)
class Paper:
    """What a unit discloses in a year."""

    code: str
    name: str
    form: Edition
    tables: Mapping[str, Lines]
    last: Mapping[str, Lines]
    """The same of the year before, for who prints it beside."""
    purchases: tuple[dict[str, str | Fen], ...]
    assets: Mapping[str, tuple[str, Fen]]
    bodies: tuple[tuple[str, ...], ...]
    projects: tuple[Project, ...]

    @property
    def year(self) -> int:
        """The year of the budget."""
        return self.form.year


def invented(seed: int, form: Edition | None = None) -> Paper:
    """The paper of a seed, in that form; another seed is another unit with other codes and amounts."""
    return _Inventor(seed, form).paper()


class _Inventor:
    def __init__(self, seed: int, form: Edition | None) -> None:
        self.rng = Random(seed)
        own = edition(self.rng.choice((2023, 2024, 2024, 2025, 2026)), self.rng.choice(("部门", "单位")))
        self.form = form or own
        self.functional = self.form.catalogue("functional")
        self.economic = self.form.catalogue("economic")

    def paper(self) -> Paper:
        """All of it."""
        rng = self.rng
        state = rng.getstate()
        now = self._tables()
        rng.setstate(state)
        last = self._tables(rng.choice((0.9, 0.95, 1.1)))
        name = rng.choice(_REGIONS) + rng.choice(_BODIES)
        projects = tuple(self._project(place) for place in range(1, rng.randint(2, 4)))
        bodies = tuple(
            (f"{name}{part}", rng.choice(("行政", "事业")), "正科级", "财政拨款")
            for part in ("本级", "服务中心")[: rng.randint(1, 2)]
        )
        return Paper(
            f"{rng.randint(101, 899)}", name, self.form, now, last, self._purchases(), self._assets(), bodies, projects
        )

    def amount(self, low: int, high: int) -> Fen:
        """An amount between so many 万元, to 0.01万元."""
        return self.rng.randint(low * 100, high * 100) * TEN_THOUSANDTH

    def _tables(self, factor: float = 1) -> dict[str, Lines]:
        rng = self.rng
        codes = [code for code in self.functional.codes if len(code) == 7]
        general = [code for code in codes if code[:3] not in ("223", "227", "230", "231", "232", "233", "234")]
        general = [code for code in general if not (code[:3] == "212" and code[3:5] > "07")]
        leaves = sorted({"2080505", "2210201", *rng.sample(general, rng.randint(2, 6))})
        basic = {code: self.amount(3, 900) for code in leaves if rng.random() < 0.8 or code == "2080505"}
        project = {code: self.amount(1, 700) for code in leaves if code not in basic or rng.random() < 0.4}
        has_fund, has_capital = rng.random() < 0.4, rng.random() < 0.15
        fund = {code: self.amount(5, 300) for code in ("2120804", "2120899") if has_fund}
        capital = {"2230105": self.amount(5, 90)} if has_capital else {}
        own = {rng.choice([*basic]): self.amount(2, 60)} if rng.random() < 0.5 else {}
        carry = {rng.choice(leaves): self.amount(1, 20)} if rng.random() < 0.4 else {}
        if factor != 1:
            for part in (basic, project, fund, capital, own, carry):
                for code in part:
                    part[code] = max(1, round(part[code] * factor / TEN_THOUSANDTH)) * TEN_THOUSANDTH
        parts = _Parts(basic, project, fund, capital, own, carry)
        return {**self._by_code(parts), **self._sides(parts), "T9": self._visits()}

    def _by_code(self, parts: _Parts) -> dict[str, Lines]:
        """The tables of codes."""
        income = {
            "fiscal": _plus(_less(parts.general, parts.carry), parts.fund, parts.capital),
            "other": parts.own,
            "carry": parts.carry,
        }
        spent = {"basic": _plus(parts.basic, parts.own), "project": _plus(parts.project, parts.fund, parts.capital)}
        staff, public = self._economic(sum(parts.basic.values()))
        tables = {
            "T2": _table({**income, "year": _plus(income["fiscal"], parts.own)}, ("fiscal", "other", "carry")),
            "T3": _table(spent, ("basic", "project")),
            "T5": _table({"basic": parts.basic, "project": parts.project}, ("basic", "project")),
            "T6": _table({"staff": staff, "public": public}, ("staff", "public")),
            "T7": _table({"project": parts.fund}, ("project",)),
            "T8": _table({"project": parts.capital}, ("project",)),
        }
        return tables

    def _economic(self, total: Fen) -> tuple[dict[str, Fen], dict[str, Fen]]:
        """What is basic, by what it is spent on: wages and goods."""
        rng, left = self.rng, total // TEN_THOUSANDTH
        wages = rng.sample(["30101", "30102", "30103", "30108", "30113", "30110", "30302"], rng.randint(3, 5))
        goods = rng.sample(["30201", "30202", "30207", "30211", "30216", "30231", "30239"], rng.randint(2, 5))
        made: tuple[dict[str, Fen], dict[str, Fen]] = {}, {}
        chosen = [(code, 0) for code in sorted(wages)[1:]] + [(code, 1) for code in sorted(goods)]
        for code, place in chosen:
            part = rng.randint(1, max(1, left // (6 if place == 0 else 12)))
            made[place][code] = part * TEN_THOUSANDTH
            left -= part
        made[0][min(wages)] = left * TEN_THOUSANDTH
        return made

    def _sides(self, parts: _Parts) -> dict[str, Lines]:
        """The tables of income beside expenditure."""
        spent = _plus(parts.general, parts.fund, parts.capital)
        carried = sum(parts.carry.values())
        fiscal = {
            "general": sum(parts.general.values()) - carried,
            "fund": sum(parts.fund.values()),
            "capital": sum(parts.capital.values()),
        }
        own, year = sum(parts.own.values()), sum(fiscal.values())
        income = {**fiscal, "unit": own, "year": year + own, "carry": carried, "total": year + own + carried}
        four = {**fiscal, "year": year, "carry": carried, "carry.general": carried, "total": year + carried}
        t1: Lines = {f"income.{key}": {"amount": fen} for key, fen in income.items()}
        t4: Lines = {f"income.{key}": {"amount": fen} for key, fen in four.items()}
        for key, fen in _classes(_plus(spent, parts.own)).items():
            t1[f"expenditure.{key}"] = {"amount": fen}
        for name, part in (
            ("total", spent),
            ("general", parts.general),
            ("fund", parts.fund),
            ("capital", parts.capital),
        ):
            for key, fen in _classes(part).items():
                t4.setdefault(f"expenditure.{key}", {})[name] = fen
        return {"T1": _filled(t1), "T4": _filled(t4)}

    def _visits(self) -> Lines:
        """The “三公” and what else the table of it has."""
        rng = self.rng
        has = {row.key for row in self.form.tables["T9"].rows}
        said = {"car.running": self.amount(1, 12), "reception": self.amount(1, 6)}
        if rng.random() < 0.3:
            said["car.purchase"] = self.amount(15, 20)
        if "meeting" in has and rng.random() < 0.6:
            said |= {"meeting": self.amount(1, 3), "meeting.other": 0, "training": self.amount(1, 5)}
            said["meeting.other"] = said["meeting"]
        said["car"] = said["car.running"] + said.get("car.purchase", 0)
        three = said["car"] + said["reception"]
        said["total"] = three + said.get("meeting", 0) + said.get("training", 0)
        said["subtotal"] = three
        return {key: {"total": fen, "general": fen} for key, fen in said.items() if key in has}

    def _purchases(self) -> tuple[dict[str, str | Fen], ...]:
        rows: list[dict[str, str | Fen]] = []
        for place in range(self.rng.randint(0, 3)):
            price, count = self.amount(1, 9), self.rng.randint(1, 9)
            total = price * count
            rows.append(
                {
                    "project": self.rng.choice(_PROJECTS),
                    "goods": _GOODS[place],
                    "catalogue": f"A0201{place + 1:02}",
                    "measure": "台",
                    "quantity": str(count),
                    "budget": total,
                    "price": price,
                    "total": total,
                    "general": total,
                }
            )
        return tuple(rows)

    def _assets(self) -> dict[str, tuple[str, Fen]]:
        keys = ("buildings", "offices", "vehicles", "large_equipment", "other")
        held = {key: (str(self.rng.randint(1, 900)), self.amount(1, 90)) for key in keys}
        counted = sum(fen for key, (_, fen) in held.items() if key != "offices")
        return {"total": ("", counted), **held}

    def _project(self, place: int) -> Project:
        rng, budget = self.rng, self.amount(1, 200)
        name = rng.choice(_PROJECTS) + f"（{place}期）"
        rows = (
            ("产出指标", "数量指标", "完成任务数量", "完成任务的数量", f"≥{rng.randint(2, 90)}项", "工作计划"),
            ("产出指标", "质量指标", "验收合格率", "验收合格的比例", f"≥{rng.randint(80, 99)}%", "行业标准"),
            ("效益指标", "社会效益指标", "服务能力提升", "服务能力得到提升", "显著提升", "工作要求"),
            (
                "满意度指标",
                "服务对象满意度指标",
                "群众满意度",
                "群众满意的比例",
                f"≥{rng.randint(85, 98)}%",
                "调查问卷",
            ),
        )
        code = f"1302{rng.randint(10, 99)}24P{rng.randint(10**10, 10**11 - 1)}X"
        goals = (f"1.完成{name}任务", "2.按时拨付资金")
        return Project(code, name, budget, f"用于{name}", ("25", "50", "75", "100"), goals, rows)


@dataclass(frozen=True)
class _Parts:
    """Leaves by fund and by what they are for."""

    basic: dict[str, Fen]
    project: dict[str, Fen]
    fund: dict[str, Fen]
    capital: dict[str, Fen]
    own: dict[str, Fen]
    carry: dict[str, Fen]
    """What of the general budget comes from the year before: never more than a leaf has."""

    def __post_init__(self) -> None:
        for code, fen in self.carry.items():
            self.carry[code] = min(fen, self.general[code])

    @property
    def general(self) -> dict[str, Fen]:
        """The general budget by leaf."""
        return _plus(self.basic, self.project)


def _table(columns: Mapping[str, Mapping[str, Fen]], whole: Iterable[str]) -> Lines:
    """A table of codes: the parents and the total of every column; `total` is the sum of the columns `whole`."""
    lines: Lines = {}
    summed = {**columns, "total": _plus(*(columns.get(name, {}) for name in whole))}
    for column, leaves in summed.items():
        for code, fen in leaves.items():
            for key in ("total", *(code[:end] for end in (3, 5, 7) if end < len(code)), code):
                line = lines.setdefault(key, {})
                line[column] = line.get(column, 0) + fen
    return _filled(dict(sorted(lines.items(), key=lambda line: (line[0] != "total", line[0]))))


def _classes(leaves: Mapping[str, Fen]) -> dict[str, Fen]:
    """The leaves by class, with what they are in all."""
    found: dict[str, Fen] = {}
    for code, fen in leaves.items():
        for key in (code[:3], "year", "total"):
            found[key] = found.get(key, 0) + fen
    return found


def _plus(*parts: Mapping[str, Fen]) -> dict[str, Fen]:
    found: dict[str, Fen] = {}
    for part in parts:
        for code, fen in part.items():
            found[code] = found.get(code, 0) + fen
    return found


def _less(whole: Mapping[str, Fen], part: Mapping[str, Fen]) -> dict[str, Fen]:
    return {code: fen - part.get(code, 0) for code, fen in whole.items()}


def _filled(lines: Lines) -> Lines:
    """The lines without their zeros, and none that has nothing."""
    shown = {key: {column: fen for column, fen in cells.items() if fen} for key, cells in lines.items()}
    return {key: cells for key, cells in shown.items() if cells}
