"""Counts of people on lists in words and records."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from habeas.model import Place
from habeas.model.listed import ListCount, ListMeasure, ListScope
from habeas.model.when import write_days
from habeas.pipeline.listing_people import Listed
from habeas.reconcile.custody import Overdue

_NAMES: dict[ListMeasure, str] = {"persons": "distinct people", "detained": "detentions", "held": "still held"}
_ORDER: tuple[ListMeasure, ...] = tuple(_NAMES)
# A place that is in no other: the id of none.
_OUTSIDE = ""


def is_asked(count: ListCount, scope: ListScope, groups: Iterable[str]) -> bool:
    """Whether a count is the total, or one that the groups ask for; people are held on one day."""
    wanted, is_day = set(groups), count.first == count.last
    is_whole = (count.place.id if count.place else None) == scope.place
    is_window = is_day if count.measure == "held" else (count.first, count.last) == (scope.first, scope.last)
    return (is_whole or "place" in wanted) and (is_window or ("day" in wanted and is_day))


def record_counts(counts: Iterable[ListCount]) -> list[dict[str, object]]:
    """The counts as records."""
    return [_record_count(count) for count in counts]


def record_overdue(found: Iterable[Overdue]) -> list[dict[str, object]]:
    """Those held past the term, a record each; nothing in it finds whose."""
    return [_record_overdue(each) for each in found]


def _record_count(count: ListCount) -> dict[str, object]:
    return {
        "measure": count.measure,
        "place": count.place.id if count.place else None,
        "name": count.place.name if count.place else None,
        "first": count.first.isoformat(),
        "last": count.last.isoformat(),
        "people": count.low,
    }


def _record_overdue(overdue: Overdue) -> dict[str, object]:
    return {
        "place": overdue.place.id if overdue.place else None,
        "name": overdue.place.name if overdue.place else None,
        "hours": overdue.hours,
        "heard": overdue.heard.isoformat(),
        "term": overdue.term.hours,
        "article": overdue.term.article,
    }


def describe_counts(counts: Iterable[ListCount], listed: Listed) -> Iterator[str]:
    """Places within places under a heading for each measure and days, and what is left out."""
    groups: dict[tuple[ListMeasure, date, date], list[ListCount]] = defaultdict(list)
    for count in counts:
        groups[count.measure, count.first, count.last].append(count)
    labels = label_places(count.place for of_group in groups.values() for count in of_group)
    for measure, first, last in sorted(groups, key=_order_heading):
        heading, lines = f"{_NAMES[measure]}, {write_days(first, last)}", groups[measure, first, last]
        if len(lines) == 1:
            yield f"{lines[0].low:>8,}  {heading}, {_label(lines[0].place, labels)}"
            continue
        yield heading
        yield from (
            f"{count.low:>8,}  {'  ' * depth}{_label(count.place, labels)}" for depth, count in nest_counts(lines)
        )
    yield f"as of {listed.table.scope.as_of}, linked by {listed.table.basis.method}; doubtful pairs count as one person"
    yield from _describe_heard(listed)
    yield from _describe_left_out(listed)


def nest_counts(counts: Sequence[ListCount]) -> list[tuple[int, ListCount]]:
    """Counts of one measure and window, each after that of the place it lies in and so deep; the greatest first."""
    known = {count.place.id if count.place else None: count for count in counts}
    inside: dict[str | None, list[ListCount]] = defaultdict(list)
    for count in sorted(counts, key=_order_place):
        inside[_find_around(count.place, known)].append(count)
    return list(_walk(_OUTSIDE, inside, 0))


def _order_heading(key: tuple[ListMeasure, date, date]) -> tuple[int, date, int]:
    """By measure; then all days before each of them."""
    measure, first, last = key
    return _ORDER.index(measure), first, -(last - first).days


def _order_place(count: ListCount) -> tuple[int, str, str]:
    return -count.low, count.place.name if count.place else "", count.place.id if count.place else ""


def _find_around(place: Place | None, known: Mapping[str | None, ListCount]) -> str | None:
    """The nearest counted place around a place, by id; None is everywhere."""
    if place is None:
        return _OUTSIDE
    return next((parent for parent in place.parents if parent in known), None if None in known else _OUTSIDE)


def _walk(
    around: str | None, inside: Mapping[str | None, list[ListCount]], depth: int
) -> Iterator[tuple[int, ListCount]]:
    for count in inside.get(around, ()):
        yield depth, count
        yield from _walk(count.place.id if count.place else None, inside, depth + 1)


def label_places(places: Iterable[Place | None]) -> dict[str, str]:
    """What each place is called, by id: no two alike."""
    known = {place.id: place for place in places if place is not None}
    names = Counter(place.name for place in known.values())
    kinds = Counter((place.name, place.kind) for place in known.values())
    labels = {}
    for key, place in known.items():
        told = place.kind if kinds[place.name, place.kind] == 1 else f"{place.kind}, {key}"
        labels[key] = place.name if names[place.name] == 1 else f"{place.name} ({told})"
    return labels


def _label(place: Place | None, labels: Mapping[str, str], unknown: str = "everywhere") -> str:
    return unknown if place is None else labels[place.id]


def describe_overdue(found: Sequence[Overdue], listed: Listed) -> Iterator[str]:
    """A line a place and a day on which it was last heard of, those that have waited longest first."""
    labels = label_places(each.place for each in found)
    groups: dict[str, Counter[int]] = defaultdict(Counter)
    for each in found:
        where, term = _label(each.place, labels, "place not known"), f"{each.term.hours} hours, {each.term.article}"
        groups[f"held past the term ({term}) when last heard of, {each.heard}, {where}"][each.hours] += 1
    for words, hours in groups.items():
        spread = ", ".join(f"{number:,} by {over:,} h" for over, number in sorted(hours.items(), reverse=True))
        yield f"{hours.total():>8,}  {words}: {spread}"
    yield f"as of {listed.table.scope.as_of}; a day without an hour is taken to its end, anywhere on earth"
    yield from _describe_heard(listed)
    yield from _describe_left_out(listed)


def _describe_heard(listed: Listed) -> Iterator[str]:
    """When each list was last heard: after that it holds nobody."""
    heard = listed.people.heard
    if heard:
        days = ", ".join(f"{name} {day}" for name, day in sorted(heard.items(), key=lambda item: (item[1], item[0])))
        yield f"last heard: {days}; after that day a list has nobody as still held"


def _describe_left_out(listed: Listed) -> Iterator[str]:
    people = listed.people
    told = {
        "closed: counted nowhere": people.closed,
        "refused: counted here, in no figure and no edition": people.refused,
        "not linked yet, counted nowhere: `habeas people link`": people.unlinked,
        "shredded and not in the last linking: counted nowhere, since another list may have the same": people.shredded,
    }
    for words, number in told.items():
        if number:
            yield f"{number:>8,}  {'record' if number == 1 else 'records'} {words}"
