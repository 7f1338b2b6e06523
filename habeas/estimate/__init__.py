"""Capture histories → how many people are on no list, or why that cannot be said."""

from collections.abc import Callable
from dataclasses import replace

from habeas.estimate.averaging import AVERAGED, WEIGHTED_BIC, average_all, average_pairwise
from habeas.estimate.best import estimate_best
from habeas.estimate.chao import bound_total
from habeas.estimate.chapman import estimate_chapman
from habeas.estimate.dga import average_graphs
from habeas.estimate.lcmcr import sample_lcmcr
from habeas.estimate.obstacles import describe_likeness, find_obstacle, refuse_wide
from habeas.exc import QuestionError
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

# Each method by the name it is asked for; the seed matters to those that draw at random.
METHODS: dict[str, Callable[[CaptureTable, int], Estimate | Refusal]] = {
    "chapman": lambda table, _: estimate_chapman(table),
    AVERAGED: lambda table, _: average_all(table),
    WEIGHTED_BIC: lambda table, _: average_pairwise(table),
    "loglinear": lambda table, _: estimate_best(table),
    "chao": lambda table, _: bound_total(table),
    "dga": lambda table, _: average_graphs(table),
    "lcmcr": lambda table, seed: sample_lcmcr(table, seed=seed),
}
SEED = 1


def choose_method(table: CaptureTable) -> str:
    """The method by default: the only one there is for two lists, else the one whose intervals hold the truth."""
    return "chapman" if len(table.lists) <= 2 else AVERAGED


def compare_methods(table: CaptureTable, *, seed: int = SEED) -> dict[str, Estimate | Refusal]:
    """What each method for so many lists says, by its name."""
    names = ["chapman"] if len(table.lists) <= 2 else [name for name in METHODS if name != "chapman"]
    return {name: estimate_total(table, name, seed=seed) for name in names}


def estimate_total(table: CaptureTable, method: str | None = None, *, seed: int = SEED) -> Estimate | Refusal:
    """All people, listed or not, by one method, or the sentence that says why there is no number.

    Raises QuestionError for a method that does not exist.
    """
    method = method or choose_method(table)
    if method not in METHODS:
        raise QuestionError(f"there is no method {method!r}; expected one of {', '.join(METHODS)}")
    obstacle = find_obstacle(table)
    found = Refusal(method, obstacle) if obstacle else METHODS[method](table, seed)
    if isinstance(found, Refusal):
        return found
    return refuse_wide(replace(found, notes=(*describe_likeness(table), *found.notes)))
