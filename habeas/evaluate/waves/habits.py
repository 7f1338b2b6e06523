"""What each kind of witness says in the course of a day, and how often."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from habeas.evaluate.waves.said import Draft, Matter, Said, Turn, publish, say, say_group
from habeas.evaluate.waves.witness import EVERYWHERE
from habeas.evaluate.waves.words import exactly
from habeas.model import Modality, Place

_RUMOURED: tuple[Modality, ...] = ("alleged", "denied", "planned", "asserted")

Saying = Callable[[Turn], Iterator[Draft]]

_VILLAGES = ("Dastansorr", "Ustkerimov", "Quarrowby", "Orrinskove", "Belgatay")


def tell_day(turn: Turn) -> Iterator[Draft]:
    """All reports that one day gives this witness occasion for, those of later days among them."""
    for chance, saying in HABITS[turn.witness.habit]:
        if turn.scene.happens(chance):
            yield from saying(turn)


def _count_live(turn: Turn) -> Iterator[Draft]:
    """Running counts of cities, several times in the course of the day."""
    for hour in sorted(turn.random.sample(range(13, 24), turn.random.randint(1, 3))):
        told = _at(turn, hour)
        yield from _print(turn, told, _say_each(turn, _draw_cities(turn, 5), told=told))


def _sum_up_day(turn: Turn) -> Iterator[Draft]:
    """The day's total for the widest place the witness counts in, and figures of cities, that night or after it."""
    told = _at(turn, turn.random.choice((23, 24, 25, 33, 34)))
    whole = say(turn, Matter("detained", (_widest(turn),), turn.day, turn.day), told=told)
    cities = _say_each(turn, _draw_cities(turn, 8), told=told)
    yield from _print(turn, told, iter((whole, *cities)))


def _sum_up_wave(turn: Turn) -> Iterator[Draft]:
    """A total since the start, running on or up to the day before."""
    told = _at(turn, turn.random.choice((9, 12, 20, 34, 60)))
    matter = Matter("detained", (_widest(turn),), turn.scene.truth.first, turn.day)
    yield from _print(turn, told, iter((say(turn, matter, told=told, scope="cumulative"),)))


def _sum_up_days(turn: Turn) -> Iterator[Draft]:
    """A total of some days that are over: the last two, the last seven, or the month before."""
    told = _at(turn, turn.random.choice((9, 14, 19)))
    place = turn.random.choice((_widest(turn), *_draw_cities(turn, 1)))
    yesterday, month = turn.day - timedelta(1), turn.day.replace(day=1) - timedelta(1)
    windows = (
        (yesterday - timedelta(1), yesterday),
        (yesterday - timedelta(6), yesterday),
        (month.replace(day=1), month),
    )
    matter = Matter("detained", (place,), *turn.random.choice(windows))
    yield from _print(turn, told, iter((say(turn, matter, told=told),)))


def _tell_city(turn: Turn) -> Iterator[Draft]:
    """One city's figure of the day, that evening, the morning after or days later."""
    told = _at(turn, turn.random.choice((19, 22, 33, 35, 58, 24 * turn.random.randint(4, 20) + 11)))
    yield from _print(turn, told, _say_each(turn, _draw_cities(turn, 1), told=told))


def _tell_together(turn: Turn) -> Iterator[Draft]:
    """One number for two or three cities."""
    told = _at(turn, turn.random.choice((21, 33)))
    cities = tuple(_draw_cities(turn, 3))
    if len(cities) > 1:
        yield from _print(turn, told, iter((say(turn, Matter("detained", cities, turn.day, turn.day), told=told),)))


def _tell_group(turn: Turn) -> Iterator[Draft]:
    """A figure of minors or journalists alone, the day over."""
    told = _at(turn, turn.random.choice((34, 40)))
    matters = [Matter("detained", (city,), turn.day, turn.day) for city in _draw_cities(turn, 1)]
    yield from _print(turn, told, (say_group(turn, matter, told=told) for matter in matters))


def _tell_crowd(turn: Turn) -> Iterator[Draft]:
    yield from _tell_measure(turn, measure="attended", hours=(18, 20, 33))


def _tell_injured(turn: Turn) -> Iterator[Draft]:
    yield from _tell_measure(turn, measure="injured", hours=(21, 33))


def _tell_released(turn: Turn) -> Iterator[Draft]:
    yield from _tell_measure(turn, measure="released", hours=(22, 34))


