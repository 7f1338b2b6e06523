"""How many people are on no list, by classes of people within each of which the lists are independent.

Manrique-Vallier 2016, "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72(4): shares
of classes by stick breaking, truncated at `classes`; within a class each list has a probability of its own; the total
has a prior of 1/N up to a ceiling. Drawn by Gibbs steps in several chains, made longer until they agree.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from habeas.estimate.class_order import Orders, watch_orders
from habeas.estimate.diagnostics import Convergence
from habeas.estimate.obstacles import find_obstacle
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

METHOD = "lcmcr"
SHOWN_DRAWS = 4000
# Twice the share beyond an upper limit in the last tenth below the ceiling, and the ceiling makes that limit; a smaller
# share is told of. On the tables on which runs of R's LCMCR agree, at most 0.028 lies there.
_SHARE_REFUSED, _SHARE_TOLD = 0.05, 0.02


@dataclass(frozen=True, slots=True)
class SamplerSettings:
    """Priors, chains and when to stop: the defaults are those of R's LCMCR, whose chains have a fixed length.

    `ceiling` bounds the unlisted by a multiple of the listed. A round of steps twice as long as the one before follows
    until the last one's chains agree within `rhat` and are worth `effective` independent draws, or a next round would
    have over `most` steps. `threads` is 0 for one a core.
    """

    classes: int = 10
    a_alpha: float = 0.25
    b_alpha: float = 0.25
    a_lambda: float = 1.0
    b_lambda: float = 1.0
    ceiling: int = 20
    chains: int = 4
    first: int = 50_000
    most: int = 3_200_000
    rhat: float = 1.01
    effective: int = 2000
    threads: int = 0


DEFAULTS = SamplerSettings()


@dataclass(frozen=True, slots=True)
class Run:
    """Totals that the chains drew in their last round of `steps` each, and how well they agree."""

    totals: Orders
    steps: int
    convergence: Convergence


def sample_lcmcr(table: CaptureTable, *, seed: int, settings: SamplerSettings = DEFAULTS) -> Estimate | Refusal:
    """The posterior median of all people, listed or not, with 95 % limits; the same for a seed on any machine.

    The limits are the wider of those over all orders of classes and of those with the largest class first.
    Refused where fewer than three lists, an empty list or lists without overlap leave nothing to go by, where chains
    do not agree, and where the ceiling of the prior makes the upper limit.
    """
    reason = find_obstacle(table, least_lists=3)
    if reason is not None:
        return Refusal(METHOD, reason)
    run = draw_totals(table, seed=seed, settings=settings)
    if not run.convergence.is_enough(rhat=settings.rhat, effective=settings.effective):
        return Refusal(METHOD, _describe_disagreement(run, settings))
    ceiling = settings.ceiling * table.observed
    share = float((run.totals.every - table.observed > 0.9 * ceiling).mean())
    told = f"{share:.0%} of the posterior lies in the last tenth below the ceiling of {ceiling} unlisted people"
    if share > _SHARE_REFUSED:
        return Refusal(METHOD, f"The lists do not bound the number from above: {told}.")
    notes = (f"{told}: without it the upper limit would be higher.",) if share > _SHARE_TOLD else ()
    return _summarise_run(table, run, share, notes)


def draw_totals(table: CaptureTable, *, seed: int, settings: SamplerSettings = DEFAULTS) -> Run:
    """The last round of the chains, whether they agree or not; the rounds before it are their warm-up."""
    from habeas.estimate.lcmcr_kernel import STRIDE, Draws, Priors, read_histories, run_chain, start_state

    histories = read_histories(table)
    most = settings.ceiling * table.observed
    priors = Priors(settings.a_alpha, settings.b_alpha, settings.a_lambda, settings.b_lambda, most)
    seeds = np.random.SeedSequence(seed).spawn(settings.chains)
    generators = [np.random.Generator(np.random.SFC64(chain)) for chain in seeds]
    states = [start_state(generator, histories, settings.classes) for generator in generators]
    steps = settings.first
    with ThreadPoolExecutor(max_workers=settings.threads or os.cpu_count()) as threads:
        while True:
            totals = np.zeros((settings.chains, steps // STRIDE), dtype=np.int64)
            first = np.zeros(totals.shape, dtype=np.bool_)
            chains = zip(generators, states, map(Draws, totals, first), strict=True)
            for _ in threads.map(lambda chain: run_chain(chain[0], histories, priors, chain[1], chain[2]), chains):
                pass
            drawn = watch_orders(totals, first)
            convergence = drawn.diagnose()
            if convergence.is_enough(rhat=settings.rhat, effective=settings.effective) or steps * 2 > settings.most:
                return Run(drawn, steps, convergence)
            steps *= 2


def _summarise_run(table: CaptureTable, run: Run, at_ceiling: float, notes: tuple[str, ...]) -> Estimate:
    low, median, high = run.totals.summarise()
    return Estimate(
        method=METHOD,
        point=median,
        low=low,
        high=high,
        lists=table.lists,
        observed=table.observed,
        draws=tuple(run.totals.spread(table.observed, SHOWN_DRAWS).tolist()),
        diagnostics={
            "rhat": run.convergence.rhat,
            "effective_bulk": run.convergence.bulk,
            "effective_tail": run.convergence.tail,
            "chains": float(len(run.totals.every)),
            "steps": float(run.steps),
            "share_at_ceiling": at_ceiling,
            **run.totals.figures(),
        },
        notes=(*notes, *run.totals.describe()),
    )


def _describe_disagreement(run: Run, settings: SamplerSettings) -> str:
    if run.convergence.rhat > settings.rhat:
        return (
            f"The {settings.chains} chains disagree after {run.steps} steps each: R-hat is "
            f"{run.convergence.rhat:.3f}, and should be at most {settings.rhat}."
        )
    worth = min(run.convergence.bulk, run.convergence.tail)
    return (
        f"The {settings.chains} chains of {run.steps} steps are worth {worth:.0f} independent draws, "
        f"and should be worth {settings.effective}."
    )
