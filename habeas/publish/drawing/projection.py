"""Map projections that keep areas, by the formulas of d3-geo, so that labels stand where the drawing puts the points.

Snyder, "Map Projections: A Working Manual" (1987) for the azimuthal and the conic one; Šavrič, Patterson and Jenny,
"The Equal Earth map projection" (2019) for the world.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any, Literal

from habeas.publish.drawing.outlines import LonLat

Kind = Literal["azimuthalEqualArea", "conicEqualArea", "equalEarth"]
Pixel = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees → pixels: turned to the middle `lon`, `lat`, then scaled and moved; `parallels` of a conic one."""

    kind: Kind
    lon: float
    lat: float = 0.0
    parallels: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    move: Pixel = (0.0, 0.0)

    def place(self, point: LonLat) -> Pixel:
        """Where a point lies, y downwards."""
        x, y = _RAW[self.kind](self, radians((point[0] - self.lon + 540) % 360 - 180), radians(point[1]))
        return self.move[0] + self.scale * x, self.move[1] - self.scale * y

    def describe(self) -> dict[str, Any]:
        """The projection in the words of Vega."""
        turn = [-self.lon, -self.lat if self.kind == "azimuthalEqualArea" else 0]
        cone = {"parallels": list(self.parallels)} if self.kind == "conicEqualArea" else {}
        drawn = {"scale": self.scale, "translate": list(self.move), "center": [0, 0]}
        return {"type": self.kind, "rotate": turn, **cone, **drawn}


def _azimuthal(projection: Projection, lon: float, lat: float) -> Pixel:
    middle = radians(projection.lat)
    across = cos(lat) * cos(lon)
    nearness = sin(middle) * sin(lat) + cos(middle) * across
    stretch = sqrt(2 / max(1 + nearness, 1e-9))
    return stretch * cos(lat) * sin(lon), stretch * (cos(middle) * sin(lat) - sin(middle) * across)


def _conic(projection: Projection, lon: float, lat: float) -> Pixel:
    south, north = (sin(radians(parallel)) for parallel in projection.parallels)
    n = (south + north) / 2
    c = 1 + south * (2 * n - south)
    radius = sqrt(max(c - 2 * n * sin(lat), 0)) / n
    return radius * sin(n * lon), sqrt(c) / n - radius * cos(n * lon)


def _equal_earth(projection: Projection, lon: float, lat: float) -> Pixel:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    turn = asin(sqrt(3) / 2 * sin(lat))
    power = turn**6
    slope = a1 + 3 * a2 * turn**2 + power * (7 * a3 + 9 * a4 * turn**2)
    return 2 * sqrt(3) * lon * cos(turn) / (3 * slope), turn * (a1 + a2 * turn**2 + power * (a3 + a4 * turn**2))


_RAW: dict[Kind, Callable[[Projection, float, float], Pixel]] = {
    "azimuthalEqualArea": _azimuthal,
    "conicEqualArea": _conic,
    "equalEarth": _equal_earth,
}
_EARTH_KM = 6371.0


def km_between(one: LonLat, other: LonLat) -> float:
    """The distance of two points on the sphere."""
    lon, lat = radians(other[0] - one[0]), radians(other[1] - one[1])
    half = sin(lat / 2) ** 2 + cos(radians(one[1])) * cos(radians(other[1])) * sin(lon / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


@cache
def ring_km2(ring: tuple[LonLat, ...]) -> float:
    """The area of a ring on the sphere, by the trapezoids under its sides."""
    area = 0.0
    for one, other in zip(ring, (*ring[1:], ring[0]), strict=True):
        across = radians((other[0] - one[0] + 540) % 360 - 180)
        area += across * (sin(radians(one[1])) + sin(radians(other[1]))) / 2
    return abs(area) * _EARTH_KM**2


def middle_of(points: tuple[LonLat, ...]) -> LonLat:
    """The middle of points: half-way in latitude, and in longitude the middle of what the widest gap leaves."""
    lons = sorted(point[0] % 360 for point in points)
    gaps = [(after - before, before, after) for before, after in zip(lons, (*lons[1:], lons[0] + 360), strict=True)]
    _, west_end, east_start = max(gaps)
    lon = ((east_start + west_end + 360) / 2 + 180) % 360 - 180
    lats = [point[1] for point in points]
    return lon, (min(lats) + max(lats)) / 2


def reach_km(points: tuple[LonLat, ...], middle: LonLat) -> float:
    """How far the farthest point lies from the middle."""
    return max(km_between(middle, point) for point in points)
