"""The house keeps its own rules: read from the syntax tree of every module, from the locks and from every text file."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "forms", "ui")
QT = {"PySide6", "shiboken6"}

# Which rooms a room may import from; main.py may import from all.
DOWN = {
    "models": {"models"},
    "forms": {"models", "forms"},
    "ui": {"models", "forms", "ui"},
    "main": {"models", "forms", "ui"},
}

# Money is an integer number of 分. Only these folders may call float(), and not on money they keep.
FLOAT_ALLOWED = {
    "forms/write": "page layout is measured in points",
    "forms/readers": "a foreign workbook stores its numbers as floating point",
}

# Made by tools or by others, like every hidden folder but .ci; the rest must read the same on any machine.
NOT_READ = {"dist", "__pycache__", "tests/data", "resources/fonts"}


@dataclass(frozen=True)
class Module:
    """One source file of the product with its syntax tree; `name` is dotted, `room` its first part."""

    path: Path
    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    def at(self, node: ast.AST | int) -> str:
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return f"{self.path.relative_to(ROOT).as_posix()}:{line}"

    @property
    def package(self) -> list[str]:
        parts = self.name.split(".")
        return parts if self.path.name == "__init__.py" else parts[:-1]


@cache
def modules() -> dict[str, Module]:
    """Every module of the three rooms and the door, by dotted name."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    found = {}
    for path in [*paths, *ROOT.glob("main.py")]:
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(path, name, ast.parse(path.read_text(encoding="utf-8"), str(path)))
    return found


def below_ui() -> list[Module]:
    return [module for module in modules().values() if module.room in ("models", "forms")]


def imported(module: Module, node: ast.AST) -> list[str]:
    """The dotted names an import statement may load: `from a import b` gives a.b, a module or a name in a."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        package = module.package
        start = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*start, *([node.module] if node.module else [])])
        return [f"{base}.{alias.name}" for alias in node.names]
    return []


def all_imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every import of the module, also those inside functions."""
    for node in ast.walk(module.tree):
        for name in imported(module, node):
            yield node, name


def loading_imports(module: Module) -> Iterator[str]:
    """The modules of the house loaded together with this one: no imports inside functions or for the type checker."""
    waiting: list[ast.AST] = list(module.tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
            continue
        for name in imported(module, node):
            target = name if name in modules() else name.rpartition(".")[0]
            if target in modules() and target != module.name:
                yield target
        waiting.extend(ast.iter_child_nodes(node))


def calls(module: Module, *names: str) -> Iterator[ast.Call]:
    """Calls of builtins by name; methods such as QApplication.exec() are something else."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def project() -> dict[str, list[str]]:
    """The requirements of pyproject.toml, by the lock that must hold them."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "requirements.txt": table["project"]["dependencies"],
        "dev-requirements.txt": table["dependency-groups"]["dev"],
    }


def locked(lock: str) -> list[tuple[Requirement, list[str]]]:
    """The entries of a lock: the pinned requirement and its hashes."""
    text = (ROOT / "build" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("--hash=") for line in text.splitlines() if line and not line.startswith("#")]
    return [(Requirement(first), [part.strip() for part in hashes]) for first, *hashes in lines]


def listed(offences: list[str], rule: str) -> str:
    return "\n  ".join([rule, *offences])


def test_the_walk_reaches_every_room() -> None:
    rooms = {module.room for module in modules().values()}
    assert rooms == {*ROOMS, "main"}, "the walk must find the three rooms and main.py"
    assert len(modules()) > 10, f"the walk found only {sorted(modules())}"


def test_every_folder_with_code_is_a_package() -> None:
    folders = {module.path.parent for module in modules().values()} - {ROOT}
    offences = [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()]
    assert not offences, listed(offences, "these folders need an __init__.py")


def test_imports_point_only_down() -> None:
    offences = [
        f"{module.at(node)} imports {name}"
        for module in modules().values()
        for node, name in all_imports(module)
        if (target := name.partition(".")[0]) in {*ROOMS, "main", "tests", "build"} and target not in DOWN[module.room]
    ]
    assert not offences, listed(offences, "models ← forms ← ui ← main.py: these imports point up")


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


def test_third_party_imports_are_declared() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in project()["requirements.txt"]}
    known = {*sys.stdlib_module_names, *ROOMS, *QT}
    sources = packages_distributions()
    offences = [
        f"{module.at(node)} imports {name}"
        for module in modules().values()
        for node, name in all_imports(module)
        if (top := name.partition(".")[0]) not in known
        and not declared & {canonicalize_name(source) for source in sources.get(top, [])}
    ]
    assert not offences, listed(offences, "what the product imports must stand under dependencies in pyproject.toml")


