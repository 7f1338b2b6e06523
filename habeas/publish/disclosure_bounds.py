"""What somebody who has every published count can work out of those that are not: bounds by a linear program.

Who attacks knows which cells are empty, that no cell is below zero, that nobody is detained less often than once where
they count as detained, and of each cell whether it grew or fell from one edition to the next. That is more than readers
know: what is safe from them is safe. (Secondary suppression as in Willenborg and de Waal, Elements of Statistical
Disclosure Control, 2001.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from habeas.model.listed import SMALL, ListCount, ListTable, lies_in

# Feasible to the solver's tolerance.
_NEAR = 1e-6
# More people than a cell may have in any attack: where nothing bounds it, the program still ends.
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
    """The linear system of everything published; counts of the last edition can be taken back one by one."""

    def __init__(self, epochs: Sequence[Epoch]) -> None:
        self._epochs = epochs
        self._starts = [sum(len(epoch.table.cells) for epoch in epochs[:number]) for number in range(len(epochs))]
        self.truth = [cell.people for epoch in epochs for cell in epoch.table.cells]
        self._solver = _open_solver()
        for people in self.truth:
            self._solver.addVar(0.0, max(_MANY, 2.0 * people))
        self.rows: dict[ListCount, int] = {}
        self._count = 0
        for number, epoch in enumerate(epochs):
            for count in epoch.counts:
                if number == len(epochs) - 1:
                    self.rows[count] = self._count
                self._add(dict.fromkeys(self.columns(number, count), 1), count.low, count.high)
        self._add_order()

    def columns(self, number: int, count: ListCount) -> list[int]:
        """The columns of the cells of one edition that are part of a count."""
        cells = self._epochs[number].table.cells
        return [self._starts[number] + at for at, cell in enumerate(cells) if lies_in(cell, count)]

    def secrets(self) -> list[Secret]:
        """Every small count of each edition, and every small change to the next."""
        found = [self._sum(number, None, count) for number, epoch in enumerate(self._epochs) for count in epoch.regions]
        for number in range(1, len(self._epochs)):
            before, after = self._epochs[number - 1], self._epochs[number]
            both = dict.fromkeys(
                ListCount(count.measure, count.place, count.first, count.last, 0, 0)
                for count in (*before.regions, *after.regions)
                if covers(before.table, count) and covers(after.table, count)
            )
            found += [self._sum(number, number - 1, count) for count in both]
        return [secret for secret in found if 0 < abs(secret.people) < SMALL]

    def take_back(self, count: ListCount) -> None:
        """Publish a count no longer."""
        import highspy

        self._solver.changeRowBounds(self.rows.pop(count), -highspy.kHighsInf, highspy.kHighsInf)

    def extreme(self, secret: Secret, *, is_most: bool) -> tuple[list[float], list[ListCount]]:
        """Cells that give a secret its greatest (or least) value, and the counts of the last edition that bind it."""
        import highspy
        import numpy as np

        costs = np.zeros(len(self.truth))
        for column, factor in secret.factors.items():
            costs[column] = factor
        sense = highspy.ObjSense.kMaximize if is_most else highspy.ObjSense.kMinimize
        self._solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        assert self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the truth itself is a solution"
        solution = self._solver.getSolution()
        duals = solution.row_dual
        return list(solution.col_value), [count for count, row in self.rows.items() if abs(duals[row]) > _NEAR]

    def _sum(self, number: int, before: int | None, count: ListCount) -> Secret:
        factors = dict.fromkeys(self.columns(number, count), 1)
        if before is not None:
            factors.update(dict.fromkeys(self.columns(before, count), -1))
        people = sum(factor * self.truth[column] for column, factor in factors.items())
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


def _open_solver() -> Any:
    """The same answers at every run."""
    # The class below highspy.Highs, which prints a banner on the standard output before it can be told not to.
    from highspy._core import _Highs

    solver = _Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    return solver


def covers(table: ListTable, count: ListCount) -> bool:
    """Whether a table says all there is to say of what a count is about."""
    scope = table.scope
    if count.first < scope.first or scope.last < count.last:
        return False
    place = count.place
    return scope.place is None or (place is not None and scope.place in (place.id, *place.parents))


def value_of(secret: Secret, cells: Sequence[float]) -> float:
    """What a secret would be if the cells were these."""
    return sum(factor * cells[column] for column, factor in secret.factors.items())


def is_wide(values: Iterable[float]) -> bool:
    """Whether feasible values of a secret lie far enough apart."""
    known = list(values)
    return max(known) - min(known) >= SMALL - _NEAR
