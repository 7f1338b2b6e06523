"""Clusters of records → people on lists: which detentions they surely tell of, and who is still held.

A pure function of clusters and open records. In doubt two detentions are one, and a person is not held: what is counted
is a lower bound. A record that is closed counts nowhere, nor does one that no linkage has compared with the others.
After the last day that a list says anything of, it holds nobody: what became of people since is not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from habeas.model import Place
from habeas.model.instant import first_instant, last_instant
from habeas.model.linking import Cluster
from habeas.model.listed import Detention, ListedPerson, ListedStep
from habeas.model.person import PersonRecord, StatusKind, Step

HOLDING: frozenset[StatusKind] = frozenset(["detained", "transferred", "charged", "jailed"])
# Lists that are filled in by night date the same detention to the one day or the other.
_SAME = timedelta(days=1)
_DAY = len("2022-02-27")
_UNKNOWN = (date.max, date.max)
_NEVER = "~"  # after every instant
_Told = TypeVar("_Told", bound=Step)


def select_records(records: Iterable[PersonRecord], *, is_public: bool) -> dict[str, PersonRecord]:
    """Records that count, by id: none that is closed; for what is published none of a person who refused."""
    return {
        record.id: record
        for record in records
        if record.visibility != "closed" and not (is_public and record.consent == "refused")
    }


def hear_lists(records: Iterable[PersonRecord], as_of: str) -> dict[str, date]:
    """The last day that each list says anything of by a moment (an ISO 8601 prefix), in any of its rows.

    A month counts with its first day, and a list without any day is left out.
    """
    limit, heard = last_instant(as_of) or "", dict[str, date]()
    for record in records:
        for step in list_steps(record):
            window = read_window(step.at)
            if window is not None and _span(step.at)[0] <= limit:
                heard[record.list] = max(window[0], heard.get(record.list, date.min))
    return heard


def list_people(
    clusters: Iterable[Cluster],
    records: Mapping[str, PersonRecord],
    *,
    places: Mapping[str, Place],
    heard: Mapping[str, date],
) -> tuple[ListedPerson, ...]:
    """Each cluster as a person; `places` are those that records name and lie in, by id.

    `heard` is the last day that each list says anything of.
    """
    people = []
    for cluster in clusters:
        own = sorted((records[key] for key in cluster.records if key in records), key=_order)
        if own:
            people.append(_make_person(own, places, heard))
    return tuple(people)


def read_window(at: str | None) -> tuple[date, date] | None:
    """First and last day that an ISO 8601 prefix may mean, as it is written; None where none is said."""
    if at is None or (begins := first_instant(at)) is None or (ends := last_instant(at)) is None:
        return None
    if len(at) >= _DAY:
        day = date.fromisoformat(at[:_DAY])
        return day, day
    return date.fromisoformat(begins[:_DAY]), date.fromisoformat(ends[:_DAY])


def _order(record: PersonRecord) -> tuple[tuple[date, date], str, str]:
    """Nothing that depends on which came first."""
    return read_window(record.detained_at) or _UNKNOWN, record.place.id if record.place else "~", record.id


def _make_person(
    records: Sequence[PersonRecord], places: Mapping[str, Place], heard: Mapping[str, date]
) -> ListedPerson:
    return ListedPerson(
        lists=tuple(sorted({record.list for record in records})),
        records=len(records),
        detentions=_merge_detentions(records, places),
        steps=tuple(
            ListedStep(step.kind, step.at, heard.get(record.list)) for record in records for step in list_steps(record)
        ),
    )


def _merge_detentions(records: Sequence[PersonRecord], places: Mapping[str, Place]) -> tuple[Detention, ...]:
    """The detentions that all records together surely tell of; one record's own days are told apart."""
    found: list[Detention] = []
    for record in records:
        taken: set[int] = set()
        for window in _own_windows(record):
            detention = Detention(record.place, *window) if window else Detention(record.place, None, None)
            index = next((at for at, other in enumerate(found) if at not in taken and _may_be_one(other, window)), None)
            if index is None:
                found.append(detention)
                taken.add(len(found) - 1)
            else:
                found[index] = _join(found[index], detention, places)
                taken.add(index)
    dated = [detention for detention in found if detention.first is not None]
    return tuple(sorted(dated or found[:1], key=_by_days))


