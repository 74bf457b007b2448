"""How the product is written: short files and functions, names that occur once, no code from text."""

import ast
import re
from collections import defaultdict

from PySide6 import QtWidgets

from tests.house.source import ROOT, below_ui, calls, listed, modules, public_names

# Money is an integer number of 分. Only these folders may call float(), and not on money they keep.
FLOAT_ALLOWED = {
    "forms/write": "page layout is measured in points",
    "forms/readers": "a foreign workbook stores its numbers as floating point",
}


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


def test_a_name_of_a_file_occurs_once_in_forms() -> None:
    places = defaultdict(list)
    for module in modules().values():
        if module.room == "forms" and module.path.name != "__init__.py":
            places[module.path.name].append(module.at(1))
    offences = [" and ".join(where) for where in places.values() if len(where) > 1]
    assert not offences, listed(offences, "no file name occurs twice in forms/: a traceback and a search must be clear")


def test_a_name_of_a_class_occurs_once_in_forms() -> None:
    places = defaultdict(list)
    for module in modules().values():
        if module.room == "forms":
            for node in module.tree.body:
                if isinstance(node, ast.ClassDef):
                    places[node.name.lstrip("_")].append(module.at(node))
    offences = [f"{name}: {' and '.join(where)}" for name, where in places.items() if len(where) > 1]
    assert not offences, listed(offences, "no class name occurs twice in forms/")


def test_no_public_name_is_there_for_tests_alone() -> None:
    """A public function, class, constant or method that nothing in the product uses is dead or tried without being run.

    Not asked of what others call: methods that Qt knows, and functions that a decorator registers.
    """
    used: set[str] = set()
    for module in modules().values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used.add(node.id)
            elif isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.MatchClass):
                used.update(node.kwd_attrs)
    called_by_qt = {name for kind in dir(QtWidgets) for name in dir(getattr(QtWidgets, kind))}
    offences = [
        f"{module.at(node)} {name}"
        for module in modules().values()
        for name, node in public_names(module.tree.body)
        if name not in used and not (module.room == "ui" and name in called_by_qt)
    ]
    assert not offences, listed(offences, "nothing in the product uses these names")


# The few places that may name a table of the form: records whose fields are those of one table, and the sample.
TABLES_NAMED = {
    "forms/document/projects.py": "a project is a record of the goal tables",
    "forms/years/last_year.py": "the comparison of the years is made by the program",
    "forms/cli/selftest.py": "the faults of the bundled sample",
}


def test_no_table_of_the_form_is_named_outside_the_packs() -> None:
    offences = [
        f"{module.at(node)} {node.value!r}"
        for module in modules().values()
        if not module.at(1).startswith(("models/migrations/", *TABLES_NAMED))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"[TX]\d+I?(?:/.+)?", node.value)
    ]
    assert not offences, listed(offences, "a check asks for a role (packs/*/roles.toml), never for a table")


COLOR = re.compile(r"#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?(?:[0-9A-Fa-f]{2})?")


def test_no_colour_stands_outside_the_table_of_tokens() -> None:
    def is_color(node: ast.AST) -> bool:
        match node:
            case ast.Constant(value=str(text)):
                return COLOR.fullmatch(text) is not None
            case ast.Attribute(value=ast.Attribute(attr="GlobalColor"), attr=name):
                return name != "transparent"
            case ast.Call(func=ast.Name(id="QColor"), args=[ast.Constant(), *_]):
                return True
        return False

    offences = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules().values()
        if module.room == "ui" and module.name != "ui.kit.tokens"
        for node in ast.walk(module.tree)
        if is_color(node)
    ]
    assert not offences, listed(offences, "every colour has its name and its three themes in ui/kit/tokens.py")


def test_every_drawing_is_used() -> None:
    named = {
        node.value
        for module in modules().values()
        if module.room == "ui"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    drawings = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert drawings, "there are drawings"
    assert not drawings - named, f"nothing bears these drawings: {sorted(drawings - named)}"
