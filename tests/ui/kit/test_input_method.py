"""Which input method Qt is told to talk to, by what a desktop says and what there is to talk with."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ui.kit.input_method import InputMethod, choose, linked

FCITX = {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}


def chosen(
    tmp_path: Path, environment: dict[str, str], *, fits: Callable[[Path], bool] = lambda _: True
) -> InputMethod:
    home = {"HOME": str(tmp_path / "home")}
    return choose({**home, **environment}, "6.8.2", tmp_path / "own", fits, [tmp_path / "system"])


def put_plugin(folder: Path, name: str) -> Path:
    plugin = folder / "platforminputcontexts" / name
    plugin.parent.mkdir(parents=True, exist_ok=True)
    plugin.touch()
    return plugin


def answer_as_ibus(tmp_path: Path, process: int) -> None:
    file = tmp_path / "home" / ".config" / "ibus" / "bus" / "1f-unix-0"
    file.parent.mkdir(parents=True)
    file.write_text(f"# ibus\nIBUS_ADDRESS=unix:path=/tmp/x\nIBUS_DAEMON_PID={process}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("environment", "module"),
    [
        ({}, ""),
        ({"QT_IM_MODULE": "ibus"}, ""),
        ({"QT_IM_MODULES": "wayland;ibus"}, ""),
        ({"XMODIFIERS": "@im=ibus"}, "ibus"),
        ({"GTK_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=ibus"}, "ibus"),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=ibus"}, ""),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, ""),
    ],
)
def test_what_the_desktop_says_is_heeded(tmp_path: Path, environment: dict[str, str], module: str) -> None:
    assert chosen(tmp_path, environment) == InputMethod(module)


@pytest.mark.parametrize(
    "environment",
    [FCITX, {"XMODIFIERS": "@im=fcitx"}, {"GTK_IM_MODULE": "fcitx"}, {"QT_IM_MODULES": "wayland;fcitx"}],
)
def test_fcitx_that_answers_as_ibus_is_reached_so(tmp_path: Path, environment: dict[str, str]) -> None:
    answer_as_ibus(tmp_path, os.getpid())
    assert chosen(tmp_path, environment) == InputMethod("ibus")


@pytest.mark.parametrize("stale", [True, False])
def test_fcitx_that_does_not_is_said(tmp_path: Path, *, stale: bool) -> None:
    if stale:
        answer_as_ibus(tmp_path, 2**22 + 1)
    told = chosen(tmp_path, FCITX)
    assert told.module == "ibus"
    assert "fcitx 4" in told.trouble
    assert "6.8.2" in told.trouble


def test_a_plugin_of_qts_own_is_taken_first(tmp_path: Path) -> None:
    put_plugin(tmp_path / "own", "libfcitx5platforminputcontextplugin.so")
    put_plugin(tmp_path / "system", "libfcitxplatforminputcontextplugin-qt6.so")
    assert chosen(tmp_path, FCITX) == InputMethod("fcitx5")


def test_a_plugin_of_the_system_that_fits_is_offered_alone(tmp_path: Path) -> None:
    plugin = put_plugin(tmp_path / "system", "libfcitxplatforminputcontextplugin-qt6.so")
    put_plugin(tmp_path / "system", "libother.so")
    assert chosen(tmp_path, FCITX) == InputMethod("fcitx", plugin)
    folder = linked(plugin, tmp_path / "one")
    assert [file.name for file in folder.rglob("*.so")] == [plugin.name]


def test_a_plugin_of_another_qt_is_left_alone(tmp_path: Path) -> None:
    put_plugin(tmp_path / "own", "libfcitx5platforminputcontextplugin.so")
    assert chosen(tmp_path, FCITX, fits=lambda _: False).module == "ibus"
