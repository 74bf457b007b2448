"""Lays the pictures of 使用说明 into resources/help: `python build/guide_pictures.py FOLDER`.

FOLDER is what `build/screenshots.py FOLDER 中 特大` made. Pictures are kept in few colours: a window has no more;
those that cover little, as the green of a tick, are kept too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

TARGET = Path(__file__).resolve().parent.parent / "resources" / "help"
COLOURS = 256
TAKEN = {
    "home": ("中", "首页"),
    "table": ("中", "表二收入总表"),
    "largest": ("特大", "表二收入总表"),
    "text": ("中", "二部门预算安排的总体情况"),
    "projects": ("中", "项目绩效"),
    "window": ("中", "一个问题"),
    "signing": ("中", "签审"),
    "units": ("中", "单位一览"),
    "hand_out": ("中", "分发以前"),
    "collect": ("中", "收回"),
}
"""Each picture by its name in the guide: the size of type, and what it shows in the words of the screenshots."""

FOOT = {"home": 64}
"""What is cut off below: the line of 首页 that names the folder of the data, which is another one everywhere."""


def main(arguments: list[str]) -> int:
    """Take each picture over; tells what is missing."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    missing = 0
    for name, (size, shown) in TAKEN.items():
        found = sorted(Path(arguments[0], size).glob(f"[0-9]*-{shown}.png"), key=_number)
        if not found:
            print(f"{size}/{shown}: no such picture")
            missing += 1
            continue
        picture = Image.open(found[0]).convert("RGB")
        picture = picture.crop((0, 0, picture.width, picture.height - FOOT.get(name, 0)))
        _in_few_colours(picture).save(TARGET / f"{name}.png", optimize=True)
    return 1 if missing else 0


def _number(picture: Path) -> int:
    """The place of a picture: of several of one name the first was taken of what is at work."""
    return int(picture.name.partition("-")[0])


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """The picture in the colours that cover most of it and in others that are far from each other."""
    half = COLOURS // 2
    counted = sorted(picture.getcolors(picture.width * picture.height) or (), reverse=True)
    rare = picture.quantize(half, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    kept = [*(colour for _, colour in counted[:half]), *zip(*[iter(rare)] * 3, strict=True)]
    # Pillow itself finds the nearest colour by a coarse table, in which white is no longer white.
    nearest = {colour: min(range(len(kept)), key=lambda at: _apart(colour, kept[at])) for _, colour in counted}
    few = Image.new("P", picture.size)
    few.putpalette([part for colour in kept for part in colour])
    few.putdata([nearest[colour] for colour in picture.get_flattened_data()])
    return few


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
