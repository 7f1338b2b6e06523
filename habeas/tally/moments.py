"""The moments at which more became known: reports that came out, judgements that were made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from habeas.model import StoredClaim
from habeas.model.instant import last_instant
from habeas.model.judgement import Judgement, made_at


@dataclass(frozen=True, slots=True)
class Moment:
    """What became known at one second, in UTC: the claims published by then, the judgements made then."""

    at: str
    claims: tuple[StoredClaim, ...]
    judgements: tuple[Judgement, ...]


def list_moments(claims: Iterable[StoredClaim], judgements: Iterable[Judgement]) -> list[Moment]:
    """The moments in order; a report's is the last second its date may mean, and one without a date has none.

    `judgements` are in the order recorded, and stay so within a moment.
    """
    told: dict[str, list[StoredClaim]] = defaultdict(list)
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for stored in claims:
        if (at := known_at(stored)) is not None:
            told[at].append(stored)
    for judgement in judgements:
        if at := made_at(judgement):
            judged[at].append(judgement)
    return [Moment(at, _order_claims(told[at]), tuple(judged[at])) for at in sorted(told.keys() | judged.keys())]


def known_at(stored: StoredClaim) -> str | None:
    """The second, in UTC, by which a claim had surely been published, or None where nobody knows."""
    return last_instant(stored.published_at) if stored.published_at else None


def is_after(at: str, day: date) -> bool:
    """Whether a moment, in UTC, lies after a day was over everywhere: the sun sets last twelve hours behind UTC."""
    try:
        over = datetime.combine(day, datetime.min.time()) + timedelta(days=1, hours=12)
    except OverflowError:
        return False
    return at >= over.strftime("%Y-%m-%dT%H:%M:%SZ")


def _order_claims(claims: Iterable[StoredClaim]) -> tuple[StoredClaim, ...]:
    return tuple(sorted(claims, key=lambda stored: (stored.claim.report, stored.claim.id)))
