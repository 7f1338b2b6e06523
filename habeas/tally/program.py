"""Constraints whose cells cross: the smallest total, by a linear program, with multipliers that prove it exactly.

HiGHS finds the multipliers in floating point, and what proves them best; both are made fractions and verified as such.
Where that fails the program is solved again in fractions.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from habeas.tally.exact import maximise
from habeas.tally.region import Region

Number = int | Fraction
# Factors by index and what their weighted sum may at most be.
Limit = tuple[dict[int, int], int]
# Least common multiples of 1, 1 to 4, 1 to 10 and 1 to 15: what multipliers are counted in.
_PARTS = (1, 12, 2520, 360_360)
# Whole numbers of 64 bits are summed below this.
_MOST = 2**62
# Below this their sums are exact in floating point as well.
MOST_FLOAT = 2**53
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best multipliers above 0, by index, and prices of limits that prove them to be.

    There are no prices where the search was in fractions: then nothing is proved but by these.
    """

    multipliers: dict[int, Fraction]
    prices: dict[int, Number]


class Program:
    """Multipliers within limits, for one worth after the other: each search begins at what was best before."""

    def __init__(self, limits: Iterable[Limit], count: int) -> None:
        import numpy as np

        self._count = count
        self._starts = np.zeros(1, dtype=np.int32)
        self._index = np.zeros(0, dtype=np.int32)
        self._factors = np.zeros(0, dtype=np.int8)
        self._rights = np.zeros(0, dtype=np.int64)
        self._solver: Any = None
        self._limit(limits)

    @property
    def factors(self) -> int:
        """How many factors all limits have."""
        return len(self._index)

    def _limit(self, limits: Iterable[Limit]) -> None:
        """Take in limits, one after the other: millions of factors are held as arrays only."""
        import numpy as np

        ends, index, factors, rights = array("i"), array("i"), array("b"), array("q")
        for by_index, right in limits:
            index.extend(by_index)
            factors.extend(by_index.values())
            rights.append(right)
            ends.append(len(index))
        self._starts = np.concatenate([self._starts, self._starts[-1] + np.array(ends, dtype=np.int32)])
        self._index = np.concatenate([self._index, np.array(index, dtype=np.int32)])
        self._factors = np.concatenate([self._factors, np.array(factors, dtype=np.int8)])
        self._rights = np.concatenate([self._rights, np.array(rights, dtype=np.int64)])

    def _read_limits(self) -> list[Limit]:
        ranges = zip(self._starts[:-1].tolist(), self._starts[1:].tolist(), self._rights.tolist(), strict=True)
        index, factors = self._index, self._factors
        return [
            (dict(zip(index[start:end].tolist(), factors[start:end].tolist(), strict=True)), right)
            for start, end, right in ranges
        ]

    def extend(self, limits: Sequence[Limit]) -> None:
        """One more multiplier, the last, with more limits."""
        import numpy as np

        known, place = len(self._rights), int(self._starts[-1])
        self._count += 1
        self._limit(limits)
        if self._solver is not None:
            import highspy

            more, starts = len(limits), self._starts[known:-1] - place
            index, factors = self._index[place:], self._factors[place:].astype(float)
            under = np.full(more, -highspy.kHighsInf)
            self._solver.addVar(0.0, highspy.kHighsInf)
            self._solver.addRows(more, under, self._rights[known:].astype(float), len(index), starts, index, factors)

    def maximise(self, worth: Sequence[Number]) -> list[Fraction]:
        """The y ≥ 0 of greatest Σ worth·y within the limits, exactly; each worth is 0 or more."""
        multipliers = self.optimise(worth).multipliers
        return [multipliers.get(index, _ZERO) for index in range(self._count)]

    def optimise(self, worth: Sequence[Number]) -> Optimum:
        """The same, with prices."""
        import numpy as np

        whole = lcm(*{value.denominator for value in worth})
        scaled = [int(value * whole) if value else 0 for value in worth]
        if sum(scaled) * _PARTS[-1] < _MOST:
            costs = np.array(scaled, dtype=np.int64)
            found, prices = self._search(costs)
            for parts in _PARTS:
                exact, priced = (np.rint(values * parts).astype(np.int64) for values in (found, prices))
                paid = self._pay(priced)
                if self._is_greatest(exact, priced, costs, paid=paid, parts=parts):
                    by = parts * whole
                    return Optimum(
                        {index: Fraction(int(exact[index]), parts) for index in exact.nonzero()[0].tolist()},
                        {index: divide(int(priced[index]), by) for index in priced.nonzero()[0].tolist()},
                    )
        best = enumerate(maximise(worth, self._read_limits()))
        return Optimum({index: value for index, value in best if value}, {})

    def _is_greatest(self, found: Any, prices: Any, worth: Any, *, paid: Any, parts: int) -> bool:
        """Whether y keep to all limits and none can be worth more: prices pay each worth, in all no more than y is.

        Both are counted in `parts` of one; `paid` is what prices come to for each.
        """
        import numpy as np

        sums = np.add.reduceat(self._factors * found[self._index], self._starts[:-1])
        if found.min() < 0 or prices.min() < 0 or (sums > self._rights * parts).any():
            return False
        return bool((paid >= worth * parts).all()) and int(prices @ self._rights) == int(found @ worth)

    def _pay(self, prices: Any) -> Any:
        """What the prices of all limits come to for each multiplier."""
        import numpy as np

        shares = self._factors * np.repeat(prices, np.diff(self._starts))
        if np.abs(shares).sum() < MOST_FLOAT:
            return np.bincount(self._index, weights=shares, minlength=self._count).astype(np.int64)
        paid = np.zeros(self._count, dtype=np.int64)
        np.add.at(paid, self._index, shares)
        return paid

    def _search(self, costs: Any) -> tuple[Any, Any]:
        """The same by HiGHS, in floating point, with prices of the limits that prove it to be the greatest."""
        import numpy as np

        if self._solver is None:
            self._solver = open_solver()
            self._solver.passModel(self._model(costs))
        else:
            self._solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs.astype(float))
        self._solver.run()
        solution = self._solver.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual)

    def _model(self, costs: Any) -> Any:
        import highspy
        import numpy as np

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self._count, len(self._rights)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_, model.col_lower_ = costs.astype(float), np.zeros(self._count)
        model.col_upper_ = np.full(self._count, highspy.kHighsInf)
        model.row_lower_ = np.full(len(self._rights), -highspy.kHighsInf)
        model.row_upper_ = self._rights.astype(float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = self._starts, self._index
        model.a_matrix_.value_ = self._factors.astype(float)
        return model


def divide(number: int, by: int) -> Number:
    """A quotient, as a whole number where it is one: fractions are slow."""
    return Fraction(number, by) if number % by else number // by


def prove_rows(regions: Sequence[Region], several_needs: Sequence[Sequence[Number]]) -> list[list[Fraction]]:
    """For each list of needs the multipliers of the regions that make Σ multiplier·need greatest.

    Needs are 0 or more. Over no cell do the multipliers of the regions that hold it sum to more than 1, so that the sum
    is proven to be the least total over all cells.
    """
    columns = list_columns(regions)
    if len(columns) == 1:
        return [_best_alone(needs) for needs in several_needs]
    program = Program(((dict.fromkeys(column, 1), 1) for column in columns), len(regions))
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
    """The groups over the places of one day: places are told apart by one mask after the other."""
    by_mask = defaultdict(list)
    for number in active:
        by_mask[regions[number].mask].append(number)
    pieces: list[tuple[int, tuple[int, ...]]] = []
    for whole, numbers in by_mask.items():
        mask = whole
        split: list[tuple[int, tuple[int, ...]]] = []
        for cells, group in pieces:
            inside = cells & mask
            if inside:
                split.append((inside, (*group, *numbers)))
            if inside != cells:
                split.append((cells & ~mask, group))
            mask &= ~cells
        if mask:
            split.append((mask, tuple(numbers)))
        pieces = split
    return {tuple(sorted(group)) for _, group in pieces}


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


def open_solver() -> Any:
    """A solver that prints nothing and gives the same answers at every run."""
    # The class below highspy.Highs, which prints a banner on the standard output before it can be told not to.
    from highspy._core import _Highs

    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    return solver
