"""Log-linear models of capture histories: the counts are Poisson, the logarithm of their means is linear in lists.

Fienberg 1972, "The multiple recapture census for closed populations and incomplete 2^k contingency tables", Biometrika
59(3); heterogeneity terms: Rivest and Baillargeon 2007, "Applications and extensions of Chao's moment estimator for the
size of a closed population", Biometrics 63(4). The pattern of no list has the mean exp(intercept).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

import numpy as np
import numpy.typing as npt

from habeas.estimate.histories import all_patterns

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Pair = tuple[int, int]
_STEPS = 60
_EXACT = 1e-9
# Logarithms of means are kept within this, so that what runs to zero or without end stays a number.
_FARTHEST = 35.0
# So many cells of Hessians are held at a time: 32 MB.
_HELD = 4_000_000


@dataclass(frozen=True, slots=True)
class Design:
    """Columns that models choose among: `columns` is (patterns, terms), the intercept first; `names` are the terms."""

    columns: Floats
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fits:
    """Models fitted to one table, one a row.

    `unlisted` is the mean of the pattern of no list and `spread` the standard error of its logarithm; `smallest` is the
    smallest fitted mean of a pattern. `is_settled`: the likelihood equations hold.
    """

    chosen: Mask
    coefficients: Floats
    unlisted: Floats
    spread: Floats
    deviance: Floats
    likelihood: Floats
    smallest: Floats
    is_settled: Mask

    def take(self, kept: Mask) -> "Fits":
        """Only these models."""
        return Fits(*(getattr(self, name)[kept] for name in Fits.__dataclass_fields__))

    def extend(self, others: "Fits") -> "Fits":
        """These models and the others after them, of the same table and design."""
        return Fits(
            *(np.concatenate([getattr(self, name), getattr(others, name)]) for name in Fits.__dataclass_fields__)
        )

    def bic(self, observed: int) -> Floats:
        """-2 log likelihood + terms times the logarithm of the people observed."""
        return np.asarray(-2 * self.likelihood + self.chosen.sum(axis=1) * np.log(observed))

    def standard_error(self) -> Floats:
        """Of the total: the unlisted are Poisson around a mean that is estimated."""
        return np.asarray(np.sqrt(self.unlisted + (self.unlisted * self.spread) ** 2))


def pairwise_design(lists: int, extra: Iterable[tuple[str, Floats]] = ()) -> Design:
    """The intercept, a term for each list and for each pair of lists, and columns of the caller's."""
    patterns = all_patterns(lists).astype(np.float64)
    pairs = list(combinations(range(lists), 2))
    extra = tuple(extra)
    columns = [np.ones(len(patterns)), *patterns.T, *(patterns[:, a] * patterns[:, b] for a, b in pairs)]
    names = ["all", *map(str, range(lists)), *(f"{a}:{b}" for a, b in pairs), *(name for name, _ in extra)]
    return Design(np.column_stack([*columns, *(column for _, column in extra)]), tuple(names))


def choose_terms(design: Design, lists: int, pairs: Sequence[Sequence[Pair]], extra: Sequence[str] = ()) -> Mask:
    """A row a model: the intercept, every list, its pairs, and for all of them the terms in `extra`."""
    chosen = np.zeros((len(pairs), len(design.names)), dtype=np.bool_)
    chosen[:, : lists + 1] = True
    place = {name: number for number, name in enumerate(design.names)}
    for row, model in enumerate(pairs):
        chosen[row, [place[f"{a}:{b}"] for a, b in model]] = True
    chosen[:, [place[name] for name in extra]] = True
    return chosen


