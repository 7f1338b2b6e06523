"""A passage's sentences with the candidates, places and times in them: what is weighed against each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.line import Line
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


@dataclass(frozen=True, slots=True)
class Scenery:
    """A passage's sentences with everything in it that a happening may refer to."""

    text: str
    lines: Sequence[Line]
    candidates: Sequence[Candidate]
    spots: Sequence[Spot]
    times: Sequence[Time]


@dataclass(frozen=True, slots=True)
class Thread:
    """Place and time of the claim before, where there is one: the next often goes on with them.

    `is_recent` says whether a claim without a time is as recent as the report.
    """

    told: bool = False
    line: int = -1
    spot: Spot | None = None
    time: Time | None = None
    is_recent: bool = True


START = Thread()
