"""How figures changed as more became known: the second clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from habeas.model.tally import Measure

ChangeKind = Literal["claim-replaced", "claim-rejected", "claim-withdrawn", "claim-restored", "figure-changed"]


@dataclass(frozen=True, slots=True)
class Step:
    """A figure as it stood from `at` on, until the next step.

    `at` is the second, in UTC, by which the claims behind the step had surely been published, or at which the
    judgements behind it were made; None for what reports without a date add. `claims` became known then, those that the
    new figure or the loss of the old one rests on first; `judgements` are ids. `reason` is the sentence that says what
    moved the figure. `is_late`: the days counted were over by then, so that a past figure changed.
    """

    at: str | None
    low: int | None
    robust_low: int | None
    high: int | None
    claims: tuple[str, ...]
    judgements: tuple[str, ...]
    reason: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the public corrections log: a claim that no longer counts, or a figure that changed for a past day.

    `before` and `after` are the claim's lower bound and that of what replaced it, or the figure before and after; None
    where there was or is none. `claims` are those concerned, the one replaced, rejected or withdrawn first, and
    `judgements` ids. `place` is a gazetteer id, None for everywhere or an unknown place; `label` prints it.
    """

    at: str
    kind: ChangeKind
    measure: Measure
    place: str | None
    label: str
    first: date
    last: date
    before: int | None
    after: int | None
    claims: tuple[str, ...]
    judgements: tuple[str, ...]
    reason: str


def drop_echoes(log: Iterable[Correction]) -> tuple[Correction, ...]:
    """The log as people read it: where a claim and its figure change alike, only the claim is told of."""
    entries = tuple(log)
    told = {_moved(entry) for entry in entries if entry.kind != "figure-changed"}
    return tuple(entry for entry in entries if entry.kind != "figure-changed" or _moved(entry) not in told)


def _moved(entry: Correction) -> tuple[object, ...]:
    where = (entry.measure, entry.place, entry.label, entry.first, entry.last)
    return (entry.at, *where, entry.before, entry.after)
