"""The trial of the frozen program: which calls write elsewhere, what a window dump shows."""

import io
import struct
from pathlib import Path

import pytest
from PIL import Image
from screen import Picture, read_xwd
from smoke import Failed, outside, require

HOME = Path("/tmp/try")


@pytest.mark.parametrize(
    "call",
    [
        'openat(AT_FDCWD, "/var/lib/left.txt", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 3',
        'open("/etc/passwd", O_RDWR) = 3',
        'mkdir("/opt/mine", 0777) = 0',
        'rename("/tmp/try/a", "/usr/share/b") = 0',
        'unlinkat(AT_FDCWD, "/tmp/other", 0) = 0',
        'openat(AT_FDCWD, "/tmp/tryst/a", O_WRONLY|O_CREAT, 0666) = 3',
    ],
)
def test_a_call_that_writes_elsewhere_is_told(call: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(f"4711  {call}\n", encoding="utf-8")
    assert list(outside(log, HOME)) == [f"4711  {call}"]


@pytest.mark.parametrize(
    "call",
    [
        'openat(AT_FDCWD, "/tmp/try/data/a.db", O_RDWR|O_CREAT, 0644) = 3',
        'openat(AT_FDCWD, "/usr/lib/libc.so.6", O_RDONLY|O_CLOEXEC) = 3',
        'mkdir("/usr", 0777) = -1 EEXIST (File exists)',
        'openat(AT_FDCWD, "/dev/null", O_RDWR) = 3',
        'stat("/etc/fonts", {st_mode=S_IFDIR}) = 0',
        'mkdir("out", 0777) = 0',
    ],
)
def test_other_calls_are_not(call: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(f"4711  {call}\n", encoding="utf-8")
    assert list(outside(log, HOME)) == []


def dump(pixels: list[list[tuple[int, int, int]]], *, bits: int = 32) -> bytes:
    """A window dump as Xvfb keeps it: a name of eight bytes, two colours in the map, padding at the end of a row."""
    width, height = len(pixels[0]), len(pixels)
    head = [108, 7, 2, 24, width, height, 0, 0, 32, 0, 32, bits, width * 4 + 4, 5, 0, 0, 0, 8, 256, 2, 0, 0, 0, 0, 0]
    rows = [b"".join(bytes((blue, green, red, 0)) for red, green, blue in row) + b"next" for row in pixels]
    return struct.pack(">25I", *head) + b"a screen" + bytes(24) + b"".join(rows)


PIXELS = [[(255, 0, 0), (0, 255, 0), (1, 2, 3)], [(0, 0, 255), (1, 2, 3), (1, 2, 3)]]


def test_a_dump_becomes_a_png_with_the_same_pixels() -> None:
    image = Image.open(io.BytesIO(read_xwd(dump(PIXELS)).png()))
    assert [[image.getpixel((x, y)) for x in range(3)] for y in range(2)] == PIXELS


def test_a_dump_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bits"):
        read_xwd(dump(PIXELS, bits=16))


def test_an_empty_screen_has_one_colour() -> None:
    assert Picture(2, 1, [bytes(6)]).colours() == 1
    assert read_xwd(dump(PIXELS)).colours() == 4


def test_what_is_not_so_is_raised_in_words() -> None:
    with pytest.raises(Failed, match="lost tables"):
        require(False, "lost tables")
