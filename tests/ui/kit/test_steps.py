"""The steps of a disclosure: their order, their names, their marks, and how one finds them."""

from dataclasses import replace

import pytest

from forms.document.document import Document
from forms.edit import cells
from forms.form.load import edition
from models.records import Address, Head, Unit
from tests.forms.documents import INDICATORS
from ui.dialogs.locate import places
from ui.findings.marks import mark
from ui.frame.step_list import StepList
from ui.help.topics import here
from ui.kit.steps import CHECKLIST, PROFILE, Step, step, steps
from ui.window.main_window import MainWindow


def new(year: int) -> Document:
    return Document(Head("x", Unit("1", "甲局"), year, "部门", f"hebei-{year}"), edition(year, "部门"))


def names(document: Document) -> list[str]:
    return [step.name for step in steps(document)]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2023, 2024])
def test_every_table_and_section_is_a_step_once(year: int) -> None:
    document = new(year)
    tables = [table for table in document.edition.tables if table != INDICATORS]  # on the page of their projects
    declared = [*tables, *(section.id for section in document.edition.sections)]
    assert sorted(step.id for step in steps(document)) == sorted([PROFILE, *declared, CHECKLIST])
    assert [steps(document)[0].id, steps(document)[-1].id] == [PROFILE, CHECKLIST]


def test_tables_stand_under_the_section_that_holds_them() -> None:
    found = names(new(2024))
    assert found[10:13] == ["开头", "一 部门职责及机构设置情况", "机构设置"]
    at = found.index("七 部门项目预算安排情况及绩效目标")
    assert found[at + 1 : at + 4] == ["项目绩效", "八 政府采购预算情况", "政府采购"]


def test_a_heading_that_a_file_has_otherwise_is_the_name() -> None:
    document = new(2024)
    document.texts["S3.heading"] = "三、机关运行经费"
    assert step(document, "S3").name == "三 机关运行经费"


def test_a_heading_without_a_number_is_listed_without_unit_and_year() -> None:
    document = new(2021)
    document.texts["S9.heading"] = "甲局2021年部门整体绩效目标"
    assert (step(document, "S9").name, step(document, "S9").title) == ("部门整体绩效目标", "甲局2021年部门整体绩效目标")


def test_the_list_has_the_steps_of_the_stage_in_which_the_clerk_is(opened: MainWindow) -> None:
    opened.resize(1900, 900)
    listed = opened.findChild(StepList)
    assert listed is not None
    document = opened.workspace.session.document
    stages: dict[str, list[Step]] = {}
    for each in steps(document):
        stages.setdefault(each.stage, []).append(each)
    seen = []
    for own in stages.values():
        opened.workspace.go(own[0].id)
        # In 检查 the kinds of findings stand above its step.
        shown = listed.names() if own[0].id != CHECKLIST else [listed.names()[-1].split(" ")[0]]
        assert shown == [each.name for each in own]
        seen += shown
    assert sorted(seen) == sorted(names(document))


def test_the_mark_of_a_section_tells_whether_it_is_written() -> None:
    document = new(2024)
    assert mark(document, (), "S3")[0] == "·"
    document.apply("填写", cells.write_section(document, "S3", "没有机关运行经费。"))
    assert mark(document, (), "S3")[0] == "✓"


def test_facts_are_listed_under_their_section_and_untouched_until_typed(opened: MainWindow) -> None:
    document = opened.workspace.session.document
    assert names(document)[names(document).index("增减情况") - 1].startswith("二 ")
    assert document.value(Address("X7", "total", "now")) is not None
    assert mark(document, (), "X7")[0] == "·"
    document.apply("填写", cells.enter(document, {Address("X7", "total", "before"): "1"}))
    assert mark(document, (), "X7")[0] == "✓"


def test_a_section_is_not_written_by_the_facts_it_holds(opened: MainWindow) -> None:
    assert opened.workspace.marks()["S2"] == "·"


def test_the_mark_of_a_section_counts_its_findings(opened: MainWindow) -> None:
    document, (finding, *_) = opened.workspace.session.document, opened.workspace.session.findings
    about = replace(finding, table=None, row=None, column=None, section="S3", level="E", waits_for="")
    assert mark(document, (about, about), "S3")[0] == "·"
    document.apply("填写", cells.write_section(document, "S3", "没有机关运行经费。"))
    assert mark(document, (about, about), "S3") == ("×2", "2 个错误")


def test_a_finding_about_a_section_leads_there(opened: MainWindow) -> None:
    session = opened.workspace.session
    about = replace(session.findings[0], table=None, row=None, column=None, section="S3")
    opened.workspace.jump(about)
    assert opened.workspace.at == "S3"


def test_a_finding_about_a_section_is_listed_under_its_heading(opened: MainWindow) -> None:
    session, panel = opened.workspace.session, opened.workspace.findings
    session.findings = (replace(session.open_findings[0], table=None, row=None, column=None, section="S3"),)
    panel.set_page("S3")
    panel.here.setChecked(True)
    assert panel.list.item(0).text().startswith("E 错误　三、机关运行经费安排情况\n")


def test_a_section_is_located_by_its_heading() -> None:
    assert [place for _, place in places(new(2024), "三公") if place[0] == "S4"] == [("S4", None)]


def test_help_of_a_section_is_its_guidance() -> None:
    html = here(new(2024), "S10", None)
    assert "十、名词解释" in html
    assert "每段解释一个名词" in html
