"""Reports of a measure that give no number: worth a sentence, never a figure."""

from collections.abc import Iterable
from datetime import date

from habeas.model import StoredClaim
from habeas.model.edition import Edition, Scope
from habeas.model.tally import Measure
from habeas.model.verdicts import read_verdicts
from habeas.tally.admission import find_doubt


def list_unsaid(edition: Edition, measure: Measure) -> tuple[str, ...]:
    """Claims set aside from a measure that assert it of the place and days asked for, without a number."""
    aside = {found.claim for sheet in edition.sheets if sheet.query.measure == measure for found in sheet.set_aside}
    claims = (stored for stored in edition.claims if stored.claim.id in aside.difference(list_doubted(edition)))
    return tuple(sorted(stored.claim.id for stored in claims if _is_unsaid(stored, edition.scope)))


def list_doubted(edition: Edition) -> frozenset[str]:
    """Claims that count only in figures with alleged ones; what the desk accepted is in no doubt."""
    verdicts = read_verdicts(edition.judgements, edition.scope.as_of)
    return frozenset(
        stored.claim.id
        for sheet in edition.sheets[:1]  # the same floor holds for all of them
        for stored in edition.claims
        if find_doubt(stored.claim, sheet.query, verdicts) is not None
    )


def _is_unsaid(stored: StoredClaim, scope: Scope) -> bool:
    claim = stored.claim
    if claim.quantity is not None or claim.modality not in ("asserted", "alleged"):
        return False
    if scope.context is not None and claim.context != scope.context:
        return False
    return _is_within_days(stored, scope) and _is_within_place(stored, scope)


def _is_within_days(stored: StoredClaim, scope: Scope) -> bool:
    when = stored.claim.when
    return when is not None and date.fromisoformat(scope.first) <= when.start <= when.end <= date.fromisoformat(
        scope.last
    )


def _is_within_place(stored: StoredClaim, scope: Scope) -> bool:
    if scope.place is None:
        return True
    found: Iterable[tuple[str, ...]] = ((r.place.id, *r.place.parents) for r in stored.claim.place if r.place)
    return any(scope.place.id in ids for ids in found)
