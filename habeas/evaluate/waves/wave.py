"""One wave: the truth, those who counted, and what they printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from habeas.evaluate.waves.counts import Counts, draw_truth
from habeas.evaluate.waves.habits import tell_day
from habeas.evaluate.waves.land import Land, draw_land, find_land
from habeas.evaluate.waves.render import Printed, reprint, write_report
from habeas.evaluate.waves.said import Draft, Scene, Turn
from habeas.evaluate.waves.witness import Paper, draw_papers, draw_witnesses
from habeas.gazetteer import Gazetteer
from habeas.model import Report, StoredClaim
from habeas.model.voice import Origin

_START, _STARTS = date(2019, 1, 1), 1_500


@dataclass(frozen=True, slots=True)
class WaveSettings:
    """What to draw: from the fewest to the most of cities and days, the shares of voices that err and of papers abroad.

    `reprints` is how likely a report is printed again by another paper, `unnamed` how likely it names no publisher.
    `rounds` is how often witnesses of each kind are drawn. `country` is a real one by two letters, None invents one.
    `claims` stops the wave at so many claims, reports drawn evenly over its days; None keeps them all.
    """

    cities: tuple[int, int] = (3, 20)
    days: tuple[int, int] = (2, 21)
    dishonest: float = 0.0
    abroad: float = 0.15
    reprints: float = 0.15
    unnamed: float = 0.03
    rounds: int = 1
    claims: int | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """The truth beside what was printed of it; `origins` are by claim id."""

    seed: int
    truth: Counts
    reports: tuple[Report, ...]
    claims: tuple[StoredClaim, ...]
    origins: dict[str, Origin]

    @property
    def first(self) -> date:
        """The first day."""
        return self.truth.first

    @property
    def last(self) -> date:
        """The last day."""
        return self.truth.last

    @property
    def voices(self) -> tuple[str, ...]:
        """The ids of all voices, in order."""
        return tuple(sorted({origin.voice.id for origin in self.origins.values()}))


def draw_waves(seeds: Iterable[int], settings: WaveSettings, gazetteer: Gazetteer | None = None) -> Iterator[Wave]:
    """The waves of these seeds."""
    return (make_wave(seed, settings, gazetteer) for seed in seeds)


def make_wave(seed: int, settings: WaveSettings | None = None, gazetteer: Gazetteer | None = None) -> Wave:
    """The wave of this seed; one in a real country takes its cities from the gazetteer."""
    chosen = settings or WaveSettings()
    random = Random(seed)  # noqa: S311 -- a simulation, to be drawn again from its seed
    land = _draw_land(random, chosen, gazetteer)
    days = random.randint(*chosen.days)
    truth = draw_truth(random, land, _START + timedelta(random.randrange(_STARTS)), days)
    papers = draw_papers(random, min(70, random.randint(3, 7) * chosen.rounds), chosen.abroad)
    scene = Scene(random, truth, land.zone)
    printed = [one for draft in _draw_drafts(scene, papers, chosen) for one in _print(scene, draft, papers, chosen)]
    kept = {one.report.id: one for one in _thin(random, printed, chosen.claims)}
    claims = tuple(stored for one in kept.values() for stored in one.claims)
    origins = {origin.claim: origin for one in kept.values() for origin in one.origins}
    return Wave(seed, truth, tuple(one.report for one in kept.values()), claims, origins)


def _draw_land(random: Random, settings: WaveSettings, gazetteer: Gazetteer | None) -> Land:
    number = random.randint(*settings.cities)
    if settings.country is None:
        return draw_land(random, number)
    assert gazetteer is not None, "a real country's cities come from a gazetteer"
    return find_land(random, number, gazetteer, settings.country)


def let_lie(wave: Wave, voice: str, factor: float) -> Wave:
    """The same wave in which one voice gives every number multiplied, as an exact one."""
    claims = tuple(
        _inflate(stored, factor) if wave.origins[stored.claim.id].voice.id == voice else stored
        for stored in wave.claims
    )
    return replace(wave, claims=claims)


def _inflate(stored: StoredClaim, factor: float) -> StoredClaim:
    quantity = stored.claim.quantity
    if quantity is None:
        return stored
    number = round((quantity.low or quantity.high or 0) * factor) + 1
    false = replace(quantity, low=number, high=number, relation="exact")
    return replace(stored, claim=replace(stored.claim, quantity=false))


def _draw_drafts(scene: Scene, papers: tuple[Paper, ...], settings: WaveSettings) -> Iterator[Draft]:
    drawn = draw_witnesses(scene.random, scene.truth, papers, dishonest=settings.dishonest, rounds=settings.rounds)
    witnesses = list(drawn)
    for number in range(scene.truth.days):
        for witness in witnesses:
            yield from tell_day(Turn(scene, witness, scene.truth.first + timedelta(number)))


def _print(scene: Scene, draft: Draft, papers: tuple[Paper, ...], settings: WaveSettings) -> Iterator[Printed]:
    """The report, with no publisher and no time now and then, and what another paper makes of it a few hours later."""
    given = draft
    if all(said.witness.speaker is not None for said in draft.said) and scene.happens(settings.unnamed):
        given = replace(draft, publisher=None)
    printed = write_report(given)
    yield printed
    if draft.published_at and len(draft.published_at) > 10 and scene.happens(settings.reprints):
        told = datetime.fromisoformat(draft.published_at) + timedelta(hours=scene.random.randint(1, 30))
        yield reprint(printed, scene.random.choice(papers).name, told.isoformat(timespec="minutes"))


def _thin(random: Random, printed: list[Printed], claims: int | None) -> list[Printed]:
    """An even draw of reports with about so many claims in all, in their order."""
    total = sum(len(one.claims) for one in printed)
    if claims is None or total <= claims:
        return printed
    share = claims / total
    return [one for one in printed if random.random() < share]
