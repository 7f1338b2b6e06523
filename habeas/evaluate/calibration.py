"""Whether scores mean what they say: of the claims read with score 0.8, about 80 % should be right.

A claim's score is the reader's probability that the report makes this claim at all, so it is held against level
*detect*; level *figure* is given beside it, for whoever sets a threshold for figures. The measure is the expected
calibration error (Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian
binning", AAAI), by the usual convention: ten bins of equal width, each open below and closed above (a score of 0 lies
in the first), the mean score of a bin held against the share of its claims that are right, the gaps weighed by the
number of claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from habeas.evaluate.claims import LEVELS, TextMatch

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims with a score above `low` and up to `high`: how many, their mean score, and the share right."""

    low: float
    high: float
    claims: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Expected calibration error (0 to 1) of the claims read at one level, and the bins that hold claims."""

    level: str
    claims: int
    error: float
    bins: tuple[Bin, ...]


def calibrate(matches: Sequence[TextMatch], level: str = "detect") -> Calibration:
    """The calibration of the claims read at a level; an error of 0 where none was read."""
    scored: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for match in matches:
        right = {pair[1] for pair in match.pairs if LEVELS[level] in match.right(pair)}
        for j, claim in enumerate(match.read):
            scored[_bin_of(claim["score"])].append((claim["score"], j in right))
    bins = tuple(_fill(place, members) for place, members in enumerate(scored) if members)
    claims = sum(one.claims for one in bins)
    gap = sum(one.claims * abs(one.score - one.right) for one in bins)
    return Calibration(level, claims, gap / claims if claims else 0.0, bins)


def calibration_rows(calibrations: Sequence[Calibration]) -> list[tuple[str, ...]]:
    """One table for several levels of the same claims: a line a bin, then the errors."""
    first = calibrations[0]
    bins = [
        (
            f"{one.low:.1f} to {one.high:.1f}",
            str(one.claims),
            f"{one.score:.3f}",
            *(f"{calibration.bins[place].right:.3f}" for calibration in calibrations),
        )
        for place, one in enumerate(first.bins)
    ]
    return [
        ("score", "claims", "mean score", *(f"right ({one.level})" for one in calibrations)),
        *bins,
        ("expected calibration error", str(first.claims), "", *(f"{one.error:.3f}" for one in calibrations)),
    ]


def _bin_of(score: float) -> int:
    if not 0 <= score <= 1:
        raise ValueError(f"a claim has the score {score}, expected 0 to 1")
    return max(0, ceil(score * BINS) - 1)


def _fill(place: int, members: Sequence[tuple[float, bool]]) -> Bin:
    count = len(members)
    mean, right = sum(score for score, _ in members) / count, sum(is_right for _, is_right in members) / count
    return Bin(place / BINS, (place + 1) / BINS, count, mean, right)


_SIDE, _MARGIN = 360, 48
_COLOURS = ("#1f5fa8", "#c2571a", "#3b7d3a", "#7a4b9a")


def plot_reliability(calibrations: Mapping[str, Calibration]) -> str:
    """A reliability plot as SVG, one line a reader: mean score across, share right up, a dot's area by its claims."""
    size = _SIDE + 2 * _MARGIN
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<polyline points="{_point(0, 0)} {_point(1, 1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<polyline points="{_point(0, 1)} {_point(0, 0)} {_point(1, 0)}" stroke="#333" fill="none"/>',
    ]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        (x, _), (_, y) = _place(tick, 0), _place(0, tick)
        body.append(f'<text x="{x:.0f}" y="{size - _MARGIN + 16}" text-anchor="middle">{tick:.1f}</text>')
        body.append(f'<text x="{_MARGIN - 6}" y="{y + 4:.0f}" text-anchor="end">{tick:.1f}</text>')
    body.append(f'<text x="{size / 2:.0f}" y="{size - 10}" text-anchor="middle">mean score of the claims read</text>')
    middle = f'x="14" y="{size / 2:.0f}" transform="rotate(-90 14 {size / 2:.0f})"'
    body.append(f'<text {middle} text-anchor="middle">share of them that are right</text>')
    for number, (name, calibration) in enumerate(calibrations.items()):
        body += _draw(name, calibration, number)
    return "\n".join([*body, "</svg>\n"])


def _draw(name: str, calibration: Calibration, number: int) -> list[str]:
    """One reader's line, its dots and its line of the legend."""
    colour, corner = _COLOURS[number % len(_COLOURS)], _MARGIN + _SIDE
    points = " ".join(_point(one.score, one.right) for one in calibration.bins)
    legend = f"{name}: {calibration.claims} claims, level {calibration.level}, error {calibration.error:.3f}"
    dots = []
    for one in calibration.bins:
        x, y = _place(one.score, one.right)
        radius = 2 + 14 * (one.claims / calibration.claims) ** 0.5
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.6"/>')
    return [
        f'<polyline points="{points}" stroke="{colour}" fill="none"/>',
        *dots,
        f'<text x="{corner - 6}" y="{corner - 8 - 16 * number}" text-anchor="end" fill="{colour}">{legend}</text>',
    ]


def _place(across: float, up: float) -> tuple[float, float]:
    return _MARGIN + across * _SIDE, _MARGIN + (1 - up) * _SIDE


def _point(across: float, up: float) -> str:
    x, y = _place(across, up)
    return f"{x:.1f},{y:.1f}"
