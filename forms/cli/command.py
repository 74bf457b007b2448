"""The command line: a second front end over forms/, without a screen and without Qt.

Its words and its JSON are a contract with other programs. Exit codes: 0 done, 1 `check` found errors, 2 the request
could not be carried out, 3 a fault of the program. The words of a command stand in its module with what it does; only
the module of the command that is given is loaded, with the rooms it works with.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from forms.cli.blank import BLANK, place
from forms.form.version import PROGRAM, VERSION
from models.errors import NotStored, Trouble

DONE, FOUND_ERRORS, REFUSED, FAULT = range(4)

MODULES: Mapping[str, tuple[str, ...]] = {
    "forms.cli.disclosure_command": ("import", "check", "list", "dump", "carry", "compare", "rules"),
    "forms.cli.export_command": ("export",),
    "forms.cli.pack_command": ("pack",),
    "forms.cli.data_command": ("backup", "doctor", "catalogue"),
    "forms.cli.state_command": ("review", "settle", "reopen", "state", "verify"),
    "forms.cli.packet_command": ("publish", "packet"),
    "forms.cli.guide_command": ("guide",),
    "forms.cli.bureau_command": ("county",),
    "forms.cli.batch_command": ("batch",),
    "forms.cli.selftest": ("selftest",),
}
"""Where each command is, in the order in which the help names them; build/app.spec takes them along by this table."""
_WRONG: Sequence[tuple[str, str]] = (
    (r"argument (.+): invalid choice: '(.*)' \(choose from (.*)\)", "{0}不能是“{1}”，可以是{2}"),
    (r"argument (.+): invalid \w+ value: '(.*)'", "{0}读不懂“{1}”"),
    (r"argument (.+): expected .*", "{0}后面缺了要写的"),
    (rf"argument (.+): {BLANK}", "{0}给的是空的"),
    (r"the following arguments are required: (.*)", "缺少{0}"),
    (r"unrecognized arguments: (.*)", "不认识“{0}”"),
)
"""What argparse says of an argument, and the same for a clerk."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one request and return its exit code; a Trouble becomes one sentence on standard error."""
    try:
        return _carry_out(arguments)
    except Trouble as trouble:
        kept = "这一次没有存入任何内容，原来的数据没有改动。" if isinstance(trouble, NotStored) else ""
        print(f"{trouble}{kept}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever reads the output has seen enough; nothing more may be written there, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        print(f"程序出错了（{type(error).__name__}：{error}），数据没有改动，请把这句话告诉开发者。", file=sys.stderr)
        return FAULT


def _carry_out(arguments: Sequence[str]) -> int:
    head = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    head.register("type", Path, place)
    _add_version(head)
    _add_places(head)
    try:
        given, rest = head.parse_known_args(arguments)
    except argparse.ArgumentError:
        given, rest = argparse.Namespace(data=None, packs=None), []
    # The version is told without waiting for the declarations of the forms.
    from forms.cli.tools import Tools, prepare, require_installed

    prepare(given.data, given.packs)
    command = next((word for word in rest if not word.startswith("-")), "")
    parser = _Parser(prog="main.py", description="部门预算信息公开。不带命令时打开窗口。")
    _add_version(parser.choices)
    verbs = parser.add_subparsers(title="命令", required=True, metavar="命令")
    # A word that is no command is answered with all there are.
    for module in [name for name, commands in MODULES.items() if command in commands] or MODULES:
        import_module(module).add_commands(Tools(verbs, _add_common))
    options = parser.parse_args(arguments)
    require_installed(getattr(options, "pack", ""))
    code: int = options.run(options)
    return code


class _Formatter(argparse.HelpFormatter):
    """Help whose own words are Chinese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese, and raises a Trouble instead of leaving the program."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=_Formatter)
        self.register("type", Path, place)
        self.choices = self.add_argument_group("选项")
        self.choices.add_argument("-h", "--help", action="help", help="显示这份用法")

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().removeprefix("用法：").split())
        found = ((re.fullmatch(said, message, re.DOTALL), words) for said, words in _WRONG)
        what = next((words.format(*map(_listed, match.groups())) for match, words in found if match), "")
        raise Trouble(f"命令写得不对{what and '：'}{what}；", f"用法是：{usage}")


def _listed(names: str) -> str:
    """Names that argparse lists, as a Chinese sentence does."""
    return names.replace("'", "").replace(", ", "、")


def _add_version(choices: Any) -> None:
    choices.add_argument("--version", action="version", version=f"{PROGRAM} {VERSION}", help="显示程序的版本")


def _add_places(choices: Any) -> None:
    choices.add_argument("--data", type=Path, metavar="文件夹", help="数据文件夹，默认是本用户的数据文件夹")
    choices.add_argument("--packs", type=Path, metavar="文件夹", help="放着其他表样的文件夹")


def _add_common(choices: Any) -> None:
    """The options that every command has."""
    _add_places(choices)
    choices.add_argument("--json", action="store_true", help="输出一份 JSON")
