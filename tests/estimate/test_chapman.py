"""Two lists, against figures worked out by hand."""

import pytest

from habeas.estimate.chao import bound_total
from habeas.estimate.chapman import estimate_chapman
from habeas.estimate.histories import make_table
from habeas.model.estimate import Estimate

# on a | on b | on both | total | standard error, by hand
CASES = [
    # 201 * 151 / 41 - 1; sqrt(201 * 151 * 160 * 110 / (41^2 * 42))
    (200, 150, 40, 739.26829, 86.98299),
    # 949 * 422 / 168 - 1; sqrt(949 * 422 * 781 * 254 / (168^2 * 169))
    (948, 421, 167, 2382.79762, 129.05580),
    # 11 * 11 / 6 - 1; sqrt(11 * 11 * 5 * 5 / (6^2 * 7))
    (10, 10, 5, 19.16667, 3.46467),
]


@pytest.mark.parametrize(("first", "second", "both", "total", "error"), CASES)
def test_the_total_and_its_error(first: int, second: int, both: int, total: float, error: float) -> None:
    table = make_table("ab", {(True, True): both, (True, False): first - both, (False, True): second - both})
    found = estimate_chapman(table)
    assert isinstance(found, Estimate)
    assert found.point == pytest.approx(total, rel=1e-6)
    assert found.diagnostics["standard_error"] == pytest.approx(error, rel=1e-5)
    assert found.observed <= found.low < found.point < found.high
    assert "independent" in found.notes[0]


def test_chaos_bound_with_all_lists_alike_is_singles_squared_over_twice_the_doubles() -> None:
    """Three equal lists: f1 = 90, f2 = 60; (t - 1) / (2 t) * 2 f1^2 / (2 f2) = f1^2 / (3 f2) for t = 3."""
    singles = {(True, False, False): 30, (False, True, False): 30, (False, False, True): 30}
    doubles = {(True, True, False): 20, (True, False, True): 20, (False, True, True): 20}
    counts: dict[tuple[bool, ...], int] = {(True, True, True): 40}
    counts.update(singles.items())
    counts.update(doubles.items())
    found = bound_total(make_table("abc", counts))
    assert isinstance(found, Estimate)
    assert found.point - found.observed == pytest.approx(90**2 / (3 * 60), rel=1e-6)
    assert "lower bound" in found.notes[0]
