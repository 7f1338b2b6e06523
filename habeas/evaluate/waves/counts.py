"""How many, by measure, place and day: what truly happened, and what a witness learns of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import ceil
from random import Random

from habeas.evaluate.waves.land import Land
from habeas.model import Place

# Minors and journalists are some of those detained; the others are measures of their own.
COUNTED = ("attended", "detained", "released", "held", "injured", "minors", "journalists")
# Adds up over places, not over days: the figure of several days is that of the fullest one.
STANDING = frozenset({"attended", "held"})

Leaves = Mapping[tuple[str, str], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of each day at every place of a land, wider places holding the narrower ones and villages no list names.

    `leaves` are the counts of cities and of each region's villages (the region's own id), under measure and place id;
    `sums` are running sums over days at the places that hold any of them, beginning with zero.
    """

    land: Land
    first: date
    days: int
    leaves: Leaves
    sums: Mapping[tuple[str, str], tuple[int, ...]]

    @property
    def last(self) -> date:
        """The last day of the wave."""
        return self.first + timedelta(self.days - 1)

    def count(self, measure: str, place: str | None, first: date, last: date) -> int:
        """How many at a place (None: everywhere) from `first` to `last`; no day outside the wave has any."""
        sums = self.sums.get((measure, place or self.land.country.id))
        if sums is None:
            return 0
        start = min(max((first - self.first).days, 0), self.days)
        end = min(max((last - self.first).days + 1, start), self.days)
        if measure in STANDING:
            return max((sums[at + 1] - sums[at] for at in range(start, end)), default=0)
        return sums[end] - sums[start]

    def add_up(self, measure: str, places: Iterable[Place], first: date, last: date) -> int:
        """How many at several places together, of which none lies in another."""
        return sum(self.count(measure, place.id, first, last) for place in places)


def sum_leaves(land: Land, first: date, leaves: Leaves) -> Counts:
    """Counts at every place, from those of cities and villages, of which there is one at least."""
    days = len(next(iter(leaves.values())))
    held: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    within = {city.id: (city.id, *_around(land, city)) for city in land.cities}
    within |= {region.id: (region.id, land.country.id) for region in land.regions}
    for (measure, key), counts in leaves.items():
        for place in within[key]:
            held.setdefault((measure, place), []).append(counts)
    return Counts(land, first, days, leaves, {key: _run_up(counts) for key, counts in held.items()})


def draw_truth(random: Random, land: Land, first: date, days: int) -> Counts:
    """A true wave: protests of heavy-tailed sizes, stronger on some days; detentions keep to no share of them."""
    leaves: dict[tuple[str, str], tuple[int, ...]] = {}
    base = random.lognormvariate(8.0, 1.0)
    moods = [
        random.lognormvariate(0, 0.9) * (1.6 if (first + timedelta(day)).weekday() >= 5 else 1) for day in range(days)
    ]
    for place in (*land.cities, *land.regions):
        weight = min(4, random.paretovariate(1.1) / 12) if place.kind == "city" else random.random() / 40
        attended = [_draw_crowd(random, base * weight * mood) for mood in moods]
        detained = [_draw_share(random, crowd, 0.07) for crowd in attended]
        released, held = _draw_custody(random, detained)
        drawn = {"attended": attended, "detained": detained, "released": released, "held": held}
        drawn["injured"] = [_draw_share(random, number, 0.05) for number in detained]
        drawn["minors"] = [int(number * random.uniform(0, 0.15)) for number in detained]
        drawn["journalists"] = [int(number * random.uniform(0, 0.06)) for number in detained]
        leaves |= {(measure, place.id): tuple(counts) for measure, counts in drawn.items()}
    return sum_leaves(land, first, leaves)


def learn(random: Random, truth: Counts, places: Iterable[Place], least: float) -> Counts:
    """What somebody learns of: at each of these places a share from `least` to 1 of each day's count, never more."""
    leaves: dict[tuple[str, str], tuple[int, ...]] = {}
    for place in places:
        shares = [random.uniform(least, 1) ** 0.7 for _ in range(truth.days)]
        for measure in COUNTED:
            counts = truth.leaves[measure, place.id]
            leaves[measure, place.id] = tuple(int(n * share) for n, share in zip(counts, shares, strict=True))
    return sum_leaves(truth.land, truth.first, leaves)


def _run_up(counts: list[tuple[int, ...]]) -> tuple[int, ...]:
    """Running sums of what several leaves have each day."""
    return tuple(accumulate(map(sum, zip(*counts, strict=True)), initial=0))


def _around(land: Land, city: Place) -> tuple[str, ...]:
    """The region and the country of a city; other parents that a gazetteer knows are no place of the wave."""
    known = {region.id for region in land.regions} | {land.country.id}
    return tuple(parent for parent in city.parents if parent in known)


def _draw_crowd(random: Random, expected: float) -> int:
    return int(expected * random.lognormvariate(0, 0.8)) if random.random() < min(1, expected / 20 + 0.1) else 0


def _draw_share(random: Random, number: int, median: float) -> int:
    if random.random() < 0.25:
        return 0
    return min(ceil(number * 0.6), int(number * median * random.lognormvariate(0, 0.9)))


def _draw_custody(random: Random, detained: list[int]) -> tuple[list[int], list[int]]:
    """Who is freed each day, and who was in custody at some time of it."""
    released, held, inside = [], [], 0
    for number in detained:
        inside += number
        held.append(inside)
        released.append(int(inside * random.uniform(0, 0.6)))
        inside -= released[-1]
    return released, held
