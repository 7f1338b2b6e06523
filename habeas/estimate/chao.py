"""A lower bound of how many people there are when they are listed with unequal chances.

Chao 1987, "Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43(4); as a
log-linear model with a chance for each list: Rivest and Baillargeon 2007, Biometrics 63(4).
"""

from math import exp, log, sqrt

import numpy as np

from habeas.estimate.histories import all_patterns, counts_of
from habeas.estimate.loglinear import Fits, Floats, fit_counts
from habeas.estimate.obstacles import find_obstacle
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

METHOD = "chao"
NORMAL = 1.959963984540054
MEANING = "A lower bound: people who are hardly ever listed make the truth higher than this, not lower."


def bound_total(table: CaptureTable) -> Estimate | Refusal:
    """Chao's lower bound with its 95 % limits; refused with fewer than three lists."""
    obstacle = find_obstacle(table, least_lists=3)
    fits = None if obstacle else fit_bound(counts_of(table), list_columns(len(table.lists)))
    if fits is None or not fits.is_settled[0]:
        return Refusal(METHOD, obstacle or "The lists share too few people for this bound.")
    unlisted, error = float(fits.unlisted[0]), float(fits.standard_error()[0])
    low, high = lognormal_limits(table.observed, unlisted, error)
    return Estimate(
        method=METHOD,
        point=table.observed + unlisted,
        low=low,
        high=high,
        lists=table.lists,
        observed=table.observed,
        diagnostics={"standard_error": error, "deviance": float(fits.deviance[0])},
        notes=(MEANING,),
    )


def list_columns(lists: int) -> Floats:
    """The intercept and a term for each list, (patterns, 1 + lists)."""
    patterns = all_patterns(lists).astype(np.float64)
    return np.column_stack([np.ones(len(patterns)), patterns])


def fit_bound(counts: Floats, columns: Floats) -> Fits:
    """The model in which patterns of three lists and more say nothing that would lower the number of the unlisted.

    Each further list has a term of its own; those that come out below zero are left out, until none does.
    """
    on = all_patterns(int(np.log2(len(counts) + 1))).sum(axis=1)
    beyond = [np.maximum(on - number + 1, 0).astype(np.float64) for number in range(3, int(on.max()) + 1)]
    while True:
        whole = np.column_stack([columns, *beyond])
        fits = fit_counts(counts, whole, np.ones((1, whole.shape[1]), dtype=np.bool_))
        steps = fits.coefficients[0, columns.shape[1] :]
        if not (steps < 0).any():
            return fits
        beyond = [column for column, step in zip(beyond, steps, strict=True) if step >= 0]


def lognormal_limits(observed: int, unlisted: float, error: float) -> tuple[float, float]:
    """95 % limits of a total whose unlisted part is log-normal, so that no limit lies below the observed."""
    factor = exp(NORMAL * sqrt(log(1 + (error / unlisted) ** 2)))
    return observed + unlisted / factor, observed + unlisted * factor
