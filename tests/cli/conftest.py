"""What commands change of the process they run in is put back after each test."""

import signal
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _pipes() -> Iterator[None]:
    """Commands that only print let a closed pipe end them; in the process of the tests it would end other tests."""
    before = signal.getsignal(signal.SIGPIPE)
    yield
    signal.signal(signal.SIGPIPE, before)
