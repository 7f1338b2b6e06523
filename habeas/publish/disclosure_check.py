"""Would an edition give away a small count? Worked out anew from its claims, by a program that no suppressor touched.

The claims are read back from the edition; what they should hide is known from the lists. Bounds come from SciPy's
interface to its solver, and the equations are set up here from nothing but cells and claims.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from habeas.model import StoredClaim
from habeas.model.listed import SMALL, ListCell, ListCount, ListTable, lies_in
from habeas.model.when import write_days
from habeas.reconcile.list_claims import is_list_claim, is_sound, read_count

_NEAR = 1e-6
_MOST = 10_000_000
# A cell of one edition: the number of its table, and its own in it.
_Place = tuple[int, int]
_Sum = dict[_Place, float]


@dataclass(frozen=True, slots=True)
class Shown:
    """One edition as a reader has it, with the cells that it was made from and all their counts (`regions`)."""

    table: ListTable
    regions: tuple[ListCount, ...]
    claims: tuple[StoredClaim, ...]


def find_unsound(claims: Iterable[StoredClaim]) -> Iterator[str]:
    """What of an edition's own counts must not be printed, each as a sentence; needs nothing but the edition."""
    listed = [stored for stored in claims if is_list_claim(stored.claim)]
    faulty = [stored for stored in listed if not is_sound(stored)]
    yield from (f"{stored.claim.id} is not, to the letter, a count from lists" for stored in faulty)
    counts = [read_count(stored.claim) for stored in listed if stored not in faulty]
    yield from (
        f"{describe_count(count)}: {count.low}, fewer than {SMALL} people" for count in counts if count.low < SMALL
    )
    exact = [count for count in counts if count.low == count.high]
    for wider in exact:
        for count in exact:
            left = wider.low - count.low
            if count != wider and lies_in(count, wider) and 0 < left < SMALL:
                yield f"{describe_count(wider)} less {describe_count(count)} leaves {left}, fewer than {SMALL} people"


def find_revealed(shown: Sequence[Shown]) -> list[str]:
    """Each small count, or small change between editions, that a reader of all of them could work out; the last is new.

    What the earlier editions give away by themselves is not held against the last one.
    """
    if not shown or not any(is_list_claim(stored.claim) for stored in shown[-1].claims):
        return []
    rows = [_read_rows(number, edition) for number, edition in enumerate(shown)]
    order = [*_order_editions(shown), *_order_measures(shown)]
    every, before = _System(shown, [row for of in rows for row in of], order), None
    faults: list[str] = []
    for name, total, truth in _list_secrets(shown):
        if 0 < abs(truth) < SMALL and name not in faults and not every.hides(total):
            before = before or _System(shown, [row for of in rows[:-1] for row in of], order)
            if len(shown) == 1 or before.hides(total):
                faults.append(name)
    return faults


def describe_count(count: ListCount) -> str:
    """What a count is of, without its number."""
    where = count.place.name if count.place else "everywhere"
    return f"{count.measure}, {where}, {write_days(count.first, count.last)}"


class _System:
    """All equations that a reader has, as a program over the cells."""

    def __init__(
        self, shown: Sequence[Shown], rows: Sequence[tuple[_Sum, float, float]], order: Sequence[_Sum]
    ) -> None:
        from scipy.sparse import csr_array

        self._index = {
            (number, at): place
            for place, (number, at) in enumerate(
                (number, at) for number, edition in enumerate(shown) for at in range(len(edition.table.cells))
            )
        }
        limits = [(total, high) for total, _, high in rows]
        limits += [(_times(total, -1), -low) for total, low, _ in rows]
        limits += [(_times(total, -1), 0.0) for total in order]
        entries = [
            (at, self._index[cell], factor) for at, (total, _) in enumerate(limits) for cell, factor in total.items()
        ]
        data = ([each[2] for each in entries], ([each[0] for each in entries], [each[1] for each in entries]))
        self._rights = [right for _, right in limits]
        self._matrix: Any = csr_array(data, shape=(len(limits), len(self._index))) if limits else None

    def hides(self, total: _Sum) -> bool:
        """Whether a sum may be so many more or fewer, for all that is known, that nobody can tell it."""
        return self._end(total, 1) - self._end(total, -1) >= SMALL - _NEAR

    def _end(self, total: _Sum, sign: int) -> float:
        import numpy as np
        from scipy.optimize import linprog

        goal = np.zeros(len(self._index))
        for cell, factor in total.items():
            goal[self._index[cell]] = -sign * factor
        known = {} if self._matrix is None else {"A_ub": self._matrix, "b_ub": self._rights}
        found = linprog(goal, bounds=(0, _MOST), method="highs", **known)
        assert found.success, f"the cells themselves agree with what is published: {found.message}"
        return float(-sign * found.fun)


