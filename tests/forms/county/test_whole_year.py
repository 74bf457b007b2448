"""From handing out to the web site: every fault that was made is told where it belongs, and nothing else is."""

from __future__ import annotations

import pytest

from tests.forms.county.whole_year import Step, whole_year


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Step]:
    return {step.name: step for step in whole_year(tmp_path_factory.mktemp("year"), 12)}


@pytest.mark.parametrize("name", ["分发", "收回", "批量检查", "汇总", "网上核对"])
def test_every_fault_of_the_step_is_told_where_it_belongs(steps: dict[str, Step], name: str) -> None:
    assert steps[name].made
    assert steps[name].told == steps[name].made
