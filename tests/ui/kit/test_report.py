"""The report keeps what is the program's own and blanks whatever may come from a disclosure."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Trouble
from ui.kit.report import BLANK, blanked, report

HEAD = "2026-03-02 08:15:00,123 CRITICAL "
ROOT = Path(__file__).parents[3]
# Names, amounts and texts, in any writing, on several lines too.
SECRETS = st.one_of(
    st.sampled_from(["霸州市财政局", "1234.56", "Zhang San", "张三：500万元", "T1: 20", "a\nb 77\n张三"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=6),
)


def failing(secret: str) -> None:
    raise ValueError(secret)


def log_of(secret: str) -> list[str]:
    """What the program logs of an error that says it."""
    try:
        failing(secret)
    except ValueError:
        return (HEAD + traceback.format_exc()).splitlines()
    raise AssertionError


@given(secret=SECRETS)
def test_nothing_an_error_says_is_in_the_report(secret: str) -> None:
    harmless, told = ("\n".join(blanked(log_of(words))) for words in ("", secret))
    new = set(re.findall(r"\w+", told)) - set(re.findall(r"\w+", harmless))
    assert new <= {"已涂掉"}


def test_the_place_and_the_kind_of_an_error_are_kept() -> None:
    told = "\n".join(blanked(log_of("霸州市财政局")))
    assert f"{HEAD}Traceback (most recent call last):" in told
    assert ", in failing" in told
    assert "    raise ValueError(secret)" in told
    assert f"ValueError: {BLANK}" in told
    assert str(ROOT) not in told


def test_an_error_of_the_program_is_named() -> None:
    assert list(blanked(["models.errors.Trouble: 单位名称是空的。"])) == [f"models.errors.Trouble: {BLANK}"]
    assert issubclass(Trouble, Exception)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('  File "/srv/zhang/程序/ui/grid/model.py", line 7, in flags', '  File "ui/grid/model.py", line 7, in flags'),
        ('  File "C:\\用户\\张三\\models\\store.py", line 7 in apply', '  File "models/store.py", line 7 in apply'),
        ('  File "/data/2024年霸州市财政局.xlsx", line 7, in x', f'  File "{BLANK}", line 7, in x'),
        ("    amount = 500", BLANK),
        ("Zhang: 500", BLANK),
        (f"{HEAD}Qt: QPainter::begin: 张三 500", f"{HEAD}Qt: QPainter::begin {BLANK}"),
        ("Fatal Python error: Segmentation fault", "Fatal Python error: Segmentation fault"),
        (
            "During handling of the above exception, another exception occurred:",
            "During handling of the above exception, another exception occurred:",
        ),
        ("Current thread 0x00007f21 (most recent call first):", "Current thread 0x00007f21 (most recent call first):"),
        ("2026-03-02 08:15:00,123 INFO 打开 霸州市财政局", f"2026-03-02 08:15:00,123 INFO {BLANK}"),
    ],
)
def test_of_a_line_only_what_is_the_programs_own_is_kept(line: str, kept: str) -> None:
    assert list(blanked([line])) == [kept]


def test_a_report_says_what_happened_and_whether_it_is_blanked(tmp_path: Path) -> None:
    log = tmp_path / "program.log"
    log.write_text("霸州市财政局\n", encoding="utf-8")
    told, whole = (report(log, "程序出错了", is_whole=is_whole) for is_whole in (False, True))
    assert "已涂掉" in told.splitlines()[0]
    assert "程序出错了" in told
    assert "霸州市财政局" not in told
    assert "霸州市财政局" in whole


def test_a_report_without_a_log_is_a_report(tmp_path: Path) -> None:
    assert "程序出错了" in report(tmp_path / "program.log", "程序出错了", is_whole=False)