def _read_rows(number: int, edition: Shown) -> list[tuple[_Sum, float, float]]:
    """What an edition's claims say: sums of cells with their bounds."""
    counts = [read_count(stored.claim) for stored in edition.claims if is_list_claim(stored.claim)]
    return [(_sum(number, edition.table, count), count.low, count.high) for count in counts]


def _sum(number: int, table: ListTable, count: ListCount, factor: float = 1) -> _Sum:
    return {(number, at): factor for at, cell in enumerate(table.cells) if lies_in(cell, count)}


def _times(total: _Sum, factor: float) -> _Sum:
    return {cell: factor * value for cell, value in total.items()}


def _list_secrets(shown: Sequence[Shown]) -> Iterator[tuple[str, _Sum, int]]:
    """What may have to be hidden: each count of each edition, and how far it moved to the next; with its truth."""
    for number, edition in enumerate(shown):
        for count in edition.regions:
            total = _sum(number, edition.table, count)
            yield describe_count(count), total, _count(shown, total)
    for number, (before, after) in enumerate(pairwise(shown)):
        for count in (*before.regions, *after.regions):
            if _is_inside(before, count) and _is_inside(after, count):
                total = {**_sum(number + 1, after.table, count), **_sum(number, before.table, count, -1)}
                yield f"{describe_count(count)}, since the edition before", total, _count(shown, total)


def _count(shown: Sequence[Shown], total: _Sum) -> int:
    return sum(int(factor) * shown[number].table.cells[at].people for (number, at), factor in total.items())


def _is_inside(edition: Shown, count: ListCount) -> bool:
    scope, place = edition.table.scope, count.place
    is_there = scope.place is None or (place is not None and scope.place in (place.id, *place.parents))
    return is_there and scope.first <= count.first and count.last <= scope.last


def _name(cell: ListCell) -> tuple[object, ...]:
    return cell.place.id if cell.place else None, cell.first, cell.last


def _order_editions(shown: Sequence[Shown]) -> Iterator[_Sum]:
    """A reader may know of each cell whether it grew or fell since it was last in an edition."""
    last: dict[tuple[object, ...], tuple[_Place, int]] = {}
    for number, edition in enumerate(shown):
        for at, cell in enumerate(edition.table.cells):
            if (known := last.get((cell.measure, *_name(cell)))) is not None:
                sign = 1 if cell.people >= known[1] else -1
                yield {(number, at): sign, known[0]: -sign}
        for at, cell in enumerate(edition.table.cells):
            last[(cell.measure, *_name(cell))] = ((number, at), cell.people)


def _order_measures(shown: Sequence[Shown]) -> Iterator[_Sum]:
    """A person who counts somewhere was detained there at least once."""
    for number, edition in enumerate(shown):
        often = {_name(cell): at for at, cell in enumerate(edition.table.cells) if cell.measure == "detained"}
        for at, cell in enumerate(edition.table.cells):
            if cell.measure == "persons" and _name(cell) in often:
                yield {(number, often[_name(cell)]): 1, (number, at): -1}
