"""Invented people on lists of one country for a year: few towns and days have most of them, as on real lists."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.model import Place
from habeas.model.listed import Detention, ListedPerson, ListScope, ListTable
from habeas.reconcile.listing import make_table

FIRST = date(2022, 1, 1)
COUNTRY = Place("made:country", "Country", "country", "XX", None, None, None)
REGIONS = 17
CITIES = 102


@dataclass(frozen=True, slots=True)
class MadeYear:
    """So many people on `days` days in 102 towns of 17 regions.

    `waves` is the spread of the logarithm of how many are detained on a day, and `steep` how much more often the
    greater town is named than the next (the exponent of Zipf). Shares: `region` know no town, `nights` no day but two,
    `month` only a month, `again` were detained twice.
    """

    people: int
    days: int = 365
    waves: float = 1.3
    steep: float = 0.9
    region: float = 0.03
    nights: float = 0.01
    month: float = 0.01
    again: float = 0.03
    seed: int = 1


def make_places() -> dict[str, Place]:
    """All 120 places by id."""
    regions = [
        Place(f"made:region-{at:02}", f"Region {at}", "region", "XX", None, None, None, (COUNTRY.id,))
        for at in range(REGIONS)
    ]
    cities = [
        Place(
            f"made:town-{at:03}",
            f"Town {at}",
            "city",
            "XX",
            None,
            None,
            None,
            (regions[at % REGIONS].id, COUNTRY.id),
        )
        for at in range(CITIES)
    ]
    return {place.id: place for place in (COUNTRY, *regions, *cities)}


def make_edition(year: MadeYear) -> ListTable:
    """The cells of a year."""
    last = FIRST + timedelta(days=year.days - 1)
    scope = ListScope(None, FIRST, last, f"{last + timedelta(days=1)}T00:00:00Z")
    return make_table(make_listed(year), scope, "made@1")


def make_listed(year: MadeYear) -> Iterator[ListedPerson]:
    """The people of a year."""
    rng, places = random.Random(year.seed), make_places()
    towns = [place for place in places.values() if place.kind == "city"]
    often = [1 / (1 + rank) ** year.steep for rank in range(len(towns))]
    busy = [rng.lognormvariate(0, year.waves) for _ in range(year.days)]
    for _ in range(year.people):
        times = 2 if rng.random() < year.again else 1
        days = sorted(rng.choices(range(year.days), busy, k=times))
        detentions = [_detain(rng, rng.choices(towns, often)[0], day, (year, places)) for day in days]
        yield ListedPerson(("hotline",), 1, tuple(detentions), ())


def _detain(rng: random.Random, town: Place, day: int, made: tuple[MadeYear, dict[str, Place]]) -> Detention:
    year, places = made
    place = places[town.parents[0]] if rng.random() < year.region else town
    first = last = FIRST + timedelta(days=day)
    drawn = rng.random()
    if drawn < year.month:
        first, last = _find_month(first, year.days)
    elif drawn < year.month + year.nights and day + 1 < year.days:
        last = first + timedelta(days=1)
    return Detention(place, first, last)


def _find_month(day: date, days: int) -> tuple[date, date]:
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first, min(last, FIRST + timedelta(days=days - 1))