def test_no_import_cycles() -> None:
    graph = {module.name: set(loading_imports(module)) for module in modules().values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError("modules import each other in a circle: " + " → ".join(error.args[1])) from None


def test_the_door_is_small() -> None:
    lines = len((ROOT / "main.py").read_text(encoding="utf-8").splitlines())
    assert lines < 100, f"main.py has {lines} lines; it only opens the rooms"


def test_files_are_short() -> None:
    lengths = {module.at(1): len(module.path.read_text(encoding="utf-8").splitlines()) for module in modules().values()}
    offences = [f"{where} has {length} lines" for where, length in lengths.items() if length > 400]
    assert not offences, listed(offences, "no module is longer than 400 lines")


def test_functions_are_short() -> None:
    offences = [
        f"{module.at(node)} {node.name} has {length} lines"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > 60
    ]
    assert not offences, listed(offences, "no function is longer than 60 lines")


def test_modules_say_what_they_are_for() -> None:
    offences = [
        module.at(1)
        for module in modules().values()
        if not ast.get_docstring(module.tree) and not (module.path.name == "__init__.py" and not module.tree.body)
    ]
    assert not offences, listed(offences, "each module opens with a sentence of purpose (not an empty __init__.py)")


def test_rooms_have_a_short_readme() -> None:
    for room in ROOMS:
        readme = ROOT / room / "README.md"
        assert readme.is_file(), f"{room}/ needs a README.md"
        lines = len(readme.read_text(encoding="utf-8").splitlines())
        assert 0 < lines <= 60, f"{room}/README.md has {lines} lines; 60 are enough"


def test_no_code_is_made_from_text() -> None:
    offences = [module.at(call) for module in modules().values() for call in calls(module, "eval", "exec")]
    assert not offences, listed(offences, "no eval and no exec: rules are data")


def test_no_floating_point_below_ui() -> None:
    offences = [
        module.at(call)
        for module in below_ui()
        if not module.at(1).startswith(tuple(f"{folder}/" for folder in FLOAT_ALLOWED))
        for call in calls(module, "float")
    ]
    assert not offences, listed(offences, f"money is an integer number of 分; float() belongs to {list(FLOAT_ALLOWED)}")


def test_no_error_is_swallowed() -> None:
    def everything(node: ast.AST | None) -> bool:
        return node is not None and any(
            isinstance(part, ast.Name) and part.id in ("Exception", "BaseException") for part in ast.walk(node)
        )

    def empty(body: list[ast.stmt]) -> bool:
        return all(
            isinstance(line, ast.Pass) or (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))
            for line in body
        )

    def swallows(node: ast.AST) -> bool:
        if isinstance(node, ast.ExceptHandler):
            return node.type is None or (everything(node.type) and empty(node.body))
        return (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).rpartition(".")[2] == "suppress"
            and any(everything(argument) for argument in node.args)
        )

    offences = [module.at(node) for module in modules().values() for node in ast.walk(module.tree) if swallows(node)]
    assert not offences, listed(offences, "name the errors you expect; the others must be seen")


def test_no_year_decides() -> None:
    def is_year(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and re.fullmatch(r"20\d\d", str(node.value)) is not None

    offences = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Compare | ast.MatchValue) and any(is_year(part) for part in ast.walk(node))
    ]
    assert not offences, listed(offences, "no year in a condition: a new year is a few lines in forms/packs")


def text_files(folder: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Every text file of the checkout: its name from the root, its content."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(ROOT).as_posix()
        if path.is_dir():
            if not {path.name, name} & NOT_READ and (path.name == ".ci" or not path.name.startswith(".")):
                yield from text_files(path)
        elif path.is_file() and path.name != ".git":
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a picture, a font, a workbook


def test_nothing_names_this_machine_or_a_registry() -> None:
    forbidden = re.compile(r"(?<![\w.~})*-])/(?:home|root|work)/|pypi[.]org|npm[j]s|files[.]pythonhosted")
    offences = [
        f"{name}:{number}"
        for name, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if forbidden.search(line)
    ]
    assert not offences, listed(offences, "no absolute path of a machine and no registry host in the checkout")


def test_the_locks_pin_every_package_with_hashes() -> None:
    for lock in project():
        for requirement, hashes in locked(lock):
            pinned = [part.operator for part in requirement.specifier] == ["=="] and requirement.url is None
            assert pinned, f"build/{lock}: {requirement} is not pinned to one version"
            assert hashes, f"build/{lock}: {requirement} has no hash"
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), f"build/{lock}: {requirement}"


def test_the_locks_hold_what_the_project_asks_for() -> None:
    for lock, wanted in project().items():
        for requirement in map(Requirement, wanted):
            name = canonicalize_name(requirement.name)
            pins = [pin for pin, _ in locked(lock) if canonicalize_name(pin.name) == name]
            assert pins, f"build/{lock} lacks {requirement}; make it anew (build/README.md)"
            versions = [part.version for pin in pins for part in pin.specifier]
            fitting = all(requirement.specifier.contains(version) for version in versions)
            assert fitting, f"build/{lock} holds {name} {versions}, pyproject.toml asks for {requirement}"


def test_the_locks_agree() -> None:
    program, tools = ({str(pin) for pin, _ in locked(lock)} for lock in project())
    names = {Requirement(pin).name for pin in program}
    differing = [pin for pin in tools - program if Requirement(pin).name in names]
    assert not differing, listed(differing, "both locks hold these packages, in different versions")