def _own_windows(record: PersonRecord) -> list[tuple[date, date] | None]:
    """The days on which one record has the person detained; a month that holds a day of it says nothing more.

    None alone where it says no day.
    """
    said = [record.detained_at, *(step.at for step in record.steps if step.kind == "detained")]
    windows = sorted({window for at in said if (window := read_window(at)) is not None})
    if not windows:
        return [None]
    return [
        window
        for window in windows
        if not any(other != window and window[0] <= other[0] and other[1] <= window[1] for other in windows)
    ]


def _may_be_one(detention: Detention, window: tuple[date, date] | None) -> bool:
    if window is None or detention.first is None or detention.last is None:
        return True
    return detention.first - _SAME <= window[1] and window[0] <= detention.last + _SAME


def _join(one: Detention, other: Detention, places: Mapping[str, Place]) -> Detention:
    """One detention as two records tell of it: as precise as they agree, as wide as they do not."""
    place = _join_places(one.place, other.place, places)
    if one.first is None or one.last is None or other.first is None or other.last is None:
        known = other if one.first is None else one
        return Detention(place, known.first, known.last)
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        first, last = min(one.first, other.first), max(one.last, other.last)
    return Detention(place, first, last)


def _join_places(one: Place | None, other: Place | None, places: Mapping[str, Place]) -> Place | None:
    """The narrower of two places of which one holds the other, else the narrowest known that holds both."""
    if one is None or other is None or one.id == other.id:
        return one or other
    if one.id in other.parents:
        return other
    if other.id in one.parents:
        return one
    shared = next((parent for parent in one.parents if parent in other.parents and parent in places), None)
    return None if shared is None else places[shared]


def list_steps(record: PersonRecord) -> tuple[Step, ...]:
    """The steps of a record, its detention among them."""
    return record.steps if record.detained_at is None else (Step("detained", record.detained_at), *record.steps)


def judge_held(steps: Iterable[Step], as_of: str) -> bool | None:
    """Whether a person is held as of a moment (an ISO 8601 prefix): a step into custody surely follows every one out.

    None where nobody can tell: a step out of custody has no day, or days are too vague to put steps in order.
    """
    limit, given = last_instant(as_of) or "", tuple(steps)
    if _list_holding(given, limit):
        return True
    known = [step for step in given if _span(step.at)[0] <= limit]
    out = [_span(step.at)[1] for step in known if step.kind not in HOLDING]
    sure = [last for last in out if last[:_DAY] <= limit[:_DAY]]
    into = [_span(step.at)[1] for step in known if step.kind in HOLDING]
    return False if sure and all(last <= max(sure) for last in into) else None


def find_heard(steps: Iterable[ListedStep], as_of: str) -> date | None:
    """The last day that a list which has the person in custody as of a moment says anything of; None where none has.

    After that day nobody knows whether the person is still held.
    """
    holding = _list_holding(steps, last_instant(as_of) or "")
    return max((step.heard for step in holding if step.heard is not None), default=None)


def _list_holding(steps: Iterable[_Told], limit: str) -> list[_Told]:
    """The steps into custody that surely follow every step out of it, of those known by an instant."""
    known = [step for step in steps if _span(step.at)[0] <= limit]
    ends = max((_span(step.at)[1] for step in known if step.kind not in HOLDING), default="")
    # Whatever is known of the day of the moment itself has happened by then.
    return [
        step
        for step in known
        if step.kind in HOLDING and _span(step.at)[0] > ends and _span(step.at)[1][:_DAY] <= limit[:_DAY]
    ]


def find_waiting(steps: Iterable[Step], as_of: str) -> str | None:
    """The day of detention, as written, of one who is held and waits for a judge; None where it is not known.

    Who was charged or jailed has been before one, as far as lists tell.
    """
    limit, given = last_instant(as_of) or "", tuple(steps)
    known = [step for step in given if _span(step.at)[0] <= limit]
    begins = max((step.at for step in known if step.kind == "detained" and step.at), key=_span_end, default=None)
    judged = [step.at for step in known if step.kind in ("charged", "jailed")]
    if begins is None or any(_span(at)[1] >= _span(begins)[0] for at in judged):
        return None
    return begins if judge_held(given, as_of) else None


def _span(at: str | None) -> tuple[str, str]:
    """The instants, in UTC, that a day as written may mean: any, where none is said."""
    return (first_instant(at or "") or "", last_instant(at or "") or _NEVER)


def _span_end(at: str) -> tuple[str, str]:
    return _span(at)[1], at


def _by_days(detention: Detention) -> tuple[date, date, str]:
    place = detention.place.id if detention.place else "~"
    return detention.first or date.max, detention.last or date.max, place
