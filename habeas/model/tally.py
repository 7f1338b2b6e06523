"""A figure with its proof: one measure at one place over one window."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

from habeas.model.claim import Context

# Detentions, distinct people detained and people still held are three measures of one type of claim; otherwise a
# measure is the type.
Measure = Literal[
    "attended",
    "detained",
    "persons",
    "held",
    "released",
    "charged",
    "injured",
    "killed",
    "missing",
    "displaced",
    "force",
]
By = Literal["place", "day"]
Sense = Literal["at_least", "at_most"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


@dataclass(frozen=True, slots=True)
class TallyQuestion:
    """A count as a person asks for it: the place by name, a method with its version or in all its versions."""

    first: date
    last: date
    measure: Measure | None = None
    place: str | None = None
    context: Context | None = None
    as_of: str | None = None
    by: tuple[By, ...] = ("place",)
    floor: float = 0.5
    convention: str | None = None
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyQuery:
    """What is asked: `measure` None counts every measure, `place` is a gazetteer id, None for everywhere.

    The window runs from `first` to `last`, both included. `as_of` is an ISO 8601 prefix: only what had been published
    by then is known. `context` None counts all contexts. `by` asks for figures of each place inside, of each day, or of
    both, beside the total. Claims whose score is under `floor` and that nobody accepted count only in the figure with
    alleged ones.
    """

    first: date
    last: date
    measure: Measure | None = None
    place: str | None = None
    context: Context | None = None
    as_of: str | None = None
    by: tuple[By, ...] = ("place",)
    floor: float = 0.5
    convention: str | None = None
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One step of a proof: `multiplier` times what the claim says of the sum over its cells.

    That is: the sum is at least or at most (`sense`) `bound`.
    """

    claim: str
    sense: Sense
    bound: int
    multiplier: Fraction


@dataclass(frozen=True, slots=True)
class Certificate:
    """Claims whose weighted sum proves `bound`, rounded up (a lower bound) or down (an upper one) to a whole number."""

    bound: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class VoiceFigure:
    """What one voice says of exactly this place and window, from which claims; `high` None: open."""

    voice: str
    name: str
    low: int | None
    high: int | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The low that is left when `voice` is not believed, with its own proof."""

    voice: str
    name: str
    low: int
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that cannot all be true (leave any one out and the rest can), and the sentence that says so."""

    claims: tuple[str, ...]
    voices: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that did not enter a figure, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What the claims prove of one measure at one place over one window.

    `low`: at least so many, by `certificate`; None where no claim gives a number. `robust_low`: the smallest low after
    leaving out any one voice (0 where one voice alone carries it). `high`: at most so many, by `high_certificate`; None
    where nothing bounds it. `low_with_alleged` also believes what is alleged or unreviewed. `place` is a gazetteer id,
    None for everywhere or a place that the gazetteer lacks; `label` prints it.
    """

    measure: Measure
    place: str | None
    label: str
    first: date
    last: date
    low: int | None
    robust_low: int | None
    high: int | None
    low_with_alleged: int | None
    certificate: Certificate | None
    high_certificate: Certificate | None
    voices: tuple[VoiceFigure, ...]
    sensitivity: tuple[Without, ...]
    disputes: tuple[Dispute, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class TallySheet:
    """The answer to one query: first the totals, then tallies by place and day, and the claims that entered none."""

    query: TallyQuery
    tallies: tuple[Tally, ...]
    set_aside: tuple[SetAside, ...]
