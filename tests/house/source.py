"""The source of the product, read from the syntax tree of every module, for the tests that guard its walls."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("models", "forms", "ui")

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


def calls(module: Module, *names: str) -> Iterator[ast.Call]:
    """Calls of builtins by name; methods such as QApplication.exec() are something else."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def listed(offences: list[str], rule: str) -> str:
    return "\n  ".join([rule, *offences])


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


def public_names(body: list[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    """The public functions, classes, constants and methods that a body defines, but for what a decorator registers."""
    for node in body:
        match node:
            case ast.FunctionDef(name=name, decorator_list=decorators):
                registered = any(isinstance(decorator, ast.Call) for decorator in decorators)
                if not registered and not name.startswith("_") and name == name.lower():
                    yield name, node
            case ast.ClassDef(name=name):
                if not name.startswith("_"):
                    yield name, node
                    yield from public_names([part for part in node.body if isinstance(part, ast.FunctionDef)])
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if not name.startswith("_"):
                    yield name, node
