"""The commands of signing and proof: review, settle, reopen, state, verify."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from forms.check.readiness import Hindered
from forms.cli.tools import Told, Tools, office_of
from forms.compare.compare import Difference
from forms.document.document import Document
from forms.document.finding import LEVEL_WORDS
from forms.office.office import Office
from forms.office.verification import Outcome, path_in, verify_code, verify_files
from forms.signing.state_name import state_of
from forms.write.page.plain_data import head_data
from forms.write.reports import found_data

_CODES = {Outcome.SAME: 0, Outcome.DIFFERENT: 1, Outcome.DAMAGED: 2, Outcome.UNKNOWN: 2}


def review(options: argparse.Namespace) -> Told:
    """编制中 → 已审核; exit 1 with the findings that stand in the way."""
    return _pass(options, Office.review)


def settle(options: argparse.Namespace) -> Told:
    """→ 已定稿; exit 1 with the findings that stand in the way."""
    return _pass(options, Office.settle)


def reopen(options: argparse.Namespace) -> Told:
    """Back to 编制中, for a reason."""
    return _pass(options, lambda office, document: office.reopen(document, options.why))


def tell_state(options: argparse.Namespace) -> Told:
    """The name of the state in which the disclosure stands now."""
    with office_of(options, to_read=True) as office:
        document = office.open_disclosure(options.id)
    name = state_of(document)
    data = {"id": options.id, "state": document.head.state, "code": name.code, "sha256": name.sha256, "form": name.form}
    return 0, data, [f"{document.head.state}  核对码 {name.code}", f"SHA-256 {name.sha256}"]


def verify(options: argparse.Namespace) -> Told:
    """Whether a code, a file, a folder or a zip is what is kept."""
    with office_of(options, to_read=True) as office:
        path = path_in(options.target)
        if path is None:
            verdict = verify_code(office, options.target, options.id or "")
        else:
            verdict = verify_files(office, path, options.id or "")
    differences = [{"place": _where(one), "stored": one.old, "given": one.new} for one in verdict.differences]
    data = {"result": verdict.result, "id": verdict.disclosure or None, "differences": differences}
    lines = [f"{_where(one)}：保存的是{_said(one.old)}，给的是{_said(one.new)}" for one in verdict.differences]
    return _CODES[verdict.result], data, [verdict.sentence, *lines]


def _said(text: str) -> str:
    """What stands there within a sentence: one that ends itself is quoted."""
    return f"“{text}”" if text.endswith(("。", "；", "！", "？")) else text or "空白"


def _where(one: Difference) -> str:
    return f"{one.place}{one.item}"


def add_commands(tools: Tools) -> None:
    """The commands of this module."""
    for name, what, action in (
        ("review", "标为已审核：数字定了，等待签批", review),
        ("settle", "定稿：签批完成，可以公开", settle),
        ("reopen", "退回编制中，写明原因", reopen),
    ):
        choices = tools.add(name, what, action, "id:编号")
        choices.add_argument("--by", metavar="姓名", help="经办人，记入操作记录")
        if action is reopen:
            choices.add_argument("--why", required=True, metavar="原因", help="为什么退回")
    tools.add("state", "现在内容的核对码和 SHA-256", tell_state, "id:编号")
    verifying = tools.add("verify", "核对：核对码、文件、文件夹或压缩包是不是保存的内容", verify, "target:核对码或文件")
    verifying.add_argument("--id", metavar="编号", help="和哪一份核对，不写时自己找")


def _pass(options: argparse.Namespace, step: Callable[[Office, Document], None]) -> Told:
    with office_of(options) as office:
        document = office.open_disclosure(options.id)
        if options.by:
            office.act_as(options.by)
        try:
            step(office, document)
        except Hindered as hindered:
            told = [found_data.finding_data(finding, document.edition) for finding in hindered.findings]
            lines = [f"{LEVEL_WORDS[f.level]} {f.rule} {f.sentence}" for f in hindered.findings]
            return 1, {**head_data(document.head), "findings": told}, [hindered.sentence, *lines]
    return 0, {**head_data(document.head), "findings": []}, [f"{options.id} 现在是{document.head.state}。"]
