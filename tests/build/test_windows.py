"""What Windows shows of the program: the numbers of its version, and an icon in every size."""

import io

import pytest
from PIL import Image
from windows.properties import SIZES, drawn, icon_file, numbers

from tests.house.source import ROOT


@pytest.mark.parametrize(
    ("version", "expected"), [("0.2.0", (0, 2, 0, 0)), ("12.3", (12, 3, 0, 0)), ("1.2.3.4.5", (1, 2, 3, 4))]
)
def test_a_version_has_four_numbers(version: str, expected: tuple[int, ...]) -> None:
    assert numbers(version) == expected


def test_the_pictures_of_an_icon_are_found_again() -> None:
    pictures = []
    for size in (16, 256):
        Image.new("RGBA", (size, size), (size % 255, 0, 0, 255)).save(data := io.BytesIO(), "PNG")
        pictures.append(data.getvalue())
    icon = Image.open(io.BytesIO(icon_file(pictures)))
    assert icon.info["sizes"] == {(16, 16), (256, 256)}
    icon.size = (16, 16)
    assert icon.convert("RGBA").getpixel((0, 0)) == (16, 0, 0, 255)


def test_the_drawing_of_the_program_becomes_an_icon() -> None:
    icon = Image.open(io.BytesIO(drawn(ROOT / "build" / "budget-disclosure.svg")))
    assert icon.info["sizes"] == {(size, size) for size in SIZES}
    corner, middle = icon.convert("RGBA").getpixel((0, 0)), icon.convert("RGBA").getpixel((128, 40))
    assert corner[3] == 0
    assert middle == (31, 95, 168, 255)
