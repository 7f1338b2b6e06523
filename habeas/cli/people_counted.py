"""Counts of people on lists in words and records."""

from collections import Counter
from collections.abc import Iterable, Iterator

from habeas.model.listed import ListCount, ListScope
from habeas.model.when import write_days
from habeas.pipeline.listing_people import Listed
from habeas.reconcile.custody import Overdue

_NAMES = {"persons": "distinct people", "detained": "detentions", "held": "still held"}


def is_asked(count: ListCount, scope: ListScope, groups: Iterable[str]) -> bool:
    """Whether a count is the total, or one that the groups ask for."""
    wanted = set(groups)
    is_whole = (count.place.id if count.place else None) == scope.place
    is_window = (count.first, count.last) == (scope.first, scope.last) or count.measure == "held"
    return (is_whole or "place" in wanted) and (is_window or ("day" in wanted and count.first == count.last))


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
        "term": overdue.term.hours,
        "article": overdue.term.article,
    }


def describe_counts(counts: Iterable[ListCount], listed: Listed) -> Iterator[str]:
    """A line a count, and what is left out."""
    scope = listed.table.scope
    for count in counts:
        where = count.place.name if count.place else "everywhere"
        yield f"{count.low:>8,}  {_NAMES[count.measure]}, {where}, {write_days(count.first, count.last)}"
    yield f"as of {scope.as_of}, linked by {listed.table.basis.method}; doubtful pairs count as one person"
    yield from _describe_left_out(listed)


def describe_overdue(found: Iterable[Overdue], listed: Listed) -> Iterator[str]:
    """A line a place, those that have waited longest first."""
    by_place: dict[tuple[str, str], list[Overdue]] = {}
    for each in found:
        where = each.place.name if each.place else "place not known"
        by_place.setdefault((where, f"{each.term.hours} hours, {each.term.article}"), []).append(each)
    for (where, term), held in by_place.items():
        hours = Counter(each.hours for each in held)
        spread = ", ".join(f"{number:,} by {over:,} h" for over, number in sorted(hours.items(), reverse=True))
        yield f"{len(held):>8,}  held past the term ({term}), {where}: {spread}"
    yield f"as of {listed.table.scope.as_of}; a day without an hour is taken to its end, anywhere on earth"
    yield from _describe_left_out(listed)


def _describe_left_out(listed: Listed) -> Iterator[str]:
    people = listed.people
    told = {
        "closed: counted nowhere": people.closed,
        "refused: counted here, in no figure and no edition": people.refused,
        "not linked yet, counted nowhere: `habeas people link`": people.unlinked,
    }
    yield from (f"{number:>8,}  records {words}" for words, number in told.items() if number)
