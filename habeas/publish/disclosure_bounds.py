"""What somebody who has every published count can work out of those that are not: bounds by a linear program.

Who attacks knows which cells are empty, that no cell is below zero, that nobody is detained less often than once where
they count as detained, and of each cell whether it grew or fell from one edition to the next. That is more than readers
know: what is safe from them is safe. (Secondary suppression as in Willenborg and de Waal, Elements of Statistical
Disclosure Control, 2001.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from habeas.model.listed import SMALL, ListCell, ListCount, ListTable
from habeas.tally.program import open_solver

# Feasible to the solver's tolerance.
_NEAR = 1e-6
# More than anything differs by.
_MANY = 1e7


@dataclass(frozen=True, slots=True)
class Epoch:
    """One edition: the cells as they were, and what it published of them. `regions` are all counts of its cells."""

    table: ListTable
    regions: tuple[ListCount, ...]
    counts: tuple[ListCount, ...]


@dataclass(frozen=True, slots=True)
class Secret:
    """What must not be told to within `SMALL`: a small count, or a small change from one edition (`at`) to the next.

    `factors` are those of the columns whose sum it is; `people` what it truly is.
    """

    count: ListCount
    at: int
    is_change: bool
    people: int
    factors: Mapping[int, int] = field(hash=False)


class Attack:
    """The linear system of everything published; counts of the last edition can be taken back one by one.

    `rows` are those of the last edition's counts that are published, by their number.

    A cell is let grow by `SMALL` at most: more is not needed to hide one, and one attack then hides many.
    """

    def __init__(self, epochs: Sequence[Epoch]) -> None:
        import numpy as np

        self._epochs = epochs
        self.last = len(epochs) - 1
        self._cells = [_Cells(epoch.table.cells) for epoch in epochs]
        sizes = [len(epoch.table.cells) for epoch in epochs]
        self._starts = [sum(sizes[:number]) for number in range(len(epochs))]
        self.truth = np.array([cell.people for epoch in epochs for cell in epoch.table.cells], dtype=float)
        self._solver = open_solver()
        for people in self.truth:
            self._solver.addVar(0.0, people + SMALL)
        self.rows: dict[int, int] = {}
        self._count = 0
        for number, epoch in enumerate(epochs):
            for at, count in enumerate(epoch.counts):
                if number == self.last:
                    self.rows[at] = self._count
                self._add(dict.fromkeys(self.columns(number, count), 1), count.low, count.high)
        self._add_order()

    def columns(self, number: int, count: ListCount) -> list[int]:
        """The columns of the cells of one edition that are part of a count."""
        start = self._starts[number]
        return [start + at for at in self._cells[number].find(count)]

    def secrets(self) -> list[Secret]:
        """Every small count of each edition, and every small change to the next."""
        found = [self._sum(number, None, count) for number, epoch in enumerate(self._epochs) for count in epoch.regions]
        for number in range(1, len(self._epochs)):
            before, after = self._epochs[number - 1], self._epochs[number]
            both = dict.fromkeys(
                replace(count, low=0, high=0)
                for count in (*before.regions, *after.regions)
                if covers(before.table, count) and covers(after.table, count)
            )
            found += [self._sum(number, number - 1, count) for count in both]
        return [secret for secret in found if 0 < abs(secret.people) < SMALL]

    def take_back(self, count: int) -> None:
        """Publish a count no longer."""
        import highspy

        self._solver.changeRowBounds(self.rows.pop(count), -highspy.kHighsInf, highspy.kHighsInf)

    def raise_secret(self, secret: Secret, others: Iterable[Secret]) -> Any:
        """Cells that give a secret its greatest value, and then others as much as they can have."""
        import numpy as np

        costs = np.zeros(len(self.truth))
        for other in others:
            for column, factor in other.factors.items():
                costs[column] += factor
        weight = 1 + 2 * float(np.abs(costs).sum())
        for column, factor in secret.factors.items():
            costs[column] += weight * factor
        return self._solve(costs, is_most=True).col_value

    def extreme(self, secret: Secret, *, is_most: bool) -> tuple[Any, list[int]]:
        """Cells that give a secret its greatest (or least) value, and the last edition's counts that bind it."""
        import numpy as np

        costs = np.zeros(len(self.truth))
        for column, factor in secret.factors.items():
            costs[column] = factor
        solution = self._solve(costs, is_most=is_most)
        duals = solution.row_dual
        return solution.col_value, [count for count, row in self.rows.items() if abs(duals[row]) > _NEAR]

    def _solve(self, costs: Any, *, is_most: bool) -> Any:
        import highspy
        import numpy as np

        sense = highspy.ObjSense.kMaximize if is_most else highspy.ObjSense.kMinimize
        self._solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        assert self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the truth itself is a solution"
        return self._solver.getSolution()

    def _sum(self, number: int, before: int | None, count: ListCount) -> Secret:
        factors = dict.fromkeys(self.columns(number, count), 1)
        if before is not None:
            factors.update(dict.fromkeys(self.columns(before, count), -1))
        people = sum(factor * int(self.truth[column]) for column, factor in factors.items())
        return Secret(count, number, before is not None, people, factors)

    def _add_order(self) -> None:
        """Detentions are no fewer than the people detained; a cell grows, or falls, as it truly does."""
        keys: dict[tuple[object, ...], int] = {}
        for number, epoch in enumerate(self._epochs):
            own: dict[tuple[object, ...], int] = {}
            for at, cell in enumerate(epoch.table.cells):
                own[cell.measure, cell.place and cell.place.id, cell.first, cell.last] = self._starts[number] + at
            for key, column in own.items():
                if key[0] == "persons" and (often := own.get(("detained", *key[1:]))) is not None:
                    self._add({often: 1, column: -1}, 0, _MANY)
                if (before := keys.get(key)) is not None:
                    sign = 1 if self.truth[column] >= self.truth[before] else -1
                    self._add({column: sign, before: -sign}, 0, _MANY)
            keys.update(own)

    def _add(self, factors: Mapping[int, int], low: float, high: float) -> None:
        columns = list(factors)
        self._solver.addRow(low, high, len(columns), columns, [float(factors[column]) for column in columns])
        self._count += 1


