"""What somebody who has every edition knows of the counts behind it: cells, what is published of them, what may not be
told.

Who attacks knows which cells are empty, that no cell is below zero, that nobody is detained less often than once where
they count as detained, nor more often on the first day, that who is held was detained there, and of each cell whether
it grew, fell or stayed from one edition to the next. That is more than readers know: what is safe from them is safe.
(Secondary suppression as in Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001.)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from habeas.model.listed import SMALL, ListCell, ListCount, ListMeasure, ListTable

# A place (None: not known) on days: where cells of all measures and editions may lie.
Key = tuple[str | None, date, date]
# One measure of one edition, by its number.
Copy = tuple[int, ListMeasure]
# An edition, the one before it that it is compared with (None: with none), a count, and whether only its rest is meant.
_Subject = tuple[int, int | None, ListCount, bool]


@dataclass(frozen=True, slots=True)
class Epoch:
    """One edition: the cells as they were, and what it published of them. `regions` are all counts of its cells.

    Cells may be of other measures too than those that it tells of (`measures`, by default all that have cells): people
    and detentions of which one edition tells each are so known to be of the same cells. `name` is what the edition is
    called where it is to blame.
    """

    table: ListTable
    regions: tuple[ListCount, ...]
    counts: tuple[ListCount, ...]
    measures: frozenset[ListMeasure] | None = None
    name: str = "the edition before"

    def told(self) -> frozenset[ListMeasure]:
        """What it tells of, where there is anything."""
        known = frozenset(cell.measure for cell in self.table.cells)
        return known if self.measures is None else known & self.measures

    def own_cells(self) -> tuple[ListCell, ...]:
        """The cells of what it tells of."""
        told = self.told()
        return tuple(cell for cell in self.table.cells if cell.measure in told)


@dataclass(frozen=True, slots=True)
class Secret:
    """What must not be told to within `SMALL`: a small count of the edition `at`, or a small change from that `before`.

    `is_rest` where only what no list tells narrower of its place and days is meant. `factors` are those of the columns
    whose sum it is; `people` what it truly is.
    """

    count: ListCount
    at: int
    before: int | None
    is_rest: bool
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
    order of its counts. `held` are columns of people still held, each with those of detentions at the same place.
    """

    keys: tuple[Key, ...]
    copies: tuple[Copy, ...]
    truth: tuple[int, ...]
    rows: tuple[Row, ...]
    last: range
    order: tuple[tuple[int, int], ...]
    held: tuple[tuple[int, tuple[int, ...]], ...]
    secrets: tuple[Secret, ...]


def gather_facts(epochs: Sequence[Epoch]) -> Facts:
    """What is known of these editions, the oldest first."""
    cells = [(number, cell) for number, epoch in enumerate(epochs) for cell in epoch.table.cells]
    truth = tuple(cell.people for _, cell in cells)
    columns = {((number, cell.measure), key_cell(cell)): at for at, (number, cell) in enumerate(cells)}
    index = [_Index(columns, cell_list, number) for number, cell_list in enumerate(each.table.cells for each in epochs)]
    rows = [_make_row(index[at], at, count, truth) for at, epoch in enumerate(epochs) for count in epoch.counts]
    secrets = [_make_secret(subject, truth, index) for subject in dict.fromkeys(_list_subjects(epochs))]
    first = len(rows) - len(epochs[-1].counts)
    return Facts(
        keys=tuple(key_cell(cell) for _, cell in cells),
        copies=tuple((number, cell.measure) for number, cell in cells),
        truth=truth,
        rows=tuple(rows),
        last=range(first, len(rows)),
        order=tuple(_order_columns(columns, truth, epochs)),
        held=tuple(_order_held(columns, truth, epochs)),
        secrets=tuple(secret for secret in secrets if secret is not None and 0 < abs(secret.people) < SMALL),
    )


def order_by_time(epochs: Sequence[Epoch]) -> list[int]:
    """The numbers of editions in the order of their moments, as given where these are the same.

    Whoever has all of them reads them so, whatever the order in which they were published.
    """
    return sorted(range(len(epochs)), key=lambda number: epochs[number].table.scope.as_of)


def key_cell(cell: ListCell | ListCount) -> Key:
    """Where and when a cell is."""
    return cell.place.id if cell.place else None, cell.first, cell.last


class _Reach:
    """All that an edition tells of: a place and what is in it, on its days, in its measures."""

    def __init__(self, epoch: Epoch) -> None:
        self.scope, self.measures = epoch.table.scope, epoch.told()

    def covers(self, count: ListCount) -> bool:
        """Whether it holds all of what a count is about."""
        scope, place = self.scope, count.place
        if count.measure not in self.measures or count.first < scope.first or scope.last < count.last:
            return False
        return scope.place is None or (place is not None and scope.place in (place.id, *place.parents))

    def covers_all(self, other: "_Reach") -> bool:
        """Whether it holds all of another."""
        scope, own = other.scope, self.scope
        is_there = own.place in (None, scope.place) and other.measures <= self.measures
        return is_there and own.first <= scope.first and scope.last <= own.last


