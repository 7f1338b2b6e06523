"""Where a claim's people were: one known place, several that share its number, or no place that is known."""

from habeas.model import Claim, Resolution


def locate_claim(claim: Claim) -> tuple[str | None, str]:
    """Gazetteer id and printed name of where a claim happened; id None where no one known place is said."""
    if not claim.place:
        return None, "place not said"
    first, *apart = joint_places(claim)
    around = known_around(claim) if first.place is None else None
    narrowest = _name(first) if around is None else f"{_name(first)}, {_name(around)}"
    label = " + ".join([narrowest, *(_name(resolution) for resolution in apart)])
    return (None if apart or first.place is None else first.place.id), label


def joint_places(claim: Claim) -> list[Resolution]:
    """The places that share a claim's number: the most specific words, and what neither holds them nor lies in them."""
    first, *others = claim.place
    anchor = first if first.place is not None else known_around(claim) or first
    apart = [other for other in others if other is not anchor and not _encloses(other, anchor)]
    if anchor is not first:
        apart = [other for other in apart if not _encloses(anchor, other)]
    return [first, *apart]


def scope_places(claim: Claim) -> tuple[str, ...]:
    """Ids of the known places that surely hold the claim's people, in order; none where no place is known to."""
    if not claim.place:
        return ()
    first, *apart = joint_places(claim)
    known = [first if first.place is not None else known_around(claim), *apart]
    places = [resolution.place for resolution in known if resolution is not None and resolution.place is not None]
    return tuple(sorted({place.id for place in places})) if len(places) == len(known) else ()


def is_resolved(claim: Claim) -> bool:
    """Whether each place that shares the number is itself known, not only what lies around it."""
    return bool(claim.place) and all(resolution.place is not None for resolution in joint_places(claim))


def is_comparable(claim: Claim) -> bool:
    """Whether claims of this cell surely mean the same place: same words may name two parliaments, none any place."""
    return bool(claim.place) and all(
        resolution.place is not None or (number == 0 and known_around(claim) is not None)
        for number, resolution in enumerate(joint_places(claim))
    )


def refuse_place(claim: Claim, place: str | None) -> str | None:
    """Why a claim's people were not surely in the place asked for, None where they were; place None is everywhere."""
    if place is None:
        return None
    if not claim.place:
        return "place not said"
    first, *apart = joint_places(claim)
    located = first if first.place is not None else known_around(claim)
    if located is None or located.place is None:
        return f"place {first.words.text!r} not found in the gazetteer: {first.reason}"
    shared = [resolution for resolution in (located, *apart) if not _lies_in(resolution, place)]
    if not shared:
        return None
    if len(shared) == 1 + len(apart):
        return f"happened in {located.place.name}, outside the place asked for"
    return f"one number shared with {_name(shared[0])}, outside the place asked for"


def known_around(claim: Claim) -> Resolution | None:
    """The narrowest known place around the most specific words, or None."""
    return next((other for other in claim.place[1:] if other.place is not None), None)


def _lies_in(resolution: Resolution, place: str) -> bool:
    return resolution.place is not None and place in (resolution.place.id, *resolution.place.parents)


def _encloses(wider: Resolution, narrower: Resolution) -> bool:
    """Whether one resolved place is or holds the other; a name the gazetteer lacks encloses nothing."""
    return wider.place is not None and narrower.place is not None and _lies_in(narrower, wider.place.id)


def _name(resolution: Resolution) -> str:
    return resolution.place.name if resolution.place else resolution.words.text
