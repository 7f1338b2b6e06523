"""The 95 % limits of a model's total by its profile likelihood.

Cormack 1992, "Interval estimation for mark-recapture studies of closed populations", Biometrics 48(2): for each total
the pattern of no list is taken as counted, the model fitted, and the multinomial likelihood compared with the highest.
"""

from collections.abc import Callable

import numpy as np

from habeas.estimate.loglinear import Floats, fit_counts

# Half the 95 % point of chi-squared with one degree of freedom.
_DROP = 3.841458820694124 / 2
_EXACT = 1e-7


def profile_limits(counts: Floats, columns: Floats, unlisted: float, *, most: float) -> tuple[float, float]:
    """The lowest and highest total that the likelihood keeps; `most` where it keeps all totals up to there.

    `columns` are the terms of one model and `unlisted` is its estimate, from which both limits are looked for.
    """
    observed = float(counts.sum())
    whole = np.vstack([np.eye(1, columns.shape[1]), columns])
    start = observed + unlisted

    def height(total: float) -> float:
        return _likelihood(np.concatenate([[total - observed], counts]), whole)

    peak, top = _climb(height, observed, start, most)
    return (
        _cross(height, top - _DROP, (peak, observed)),
        _cross(height, top - _DROP, (peak, most)),
    )


def _likelihood(counts: Floats, columns: Floats) -> float:
    """Of a multinomial of the counts' total, up to what does not depend on the first count."""
    from scipy.special import gammaln

    fits = fit_counts(counts, columns, np.ones((1, columns.shape[1]), dtype=np.bool_))
    total = counts.sum()
    means = np.exp(np.clip(columns @ fits.coefficients[0], -35, 35))
    return float(gammaln(total + 1) - gammaln(counts[0] + 1) + (counts * np.log(means / total)).sum())


def _climb(height: Callable[[float], float], low: float, start: float, most: float) -> tuple[float, float]:
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(lambda total: -height(total), bounds=(low, min(most, 2 * start)), method="bounded")
    best = max((height(low), low), (float(-found.fun), float(found.x)))
    return best[1], best[0]


def _cross(height: Callable[[float], float], level: float, ends: tuple[float, float]) -> float:
    """Where the likelihood falls to a level between its peak and an end; the end where it does not."""
    inside, outside = ends
    if height(outside) >= level:
        return outside
    while abs(outside - inside) > _EXACT * max(inside, outside):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if height(middle) >= level else (inside, middle)
    return (inside + outside) / 2
