"""What the figures of a sheet are about: a measure at a place over a window, or at words that name no known place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from habeas.model.tally import TallyQuery
from habeas.tally.page import Page
from habeas.tally.region import Region
from habeas.tally.scope import ScopeKey
from habeas.tally.tree import PlaceTree

EVERYWHERE = "everywhere"
NOWHERE = "place not said"


@dataclass(frozen=True, slots=True)
class Target:
    """One figure to make; `is_words`: the label is of a place that the gazetteer lacks."""

    place: str | None
    label: str
    first: int
    last: int
    is_words: bool = False


def list_targets(page: Page, query: TallyQuery) -> list[Target]:
    """The total, then what the query asks for by place and by day where somebody says anything of it."""
    first, last = query.first.toordinal(), query.last.toordinal()
    total = Target(query.place, _label(page.tree, query.place), first, last)
    found: dict[Target, None] = {total: None}
    if "day" in query.by:
        days = sorted({begins for _, begins, ends in page.scopes if begins == ends})
        found.update(dict.fromkeys(Target(total.place, total.label, day, day) for day in days))
    if "place" in query.by:
        found.update(dict.fromkeys(_place_targets(page, query)))
        found.update(dict.fromkeys(_word_targets(page, first, last)))
    return list(found)


def list_around(page: Page, query: TallyQuery, key: ScopeKey) -> Iterator[Target]:
    """The targets whose cells hold those of a scope: what is said there may change them."""
    places, begins, ends = key
    first, last = query.first.toordinal(), query.last.toordinal()
    windows = [(first, last), *([(begins, begins)] if begins == ends and "day" in query.by else [])]
    around = page.tree.ids_around(places) if "place" in query.by else []
    inside = [place for place in around if query.place is None or page.tree.lies_in(place, query.place)]
    for place in dict.fromkeys([query.place, *inside]):
        yield from (Target(place, _label(page.tree, place), *window) for window in dict.fromkeys(windows))
    if not places and "place" in query.by:
        yield from _word_targets(page, first, last)


def find_region(target: Target, tree: PlaceTree) -> Region:
    """The cells of a target."""
    return Region(tree.cells(() if target.place is None else (target.place,)), target.first, target.last)


def to_date(day: int) -> date:
    """The date of a proleptic ordinal."""
    return date.fromordinal(day)


def _label(tree: PlaceTree, place: str | None) -> str:
    return EVERYWHERE if place is None else tree.name(place)


def _place_targets(page: Page, query: TallyQuery) -> Iterable[Target]:
    """Each mentioned place that holds a claim, over the window and on each of its days where days are asked for."""
    first, last = query.first.toordinal(), query.last.toordinal()
    windows: dict[str, set[int]] = {}
    for places, begins, ends in page.scopes:
        for place in page.tree.ids_around(places):
            windows.setdefault(place, set())
            if begins == ends and "day" in query.by:
                windows[place].add(begins)
    for place in sorted(windows):
        if query.place is None or place == query.place or page.tree.lies_in(place, query.place):
            label = _label(page.tree, place)
            yield Target(place, label, first, last)
            yield from (Target(place, label, day, day) for day in sorted(windows[place]))


def _word_targets(page: Page, first: int, last: int) -> Iterable[Target]:
    for label in sorted(page.labels):
        if label != NOWHERE:
            yield Target(None, label, first, last, is_words=True)
