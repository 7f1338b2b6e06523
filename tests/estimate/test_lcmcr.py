"""Figures of R's LCMCR, known populations, the same draws again, and tables that say too little."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from habeas.estimate.lcmcr import DEFAULTS, draw_totals, sample_lcmcr
from habeas.estimate.lcmcr_kernel import Histories, Priors, exchange_classes, order_neighbours, start_state
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal
from tests.estimate.overlaps import draw_table, read_table
from tests.estimate.references import read_pooled

SHORT = replace(DEFAULTS, first=10_000, most=20_000, rhat=1.1, effective=50)
# Draws beyond what a figure needs, where the steps allow, so that limits are compared and not their noise.
LONG = replace(DEFAULTS, effective=4000)
FAST = ("korea_3", "hare_6")
SLOW = (
    "artificial_3",
    "australia_4",
    "congenital_ma_5",
    "diabetes_casale_4",
    "duck_6",
    "hav_taiwan_3",
    "hiv_rome_4",
    "kosovo_4",
    "lesbian_pa_4",
    "madigan_york_3",
    "mvole_p3_5",
    "new_orleans_5",
    "new_orleans_8",
    "spina_bifida_ny_3",
    "uk_2013_4",
    "uk_2013_5",
    "uk_2013_6",
    "western_us_5",
)


@pytest.mark.parametrize("name", FAST)
def test_medians_and_limits_are_those_of_r_lcmcr(name: str, shared: Path) -> None:
    _assert_as_in_r(name, shared)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_medians_and_limits_are_those_of_r_lcmcr_on_tables_that_take_long(name: str, shared: Path) -> None:
    _assert_as_in_r(name, shared)


def test_every_table_on_which_r_converges_is_compared(shared: Path) -> None:
    assert {*FAST, *SLOW} == set(read_pooled(shared))


def _assert_as_in_r(name: str, shared: Path) -> None:
    run = draw_totals(read_table(shared, name), seed=1, settings=LONG)
    low, median, high = run.totals.summarise()
    expected = read_pooled(shared)[name]
    assert run.convergence.is_enough(rhat=DEFAULTS.rhat, effective=DEFAULTS.effective)
    assert median == pytest.approx(float(expected["point"]), rel=0.03)
    limits = (float(expected["lo95"]), float(expected["hi95"]))
    assert (low, high) == pytest.approx(limits, rel=0.06)


@pytest.mark.slow
def test_chains_that_disagree_give_no_number(shared: Path) -> None:
    refusal = sample_lcmcr(read_table(shared, "netherlands_5"), seed=1, settings=replace(DEFAULTS, most=200_000))
    assert isinstance(refusal, Refusal)
    assert "The 4 chains disagree" in refusal.reason


def test_groups_of_different_reach_give_the_population_they_were_drawn_from() -> None:
    """1,000 people are on each of five lists with chance 0.6, and 1,000 with chance 0.2."""
    table = draw_table((1000, 1000), ((0.6,) * 5, (0.2,) * 5), seed=3)
    estimate = sample_lcmcr(table, seed=1)
    assert isinstance(estimate, Estimate)
    assert estimate.low < 2000 < estimate.high
    assert estimate.point == pytest.approx(2000, rel=0.05)


def test_the_same_seed_gives_the_same_figures_with_any_number_of_threads() -> None:
    table = draw_table((500,), ((0.3, 0.4, 0.5),), seed=1)
    one, two = (sample_lcmcr(table, seed=7, settings=replace(SHORT, threads=threads)) for threads in (1, 4))
    assert isinstance(one, Estimate)
    assert one == two
    assert one != sample_lcmcr(table, seed=8, settings=SHORT)


def test_limits_are_the_wider_of_both_orders_and_both_are_told() -> None:
    estimate = sample_lcmcr(draw_table((300, 40), ((0.3,) * 3, (0.9,) * 3), seed=2), seed=1, settings=SHORT)
    assert isinstance(estimate, Estimate) and estimate.draws
    told = estimate.diagnostics
    assert estimate.low == min(told["low_every_order"], told["low_largest_first"])
    assert estimate.high == max(told["high_every_order"], told["high_largest_first"])
    assert estimate.point == told["point_every_order"] != told["point_largest_first"]
    assert np.quantile(estimate.draws, (0.025, 0.975)) == pytest.approx((estimate.low, estimate.high), rel=0.02)


@pytest.mark.parametrize(
    ("lists", "counts", "reason"),
    [
        (("a", "b"), {(True, True): 5, (True, False): 3}, "at least three"),
        (("a", "b", "c"), {}, "Nobody stands on any list"),
        (("a", "b", "c"), {(True, True, False): 5}, "Nobody stands on list c"),
        (("a", "b", "c"), {(True, False, False): 5, (False, True, False): 4, (False, False, True): 3}, "two lists"),
    ],
)
def test_tables_that_say_too_little_are_refused(
    lists: tuple[str, ...], counts: dict[tuple[bool, ...], int], reason: str
) -> None:
    refusal = sample_lcmcr(CaptureTable(lists, counts), seed=1)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


@pytest.mark.parametrize(("ceiling", "told"), [(1, "refused"), (2, "noted"), (20, "")])
def test_a_ceiling_that_makes_the_upper_limit_is_refused_and_one_that_lowers_it_told(ceiling: int, told: str) -> None:
    table = draw_table((1000,), ((0.15, 0.15, 0.15),), seed=12)
    found = sample_lcmcr(table, seed=1, settings=replace(DEFAULTS, ceiling=ceiling))
    words = found.reason if isinstance(found, Refusal) else " ".join(found.notes)
    assert isinstance(found, Refusal) is (told == "refused")
    assert (f"last tenth below the ceiling of {ceiling * table.observed} unlisted people" in words) is bool(told)


def test_lists_that_hardly_meet_give_no_number_for_their_ceiling() -> None:
    alone = dict(zip(product((True, False), repeat=3), (0, 1, 1, 300, 0, 250, 200), strict=False))
    refusal = sample_lcmcr(
        CaptureTable(("a", "b", "c"), {on: people for on, people in alone.items() if people}), seed=1
    )
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith("The lists do not bound the number from above")


def test_histories_of_nobody_change_nothing() -> None:
    table = draw_table((300,), ((0.3, 0.4, 0.5),), seed=1)
    without = {pattern: n for pattern, n in table.counts.items() if pattern != (True, True, True)}
    with_zero = CaptureTable(table.lists, without | {(True, True, True): 0})
    assert sample_lcmcr(with_zero, seed=1, settings=SHORT) == sample_lcmcr(
        CaptureTable(table.lists, without), seed=1, settings=SHORT
    )


def test_thirty_lists_are_sampled() -> None:
    table = draw_table((400,), ((0.05,) * 30,), seed=6)
    estimate = sample_lcmcr(table, seed=1, settings=SHORT)
    assert isinstance(estimate, Estimate)
    assert estimate.low < 400 < estimate.high


def test_ten_million_people_are_sampled() -> None:
    chances = np.array([0.3, 0.4, 0.25, 0.5])
    counts = {
        pattern: round(1e7 * float(np.prod(np.where(pattern, chances, 1 - chances))))
        for pattern in product((True, False), repeat=4)
        if any(pattern)
    }
    run = draw_totals(CaptureTable(("a", "b", "c", "d"), counts), seed=1, settings=SHORT)
    assert np.median(run.totals.every) == pytest.approx(1e7, rel=0.05)


def test_exchanging_classes_leaves_their_prior_as_it_is() -> None:
    """Sizes of four classes drawn from the prior keep their means, and the concentration its own."""
    rng = np.random.Generator(np.random.SFC64(5))
    state = start_state(rng, Histories(np.zeros((1, 2), dtype=np.bool_), np.ones(1, dtype=np.int64)), 4)
    priors = Priors(2.0, 1.0, 1.0, 1.0, 10)
    before, after = [], []
    for _ in range(20_000):
        concentration = rng.standard_gamma(2.0)
        sticks = np.append(rng.beta(1.0, concentration, 3), 1.0)
        state.members[:] = rng.multinomial(30, sticks * np.append(1.0, np.cumprod(1.0 - sticks[:-1])))
        state.concentration[0] = concentration
        before.append([*state.members, concentration])
        order_neighbours(rng, state)
        exchange_classes(rng, priors, state)
        after.append([*state.members, state.concentration[0]])
    assert np.mean(after, axis=0) == pytest.approx(np.mean(before, axis=0), rel=0.03)
