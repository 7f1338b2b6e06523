"""The pictures of a bulletin: a map and a timeline of its leading measure, each in a wide and a narrow drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from habeas.model.edition import Edition
from habeas.model.place import Place
from habeas.publish.bulletin.figures import Row
from habeas.publish.bulletin.foreign import tame_words
from habeas.publish.bulletin.growth import find_steps
from habeas.publish.bulletin.phrase import read_moment
from habeas.publish.bulletin.section import Section
from habeas.publish.drawing import map as mapping
from habeas.publish.drawing import timeline
from habeas.publish.drawing.map import MapPlace, draw_map, list_unshown
from habeas.publish.drawing.svg import Caption
from habeas.publish.drawing.timeline import TimelineStep, draw_timeline


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as SVG for wide and for narrow pages, and what it leaves out."""

    wide: str
    narrow: str
    missing: tuple[str, ...] = ()


def picture_places(section: Section, edition: Edition) -> Picture | None:
    """The map of a section's places; None where no place of it has a known point."""
    shown, missing = _locate(section, edition)
    if not shown:
        return None
    country = _country(edition.scope.place, shown)
    title = f"Map: {section.wording.head.lower()} {section.where} {section.days}"
    largest = ", ".join(_say(place) for place in sorted(shown, key=lambda place: -(place.low or 0))[:5])
    words = f"A circle for each of {len(shown)} places, its area in proportion to the figure. The largest: {largest}."
    wide = draw_map(shown, Caption("map", title, words), country=country, size=mapping.WIDE)
    narrow = draw_map(shown, Caption("map-narrow", title, words), country=country, size=mapping.NARROW)
    return Picture(wide, narrow, (*missing, *list_unshown(shown, country)))


def picture_growth(section: Section, edition: Edition) -> Picture | None:
    """The timeline of a section's figure; None where no step has a time."""
    steps = find_steps(edition, section.total.tally) if section.total else ()
    drawn = [TimelineStep(read_moment(step.at), step.low, step.robust_low) for step in steps if step.at]
    if not any(step.low for step in drawn):
        return None
    until = _end_line(drawn, read_moment(edition.scope.as_of))
    title = f"Timeline: {section.wording.head.lower()} {section.where} {section.days}, by what was known when"
    ends = f"from {drawn[0].low or 0:,} to {drawn[-1].low or 0:,} in {len(drawn)} steps"
    words = f"A step line {ends}; dashed, the figure without any one voice."
    wide = draw_timeline(drawn, until, Caption("timeline", title, words), size=timeline.WIDE)
    narrow = draw_timeline(drawn, until, Caption("timeline-narrow", title, words), size=timeline.NARROW)
    return Picture(wide, narrow)


def _end_line(steps: Sequence[TimelineStep], as_of: datetime) -> datetime:
    """Where the line ends: at `as_of`, or before it where a long silence would leave the steps no room."""
    first, last = steps[0].at, steps[-1].at
    return min(as_of, last + max((last - first) * 0.3, timedelta(hours=2)))


def _locate(section: Section, edition: Edition) -> tuple[list[MapPlace], list[str]]:
    """Places with a point, and the names of those without; a wider area only where no narrower place in it is shown."""
    known = {place.id: place for place in edition.places}
    narrow = [(row, known.get(row.tally.place or "")) for row in section.cities]
    held = {parent for _, place in narrow if place for parent in place.parents}
    wide = [(row, known.get(row.tally.place or "")) for row in section.wider if row.tally.place not in held]
    shown, missing = [], []
    for row, place in (*narrow, *wide, *_locate_whole(section, edition)):
        if place is None or place.lat is None or place.lon is None:
            missing.append(row.label)
            continue
        name = tame_words(place.name, 28)
        shown.append(MapPlace(name, (place.lon, place.lat), row.tally.low, place.country))
    return shown, missing


def _locate_whole(section: Section, edition: Edition) -> list[tuple[Row, Place]]:
    """The place of the edition itself where it is one point on a map and nothing within it is told apart."""
    place = edition.scope.place
    if section.cities or section.total is None or place is None or place.kind not in ("city", "site"):
        return []
    return [(section.total, place)]


def _country(place: Place | None, shown: Sequence[MapPlace]) -> str | None:
    """The country to draw whole: the one asked for, or the only one in which something was reported."""
    if place and place.kind == "country":
        return place.country
    countries = {found.country for found in shown}
    return countries.pop() if len(countries) == 1 else None


def _say(place: MapPlace) -> str:
    return place.name if place.low is None else f"{place.name} {place.low:,}"
