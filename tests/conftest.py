"""What every test stands on: no screen, no folder of the user's, the real published files."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from forms.form import load

# A slow machine is not a failure; everything else stays as hypothesis chose it, here or under CI.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")

# Read by Qt when the application object is made, which is after this line.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}


def move_home(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Point every variable that leads to the user's data below `home`."""
    for name, below in _FOLDERS.items():
        folder = home / below
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        patch.setenv(name, str(folder))


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for what lives as long as the session, such as the application object and its font cache."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("homes")
        move_home(patch, home)
        yield home


@pytest.fixture(autouse=True)
def home(_session_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, new for this test; outside `tmp_path`, which stays empty."""
    folder = Path(tempfile.mkdtemp(dir=_session_home))
    move_home(monkeypatch, folder)
    return folder


@pytest.fixture(autouse=True)
def _bundled_packs() -> Iterator[None]:
    """The packs that a test makes known are unknown to the next."""
    known = list(load._FOLDERS)
    yield
    if known != load._FOLDERS:
        load._FOLDERS[:] = known
        for cache in (load._found, load.installed, load._edition, load._signed):
            cache.cache_clear()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of published files the tests read."""
    return Path(__file__).parent / "data"
