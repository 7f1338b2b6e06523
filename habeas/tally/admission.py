"""Which claims may count for a query, and why the others may not."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from habeas.lang import load_language
from habeas.model import Claim, StoredClaim
from habeas.model.instant import last_instant
from habeas.model.listed import LIST_METHOD, MEASURES_BY_TRIGGER
from habeas.model.tally import Measure, TallyQuery
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin
from habeas.model.when import write_on_days
from habeas.tally.location import refuse_place

# Where the sun rises first the day begins so long before it does in UTC.
_EARLIEST = timedelta(hours=14)
_NOT_COUNTED = {"planned": "planned, not happened", "threatened": "threatened, not happened"}


def refuse_claim(stored: StoredClaim, origin: Origin, query: TallyQuery, *, verdicts: Verdicts) -> str | None:
    """Why a claim cannot be counted for this query, or None where it can."""
    claim = stored.claim
    if claim.modality in _NOT_COUNTED:
        return _NOT_COUNTED[claim.modality]
    if origin.restates is not None:
        return "names no day and repeats a figure of its report, which does"
    judged = verdicts.refuse(claim, origin)
    return judged or _refuse_days(stored, query) or refuse_place(claim, query.place)


def find_doubt(claim: Claim, query: TallyQuery, verdicts: Verdicts) -> str | None:
    """Why a claim counts only in the figure with alleged ones, or None where it counts; what was accepted counts."""
    if claim.id in verdicts.accepted:
        return None
    if claim.modality == "alleged":
        return "alleged: the report does not stand behind it"
    return f"read with score {claim.score:.2f}, under {query.floor:.2f}" if claim.score < query.floor else None


def measure_claim(stored: StoredClaim) -> Measure:
    """What the claim's number counts: a standing state counts people still held, anything else its type."""
    claim = stored.claim
    if claim.method == LIST_METHOD:
        return MEASURES_BY_TRIGGER.get(claim.trigger.text, claim.type)
    if claim.type != "detained" or not _is_one_day(claim):
        return claim.type
    tables = load_language("en").tally
    if _find_words(tables.staying).search(claim.trigger.text):
        return "held"
    if claim.scope != "cumulative":
        return "detained"
    standing = _find_words(tables.standing)
    return "held" if standing.search(claim.trigger.text) or standing.search(stored.sentence) else "detained"


def says_corrected(stored: StoredClaim) -> bool:
    """Whether the sentence says that its number puts another right."""
    return _find_words(load_language("en").tally.correcting).search(stored.sentence) is not None


@cache
def _find_words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def _is_one_day(claim: Claim) -> bool:
    return claim.when is not None and claim.when.start == claim.when.end


def _refuse_days(stored: StoredClaim, query: TallyQuery) -> str | None:
    claim, when = stored.claim, stored.claim.when
    if when is None:
        return "no day said"
    if claim.scope == "background" and when.words is None:
        return "told as background, and no day said"
    if when.end < query.first or when.start > query.last:
        return f"happened {_window(claim)}, outside the days asked for"
    if when.start < query.first or when.end > query.last:
        return f"covers {_window(claim)}, more than the days asked for"
    if claim.scope == "cumulative" and _is_one_day(claim) and measure_claim(stored) not in ("held", "missing"):
        return "a running total whose first day is not said"
    return "asserted about a day after its publication" if _is_ahead(stored) else None


def _is_ahead(stored: StoredClaim) -> bool:
    """Whether the report had surely come out before the first day began anywhere."""
    assert stored.claim.when is not None
    published = last_instant(stored.published_at) if stored.published_at else None
    if published is None:
        return False
    begins = _begin(stored.claim.when.start)
    return begins is not None and published < begins


@lru_cache(maxsize=2**12)
def _begin(day: date) -> str | None:
    """The instant, in UTC, at which a day begins where it does so first; None before the first year."""
    start = datetime.combine(day, datetime.min.time(), UTC)
    try:
        return f"{(start - _EARLIEST).replace(tzinfo=None).isoformat()}Z"
    except OverflowError:
        return None


def _window(claim: Claim) -> str:
    assert claim.when is not None
    return write_on_days(claim.when.start, claim.when.end)
