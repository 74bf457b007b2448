"""Made-up budgets by chance: other amounts in the rows of the bureau of `variants/figures.toml`, and they agree."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

_PLACES = ("青石县", "柳河市", "云岭区", "东沟县")
_OFFICES = ("水务局", "残疾人联合会", "司法局", "科学技术局", "医疗保障局")
_CENT = Decimal("0.01")


def invented_budget(chance: random.Random) -> dict[str, Any]:
    """A budget in the shape of `[body.*]`; `loose` are amounts that only the text tells: last year's of rows without a
    comparison, projects, and how many people there are."""
    size = chance.choice((1, 3, 10))

    def some(low: int, high: int) -> Decimal:
        return Decimal(chance.randrange(low * size * 100, high * size * 100)) * _CENT

    staff = {"30101": some(200, 300), "30102": some(100, 150), "30103": some(60, 90), "30108": some(50, 70)}
    public = {code: some(5, 40) for code in ("30201", "30205", "30206", "30211", "30228", "30231", "30239")}
    help_ = some(20, 40)
    wages, running, reception = sum(staff.values()), public["30231"], some(2, 6)
    basic = wages + help_ + sum(public.values())
    projects = [some(60, 90), some(30, 50), some(100, 200)]
    project = sum(projects, Decimal(0))
    goods, service = projects[1] - some(1, 5), projects[0] - some(1, 9)
    cars = chance.randrange(2, 7)

    def last(now: Decimal) -> Decimal:
        """Last year's amount: another one, a tenth or two away."""
        return (now * chance.choice((80, 87, 93, 106, 111, 118)) / 100).quantize(_CENT)

    before = {"basic": last(basic), "project": last(project), "running": last(running), "reception": last(reception)}
    before |= {"total": before["basic"] + before["project"], "three": before["running"] + before["reception"]}
    before |= {"abroad": Decimal(0), "purchase": Decimal(0), "car": before["running"]}
    loose = {f"p{number}": amount for number, amount in enumerate(projects, 1)}
    loose |= {"heads": Decimal(chance.randrange(20, 90)), "cars": Decimal(cars)}
    loose |= {"public.before": last(sum(public.values(), Decimal(0))), "bought.before": last(goods + service)}
    cells = {
        "T4/income.general/amount": basic + project,
        "T2/2010401/fiscal": basic + project - staff["30108"],
        "T2/2080505/fiscal": staff["30108"],
        "T3/2010401/basic": basic - staff["30108"],
        "T3/2080505/basic": staff["30108"],
        "T3/2010499/project": project,
        **{f"T6/{code}/staff": amount for code, amount in staff.items()},
        "T6/30305/staff": help_,
        **{f"T6/{code}/public": amount for code, amount in public.items()},
        "T9/abroad/general": Decimal(0),
        "T9/car.purchase/general": Decimal(0),
        "T9/car.running/general": running,
        "T9/reception/general": reception,
        "X3/total/value": some(500, 900),
        "X3/vehicles/quantity": Decimal(cars),
        "X3/vehicles/value": some(10, 40),
        "X8/planned/amount": goods,
    }
    return {
        "unit": chance.choice(_PLACES) + chance.choice(_OFFICES),
        "kind": "部门",
        "cells": {where: str(amount) for where, amount in cells.items()},
        "last": {row: str(amount) for row, amount in before.items()},
        "loose": {word: str(amount) for word, amount in loose.items()},
        "bought": [
            _bought("办公设备购置", projects[1], "台式计算机", "A02010105", "批", goods),
            _bought("规划编制服务", projects[0], "规划编制服务", "C0802", "项", service),
        ],
    }


def _bought(project: str, budget: Decimal, goods: str, catalogue: str, measure: str, total: Decimal) -> dict[str, str]:
    return {
        "project": project,
        "budget": str(budget),
        "goods": goods,
        "catalogue": catalogue,
        "measure": measure,
        "quantity": "1",
        "price": str(total),
        "total": str(total),
        "general": str(total),
    }
