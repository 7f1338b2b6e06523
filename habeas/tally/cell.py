"""Which claims speak of the same thing: one measure, place and window; the others are set aside with the reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from habeas.model import Claim, EventType, Resolution, StoredClaim
from habeas.model.tally import SetAside, TallyQuery

_NOT_COUNTED = {
    "planned": "planned, not happened",
    "threatened": "threatened, not happened",
    "alleged": "alleged: the report does not stand behind it",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure at one place over one window; `label` prints the place."""

    measure: EventType
    place: str | None
    label: str
    first: date
    last: date


def group_claims(
    claims: Iterable[StoredClaim], query: TallyQuery
) -> tuple[dict[Cell, list[StoredClaim]], list[SetAside]]:
    """Claims by cell, and those that fall in no cell of the query with the reason; other measures are left out."""
    cells: dict[Cell, list[StoredClaim]] = defaultdict(list)
    aside: list[SetAside] = []
    for stored in claims:
        claim = stored.claim
        if query.measure is not None and claim.type != query.measure:
            continue
        reason = refuse_claim(claim, query)
        if reason is not None:
            aside.append(SetAside(claim.id, reason))
        elif claim.when is not None:
            place, label = locate_claim(claim)
            cells[Cell(claim.type, place, label, claim.when.start, claim.when.end)].append(stored)
    return dict(cells), aside


def refuse_claim(claim: Claim, query: TallyQuery) -> str | None:
    """Why a claim cannot be counted for this query, or None where it can."""
    if claim.modality in _NOT_COUNTED:
        return _NOT_COUNTED[claim.modality]
    if claim.when is None:
        return "no day said"
    if claim.when.end < query.first or claim.when.start > query.last:
        return f"happened {_window(claim)}, outside the days asked for"
    if claim.when.start < query.first or claim.when.end > query.last:
        return f"covers {_window(claim)}, more than the days asked for"
    if claim.scope == "cumulative" and claim.when.start == claim.when.end:
        return "a running total whose first day is not said"
    return _refuse_place(claim, query)


def locate_claim(claim: Claim) -> tuple[str | None, str]:
    """Gazetteer id and printed name of where a claim happened; id None where the most specific words are unknown."""
    if not claim.place:
        return None, "place not said"
    first, *others = claim.place
    apart = [other for other in others if not _encloses(other, first)]
    joint = [first, *apart]
    label = " + ".join(_name(resolution) for resolution in joint)
    if first.place is None:
        around = next((other.place.name for other in others if other.place is not None), None)
        return None, label if around is None or apart else f"{label}, {around}"
    return (None if apart else first.place.id), label


def _refuse_place(claim: Claim, query: TallyQuery) -> str | None:
    if query.place is None:
        return None
    if not claim.place:
        return "place not said"
    known = [resolution.place for resolution in claim.place if resolution.place is not None]
    if not known:
        return f"place {claim.place[0].words.text!r} not found in the gazetteer: {claim.place[0].reason}"
    if all(query.place not in (place.id, *place.parents) for place in known):
        return f"happened in {known[0].name}, outside the place asked for"
    return None


def _encloses(wider: Resolution, narrower: Resolution) -> bool:
    """Whether one resolved place holds the other; a name the gazetteer lacks encloses nothing and is held by any."""
    if wider.place is None:
        return False
    if narrower.place is None:
        return True
    return wider.place.id in (narrower.place.id, *narrower.place.parents)


def _name(resolution: Resolution) -> str:
    return resolution.place.name if resolution.place else resolution.words.text


def _window(claim: Claim) -> str:
    assert claim.when is not None
    start, end = claim.when.start.isoformat(), claim.when.end.isoformat()
    return f"on {start}" if start == end else f"{start} to {end}"
