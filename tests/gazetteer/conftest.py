"""One index for all tests of places, kept between runs and rebuilt by itself when its version changes."""

import tempfile
from pathlib import Path

import pytest

from habeas.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The real gazetteer."""
    return open_gazetteer(Path(tempfile.gettempdir()) / "habeas-tests" / "gazetteer")
