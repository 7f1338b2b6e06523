"""One attributed assertion: this many, there, then, according to X."""

from dataclasses import dataclass
from typing import Literal, get_args

from habeas.model.attribution import Attribution
from habeas.model.ids import hash_parts
from habeas.model.place import Resolution
from habeas.model.quantity import Quantity
from habeas.model.span import Mention
from habeas.model.when import When

EventType = Literal["attended", "detained", "released", "charged", "injured", "killed", "missing", "displaced", "force"]
Modality = Literal["asserted", "alleged", "denied", "threatened", "planned"]
Scope = Literal["new", "cumulative", "subset", "background"]
Context = Literal["protest", "conflict", "crime", "disaster", "other"]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
SCOPES: tuple[Scope, ...] = get_args(Scope)
CONTEXTS: tuple[Context, ...] = get_args(Context)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report asserts, each field with the words it came from.

    `place` lists the place words with what the gazetteer took them for, most specific first. `score` is the reader's
    probability, 0 to 1, that the report makes this claim at all (level detect of `habeas evaluate claims`), whatever
    its fields; `method` is the reader and its version ("tables-en@3").
    """

    id: str
    report: str
    type: EventType
    trigger: Mention
    quantity: Quantity | None
    whom: Mention | None
    by: Mention | None
    place: tuple[Resolution, ...]
    when: When | None
    attribution: Attribution
    modality: Modality
    scope: Scope
    context: Context
    score: float
    method: str


def claim_id(report: str, event_type: EventType, anchors: tuple[Mention | None, ...], method: str) -> str:
    """The id of a claim: report, type, where its anchors stand (trigger, number, first place), and its method."""
    places = [part for anchor in anchors for part in ((anchor.span.start, anchor.span.end) if anchor else (None,))]
    return hash_parts("claim", report, event_type, *places, method)
