"""What must hold of an edition before it is published, and again wherever it is checked."""

from collections import Counter
from collections.abc import Iterable, Iterator

from habeas.model import StoredClaim
from habeas.model.edition import Edition, tally_id
from habeas.model.record import claim_mentions
from habeas.model.tally import Tally, TallySheet
from habeas.model.voice import Origin
from habeas.model.when import write_days
from habeas.publish.disclosure_check import find_unsound
from habeas.publish.history import check_history
from habeas.publish.redact import redact_claim, redact_origin, survey
from habeas.publish.table import read_rows
from habeas.publish.tables import TABLES
from habeas.tally.check import check_sheet
from habeas.tally.short import find_short

_GREATEST = 2**63 - 1  # what the files can hold


def find_faults(edition: Edition) -> list[str]:
    """What does not hold of an edition, each as a sentence that names it; none of a sound one."""
    claims = {stored.claim.id: stored for stored in edition.claims}
    origins = {origin.claim: origin for origin in edition.origins}
    if list(claims) != [origin.claim for origin in edition.origins] or len(claims) != len(edition.claims):
        return ["claims: each must be there once, with its origin"]
    return [
        *_check_names(edition, claims),
        *_check_spans(edition),
        *_check_places(edition),
        *_check_ids(edition),
        *_check_cells(edition),
        *(fault for sheet in edition.sheets for fault in _check_sheet(sheet, claims, origins)),
        *check_history(edition, claims),
        *_check_words(edition, origins),
        *find_unsound(edition.claims),
    ]


def _check_names(edition: Edition, claims: dict[str, StoredClaim]) -> Iterator[str]:
    """Every claim that is named must be there."""
    for where, key in _list_named(edition):
        if key not in claims:
            yield f"{where} names {key}, which is not among the claims"
    events = {event.id for event in edition.events}
    for event in edition.events:
        for key in sorted(set(event.beside) - events):
            yield f"event {event.id} names {key}, which is not among the events"


def _check_spans(edition: Edition) -> Iterator[str]:
    """The words of a claim stand in the report that it is a claim of."""
    for stored in edition.claims:
        for name, mention in claim_mentions(stored.claim):
            if mention.span.report != stored.claim.report:
                yield f"{stored.claim.id}: {name} stands in {mention.span.report}, not in {stored.claim.report}"


def _check_places(edition: Edition) -> Iterator[str]:
    """Every place of a claim or a figure stands among the places, as it stands there."""
    places = {place.id: place for place in edition.places}
    asked = edition.scope.place
    if asked is not None and asked.id not in places:
        yield f"edition.json: place {asked.id} is not among the places"
    for stored in edition.claims:
        for place in (each.place for each in stored.claim.place if each.place is not None):
            if places.get(place.id) != place:
                yield f"{stored.claim.id}: place {place.id} is not as it stands among the places"
    for sheet in edition.sheets:
        for tally in sheet.tallies:
            if tally.place is not None and tally.place not in places:
                yield f"{describe(tally)}: place {tally.place} is not among the places"


def _list_named(edition: Edition) -> Iterator[tuple[str, str]]:
    """Where a claim is named, and its id."""
    for sheet in edition.sheets:
        yield from (("claims set aside", each.claim) for each in sheet.set_aside)
        for tally in sheet.tallies:
            yield from ((describe(tally), key) for key in _claims_of(tally))
    for event in edition.events:
        yield from ((f"event {event.id}", key) for key in event.claims)
        yield from ((f"event {event.id}", key) for tie in event.ties for key in (tie.one, tie.other))
    for series in edition.series:
        yield from ((f"series of {series.tally}", key) for step in series.steps for key in step.claims)
    for correction in edition.corrections:
        yield from ((f"the correction of {correction.at}", key) for key in correction.claims)


