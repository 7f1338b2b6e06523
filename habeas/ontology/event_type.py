"""What is counted: one entry for each event type, with its equivalents in other codebooks."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from habeas.exc import TableError
from habeas.model import EVENT_TYPES, EventType
from habeas.ontology.table import read_table

Role = Literal["whom", "by"]


class Entry(BaseModel):
    """Base of what stands in `event_types.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Measure(Entry):
    """What a figure counts; one that `cumulates` adds up over days."""

    name: str
    label: str
    counts: str
    cumulates: bool


class PloverCode(Entry):
    """An event type of PLOVER and its mode, None for any."""

    type: str
    mode: str | None


class AcledCode(Entry):
    """An event type and sub-event type of ACLED."""

    event_type: str
    sub_event_type: str


class EventTypeEntry(Entry):
    """A kind of happening that claims are about."""

    name: EventType
    label: str
    definition: str
    roles: dict[Role, str]
    measures: tuple[Measure, ...]
    plover: tuple[PloverCode, ...]
    acled: tuple[AcledCode, ...]


@cache
def load_event_types() -> dict[EventType, EventTypeEntry]:
    """Each event type with its entry, in the model's order; raises TableError where one is missing or doubled."""
    entries = read_table("event_types.yml", TypeAdapter(tuple[EventTypeEntry, ...]))
    names = [entry.name for entry in entries]
    if sorted(names) != sorted(EVENT_TYPES):
        raise TableError(f"ontology/event_types.yml has {', '.join(names)}; expected {', '.join(EVENT_TYPES)}")
    by_name = {entry.name: entry for entry in entries}
    return {name: by_name[name] for name in EVENT_TYPES}
