"""How many people are on no list, over all log-linear models, each with the weight it earns on these lists.

Weights exp(-criterion / 2): Buckland, Burnham and Augustin 1997, "Model selection: an integral part of inference",
Biometrics 53(2). With BIC and equal chances of people it is the usual average; with AIC and models of unequal chances
it allows for more ways to be wrong, and its intervals hold the truth more often (docs/estimates.md).
"""

import numpy as np

from habeas.estimate.best import NO_MODEL, describe_misfit, describe_model, refuse_gathered
from habeas.estimate.candidates import ALIKE, Candidates, Criterion, fit_candidates
from habeas.estimate.loglinear import Floats
from habeas.estimate.mixture import LIMITS, mix_models
from habeas.estimate.obstacles import find_obstacle
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

AVERAGED, WEIGHTED_BIC = "averaged", "loglinear-average"
# How likely a kind of model is before lists are seen, against the others. People whose odds are spread normally make
# Darroch's; with one weight for all, intervals end too low too often where people differ a little (docs/estimates.md).
_PRIOR = {"Darroch": 2.0}


def average_all(table: CaptureTable) -> Estimate | Refusal:
    """The total over models with pairs of lists and with unequal chances of people, weighted by AIC."""
    return _average(table, AVERAGED, "aic", kinds=None)


def average_pairwise(table: CaptureTable) -> Estimate | Refusal:
    """The total over models with pairs of lists, weighted by BIC."""
    return _average(table, WEIGHTED_BIC, "bic", kinds=(ALIKE,))


def _average(
    table: CaptureTable, method: str, criterion: Criterion, *, kinds: tuple[str, ...] | None
) -> Estimate | Refusal:
    obstacle = find_obstacle(table, least_lists=3)
    if obstacle:
        return Refusal(method, obstacle)
    found = fit_candidates(table, criterion, kinds) if kinds else fit_candidates(table, criterion)
    if not found.models:
        return Refusal(method, NO_MODEL)
    figures = found.criterion(criterion, table.observed) - 2 * _weigh_kinds(found)
    best = int(figures.argmin())
    if made := refuse_gathered(table, found, best):
        return Refusal(method, made)
    mixture = mix_models(found.fits.unlisted, found.fits.spread, figures)
    low, point, high = (table.observed + mixture.quantiles(np.array(LIMITS))).tolist()
    return Estimate(
        method=method,
        point=point,
        low=low,
        high=high,
        lists=table.lists,
        observed=table.observed,
        draws=tuple((table.observed + mixture.draws()).tolist()),
        diagnostics=_diagnose(found, figures),
        notes=(*describe_misfit(found, best), describe_model(table, found, best)),
    )


def _weigh_kinds(found: Candidates) -> Floats:
    return np.log([_PRIOR.get(kind, 1.0) for _, kind in found.models])


def _diagnose(found: Candidates, figures: Floats) -> dict[str, float]:
    weight = np.exp(-(figures - figures.min()) / 2)
    weight /= weight.sum()
    return {
        "models_tried": float(found.tried),
        "models_fitted": float(len(found.models)),
        "best_weight": float(weight.max()),
        "best_fit": found.fit(int(figures.argmin())),
        "effective_models": float(1 / (weight**2).sum()),
    }
