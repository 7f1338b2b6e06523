"""A first count: one measure at one place over one window, with the claims it rests on."""

from dataclasses import dataclass
from datetime import date

from habeas.model.claim import EventType


@dataclass(frozen=True, slots=True)
class TallyQuestion:
    """A count as a person asks for it: the place by name, a method with its version or in all its versions."""

    first: date
    last: date
    measure: EventType | None = None
    place: str | None = None
    as_of: str | None = None
    rule: str = "max-of-voices"
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyQuery:
    """What is asked: `measure` None counts every measure, `place` is a gazetteer id, None for everywhere.

    The window runs from `first` to `last`, both included. `as_of` is an ISO 8601 prefix: only what had been
    published by then is known. Of a report only the newest reading counts; of those by `methods` where some are named.
    """

    first: date
    last: date
    measure: EventType | None = None
    place: str | None = None
    as_of: str | None = None
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceFigure:
    """The bounds one voice stands for, and the ids of the claims they come from; `high` is None while it may grow."""

    voice: str
    low: int | None
    high: int | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that did not enter a figure, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What a rule makes of the claims of one cell.

    `low` is the figure: at least so many, None where the claims give no number. `place` is a gazetteer id, None where
    the words name a place the gazetteer lacks; `label` is how to print it. `disputes` are sentences.
    """

    measure: EventType
    place: str | None
    label: str
    first: date
    last: date
    rule: str
    low: int | None
    voices: tuple[VoiceFigure, ...]
    disputes: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class TallySheet:
    """The answer to one query: tallies in order of measure, place and window, and the claims that fell in no cell."""

    query: TallyQuery
    tallies: tuple[Tally, ...]
    set_aside: tuple[SetAside, ...]
