"""What the form calls its tables stands in its packs and nowhere in Python: code asks for a role."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import Module, modules

ID = re.compile(r"(?<![A-Za-z0-9])[TX][1-9]I?(?![A-Za-z0-9])")
ALLOWED = {
    "models/migrations/step_3.py": "what was kept before rows were called by what they mean",
    "forms/cli/bureau_command.py": "an example of how a cell of a dump is written",
}


def texts(module: Module) -> Iterator[ast.Constant]:
    """The texts of a module that are no docstrings."""
    told = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node


def named(module: Module) -> list[str]:
    return [f"{module.at(node)} {node.value}" for node in texts(module) if ID.search(str(node.value))]


def test_no_table_is_known_by_its_id() -> None:
    found = {module.at(1).partition(":")[0]: named(module) for module in modules().values()}
    assert {path: places for path, places in found.items() if places and path not in ALLOWED} == {}
    assert sorted(path for path in ALLOWED if not found[path]) == [], "not needed any more: take it off the list"
