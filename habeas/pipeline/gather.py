"""What is known for a question: the claims that may matter, whose they are, what they tell of, what was judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from habeas.lang import load_language
from habeas.model import EventType, Place, Resolution, StoredClaim
from habeas.model.event import Event
from habeas.model.judgement import Judgement
from habeas.model.tally import Measure, TallyQuery
from habeas.model.voice import Origin
from habeas.ontology import load_convention, load_event_types
from habeas.pipeline.listing_people import Listed, gather_lists
from habeas.read.quantity import reread_quantity
from habeas.reconcile.copies import find_copies
from habeas.reconcile.events import group_events
from habeas.reconcile.list_claims import make_origin
from habeas.reconcile.voices import name_origins
from habeas.store import ClaimQuery, Store

# A claim without a day is shown beside a count if its report came out in the window or so soon after.
LATE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The claims of a query by id, the origin of each, their events, and the judgements made by then.

    `kept` are the claims that keep the bounds they were read with: their words alone do not say how the convention
    asked for would bound them. `lists` is what lists of people say, whose counts are among the claims.
    """

    query: TallyQuery
    claims: dict[str, StoredClaim]
    origins: dict[str, Origin]
    events: tuple[Event, ...]
    judgements: tuple[Judgement, ...]
    kept: tuple[str, ...] = ()
    lists: Listed | None = None


def gather_claims(store: Store, query: TallyQuery) -> Gathered:
    """Everything in the store that a tally of this query needs, as it was known by its `as_of`."""
    judgements = tuple(store.judgements(query.as_of))
    lists = gather_lists(store, query)
    counted = [] if lists is None else lists.claims()
    found = [stored for stored in store.claims(_wanted(query)) if _is_near(stored, query)]
    claims, kept = _convene(_settle_places(found, counted), query.convention)
    reports = (store.report(report) for report in dict.fromkeys(stored.claim.report for stored in claims))
    copies = find_copies(report for report in reports if report is not None)
    origins = name_origins(claims, copies, judgements, counted=[make_origin(each.claim.id) for each in counted])
    events = group_events(claims, origins, judgements)
    known = {stored.claim.id: stored for stored in (*claims, *counted)}
    return Gathered(query, known, origins, events, judgements, kept, lists)


def find_type(measure: Measure) -> EventType:
    """The type of the claims that a measure counts: people still held are told of in claims of detention."""
    return next(
        entry.name for entry in load_event_types().values() if measure in (each.name for each in entry.measures)
    )


def _wanted(query: TallyQuery) -> ClaimQuery:
    return ClaimQuery(
        types=(find_type(query.measure),) if query.measure else (),
        first=query.first,
        last=query.last,
        with_undated=True,
        as_of=query.as_of,
        methods=query.methods,
    )


def _is_near(stored: StoredClaim, query: TallyQuery) -> bool:
    """Whether a claim belongs beside this count: those without a day only where their report is of these days."""
    if stored.claim.when is not None:
        return True
    published = (stored.published_at or "")[:10]
    last = min(query.last, date.max - LATE) + LATE
    return query.first.isoformat() <= published <= last.isoformat()


def _settle_places(claims: Sequence[StoredClaim], counted: Sequence[StoredClaim]) -> list[StoredClaim]:
    """The claims with one place for each id, as the last has it that names it: gazetteers change between readings.

    Places of what is `counted` on lists stand.
    """
    last = {each.place.id: each.place for each in _list_resolutions((*claims, *counted)) if each.place is not None}
    return [_settle(stored, last) for stored in claims]


def _list_resolutions(claims: Iterable[StoredClaim]) -> Iterator[Resolution]:
    return (each for stored in claims for each in stored.claim.place)


def _settle(stored: StoredClaim, last: Mapping[str, Place]) -> StoredClaim:
    if all(each.place is None or last[each.place.id] is each.place for each in stored.claim.place):
        return stored
    settled = (each if each.place is None else replace(each, place=last[each.place.id]) for each in stored.claim.place)
    return replace(stored, claim=replace(stored.claim, place=tuple(settled)))


def _convene(claims: Iterable[StoredClaim], name: str | None) -> tuple[list[StoredClaim], tuple[str, ...]]:
    """The claims with their words bounded by the convention of this name, and those that keep their bounds."""
    if name is None:
        return list(claims), ()
    convened, kept = [], []
    for stored, reread in _reread(claims, name):
        convened.append(reread or stored)
        if reread is None:
            kept.append(stored.claim.id)
    return convened, tuple(kept)


def _reread(claims: Iterable[StoredClaim], name: str) -> Iterator[tuple[StoredClaim, StoredClaim | None]]:
    language, convention = load_language("en"), load_convention(name)
    for stored in claims:
        quantity = stored.claim.quantity
        reread = quantity and reread_quantity(quantity, language, convention)
        if quantity is None or reread is not None:
            yield stored, replace(stored, claim=replace(stored.claim, quantity=reread))
        else:
            yield stored, None
