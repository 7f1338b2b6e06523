"""Limits over all orders of classes and with the largest first: the wider are shown, and it is told where they part."""

import numpy as np
import pytest

from habeas.estimate.class_order import TOLD, Orders, watch_orders

RNG = np.random.default_rng(1)
NARROW, WIDE = (RNG.normal(1000, spread, (4, 5000)).round().astype(np.int64) for spread in (20, 80))


def test_as_many_totals_are_watched_of_each_chain_as_the_fewest() -> None:
    totals = np.array([[1, 2, 3, 4], [5, 6, 7, 8]])
    seen = np.array([[True, False, True, True], [False, True, True, False]])
    assert watch_orders(totals, seen).largest_first.tolist() == [[1, 3], [6, 7]]


@pytest.mark.parametrize("orders", [Orders(NARROW, WIDE), Orders(WIDE, NARROW)])
def test_the_wider_limits_are_shown_and_the_median_is_that_over_all_orders(orders: Orders) -> None:
    low, point, high = orders.summarise()
    assert (low, high) == tuple(np.quantile(WIDE, (0.025, 0.975)))
    assert point == np.median(orders.every)


@pytest.mark.parametrize("orders", [Orders(NARROW, WIDE), Orders(WIDE, NARROW)])
def test_draws_that_are_shown_have_the_limits_shown(orders: Orders) -> None:
    draws = orders.spread(observed=600, count=20_000)
    assert np.quantile(draws, (0.025, 0.5, 0.975)) == pytest.approx(orders.summarise(), rel=1e-3)
    assert draws.min() >= 600


def test_it_is_told_only_where_limits_part_and_by_how_much() -> None:
    apart = np.abs(np.quantile(WIDE, (0.025, 0.975)) / np.quantile(NARROW, (0.025, 0.975)) - 1).max()
    assert apart > TOLD
    assert f"differs by {apart:.0%}" in Orders(NARROW, WIDE).describe()[0]
    assert Orders(NARROW, NARROW + 10).describe() == ()


def test_chains_have_to_agree_in_both_orders_and_to_tell_enough_of_both() -> None:
    apart = NARROW + np.array([[0], [0], [0], [100]])
    assert Orders(NARROW, WIDE).diagnose().is_enough(rhat=1.01, effective=2000)
    assert not Orders(NARROW, apart).diagnose().is_enough(rhat=1.01, effective=2000)
    assert not Orders(apart, NARROW).diagnose().is_enough(rhat=1.01, effective=2000)
    assert not Orders(NARROW, NARROW[:, :300]).diagnose().is_enough(rhat=1.01, effective=2000)
    assert Orders(NARROW, NARROW[:, :0]).diagnose().bulk == 0
