"""What several tests need: settings read anew, the index of places, and public corpora beside the repository."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.settings import read_settings
from tests.places import GAZETTEER

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the repository; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the corpora are not beside the repository (../shared)")
    return SHARED


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    """The program reads its settings once; each test has its own environment."""
    read_settings.cache_clear()
    yield
    read_settings.cache_clear()


@pytest.fixture
def gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of places that tests keep, in the settings."""
    monkeypatch.setenv("HABEAS_CACHE", str(GAZETTEER))
