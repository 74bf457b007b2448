"""Files in the folder of a pack that the program does not read: their writer believes that they count."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from forms.form.declared import PackFault, meant
from forms.form.pack import Pack

_ENDING = ".toml"
_FOLDERS = ("rules", "words")


def stray_files(pack: Pack, word_files: Collection[str]) -> Iterator[PackFault]:
    """The files that look like declarations and are none, folders in their place, and files that say nothing."""
    folder = pack.folders[-1]
    known = {path.stem for base in pack.folders[:-1] for path in base.glob(f"words/*{_ENDING}")} | set(word_files)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _ENDING not in path.name.lower() or any(part.startswith(".") for part in Path(name).parts):
            continue
        said = _stray(path, name, known)
        if said:
            yield PackFault(f"{pack.id}/{name}", 0, "", said, "W" if path.is_file() else "E")


def _stray(path: Path, name: str, word_files: Collection[str]) -> str:
    """What is wrong with a file of that name in the folder; blank where nothing is."""
    *above, _ = name.split("/")
    if not path.is_file():
        return "应当是一个文件，这里是文件夹，或者是打不开的链接"
    if path.suffix != _ENDING:
        return f"程序只读名称以 {_ENDING} 结尾的文件，这个没有读"
    if above and (len(above) > 1 or above[0] not in _FOLDERS):
        return f"程序不读文件夹 {'/'.join(above)} 里的文件{meant(above[0], _FOLDERS)}"
    if above == ["words"] and path.stem not in word_files:
        return f"没有叫 {path.stem} 的词表，程序不读这个文件{meant(path.stem, word_files)}"
    if not path.read_bytes().removeprefix(b"\xef\xbb\xbf").strip():
        return "文件是空的"
    return ""
