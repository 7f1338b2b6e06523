"""What an estimate hangs on: a list, and the links between records."""

import pytest

from habeas.estimate import estimate_total
from habeas.estimate.histories import make_table
from habeas.estimate.sensitivity import estimate_without, pool_tables
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal
from tests.estimate.overlaps import draw_table


def _two_lists(both: int) -> CaptureTable:
    return make_table("ab", {(True, True): both, (True, False): 300 - both, (False, True): 250 - both})


def test_each_list_is_left_out_in_turn() -> None:
    table = draw_table((2000,), ((0.3, 0.25, 0.4),), seed=4)
    found = estimate_without(table)
    assert list(found) == list(table.lists)
    assert all(isinstance(one, Estimate) and one.method == "chapman" for one in found.values())


def test_without_one_of_two_lists_there_is_no_number() -> None:
    found = estimate_without(_two_lists(60))
    assert all(isinstance(one, Refusal) for one in found.values())


def test_tables_that_are_all_one_give_its_own_limits() -> None:
    table = draw_table((2000,), ((0.3, 0.25, 0.4),), seed=4)
    single, pooled = estimate_total(table), pool_tables(table, [table] * 5)
    assert isinstance(single, Estimate) and isinstance(pooled, Estimate)
    assert (pooled.low, pooled.point, pooled.high) == pytest.approx((single.low, single.point, single.high), rel=2e-3)
    assert pooled.diagnostics["variance_between_tables"] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("spread", [0, 10, 30])
def test_doubt_about_links_widens_the_limits(spread: int) -> None:
    """Missed links lower the overlap and raise the total: where tables differ, the limits reach for both."""
    middle = estimate_total(_two_lists(60))
    pooled = pool_tables(_two_lists(60), [_two_lists(60 - spread), _two_lists(60), _two_lists(60 + spread)])
    assert isinstance(middle, Estimate) and isinstance(pooled, Estimate)
    assert (pooled.high / pooled.low > 1.02 * middle.high / middle.low) is bool(spread)
    assert pooled.observed == middle.observed
    assert "3 ways to link" in pooled.notes[0]


def test_too_many_tables_without_a_number_are_a_refusal_that_counts_them() -> None:
    pooled = pool_tables(_two_lists(60), [_two_lists(60)] * 8 + [_two_lists(0)] * 2)
    assert isinstance(pooled, Refusal)
    assert pooled.reason.endswith("(so for 2 of 10 ways to link the records)")
