"""What several claims together tell of one happening, what cannot be one, and which claims may meet at all."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.match.block import Keys
from habeas.match.happening import Happening
from habeas.match.happening_feature import SHORT, meet_sites, part_sides
from habeas.model import Place

# A happening goes on past midnight, not for ever.
_LONGEST = timedelta(days=1)
_DAY = timedelta(days=1)
# A claim without a day may be of so many days before its report.
_BEFORE = 2
_MONTH = len("2022-02")
_KINDS = ("site", "city", "region", "country", "continent")


@dataclass(frozen=True, slots=True)
class Outline:
    """What the claims of a cluster tell, where that could contradict; `groups` only where they tell protests apart."""

    place: Place | None
    first: date | None
    last: date | None
    sites: frozenset[str]
    groups: frozenset[str]
    sides: frozenset[str]


def outline(happening: Happening) -> Outline:
    """The outline of one claim."""
    groups = happening.groups if happening.type == "attended" else frozenset()
    days = happening.first, happening.last
    return Outline(happening.place, *days, happening.sites, groups, happening.sides)


def merge_outlines(one: Outline, other: Outline) -> Outline | None:
    """Both as one, or None where they contradict: elsewhere, days apart, other named sites, groups or sides."""
    days = _merge_days(one, other)
    if days is None or not _is_one_place(one.place, other.place) or part_sides(one.sides, other.sides):
        return None
    if one.sites and other.sites and not meet_sites(one.sites, other.sites):
        return None
    if one.groups and other.groups and not one.groups & other.groups:
        return None
    place = find_narrowest([one.place, other.place])
    sites, groups, sides = one.sites | other.sites, one.groups | other.groups, one.sides | other.sides
    return Outline(place, *days, sites, groups, sides)


def find_narrowest(places: Sequence[Place | None]) -> Place | None:
    """The narrowest kind of place named, and of those the first."""
    return min((place for place in places if place), key=lambda place: _KINDS.index(place.kind), default=None)


def find_keys(happening: Happening) -> Keys:
    """Where a claim may meet others: of its type, at its place or one around it, on its day or beside it."""
    days = _list_days(happening)
    names = sorted(happening.names)
    if happening.place is not None:
        own: list[Hashable] = [happening.place.id]
        wider: list[Hashable] = [*happening.within, *(("name", name) for name in names)]
    else:
        own, wider = [("words", happening.place_words), *(("name", name) for name in names)], []
    marks = (happening.sides, happening.groups, happening.sites, happening.names, happening.words)
    return Keys(
        own=tuple((happening.type, key, day) for key in own for day in days),
        wider=tuple((happening.type, key, day) for key in wider for day in days),
        near="|".join(" ".join(sorted(mark)) for mark in marks),
    )


def _list_days(happening: Happening) -> list[str]:
    """Each day and the one after, so that neighbours meet; a longer time by the month in which it begins."""
    if happening.first is None or happening.last is None:
        return _days_before(happening.published)
    if happening.last - happening.first > SHORT:
        return [happening.first.isoformat()[:_MONTH]]
    return [day.isoformat() for day in _walk(happening.first, happening.last)]


def _walk(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 2):
        if (date.max - first).days >= number:
            yield first + _DAY * number


def _days_before(published: str | None) -> list[str]:
    if published is None:
        return []
    day = date.fromisoformat(published)
    return [(day - _DAY * number).isoformat() for number in range(min(_BEFORE, (day - date.min).days) + 1)]


def _is_one_place(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None or one.id == other.id:
        return True
    return other.id in one.parents or one.id in other.parents


def _merge_days(one: Outline, other: Outline) -> tuple[date | None, date | None] | None:
    """The days of both; None where together they are longer than a happening and than either."""
    if one.first is None or one.last is None:
        return other.first, other.last
    if other.first is None or other.last is None:
        return one.first, one.last
    first, last = min(one.first, other.first), max(one.last, other.last)
    longest = max(_LONGEST, one.last - one.first, other.last - other.first)
    return (
        (first, last)
        if last - first <= longest or max(one.last - one.first, other.last - other.first) > SHORT
        else None
    )
