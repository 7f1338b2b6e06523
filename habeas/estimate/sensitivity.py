"""How far an estimate hangs on one list, or on which records were taken for one person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from habeas.estimate import SEED, choose_method, estimate_total
from habeas.estimate.histories import Pattern, leave_out
from habeas.estimate.loglinear import Floats
from habeas.estimate.mixture import DRAWS, LIMITS
from habeas.estimate.obstacles import refuse_wide
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

# With more refusals than this among the tables, there is no figure that holds whatever the links.
_MOST_REFUSED = 0.05
_NORMAL = 1.959963984540054


def estimate_without(
    table: CaptureTable, method: str | None = None, *, seed: int = SEED
) -> dict[str, Estimate | Refusal]:
    """The estimate as it would be without each list, by the name of the list that is left out."""
    return {name: estimate_total(leave_out(table, name), method, seed=seed) for name in table.lists}


def pool_tables(
    table: CaptureTable, sampled: Sequence[CaptureTable], method: str | None = None, *, seed: int = SEED
) -> Estimate | Refusal:
    """The estimate with the doubt about links in it: `sampled` are tables of clusters drawn from the links' posterior.

    The totals of all tables are put together, each table with the same weight, so that the limits hold both kinds of
    doubt; `observed` is that of `table`, the likeliest clusters. Refused where more than one table in twenty is.
    Sadinle 2018, "Bayesian propagation of record linkage uncertainty into population size estimation of human rights
    violations", Annals of Applied Statistics 12(2).
    """
    method = method or choose_method(table)
    known: dict[tuple[tuple[Pattern, int], ...], Estimate | Refusal] = {}
    every = []
    for one in sampled:
        key = tuple(one.counts.items())
        if key not in known:
            known[key] = estimate_total(one, method, seed=seed)
        every.append(known[key])
    shown = [one for one in every if isinstance(one, Estimate)]
    refused = Counter(one.reason for one in every if isinstance(one, Refusal))
    if not shown or refused.total() > _MOST_REFUSED * len(every):
        reason, count = refused.most_common(1)[0] if refused else ("There is no table to estimate from.", 0)
        return Refusal(method, f"{reason} (so for {count} of {len(every)} ways to link the records)")
    totals = np.concatenate([_spread(one) for one in shown])
    low, point, high = np.quantile(totals, LIMITS).tolist()
    pooled = replace(
        shown[0],
        point=point,
        low=low,
        high=high,
        observed=table.observed,
        draws=tuple(np.quantile(totals, (np.arange(DRAWS) + 0.5) / DRAWS).tolist()),
        diagnostics=_compare(every, shown),
        notes=(f"The limits hold the doubt about links too: {len(every)} ways to link the records.", *shown[0].notes),
    )
    return refuse_wide(pooled)


def _spread(estimate: Estimate) -> Floats:
    """A thousand totals that stand for an estimate; one without draws is log-normal to either side of its figure."""
    shares = (np.arange(DRAWS) + 0.5) / DRAWS
    if estimate.draws:
        return np.quantile(estimate.draws, shares)
    from scipy.special import ndtri

    beyond = np.maximum(np.array([estimate.low, estimate.point, estimate.high]) - estimate.observed, 1e-9)
    below, above = np.log(beyond[1] / beyond[0]) / _NORMAL, np.log(beyond[2] / beyond[1]) / _NORMAL
    normal = ndtri(shares)
    return np.asarray(estimate.observed + beyond[1] * np.exp(normal * np.where(normal < 0, below, above)))


def _compare(every: Sequence[Estimate | Refusal], shown: Sequence[Estimate]) -> dict[str, float]:
    """How the tables differ: between them, and within one on average, as variances of the logarithm."""
    within = float(np.mean([np.var(np.log(_spread(one))) for one in shown]))
    return {
        "tables": float(len(every)),
        "tables_refused": float(len(every) - len(shown)),
        "observed_least": float(min(one.observed for one in shown)),
        "observed_most": float(max(one.observed for one in shown)),
        "variance_between_tables": float(np.var([np.log(one.point) for one in shown])),
        "variance_within_tables": within,
    }
