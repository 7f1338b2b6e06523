"""Outlines in pixels with no more points than an eye can tell apart, written short."""

import re
from itertools import pairwise

# Tenths of a pixel: nearer points are one.
_NEAR = 11
_POINT = re.compile(r"(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)")
Tenths = tuple[int, int]


def thin_outline(path: str) -> str:
    """The path of an outline (M, L and Z only) to a tenth of a pixel, without what is less than a triangle."""
    parts = [
        _thin([_read(found) for found in _POINT.finditer(part)], part.endswith("Z")) for part in path.split("M")[1:]
    ]
    return "".join(parts)


def _read(found: re.Match[str]) -> Tenths:
    return round(float(found[1]) * 10), round(float(found[2]) * 10)


def _thin(points: list[Tenths], is_ring: bool) -> str:
    kept = points[:1]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _NEAR:
            kept.append(point)
    if points[-1] != kept[-1]:
        kept.append(points[-1])
    if len(kept) < (3 if is_ring else 2):
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
    return f"M{_write(kept[0])}l{' '.join(_write(step) for step in steps)}{'z' if is_ring else ''}"


def _write(point: Tenths) -> str:
    return ",".join(re.sub(r"^(-?)0\.", r"\1.", f"{part / 10:.1f}".removesuffix(".0")) for part in point)
