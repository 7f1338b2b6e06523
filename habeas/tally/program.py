"""Constraints whose cells cross: the smallest total, by a linear program, with multipliers that prove it exactly.

HiGHS finds the multipliers in floating point; they are made fractions and verified as such. Where that fails, or where
numbers differ too much in size for floating point, the program is solved again in fractions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Any

from habeas.tally.exact import maximise
from habeas.tally.region import Region

Number = int | Fraction
# Factors by index and what their weighted sum may at most be.
Limit = tuple[dict[int, int], int]
# Beyond this ratio of the largest to the smallest number, tolerances of 1e-7 hide what matters.
_WIDEST = 10**7
_CLOSE = 1e-6
_DENOMINATORS = (24, 1000, 100_000)


def prove_rows(regions: Sequence[Region], needs: Sequence[Number]) -> list[Fraction]:
    """Multipliers that make Σ multiplier·need, the proven least total over all cells, the greatest there is.

    `needs` are above zero; over no cell do the multipliers of the regions that hold it sum to more than 1.
    """
    if len(regions) == 1:
        return [Fraction(1)]
    columns = list_columns(regions)
    if len(columns) == 1:
        best = max(range(len(needs)), key=needs.__getitem__)
        return [Fraction(int(number == best)) for number in range(len(needs))]
    return _solve(needs, [(dict.fromkeys(_members(column), 1), 1) for column in columns])


def prove_peak(regions: Sequence[Region], needs: Sequence[Number], everywhere: int) -> list[Fraction]:
    """The same for the greatest total of any one day over the cells `everywhere` (a mask) instead of the sum over days.

    Each day has a weight, the weights sum to at most 1, and over no cell do the multipliers exceed its day's weight.
    """
    days = sorted({day for region in regions for day in range(region.first, region.last + 1)})
    whole_days = [Region(everywhere, day, day) for day in days]
    count = len(regions)
    limits: list[Limit] = [({count + number: 1 for number in range(len(days))}, 1)]
    for column in list_columns([*regions, *whole_days]):
        *members, day_number = _members(column)
        limits.append(({**dict.fromkeys(members, 1), day_number: -1}, 0))
    return _solve([*needs, *([0] * len(days))], limits)[:count]


def list_columns(regions: Sequence[Region]) -> list[int]:
    """Which regions share a cell: one bit set a maximal group, of all groups that some cell lies in."""
    groups: set[int] = set()
    starts = sorted({region.first for region in regions} | {region.last + 1 for region in regions})
    by_start = defaultdict(list)
    for number, region in enumerate(regions):
        by_start[region.first].append(number)
    active: list[int] = []
    for day in starts:
        # Groups only grow until a region ends: what begins on this day joins those that have not ended.
        active = [number for number in active if regions[number].last >= day]
        if day in by_start:
            active += by_start[day]
            groups.update(_groups_of_day(regions, active))
    return _maximal(groups)


def _groups_of_day(regions: Sequence[Region], active: Iterable[int]) -> set[int]:
    pieces: dict[int, int] = {}
    for number in active:
        bit, mask = 1 << number, regions[number].mask
        split: dict[int, int] = {}
        for group, cells in pieces.items():
            if inside := cells & mask:
                split[group | bit] = inside
            if outside := cells & ~mask:
                split[group] = outside
            mask &= ~cells
        if mask:
            split[bit] = mask
        pieces = split
    return set(pieces)


def _maximal(groups: Iterable[int]) -> list[int]:
    """The groups that lie in no other, in a fixed order."""
    kept: list[int] = []
    holding: dict[int, list[int]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: (-group.bit_count(), group)):
        members = _members(group)
        rarest = min((holding[member] for member in members), key=len)
        if all(group & ~other for other in rarest):
            kept.append(group)
            for member in members:
                holding[member].append(group)
    return kept


def _members(group: int) -> list[int]:
    members = []
    while group:
        members.append((group & -group).bit_length() - 1)
        group &= group - 1
    return members


def _solve(worth: Sequence[Number], limits: Sequence[Limit]) -> list[Fraction]:
    """The y ≥ 0 of greatest Σ worth·y within the limits, exactly."""
    wanted = [value for value in worth if value]
    if max(wanted) <= _WIDEST * min(wanted):
        greatest, found = _solve_roughly(worth, limits)
        for denominator in _DENOMINATORS:
            exact = [Fraction(max(value, 0.0)).limit_denominator(denominator) for value in found]
            if _fits(exact, limits) and _reaches(greatest, exact, worth):
                return exact
    return maximise(worth, limits)


def _fits(found: Sequence[Fraction], limits: Sequence[Limit]) -> bool:
    """Whether fractions keep to all limits, in whole numbers."""
    whole = lcm(*{value.denominator for value in found})
    scaled = [value.numerator * (whole // value.denominator) for value in found]
    return all(
        sum(factor * scaled[index] for index, factor in factors.items()) <= right * whole for factors, right in limits
    )


def _reaches(greatest: float, found: Sequence[Fraction], worth: Sequence[Number]) -> bool:
    total = sum((value * each for value, each in zip(found, worth, strict=True) if value), Fraction())
    return abs(float(total) - greatest) <= _CLOSE * max(1.0, greatest)


def _solve_roughly(worth: Sequence[Number], limits: Sequence[Limit]) -> tuple[float, list[float]]:
    """The same by HiGHS: the greatest sum and the y that reach it, in floating point."""
    import highspy
    import numpy as np

    solver, count = _open_solver(), len(worth)
    problem = highspy.HighsLp()
    problem.num_col_, problem.num_row_ = count, len(limits)
    problem.sense_ = highspy.ObjSense.kMaximize
    problem.col_cost_, problem.col_lower_ = np.array([float(value) for value in worth]), np.zeros(count)
    problem.col_upper_ = np.full(count, highspy.kHighsInf)
    problem.row_lower_ = np.full(len(limits), -highspy.kHighsInf)
    problem.row_upper_ = np.array([float(right) for _, right in limits])
    problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    problem.a_matrix_.start_ = np.cumsum([0, *(len(factors) for factors, _ in limits)], dtype=np.int32)
    problem.a_matrix_.index_ = np.array([index for factors, _ in limits for index in factors], dtype=np.int32)
    problem.a_matrix_.value_ = np.array([factor for factors, _ in limits for factor in factors.values()], dtype=float)
    solver.passModel(problem)
    solver.run()
    return solver.getObjectiveValue(), list(solver.getSolution().col_value)


@cache
def _open_solver() -> Any:
    # The class below highspy.Highs, which prints a banner on the standard output before it can be told not to.
    from highspy._core import _Highs

    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    return solver
