"""How often an interval holds the truth: populations whose size is known, estimated by each method.

Only populations in which a method gives a number count for its coverage; refusals are counted apart.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import exp, log
from multiprocessing import get_context
from statistics import median

import numpy as np

from habeas.estimate import estimate_total
from habeas.estimate.histories import make_table
from habeas.evaluate.lists import ListPlan, Setting, draw_captures
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Refusal

# What lists may be like: chosen from while the method was chosen, and reported on with other seeds.
KINDS = ("independent", "dependent", "unequal reach")
# Where nothing in the lists shows what is missing: reported, never averaged in.
HARD_KINDS = ("very unequal reach", "all lists dependent", "a fifth out of reach")
_FEWEST, _MOST = 500, 5000
_OUT_OF_REACH = 0.2


@dataclass(frozen=True, slots=True)
class Population:
    """Lists drawn from a population of `people`; `kind` says how they were drawn."""

    kind: str
    people: int
    table: CaptureTable


@dataclass(frozen=True, slots=True)
class Outcome:
    """One method on one population: a refusal, or how its figure and 95 % limits lie to the truth (1 is the truth)."""

    kind: str
    method: str
    point: float | None = None
    low: float = 0.0
    high: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= 1 <= self.high


@dataclass(frozen=True, slots=True)
class Coverage:
    """A method over populations of a kind: shares of the intervals shown, medians of error and width (high / low)."""

    method: str
    kind: str
    shown: int
    refused: int
    held: float
    too_high: float
    too_low: float
    error: float
    width: float

    def row(self) -> tuple[str, ...]:
        """The figures as they are printed."""
        shares = (f"{share:.3f}" for share in (self.held, self.too_high, self.too_low))
        return (
            self.method,
            self.kind,
            str(self.shown),
            str(self.refused),
            *shares,
            f"{self.error:+.3f}",
            f"{self.width:.2f}",
        )


HEAD = ("method", "lists", "shown", "refused", "coverage", "too high", "too low", "median error", "high/low")


def draw_populations(count: int, *, seed: int, kinds: Sequence[str] = KINDS) -> Iterator[Population]:
    """So many populations, the kinds in turn: the same ones for a seed, other ones for seeds that are far apart."""
    for number in range(count):
        yield draw_population(kinds[number % len(kinds)], seed=seed + number)


def draw_population(kind: str, *, seed: int) -> Population:
    """Three or four lists that reach 10 to 45 % each of 500 to 5,000 people.

    Dependent lists have 1.3 to 4.5 times the odds of listing who stands on the list before; with unequal reach the odds
    of people differ with a standard deviation of 0.3 to 1 of their logarithm. The hard kinds go beyond.
    """
    rng = np.random.default_rng([seed, 20])
    people = round(exp(rng.uniform(log(_FEWEST), log(_MOST))))
    lists = tuple(ListPlan(f"list {number + 1}", float(rng.uniform(0.1, 0.45))) for number in range(rng.integers(3, 5)))
    strength = float(rng.uniform(0.3, 1.0 if kind == "unequal reach" else 1.5))
    spread = {"unequal reach": strength, "very unequal reach": 2.0, "all lists dependent": 1.0}.get(kind, 0.0)
    dependence = {"dependent": strength, "all lists dependent": 1.5}.get(kind, 0.0)
    setting = Setting(people=people, lists=lists, spread=spread, dependence=dependence, seed=seed)
    truth = round(people / (1 - _OUT_OF_REACH)) if kind == "a fifth out of reach" else people
    return Population(kind, truth, _tabulate(setting))


def score_population(methods: Sequence[str], population: Population) -> tuple[Outcome, ...]:
    """What each method says of a population."""
    return tuple(_score(method, population) for method in methods)


def measure_coverage(
    methods: Sequence[str],
    populations: Iterable[Population],
    *,
    workers: int,
    tell: Callable[[str, int], None] = lambda _, done: None,
) -> tuple[Coverage, ...]:
    """The coverage of each method over all populations and over those of each kind, worked out side by side."""
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done, some in enumerate(pool.map(partial(score_population, tuple(methods)), populations), 1):
            outcomes.extend(some)
            tell("populations", done)
    kinds = Counter(outcome.kind for outcome in outcomes)
    return tuple(
        summarise([outcome for outcome in outcomes if outcome.method == method and kind in {outcome.kind, "all"}], kind)
        for method in methods
        for kind in (*(("all",) if len(kinds) > 1 else ()), *kinds)
    )


def summarise(outcomes: Sequence[Outcome], kind: str) -> Coverage:
    """The coverage that these outcomes of one method make."""
    shown = [outcome for outcome in outcomes if outcome.point is not None]
    points = [outcome.point for outcome in shown if outcome.point is not None]
    size = len(shown) or 1
    return Coverage(
        method=outcomes[0].method,
        kind=kind,
        shown=len(shown),
        refused=len(outcomes) - len(shown),
        held=sum(outcome.holds for outcome in shown) / size,
        too_high=sum(outcome.low > 1 for outcome in shown) / size,
        too_low=sum(outcome.high < 1 for outcome in shown) / size,
        error=median(points) - 1 if points else 0.0,
        width=median(outcome.high / outcome.low for outcome in shown) if shown else 0.0,
    )


def _tabulate(setting: Setting) -> CaptureTable:
    captures = draw_captures(setting)
    return make_table([plan.name for plan in setting.lists], Counter(map(tuple, captures.tolist())))


def _score(method: str, population: Population) -> Outcome:
    found = estimate_total(population.table, method)
    if isinstance(found, Refusal):
        return Outcome(population.kind, method)
    point, low, high = (figure / population.people for figure in (found.point, found.low, found.high))
    return Outcome(population.kind, method, point, low, high)
