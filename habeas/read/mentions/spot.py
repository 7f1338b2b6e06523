"""A place and a time of a passage, as tokens of one of its sentences."""

from dataclasses import dataclass
from typing import Literal

from habeas.read.when import WhenMatch

Stretch = tuple[int, int]
PieceKind = Literal["name", "facility", "unknown"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Names that belong together, in sentence `line`, tokens `first` to `last`.

    `places` lists each place as its names, most specific first: one for "Kiev, Ukraine", two for "Minsk and Brest".
    `level` says how wide the narrowest is: 3 a country, 2 a part of one, 1 a city or a name no gazetteer knows, 0 a
    facility.
    """

    line: int
    first: int
    last: int
    kind: PieceKind
    level: int
    places: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True)
class Time:
    """A time of sentence `line`, as tokens of it."""

    line: int
    first: int
    last: int
    match: WhenMatch
    age: str = "unknown"
