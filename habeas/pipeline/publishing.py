"""Editions from the store: what is known, freed of what may name a person, counted, checked, packed and signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from habeas import __version__
from habeas.exc import EditionError, ProofError
from habeas.model import Place, StoredClaim
from habeas.model.edition import Edition, Order, Scope, Series, tally_id
from habeas.model.instant import last_instant, now
from habeas.model.tally import MEASURES, Measure, TallyQuery, TallySheet
from habeas.ontology import DEFAULT_CONVENTION
from habeas.pipeline.collecting import find_gazetteer
from habeas.pipeline.figures import count, find_place, list_known_corrections, make_query, make_steps
from habeas.pipeline.gather import Gathered, find_type, gather_claims
from habeas.pipeline.publishing_lists import ListLine, gather_line
from habeas.publish import export_files
from habeas.publish.bag import refuse_existing, write_bag
from habeas.publish.disclosure import ListMaterial
from habeas.publish.edition import Draft, Predecessor, gather_places, make_edition
from habeas.publish.integrity import find_faults, is_whole, join_faults
from habeas.publish.licence import read_licences
from habeas.publish.load import read_predecessor
from habeas.publish.redact import Material, redact_material
from habeas.publish.sign import read_key
from habeas.publish.verify import EditionCheck, check_bytes, is_edition, verify_edition
from habeas.settings import read_settings
from habeas.store import open_store


@dataclass(frozen=True, slots=True)
class Published:
    """The edition that now lies in `out`, and the hash by which the next one names it."""

    edition: Edition
    out: Path
    hash: str


def publish(order: Order, store_folder: Path | None = None) -> Published:
    """The edition, written whole or not at all; raises EditionError or ProofError where it may not be published."""
    refuse_existing(order.out)
    key = read_key(order.key)
    before = _read_before(order.previous) if order.previous else None
    known, line = _gather(order, store_folder)
    edition = make_edition(_draft(order, known, line), before)
    faults = find_faults(edition)
    if faults:
        raise ProofError(f"nothing is published, for this does not hold: {join_faults(faults)}")
    line.refuse(edition)
    line.refuse_unheeded(edition)
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        # First: what is kept and was never written does no harm, what is out and was not kept does.
        line.register(store, edition)
    return Published(edition, order.out, write_bag(edition, export_files(edition), order.out, key))


def check_edition(folder: Path, *, public_key: str | None = None, previous: Path | None = None) -> EditionCheck:
    """What of an edition does not hold, from its folder alone."""
    return verify_edition(folder, export_files, public_key=public_key, previous=previous)


def _read_before(folder: Path) -> Predecessor:
    """The edition before, if its bytes are those that were signed."""
    if not is_edition(folder):
        raise EditionError(f"--previous {folder}: is no edition; expected the folder that `habeas publish` wrote")
    _, faults = check_bytes(folder)
    if faults:
        raise EditionError(f"--previous {folder}: does not hold: {join_faults(faults)}")
    return read_predecessor(folder)


def _draft(order: Order, gathered: Gathered, line: ListLine) -> Draft:
    """Everything the edition is made of: redacted first, so that no figure can say what may not be said."""
    place = None if order.question.place is None else find_place(order.question.place).place
    licences = read_licences(order.licences)
    known = _redact(gathered, licences, line.material())
    measures = order.measures or MEASURES
    sheets = tuple(count(replace(known, query=replace(known.query, measure=measure))) for measure in measures)
    publishers = {stored.publisher for stored in known.claims.values()}
    return Draft(
        title=order.title or _name(place, order.measures),
        program=f"habeas {__version__}",
        scope=_scope(known, place, measures),
        sheets=sheets,
        claims=tuple(known.claims.values()),
        origins=known.origins,
        events=known.events,
        judgements=known.judgements,
        places=gather_places(known.claims.values(), find_gazetteer().place, asked=place),
        series=tuple(series for sheet in sheets for series in _series(sheet, known)),
        corrections=list_known_corrections(known),
        licences=tuple((name, licence) for name, licence in licences.items() if name in publishers),
    )


def _name(place: Place | None, measures: tuple[Measure, ...]) -> str:
    """What an edition is called where nobody says: not its days, so that those to come are called the same."""
    return f"{place.name if place else 'Everywhere'}: {', '.join(measures) or 'all measures'}"


def _gather(order: Order, store_folder: Path | None) -> tuple[Gathered, ListLine]:
    """What is known of all measures asked for, and what lists of people say of it and of the editions before."""
    question = replace(
        order.question,
        measure=order.measures[0] if len(order.measures) == 1 else None,
        as_of=_moment(order.question.as_of),
    )
    place = None if question.place is None else find_place(question.place)
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        known = gather_claims(store, make_query(question, place, store.methods()))
        line = gather_line(store, known.lists, order)
    types = {find_type(measure) for measure in order.measures or MEASURES}
    return _restrict(known, [stored for stored in known.claims.values() if stored.claim.type in types]), line


def _moment(as_of: str | None) -> str:
    """The instant until which things are known: now, to the second, where none is said."""
    present = f"{now()[:19]}Z"
    instant = last_instant(as_of or present)
    if instant is None:
        raise EditionError(f"--as-of {as_of!r}: expected an ISO 8601 date or time")
    if instant > present:
        raise EditionError(
            f"--as-of {as_of}: lies ahead of this machine's clock ({present}); more may be known by then"
        )
    return instant


def _restrict(known: Gathered, claims: Iterable[StoredClaim]) -> Gathered:
    """What is known of these claims alone."""
    kept = {stored.claim.id: stored for stored in claims}
    events = [event for event in known.events if kept.keys() >= set(event.claims)]
    ids = {event.id for event in events}
    told = tuple(replace(event, beside=tuple(key for key in event.beside if key in ids)) for event in events)
    return replace(known, claims=kept, events=told)


def _redact(known: Gathered, licences: Mapping[str, str], lists: ListMaterial | None) -> Gathered:
    material = Material(tuple(known.claims.values()), known.origins, known.events, known.judgements, lists)
    public = redact_material(material, licences)
    claims = {stored.claim.id: stored for stored in public.claims}
    return replace(
        known, claims=claims, origins=dict(public.origins), events=public.events, judgements=public.judgements
    )


def _scope(known: Gathered, place: Place | None, measures: tuple[Measure, ...]) -> Scope:
    query: TallyQuery = known.query
    assert query.as_of is not None
    return Scope(
        place=place,
        first=query.first.isoformat(),
        last=query.last.isoformat(),
        as_of=query.as_of,
        measures=measures,
        context=query.context,
        convention=query.convention or DEFAULT_CONVENTION,
        floor=query.floor,
        methods=tuple(sorted({stored.claim.method for stored in known.claims.values()})),
    )


def _series(sheet: TallySheet, known: Gathered) -> Iterable[Series]:
    """The series of the total of a sheet."""
    whole = next((tally for tally in sheet.tallies if is_whole(tally, sheet)), None)
    if whole is None:
        return ()
    steps = make_steps(sheet, known)[whole.measure]
    return (Series(tally_id(whole), steps),)