def _claims_of(tally: Tally) -> Iterator[str]:
    proofs = (tally.certificate, tally.high_certificate, *(without.certificate for without in tally.sensitivity))
    yield from (term.claim for proof in proofs if proof is not None for term in proof.terms)
    yield from (key for figure in tally.voices for key in figure.claims)
    yield from (key for dispute in tally.disputes for key in dispute.claims)
    yield from (each.claim for each in tally.set_aside)


def _check_ids(edition: Edition) -> Iterator[str]:
    """An id stands for one thing."""
    tallies = [tally_id(tally) for sheet in edition.sheets for tally in sheet.tallies]
    kinds = {
        "figure": tallies,
        "event": [event.id for event in edition.events],
        "place": [place.id for place in edition.places],
        "judgement": [judgement.id for judgement in edition.judgements],
    }
    for kind, ids in kinds.items():
        yield from (f"{kind} {key} stands {times} times" for key, times in Counter(ids).items() if times > 1)


def _check_cells(edition: Edition) -> Iterator[str]:
    """Files hold whole numbers of 64 bits, and text that is Unicode."""
    for table in TABLES.values():
        for number, row in enumerate(read_rows(table, edition), 1):
            for column, cell in zip(table.columns, row, strict=True):
                if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) > _GREATEST:
                    yield f"{table.name}, row {number}, {column.name}: {cell} is more than a file can hold"
                if isinstance(cell, str) and not _is_text(cell):
                    yield f"{table.name}, row {number}, {column.name}: is not Unicode text"


def _is_text(cell: str) -> bool:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_sheet(sheet: TallySheet, claims: dict[str, StoredClaim], origins: dict[str, Origin]) -> Iterator[str]:
    """Every figure is proven by its claims and no less than they plainly prove, and no part is more than its whole."""
    yield from check_sheet(sheet, claims.values(), origins)
    yield from find_short(sheet, claims.values(), origins)
    total = next((tally for tally in sheet.tallies if is_whole(tally, sheet)), None)
    for tally in sheet.tallies:
        name = describe(tally)
        yield from (f"{name}: {fault}" for fault in _check_voices(tally, origins))
        if total is not None and (tally.low or 0) > (total.low or 0) and tally.measure == total.measure:
            yield f"{name}: at least {tally.low:,}, more than the whole of {total.low or 0:,}"


def is_whole(tally: Tally, sheet: TallySheet) -> bool:
    """Whether a figure is of the whole place and window that its sheet was asked for."""
    query = sheet.query
    return (tally.place, tally.first, tally.last) == (query.place, query.first, query.last)


def _check_voices(tally: Tally, origins: dict[str, Origin]) -> Iterator[str]:
    """What a voice is said to say it said."""
    for figure in tally.voices:
        for key in figure.claims:
            if key in origins and origins[key].voice.id != figure.voice:
                yield f"{key} is counted as {figure.voice}, but its voice is {origins[key].voice.id}"
        if figure.low is not None and figure.high is not None and figure.low > figure.high:
            yield f"{figure.name} says {figure.low:,} to {figure.high:,}"


def _check_words(edition: Edition, origins: dict[str, Origin]) -> Iterator[str]:
    """No claim holds a word that would be withheld: it is what redaction makes of it."""
    known = survey(edition.claims, origins, dict(edition.licences))
    for stored in edition.claims:
        origin = origins[stored.claim.id]
        public = known.voices[origin.voice.id]
        if redact_claim(stored, public, known) != stored or redact_origin(origin, known) != origin:
            yield f"{stored.claim.id} holds words that may name a person"


def describe(tally: Tally) -> str:
    """A figure in words: measure, place and days."""
    days = write_days(tally.first, tally.last)
    return f"{tally.measure}, {tally.label}, {days}"


def join_faults(faults: Iterable[str], most: int = 20) -> str:
    """Faults in one text, the first ones by name."""
    listed = list(faults)
    more = f"; and {len(listed) - most} more" if len(listed) > most else ""
    return "; ".join(listed[:most]) + more
