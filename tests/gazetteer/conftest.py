"""One index for all tests of places, kept between runs and rebuilt by itself when its version changes."""

from pathlib import Path

import pytest

from habeas.gazetteer import Gazetteer, open_gazetteer
from tests.places import GAZETTEER

CASES = Path(__file__).resolve().parents[1] / "cases" / "places"


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """Where the real index lies."""
    return GAZETTEER


@pytest.fixture(scope="session")
def gazetteer(real_folder: Path) -> Gazetteer:
    """The real gazetteer."""
    return open_gazetteer(real_folder)


def read_cases(name: str) -> list[tuple[str, ...]]:
    """The rows of a tab-separated file of cases."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
