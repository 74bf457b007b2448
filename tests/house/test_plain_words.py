"""No text of a file or of the clerk becomes HTML: what might guess so is made in `ui/kit/plain.py` alone."""

import ast
from collections.abc import Iterator

from tests.house.source import Module, listed, modules

PLAIN = "ui.kit.plain"
GUESSING = {"QLabel", "QMessageBox", "QErrorMessage"}
"""Classes of Qt that take a text for HTML when it looks like it."""
TIPS = {"setToolTip", "setWhatsThis", "showText"}
HTML = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "setTextFormat"}
# The few places that write HTML themselves: their own marks, around words that they escape.
HTML_ALLOWED = {
    "ui.findings.details": "why a finding is one, with links to the cells",
    "ui.pages.beside": "what a draft says otherwise, struck and underlined",
    "ui.dialogs.differences": "what has gone and come, struck and underlined",
    "ui.help.about": "the program and its folders",
    "ui.help.topics": "the topics of the help",
    "ui.grid.clipboard": "a block of cells for other programs",
}


def rooms() -> Iterator[Module]:
    return (module for module in modules().values() if module.room == "ui" and module.name != PLAIN)


def name(node: ast.AST) -> str:
    """The last name of what is called or inherited: `QtWidgets.QLabel` is QLabel."""
    return ast.unparse(node).rpartition(".")[2]


def is_tip(node: ast.AST | None) -> bool:
    """`tip(…)`, alone or before `or None`; or the tip that another widget has already."""
    if isinstance(node, ast.BoolOp):
        return all(is_tip(part) or (isinstance(part, ast.Constant) and not part.value) for part in node.values)
    return isinstance(node, ast.Call) and (ast.unparse(node.func) == "tip" or name(node.func) == "toolTip")


def is_ours(node: ast.AST) -> bool:
    """Words that stand in the source, or a label that is plain."""
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Call) and ast.unparse(node.func) == "Label")


def tipped(tree: ast.AST) -> Iterator[ast.AST]:
    """The mentions of the role of the tips where all that is returned for it is a tip."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.match_case):
            returned = [line.value for part in node.body for line in ast.walk(part) if isinstance(line, ast.Return)]
            if returned and all(map(is_tip, returned)):
                yield from ast.walk(node.test if isinstance(node, ast.If) else node.pattern)


def test_every_tip_is_made_by_one_function() -> None:
    offences = []
    for module in rooms():
        fine = {id(node) for node in tipped(module.tree)}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and name(node.func) in TIPS and not any(map(is_tip, node.args)):
                offences.append(f"{module.at(node)} {ast.unparse(node)}")
            if isinstance(node, ast.Attribute) and node.attr == "ToolTipRole" and id(node) not in fine:
                offences.append(f"{module.at(node)} {node.attr}")
    assert not offences, listed(offences, "a tool tip is given as tip(…) of ui/kit/plain.py")


def test_labels_and_message_boxes_are_plain() -> None:
    def offending(node: ast.AST) -> bool:
        if isinstance(node, ast.ClassDef):
            return any(name(base) in GUESSING for base in node.bases)
        if not isinstance(node, ast.Call):
            return False
        static = isinstance(node.func, ast.Attribute) and name(node.func.value) in GUESSING
        return static or name(node.func) in GUESSING

    offences = [module.at(node) for module in rooms() for node in ast.walk(module.tree) if offending(node)]
    assert not offences, listed(offences, "labels and message boxes are those of ui/kit/plain.py")


def test_labels_that_qt_makes_hold_words_of_ours() -> None:
    """The label of a progress box, of a question for a text, and of a row of a form."""

    def words(node: ast.Call) -> list[ast.expr]:
        if name(node.func) == "QProgressDialog":
            return node.args[:1]
        if isinstance(node.func, ast.Attribute) and name(node.func.value) == "QInputDialog":
            return node.args[1:3]
        return node.args[:1] if name(node.func) == "addRow" and len(node.args) > 1 else []

    offences = [
        module.at(node)
        for module in rooms()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and not all(map(is_ours, words(node)))
    ]
    assert not offences, listed(offences, "a label that Qt makes is not plain: give it fixed words or a Label")


def test_html_is_written_in_few_places() -> None:
    offences = [
        module.at(node)
        for module in rooms()
        if module.name not in HTML_ALLOWED
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and name(node.func) in HTML
    ]
    assert not offences, listed(offences, f"HTML is written only in {list(HTML_ALLOWED)}")
