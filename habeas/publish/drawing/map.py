"""Figures by place → a map: circles whose area is the figure, names where there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import pi, sqrt

from habeas.publish.drawing.frame import MOST_INSETS, Frame, frame_country, frame_insets, frame_points
from habeas.publish.drawing.label import Circle
from habeas.publish.drawing.layer import Panel, draw_panels
from habeas.publish.drawing.outlines import LonLat, list_rings
from habeas.publish.drawing.svg import Caption, finish_svg


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place with its figure; `low` None: reported without a number. `country` is its ISO 3166-1 alpha-2 code."""

    name: str
    point: LonLat
    low: int | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class MapSize:
    """How large a map is drawn: pixels, the greatest circle, how many names at most and in which letters."""

    width: int
    heights: tuple[int, int]
    radius: float
    names: int
    letters: float


WIDE = MapSize(760, (300, 520), 30.0, 14, 12.5)
NARROW = MapSize(360, (220, 460), 20.0, 6, 12.0)
_LEAST_RADIUS = 2.2
# The figure of the greatest circle at least: three people are no large circle.
_LEAST_LARGEST = 50
# Share of a map that its circles may cover together.
_COVERED = 0.09
_INSET_HEIGHT = 110


def draw_map(places: Sequence[MapPlace], caption: Caption, *, country: str | None = None, size: MapSize = WIDE) -> str:
    """The map as SVG: of `country` (ISO 3166-1 alpha-2) where the outlines have it, else of where the places lie.

    Places that lie apart from the body of the country stand in small maps below it.
    """
    ordered = sorted(places, key=lambda place: (-(place.low or 0), place.name, place.point))
    main = frame_country(country, size.width, size.heights) if country else None
    main = main or frame_points([place.point for place in ordered], size.width, size.heights)
    apart = [place for place in ordered if not main.holds(place.point)]
    countries = sorted({code for place in apart for code in (place.country, country) if code})
    largest = max((_LEAST_LARGEST, *(place.low or 0 for place in ordered)))
    size = _fit_circles(ordered, largest, (main.width, main.height), size=size)
    focus = country if country and list_rings(country) else None
    panels = [_panel(main, [place for place in ordered if place not in apart], focus, size=size, largest=largest)]
    insets = frame_insets(countries, [place.point for place in apart], (size.width - 24) // MOST_INSETS, _INSET_HEIGHT)
    small = replace(size, names=3, letters=size.letters - 1)
    for frame, points in insets:
        inside = [place for place in apart if place.point in points]
        panels.append(_panel(frame, inside, focus, size=small, largest=largest))
    shown = max((place.low or 0 for place in ordered), default=0)
    return finish_svg(draw_panels(panels, _legend(shown, largest, size) if shown else []), caption)


def list_unshown(places: Iterable[MapPlace], country: str | None) -> list[str]:
    """Names of the places that lie so far apart from one another that no map shows them."""
    main = frame_country(country, WIDE.width, WIDE.heights) if country else None
    if main is None:
        return []
    apart = [place for place in places if not main.holds(place.point)]
    shown = {point for _, group in frame_insets([], [place.point for place in apart], 100, 100) for point in group}
    return [place.name for place in apart if place.point not in shown]


def radius_of(low: int | None, largest: int, greatest: float) -> float:
    """The radius of a circle whose area is in proportion to its figure, never too small to see."""
    return _LEAST_RADIUS + 1 if low is None else max(_LEAST_RADIUS, greatest * sqrt(low / largest))


def _fit_circles(places: Iterable[MapPlace], largest: int, area: tuple[int, int], *, size: MapSize) -> MapSize:
    """The size with circles so small that together they leave most of the map free."""
    covered = sum(pi * radius_of(place.low, largest, size.radius) ** 2 for place in places)
    shrink = min(1.0, sqrt(_COVERED * area[0] * area[1] / covered)) if covered else 1.0
    return replace(size, radius=size.radius * shrink)


def _panel(frame: Frame, places: Sequence[MapPlace], focus: str | None, *, size: MapSize, largest: int) -> Panel:
    circles = []
    for place in places:
        x, y = frame.projection.place(place.point)
        words = place.name if place.low is None else f"{place.name} {place.low:,}"
        circles.append(Circle(x, y, radius_of(place.low, largest, size.radius), words))
    hollow = tuple(place.low is None for place in places)
    return Panel(frame, focus, tuple(circles), hollow, most=size.names, letters=size.letters)


def _legend(shown: int, largest: int, size: MapSize) -> list[Circle]:
    """Circles of round figures, none of them greater than the greatest that is shown."""
    top = max(step * 10**power for power in range(len(str(shown))) for step in (1, 2, 5) if step * 10**power <= shown)
    steps = [top // part for part in (25, 5, 1) if top % part == 0]
    circles: list[Circle] = []
    x = 8.0
    for step in steps:
        radius = radius_of(step, largest, size.radius)
        x += radius
        circles.append(Circle(x, size.radius, radius, f"{step:,}"))
        x += radius + 8 + 9 * len(f"{step:,}") + 10
    return circles
