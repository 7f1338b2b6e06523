"""How many people are on no list, averaged over all models in which some lists go together and others do not.

Madigan and York 1997, "Bayesian methods for estimation of the size of a closed population", Biometrika 84(1): each
decomposable graph over the lists is a model; cell probabilities have a hyper-Dirichlet prior of `delta` a cell, graphs
are equally likely, and the total has a prior of 1/N. Sums, no sampling: the same figures each time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.estimate.dga_graphs import MOST_LISTS, list_decomposable_graphs
from habeas.estimate.obstacles import find_obstacle
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

METHOD = "dga"
# At most this many people on no list for one on a list, as in the reference runs of R's dga.
CEILING = 30
FIRST_POINTS = 500
# The grid is made finer until no point but a single whole number has more of the posterior than this.
FINEST = 0.0005
SHOWN_DRAWS = 2000
GRAPHS_AT_ONCE = 1000
# More than this share of the posterior in the last tenth below the ceiling, and the ceiling makes the upper limit.
SHARE_AT_CEILING = 0.02
# Where all lists go together, lists say nothing of the unlisted and the prior everything: from these shares of the
# posterior on it is told, and there is no number.
PRIOR_TOLD = 0.05
PRIOR_REFUSED = 0.9

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities of numbers of unlisted people on a grid, and of each graph."""

    unlisted: Numbers
    chances: Numbers
    graphs: Numbers

    def find_quantiles(self, shares: Numbers) -> Numbers:
        """The least numbers of unlisted people that have at least these probabilities at or below them."""
        reached = np.searchsorted(np.cumsum(self.chances), shares)
        return self.unlisted[np.minimum(reached, len(self.unlisted) - 1)]


def average_graphs(table: CaptureTable, *, delta: float | None = None, most: int | None = None) -> Estimate | Refusal:
    """The posterior median of all people, listed or not, with 95 % limits.

    `delta` is 1 over the number of cells and `most`, the ceiling of the unlisted, 30 times the listed where not given.
    Refused for fewer than three lists or more than six, an empty list, lists without overlap, where the ceiling makes
    the upper limit, and where nearly all of the posterior is that of all lists going together, which is the prior.
    """
    reason = find_obstacle(table, least_lists=3)
    if reason is None and len(table.lists) > MOST_LISTS:
        reason = f"Averaging over graphs takes at most {MOST_LISTS} lists, and there are {len(table.lists)}."
    if reason is not None:
        return Refusal(METHOD, reason)
    ceiling = CEILING * table.observed if most is None else most
    posterior = weigh_totals(table, delta=2.0 ** -len(table.lists) if delta is None else delta, most=ceiling)
    last = float(posterior.chances[posterior.unlisted > 0.9 * ceiling].sum())
    together = float(posterior.graphs[list_decomposable_graphs(len(table.lists))[:, -1] > 0].sum())
    if together > PRIOR_REFUSED:
        return Refusal(METHOD, _describe_prior(together))
    if last > SHARE_AT_CEILING:
        return Refusal(METHOD, _describe_ceiling(last, ceiling))
    return _summarise_posterior(table, posterior, {"share_at_ceiling": last, "share_of_prior": together})


def _describe_prior(together: float) -> str:
    return (
        f"All lists go together by {together:.0%} of the posterior, and then nothing but the prior says how many "
        "people are on none."
    )


def _describe_ceiling(last: float, ceiling: int) -> str:
    return (
        f"The lists do not bound the number from above: {last:.0%} of the posterior lies in the last tenth below "
        f"the ceiling of {ceiling} unlisted people."
    )


def _summarise_posterior(table: CaptureTable, posterior: Posterior, shares_told: dict[str, float]) -> Estimate:
    low, median, high = (table.observed + posterior.find_quantiles(np.array([0.025, 0.5, 0.975]))).tolist()
    shares = (np.arange(SHOWN_DRAWS) + 0.5) / SHOWN_DRAWS
    likeliest, together = float(posterior.graphs.max()), shares_told["share_of_prior"]
    return Estimate(
        method=METHOD,
        point=median,
        low=low,
        high=high,
        lists=table.lists,
        observed=table.observed,
        draws=tuple((table.observed + posterior.find_quantiles(shares)).tolist()),
        diagnostics={"graphs": float(len(posterior.graphs)), "likeliest_graph": likeliest, **shares_told},
        notes=(_describe_prior(together),) if together > PRIOR_TOLD else (),
    )


