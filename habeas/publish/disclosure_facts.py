"""What somebody who has every edition knows of the counts behind it: cells, what is published of them, what may not be
told.

Who attacks knows which cells are empty, that no cell is below zero, that nobody is detained less often than once where
they count as detained, and of each cell whether it grew or fell from one edition to the next. That is more than readers
know: what is safe from them is safe. (Secondary suppression as in Willenborg and de Waal, Elements of Statistical
Disclosure Control, 2001.)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from habeas.model.listed import SMALL, ListCell, ListCount, ListMeasure, ListTable

# A place (None: not known) on days: where cells of all measures and editions may lie.
Key = tuple[str | None, date, date]
# One measure of one edition, by its number.
Copy = tuple[int, ListMeasure]


@dataclass(frozen=True, slots=True)
class Epoch:
    """One edition: the cells as they were, and what it published of them. `regions` are all counts of its cells."""

    table: ListTable
    regions: tuple[ListCount, ...]
    counts: tuple[ListCount, ...]


@dataclass(frozen=True, slots=True)
class Secret:
    """What must not be told to within `SMALL`: a small count, or a small change from the edition before (that is `at`).

    `factors` are those of the columns whose sum it is; `people` what it truly is.
    """

    count: ListCount
    at: int
    is_change: bool
    people: int
    factors: Mapping[int, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A published count: of which cells (columns), how many fewer and more people they may have for all it says."""

    copy: Copy
    count: ListCount
    columns: tuple[int, ...]
    fewer: int
    more: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All cells of all editions as columns, rows of what is published, secrets, and which column is below which.

    `keys`, `copies` and `truth` are by column. The rows of the last edition, `last`, are in the
    order of its counts.
    """

    keys: tuple[Key, ...]
    copies: tuple[Copy, ...]
    truth: tuple[int, ...]
    rows: tuple[Row, ...]
    last: range
    order: tuple[tuple[int, int], ...]
    secrets: tuple[Secret, ...]


def gather_facts(epochs: Sequence[Epoch]) -> Facts:
    """What is known of these editions, the oldest first."""
    cells = [(number, cell) for number, epoch in enumerate(epochs) for cell in epoch.table.cells]
    truth = tuple(cell.people for _, cell in cells)
    columns = {((number, cell.measure), key_cell(cell)): at for at, (number, cell) in enumerate(cells)}
    index = [_Index(columns, cell_list, number) for number, cell_list in enumerate(each.table.cells for each in epochs)]
    rows = [_make_row(index[at], at, count, truth) for at, epoch in enumerate(epochs) for count in epoch.counts]
    found = (_make_secret(count, truth, index[at], None) for at, epoch in enumerate(epochs) for count in epoch.regions)
    moved = (_make_secret(count, truth, index[at], index[at - 1]) for at, count in _list_changes(epochs))
    first = len(rows) - len(epochs[-1].counts)
    return Facts(
        keys=tuple(key_cell(cell) for _, cell in cells),
        copies=tuple((number, cell.measure) for number, cell in cells),
        truth=truth,
        rows=tuple(rows),
        last=range(first, len(rows)),
        order=tuple(_order_columns(columns, truth)),
        secrets=tuple(secret for each in (found, moved) for secret in each if 0 < abs(secret.people) < SMALL),
    )


def key_cell(cell: ListCell | ListCount) -> Key:
    """Where and when a cell is."""
    return cell.place.id if cell.place else None, cell.first, cell.last


def covers(table: ListTable, count: ListCount) -> bool:
    """Whether a table says all there is to say of what a count is about."""
    scope = table.scope
    if count.first < scope.first or scope.last < count.last:
        return False
    place = count.place
    return scope.place is None or (place is not None and scope.place in (place.id, *place.parents))


class _Index:
    """The columns of one edition, found by what a count is about."""

    def __init__(self, columns: Mapping[tuple[Copy, Key], int], cells: Iterable[ListCell], number: int) -> None:
        self.number = number
        self._at = defaultdict[tuple[ListMeasure, str | None], list[tuple[date, date, int]]](list)
        for cell in cells:
            entry = (cell.first, cell.last, columns[(number, cell.measure), key_cell(cell)])
            for place in dict.fromkeys([None] if cell.place is None else [None, cell.place.id, *cell.place.parents]):
                self._at[cell.measure, place].append(entry)
        self._days = {key: _by_day(entries) for key, entries in self._at.items()}

    def find(self, count: ListCount) -> tuple[int, ...]:
        """The columns of the cells that are part of a count."""
        key = count.measure, count.place.id if count.place else None
        if count.first == count.last:
            return tuple(self._days.get(key, {}).get(count.first, ()))
        entries = self._at.get(key, ())
        return tuple(column for first, last, column in entries if count.first <= first and last <= count.last)


def _by_day(entries: Iterable[tuple[date, date, int]]) -> dict[date, list[int]]:
    days = defaultdict[date, list[int]](list)
    for first, last, column in entries:
        if first == last:
            days[first].append(column)
    return days


def _make_row(index: _Index, number: int, count: ListCount, truth: Sequence[int]) -> Row:
    columns = index.find(count)
    people = sum(truth[column] for column in columns)
    return Row((number, count.measure), count, columns, people - count.low, count.high - people)


def _list_changes(epochs: Sequence[Epoch]) -> Iterator[tuple[int, ListCount]]:
    """What two editions, one after the other, both say all of; with the number of the later one."""
    for number, (before, after) in enumerate(pairwise(epochs), start=1):
        both = (count for count in (*before.regions, *after.regions))
        inside = (count for count in both if covers(before.table, count) and covers(after.table, count))
        yield from ((number, count) for count in dict.fromkeys(replace(count, low=0, high=0) for count in inside))


def _make_secret(count: ListCount, truth: Sequence[int], index: _Index, before: _Index | None) -> Secret:
    factors = dict.fromkeys(index.find(count), 1)
    if before is not None:
        factors.update(dict.fromkeys(before.find(count), -1))
    people = sum(factor * truth[column] for column, factor in factors.items())
    return Secret(count, index.number, before is not None, people, factors)


def _order_columns(columns: Mapping[tuple[Copy, Key], int], truth: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of which columns the first is surely not above the second.

    Detentions are no fewer than the people detained; a cell grows, or falls, as it truly does.
    """
    before: dict[tuple[ListMeasure, Key], int] = {}
    for ((number, measure), key), column in columns.items():
        if measure == "persons" and (often := columns.get(((number, "detained"), key))) is not None:
            yield column, often
        if (known := before.get((measure, key))) is not None:
            yield (known, column) if truth[column] >= truth[known] else (column, known)
        before[measure, key] = column
