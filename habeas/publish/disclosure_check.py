"""Would an edition give away a small count? Worked out anew from its claims; what a suppressor says is not believed.

The claims are read back from the edition; what they should hide is known from the lists. A small count is hidden where
other cells, five apart in it, give every published count just the same: such cells are searched for, and each of them
is checked here, in whole people, against nothing but cells and claims. Where none was found a linear program decides,
by SciPy's interface to its solver.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from habeas.model import StoredClaim
from habeas.model.listed import SMALL, ListCell, ListCount, ListMeasure
from habeas.model.when import write_days
from habeas.publish.disclosure_facts import Epoch, gather_facts
from habeas.publish.disclosure_moves import Search
from habeas.publish.disclosure_program import Program, Sum
from habeas.reconcile.list_claims import is_list_claim, is_sound, read_count

_Days = tuple[date, date]
_Key = tuple[ListMeasure, str | None, date, date]
_Subject = ListCount | ListCell


@dataclass(frozen=True, slots=True)
class _Secret:
    """What may have to be hidden: a sum of cells, by number, and what it truly is."""

    name: str
    total: Sum
    people: int


@dataclass(frozen=True, slots=True)
class _System:
    """All that readers of editions know: cells, sums of them with bounds, and which differences are not negative."""

    truth: tuple[int, ...]
    rows: tuple[tuple[Sum, int, int], ...]
    order: tuple[Sum, ...]


def find_unsound(claims: Iterable[StoredClaim]) -> Iterator[str]:
    """What of an edition's own counts must not be printed, each as a sentence; needs nothing but the edition."""
    listed = [stored for stored in claims if is_list_claim(stored.claim)]
    faulty = {id(stored) for stored in listed if not is_sound(stored)}
    yield from (
        f"{stored.claim.id} is not, to the letter, a count from lists" for stored in listed if id(stored) in faulty
    )
    counts = [read_count(stored.claim) for stored in listed if id(stored) not in faulty]
    yield from (
        f"{describe_count(count)}: {count.low}, fewer than {SMALL} people" for count in counts if count.low < SMALL
    )
    exact = {_key(count): count for count in counts if count.low == count.high}
    around = _list_windows((count.first, count.last) for count in exact.values())
    for key, count in exact.items():
        for other in _list_keys(count, around):
            if other != key and other in exact and 0 < (left := exact[other].low - count.low) < SMALL:
                wider = describe_count(exact[other])
                yield f"{wider} less {describe_count(count)} leaves {left}, fewer than {SMALL} people"


def find_revealed(shown: Sequence[Epoch]) -> list[str]:
    """Each small count, or small change between editions, that a reader of all of them could work out; the last is new.

    What the earlier editions give away by themselves is not held against the last one.
    """
    if not shown or not shown[-1].counts:
        return []
    system, secrets, own = _gather(shown)
    open_secrets = _list_open(system, secrets, _search_moves(shown))
    if not open_secrets:
        return []
    every, before = Program(system.truth, system.rows, system.order), None
    faults: list[str] = []
    for secret in open_secrets:
        if secret.name not in faults and not every.hides(secret.total):
            before = before or Program(system.truth, system.rows[:own], system.order)
            if len(shown) == 1 or before.hides(secret.total):
                faults.append(secret.name)
    return faults


def read_counts(claims: Iterable[StoredClaim]) -> tuple[ListCount, ...]:
    """The counts from lists among claims, as their words say them."""
    return tuple(read_count(stored.claim) for stored in claims if is_list_claim(stored.claim))


def describe_count(count: ListCount | ListCell) -> str:
    """What a count is of, without its number."""
    where = count.place.name if count.place else "everywhere"
    return f"{count.measure}, {where}, {write_days(count.first, count.last)}"


def _search_moves(shown: Sequence[Epoch]) -> list[dict[int, int]]:
    """Changes of cells that may leave all claims as they are."""
    facts = gather_facts(shown)
    search = Search(facts)
    for number in range(len(facts.secrets)):
        search.hide(number)
    return list(search.moves.values())


def _list_open(system: _System, secrets: Sequence[_Secret], moves: Iterable[Mapping[int, int]]) -> list[_Secret]:
    """The secrets that no moves show to be hidden."""
    judge, totals = _Judge(system), [secret.total for secret in secrets]
    holding = _by_cell(totals)
    least, most = [0] * len(secrets), [0] * len(secrets)
    for move in filter(judge.allows, moves):
        for number, by in _add(move, holding, totals).items():
            least[number], most[number] = min(least[number], by), max(most[number], by)
    return [secret for secret, low, high in zip(secrets, least, most, strict=True) if high - low < SMALL]


