"""How likely each bearer of a name is: by itself, by what is named beside it, by the report's other places."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.gazetteer.beside import Beside, is_inside
from habeas.gazetteer.entry import MEANT, OTHER, OWN
from habeas.gazetteer.index import Candidate
from habeas.gazetteer.mention import Hint

Cell = tuple[int, int]

# Points are logarithms of odds, set on one half of a public corpus: by hand, then one weight at a time.
_LEVEL_POINTS = {
    "continent": 3.0,
    "country": 1.5,
    "admin1": -0.9,
    "area": 1.5,
    "admin2": -0.5,
    "city": 0.0,
    "site": 1.5,
}
_PER_TENFOLD = 1.3
_QUALITY_POINTS = {MEANT: 2.5, OWN: 1.5, OTHER: -1.5}
_CAPITAL_POINTS = 1.6
_HINT_POINTS = 4.0
_PARENT_POINTS = 9.0
_LISTED_POINTS = 4.0
_OWNER_POINTS = 5.0
_CHILD_POINTS = 6.0
_HAS_CAPITAL_POINTS = 4.0
_COUNTRY_POINTS = 1.4
_DIVISION_POINTS = 0.9
_NEAR_POINTS = 1.0
_CLOSE_POINTS = 1.25
_PEER_POINTS, _PEER_SLOPE = 1.5, 2.0
_DATELINE_POINTS, _DATELINE_CITY = 8.0, 100_000
_HAMLET_POINTS = -3.0
_NAMESAKE_POINTS = -2.5
_SEAT_SHARE = 0.03
_FOREIGN_POINTS = -4.0
_DEFAULT_POPULATION = {"site": 1_000_000, "admin2": 30_000, "area": 1_000_000, "admin1": 300_000}
# Neighbourhoods are counted twice: in cells of a degree, and in cells as wide as a county.
_CELL, _CLOSE_CELL = 1.0, 0.25
_COUNTRY_SLOPE, _DIVISION_SLOPE, _NEAR_SLOPE, _CLOSE_SLOPE = 2.7, 10.0, 2.0, 8.0
_SPREAD = 0.6


def weigh_alone(candidate: Candidate, hint: Hint | None) -> float:
    """Points for rank, size and how good the name is."""
    population = candidate.place.population or _DEFAULT_POPULATION.get(candidate.level, 300)
    points = _LEVEL_POINTS[candidate.level] + _PER_TENFOLD * math.log10(max(population, 100) / 1000)
    points += _QUALITY_POINTS.get(candidate.quality, 0.0)
    points += _CAPITAL_POINTS if candidate.capital else 0.0
    points += _HAMLET_POINTS if candidate.level == "city" and candidate.key < 0 else 0.0
    points += _HINT_POINTS if hint is not None and candidate.place.kind == hint else 0.0
    return points


def weigh_rivals(candidates: Sequence[Candidate], hint: Hint | None) -> list[float]:
    """Points against a place that another bearer of its name outranks by kind.

    A region named for a city in it: "Moscow" is the city where nothing says region. A country or region so called in
    some other language: "Tunis" is the city, though it is Tunisia's name too.
    """
    seats = _rank_seats(candidates)
    proper = any(each.quality >= OWN for each in candidates)
    return [
        (_NAMESAKE_POINTS if hint != "region" and _has_namesake(each, seats) else 0.0)
        + (_FOREIGN_POINTS if proper and each.quality == OTHER and each.level in ("country", "admin1") else 0.0)
        for each in candidates
    ]


def _rank_seats(candidates: Sequence[Candidate]) -> dict[int, int]:
    """The regions that hold a city of the name → the inhabitants of the largest."""
    seats: dict[int, int] = {}
    for each in candidates:
        for parent in each.parents[:1] if each.level == "city" else ():
            seats[parent] = max(seats.get(parent, 0), each.place.population or 0)
    return seats


def _has_namesake(region: Candidate, seats: dict[int, int]) -> bool:
    if region.level != "admin1" or region.quality == MEANT or region.key not in seats:
        return False
    return seats[region.key] >= _SEAT_SHARE * (region.place.population or 0)


def weigh_beside(candidate: Candidate, beside: Beside) -> float:
    """Points for parents and owners named right beside the place."""
    points = 0.0
    if any(is_inside(candidate, parent) for parent in beside.parents):
        points += _LISTED_POINTS if beside.is_listed else _PARENT_POINTS
    if candidate.level in ("country", "admin1") and any(is_inside(child, candidate) for child in beside.children):
        points += _CHILD_POINTS
    if beside.owner:
        points += _weigh_owner(candidate, beside.owner)
    if beside.is_dateline and candidate.level == "city" and (candidate.place.population or 0) >= _DATELINE_CITY:
        points += _DATELINE_POINTS
    if beside.has_capital and candidate.level == "country":
        points += _HAS_CAPITAL_POINTS
    return points


def _weigh_owner(candidate: Candidate, owners: tuple[Candidate, ...]) -> float:
    """An owner is most often the parent; where it cannot be, its country still speaks for the place."""
    if any(is_inside(candidate, owner) for owner in owners):
        return _OWNER_POINTS
    return _OWNER_POINTS / 2 if candidate.place.country == owners[0].place.country else 0.0


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a place shares with its neighbours: division, kind of peers, and cells of the map; None where unknown."""

    division: int | None
    peers: str | None
    cell: Cell | None
    close: Cell | None


