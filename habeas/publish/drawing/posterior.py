"""How likely each total is by an estimate, beside the people who are documented."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import numpy.typing as npt

from habeas.model.estimate import Estimate
from habeas.publish.drawing.label import text_width
from habeas.publish.drawing.marks import Curve, Drawn, Stroke, Words, draw_marks
from habeas.publish.drawing.svg import Caption

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PosteriorSize:
    """Pixels of the whole and of the curve, and the letters."""

    width: int
    height: int
    letters: float = 12.0


WIDE = PosteriorSize(690, 170)
NARROW = PosteriorSize(306, 140)
_HEAD = 54.0
_POINTS = 160
_MARGIN = 6.0
_TAILS = (0.005, 0.985)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Totals from `first` to `last` over a width in pixels."""

    first: float
    last: float
    width: int

    def place(self, total: float) -> float:
        return _MARGIN + (total - self.first) / (self.last - self.first) * (self.width - 2 * _MARGIN)


def draw_posterior(estimate: Estimate, caption: Caption, *, size: PosteriorSize = WIDE) -> str:
    """The documented people, the estimate with its 95 % limits and, where it has draws, how likely each total is."""
    axis = _lay_out(estimate, size)
    base = _HEAD + size.height
    marks = [
        *_draw_curve(estimate, axis, base, size=size),
        *_draw_interval(estimate, axis, base),
        *_draw_labels(estimate, axis, base, size=size),
        *_draw_scale(axis, base, size),
    ]
    return draw_marks(marks, (size.width, round(base + 34)), caption)


def round_interval(estimate: Estimate) -> tuple[int, int, int]:
    """Point and limits with no more digits than an estimate has: three, or as many as tell its limits apart.

    Limits are rounded outwards, so that none is nearer than it was found; nothing is below who is documented.
    """
    width = 10 ** max(0, len(str(int(estimate.high - estimate.low))) - 2)
    steps = [
        min(width, 10 ** max(0, len(str(int(each))) - 3)) for each in (estimate.point, estimate.low, estimate.high)
    ]
    point = max(estimate.observed, round(estimate.point / steps[0]) * steps[0])
    low = max(estimate.observed, floor(estimate.low / steps[1]) * steps[1])
    return point, low, ceil(estimate.high / steps[2]) * steps[2]


def _lay_out(estimate: Estimate, size: PosteriorSize) -> _Axis:
    top = estimate.high
    if estimate.draws:
        top = max(top, float(np.quantile(estimate.draws, _TAILS[1])))
    room = 0.06 * (top - estimate.observed)
    return _Axis(max(0.0, estimate.observed - room), top + room, size.width)


def _draw_curve(estimate: Estimate, axis: _Axis, base: float, *, size: PosteriorSize) -> Iterator[Drawn]:
    """The density of the draws; between the limits it is filled."""
    if not estimate.draws:
        return
    totals = np.linspace(max(axis.first, estimate.observed), axis.last, _POINTS)
    density = _smooth(np.array(estimate.draws), totals)
    heights = base - (size.height - 6) * density / density.max()
    points = [(axis.place(total), float(height)) for total, height in zip(totals, heights, strict=True)]
    inside = [point for point, total in zip(points, totals, strict=True) if estimate.low <= total <= estimate.high]
    yield Curve(tuple(points), base, "mark", 0.07, 0.0)
    yield Curve(tuple(inside), base, "mark", 0.2, 0.0)
    yield Curve(tuple(points), base, "mark", 0.0, 2.0)


def _smooth(draws: Floats, totals: Floats) -> Floats:
    """A Gaussian kernel density (Silverman 1986, rule of thumb on the spread between quartiles)."""
    quartiles = np.quantile(draws, (0.25, 0.75))
    spread = min(float(draws.std()), float(quartiles[1] - quartiles[0]) / 1.34) or float(draws.std()) or 1.0
    width = 1.1 * spread * len(draws) ** -0.2
    kernels = np.exp(-0.5 * ((totals[:, None] - draws) / width) ** 2)
    return np.asarray(kernels.sum(axis=1) + 1e-12)


def _draw_interval(estimate: Estimate, axis: _Axis, base: float) -> Iterator[Drawn]:
    low, point, high = (axis.place(total) for total in (estimate.low, estimate.point, estimate.high))
    documented = axis.place(estimate.observed)
    yield Stroke(low, base, high, base, "mark", 5.0)
    yield Stroke(point, _HEAD - 8, point, base, "mark", 1.8)
    yield Stroke(documented, _HEAD - 8, documented, base, "ink", 1.8)


def _draw_labels(estimate: Estimate, axis: _Axis, base: float, *, size: PosteriorSize) -> Iterator[Drawn]:
    """Documented on the left and estimated on the right, whatever lies between them."""
    documented, point = axis.place(estimate.observed), axis.place(estimate.point)
    about, low, high = round_interval(estimate)
    words, limits = f"about {about:,}", f"95 %: {low:,} to {high:,}"
    width = max(text_width(words, size.letters + 3), text_width(limits, size.letters))
    left = max(documented + text_width("documented", size.letters) + 22, min(point, size.width - width - 6))
    yield Words(documented, 12, f"{estimate.observed:,}", "ink", "left", size.letters + 3, True)
    yield Words(documented, 30, "documented", "faint", "left", size.letters)
    yield Words(left, 12, words, "mark", "left", size.letters + 3, True)
    yield Words(left, 30, limits, "faint", "left", size.letters)


def _draw_scale(axis: _Axis, base: float, size: PosteriorSize) -> Iterator[Drawn]:
    yield Stroke(0, base + 4, size.width, base + 4, "rule", 1.0)
    for total in _ticks(axis, most=7 if size.width > 400 else 4):
        x = axis.place(total)
        yield Stroke(x, base + 4, x, base + 9, "rule", 1.0)
        half = text_width(f"{total:,}", size.letters) / 2
        x = min(max(x, half), size.width - half)
        yield Words(x, base + 20, f"{total:,}", "faint", "center", size.letters)


def _ticks(axis: _Axis, *, most: int) -> list[int]:
    """Round totals along the axis, at most so many."""
    span = axis.last - axis.first
    steps = (factor * 10**power for power in range(12) for factor in (1, 2, 5))
    step = next(step for step in steps if span / step <= most)
    first = int(-(-axis.first // step)) * step
    return list(range(first, int(axis.last) + 1, step))
