"""The language of budget prose is data of the national pack: no pattern in Python looks for words of its own."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from tests.house.source import Module, modules

COMPILERS = {"compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer"}
RANGE = re.compile("一-\\S|\\\\u[0-9a-f]{4}")
"""Any Chinese character: a kind of character and no word."""
STRUCTURE = re.compile("[一二两三四五六七八九十百千零〇年度月日号第万亿元]")
"""Numbers, dates, document numbers and units of money are written so everywhere."""
HAN = re.compile("[\u4e00-\u9fff]")
PATTERN = re.compile(r"[\[(|\\?]")

LIMITS = {
    "forms/prose": 16,
    "forms/match": 3,
    "forms/document": 2,
    "forms/readers": 4,
    "forms/write": 5,
    "forms/years": 3,
}
"""How many patterns of a room hold words of their own: what puts the words of the pack together to sentences, and the
marks of headings and pages. A limit falls, it never rises; elsewhere it is nought."""


def patterns(module: Module) -> Iterator[ast.AST]:
    """What is compiled, and the texts at the top of a module that look like parts of patterns."""
    for node in ast.walk(module.tree):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPILERS
        if isinstance(node, ast.Call) and is_call and ast.unparse(node.func).startswith("re.") and node.args:
            yield node.args[0]
    for node in module.tree.body:
        is_text = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.JoinedStr | ast.BinOp)
        if isinstance(node, ast.Assign) and is_text and PATTERN.search("".join(texts(node.value))):
            yield node.value


def texts(node: ast.AST) -> Iterator[str]:
    """The texts that stand in the source of an expression."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def has_words(node: ast.AST) -> bool:
    return any(HAN.search(STRUCTURE.sub("", RANGE.sub("", text))) for text in texts(node))


def test_patterns_hold_no_words_of_their_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in modules().values():
        if module.room == "forms":
            room = "/".join(module.at(1).split("/")[:2])
            places[room] += [module.at(node) for node in patterns(module) if has_words(node)]
    over = {room: where for room, where in places.items() if len(where) > LIMITS.get(room, 0)}
    assert not over, f"words belong to language.toml or patterns.toml of packs/national/words: {over}"
    under = {room: len(places[room]) for room, limit in LIMITS.items() if len(places[room]) < limit}
    assert not under, f"fewer than the limit: lower it in this file to {under}"
