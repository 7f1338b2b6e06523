"""Who counts: what they learn of, how they word it, and in which papers their figures stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from habeas.evaluate.waves.counts import Counts, learn
from habeas.evaluate.waves.land import Land
from habeas.model import Place
from habeas.model.voice import Voice

_FIRST = ("Amber", "Birch", "Cedar", "Harbour", "Lantern", "Meridian", "Northern", "Old Town", "River", "Silver")
_PAPERS = ("Courier", "Gazette", "Herald", "Ledger", "Mirror", "Post", "Tribune", "Wire")
_MONITORS = ("Arrest Watch", "Detention Monitor", "Legal Aid Line")


@dataclass(frozen=True, slots=True)
class Paper:
    """A publisher of reports, some hours before or after the country's clock."""

    name: str
    hours: int = 0


@dataclass(frozen=True, slots=True)
class Witness:
    """A voice with what it knows of; `papers` print it.

    `speaker` is None for a paper that counts itself. `factor` is 1 for the honest; the figures of others are off by it.
    """

    habit: str
    voice: Voice
    speaker: str | None
    places: tuple[Place, ...]
    known: Counts
    papers: tuple[Paper, ...]
    factor: float = 1.0
    styles: tuple[str, ...] = field(default=("exact", "at least"))


@dataclass(frozen=True, slots=True)
class _Kind:
    """How witnesses of a habit are: how many, the least share they learn of, their words, how the dishonest err."""

    number: Callable[[Random, Land], int]
    least: float
    styles: tuple[str, ...]
    wrong: tuple[float, float]


# Those who count in the whole country.
EVERYWHERE = frozenset({"monitor", "ministry"})
KINDS: dict[str, _Kind] = {
    "monitor": _Kind(lambda random, land: random.randint(1, 2), 0.35, ("exact", "at least"), (1.1, 1.6)),
    "hotline": _Kind(
        lambda random, land: random.randint(0, 1 + len(land.regions) // 3), 0.4, ("at least",), (1.1, 2.0)
    ),
    "police": _Kind(
        lambda random, land: random.randint(1, 12),
        0.05,
        ("exact", "at least", "more than", "up to"),
        (0.2, 0.8),
    ),
    "ministry": _Kind(lambda random, land: int(random.random() < 0.3), 1.0, ("up to", "up to", "exact"), (0.2, 0.8)),
    "organiser": _Kind(lambda random, land: random.randint(0, 3), 0.6, ("about", "more than", "nearly"), (1.5, 4.0)),
    "paper": _Kind(
        lambda random, land: random.randint(2, 5),
        0.3,
        ("vague", "vague", "more than", "about", "nearly", "between", "at least"),
        (0.6, 1.6),
    ),
}


def draw_papers(random: Random, number: int, abroad: float) -> tuple[Paper, ...]:
    """Publishers of different names; each of them is abroad, on another clock, with the probability given."""
    names = [f"{first} {second}" for first in _FIRST for second in _PAPERS]
    clocks = (random.choice((-8, -5, -1, 2, 6)) if random.random() < abroad else 0 for _ in range(number))
    return tuple(Paper(name, hours) for name, hours in zip(random.sample(names, number), clocks, strict=True))


def draw_witnesses(
    random: Random, truth: Counts, papers: tuple[Paper, ...], *, dishonest: float, rounds: int = 1
) -> Iterator[Witness]:
    """Everybody who counts in this wave, so many rounds of them; each is dishonest with the probability given."""
    for habit, kind in KINDS.items():
        drawn = sum(kind.number(random, truth.land) for _ in range(rounds))
        for number in range(min(drawn, {"police": len(truth.land.cities), "ministry": 1}.get(habit, drawn))):
            factor = random.uniform(*kind.wrong) if random.random() < dishonest else 1.0
            places = _draw_places(random, truth.land, habit, number)
            printed = (
                (papers[number % len(papers)],)
                if habit == "paper"
                else tuple(random.sample(papers, min(2, len(papers))))
            )
            voice, speaker = _name(habit, number, places[0], printed[0])
            least = 1.0 if habit == "police" and random.random() < 0.4 else kind.least
            known = learn(random, truth, places, least)
            yield Witness(habit, voice, speaker, places, known, printed, factor, kind.styles)


def _draw_places(random: Random, land: Land, habit: str, number: int) -> tuple[Place, ...]:
    """Where somebody counts: police in their city, a hotline in a region, papers in a few, others everywhere."""
    if habit == "police":
        return (land.cities[number],)
    if habit == "hotline":
        region = random.choice(land.regions)
        return (*land.cities_of(region), region)
    if habit in EVERYWHERE:
        return (*land.cities, *land.regions)
    return tuple(random.sample(land.cities, random.randint(1, min(5, len(land.cities)))))


def _name(habit: str, number: int, place: Place, paper: Paper) -> tuple[Voice, str | None]:
    if habit == "paper":
        return Voice(f"publisher:{paper.name.casefold()}", paper.name, "publisher"), None
    if habit in ("police", "organiser"):
        office = "police" if habit == "police" else "organisers"
        return Voice(f"office:{office}@{place.id}", f"{office} ({place.name})", "office"), office
    again = f" {number // len(_FIRST) + 1}" if number >= len(_FIRST) else ""
    if habit == "ministry":
        return Voice(f"office:ministry@{place.parents[-1]}", "the interior ministry", "office"), "the interior ministry"
    name = f"{_FIRST[number % len(_FIRST)]} {_MONITORS[number % 2 if habit == 'monitor' else 2]}{again}"
    return Voice(f"speaker:{name.casefold()}", name, "speaker", is_minimum=habit == "monitor"), name
