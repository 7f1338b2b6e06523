"""One edition: everything that is published together, already free of what must not be published.

An edition holds public values only: words that could name a private person are `WITHHELD` in its claims, and its
figures were made from those claims, so that whoever renders it cannot print what it does not hold.
"""

from dataclasses import dataclass
from pathlib import Path

from habeas.model.change import Correction, Step
from habeas.model.event import Event
from habeas.model.ids import hash_parts
from habeas.model.judgement import Judgement
from habeas.model.place import Place
from habeas.model.stored import StoredClaim
from habeas.model.tally import Measure, Tally, TallyQuestion, TallySheet
from habeas.model.voice import Origin

# Stands for words that are not published: what is no number, listed word, known place or known organisation.
WITHHELD = "[withheld]"
# The name of a voice whose name is not published.
WITHHELD_VOICE = "a speaker not named here"


@dataclass(frozen=True, slots=True)
class Order:
    """An edition as a person asks for it: what is counted (no measures: all), where it goes, and who signs it.

    `out` is the folder to make, `key` the file of the private key, `previous` the folder of the edition before, and
    `licences` a file of publishers whose sentences may be printed. Counts from lists of people are rounded down to
    whole `round_lists`s.
    """

    question: TallyQuestion
    measures: tuple[Measure, ...]
    out: Path
    key: Path
    title: str | None = None
    previous: Path | None = None
    licences: Path | None = None
    round_lists: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """How the figure of one tally grew: its steps in order of what was known when; `tally` is a `tally_id`."""

    tally: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PreviousEdition:
    """The edition before this one, as it lay on the disk: `hash` is the SHA-256 of its tag manifest."""

    id: str
    number: int
    as_of: str
    hash: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not what the edition before printed; `before` or `after` is None where one of them had none.

    `fields` names what differs: low, robust_low, high, low_with_alleged, new (not in the one before) or gone.
    `tally` is a `tally_id`, `label` and `days` are as printed.
    """

    tally: str
    measure: str
    label: str
    days: str
    before: int | None
    after: int | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What an edition is about, in words and numbers that are the same for every one of its sheets.

    `place` is None for everywhere; `as_of` an instant in UTC; `methods` those that read the claims it holds;
    `convention` the table that turned vague words into numbers; `floor` the score under which claims are alleged ones.
    """

    place: Place | None
    first: str
    last: str
    as_of: str
    measures: tuple[str, ...]
    context: str | None
    convention: str
    floor: float
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What one edition says: a sheet of figures a measure, and all they rest on.

    `number` counts the editions of a line of editions from 1; `program` is "habeas 0.1.0". `claims` are those that a
    figure rests on or that were set aside, in order of their ids, each with its origin; `places` are those they lie in,
    by id. `corrections` are the whole log up to `as_of`, `corrected` those of them that `previous` did not print, and
    `changes` the figures that differ from it. `licences` are pairs of publisher and the open licence (SPDX id) under
    which sentences of its reports are printed.
    """

    id: str
    number: int
    title: str
    program: str
    scope: Scope
    sheets: tuple[TallySheet, ...]
    claims: tuple[StoredClaim, ...]
    origins: tuple[Origin, ...]
    events: tuple[Event, ...]
    judgements: tuple[Judgement, ...]
    places: tuple[Place, ...]
    series: tuple[Series, ...]
    corrections: tuple[Correction, ...]
    corrected: tuple[Correction, ...]
    changes: tuple[FigureChange, ...]
    licences: tuple[tuple[str, str], ...] = ()
    previous: PreviousEdition | None = None


def edition_id(title: str, number: int, scope: Scope) -> str:
    """The id of an edition: title, number and everything that its scope says."""
    place = scope.place.id if scope.place else None
    words = (*scope.measures, "", *scope.methods, "", scope.context, scope.convention, str(scope.floor))
    return hash_parts("edition", title, number, place, scope.first, scope.last, scope.as_of, *words)


def tally_id(tally: Tally) -> str:
    """The id of a figure within an edition: measure, place, printed place and window."""
    return hash_parts("tally", tally.measure, tally.place, tally.label, tally.first.isoformat(), tally.last.isoformat())


def list_tallies(edition: Edition) -> list[Tally]:
    """Every figure of an edition, sheet by sheet."""
    return [tally for sheet in edition.sheets for tally in sheet.tallies]


def is_total(tally: Tally, edition: Edition) -> bool:
    """Whether a figure is of the edition's whole place and whole window: a headline."""
    scope = edition.scope
    place = scope.place.id if scope.place else None
    return tally.place == place and (tally.first.isoformat(), tally.last.isoformat()) == (scope.first, scope.last)
