"""What a witness says at a moment: a number they know of by then, in words that are true if the witness is honest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from habeas.evaluate.waves.counts import STANDING, Counts
from habeas.evaluate.waves.witness import Paper, Witness
from habeas.evaluate.waves.words import Number, exactly, word_number
from habeas.model import Modality, Place, Scope

GROUPS = {"minors": ("minors", "children"), "journalists": ("journalists", "reporters")}
WHOLE = ("people", "people", "people", "protesters", "demonstrators")
# The hours between which a day's happenings spread.
_NOON, _NIGHT = 12, 23


@dataclass(frozen=True, slots=True)
class Matter:
    """What a number is of: a measure at one or more places, none within another, over days, both ends included."""

    measure: str
    places: tuple[Place, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: who says how many, and of whom some are the `parts`; `village` is a place no gazetteer lists."""

    matter: Matter
    witness: Witness
    number: Number
    whom: str
    scope: Scope = "new"
    modality: Modality = "asserted"
    parts: tuple[tuple[Number, str], ...] = ()
    village: str | None = None
    score: float = 0.9


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is written: `published_at` as it will be printed, None where nothing says."""

    publisher: str | None
    published_at: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What sayings are drawn from: the truth, the country's hours from UTC, and chance."""

    random: Random
    truth: Counts
    zone: int

    def happens(self, probability: float) -> bool:
        """Whether something of this probability does."""
        return self.random.random() < probability


@dataclass(frozen=True, slots=True)
class Turn:
    """One witness on one day."""

    scene: Scene
    witness: Witness
    day: date

    @property
    def random(self) -> Random:
        """The chance of the scene."""
        return self.scene.random


def say(turn: Turn, matter: Matter, *, told: datetime, scope: Scope = "new") -> Said | None:
    """What the witness says of a matter at a moment of the country's clock; None where they know of nobody."""
    known = _known_by(turn.witness.known, matter, told)
    if turn.witness.factor != 1:
        known = round(known * turn.witness.factor * turn.random.uniform(0.9, 1.1))
    if known <= 0:
        return _say_nobody(turn, matter, told) if turn.witness.factor == 1 else None
    number = word_number(turn.random, known, turn.witness.styles, _read_as_whole(turn, matter, told))
    parts = tuple(_draw_parts(turn, matter, told)) if matter.measure == "detained" and scope == "new" else ()
    return Said(matter, turn.witness, number, turn.random.choice(WHOLE), scope, parts=parts)


def say_group(turn: Turn, matter: Matter, *, told: datetime) -> Said | None:
    """What the witness says of one group among the detained, as a figure of its own ("12 journalists")."""
    group = turn.random.choice(sorted(GROUPS))
    known = _known_by(turn.witness.known, Matter(group, matter.places, matter.first, matter.last), told)
    if known < 2:
        return None
    return Said(matter, turn.witness, exactly(known), turn.random.choice(GROUPS[group]))


def _known_by(known: Counts, matter: Matter, told: datetime) -> int:
    """How many the witness had heard of by then: all of past days, a share of the day that is not over, none later."""
    today = told.date()
    if today > matter.last:
        return known.add_up(matter.measure, matter.places, matter.first, matter.last)
    passed = min(1.0, max(0.0, (told.hour + told.minute / 60 - _NOON) / (_NIGHT - _NOON)))
    so_far = int(known.add_up(matter.measure, matter.places, today, today) * passed) if today >= matter.first else 0
    before = (
        known.add_up(matter.measure, matter.places, matter.first, today - timedelta(1)) if today > matter.first else 0
    )
    return max(before, so_far) if matter.measure in STANDING else before + so_far


def _read_as_whole(turn: Turn, matter: Matter, told: datetime) -> int | None:
    """The truth where the number may be read as bounding it from above: its days are over, and nothing says minimum."""
    if turn.witness.voice.is_minimum or turn.witness.factor != 1 or told.date() <= matter.last:
        return None
    return turn.scene.truth.add_up(matter.measure, matter.places, matter.first, matter.last)


def _say_nobody(turn: Turn, matter: Matter, told: datetime) -> Said | None:
    """That nobody was, from those who know all there is to know."""
    is_over = told.date() > matter.last and not turn.witness.voice.is_minimum
    is_true = turn.scene.truth.add_up(matter.measure, matter.places, matter.first, matter.last) == 0
    if not (is_over and is_true and turn.witness.speaker) or matter.measure == "held":
        return None
    return Said(matter, turn.witness, exactly(0), "people")


def _draw_parts(turn: Turn, matter: Matter, told: datetime) -> Iterator[tuple[Number, str]]:
    """Some of the groups that the witness knows to be among those detained."""
    for group, nouns in GROUPS.items():
        known = _known_by(turn.witness.known, Matter(group, matter.places, matter.first, matter.last), told)
        if known > 1 and turn.witness.factor >= 1 and turn.scene.happens(0.3):
            yield exactly(known), turn.random.choice(nouns)


def publish(scene: Scene, paper: Paper, told: datetime, said: Iterator[Said | None]) -> Iterator[Draft]:
    """The report of a paper that holds these sentences, if there are any; some tell only their day, a few no time."""
    sentences = tuple(one for one in said if one is not None)
    if not sentences:
        return
    shown = told + timedelta(hours=paper.hours)
    printed = f"{shown:%Y-%m-%dT%H:%M}{scene.zone + paper.hours:+03d}:00"
    drawn = scene.random.random()
    # A date alone is one of the country's calendar: papers abroad tell the hour.
    is_date = drawn < 0.2 and not paper.hours
    yield Draft(paper.name, None if drawn < 0.02 else printed[:10] if is_date else printed, sentences)