class _Judge:
    """Whether moves leave everything as readers know it."""

    def __init__(self, system: _System) -> None:
        self._truth, self._order = system.truth, system.order
        self._sums = [total for total, _, _ in system.rows]
        # By how many more or fewer each row may be, and how far each difference is above nothing.
        people = [_count(total, system.truth) for total in self._sums]
        self._slack = [(low - own, high - own) for own, (_, low, high) in zip(people, system.rows, strict=True)]
        self._above = [_count(total, system.truth) for total in system.order]
        self._rows, self._ordered = _by_cell(self._sums), _by_cell(system.order)

    def allows(self, move: Mapping[int, int]) -> bool:
        """Whether cells changed so are no fewer than none, in the order that is known, and give the same claims."""
        if any(self._truth[cell] + by < 0 for cell, by in move.items()):
            return False
        rows, order = _add(move, self._rows, self._sums), _add(move, self._ordered, self._order)
        is_same = all(self._slack[number][0] <= by <= self._slack[number][1] for number, by in rows.items())
        return is_same and all(self._above[number] + by >= 0 for number, by in order.items())


def _by_cell(sums: Iterable[Sum]) -> dict[int, list[int]]:
    """By cell the numbers of the sums that it is in."""
    found = defaultdict[int, list[int]](list)
    for number, total in enumerate(sums):
        for cell in total:
            found[cell].append(number)
    return found


def _add(move: Mapping[int, int], holding: Mapping[int, list[int]], sums: Sequence[Sum]) -> dict[int, int]:
    """By how much each sum changes."""
    changed = defaultdict[int, int](int)
    for cell, by in move.items():
        for number in holding.get(cell, ()):
            changed[number] += sums[number][cell] * by
    return changed


def _count(total: Sum, truth: Sequence[int]) -> int:
    return sum(factor * truth[cell] for cell, factor in total.items())


def _gather(shown: Sequence[Epoch]) -> tuple[_System, list[_Secret], int]:
    """What readers know, what they must not, and how many rows are those of the editions before the last."""
    truth = tuple(cell.people for edition in shown for cell in edition.table.cells)
    starts = [sum(len(edition.table.cells) for edition in shown[:number]) for number in range(len(shown))]
    said = [edition.counts for edition in shown]
    asked = {_key(count) for edition, counts in zip(shown, said, strict=True) for count in (*edition.regions, *counts)}
    sums = [_sum_cells(edition.table.cells, start, asked) for edition, start in zip(shown, starts, strict=True)]
    rows = [
        (sums[number].get(_key(count), {}), count.low, count.high)
        for number, counts in enumerate(said)
        for count in counts
    ]
    order = (*_order_editions(shown, starts), *_order_measures(shown, starts), *_order_held(shown, starts))
    own = len(rows) - len(said[-1])
    return _System(truth, tuple(rows), order), list(_list_secrets(shown, sums, starts, truth)), own


def _sum_cells(cells: Sequence[ListCell], start: int, asked: Iterable[_Key]) -> dict[_Key, Sum]:
    """The cells in each of the sums asked for, by number; the first cell has the number `start`."""
    wanted, found = set(asked), defaultdict[_Key, Sum](dict)
    around = _list_windows([*((key[2], key[3]) for key in wanted), *((cell.first, cell.last) for cell in cells)])
    for at, cell in enumerate(cells, start=start):
        for key in _list_keys(cell, around):
            if key in wanted:
                found[key][at] = 1
    return found


def _key(count: ListCount | ListCell) -> _Key:
    return count.measure, count.place.id if count.place else None, count.first, count.last


def _list_windows(windows: Iterable[_Days]) -> dict[_Days, list[_Days]]:
    """All windows that each of them lies in, itself too."""
    known = sorted(set(windows))
    wide = [window for window in known if window[0] < window[1]]
    return {
        window: [window, *(each for each in wide if each != window and each[0] <= window[0] and window[1] <= each[1])]
        for window in known
    }


def _list_keys(cell: ListCell | ListCount, around: Mapping[_Days, list[_Days]]) -> Iterator[_Key]:
    """Everything that a cell, or what a count is about, is part of."""
    places = [None] if cell.place is None else [cell.place.id, *cell.place.parents, None]
    for first, last in around[cell.first, cell.last]:
        yield from ((cell.measure, place, first, last) for place in dict.fromkeys(places))


def _list_secrets(
    shown: Sequence[Epoch], sums: Sequence[Mapping[_Key, Sum]], starts: Sequence[int], truth: Sequence[int]
) -> Iterator[_Secret]:
    """What has to be hidden: each small count or cell of each edition, and each by which one has hardly moved."""
    cells, known = [edition.own_cells() for edition in shown], set[frozenset[tuple[int, int]]]()
    rests = [_number_cells(each.table.cells, start) for each, start in zip(shown, starts, strict=True)]
    regions = [edition.regions for edition in shown]
    of_counts, of_cells = chain(_list_asked(shown, regions), _list_printed(shown)), _list_asked(shown, cells)
    for subjects, totals, rest in ((of_counts, sums, ""), (of_cells, rests, ", no narrower")):
        for number, before, count in subjects:
            key = _key(count)
            taken = {} if before is None else totals[before].get(key, {})
            total = {**totals[number].get(key, {}), **dict.fromkeys(taken, -1)}
            if 0 < abs(people := _count(total, truth)) < SMALL and (same := frozenset(total.items())) not in known:
                known.add(same)
                since = "" if before is None else f", since {shown[before].name}"
                where = "" if number == len(shown) - 1 else f", in {shown[number].name}"
                yield _Secret(f"{describe_count(count)}{rest}{since}{where}", total, people)


