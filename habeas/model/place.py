"""Where something happened, and how sure the gazetteer is."""

from dataclasses import dataclass
from typing import Literal

from habeas.model.span import Mention

PlaceKind = Literal["site", "city", "region", "country", "continent"]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    `id` is "geonames:524901", or "iso:RU-MOW" for a subdivision known by its ISO code alone. `parents` are ids
    from the nearest to the widest ("iso:RU-MOW", "geonames:2017370"). `lat` and `lon` are degrees, None where
    no point is known.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    population: int | None
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a place name was taken to mean: `place` is None where nothing was found, and `reason` says why.

    `contradiction` records what in the text speaks against it ("Moscow's St. Petersburg": not in Moscow).
    `near` is a guess and never counted: where nothing was found, the place that the text names around or next to it.
    """

    words: Mention
    place: Place | None
    reason: str
    score: float
    contradiction: str | None = None
    near: Place | None = None
