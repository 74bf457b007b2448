"""What 检查, 签审 and 公开 consist of, for the list on the left: their parts, and how far each of them is."""

from __future__ import annotations

from forms.document.document import Document
from forms.document.finding import CHECKLIST, PROFILE, TO_DO
from forms.signing.checklist import checklist
from forms.signing.dates import read_day
from forms.signing.states import LOCKED
from forms.write.page.approval import SIGNERS, signed_day
from models.records import State
from ui.findings.choice import ALL, NAMES, NOTES, WAIVED, counts
from ui.findings.marks import Milestone
from ui.kit.session import Session


def signing(document: Document, page: str) -> tuple[Milestone, ...]:
    """The parts of 签审; `page` is the id of the page on which they are done."""
    day, number = read_day(document.profile("approved")), document.profile("approval")
    approved = [f"{day.month}月{day.day}日"] if day else []
    approved += [number] if number else []
    signed = sum(bool(document.profile(field) and signed_day(document, field)) for field in SIGNERS)
    is_settled = document.head.state in LOCKED
    return (
        Milestone("批复", _sign(len(approved), 2), "，".join(approved) or "待填", PROFILE),
        Milestone("送签与签字", _sign(signed, len(SIGNERS)), f"{len(SIGNERS)} 人中 {signed} 人已签", page),
        Milestone("定稿", _sign(is_settled, 1), "已经锁定" if is_settled else "签完以后锁定", page),
    )


def publishing(document: Document, page: str) -> tuple[Milestone, ...]:
    """The parts of 公开; `page` is the id of the page on which they are done."""
    day, address = read_day(document.profile("published")), document.profile("address")
    is_published = document.head.state == State.PUBLISHED
    put = f"{day.month}月{day.day}日" if day else "写出公开包，交给网站"
    marked = "已经公开" if is_published else "登上网、登记以后"
    return (
        Milestone("登在网上", _sign(day is not None, 1), put, page),
        Milestone("网址", _sign(bool(address), 1), "已登记" if address else "在公开记录里登记", page),
        Milestone("标为已公开", _sign(is_published, 1), marked, page),
    )


def checking(session: Session, page: str) -> tuple[Milestone, ...]:
    """The parts of 检查: the kinds of findings, which stand on one page, and the questions of the checklist."""
    numbers = counts(session)
    worst = next((sign for level, sign in (("E", "×"), ("W", "!")) if numbers[level]), "✓")
    signs = {ALL: worst, "E": "×", "W": "!", TO_DO: "·", "H": "H", WAIVED: "✓"}
    parts = [
        Milestone(f"{NAMES[kind]} {numbers[kind]}", sign if numbers[kind] else "✓", NOTES[kind], page, NAMES[kind])
        for kind, sign in signs.items()
    ]
    items = () if session.document.from_file else checklist(session.document)
    answered = sum(bool(item.answer) for item in items)
    name = f"核对清单 {answered}/{len(items)}"
    asked = [Milestone(name, _sign(answered, len(items)), "要由人看一遍的事", CHECKLIST)] if items else []
    return (*parts, *asked)


def _sign(done: int, of: int) -> str:
    return "✓" if done == of else "…" if done else "·"
