"""Distances on the globe."""

from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0088


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points given as (latitude, longitude) in degrees."""
    lat, lon, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
