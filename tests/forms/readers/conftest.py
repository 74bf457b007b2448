"""Workbooks made by hand for the reader tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

DATA = Path(__file__).parents[2] / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def data() -> Path:
    """The folder of the real disclosures."""
    return DATA


@pytest.fixture
def with_parts(tmp_path: Path) -> Callable[..., Path]:
    """Makes an .xlsx with one sheet in which the given parts, by their name in the package, are replaced."""

    def make(parts: dict[str, str | bytes], base: Path | None = None) -> Path:
        if base is None:
            base = tmp_path / "base.xlsx"
            workbook = openpyxl.Workbook()
            workbook.active.append(["项目", 1.5])
            workbook.save(base)
        path = tmp_path / "made.xlsx"
        with zipfile.ZipFile(base) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                if name not in parts:
                    target.writestr(name, source.read(name))
            for name, content in parts.items():
                target.writestr(name, content)
        return path

    return make


@pytest.fixture
def with_sheet(with_parts: Callable[..., Path]) -> Callable[[str], Path]:
    """Makes an .xlsx whose only sheet has this XML inside its root element."""

    def make(content: str) -> Path:
        return with_parts({"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{content}</worksheet>'})

    return make
