"""What readers of counts can tell of a sum of cells: its least and greatest value, by a linear program."""

from collections.abc import Sequence
from typing import Any

from habeas.model.listed import SMALL

_NEAR = 1e-6
_MOST = 10_000_000
# Factors by the number of the cell.
Sum = dict[int, int]


class Program:
    """The equations that a reader has: cells as they truly are, sums of them with bounds, and what is not negative."""

    def __init__(self, truth: Sequence[int], rows: Sequence[tuple[Sum, int, int]], order: Sequence[Sum]) -> None:
        from scipy.sparse import csr_array

        self._size = len(truth)
        limits = [(total, 1, high) for total, _, high in rows]
        limits += [(total, -1, -low) for total, low, _ in rows]
        limits += [(total, -1, 0) for total in order]
        entries = [
            (at, cell, sign * factor) for at, (total, sign, _) in enumerate(limits) for cell, factor in total.items()
        ]
        data = ([each[2] for each in entries], ([each[0] for each in entries], [each[1] for each in entries]))
        self._rights = [right for _, _, right in limits]
        self._matrix: Any = csr_array(data, shape=(len(limits), self._size)) if limits else None

    def hides(self, total: Sum) -> bool:
        """Whether a sum may be so many more or fewer, for all that is known, that nobody can tell it."""
        return self._find_end(total, 1) - self._find_end(total, -1) >= SMALL - _NEAR

    def _find_end(self, total: Sum, sign: int) -> float:
        import numpy as np
        from scipy.optimize import linprog

        goal = np.zeros(self._size)
        for cell, factor in total.items():
            goal[cell] = -sign * factor
        known = {} if self._matrix is None else {"A_ub": self._matrix, "b_ub": self._rights}
        found = linprog(goal, bounds=(0, _MOST), method="highs", **known)
        assert found.success, f"the cells themselves agree with what is published: {found.message}"
        return float(-sign * found.fun)
