"""What two parts of filters share above chance, and what that is worth."""

import numpy as np
import pytest

from habeas.linkage.private.score import find_shared


def words(*bits: range) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """One row of 128 bits with these set."""
    row = np.zeros(128, dtype=np.uint8)
    for each in bits:
        row[each.start : each.stop] = 1
    return np.packbits(row).view(np.uint64).reshape(1, -1)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (words(range(32)), words(range(32)), 1.0),
        (words(range(16)), words(range(64)), 1.0),
        (words(range(32)), words(range(24, 88)), -0.5),
        (words(range(32)), words(range(16, 80)), 0.0),
        (words(range(32)), words(range(8, 72)), 0.5),
    ],
    ids=["the same", "one within the other", "less than chance", "chance", "half of what is above chance"],
)
def test_shared_bits_count_above_chance_by_the_smaller_filter(
    one: np.ndarray[tuple[int, int], np.dtype[np.uint64]],
    other: np.ndarray[tuple[int, int], np.dtype[np.uint64]],
    shared: float,
) -> None:
    for both, most in (find_shared(one, other), find_shared(other, one)):
        assert both[0] / most[0] == pytest.approx(shared)
