"""One disclosure of a batch in its worker: what is told of files that were written and do not hold what they should."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from forms.county import work
from forms.county.county_summary import state_words
from forms.county.task import Deed, Orders, Task, TaskResult
from forms.document.document import Document
from forms.write.packet import package
from tests.forms.county.invented import write_county


def test_an_exported_file_that_is_not_as_it_should_be_is_told_as_not_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_county(tmp_path / "交来的", [0])
    (folder,) = (tmp_path / "交来的").iterdir()

    def spoil(_: Document, path: Path, *__: object) -> int:
        canvas = Canvas(str(path))
        canvas.showPage()
        canvas.save()
        return 1

    monkeypatch.setattr(package, "write_pdf", spoil)
    orders = Orders(Deed.EXPORT, tmp_path / "结果", tmp_path / "data", spelling=False)
    outcome = work.carry_out(Task(folder.name, orders, tuple(sorted(folder.iterdir(), reverse=True))))
    assert outcome.result is TaskResult.FAULT
    assert "没有可以搜索的文字" in outcome.data["error"]
    assert state_words(outcome.data) == "没有做成"
