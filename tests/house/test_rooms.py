"""The rooms of the house: which there are, from top to bottom; a room imports only from rooms below it."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from tests.house.source import ROOMS, ROOT, Module, all_imports, below_ui, listed, modules

QT = {"PySide6", "shiboken6"}

# From top to bottom: an arrow points down. A module belongs to the innermost room that holds its folder.
ORDER = (
    "main",
    "ui.window",
    "ui.frame",
    "ui.home",
    "ui.settings",
    "ui.help",
    "ui.county",
    "ui.packet",
    "ui.bureau",
    "ui.dialogs",
    "ui.pages",
    "ui.findings",
    "ui.prose",
    "ui.grid",
    "ui.parts",
    "ui.kit",
    "forms.cli",
    "forms.guide",
    "forms.packing",
    "forms.county",
    "forms.bureau",
    "forms.office",
    "forms.write.packet",
    "forms.write.reports",
    "forms.write.word",
    "forms.write.workbook",
    "forms.write.pdf",
    "forms.write.page",
    "forms.compare",
    "forms.check",
    "forms.check.special.standing",
    "forms.check.special.compared",
    "forms.check.special.text",
    "forms.check.special.reckoned",
    "forms.check.special.records",
    "forms.check.special.tables",
    "forms.check.special",
    "forms.summing",
    "forms.years",
    "forms.signing",
    "forms.prose",
    "forms.edit",
    "forms.match",
    "forms.match.text",
    "forms.document",
    "forms.spelling",
    "forms.readers",
    "forms.form",
    "models",
)
FLOOR = {room: number for number, room in enumerate(ORDER)}
MOST_MODULES = 20
MOST_LINES = 120
"""Of a README."""


def room_of(name: str) -> str:
    """The innermost room that holds the module of that dotted name; blank for the empty package of a first room."""
    while name and name not in FLOOR:
        name = name.rpartition(".")[0]
    return name


def targets(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """The modules of the house that a module imports anywhere, inside functions and for the type checker alone too."""
    for node, name in all_imports(module):
        target = name if name in modules() else name.rpartition(".")[0]
        if target in modules() and target != module.name:
            yield node, target


def test_the_walk_reaches_every_room() -> None:
    assert {module.room for module in modules().values()} == {*ROOMS, "main"}
    assert {room_of(name) for name in modules()} - {""} == set(ORDER), "every room of the list has modules"


def test_every_module_stands_in_a_room() -> None:
    offences = [m.at(1) for name, m in modules().items() if not room_of(name) and m.tree.body]
    assert not offences, listed(offences, "every module belongs to a room of the list")


def test_every_folder_with_code_is_a_package() -> None:
    folders = {module.path.parent for module in modules().values()} - {ROOT}
    offences = [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()]
    assert not offences, listed(offences, "these folders need an __init__.py")


def test_imports_point_only_down() -> None:
    offences = [
        f"{module.at(node)} imports {target}"
        for module in modules().values()
        for node, target in targets(module)
        if (own := room_of(module.name)) and (other := room_of(target)) and FLOOR[other] < FLOOR[own]
    ]
    assert not offences, listed(offences, "a room imports only from rooms below it in the list: these arrows go up")


def test_the_product_knows_neither_its_tests_nor_its_build() -> None:
    offences = [
        f"{module.at(node)} imports {name}"
        for module in modules().values()
        for node, name in all_imports(module)
        if name.partition(".")[0] in {"tests", "build", "main"}
    ]
    assert not offences, listed(offences, "the product imports neither tests nor build nor the door")


def test_models_use_only_the_standard_library_and_peewee() -> None:
    allowed = {*sys.stdlib_module_names, "peewee", "playhouse", "models"}
    offences = [
        f"{module.at(node)} imports {name}"
        for module in modules().values()
        if module.room == "models"
        for node, name in all_imports(module)
        if name.partition(".")[0] not in allowed
    ]
    assert not offences, listed(offences, "models/ may import the standard library, peewee and itself")


def test_no_qt_below_ui() -> None:
    offences = [
        f"{module.at(node)} imports {name}"
        for module in below_ui()
        for node, name in all_imports(module)
        if name.partition(".")[0] in QT
    ]
    assert not offences, listed(offences, "models/ and forms/ must work without Qt")


def test_no_modules_know_each_other_in_a_circle() -> None:
    """Not even by an import inside a function or for the type checker alone."""
    graph = {module.name: {target for _, target in targets(module)} for module in modules().values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise AssertionError(f"imports go in a circle, those for the type checker counted: {circle}") from None


def test_no_folder_is_full() -> None:
    counted = Counter(m.path.parent for m in modules().values() if m.path.name != "__init__.py")
    offences = [f"{folder.relative_to(ROOT)} has {n} modules" for folder, n in counted.items() if n > MOST_MODULES]
    assert not offences, listed(offences, f"no folder holds more than {MOST_MODULES} modules")


def test_rooms_have_a_short_readme() -> None:
    for room in {".".join(name.split(".")[:2]) for name in ORDER[1:]} | set(ROOMS):
        readme = ROOT / room.replace(".", "/") / "README.md"
        assert readme.is_file(), f"{room} needs a README.md"
        lines = len(readme.read_text(encoding="utf-8").splitlines())
        assert 0 < lines <= MOST_LINES, f"{readme.relative_to(ROOT)} has {lines} lines; {MOST_LINES} are enough"


def test_the_pages_name_what_is_there() -> None:
    """Every path that a README of the product names from the root, and every module it names beside itself."""
    named = re.compile(r"`((?:forms|models|ui|tests|build|resources)/[\w./-]+)`|`(\w+\.py)`")
    offences = []
    for page in [ROOT / "README.md", *(page for room in ROOMS for page in (ROOT / room).rglob("README.md"))]:
        beside = {path.name for path in page.parent.rglob("*.py")} | {"main.py"}
        for path, module in named.findall(page.read_text(encoding="utf-8")):
            if (path and not (ROOT / path).exists()) or (module and module not in beside):
                offences.append(f"{page.relative_to(ROOT)}: {path or module}")
    assert not offences, listed(offences, "these pages name what is not there")