class Ranges:
    """The least and the greatest value of each secret among all cells that are known to be possible."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        import numpy as np

        self.secrets = secrets
        sizes = [len(secret.factors) for secret in secrets]
        self._starts = np.cumsum([0, *sizes[:-1]])
        self._columns = np.array([column for secret in secrets for column in secret.factors], dtype=np.int64)
        self._factors = np.array([factor for secret in secrets for factor in secret.factors.values()], dtype=float)
        self._least = np.array([secret.people for secret in secrets], dtype=float)
        self._most = self._least.copy()

    def take(self, cells: Any) -> None:
        """Cells that are possible."""
        import numpy as np

        values = np.add.reduceat(self._factors * np.asarray(cells)[self._columns], self._starts)
        np.minimum(self._least, values, out=self._least)
        np.maximum(self._most, values, out=self._most)

    def is_wide(self, number: int) -> bool:
        """Whether the values of a secret lie so far apart that nobody can tell it."""
        return bool(self._most[number] - self._least[number] >= SMALL - _NEAR)

    def narrow(self) -> list[int]:
        """The secrets that are not known to be hidden, by number."""
        import numpy as np

        return [int(number) for number in np.flatnonzero(self._most - self._least < SMALL - _NEAR)]


class _Cells:
    """The cells of a table, found by what a count is about."""

    def __init__(self, cells: Sequence[ListCell]) -> None:
        import numpy as np

        self._first = np.array([cell.first.toordinal() for cell in cells])
        self._last = np.array([cell.last.toordinal() for cell in cells])
        self._at: dict[tuple[str, str | None], list[int]] = {}
        for number, cell in enumerate(cells):
            around = [None] if cell.place is None else [None, cell.place.id, *cell.place.parents]
            for place in around:
                self._at.setdefault((cell.measure, place), []).append(number)

    def find(self, count: ListCount) -> list[int]:
        import numpy as np

        at = np.array(self._at.get((count.measure, count.place.id if count.place else None), ()), dtype=np.int64)
        if not len(at):
            return []
        is_part = (self._first[at] >= count.first.toordinal()) & (self._last[at] <= count.last.toordinal())
        return [int(number) for number in at[is_part]]


def covers(table: ListTable, count: ListCount) -> bool:
    """Whether a table says all there is to say of what a count is about."""
    scope = table.scope
    if count.first < scope.first or scope.last < count.last:
        return False
    place = count.place
    return scope.place is None or (place is not None and scope.place in (place.id, *place.parents))