def weigh_totals(table: CaptureTable, *, delta: float, most: int) -> Posterior:
    """The posterior of 1 to `most` unlisted people over all decomposable graphs, the grid fine where it lies."""
    terms = _read_terms(table, delta)
    unlisted = _spread_points(float(most))
    while True:
        heights, graphs = _weigh_points(terms, unlisted)
        widths = _measure_widths(unlisted)
        chances = np.exp(heights) * widths
        chances /= chances.sum()
        crowded = np.flatnonzero((chances > FINEST) & (widths > 1.0))
        if not crowded.size:
            return Posterior(unlisted, chances, graphs)
        unlisted = _add_points(unlisted, crowded)


@dataclass(frozen=True, slots=True)
class _Terms:
    """For each set of lists: what does not change with the unlisted, and the listed people on none of its lists."""

    observed: int
    fixed: Numbers
    missed: Numbers
    prior: Numbers


def _read_terms(table: CaptureTable, delta: float) -> _Terms:
    from scipy.special import gammaln

    sets = 1 << len(table.lists)
    fixed, missed, prior = np.zeros(sets), np.zeros(sets), np.zeros(sets)
    people = [(sum(1 << place for place, on in enumerate(pattern) if on), n) for pattern, n in table.counts.items()]
    for members in range(sets):
        cells = np.bincount([pattern & members for pattern, _ in people], [n for _, n in people], sets)
        prior[members] = delta * 2.0 ** (len(table.lists) - members.bit_count())
        held = cells[1:][cells[1:] > 0]
        missed[members] = cells[0]
        fixed[members] = (gammaln(held + prior[members]) - gammaln(prior[members])).sum() - gammaln(prior[members])
    return _Terms(table.observed, fixed, missed, prior)


def _weigh_points(terms: _Terms, unlisted: Numbers) -> tuple[Numbers, Numbers]:
    """Logarithm of the posterior at each number of unlisted people, 0 at the likeliest, and chances of the graphs."""
    from scipy.special import gammaln

    total = terms.observed + unlisted
    marginal = gammaln(np.add.outer(terms.missed + terms.prior, unlisted)) + terms.fixed[:, None]
    common = gammaln(total + 1.0) - gammaln(unlisted + 1.0) - np.log(total)
    graphs = list_decomposable_graphs(len(terms.prior).bit_length() - 1)
    widths = _measure_widths(unlisted)
    tops, points, weights = [], [], []
    for start in range(0, len(graphs), GRAPHS_AT_ONCE):
        weighed = graphs[start : start + GRAPHS_AT_ONCE] @ marginal + common
        tops.append(weighed.max())
        np.exp(np.subtract(weighed, tops[-1], out=weighed), out=weighed)
        points.append(weighed.sum(axis=0))
        weights.append(weighed @ widths)
    scales = np.exp(np.array(tops) - max(tops))
    with np.errstate(divide="ignore"):
        height = np.log(scales @ np.array(points))
    weight = np.concatenate([scale * part for scale, part in zip(scales, weights, strict=True)])
    return height - height.max(), weight / weight.sum()


def _spread_points(most: float) -> Numbers:
    """Whole numbers from 1, dense by ratio and by distance."""
    spread = np.concatenate([np.geomspace(1.0, most, FIRST_POINTS), np.linspace(1.0, most, FIRST_POINTS)])
    return np.unique(np.rint(spread))


def _add_points(points: Numbers, crowded: NDArray[np.intp]) -> Numbers:
    """The points and others between the crowded ones and their neighbours."""
    first, last = points[np.maximum(crowded - 1, 0)], points[np.minimum(crowded + 1, len(points) - 1)]
    return np.union1d(points, np.rint(np.linspace(first, last, 17)))


def _measure_widths(points: Numbers) -> Numbers:
    """How many whole numbers each point stands for."""
    edges = np.concatenate([[points[0] - 0.5], (points[1:] + points[:-1]) / 2.0, [points[-1] + 0.5]])
    return np.diff(edges)
