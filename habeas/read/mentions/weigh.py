"""Decisions by weighed signs: every sign speaks for or against each outcome, and the sums are compared."""

import math
from collections.abc import Iterable, Sequence

from habeas.lang.weights import Outcome

Signs = list[str]


def weigh(signs: Iterable[str], weights: Outcome) -> float:
    """The probability of one outcome."""
    total = sum(weights.get(sign, 0.0) for sign in signs)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def choose(options: Sequence[Signs], weights: Outcome) -> int:
    """Which of some options the signs speak for most; the first where two are alike."""
    totals = [sum(weights.get(sign, 0.0) for sign in signs) for signs in options]
    return totals.index(max(totals))
