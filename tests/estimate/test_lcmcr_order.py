"""Steps that exchange no classes, as R's, stay in the order in which they begin, and that order makes the limits.

On the ducks such chains agree with each other from whatever order they began in, and give R's limits from its own.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from habeas.estimate.diagnostics import diagnose_chains
from habeas.estimate.lcmcr import DEFAULTS, draw_totals
from habeas.estimate.lcmcr_kernel import (
    STRIDE,
    Histories,
    Priors,
    State,
    draw_classes,
    draw_people,
    read_histories,
    start_state,
)
from habeas.match.compiled import compile_loop
from habeas.model.capture import CaptureTable
from tests.estimate.overlaps import read_table
from tests.estimate.references import read_pooled

TABLE = "duck_6"
CLASSES = 10
WARM_UP, STEPS = 50_000, 1_000_000
LIMITS = (0.025, 0.5, 0.975)


@pytest.mark.slow
def test_with_the_largest_class_first_limits_are_those_of_r_and_over_all_orders_they_are_not(shared: Path) -> None:
    drawn = draw_totals(read_table(shared, TABLE), seed=1, settings=DEFAULTS).totals
    expected = [float(read_pooled(shared)[TABLE][name]) for name in ("lo95", "point", "hi95")]
    assert np.quantile(drawn.largest_first, LIMITS) == pytest.approx(expected, rel=0.03)
    assert 0.87 < np.quantile(drawn.every, LIMITS[2]) / expected[2] < 0.93


@pytest.mark.slow
def test_steps_that_exchange_nothing_give_the_limits_of_the_order_they_begin_in(shared: Path) -> None:
    falling, rising = (_keep_order(read_table(shared, TABLE), is_falling=falling) for falling in (True, False))
    expected = [float(read_pooled(shared)[TABLE][name]) for name in ("lo95", "point", "hi95")]
    assert np.quantile(falling, LIMITS) == pytest.approx(expected, rel=0.03)
    assert np.quantile(rising, LIMITS[2]) < 0.9 * expected[2]
    assert max(diagnose_chains(totals).rhat for totals in (falling, rising)) < 1.01


def _keep_order(table: CaptureTable, *, is_falling: bool) -> npt.NDArray[np.int64]:
    """Totals (chain, draw) of four chains whose classes were put in order by size once, at the beginning."""
    with ThreadPoolExecutor(2) as threads:
        return np.array(list(threads.map(lambda seed: _run_kept(table, seed, is_falling=is_falling), range(1, 5))))


def _run_kept(table: CaptureTable, seed: int, *, is_falling: bool) -> npt.NDArray[np.int64]:
    rng = np.random.Generator(np.random.SFC64(seed))
    histories = read_histories(table)
    priors = Priors(0.25, 0.25, 1.0, 1.0, 20 * table.observed)
    state = start_state(rng, histories, CLASSES)
    _begin_as_r(histories, state)
    _advance(rng, histories, priors, state, np.zeros(500 // STRIDE, dtype=np.int64))
    order = np.argsort(-state.weight if is_falling else state.weight)
    state.weight[:] = state.weight[order]
    state.listed[:] = state.listed[:, order]
    state.missed[:] = state.missed[:, order]
    totals = np.zeros((WARM_UP + STEPS) // STRIDE, dtype=np.int64)
    _advance(rng, histories, priors, state, totals)
    return totals[WARM_UP // STRIDE :]


def _begin_as_r(histories: Histories, state: State) -> None:
    """Four classes with nine tenths of the people, each list as likely in all classes, few classes expected."""
    state.weight[:4], state.weight[4:] = 0.9 / 4, 0.1 / (CLASSES - 4)
    state.concentration[0] = 0.3 / CLASSES
    state.listed[:] = (histories.people @ histories.on_list / histories.people.sum())[:, None]
    state.missed[:] = 1.0 - state.listed


@compile_loop
def _advance(
    rng: np.random.Generator, histories: Histories, priors: Priors, state: State, totals: npt.NDArray[np.int64]
) -> None:
    for cell in range(totals.size):
        for _ in range(STRIDE):
            draw_people(rng, histories, priors, state)
            draw_classes(rng, priors, state)
        totals[cell] = histories.people.sum() + state.unlisted.sum()
