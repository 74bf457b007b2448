"""The text that 关于 shows names everything the program is made of, and carries every notice."""

from email.message import Message
from pathlib import Path

import licences
import pytest
from packaging.markers import Marker
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
TEXT = licences.TARGET.read_text(encoding="utf-8")
LISTED = {
    canonicalize_name(line.split()[0]): line.split()[1]
    for line in TEXT.partition(licences.LINE)[0].splitlines()
    if "  " in line and line.split()[1][:1].isdigit()
}


def pinned() -> list[tuple[str, str]]:
    """The packages of the lock with their versions, those of a computer of our own kind."""
    lines = (ROOT / "build" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.rstrip("\\ ").partition(";") for line in lines if "==" in line and not line.startswith((" ", "#"))]
    desk = {"platform_machine": "x86_64"}
    return [
        (canonicalize_name(name), version.strip())
        for pin, _, marker in pins
        if not marker or Marker(marker).evaluate(desk)
        for name, _, version in [pin.partition("==")]
    ]


@pytest.mark.parametrize(("name", "version"), pinned())
def test_every_package_of_the_program_is_listed_and_its_notice_stands_there(name: str, version: str) -> None:
    assert LISTED[name] == version, "make it anew: python build/licences.py"
    covered = {"shiboken6": "pyside6-essentials"}.get(name, name)
    assert f"\n{covered} — " in TEXT


@pytest.mark.parametrize("notice", ["fonts/ARPHICPL.txt", "fonts/OFL-NotoSerifSC.txt", "spelling/LICENSE-jieba.txt"])
def test_the_notices_of_fonts_and_data_stand_there(notice: str) -> None:
    lines = (ROOT / "resources" / notice).read_text(encoding="utf-8").strip().splitlines()
    assert "\n".join(line.rstrip() for line in lines) in TEXT


def test_the_names_of_a_lock_are_told_once() -> None:
    lock = "# by a tool\nqt==6 ; a == 'b' \\\n    --hash=sha256:1\nqt==7 \\\n    --hash=sha256:2\nzip.one==1 \\\n"
    assert licences.locked(lock) == ["qt", "zip.one"]


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"License-Expression": "MIT"}, "MIT"),
        (
            {"License": "Copyright\n\nPermission is", "Classifier": "License :: OSI Approved :: BSD License"},
            "BSD License",
        ),
        ({}, "见原文"),
    ],
    ids=str,
)
def test_a_licence_is_named_in_few_words(fields: dict[str, str], short: str) -> None:
    package = Message()
    for name, value in fields.items():
        package[name] = value
    assert licences.terms(package) == short
