"""What people decided and what it decides: judgements into and out of the store, and the events that heed them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.exc import QuestionError
from habeas.model import EventType, Resolution, StoredClaim
from habeas.model.event import Event
from habeas.model.judgement import Decision, Judgement
from habeas.model.tally import TallyQuery
from habeas.settings import read_settings
from habeas.store import Judged, open_store, record_decision


@dataclass(frozen=True, slots=True)
class EventsQuestion:
    """The events of a window as a person asks for them: the place by name, a type or all."""

    first: date
    last: date
    place: str | None = None
    type: EventType | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class EventsAnswer:
    """The events by day, what the place name was taken for, and their claims by id."""

    events: tuple[Event, ...]
    place: Resolution | None
    claims: dict[str, StoredClaim]


def judge(decision: Decision, store_folder: Path | None = None) -> Judged:
    """A decision as it was recorded, checked against the store; raises QuestionError where it does not fit."""
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        return record_decision(store, decision)


def judgements(store_folder: Path | None = None, *, as_of: str | None = None) -> tuple[Judgement, ...]:
    """What people had decided by then, in the order it was recorded."""
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        return tuple(store.judgements(as_of))


def find_events(question: EventsQuestion, store_folder: Path | None = None) -> EventsAnswer:
    """The events that the claims in the store tell of; raises QuestionError where the window or the place is none."""
    from habeas.pipeline.figures import find_place
    from habeas.pipeline.gather import gather_claims

    if question.first > question.last:
        raise QuestionError(f"--from {question.first} is after --to {question.last}")
    place = None if question.place is None else find_place(question.place)
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        known = gather_claims(store, TallyQuery(question.first, question.last, as_of=question.as_of))
    wanted = place.place.id if place and place.place else None
    events = (event for event in known.events if question.type in (None, event.type))
    held = tuple(event for event in events if wanted is None or _is_within(event, wanted, known.claims))
    return EventsAnswer(held, place, {name: known.claims[name] for event in held for name in event.claims})


def _is_within(event: Event, place: str, claims: dict[str, StoredClaim]) -> bool:
    """Whether the event's own place, as its claims name it, is this one or lies in it."""
    found = (resolution.place for name in event.claims for resolution in claims[name].claim.place)
    return any(each is not None and each.id == event.place and place in (each.id, *each.parents) for each in found)
