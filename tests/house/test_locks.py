"""The locks pin what the project asks for, and nothing in the checkout depends on one machine."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.source import ROOMS, ROOT, all_imports, imported, listed, modules, text_files

QT = {"PySide6", "shiboken6"}


def project() -> dict[str, list[str]]:
    """The requirements of pyproject.toml, by the lock that must hold them."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "requirements.txt": table["project"]["dependencies"],
        "dev-requirements.txt": table["dependency-groups"]["dev"],
    }


def optional() -> set[str]:
    """What an extra of pyproject.toml brings; it is imported where it is asked for, and said in words when missing."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {Requirement(line).name for lines in table["project"]["optional-dependencies"].values() for line in lines}


def locked(lock: str) -> list[tuple[Requirement, list[str]]]:
    """The entries of a lock: the pinned requirement and its hashes."""
    text = (ROOT / "build" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("--hash=") for line in text.splitlines() if line and not line.startswith("#")]
    return [(Requirement(first), [part.strip() for part in hashes]) for first, *hashes in lines]


def test_third_party_imports_are_declared() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in project()["requirements.txt"]}
    known = {*sys.stdlib_module_names, *ROOMS, *QT, *optional()}
    sources = packages_distributions()
    offences = [
        f"{module.at(node)} imports {name}"
        for module in modules().values()
        for node, name in all_imports(module)
        if (top := name.partition(".")[0]) not in known
        and not declared & {canonicalize_name(source) for source in sources.get(top, [])}
    ]
    assert not offences, listed(offences, "what the product imports must stand under dependencies in pyproject.toml")


def test_what_is_optional_is_imported_only_where_it_is_asked_for() -> None:
    offences = [
        f"{module.at(node)} imports {name}"
        for module in modules().values()
        for node in module.tree.body
        for name in imported(module, node)
        if name.partition(".")[0] in optional()
    ]
    assert not offences, listed(offences, "without the extra, these modules cannot be imported")


def test_nothing_names_this_machine_or_a_registry() -> None:
    forbidden = re.compile(r"(?<![\w.~})*-])/(?:home|root|work)/|pypi[.]org|npm[j]s|files[.]pythonhosted")
    offences = [
        f"{name}:{number}"
        for name, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if forbidden.search(line)
    ]
    assert not offences, listed(offences, "no absolute path of a machine and no registry host in the checkout")


@pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")
def test_no_link_is_kept() -> None:
    """A link leads somewhere on one machine; one named as a folder there is (.venv) takes its place when merged."""
    kept = subprocess.run(["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    links = [line.partition("\t")[2] for line in kept.splitlines() if line.startswith("120000")]
    assert not links, listed(links, "git keeps a link: `git rm --cached` it")


def test_the_locks_pin_every_package_with_hashes() -> None:
    for lock in project():
        for requirement, hashes in locked(lock):
            pinned = [part.operator for part in requirement.specifier] == ["=="] and requirement.url is None
            assert pinned, f"build/{lock}: {requirement} is not pinned to one version"
            assert hashes, f"build/{lock}: {requirement} has no hash"
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), f"build/{lock}: {requirement}"


def test_the_locks_hold_what_the_project_asks_for() -> None:
    for lock, wanted in project().items():
        for requirement in map(Requirement, wanted):
            name = canonicalize_name(requirement.name)
            pins = [pin for pin, _ in locked(lock) if canonicalize_name(pin.name) == name]
            assert pins, f"build/{lock} lacks {requirement}; make it anew (build/README.md)"
            versions = [part.version for pin in pins for part in pin.specifier]
            fitting = all(requirement.specifier.contains(version) for version in versions)
            assert fitting, f"build/{lock} holds {name} {versions}, pyproject.toml asks for {requirement}"


def test_the_locks_agree() -> None:
    program, tools = ({str(pin) for pin, _ in locked(lock)} for lock in project())
    names = {Requirement(pin).name for pin in program}
    differing = [pin for pin in tools - program if Requirement(pin).name in names]
    assert not differing, listed(differing, "both locks hold these packages, in different versions")
