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
    """Gazetteer id and printed name of where a claim happened; id None where no one known place is said."""
    if not claim.place:
        return None, "place not said"
    first, *apart = joint_places(claim)
    around = _known_around(claim) if first.place is None else None
    narrowest = _name(first) if around is None else f"{_name(first)}, {_name(around)}"
    label = " + ".join([narrowest, *(_name(resolution) for resolution in apart)])
    return (None if apart or first.place is None else first.place.id), label


def joint_places(claim: Claim) -> list[Resolution]:
    """The places that share a claim's number: the most specific words, and what neither holds them nor lies in them."""
    first, *others = claim.place
    anchor = first if first.place is not None else _known_around(claim) or first
    apart = [other for other in others if other is not anchor and not _encloses(other, anchor)]
    if anchor is not first:
        apart = [other for other in apart if not _encloses(anchor, other)]
    return [first, *apart]


def is_comparable(claim: Claim) -> bool:
    """Whether claims of this cell surely mean the same place: same words may name two parliaments, none any place."""
    return bool(claim.place) and all(
        resolution.place is not None or (number == 0 and _known_around(claim) is not None)
        for number, resolution in enumerate(joint_places(claim))
    )


def _known_around(claim: Claim) -> Resolution | None:
    return next((other for other in claim.place[1:] if other.place is not None), None)


def _refuse_place(claim: Claim, query: TallyQuery) -> str | None:
    if query.place is None:
        return None
    if not claim.place:
        return "place not said"
    first, *apart = joint_places(claim)
    located = first if first.place is not None else _known_around(claim)
    if located is None or located.place is None:
        return f"place {first.words.text!r} not found in the gazetteer: {first.reason}"
    shared = [resolution for resolution in (located, *apart) if not _lies_in(resolution, query.place)]
    if not shared:
        return None
    if len(shared) == 1 + len(apart):
        return f"happened in {located.place.name}, outside the place asked for"
    return f"one number shared with {_name(shared[0])}, outside the place asked for"


def _lies_in(resolution: Resolution, place: str) -> bool:
    return resolution.place is not None and place in (resolution.place.id, *resolution.place.parents)


def _encloses(wider: Resolution, narrower: Resolution) -> bool:
    """Whether one resolved place is or holds the other; a name the gazetteer lacks encloses nothing."""
    return wider.place is not None and narrower.place is not None and _lies_in(narrower, wider.place.id)


def _name(resolution: Resolution) -> str:
    return resolution.place.name if resolution.place else resolution.words.text


def _window(claim: Claim) -> str:
    assert claim.when is not None
    start, end = claim.when.start.isoformat(), claim.when.end.isoformat()
    return f"on {start}" if start == end else f"{start} to {end}"
