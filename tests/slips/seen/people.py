"""Slips in counts of persons, posts, cars and rooms, in the texts and against the tables."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from forms.document.document import Document
from models.records import Address
from tests.slips.slip import Place, Slip, in_cell, in_text, kind, texts


def _counts(document: Document, pattern: str, *keys: str) -> Iterator[tuple[str, re.Match[str]]]:
    for section, text in texts(document, *keys):
        for found in re.finditer(pattern, text):
            yield section, found


def _by(document: Document, pattern: str, more: int, key: str, *also: Place) -> Iterator[Slip]:
    """The number that the first group of a pattern finds, so much more or less; `also` are tables that say the same."""
    for section, found in _counts(document, pattern, key):
        number = int(found[1]) + more
        if number > 0:
            yield in_text(document, section, found.span(1), str(number), *also)


@kind("the whole of those in office")
def in_office(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"在职(?:人员|教职工)(\d+)人，其中", chance.choice((-10, 1, 3, 20)), "duties")


@kind("a part of those in office")
def part_in_office(document: Document, chance: random.Random) -> Iterator[Slip]:
    pattern = r"(?:行政人员|事业人员|专任教师|工勤人员|卫生技术人员|其他人员)(\d+)人"
    yield from _by(document, pattern, chance.choice((-2, 1, 9, 10)), "duties")


@kind("two digits of those in office")
def turned_in_office(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, found in _counts(document, r"(?:人员|教师|教职工)(\d\d+)人", "duties"):
        number = found[1]
        if number[-1] != number[-2] and "离休" not in found[0] and "退休" not in found[0]:
            before = document.section_text(section)[max(found.start() - 2, 0) : found.start()]
            if before not in ("退休", "离休"):
                yield in_text(document, section, found.span(1), number[:-2] + number[-1] + number[-2])


@kind("the whole of the posts")
def posts(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"编制(\d+)名，其中", chance.choice((-10, 2, 30)), "duties")


@kind("a part of the posts")
def part_of_posts(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"其中行政编制(\d+)名，", chance.choice((-10, 2, 30)), "duties")


@kind("more in office than posts")
def above_posts(document: Document, _: random.Random) -> Iterator[Slip]:
    for section, text in texts(document, "duties"):
        posts_ = re.search(r"编制(\d+)名", text)
        found = re.search(r"在职人员(\d+)人，(?!其中)", text)
        if posts_ and found:
            yield in_text(document, section, found.span(1), str(int(posts_[1]) + 14))


@kind("the count of the units")
def units(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"预算单位共(\d+)个", chance.choice((-1, 1, 9)), "duties", "X1")


@kind("the count of the offices")
def offices(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"机关设(\d+)个", chance.choice((-1, 1)), "duties")


@kind("the count of the projects")
def projects(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"共安排项目(\d+)个", chance.choice((-1, 1, 2)), "projects", "X5")


@kind("the cars of the text")
def cars(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"共有车辆(\d+)辆", chance.choice((-1, 1, 3)), "assets", "X3")


@kind("a class of the cars")
def class_of_cars(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"(?:保障用车|技术用车|通信用车)(\d+)辆", chance.choice((-1, 1, 2)), "assets", "X3")


@kind("the cars of 三公经费")
def cars_kept(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"保有量(\d+)辆", chance.choice((-2, 1, 10)), "three_public", "X3")


@kind("the cars to be bought")
def cars_bought(document: Document, _: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"购置公务用车(\d+)辆", 1, "three_public", "X3")


@kind("cars of the asset table")
def cars_of_table(document: Document, chance: random.Random) -> Iterator[Slip]:
    for line in document.lines("X3"):
        at = Address("X3", line.key, "quantity")
        told = [one for key in ("assets", "three_public") for one, text in texts(document, key) if "辆" in text]
        if "车辆" in line.label and document.text(at) and told:
            yield in_cell(document, at, str(int(document.text(at)) + chance.choice((1, 2, 10))), *told)


@kind("the area of the text")
def area(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"房屋(\d+)\.00平方米", chance.choice((10, 900, -100)), "assets", "X3")


@kind("the office area of the text")
def office_area(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"办公用房(\d+)\.00平方米", chance.choice((10, 900, -100)), "assets", "X3")


@kind("the equipment of the text")
def equipment(document: Document, chance: random.Random) -> Iterator[Slip]:
    yield from _by(document, r"以上的设备(\d+)台", chance.choice((1, 2, 10)), "assets", "X3")


@kind("persons of a project in the goals")
def persons_of_project(document: Document, chance: random.Random) -> Iterator[Slip]:
    pattern = r"(?:培训农民|困难学生|退休人员|监测|厕所|村庄|计算机|设备)(\d+)(?:人|份|座|个|台)"
    yield from _by(document, pattern, chance.choice((10, 30, -1, 100)), "goals", "X5I")
