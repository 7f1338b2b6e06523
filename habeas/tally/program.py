"""Constraints whose cells cross: the smallest total, by a linear program, with multipliers that prove it exactly.

HiGHS finds the multipliers in floating point; they are made fractions and verified as such. Where that fails, or where
numbers differ too much in size for floating point, the program is solved again in fractions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
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
_NOTHING = 1e-9
_ZERO = Fraction(0)
_DENOMINATORS = (24, 1000, 100_000)


class Program:
    """Multipliers within limits, for one worth after the other: each search begins at what was best before."""

    def __init__(self, limits: Sequence[Limit], count: int) -> None:
        self._limits = limits
        self._count = count
        self._solver: Any = None

    def maximise(self, worth: Sequence[Number]) -> list[Fraction]:
        """The y ≥ 0 of greatest Σ worth·y within the limits, exactly; each worth is 0 or more."""
        wanted = [value for value in worth if value]
        if not wanted:
            return [Fraction(0)] * self._count
        if max(wanted) <= _WIDEST * min(wanted):
            greatest, found = self._search(worth)
            for denominator in _DENOMINATORS:
                exact = [_fraction(value, denominator) for value in found]
                if _fits(exact, self._limits) and _reaches(greatest, exact, worth):
                    return exact
        return maximise(worth, self._limits)

    def _search(self, worth: Sequence[Number]) -> tuple[float, list[float]]:
        """The same by HiGHS: the greatest sum and the y that reach it, in floating point."""
        import numpy as np

        costs = np.array([float(value) for value in worth])
        if self._solver is None:
            self._solver = _open_solver()
            self._solver.passModel(_model(self._limits, costs))
        else:
            self._solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        self._solver.run()
        return self._solver.getObjectiveValue(), list(self._solver.getSolution().col_value)


def prove_rows(regions: Sequence[Region], several_needs: Sequence[Sequence[Number]]) -> list[list[Fraction]]:
    """For each list of needs the multipliers of the regions that make Σ multiplier·need greatest.

    Needs are 0 or more. Over no cell do the multipliers of the regions that hold it sum to more than 1, so that the sum
    is proven to be the least total over all cells.
    """
    columns = list_columns(regions)
    if len(columns) == 1:
        return [_best_alone(needs) for needs in several_needs]
    program = Program([(dict.fromkeys(column, 1), 1) for column in columns], len(regions))
    return [program.maximise(needs) for needs in several_needs]


def _best_alone(needs: Sequence[Number]) -> list[Fraction]:
    best = max(range(len(needs)), key=needs.__getitem__)
    return [Fraction(int(number == best and need > 0)) for number, need in enumerate(needs)]


def prove_peak(regions: Sequence[Region], needs: Sequence[Number], everywhere: int) -> list[Fraction]:
    """The same for the greatest total of any one day over the cells `everywhere` (a mask) instead of the sum over days.

    Each day has a weight, the weights sum to at most 1, and over no cell do the multipliers exceed its day's weight.
    """
    days = sorted({day for region in regions for day in range(region.first, region.last + 1)})
    whole_days = [Region(everywhere, day, day) for day in days]
    count = len(regions)
    limits: list[Limit] = [({count + number: 1 for number in range(len(days))}, 1)]
    for column in list_columns([*regions, *whole_days]):
        *members, day_number = column
        limits.append(({**dict.fromkeys(members, 1), day_number: -1}, 0))
    return Program(limits, count + len(days)).maximise([*needs, *([0] * len(days))])[:count]


def list_columns(regions: Sequence[Region]) -> list[tuple[int, ...]]:
    """Which regions share a cell: indices in order, of all groups that some cell lies in those that lie in no other."""
    groups: set[tuple[int, ...]] = set()
    by_start = defaultdict(list)
    for number, region in enumerate(regions):
        by_start[region.first].append(number)
    active: list[int] = []
    for day in sorted(by_start):
        # Groups only shrink until something begins: no other day needs a look.
        active = sorted([number for number in active if regions[number].last >= day] + by_start[day])
        groups.update(_groups_of_day(regions, active))
    return _maximal(groups)


def _groups_of_day(regions: Sequence[Region], active: Sequence[int]) -> set[tuple[int, ...]]:
    """The groups over the places of one day: places are told apart by one region after the other."""
    pieces: list[tuple[int, tuple[int, ...]]] = []
    for number in active:
        mask = regions[number].mask
        split: list[tuple[int, tuple[int, ...]]] = []
        for cells, group in pieces:
            inside = cells & mask
            if inside:
                split.append((inside, (*group, number)))
            if inside != cells:
                split.append((cells & ~mask, group))
            mask &= ~cells
        if mask:
            split.append((mask, (number,)))
        pieces = split
    return {group for _, group in pieces}


def _maximal(groups: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The groups that lie in no other, in a fixed order."""
    kept: list[tuple[int, ...]] = []
    holding: dict[int, list[frozenset[int]]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: (-len(group), group)):
        members = frozenset(group)
        rarest = min((holding[member] for member in group), key=len)
        if not any(members <= other for other in rarest):
            kept.append(group)
            for member in group:
                holding[member].append(members)
    return kept


def _fraction(value: float, denominator: int) -> Fraction:
    return _ZERO if value < _NOTHING else Fraction(value).limit_denominator(denominator)


def _fits(found: Sequence[Fraction], limits: Sequence[Limit]) -> bool:
    """Whether fractions keep to all limits, in whole numbers; those that are zero weigh nothing."""
    whole = lcm(*{value.denominator for value in found})
    scaled = {index: value.numerator * (whole // value.denominator) for index, value in enumerate(found) if value}
    return all(
        sum([factors[index] * scaled[index] for index in factors.keys() & scaled.keys()]) <= right * whole
        for factors, right in limits
    )


def _reaches(greatest: float, found: Sequence[Fraction], worth: Sequence[Number]) -> bool:
    total = sum((value * each for value, each in zip(found, worth, strict=True) if value), Fraction())
    return abs(float(total) - greatest) <= _CLOSE * max(1.0, greatest)


def _model(limits: Sequence[Limit], costs: Any) -> Any:
    import highspy
    import numpy as np

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(limits)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_ = costs, np.zeros(len(costs))
    model.col_upper_ = np.full(len(costs), highspy.kHighsInf)
    model.row_lower_ = np.full(len(limits), -highspy.kHighsInf)
    model.row_upper_ = np.array([float(right) for _, right in limits])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(factors) for factors, _ in limits)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([index for factors, _ in limits for index in factors], dtype=np.int32)
    model.a_matrix_.value_ = np.array([factor for factors, _ in limits for factor in factors.values()], dtype=float)
    return model


def _open_solver() -> Any:
    # The class below highspy.Highs, which prints a banner on the standard output before it can be told not to.
    from highspy._core import _Highs

    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    return solver
