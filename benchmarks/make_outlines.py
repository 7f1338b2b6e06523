"""Makes the outlines of countries anew from Natural Earth, as the npm package world-atlas carries them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m benchmarks.make_outlines package/countries-50m.json [FILE]

writes `habeas/publish/outlines.json`: the same topology with fewer points, so that neighbours still share their border.
Points are dropped by the triangle that each spans with its neighbours, the smallest first (Visvalingam, Whyatt 1993).
"""

import heapq
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pycountry

Point = tuple[float, float]
TARGET = Path(__file__).resolve().parents[1] / "habeas" / "publish" / "outlines.json"
# Square degrees at the equator: a triangle smaller than this shows on no map of the bulletin.
SMALLEST = 0.0025
# Degrees of one step of the grid that points are rounded to, longitude and latitude.
STEP = 0.005
SOURCE = "Natural Earth 4.1.0, 1:50m Admin 0 countries (public domain), by way of world-atlas 2.0.2; simplified"


def reduce_outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """A topology of the same countries and the same shared arcs, simplified and rounded to the grid."""
    arcs = [encode(drop_points(points)) for points in decode(topology)]
    shapes = [_shape(given) for given in topology["objects"]["countries"]["geometries"] if given["type"] is not None]
    countries = {"type": "GeometryCollection", "geometries": shapes}
    borders = {"type": "MultiLineString", "arcs": [[index] for index in find_borders(shapes)]}
    objects = {"countries": countries, "borders": borders}
    transform = {"scale": [STEP, STEP], "translate": [0, 0]}
    return {"type": "Topology", "source": SOURCE, "transform": transform, "objects": objects, "arcs": arcs}


def find_borders(shapes: list[dict[str, Any]]) -> list[int]:
    """The arcs that two countries share: borders, not coasts."""
    users: Counter[int] = Counter()
    for shape in shapes:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        users.update({index if index >= 0 else ~index for polygon in polygons for ring in polygon for index in ring})
    return sorted(index for index, count in users.items() if count > 1)


def decode(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised topology in degrees."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def encode(points: list[Point]) -> list[list[int]]:
    """Steps on the grid from point to point, the first from the origin; steps that stay in place are left out."""
    steps: list[list[int]] = []
    last = (0, 0)
    for x, y in points:
        here = (round(x / STEP), round(y / STEP))
        if here != last or not steps:
            steps.append([here[0] - last[0], here[1] - last[1]])
        last = here
    return steps if len(steps) > 1 else [*steps, [0, 0]]


def drop_points(points: list[Point]) -> list[Point]:
    """The points of an arc without those that span too small a triangle; ends stay, and a ring keeps four points."""
    before = [index - 1 for index in range(len(points))]
    after = [index + 1 for index in range(len(points))]
    area = {index: _area(points, index - 1, index, index + 1) for index in range(1, len(points) - 1)}
    heap = [(size, index) for index, size in area.items()]
    heapq.heapify(heap)
    smallest_count = 4 if points[0] == points[-1] else 2
    while heap and len(area) + 2 > smallest_count and heap[0][0] < SMALLEST:
        size, index = heapq.heappop(heap)
        if area.get(index) != size:
            continue
        del area[index]
        left, right = before[index], after[index]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in area:
                area[near] = max(size, _area(points, before[near], near, after[near]))
                heapq.heappush(heap, (area[near], near))
    return [points[0], *(points[index] for index in sorted(area)), points[-1]]


def _area(points: list[Point], *corners: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = (points[corner] for corner in corners)
    # A step across the 180th meridian must stay: its ends are no neighbours on the plane.
    if max(ax, bx, cx) - min(ax, bx, cx) > 180:
        return math.inf
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * math.cos(math.radians(by))


def _shape(given: dict[str, Any]) -> dict[str, Any]:
    country = pycountry.countries.get(numeric=given["id"]) if "id" in given else None
    code = {"id": country.alpha_2} if country else {}
    return {"type": given["type"], **code, "properties": given["properties"], "arcs": given["arcs"]}


def main() -> None:
    """Write the file."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET
    target.write_text(
        json.dumps(reduce_outlines(topology), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
