"""A small exact solver: linear programs of proofs in fractions, where numbers in floating point will not do."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Row = dict[int, Fraction]


def maximise(worth: Sequence[Fraction | int], limits: Sequence[tuple[Mapping[int, int], int]]) -> list[Fraction]:
    """The y ≥ 0 of greatest Σ worth·y with Σ factor·y ≤ right for each limit (factors by index, right ≥ 0).

    The greatest must be finite. Dantzig's simplex method in fractions; Bland's rule (1977) ends every cycle.
    """
    count = len(worth)
    basis = [count + number for number in range(len(limits))]
    rows: list[Row] = []
    for slack, (factors, _) in zip(basis, limits, strict=True):
        rows.append({**{index: Fraction(factor) for index, factor in factors.items()}, slack: Fraction(1)})
    right = [Fraction(limit) for _, limit in limits]
    gains: Row = {index: Fraction(value) for index, value in enumerate(worth) if value}
    while (entering := min((index for index, gain in gains.items() if gain > 0), default=None)) is not None:
        leaving = _choose_leaving(rows, right, basis=basis, entering=entering)
        _pivot(rows, right, gains, place=(leaving, entering))
        basis[leaving] = entering
    found = dict(zip(basis, right, strict=True))
    return [found.get(index, Fraction(0)) for index in range(count)]


def _choose_leaving(rows: Sequence[Row], right: Sequence[Fraction], *, basis: Sequence[int], entering: int) -> int:
    ratios = [
        (right[number] / row[entering], basis[number], number)
        for number, row in enumerate(rows)
        if row.get(entering, 0) > 0
    ]
    return min(ratios)[2]


def _pivot(rows: list[Row], right: list[Fraction], gains: Row, *, place: tuple[int, int]) -> None:
    leaving, entering = place
    pivot = rows[leaving][entering]
    rows[leaving] = {index: value / pivot for index, value in rows[leaving].items()}
    right[leaving] /= pivot
    for number, row in enumerate(rows):
        if number != leaving and (factor := row.get(entering)):
            _subtract(row, rows[leaving], factor)
            right[number] -= factor * right[leaving]
    _subtract(gains, rows[leaving], gains[entering])


def _subtract(row: Row, other: Row, factor: Fraction) -> None:
    """Take `factor` times the other row from a row, keeping only what is not zero."""
    for index, value in other.items():
        rest = row.get(index, Fraction(0)) - factor * value
        if rest:
            row[index] = rest
        else:
            row.pop(index, None)