def _number_cells(cells: Sequence[ListCell], start: int) -> dict[_Key, Sum]:
    """Each cell as a sum of its own."""
    return {_key(cell): {at: 1} for at, cell in enumerate(cells, start=start)}


def _list_asked(
    shown: Sequence[Epoch], asked: Sequence[Sequence[_Subject]]
) -> Iterator[tuple[int, int | None, _Subject]]:
    """What each edition tells of, by itself (None), and with the last edition before it that tells of the same."""
    known = [{cell.measure for cell in edition.own_cells()} for edition in shown]
    times = sorted(range(len(shown)), key=lambda number: shown[number].table.scope.as_of)
    for turn, number in enumerate(times):
        yield from ((number, None, count) for count in asked[number])
        waiting = {_key(count): count for each in times[: turn + 1] for count in asked[each]}
        waiting = {key: count for key, count in waiting.items() if _is_inside(shown[number], known[number], count)}
        for before in reversed(times[:turn]):
            found = [key for key, count in waiting.items() if _is_inside(shown[before], known[before], count)]
            yield from ((number, before, waiting.pop(key)) for key in found)


def _list_printed(shown: Sequence[Epoch]) -> Iterator[tuple[int, int, ListCount]]:
    """What each edition tells of, with the last edition before it that printed the same count."""
    known = [{cell.measure for cell in edition.own_cells()} for edition in shown]
    printed: dict[_Key, tuple[int, ListCount]] = {}
    for number in sorted(range(len(shown)), key=lambda number: shown[number].table.scope.as_of):
        for before, count in printed.values():
            if _is_inside(shown[number], known[number], count):
                yield number, before, count
        printed.update({_key(count): (number, count) for count in shown[number].counts})


def _is_inside(edition: Epoch, measures: Collection[ListMeasure], count: _Subject) -> bool:
    scope, place = edition.table.scope, count.place
    is_there = scope.place is None or (place is not None and scope.place in (place.id, *place.parents))
    return is_there and count.measure in measures and scope.first <= count.first and count.last <= scope.last


def _order_editions(shown: Sequence[Epoch], starts: Sequence[int]) -> Iterator[Sum]:
    """A reader may know of each cell whether it grew, fell or stayed since it was last in an edition."""
    last: dict[_Key, tuple[int, int]] = {}
    for start, edition in sorted(zip(starts, shown, strict=True), key=lambda pair: pair[1].table.scope.as_of):
        for at, cell in enumerate(edition.table.cells, start=start):
            if (known := last.get(_key(cell))) is not None:
                signs = [sign for sign in (1, -1) if sign * (cell.people - known[1]) >= 0]
                yield from ({at: sign, known[0]: -sign} for sign in signs)
            last[_key(cell)] = (at, cell.people)


def _order_measures(shown: Sequence[Epoch], starts: Sequence[int]) -> Iterator[Sum]:
    """A person who counts somewhere was detained there at least once; on the first day nobody was before."""
    for start, edition in zip(starts, shown, strict=True):
        cells, day = edition.table.cells, edition.table.scope.first
        numbers = {_key(cell): at for at, cell in enumerate(cells, start=start)}
        for (measure, place, first, last), at in numbers.items():
            often = numbers.get(("detained", place, first, last)) if measure == "persons" else None
            if often is not None:
                yield {often: 1, at: -1}
                if last == day and cells[often - start].people == cells[at - start].people:
                    yield {often: -1, at: 1}


def _order_held(shown: Sequence[Epoch], starts: Sequence[int]) -> Iterator[Sum]:
    """Who is still held was detained at that place, as far as no more are held than there are detentions.

    Those that the edition tells of, and besides those of days of which another does, as the latest has them.
    """
    detained = [_find_detained(edition, start) for edition, start in zip(shown, starts, strict=True)]
    told = defaultdict[str | None, dict[_Days, tuple[int, int]]](dict)
    for number in sorted(range(len(shown)), key=lambda number: shown[number].table.scope.as_of):
        for place, days in detained[number].items():
            told[place].update(days)
    for edition, start, known in zip(shown, starts, detained, strict=True):
        for at, cell in enumerate(edition.table.cells, start=start):
            if cell.measure != "held":
                continue
            place = _key(cell)[1]
            own = known.get(place, {})
            wide = {days: there for days, there in told[place].items() if days[1] <= edition.table.scope.last} | own
            for found in [own] if own == wide else [own, wide]:
                if found and cell.people <= sum(people for _, people in found.values()):
                    yield {**{number: 1 for number, _ in found.values()}, at: -1}


def _find_detained(edition: Epoch, start: int) -> dict[str | None, dict[_Days, tuple[int, int]]]:
    """Where and when people were detained, with the number of the cell and how many."""
    found = defaultdict[str | None, dict[_Days, tuple[int, int]]](dict)
    for at, cell in enumerate(edition.table.cells, start=start):
        if cell.measure == "detained":
            found[_key(cell)[1]][cell.first, cell.last] = at, cell.people
    return found