@dataclass
class Surroundings:
    """How much the names of a report speak for each country, division and degree of the map."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[Cell, float] = field(default_factory=lambda: defaultdict(float))
    close: dict[Cell, float] = field(default_factory=lambda: defaultdict(float))
    places: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    peers: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _standings: dict[int, _Standing] = field(default_factory=dict)

    def _stand(self, candidate: Candidate) -> _Standing:
        # By key, which one place has under all its names.
        known = self._standings.get(candidate.key)
        if known is None:
            cells = _cell(candidate, _CELL), _cell(candidate, _CLOSE_CELL)
            known = self._standings[candidate.key] = _Standing(_division(candidate), _peers(candidate), *cells)
        return known

    def add(self, candidates: Sequence[Candidate], chances: Sequence[float], sign: float = 1.0) -> None:
        """Count one name's candidates by their chances; a negative sign takes them out again."""
        for candidate, chance in zip(candidates, chances, strict=True):
            if chance < 0.01:
                continue
            share = chance * sign
            self.places[candidate.key] += share
            if candidate.place.country:
                self.countries[candidate.place.country] += share
            standing = self._stand(candidate)
            if standing.division is not None:
                self.divisions[standing.division] += share
            if standing.peers is not None:
                self.peers[standing.peers] += share
            if standing.cell is not None and standing.close is not None:
                _spread(self.cells, standing.cell, share)
                _spread(self.close, standing.close, share)

    def weigh(self, candidate: Candidate) -> float:
        """Points for standing in the same country, division and neighbourhood as the report's other places."""
        # What another name says for the very same place is not a neighbour's word for it.
        own = self.places.get(candidate.key, 0.0)
        country = self.countries.get(candidate.place.country or "", 0.0)
        points = _COUNTRY_POINTS * _saturate(country - own, _COUNTRY_SLOPE)
        standing = self._stand(candidate)
        if standing.peers is not None:
            points += _PEER_POINTS * _saturate(self.peers.get(standing.peers, 0.0) - own, _PEER_SLOPE)
        if standing.division is not None:
            points += _DIVISION_POINTS * _saturate(self.divisions.get(standing.division, 0.0) - own, _DIVISION_SLOPE)
        if standing.cell is None or standing.close is None:
            return points
        points += _NEAR_POINTS * _saturate(self.cells.get(standing.cell, 0.0) - own, _NEAR_SLOPE)
        return points + _CLOSE_POINTS * _saturate(self.close.get(standing.close, 0.0) - own, _CLOSE_SLOPE)


def _spread(cells: dict[Cell, float], cell: Cell, share: float) -> None:
    lat, lon = cell
    around = share * _SPREAD
    for north in (lat - 1, lat, lat + 1):
        for east in (lon - 1, lon, lon + 1):
            cells[north, east] += around
    cells[cell] += share - around


def _saturate(mass: float, slope: float) -> float:
    return math.log1p(mass * slope) if mass > 0 else 0.0


def _division(candidate: Candidate) -> int | None:
    if candidate.level == "admin1":
        return candidate.key
    return candidate.parents[0] if len(candidate.parents) > 1 and candidate.level in ("city", "admin2") else None


def _peers(candidate: Candidate) -> str | None:
    """What is named in one breath with it: countries with countries, a country's divisions with one another."""
    if candidate.level == "country":
        return "countries"
    return candidate.place.country if candidate.level == "admin1" else None


def _cell(candidate: Candidate, width: float) -> Cell | None:
    place = candidate.place
    if candidate.level not in ("city", "admin2") or place.lat is None or place.lon is None:
        return None
    return math.floor(place.lat / width), math.floor(place.lon / width)


def to_chances(points: Sequence[float]) -> list[float]:
    """Chances that sum to one."""
    highest = max(points, default=0.0)
    powers = [math.exp(value - highest) for value in points]
    total = sum(powers)
    return [power / total for power in powers]