def _tell_held(turn: Turn) -> Iterator[Draft]:
    """How many remain in custody, told on the day itself."""
    told = _at(turn, 23)
    place = turn.random.choice((_widest(turn), *_draw_cities(turn, 1)))
    yield from _print(turn, told, iter((say(turn, Matter("held", (place,), turn.day, turn.day), told=told),)))


def _tell_village(turn: Turn) -> Iterator[Draft]:
    """A figure from a village that no gazetteer lists, with the region around it."""
    region, known = turn.witness.places[-1], turn.witness.known
    number = known.leaves["detained", region.id][(turn.day - known.first).days]
    if number > 0:
        matter = Matter("detained", (region,), turn.day, turn.day)
        said = Said(matter, turn.witness, exactly(number), "people", village=turn.random.choice(_VILLAGES))
        yield from _print(turn, _at(turn, 34), iter((said,)))


def _tell_rumour(turn: Turn) -> Iterator[Draft]:
    """What counts in no figure and may be false: alleged, denied, planned, or hardly read as a claim at all."""
    told = _at(turn, turn.random.choice((20, 33)))
    said = [one for one in _say_each(turn, _draw_cities(turn, 1), told=told) if one]
    false = [replace(one, number=exactly((one.number.low or 10) * 7 + 50), parts=()) for one in said]
    modality = turn.random.choice(_RUMOURED)
    score = 0.3 if modality == "asserted" else 0.9
    yield from _print(turn, told, (replace(one, modality=modality, score=score) for one in false))


def _tell_measure(turn: Turn, *, measure: str, hours: Sequence[int]) -> Iterator[Draft]:
    told = _at(turn, turn.random.choice(hours))
    matters = [Matter(measure, (city,), turn.day, turn.day) for city in _draw_cities(turn, 2)]
    yield from _print(turn, told, (say(turn, matter, told=told) for matter in matters))


def _say_each(turn: Turn, cities: Sequence[Place], *, told: datetime) -> Iterator[Said | None]:
    return (say(turn, Matter("detained", (city,), turn.day, turn.day), told=told) for city in cities)


def _draw_cities(turn: Turn, most: int) -> list[Place]:
    """Some of the cities where the witness counts, drawn anew."""
    cities = [place for place in turn.witness.places if place.kind == "city"]
    return turn.random.sample(cities, min(len(cities), turn.random.randint(1, most))) if cities else []


def _widest(turn: Turn) -> Place:
    """The widest place a witness speaks of as a whole."""
    if turn.witness.habit in EVERYWHERE:
        return turn.scene.truth.land.country
    return turn.witness.places[-1]


def _at(turn: Turn, hour: int) -> datetime:
    """A moment of the country's clock; hours from 24 on are those of the next days."""
    return datetime.combine(turn.day, time()) + timedelta(hours=hour, minutes=turn.random.randrange(60))


def _print(turn: Turn, told: datetime, said: Iterator[Said | None]) -> Iterator[Draft]:
    return publish(turn.scene, turn.random.choice(turn.witness.papers), told, said)


# Habit → how likely each saying is on a day.
HABITS: dict[str, tuple[tuple[float, Saying], ...]] = {
    "monitor": (
        (0.8, _count_live),
        (0.7, _sum_up_day),
        (0.2, _sum_up_wave),
        (0.1, _sum_up_days),
        (0.15, _tell_city),
        (0.15, _tell_held),
        (0.1, _tell_group),
        (0.1, _tell_village),
    ),
    "hotline": ((0.5, _sum_up_day), (0.3, _tell_city), (0.2, _tell_village), (0.1, _tell_held), (0.1, _tell_released)),
    "police": ((0.4, _tell_city), (0.15, _tell_crowd), (0.1, _tell_released), (0.1, _tell_group), (0.08, _sum_up_days)),
    "ministry": ((0.5, _sum_up_day), (0.15, _sum_up_wave), (0.15, _sum_up_days), (0.1, _tell_held)),
    "organiser": ((0.5, _tell_crowd),),
    "paper": (
        (0.4, _tell_city),
        (0.15, _tell_together),
        (0.15, _tell_crowd),
        (0.1, _tell_injured),
        (0.1, _tell_group),
        (0.05, _sum_up_days),
        (0.1, _tell_rumour),
    ),
}
