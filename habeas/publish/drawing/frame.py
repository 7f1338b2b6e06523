"""What a map shows: the body of a country, the reach of its points, or the world, and small maps of what lies apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from habeas.publish.drawing.outlines import LonLat, list_rings
from habeas.publish.drawing.projection import Pixel, Projection, km_between, middle_of, reach_km, ring_km2

# Parts of a country nearer to its body than this, or than the share of the body's reach, are drawn with it.
_NEAR_KM, _NEAR_SHARE = 300.0, 0.16
# A part this large beside the largest one belongs to the body up to twice its reach away (Malaysia).
_LARGE_SHARE = 0.25
_MOST_PARTS = 40
_WORLD_KM = 5500.0
_LEAST_KM = 130.0
_APART_KM = 800.0
_MARGIN = 14.0
MOST_INSETS = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """A projection fitted to `width` times `height` pixels."""

    projection: Projection
    width: int
    height: int

    def holds(self, point: LonLat) -> bool:
        """Whether a point lies inside, far enough from the edge for its circle to show."""
        x, y = self.projection.place(point)
        middle = (self.projection.lon, self.projection.lat)
        # The far side of the globe lies around the rim of an azimuthal map, bent out of all shape.
        if self.projection.kind == "azimuthalEqualArea" and km_between(middle, point) > _WORLD_KM:
            return False
        return 4 < x < self.width - 4 and 4 < y < self.height - 4


def frame_country(country: str, width: int, heights: tuple[int, int]) -> Frame | None:
    """The body of a country without far islands; None where the outlines lack it."""
    body = find_body(country)
    return _fit(_add_reach(body), width, heights) if body else None


def frame_points(points: Sequence[LonLat], width: int, heights: tuple[int, int]) -> Frame:
    """The reach of some points; the world where they lie on more than a continent, or where there are none."""
    if not points or reach_km(tuple(points), middle_of(tuple(points))) > _WORLD_KM:
        return _fit_world(width, heights)
    return _fit(_add_reach(tuple(points)), width, heights, margin=0.16 * width)


def frame_insets(
    countries: Iterable[str], points: Sequence[LonLat], width: int, height: int
) -> list[tuple[Frame, tuple[LonLat, ...]]]:
    """Small maps of points that lie apart, each with its points; of more groups than fit the first ones."""
    rings = [ring for country in countries for ring in list_rings(country)]
    insets = []
    for group in _group(points)[:MOST_INSETS]:
        land = [point for ring in rings if _touches(ring, group) for point in ring]
        near = land if land and reach_km(tuple(land), middle_of(tuple(land))) < _WORLD_KM / 2 else []
        insets.append((_fit(_add_reach((*group, *near)), width, (height, height)), group))
    return insets


@cache
def find_body(country: str) -> tuple[LonLat, ...]:
    """The points of the largest part of a country and of those that lie near it, one after another."""
    parts = sorted(list_rings(country), key=ring_km2, reverse=True)[:_MOST_PARTS]
    if not parts:
        return ()
    body = [parts[0]]
    limit = max(_NEAR_KM, _NEAR_SHARE * reach_km(parts[0], middle_of(parts[0])))
    waiting = parts[1:]
    while near := [part for part in waiting if _is_near(part, body, limit)]:
        body += near
        waiting = [part for part in waiting if part not in near]
    return tuple(point for part in body for point in part)


def _is_near(part: tuple[LonLat, ...], body: list[tuple[LonLat, ...]], limit: float) -> bool:
    if ring_km2(part) >= _LARGE_SHARE * ring_km2(body[0]):
        limit = max(limit, 2 * reach_km(body[0], middle_of(body[0])))
    return any(_gap_km(part, other) < limit for other in body)


@cache
def _gap_km(one: tuple[LonLat, ...], other: tuple[LonLat, ...]) -> float:
    return min(km_between(a, b) for a in _some(one, 10) for b in _some(other, 60))


def _some(points: tuple[LonLat, ...], count: int) -> tuple[LonLat, ...]:
    return points[:: max(1, len(points) // count)]


def _touches(ring: tuple[LonLat, ...], group: Sequence[LonLat]) -> bool:
    return any(km_between(point, here) < _NEAR_KM for here in group for point in _some(ring, 60))


def _group(points: Sequence[LonLat]) -> list[tuple[LonLat, ...]]:
    groups: list[tuple[LonLat, ...]] = []
    for point in points:
        joined = [group for group in groups if any(km_between(point, other) < _APART_KM for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append((*(other for group in joined for other in group), point))
    return sorted(groups, key=lambda group: min(points.index(point) for point in group))


def _add_reach(points: tuple[LonLat, ...]) -> tuple[LonLat, ...]:
    """The points, and four more around their middle where they would make too small a map to tell where it is."""
    lon, lat = middle_of(points)
    if reach_km(points, (lon, lat)) >= _LEAST_KM:
        return points
    up = _LEAST_KM / 111
    across = up / max(0.05, 1 - (min(abs(lat), 85) / 90) ** 2)
    return (*points, (lon, lat - up), (lon, lat + up), (lon - across, lat), (lon + across, lat))


def _fit(points: tuple[LonLat, ...], width: int, heights: tuple[int, int], *, margin: float = _MARGIN) -> Frame:
    lon, lat = middle_of(points)
    lats = [point[1] for point in points]
    lons = [(point[0] - lon + 540) % 360 - 180 for point in points]
    if abs(lat) > 20 and max(lons) - min(lons) > 25:
        sixth = (max(lats) - min(lats)) / 6
        parallels = (min(lats) + sixth, max(lats) - sixth)
        return _scale(Projection("conicEqualArea", lon, parallels=parallels), points, (width, *heights), margin=margin)
    return _scale(Projection("azimuthalEqualArea", lon, lat), points, (width, *heights), margin=margin)


def _fit_world(width: int, heights: tuple[int, int]) -> Frame:
    # Antarctica and the sea around the pole hold no places.
    points = [(lon, lat) for lon in (-168.9, 11.0, 190.9) for lat in (-56.0, 0.0, 78.0)]
    return _scale(Projection("equalEarth", 11.0), points, (width, *heights), margin=_MARGIN)


def _scale(projection: Projection, points: Iterable[LonLat], size: tuple[int, int, int], *, margin: float) -> Frame:
    placed = [projection.place(point) for point in points]
    left, right = min(x for x, _ in placed), max(x for x, _ in placed)
    top, bottom = min(y for _, y in placed), max(y for _, y in placed)
    width, lowest, highest = size
    inner = width - 2 * margin
    height = round(min(max(inner * (bottom - top) / (right - left) + 2 * margin, lowest), highest))
    scale = min(inner / (right - left), max(height - 2 * margin, height / 2) / (bottom - top))
    move: Pixel = (width / 2 - scale * (left + right) / 2, height / 2 - scale * (top + bottom) / 2)
    return Frame(replace(projection, scale=scale, move=move), width, height)
