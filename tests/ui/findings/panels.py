"""What the tests of the findings panel share: findings made for it, and where they stand in it."""

from dataclasses import replace

from forms.document.finding import Finding
from forms.document.reporter import Reporter
from forms.edit import cells
from models.records import Address
from ui.findings.panel import FindingsPanel
from ui.kit.session import Session

LEAF = Address("T3", "2060101", "basic")
MISTAKE = "收益群体满意。"


def levels(panel: FindingsPanel) -> str:
    """The level of each finding in the list."""
    return "".join(finding.level for finding in panel.shown())


def choose(panel: FindingsPanel, address: Address) -> None:
    """Choose the finding at that cell."""
    panel.list.setCurrentRow(next(n for n, finding in enumerate(panel.shown()) if finding.address == address))


def at_cells(*columns: str) -> tuple[Finding, ...]:
    """Errors in so many cells of the row of LEAF."""
    return tuple(Finding("C11", "E", f"{c}有误。", "", "", table="T3", row=LEAF.row, column=c) for c in columns)


def purchase(session: Session, **texts: str) -> None:
    """A record of 政府采购 with these texts; a text that is no amount makes a finding."""
    columns = list(texts)
    session.apply("粘贴", cells.paste(session.document, "X2", 0, columns, [list(texts.values())]).changes)


def told(session: Session, level: str = "W") -> Finding:
    """A finding in section 二 whose passage one key rewrites."""
    session.apply("改文字", cells.write_section(session.document, "S2", MISTAKE))
    reporter = Reporter(session.document)
    section = next(s for s in session.document.edition.sections if s.id == "S2")
    finding = reporter.passage("C11", section, (0, 2), "“收益”疑为“受益”。", level=level, link="里的")
    return replace(finding, mend=reporter.rewrite(section, (0, 2), "受益"))


def put(session: Session, *findings: Finding) -> None:
    """Let these be all that was found, and found just now."""
    session.check()
    session.findings = findings
    session.checked.emit()
