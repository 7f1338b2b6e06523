"""Decisions by weighed signs: every sign speaks for or against each outcome, and the sums are compared."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.lang.weights import Outcome

Signs = list[str]


@dataclass(frozen=True, slots=True)
class Scales:
    """The weights of one decision by sign, so that each sign is looked up once for all outcomes.

    `weights` is (signs, outcomes); `rows` gives the row of a sign.
    """

    outcomes: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float64]


def build_scales(decision: Mapping[str, Outcome]) -> Scales:
    """The weights of one decision, turned over."""
    signs = dict.fromkeys(sign for weights in decision.values() for sign in weights)
    table = [[weights.get(sign, 0.0) for weights in decision.values()] for sign in signs]
    rows = {sign: row for row, sign in enumerate(signs)}
    return Scales(tuple(decision), rows, np.array(table).reshape(len(signs), len(decision)))


def weigh_outcomes(signs: Iterable[str], scales: Scales) -> dict[str, float]:
    """The probability of each outcome of one decision, weighed apart from the others."""
    rows = scales.rows
    totals = scales.weights[[rows[sign] for sign in signs if sign in rows]].sum(axis=0).tolist()
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
