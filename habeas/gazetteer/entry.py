"""A place on its way into the index, with every name it goes by."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["continent", "country", "admin1", "admin2", "area", "city", "site"]

# How good a name is: one that names.yml says means this place, its own, any other, that of its people or its adjective.
MEANT, OWN, OTHER, DEMONYM = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index: `key` is the GeoNames id, or a number below zero for a place known by its `code` alone."""

    key: int
    name: str
    level: Level
    names: tuple[tuple[str, int], ...]
    code: str | None = None
    country: str | None = None
    point: tuple[float, float] | None = None
    population: int | None = None
    parents: tuple[int, ...] = ()
    capital: bool = False
