"""How far a score may be off because of the texts it was measured on."""

from collections.abc import Sequence
from typing import Any

from habeas.evaluate.claims import LEVELS, TextMatch

RESAMPLES = 1_000
SEED = 20220227
_ENDS = (2.5, 97.5)

Interval = tuple[float, float]


def f1_intervals(matches: Sequence[TextMatch], resamples: int = RESAMPLES) -> dict[str, Interval]:
    """The 95 % interval of F1 at each level, by the percentile bootstrap over texts (Efron and Tibshirani 1993, 13.3).

    Whole texts are drawn, not claims, since claims of one text are right or wrong together. The seed is fixed: the same
    matches give the same interval, and two readers are drawn on the same texts.
    """
    return _between_ends(_draw_f1(matches, resamples))


def gain_intervals(
    first: Sequence[TextMatch], second: Sequence[TextMatch], resamples: int = RESAMPLES
) -> dict[str, Interval]:
    """The 95 % interval of what the second reader has more F1 than the first, on the same texts in the same order.

    Raises ValueError where the texts differ.
    """
    if [match.id for match in first] != [match.id for match in second]:
        raise ValueError("the readers were measured on different texts, expected the same in the same order")
    return _between_ends(_draw_f1(second, resamples) - _draw_f1(first, resamples))


def _between_ends(values: Any) -> dict[str, Interval]:
    import numpy as np

    lows, highs = np.percentile(values, _ENDS, axis=0)
    return {level: (float(low), float(high)) for level, low, high in zip(LEVELS, lows, highs, strict=True)}


def _draw_f1(matches: Sequence[TextMatch], resamples: int) -> Any:
    """F1 of each resample (row) at each level (column)."""
    import numpy as np

    if not matches:
        return np.zeros((resamples, len(LEVELS)))
    counts = np.array([_count(match) for match in matches], dtype=float)
    generator = np.random.default_rng(SEED)
    drawn = generator.multinomial(len(matches), [1 / len(matches)] * len(matches), size=resamples) @ counts
    return 2 * drawn[:, 1:] / np.maximum(drawn[:, :1], 1)


def _count(match: TextMatch) -> list[int]:
    """Claims annotated and read together, then the pairs right at each level: 2 × right / together is F1."""
    right = [match.right(pair) for pair in match.pairs]
    return [len(match.gold) + len(match.read), *(sum(name in one for one in right) for name in LEVELS.values())]
