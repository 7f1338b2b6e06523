"""What people in cells come to for rows: for all rows at once, as each choice of voices has people of its own."""

from collections.abc import Iterable, Mapping, Sequence
from math import lcm
from typing import Any

from habeas.tally.opened import Row
from habeas.tally.program import MOST_FLOAT, Number, divide
from habeas.tally.region import list_bits

# By day, then by place.
People = Mapping[int, Mapping[int, Number]]


class Payment:
    """Some rows, asked for what they are paid by the people of one balance after the other."""

    def __init__(self, rows: Iterable[Row]) -> None:
        import numpy as np

        self.rows: Sequence[Row] = list(rows)
        regions = [row.region for row in self.rows]
        self._first = min((first for _, first, _ in regions), default=0)
        bits = {mask: list_bits(mask) for mask, _, _ in regions}
        masks = {mask: number for number, mask in enumerate(bits)}
        self._places = {bit: number for number, bit in enumerate({bit: 0 for held in bits.values() for bit in held})}
        # The places of one mask after the other, and where each begins.
        self._held = np.array([self._places[bit] for held in bits.values() for bit in held], dtype=np.intp)
        self._parts = np.cumsum([0, *(len(held) for held in bits.values())])[:-1]
        spans = [(masks[mask], first - self._first, last + 1 - self._first) for mask, first, last in regions]
        self._numbers, self._begins, self._ends = np.array(spans, dtype=np.intp).reshape(-1, 3).T

    def sum(self, people: People) -> list[Number]:
        """How many people each row holds, in the order of the rows."""
        whole = lcm(*{number.denominator for at in people.values() for number in at.values()})
        if sum(number for at in people.values() for number in at.values()) * whole >= MOST_FLOAT:
            return [_sum_row(row, people) for row in self.rows]
        found = [int(number) for number in self._sum_floats(people, whole).tolist()]
        return list(found) if whole == 1 else [divide(number, whole) for number in found]

    def _sum_floats(self, people: People, whole: int) -> Any:
        """The same times a whole number that makes all of them whole, so small that nothing is rounded."""
        import numpy as np

        numbers = np.zeros((len(self._places), int(self._ends.max(initial=0)) + 1))
        for day, at in people.items():
            for bit, number in at.items():
                numbers[self._places[bit], day - self._first + 1] = number * whole
        # Not a product of matrices: its threads would wait for work longer than it takes.
        until = np.add.reduceat(numbers.cumsum(axis=1)[self._held], self._parts)
        return until[self._numbers, self._ends] - until[self._numbers, self._begins]


def _sum_row(row: Row, people: People) -> Number:
    mask, first, last = row.region
    days = (people[day] for day in range(first, last + 1) if day in people)
    return sum(number for at in days for bit, number in at.items() if bit & mask)
