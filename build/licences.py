"""Makes resources/licences.txt, the licences of everything the program is made of: `python build/licences.py`.

The packages are those of requirements.txt as they are installed; the notices of fonts and data lie beside them in
resources/. With `--system FOLDER` it prints instead the notices of the system's libraries that a frozen program
carries, as Debian keeps them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "licences.txt"
COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts that many programs share."""
ORIGINAL = {"pyside6-essentials": ("LGPL-3", "GPL-3")}
"""Packages that bring no text of their licence along: Qt and Qt for Python, of whose licences we take the LGPL."""
NOTICE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
STARTER = "pyinstaller"
"""Part of it, under the exception of its licence, starts the frozen program."""
LINE = "=" * 100
HEAD = """所用的软件、字体和数据的许可

本程序按 MIT 许可发布，连同下列各项一起提供；各项按自己的许可使用，许可的原文在后面。
Qt 和 Qt for Python（PySide6、shiboken6）按 GNU LGPL 第3版使用，是单独的动态库文件，可以换成自己编译的版本。
"""


def locked(lock: str) -> list[str]:
    """The names of the packages in a text of locked requirements, each once."""
    return list(dict.fromkeys(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)))


def terms(package: metadata.PackageMetadata) -> str:
    """In a few words what a package says its licence is."""
    said = package.get("License-Expression") or package.get("License") or ""
    classified = [text.rpartition(" :: ")[2] for text in package.get_all("Classifier") or () if "License ::" in text]
    # Some put the whole text there.
    short = said.strip() if said and "\n" not in said.strip() else "; ".join(classified)
    return short or "见原文"


def package_notices(name: str) -> Iterator[tuple[str, str]]:
    """The texts that a package brings along, or that stand for it, by name."""
    for shared in ORIGINAL.get(name, ()):
        yield shared, (COMMON / shared).read_text(encoding="utf-8")
    for file in sorted(metadata.files(name) or (), key=str):
        inside = [part for part in file.parts if part.endswith(".dist-info")]
        text = Path(str(file.locate()))
        if inside and NOTICE.search("/".join(file.parts[1:])) and text.is_file():
            yield "/".join(file.parts[1:]), text.read_text(encoding="utf-8", errors="replace")


def resource_notices(folder: Path) -> Iterator[tuple[str, str]]:
    """The notices that lie in the folders of resources, and the READMEs there that say what they are of."""
    for file in sorted(folder.rglob("*")):
        is_notice = file.parent != folder and (file.suffix == ".txt" or file.name == "README.md")
        if is_notice and file.parent.name in ("fonts", "icons", "spelling"):
            yield file.relative_to(folder.parent).as_posix(), file.read_text(encoding="utf-8")


def sections(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """All notices with their titles: the program, Python, the packages, fonts and data."""
    yield "部门预算信息公开填报程序", (ROOT / "LICENSE").read_text(encoding="utf-8")
    python = Path(sys.base_prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "LICENSE.txt"
    if python.is_file():
        yield "Python", python.read_text(encoding="utf-8")
    for name in names:
        for title, text in package_notices(name):
            yield f"{name} — {title}", text
    yield from resource_notices(ROOT / "resources")


def whole(names: list[str]) -> str:
    """The whole text: what it is, the list of packages with version and licence, then every notice."""
    lines = [HEAD, "Python  PSF-2.0"]
    for name in names:
        package = metadata.metadata(name)
        lines.append(f"{package['Name']} {package['Version']}  {terms(package)}")
    for title, text in sections(names):
        lines += ["", LINE, title, LINE, "", *(line.rstrip() for line in text.strip().splitlines())]
    return "\n".join(lines) + "\n"


def system_notices(folder: Path) -> str:
    """The copyright files of the Debian packages whose libraries lie in the folder of a frozen program."""
    names = {f"*/{path.name}" for path in folder.glob("lib*.so*") if path.is_file() and not path.is_symlink()}
    found = subprocess.run(["dpkg", "-S", *sorted(names)], capture_output=True, text=True, check=False).stdout
    packages = sorted({line.partition(":")[0] for line in found.splitlines()})
    files = {name: Path("/usr/share/doc") / name / "copyright" for name in packages}
    return "".join(
        f"\n{LINE}\n{name}\n{LINE}\n\n{file.read_text(encoding='utf-8', errors='replace')}"
        for name, file in files.items()
        if file.is_file()
    )


def main(arguments: list[str]) -> None:
    """Write the text, or print that of the system's libraries."""
    if arguments[:1] == ["--system"]:
        sys.stdout.write(system_notices(Path(arguments[1])))
        return
    names = [*locked((ROOT / "build" / "requirements.txt").read_text(encoding="utf-8")), STARTER]
    TARGET.write_text(whole(names), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