class _Index:
    """The columns of one edition, found by what a count is about."""

    def __init__(self, columns: Mapping[tuple[Copy, Key], int], cells: Iterable[ListCell], number: int) -> None:
        self.number = number
        self._columns = columns
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

    def find_own(self, count: ListCount) -> tuple[int, ...]:
        """The column of the cell that a count is named after, if there is one."""
        own = self._columns.get(((self.number, count.measure), key_cell(count)))
        return () if own is None else (own,)


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


def _list_subjects(epochs: Sequence[Epoch]) -> Iterator[_Subject]:
    """All that may have to be hidden, small or not: each change since the last moment of which the same was told."""
    reach, times = [_Reach(epoch) for epoch in epochs], order_by_time(epochs)
    printed: dict[ListCount, int] = {}
    for turn, at in enumerate(times):
        epoch = epochs[at]
        yield from ((at, None, count, False) for count in epoch.regions)
        yield from ((at, None, _name_cell(cell), True) for cell in epoch.own_cells())
        # What the last of them says nothing of, an earlier one may have printed.
        yield from ((at, before, count, False) for count, before in printed.items() if reach[at].covers(count))
        printed.update({replace(count, low=0, high=0): at for count in epoch.counts})
        for past in reversed(range(turn)):
            before = times[past]
            inside, between = (reach[before], reach[at]), [reach[each] for each in times[past + 1 : turn]]
            for count, is_rest in _list_both(epochs[before], epoch):
                if all(each.covers(count) for each in inside) and not any(each.covers(count) for each in between):
                    yield at, before, count, is_rest
            if reach[before].covers_all(reach[at]):
                break


def _list_both(before: Epoch, after: Epoch) -> Iterable[tuple[ListCount, bool]]:
    """The counts of two editions and what is named after their cells, each once."""
    counts = (replace(count, low=0, high=0) for epoch in (before, after) for count in epoch.regions)
    cells = (_name_cell(cell) for epoch in (before, after) for cell in epoch.own_cells())
    return dict.fromkeys((*((count, False) for count in counts), *((cell, True) for cell in cells)))


def _name_cell(cell: ListCell) -> ListCount:
    return ListCount(cell.measure, cell.place, cell.first, cell.last, 0, 0)


def _make_secret(subject: _Subject, truth: Sequence[int], indexes: Sequence[_Index]) -> Secret | None:
    """What has to be hidden of a subject, None where it is the same as another."""
    at, before, count, is_rest = subject
    whole = [indexes[number].find(count) for number in (at, before) if number is not None]
    own = [indexes[number].find_own(count) for number in (at, before) if number is not None]
    if is_rest and whole == own:
        return None
    added, *taken = own if is_rest else whole
    factors = {**dict.fromkeys(added, 1), **{column: -1 for columns in taken for column in columns}}
    people = sum(factor * truth[column] for column, factor in factors.items())
    return Secret(count, at, before, is_rest, people, factors)


def _order_columns(
    columns: Mapping[tuple[Copy, Key], int], truth: Sequence[int], epochs: Sequence[Epoch]
) -> Iterator[tuple[int, int]]:
    """Of which columns the first is surely not above the second; of two that are surely the same, each.

    Detentions are no fewer than the people detained, and as many on the first day of an edition; a cell grows, falls
    or stays as it truly does.
    """
    first = [epoch.table.scope.first for epoch in epochs]
    turn = {number: at for at, number in enumerate(order_by_time(epochs))}
    before: dict[tuple[ListMeasure, Key], int] = {}
    for ((number, measure), key), column in sorted(columns.items(), key=lambda item: (turn[item[0][0][0]], item[1])):
        if measure == "persons" and (often := columns.get(((number, "detained"), key))) is not None:
            yield column, often
            if key[2] == first[number] and truth[column] == truth[often]:
                yield often, column
        if (known := before.get((measure, key))) is not None:
            if truth[column] >= truth[known]:
                yield known, column
            if truth[column] <= truth[known]:
                yield column, known
        before[measure, key] = column


def _order_held(
    columns: Mapping[tuple[Copy, Key], int], truth: Sequence[int], epochs: Sequence[Epoch]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """People still held with the detentions at their place, where they are no more: each was detained there.

    Detentions are those of the same edition, and with them those of days that other editions tell of.
    """
    turn = {number: at for at, number in enumerate(order_by_time(epochs))}
    detained = defaultdict[str | None, list[tuple[int, Key, int]]](list)
    for ((number, measure), key), column in sorted(columns.items(), key=lambda item: (turn[item[0][0][0]], item[1])):
        if measure == "detained":
            detained[key[0]].append((number, key, column))
    for ((number, measure), key), column in columns.items():
        there, last = detained[key[0]] if measure == "held" else [], epochs[number].table.scope.last
        own = {day: each for at, day, each in there if at == number}
        told = {day: each for _, day, each in there if day[1] <= last} | own
        for found in dict.fromkeys(tuple(sorted(each.values())) for each in (own, told)):
            if found and truth[column] <= sum(truth[each] for each in found):
                yield column, found
