"""One claim → one constraint on the number of people in its cells, or the reason why it gives none.

The checker makes constraints of claims by the same function, and so needs no solver.
"""

from dataclasses import dataclass

from habeas.lang import load_language
from habeas.model import Claim, StoredClaim
from habeas.model.instant import first_instant, last_instant
from habeas.model.listed import LIST_METHOD
from habeas.model.row import METHOD_PREFIX
from habeas.model.tally import Measure, SetAside, TallyQuery
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin, Voice
from habeas.tally.admission import find_doubt, measure_claim, refuse_claim, says_corrected
from habeas.tally.closing import is_surely_over
from habeas.tally.location import is_comparable, is_resolved, locate_claim, scope_places


@dataclass(frozen=True, slots=True)
class Constraint:
    """`low` ≤ people in the cells of `places` on the days `first` to `last` (ordinals) ≤ `high`, by one claim.

    No `places`: somewhere in the world, at `label`. `earliest` is the first day that it may be about in a figure over
    several days. `floor` and `ceiling` are what the words allow, `ceiling` only where everybody there is counted;
    `begins` and `ended` the first and last instant at which the report may have come out.
    `is_comparable`: other claims of these cells surely mean the same place. `is_correction`: it says that it corrects,
    or is a row of a table. `doubt` says why it counts only in the figure with alleged claims.
    """

    claim: str
    report: str
    voice: Voice
    measure: Measure
    places: tuple[str, ...]
    label: str
    first: int
    last: int
    earliest: int
    low: int | None
    high: int | None
    floor: int | None
    ceiling: int | None
    begins: str | None
    ended: str | None
    published: str | None
    is_comparable: bool
    is_correction: bool
    doubt: str | None
    is_denied: bool


def constrain_claim(
    stored: StoredClaim, origin: Origin, query: TallyQuery, *, verdicts: Verdicts
) -> Constraint | SetAside | None:
    """The constraint that a claim gives, why it gives none, or None where it is of another measure or context."""
    claim, measure = stored.claim, measure_claim(stored)
    if query.measure not in (None, measure) or query.context not in (None, claim.context):
        return None
    reason = refuse_claim(stored, origin, query, verdicts=verdicts)
    if reason is None and claim.modality == "denied" and not is_comparable(claim):
        reason = "denied, at no known place: it disputes nothing here"
    if reason is not None:
        return SetAside(claim.id, reason)
    if claim.quantity is None and claim.modality != "denied":
        return SetAside(claim.id, "no number given")
    if claim.quantity is not None and min(claim.quantity.low or 0, claim.quantity.high or 0) < 0:
        return SetAside(claim.id, "a number below zero counts nobody")
    return _constrain(stored, origin, query, doubt=find_doubt(claim, query, verdicts))


def spread_days(claim: Claim, query: TallyQuery) -> tuple[int, int]:
    """First and last day (ordinals) that a claim may be about where a figure spans several days of the query.

    A report that names no day is dated to its publication, but may speak of the day before: its people must not be
    added to those of that day. Within one day, and for measures that do not add up, nothing changes.
    """
    assert claim.when is not None
    first, last = claim.when.start.toordinal(), claim.when.end.toordinal()
    if claim.when.words is None and first == last:
        return max(first - 1, min(first, query.first.toordinal())), last
    return first, last


def bound_claim(stored: StoredClaim, origin: Origin) -> tuple[int | None, int | None]:
    """Low and high as bounds on everybody in the claim's cells; `high` only where a whole is surely complete."""
    quantity = stored.claim.quantity
    if quantity is None or stored.claim.modality == "denied":
        return None, None
    return quantity.low, quantity.high if _bounds_from_above(stored, origin) else None


def _constrain(stored: StoredClaim, origin: Origin, query: TallyQuery, *, doubt: str | None) -> Constraint:
    claim, when, quantity = stored.claim, stored.claim.when, stored.claim.quantity
    assert when is not None
    low, high = bound_claim(stored, origin)
    return Constraint(
        claim=claim.id,
        report=claim.report,
        voice=origin.voice,
        measure=measure_claim(stored),
        places=scope_places(claim),
        label=locate_claim(claim)[1],
        first=when.start.toordinal(),
        last=when.end.toordinal(),
        earliest=spread_days(claim, query)[0],
        low=low,
        high=high if doubt is None else None,
        floor=quantity.low if quantity else None,
        # Of a part of them nothing follows for the whole: "a man", "12 journalists" correct no figure of all.
        ceiling=quantity.high if quantity and claim.scope != "subset" and _is_counted(claim) else None,
        # Nor does a reprint replace anything: what it repeats may be older than what it would replace.
        begins=None if origin.copy_of else first_instant(stored.published_at or ""),
        ended=last_instant(stored.published_at or ""),
        published=stored.published_at,
        is_comparable=is_comparable(claim),
        is_correction=claim.method == LIST_METHOD or claim.method.startswith(METHOD_PREFIX) or says_corrected(stored),
        doubt=doubt,
        is_denied=claim.modality == "denied",
    )


def _bounds_from_above(stored: StoredClaim, origin: Origin) -> bool:
    """Whether the number is of all people there: told as a count, of nobody in particular, after the last day."""
    claim = stored.claim
    assert claim.when is not None
    return (
        claim.scope in ("new", "cumulative")
        and not origin.voice.is_minimum
        # A reprint comes out later than what it prints was said: a running count may read as if the day were over.
        and origin.copy_of is None
        and _is_counted(claim)
        and is_resolved(claim)
        and is_surely_over(claim.when.end, stored.published_at or "", (one.place for one in claim.place if one.place))
    )


def _is_counted(claim: Claim) -> bool:
    tables = load_language("en").tally
    words = claim.quantity.words if claim.quantity else None
    whom = claim.whom.text.casefold().split() if claim.whom else []
    return words is not None and words.text.casefold() not in tables.telling and tables.anybody.issuperset(whom)
