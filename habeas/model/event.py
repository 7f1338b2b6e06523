"""Happenings: claims that speak of one and the same thing."""

from dataclasses import dataclass
from datetime import date

from habeas.model.claim import Context, EventType


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two claims were put into one event: probability 0 to 1 that they speak of the same, and the sentence."""

    one: str
    other: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at a place over a day or more: claim ids in order, and the ties that hold them together.

    `id` hashes the earliest claim, so that one more report leaves it as it is; `place` is a gazetteer id or None.
    `beside` are the ids of events of other types that a sentence tells of together with this one.
    """

    id: str
    type: EventType
    context: Context
    place: str | None
    label: str
    first: date
    last: date
    claims: tuple[str, ...]
    ties: tuple[Tie, ...]
    beside: tuple[str, ...] = ()
