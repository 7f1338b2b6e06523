"""Disclosure control: which counts from lists of people may be published, so that nobody can tell a small one.

Fewer than five people are not shown, nor anything that would give them away by subtraction: of places within places,
days within weeks, or editions one after the other. Where something has to go, what figures lose least by goes first.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from habeas.model import StoredClaim
from habeas.model.listed import SMALL, ListBasis, ListCount, ListMeasure, ListTable
from habeas.publish.disclosure_choice import withhold
from habeas.publish.disclosure_facts import Epoch, order_by_time
from habeas.publish.vocabulary import list_words
from habeas.reconcile.list_claims import make_claims
from habeas.reconcile.speakers import load_speakers
from habeas.reconcile.wording import fold_words

_RECORDS = 10  # the number of records is told in tens


@dataclass(frozen=True, slots=True)
class Control:
    """How counts are published: rounded down to whole `round_to`s (1: not at all), after these `earlier` editions.

    `measures` are those told of, by default all that have cells. `again` are the counts of an edition of the same cells
    that is out: they are told as they were, and not chosen anew.
    """

    round_to: int = 1
    earlier: tuple[Epoch, ...] = ()
    measures: frozenset[ListMeasure] | None = None
    again: tuple[ListCount, ...] | None = None


@dataclass(frozen=True, slots=True)
class ListMaterial:
    """What lists say of an edition's scope: cells, all counts of what it tells of, and how many people a list holds."""

    table: ListTable
    regions: tuple[ListCount, ...]
    sizes: Mapping[str, int]
    control: Control = field(default_factory=Control)


def control_claims(lists: ListMaterial) -> list[StoredClaim]:
    """The claims that may be published."""
    control = lists.control
    counts = control_counts(lists.table, lists.regions, control) if control.again is None else control.again
    people = Counter[ListMeasure]()
    for cell in Epoch(lists.table, (), (), control.measures).own_cells():
        people[cell.measure] += cell.people
    basis = control_basis(lists.table.basis, lists.sizes, max(people.values(), default=0))
    return make_claims(counts, basis, lists.table.scope.as_of)


def control_counts(table: ListTable, regions: Sequence[ListCount], control: Control) -> tuple[ListCount, ...]:
    """The counts of a table that may be published, as they may be; `regions` are all counts of its cells."""
    epochs = [control.earlier[number] for number in order_by_time(control.earlier)]
    # The nearest moment last: those after that of the table the latest first, then those before it.
    past = sum(epoch.table.scope.as_of <= table.scope.as_of for epoch in epochs)
    near = [*reversed(epochs[past:]), *epochs[:past]]
    printed = {_key(count): count for epoch in near for count in epoch.counts}
    wanted = (_state(count, printed.get(_key(count)), control.round_to) for count in _list_windows(table, regions))
    counts = tuple(count for count in wanted if count is not None)
    return withhold((*control.earlier, Epoch(table, tuple(regions), counts, control.measures)))


def _list_windows(table: ListTable, regions: Sequence[ListCount]) -> Iterator[ListCount]:
    """Counts of single days and of all days, which figures are about; what is the same for all days is said of these.

    Windows that cross would hide little and cost much: of two of them and a day neither a person can be moved freely.
    """
    whole, scope = _count_whole(table), table.scope
    for count in regions:
        if count.first == count.last or (count.first, count.last) == (scope.first, scope.last):
            yield count
        elif whole[count.measure, count.place.id if count.place else None] == count.low:
            yield replace(count, first=scope.first, last=scope.last)


def _count_whole(table: ListTable) -> Counter[tuple[ListMeasure, str | None]]:
    """How many people there are on all days, by measure and place."""
    found = Counter[tuple[ListMeasure, str | None]]()
    for cell in table.cells:
        around = [] if cell.place is None else [cell.place.id, *cell.place.parents]
        for place in dict.fromkeys([*around, None]):
            found[cell.measure, place] += cell.people
    return found


def control_basis(basis: ListBasis, sizes: Mapping[str, int], people: int) -> ListBasis:
    """What published counts rest on: no list of fewer than five people by name (`sizes` by list), and records in tens.

    Nobody is counted without a record: tens that bound how many `people` there are too closely are told as the next.
    """
    lists = tuple(name for name in basis.lists if sizes.get(name, 0) >= SMALL and may_be_told(name))
    records = basis.records // _RECORDS * _RECORDS
    if records + _RECORDS <= people + SMALL:
        records += _RECORDS
    return replace(basis, lists=lists, records=records)


def may_be_told(name: str) -> bool:
    """Whether the name of a list may stand in an edition: that of a known body, or words without a capital."""
    return fold_words(name) in load_speakers() or all(word == word.lower() for word in list_words(name))


def _key(count: ListCount) -> tuple[object, ...]:
    return count.measure, count.place.id if count.place else None, count.first, count.last


def _state(count: ListCount, printed: ListCount | None, round_to: int) -> ListCount | None:
    """The count as it may be told: rounded down, or as it was printed before while it has hardly changed."""
    people = count.low
    rounded = people - people % round_to
    stated = replace(count, low=rounded, high=rounded + round_to - 1)
    if printed is not None and stated != printed and abs(people - printed.low) <= SMALL:
        low = printed.low if people >= printed.low else printed.low - SMALL
        if people != printed.low or printed.high != printed.low:
            stated = replace(count, low=low, high=low + SMALL)
    return stated if stated.low >= SMALL and people >= SMALL else None
