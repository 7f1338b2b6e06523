"""What lists of detained people say in numbers, without anything of a person: cells, and counts made of them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from habeas.model.person import Step
from habeas.model.place import Place
from habeas.model.voice import Voice

ListMeasure = Literal["detained", "persons", "held"]
LIST_MEASURES: tuple[ListMeasure, ...] = get_args(ListMeasure)
CustodyKind = Literal["administrative", "criminal", "any"]
CUSTODY_KINDS: tuple[CustodyKind, ...] = get_args(CustodyKind)
# All lists are one voice: in doubt two are one, so that what holds without any one voice is too low, never too high.
LIST_VOICE = Voice("lists:people", "person lists", "publisher", is_minimum=True)
LIST_METHOD = "person-lists@1"
# The words that stand for each measure in a claim from lists.
LIST_TRIGGERS: dict[ListMeasure, str] = {
    "detained": "detentions on lists",
    "persons": "distinct people on lists",
    "held": "people still held by lists",
}
MEASURES_BY_TRIGGER: dict[str, ListMeasure] = {words: measure for measure, words in LIST_TRIGGERS.items()}
# Fewer people than this are not shown, and no published figure rests on them.
SMALL = 5


@dataclass(frozen=True, slots=True)
class Detention:
    """One detention of one person: surely at `place` (None: not known), surely from `first` to `last` (both included).

    Both days are None where no list says when.
    """

    place: Place | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ListedStep(Step):
    """A step as a list tells it; `heard` is the last day that this list says anything of, in any of its rows.

    None where no row of the list has a day.
    """

    heard: date | None


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Records that are one person: the lists they stand on, the detentions they surely tell of, and what happened.

    `steps` are those of all records, each detention among them.
    """

    lists: tuple[str, ...]
    records: int
    detentions: tuple[Detention, ...]
    steps: tuple[ListedStep, ...]


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """What to count, as a person asks for it: no day is the first or last known, no place everywhere.

    `as_of` is the moment at which people are held or not, `recorded_by` that by which it was known; None is now.
    """

    first: date | None = None
    last: date | None = None
    place: str | None = None
    as_of: str | None = None
    recorded_by: str | None = None


@dataclass(frozen=True, slots=True)
class ListScope:
    """What counts are about: a place (None: everywhere), first and last day, and the moment they are known by (UTC)."""

    place: str | None
    first: date
    last: date
    as_of: str


@dataclass(frozen=True, slots=True)
class ListCell:
    """How many people or detentions lie just here: at the place itself and none that lists name inside it.

    `first` and `last` are as the lists know them: a month where no day is said. Cells do not overlap: they add up.
    """

    measure: ListMeasure
    place: Place | None
    first: date
    last: date
    people: int


@dataclass(frozen=True, slots=True)
class ListBasis:
    """What counts rest on: lists by name, how many records, and the method with its version that linked these."""

    lists: tuple[str, ...]
    records: int
    method: str


@dataclass(frozen=True, slots=True)
class ListTable:
    """The cells of a scope, and what they rest on."""

    scope: ListScope
    cells: tuple[ListCell, ...]
    basis: ListBasis


@dataclass(frozen=True, slots=True)
class ListCount:
    """At least `low` of a measure at a place (None: everywhere) on these days; at most `high`.

    They differ where the count was rounded or held back: by as much as a reader may work out.
    """

    measure: ListMeasure
    place: Place | None
    first: date
    last: date
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ListEdition:
    """What one edition told of people on lists: its counts, and the cells of all measures that they were made from.

    `measures` are those that it was asked for, `round_to` what counts were rounded down to (1: not at all).
    """

    title: str
    number: int
    table: ListTable
    measures: tuple[ListMeasure, ...]
    round_to: int
    counts: tuple[ListCount, ...]


def lies_in(cell: ListCell | ListCount, count: ListCount) -> bool:
    """Whether a cell, or what another count is about, is surely part of what a count is about."""
    if cell.measure != count.measure or cell.first < count.first or count.last < cell.last:
        return False
    return count.place is None or (cell.place is not None and count.place.id in (cell.place.id, *cell.place.parents))
