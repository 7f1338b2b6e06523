"""People on lists → cells that add up, and the counts of every place and window that these cells give.

Each person counts in one cell: of the first detention that surely lies in the scope. What lists leave open (no day, no
place, a month) is in cells as wide as it is known, and in none where it may lie outside the scope.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from habeas.model import Place
from habeas.model.listed import (
    Detention,
    ListBasis,
    ListCell,
    ListCount,
    ListedPerson,
    ListMeasure,
    ListScope,
    ListTable,
)
from habeas.reconcile.listed import find_heard

_Key = tuple[str | None, date, date]


def make_table(people: Iterable[ListedPerson], scope: ListScope, method: str) -> ListTable:
    """What lists say of a scope; `method` linked their records."""
    known = tuple(people)
    counts: dict[ListMeasure, Counter[_Key]] = {"detained": Counter(), "persons": Counter(), "held": Counter()}
    places: dict[str | None, Place | None] = {None: None}
    counted = []
    for person in known:
        found = _place_person(person, scope)
        counted.extend([person] if any(found.values()) else [])
        for measure, detentions in found.items():
            for each in detentions:
                assert each.first is not None and each.last is not None
                key = each.place.id if each.place else None
                places[key] = each.place
                counts[measure][key, each.first, each.last] += 1
    cells = tuple(
        ListCell(measure, places[key], first, last, people)
        for measure, of_cells in counts.items()
        for (key, first, last), people in sorted(of_cells.items(), key=lambda item: (item[0][0] or "", *item[0][1:]))
    )
    lists = tuple(sorted({name for person in counted for name in person.lists}))
    return ListTable(scope, cells, ListBasis(lists, sum(person.records for person in counted), method))


def size_lists(people: Iterable[ListedPerson], scope: ListScope) -> Counter[str]:
    """How many people of a scope stand on each list."""
    return Counter(name for person in people if any(_place_person(person, scope).values()) for name in person.lists)


def _place_person(person: ListedPerson, scope: ListScope) -> dict[ListMeasure, list[Detention]]:
    """Where a person counts, by measure."""
    inside = [detention for detention in person.detentions if _lies_in(detention, scope)]
    return {"detained": inside, "persons": inside[:1], "held": _place_held(person, scope)}


def _place_held(person: ListedPerson, scope: ListScope) -> list[Detention]:
    """Where a person is held on the last day of the scope that has come: the place of the latest detention by then.

    Nowhere where no list that has them in custody says anything of that day or a later one.
    """
    today = date.fromisoformat(scope.as_of[:10])
    day = min(scope.last, today)
    moment = scope.as_of if day == today else f"{day}T23:59:59Z"
    known = [each for each in person.detentions if each.first is None or each.first <= day]
    if day < scope.first or not known or not _is_at(known[-1].place, scope.place):
        return []
    heard = find_heard(person.steps, moment)
    return [Detention(known[-1].place, day, day)] if heard is not None and heard >= day else []


def _lies_in(detention: Detention, scope: ListScope) -> bool:
    if detention.first is None or detention.last is None or not _is_at(detention.place, scope.place):
        return False
    return scope.first <= detention.first and detention.last <= scope.last


def _is_at(place: Place | None, wider: str | None) -> bool:
    return wider is None or (place is not None and wider in (place.id, *place.parents))


def list_counts(table: ListTable, places: Mapping[str, Place], *, is_each: bool = False) -> tuple[ListCount, ...]:
    """Counts of each place and window; of those that hold the same cells the narrowest unless `is_each`.

    `places` are those that cells lie in, by id.
    """
    scope, regions = table.scope, defaultdict[tuple[ListMeasure, _Key], set[int]](set)
    windows = {(scope.first, scope.last), *((cell.first, cell.last) for cell in table.cells)}
    for number, cell in enumerate(table.cells):
        around = [(first, last) for first, last in windows if first <= cell.first and cell.last <= last]
        for place in _list_around(cell.place, scope, places):
            for first, last in around:
                regions[cell.measure, (place, first, last)].add(number)
    best: dict[frozenset[int], tuple[ListMeasure, _Key]] = {}
    counts = []
    for (measure, key), numbers in regions.items():
        cells = frozenset(numbers)
        if is_each:
            counts.append(_count(table, cells, measure, key=key, place=_get(key, places)))
        elif cells not in best or _width(key, places) < _width(best[cells][1], places):
            best[cells] = (measure, key)
    for cells, (measure, key) in best.items():
        counts.append(_count(table, cells, measure, key=key, place=_get(key, places)))
    return tuple(sorted(counts, key=order_count))


def _count(
    table: ListTable, cells: Iterable[int], measure: ListMeasure, *, key: _Key, place: Place | None
) -> ListCount:
    people = sum(table.cells[number].people for number in cells)
    return ListCount(measure, place, key[1], key[2], people, people)


def order_count(count: ListCount) -> tuple[ListMeasure, date, date, str]:
    """What puts counts in order."""
    return count.measure, count.first, count.last, count.place.id if count.place else ""


def _list_around(place: Place | None, scope: ListScope, places: Mapping[str, Place]) -> list[str | None]:
    """The known places within the scope that a place is or lies in, by id; everywhere where everywhere is asked for."""
    ids = [] if place is None else [place.id, *place.parents]
    if scope.place is not None:
        ids = ids[: ids.index(scope.place) + 1]
    known: list[str | None] = [key for key in ids if key in places]
    return [*known, None] if scope.place is None else known


def _width(key: _Key, places: Mapping[str, Place]) -> tuple[int, int, str]:
    """How wide a place and window are: the narrowest says most."""
    place, first, last = key
    return 1 if place is None else -len(places[place].parents), (last - first).days, place or ""


def _get(key: _Key, places: Mapping[str, Place]) -> Place | None:
    return None if key[0] is None else places[key[0]]
