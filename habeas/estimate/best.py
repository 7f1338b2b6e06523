"""How many people are on no list, by the one log-linear model that fits best, with profile likelihood limits."""

import numpy as np

from habeas.estimate.candidates import ALIKE, Candidates, fit_candidates
from habeas.estimate.histories import counts_of
from habeas.estimate.loglinear import Floats, pairwise_design
from habeas.estimate.nested import find_gathered
from habeas.estimate.obstacles import find_obstacle
from habeas.estimate.profile import profile_limits
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

METHOD = "loglinear"
WARNING = (
    "One model is taken for true, so its interval is too narrow: the average over models, which is the default, allows "
    "for the others."
)
NO_MODEL = (
    "No log-linear model has a maximum of its likelihood here that identifies the total: too many patterns of lists "
    "are empty."
)
MISFIT = (
    "No model tried fits these lists: by chance the best one would fit so badly less than once in a thousand times. "
    "Lists go together in a way that it lacks, three at a time perhaps, and the limits do not allow for that: do not "
    "publish this figure alone, and see what other methods say (--compare)."
)
_POOR = 1e-3
# As far as the profile is followed: an interval beyond it is refused as too wide in any case.
_FARTHEST = 20.0


def estimate_best(table: CaptureTable) -> Estimate | Refusal:
    """The total by the model of lists and pairs of lists with the lowest BIC."""
    obstacle = find_obstacle(table, least_lists=3)
    found = None if obstacle else fit_candidates(table, "bic", (ALIKE,))
    if found is None or not found.models:
        return Refusal(METHOD, obstacle or NO_MODEL)
    figures = found.criterion("bic", table.observed)
    best = int(figures.argmin())
    if made := refuse_gathered(table, found, best):
        return Refusal(METHOD, made)
    counts, columns = _of_model(table, found, best)
    unlisted = float(found.fits.unlisted[best])
    low, high = profile_limits(counts, columns, unlisted, most=_FARTHEST * (table.observed + unlisted))
    return Estimate(
        method=METHOD,
        point=table.observed + unlisted,
        low=low,
        high=high,
        lists=table.lists,
        observed=table.observed,
        diagnostics={
            "bic": float(figures[best]),
            "deviance": float(found.fits.deviance[best]),
            "fit": found.fit(best),
            "standard_error": float(found.fits.standard_error()[best]),
            "models_tried": float(found.tried),
        },
        notes=(*describe_misfit(found, best), describe_model(table, found, best), WARNING),
    )


def refuse_gathered(table: CaptureTable, found: Candidates, place: int) -> str | None:
    """Why there is no number where no model fits and one list has hardly anybody whom the others lack."""
    gathered = find_gathered(table) if found.fit(place) < _POOR else None
    if gathered is None:
        return None
    return (
        f"No model fits these lists, and of the {gathered.people:,} people on list {gathered.name} only "
        f"{gathered.alone:,} stand on no other: it seems to be made from the others; leave it out."
    )


def describe_misfit(found: Candidates, place: int) -> tuple[str, ...]:
    """What to tell where the best model, at this place, does not fit."""
    return (MISFIT,) if found.fit(place) < _POOR else ()


def describe_model(table: CaptureTable, found: Candidates, place: int) -> str:
    """What a model says of the lists, in a sentence."""
    pairs, kind = found.models[place]
    said = [f"{table.lists[one]} with {table.lists[other]}" for one, other in sorted(pairs)]
    words = [f"depend on each other: {', '.join(said)}"] if said else ["are independent"]
    words += [] if kind == ALIKE else ["some people are likelier to be listed than others"]
    return f"In the model that fits best, the lists {'; '.join(words)}."


def _of_model(table: CaptureTable, found: Candidates, place: int) -> tuple[Floats, Floats]:
    """Counts and columns of one model, without the patterns that it says are empty."""
    design = pairwise_design(len(table.lists))
    used = found.fits.chosen[place, : len(design.names)]
    kept = found.kept[place]
    return counts_of(table)[kept], np.asarray(design.columns[np.ix_(kept, used)])