def fit_counts(counts: Floats, columns: Floats, chosen: Mask, kept: Mask | None = None) -> Fits:
    """Models of these counts, one a row of `chosen` (models, terms); `kept` (models, patterns) leaves patterns out."""
    batch = max(1, _HELD // columns.shape[1] ** 2)
    kept = np.ones((len(chosen), len(counts)), dtype=np.bool_) if kept is None else kept
    parts = [
        _fit_batch(counts, columns, chosen[start : start + batch], kept=kept[start : start + batch])
        for start in range(0, len(chosen), batch)
    ]
    return reduce(Fits.extend, parts) if parts else _fit_batch(counts, columns, chosen, kept=kept)


def _fit_batch(counts: Floats, columns: Floats, chosen: Mask, *, kept: Mask) -> Fits:
    """Newton's method; its Hessian is that of iteratively reweighted least squares, as the link is canonical."""
    products = (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)
    linear = np.log(np.where(kept, counts + 0.5, 1.0))
    coefficients = np.zeros(chosen.shape)
    moving = np.arange(len(chosen))
    for _ in range(_STEPS):
        fresh = _step(counts, products, linear[moving], chosen=chosen[moving], kept=kept[moving])
        has_moved = np.abs(fresh - coefficients[moving]).max(axis=1) > _EXACT
        coefficients[moving] = fresh
        linear[moving] = np.clip(fresh @ columns.T, -_FARTHEST, _FARTHEST)
        moving = moving[has_moved]
        if not len(moving):
            break
    return _summarise(counts, products, coefficients, chosen=chosen, kept=kept)


def _step(counts: Floats, products: Floats, linear: Floats, *, chosen: Mask, kept: Mask) -> Floats:
    """The coefficients after one step, from the linear predictors before it."""
    terms = chosen.shape[1]
    columns = products.reshape(len(counts), terms, terms)[:, :, 0]
    means = np.exp(linear)
    hessian = _fill_unused(((means * kept) @ products).reshape(-1, terms, terms), chosen)
    working = (means * linear + counts - means) * kept
    return _solve(hessian, (working @ columns) * chosen)


def _solve(hessians: Floats, right: Floats) -> Floats:
    """The solution for each model, not a number where it has none.

    Scaled to a diagonal of ones: beside millions of people, what one person says would be lost in rounding.
    """
    scale = 1 / np.sqrt(np.diagonal(hessians, axis1=1, axis2=2))
    scaled, sides = hessians * scale[:, :, None] * scale[:, None, :], (right * scale)[:, :, None]
    try:
        found = np.linalg.solve(scaled, sides)
    except np.linalg.LinAlgError:
        found = np.stack([_solve_one(one, side) for one, side in zip(scaled, sides, strict=True)])
    return np.asarray(found[:, :, 0] * scale)


def _solve_one(scaled: Floats, side: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.solve(scaled, side))
    except np.linalg.LinAlgError:
        return np.full_like(side, np.nan)


def _fill_unused(hessian: Floats, chosen: Mask) -> Floats:
    """The Hessian with a row of the identity for each term that a model lacks."""
    used = chosen[:, :, None] & chosen[:, None, :]
    ridge = 1e-10 * np.eye(chosen.shape[1])
    return np.asarray(np.where(used, hessian, 0.0) + np.where(chosen[:, :, None], ridge, np.eye(chosen.shape[1])))


def _summarise(counts: Floats, products: Floats, coefficients: Floats, *, chosen: Mask, kept: Mask) -> Fits:
    terms = chosen.shape[1]
    columns = products.reshape(len(counts), terms, terms)[:, :, 0]
    linear = np.clip(coefficients @ columns.T, -_FARTHEST, _FARTHEST)
    means = np.exp(linear) * kept
    hessian = _fill_unused((means @ products).reshape(-1, terms, terms), chosen)
    first = np.zeros(terms)
    first[0] = 1
    variance = _solve(hessian, np.broadcast_to(first, (len(chosen), terms)))[:, 0]
    seen = np.where(counts > 0, counts, 1.0)
    deviance = 2 * ((counts * (np.log(seen) - linear) - counts) * kept + means).sum(axis=1)
    likelihood = ((counts * linear - _log_factorial(counts)) * kept - means).sum(axis=1)
    gaps = np.abs(((counts - means) * kept) @ columns * chosen).max(axis=1)
    return Fits(
        chosen=chosen,
        coefficients=coefficients,
        unlisted=np.exp(np.clip(coefficients[:, 0], -_FARTHEST, _FARTHEST)),
        spread=np.sqrt(np.maximum(variance, 0)),
        deviance=deviance,
        likelihood=likelihood,
        smallest=np.where(kept, means, np.inf).min(axis=1),
        is_settled=gaps < 1e-6 * max(1.0, float(counts.sum())),
    )


def _log_factorial(counts: Floats) -> Floats:
    from scipy.special import gammaln

    return np.asarray(gammaln(counts + 1))
