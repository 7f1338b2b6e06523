"""Outlines of countries from Natural Earth, made by `benchmarks/make_outlines.py`."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

LonLat = tuple[float, float]


@cache
def load_outlines() -> dict[str, Any]:
    """The topology of all countries, as TopoJSON; not to be changed by who gets it."""
    text = (resources.files("habeas.publish") / "outlines.json").read_text(encoding="utf-8")
    topology: dict[str, Any] = json.loads(text)
    return topology


@cache
def list_rings(country: str) -> tuple[tuple[LonLat, ...], ...]:
    """The outer rings of a country (ISO 3166-1 alpha-2), in degrees; none where the outlines lack it."""
    rings = (ring for shape in _geometries() if shape.get("id") == country for ring in _outer_rings(shape))
    return tuple(tuple(_join(ring)) for ring in rings)


def _geometries() -> list[dict[str, Any]]:
    geometries: list[dict[str, Any]] = load_outlines()["objects"]["countries"]["geometries"]
    return geometries


def _outer_rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return (polygon[0] for polygon in polygons)


def _join(ring: list[int]) -> Iterator[LonLat]:
    for index in ring:
        arc = _arcs()[index] if index >= 0 else _arcs()[~index][::-1]
        yield from arc[:-1]


@cache
def _arcs() -> tuple[tuple[LonLat, ...], ...]:
    topology = load_outlines()
    scale_x, scale_y = topology["transform"]["scale"]
    return tuple(tuple(_walk(arc, scale_x, scale_y)) for arc in topology["arcs"])


def _walk(arc: list[list[int]], scale_x: float, scale_y: float) -> Iterator[LonLat]:
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x, y * scale_y
