"""How far a disclosure has come on its way out of the office, and the one thing that comes next."""

from __future__ import annotations

from dataclasses import dataclass

from forms.check.readiness import Readiness, readiness
from forms.document.document import Document
from forms.document.finding import Finding
from forms.signing.dates import read_day
from forms.write.page.approval import SIGNERS, signed_day
from models.records import State
from ui.kit import commands
from ui.kit.commands import Command

Deed = Command | State | Finding | str
"""A command of the menus, a state to be given, a finding to go to, or the field of a signer to be filled in."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """How it stands in one sentence, what that means, and the button that does what comes next."""

    headline: str
    words: str
    button: str
    deed: Deed
    is_free: bool = True
    """Whether nothing stands in the way."""


def unsigned(document: Document) -> list[str]:
    """The fields of the signers whose name or day is not written down yet, in the order in which they sign."""
    return [field for field in SIGNERS if not document.profile(field) or not signed_day(document, field)]


def next_step(document: Document, published: int) -> NextStep:
    """What comes next for this document, of which so many files are registered as published."""
    match document.head.state:
        case State.EDITING:
            return _reviewing(readiness(document, State.REVIEWED))
        case State.REVIEWED:
            return _signing(document)
        case State.SETTLED:
            return _settled(document, published)
    return NextStep(
        "已经公开", "隔一段时间从网站上下载文件核对一次，看有没有被换掉。", "核对网站上的文件…", commands.PUBLICATION
    )


def _reviewing(found: Readiness) -> NextStep:
    told = "".join(f"{fault.sentence}这不妨碍送签。" for fault in found.faults[:1])
    return _hindered(found, "送审") or NextStep(
        "可以送签" if told else "没有错误，可以送签",
        f"{told}标为已审核之后打印送签版，逐人签字；再改数字或文字会自动退回编制中。",
        "标为已审核",
        State.REVIEWED,
    )


def _hindered(found: Readiness, deed: str) -> NextStep | None:
    if not found.hindering:
        return None
    first = found.hindering[0]
    return NextStep(f"还不能{deed}：{found.reasons}", first.sentence, "去看第一处", first, is_free=False)


def _signing(document: Document) -> NextStep:
    missing = unsigned(document)
    labels = [document.edition.profile[field].label for field in missing]
    if len(missing) == len(SIGNERS):
        return NextStep("已审核，等待签字", "打印送签版交各位签字，签了一个登记一个。", "打印送签版…", commands.PRINT)
    if missing:
        return NextStep(
            f"还差{len(missing)}人签字", f"没有登记的：{'、'.join(labels)}。", f"登记{labels[0]}…", missing[0]
        )
    return _hindered(readiness(document, State.SETTLED), "定稿") or NextStep(
        "签齐了，可以定稿", "定稿以后内容锁定，公开版不再标注“草稿”。", "定稿", State.SETTLED
    )


def _settled(document: Document, published: int) -> NextStep:
    if not published:
        return NextStep(
            "已定稿，可以公开",
            "写出公开包交给网站；登上网以后在公开记录里登记日期、网址和文件。",
            "写出公开包…",
            commands.PUBLISH,
        )
    if read_day(document.profile("published")) is None:
        return NextStep("已登记公开的文件", "还没有填写公开日期。", "公开记录…", commands.PUBLICATION)
    return NextStep("已经登在网上", "公开日期和文件都登记了。", "标为已公开", State.PUBLISHED)
