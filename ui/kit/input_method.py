"""Which input method Qt is to talk to, chosen from what the desktop says and from what there is to talk with.

Qt for Python brings a plugin for ibus and none for fcitx. fcitx 5 answers to ibus too; fcitx 4 does not, and Qt 6 has
no XIM to fall back on: then only letters would arrive, and that has to be said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_NAMES = ("QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE")
"""Where a desktop says which input method it runs, the one that Qt heeds first."""
_ENGINES = ("fcitx", "ibus")
_NOT_OF_QT = ("xim",)
"""What Qt 4 could and Qt 6 cannot: as if nothing were said."""
_FOLDER = "platforminputcontexts"
_SYSTEM = ("/usr/lib/*/qt6/plugins", "/usr/lib64/qt6/plugins", "/usr/lib/qt6/plugins", "/opt/*/qt6/plugins")
"""Where systems keep the plugins of their own Qt 6."""
_UNHEARD = (
    "这台电脑用的是小企鹅输入法第4版（fcitx 4），本程序的界面库没有它的接口，打不出汉字，只有字母。\n\n"
    "可以这样办：\n"
    "1. 换用 fcitx 5 或者 IBus 输入法，注销后重新登录；\n"
    "2. 或者请管理员安装与 Qt {qt} 相配的 fcitx 的 Qt 6 插件，装好后程序自己找得到；\n"
    "3. 眼下可以在别的程序（如 WPS）里打好汉字，复制后粘贴进来。"
)


@dataclass(frozen=True, slots=True)
class InputMethod:
    """What Qt is told: the name of its plugin, blank to leave it alone; a plugin of the system's that is to be used;
    and what the clerk is told when no Chinese can be typed."""

    module: str = ""
    plugin: Path | None = None
    trouble: str = ""


def choose(
    environment: Mapping[str, str], qt: str, own: Path, fits: Callable[[Path], bool], system: Iterable[Path]
) -> InputMethod:
    """What to tell Qt of version `qt`. `own` is the folder of its plugins, `system` such folders of the system; `fits`
    tries whether a plugin can be loaded."""
    engine = _wanted(environment)
    told = next(filter(None, (environment.get(name, "") for name in _NAMES[:2])), "")
    if told and told not in _NOT_OF_QT and not any(known in told for known in _ENGINES):
        return InputMethod()
    if engine != "fcitx":
        return InputMethod("" if engine in told else engine)
    for folder in (own, *system):
        for plugin in sorted((folder / _FOLDER).glob("*fcitx*.so")):
            if fits(plugin):
                return InputMethod(_name(plugin), None if folder == own else plugin)
    return InputMethod("ibus", None, "" if _ibus_answers(environment) else _UNHEARD.format(qt=qt))


def system_folders() -> tuple[Path, ...]:
    """The folders in which the system keeps plugins of its own Qt 6."""
    return tuple(sorted(found for pattern in _SYSTEM for found in Path("/").glob(pattern.lstrip("/"))))


def linked(plugin: Path, folder: Path) -> Path:
    """Put this one plugin of the system's into a folder of its own, from which Qt may take it; returns the folder."""
    (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / _FOLDER / plugin.name).symlink_to(plugin)
    return folder


def _wanted(environment: Mapping[str, str]) -> str:
    """The input method that runs, as the first that names one says; blank when none does."""
    said = (environment.get(name, "") for name in _NAMES)
    return next((engine for words in said for engine in _ENGINES if engine in words), "")


def _name(plugin: Path) -> str:
    """How Qt calls the plugin: fcitx5 for one of fcitx 5, else fcitx."""
    return "fcitx5" if "fcitx5" in plugin.name else "fcitx"


def _ibus_answers(environment: Mapping[str, str]) -> bool:
    """Whether somebody runs who speaks as ibus: who does writes his address and his number into a file."""
    home = environment.get("XDG_CONFIG_HOME") or os.path.join(environment.get("HOME", ""), ".config")
    for file in Path(home, "ibus", "bus").glob("*"):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        number = next((line.partition("=")[2] for line in lines if line.startswith("IBUS_DAEMON_PID=")), "")
        if number.isdigit() and Path("/proc", number).exists():
            return True
    return bool(environment.get("IBUS_ADDRESS"))
