"""Decisions by weighed signs: every sign speaks for or against each outcome, and the sums are compared."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.lang.weights import Outcome

Signs = list[str]


@dataclass(frozen=True, slots=True)
class Scales:
    """The weights of one decision by sign, so that each sign is looked up once for all outcomes.

    `by_sign` gives the number of an outcome in `outcomes` and the weight for it.
    """

    outcomes: tuple[str, ...]
    by_sign: dict[str, tuple[tuple[int, float], ...]]


def build_scales(decision: Mapping[str, Outcome]) -> Scales:
    """The weights of one decision, turned over."""
    by_sign: dict[str, list[tuple[int, float]]] = {}
    for number, weights in enumerate(decision.values()):
        for sign, weight in weights.items():
            by_sign.setdefault(sign, []).append((number, weight))
    return Scales(tuple(decision), {sign: tuple(weights) for sign, weights in by_sign.items()})


def weigh_outcomes(signs: Iterable[str], scales: Scales) -> dict[str, float]:
    """The probability of each outcome of one decision, weighed apart from the others."""
    totals = [0.0] * len(scales.outcomes)
    for weights in filter(None, map(scales.by_sign.get, signs)):
        for number, weight in weights:
            totals[number] += weight
    return dict(zip(scales.outcomes, map(squash, totals), strict=True))


def total(signs: Iterable[str], weights: Outcome) -> float:
    """The log odds of one outcome."""
    return sum([weights[sign] for sign in signs if sign in weights])


def weigh(signs: Iterable[str], weights: Outcome) -> float:
    """The probability of one outcome."""
    return squash(total(signs, weights))


def squash(odds: float) -> float:
    """The probability that log odds stand for."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
