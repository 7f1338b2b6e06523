"""Multipliers of rows and people in cells that prove each other best, kept while needs change a little.

The people pay each row's need and the multipliers count no cell twice: while both sums are equal neither can be better
(the duality of linear programs). When a need changes, people are moved where rows allow it; where that does not make
the sums equal again, the program has to be solved anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from habeas.tally.opened import Cell, OpenedDay, Row
from habeas.tally.payment import Payment
from habeas.tally.program import Number
from habeas.tally.region import Region, list_bits, overlaps
from habeas.tally.rows import Solution

RowsOver = Callable[[Cell], list[Row]]


class Balance:
    """For one choice of voices: `weights` of rows, `people` of cells, and by how much each row is paid too much."""

    __slots__ = ("paid", "people", "slack", "value", "weights")

    def __init__(self, solution: Solution, without: str | None) -> None:
        # Whole numbers as such: fractions are slow, and seldom needed.
        weights = solution.weights.items()
        self.weights: dict[Row, Number] = {row: int(one) if one.denominator == 1 else one for row, one in weights}
        # By day, then by place.
        self.people: dict[int, dict[int, Number]] = defaultdict(dict)
        for (bit, day), number in solution.people.items():
            if number:
                self.people[day][bit] = number
        self.slack: dict[Row, Number] = {}
        self.paid: Number = sum(solution.people.values())
        self.value: Number = sum(weight * row.need(without) for row, weight in self.weights.items())

    def weigh(self, payment: Payment, without: str | None) -> None:
        """Compare what rows need with what they are paid."""
        paid = payment.sum(self.people)
        self.slack = {row: number - row.need(without) for row, number in zip(payment.rows, paid, strict=True)}

    def take_in(self, row: Row, without: str | None) -> None:
        """Compare what one more row needs with what it is paid."""
        mask, first, last = row.region
        days = (self.people[day] for day in range(first, last + 1) if day in self.people)
        self.slack[row] = sum(_sum_places(at, mask) for at in days) - row.need(without)

    def rest(self, rows: Iterable[Row]) -> Number:
        """How much of a cell the multipliers of the rows over it leave uncovered."""
        return 1 - sum(self.weights[row] for row in rows if row in self.weights)

    def shift(self, row: Row, more: Number) -> None:
        """A row needs so many more people than before."""
        if more:
            self.slack[row] -= more
            if row in self.weights:
                self.value += self.weights[row] * more

    def pay(self, cell: Cell, more: Number, rows: Iterable[Row]) -> None:
        """So many more people are in a cell, and so in the rows that hold it."""
        bit, day = cell
        self.people[day][bit] = self.people[day].get(bit, 0) + more
        if not self.people[day][bit]:
            del self.people[day][bit]
        self.paid += more
        for row in rows:
            self.slack[row] += more

    def settle(self, touched: Iterable[Row], rows_over: RowsOver) -> bool:
        """Whether people and multipliers prove each other best again, after people were moved."""
        rows = dict.fromkeys(row for row in touched if row in self.slack)
        for row in [row for row in rows if self.slack[row] < 0]:
            cell = self._find_covered(row.region, rows_over)
            if cell is None:
                return False
            rows.update(dict.fromkeys(rows_over(cell)))
            self.pay(cell, max(0, -self.slack[row]), rows_over(cell))
        for row in rows:
            if row in self.weights and self.slack[row] > 0 and self.paid > self.value:
                self._take(row.region, rows_over)
        return self.paid == self.value

    def _find_covered(self, region: Region, rows_over: RowsOver) -> Cell | None:
        """A cell that multipliers cover whole, of the region: who is moved there counts for them all the same."""
        under = [row for row in self.weights if overlaps(row.region, region)]
        for row in under:
            if self.weights[row] == 1:
                return _first_cell(row.region, region)
        shared = [(row.region.mask & region.mask, row.region) for row in under]
        cells = ((bit, day) for mask, each in shared for day in _shared_days(each, region) for bit in list_bits(mask))
        return next((cell for cell in cells if not self.rest(rows_over(cell))), None)

    def _take(self, region: Region, rows_over: RowsOver) -> None:
        mask, first, last = region
        days = [day for day in range(first, last + 1) if self.people.get(day)]
        for cell in [(bit, day) for day in days for bit in self.people[day] if bit & mask]:
            rows = rows_over(cell)
            if not all(self.slack[row] for row in rows):
                continue
            spare = min(self.people[cell[1]][cell[0]], self.paid - self.value, *(self.slack[row] for row in rows))
            if spare > 0:
                self.pay(cell, -spare, rows)
                if self.paid <= self.value:
                    return


def change_day(
    balance: Balance, days: tuple[OpenedDay, OpenedDay], spans: Iterable[Row], rows_over: RowsOver, without: str | None
) -> bool:
    """Whether a balance could be kept while one day (before, after) changed, the needs of longer rows with it."""
    before, after = days
    moved = find_moved(before, after, without)
    touched = list(after.rows.values())
    for row in spans:
        more = -sum(change for (bit, _), change in moved.items() if bit & row.region.mask)
        if more:
            balance.shift(row, more)
            touched.append(row)
    if not _change_rows(balance, before, after, without):
        return False
    for cell, change in moved.items():
        if change < 0 and not balance.rest(rows_over(cell)):
            balance.pay(cell, -change, rows_over(cell))
    return balance.settle(touched, rows_over)


def _change_rows(balance: Balance, before: OpenedDay, after: OpenedDay, without: str | None) -> bool:
    """Take over the rows of a day; not where one that has a multiplier is gone."""
    for region, row in before.rows.items():
        slack, weight = balance.slack.pop(row), balance.weights.pop(row, None)
        same = after.rows.get(region)
        if same is not None:
            balance.slack[same] = slack
            if weight is not None:
                balance.weights[same] = weight
            balance.shift(same, same.need(without) - row.need(without))
        elif weight is not None:
            return False
    for region, row in after.rows.items():
        if region not in before.rows:
            balance.take_in(row, without)
    return True


def find_moved(before: OpenedDay, after: OpenedDay, without: str | None) -> dict[Cell, Number]:
    """By how many the parts count more than before, by the cells that stand for them."""
    moved: dict[Cell, Number] = {}
    for cell in {**before.parts, **after.parts}:
        change = _least(after, cell, without) - _least(before, cell, without)
        if change:
            moved[cell] = change
    return moved


def _least(day: OpenedDay, cell: Cell, without: str | None) -> Number:
    part = day.parts.get(cell)
    if part is None:
        return 0
    lows = part.lows
    assert lows is not None
    return lows.get(without, lows[None])


def _sum_places(at: Mapping[int, Number], mask: int) -> Number:
    return sum(number for bit, number in at.items() if bit & mask)


def _shared_days(one: Region, other: Region) -> range:
    return range(max(one.first, other.first), min(one.last, other.last) + 1)


def _first_cell(one: Region, other: Region) -> Cell:
    """The first cell that two regions share."""
    mask = one.mask & other.mask
    return mask & -mask, max(one.first, other.first)
