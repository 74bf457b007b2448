"""What a frozen folder needs of a system is read from what objdump prints of its files."""

from pathlib import Path

import depends
import glibc
import pytest

SYMBOLS = """
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.2.5) free
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.14) memcpy
0000000000000000      DF *UND*  0000000000000000 (GLIBC_2.9) pipe2
0000000000000000      DO *UND*  0000000000000000 (GLIBCXX_3.4.29) _ZSt4cout
"""


def test_versions_are_compared_as_numbers() -> None:
    assert glibc.newest(SYMBOLS) == (2, 14)


def test_a_file_may_need_none() -> None:
    assert glibc.newest("0000000000001139 g    DF .text  000000000000000b  Base        answer") == ()


def test_only_programs_and_libraries_are_asked(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "lib.so").write_bytes(b"\x7fELF\x02")
    (tmp_path / "text.so").write_bytes(b"INPUT(lib.so)")
    (tmp_path / "link.so").symlink_to(tmp_path / "deep" / "lib.so")
    assert list(glibc.programs(tmp_path)) == [tmp_path / "deep" / "lib.so"]


def test_a_folder_without_programs_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert glibc.main(tmp_path) == 1
    assert str(tmp_path) in capsys.readouterr().out


def test_the_libraries_a_file_names_are_its_needs() -> None:
    headers = (
        "  NEEDED               libGL.so.1\n  SONAME               libmine.so.2\n  NEEDED               libc.so.6\n"
    )
    assert depends.named(headers) == {"libGL.so.1", "libc.so.6"}
