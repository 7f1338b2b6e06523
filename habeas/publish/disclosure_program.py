"""What readers of counts can tell of a sum of cells: its least and greatest value, by a linear program."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from habeas.model.listed import SMALL
from habeas.tally.program import open_solver

_NEAR = 1e-6
_MOST = 10_000_000.0
# Factors by the number of the cell.
Sum = dict[int, int]
# A sum with what it is at least and at most.
Row = tuple[Sum, int, int]


class Program:
    """The equations that a reader has: cells as they truly are, rows of them with bounds, and what is not negative.

    Cells of which either order is known are one: of those that stayed as they were from edition to edition a reader
    knows as much. Each question starts where the one before it ended.
    """

    def __init__(self, truth: Sequence[int], rows: Sequence[Row], order: Sequence[Sum]) -> None:
        self._truth, self._rows = truth, rows
        self._columns = _join(len(truth), order)
        self._asked: Sum = {}
        self.binding: set[int] = set()
        self._solver = open_solver()
        # For the first question; all after it start where the one before ended.
        self._solver.setOptionValue("presolve", "choose")
        limits: list[tuple[Sum, int, int | None]] = [(self._merge(total), low, high) for total, low, high in rows]
        limits += [(joined, 0, None) for joined in map(self._merge, order) if joined]
        self._solver.passModel(self._model(limits))

    def hides(self, total: Sum) -> bool:
        """Whether a sum may be so many more or fewer, for all that is known, that nobody can tell it.

        Where not, `binding` are the rows without which it might be: as long as all of them are known, none is.
        """
        self.binding.clear()
        joined = self._merge(total)
        if not joined:
            return False
        people = sum(factor * self._truth[cell] for cell, factor in total.items())
        most = self._find_most(joined) - people
        return most >= SMALL - _NEAR or most + self._find_most(_turn(joined)) + people >= SMALL - _NEAR

    def take_back(self, row: int) -> None:
        """A row is known no longer."""
        self._solver.changeRowBounds(row, 0, _MOST)

    def put_back(self, row: int) -> None:
        """A row is known again."""
        _, low, high = self._rows[row]
        self._solver.changeRowBounds(row, low, high)

    def _merge(self, total: Sum) -> Sum:
        """A sum of cells as one of what is known to be the same."""
        joined = defaultdict[int, int](int)
        for cell, factor in total.items():
            joined[self._columns[cell]] += factor
        return {column: factor for column, factor in joined.items() if factor}

    def _model(self, limits: Sequence[tuple[Sum, int, int | None]]) -> Any:
        import highspy
        import numpy as np

        count, entries = max(self._columns, default=-1) + 1, [list(total.items()) for total, _, _ in limits]
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = count, len(limits)
        model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(count), np.zeros(count), np.full(count, _MOST)
        model.row_lower_ = np.array([low for _, low, _ in limits], dtype=float)
        model.row_upper_ = np.array([highspy.kHighsInf if high is None else high for _, _, high in limits], dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array([0, *accumulate(map(len, entries))], dtype=np.int32)
        model.a_matrix_.index_ = np.array([cell for row in entries for cell, _ in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([factor for row in entries for _, factor in row], dtype=float)
        return model

    def _find_most(self, joined: Sum) -> float:
        import highspy
        import numpy as np

        for column in self._asked.keys() | joined.keys():
            # The solver looks for the least.
            self._solver.changeColCost(column, float(-joined.get(column, 0)))
        self._asked = joined
        self._solver.run()
        status = self._solver.getModelStatus()
        assert status == highspy.HighsModelStatus.kOptimal, f"the cells themselves agree with what is known: {status}"
        prices = np.abs(self._solver.getSolution().row_dual[: len(self._rows)])
        self.binding.update(np.flatnonzero(prices > _NEAR).tolist())
        return -float(self._solver.getInfo().objective_function_value)


def _turn(total: Sum) -> Sum:
    return {column: -factor for column, factor in total.items()}


def _join(count: int, order: Iterable[Sum]) -> list[int]:
    """By cell the number of the cells that are known to be as many: of which neither is fewer than the other."""
    pairs = {tuple(sorted(total, key=total.__getitem__)) for total in order if sorted(total.values()) == [-1, 1]}
    root = list(range(count))
    for low, high in pairs:
        if low < high and (high, low) in pairs:
            one, other = sorted((_find(root, low), _find(root, high)))
            root[other] = one
    numbers: dict[int, int] = {}
    return [numbers.setdefault(_find(root, cell), len(numbers)) for cell in range(count)]


def _find(root: list[int], cell: int) -> int:
    while root[cell] != cell:
        root[cell] = cell = root[root[cell]]
    return cell
