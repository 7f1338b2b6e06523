"""The custody clock: who is held past the legal term before a judge, never marked too early.

It stands still from the day on which the lists that have somebody in custody were last heard.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from habeas.model import Place
from habeas.model.instant import last_instant
from habeas.model.listed import CustodyKind, ListedPerson
from habeas.ontology.custody import CustodyTerm, find_term
from habeas.reconcile.listed import find_heard, find_waiting

# A day, or a time without a zone, ends everywhere on earth so long after it has ended in UTC.
_LATEST = timedelta(hours=12)
# And begins somewhere so long before it begins in UTC.
_EARLIEST = timedelta(hours=14)
_ZONED = ("Z", "+", "-")
_DAY = len("2022-02-27")


@dataclass(frozen=True, slots=True)
class Overdue:
    """One person held past the term when lists last told of it: where the detention was, and full hours over at least.

    `heard` is the last day that a list which has the person in custody says anything of.
    """

    place: Place | None
    term: CustodyTerm
    hours: int
    heard: date


def list_overdue(
    people: Iterable[ListedPerson],
    as_of: str,
    kind: CustodyKind | None = None,
    *,
    terms: Sequence[CustodyTerm] | None = None,
) -> tuple[Overdue, ...]:
    """Those surely held past the term as of an instant (ISO 8601), or when last heard of before; the longest first.

    `terms` are those of a table of somebody's own; None is ours.
    """
    find = partial(find_term, kind=kind, known=terms)
    found = (_check(person, as_of, find) for person in people)
    marked = [each for each in found if each is not None]
    return tuple(sorted(marked, key=lambda each: (-each.hours, each.place.id if each.place else "")))


def latest_start(at: str) -> datetime | None:
    """The last instant that a day or time as written may mean, wherever on earth it was written; None for no date."""
    instant = last_instant(at)
    if instant is None:
        return None
    is_zoned = any(sign in at[_DAY:] for sign in _ZONED)
    return datetime.fromisoformat(instant) + (timedelta() if is_zoned else _LATEST)


def _check(person: ListedPerson, as_of: str, find: Callable[[str | None], CustodyTerm | None]) -> Overdue | None:
    since = find_waiting(person.steps, as_of)
    begins = None if since is None else latest_start(since)
    place = person.detentions[-1].place if person.detentions else None
    term = find(place.country) if place else None
    now, heard = last_instant(as_of), find_heard(person.steps, as_of)
    if begins is None or term is None or now is None or heard is None:
        return None
    told = datetime.combine(heard, time(), UTC) - _EARLIEST
    over = min(datetime.fromisoformat(now), told) - begins - timedelta(hours=term.hours)
    hours = over // timedelta(hours=1)
    return Overdue(place, term, hours, heard) if hours > 0 else None
