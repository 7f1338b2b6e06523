"""Figures from the store: what is asked, the claims that may matter, and what they prove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from habeas.exc import QuestionError
from habeas.gazetteer import PlaceContext
from habeas.model import Mention, Resolution, Span, StoredClaim
from habeas.model.tally import TallyQuery, TallyQuestion, TallySheet
from habeas.pipeline.collecting import find_gazetteer
from habeas.settings import read_settings
from habeas.store import ClaimQuery, open_store
from habeas.tally import tally_claims

# A claim without a day is shown beside a count if its report came out in the window or so soon after.
LATE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TallyAnswer:
    """The sheet, what the place name was taken for, and every claim that was used or set aside, by id."""

    sheet: TallySheet
    rule: str
    place: Resolution | None
    claims: dict[str, StoredClaim]


def tally(question: TallyQuestion, store_folder: Path | None = None) -> TallyAnswer:
    """The count that the claims in the store allow."""
    place = None if question.place is None else _find_place(question.place)
    with open_store(store_folder or read_settings().store, must_exist=True) as store:
        query = TallyQuery(
            first=question.first,
            last=question.last,
            measure=question.measure,
            place=place.place.id if place and place.place else None,
            as_of=question.as_of,
            methods=_find_methods(question.methods, store.methods()),
        )
        claims = {stored.claim.id: stored for stored in store.claims(_wanted(query)) if _is_near(stored, query)}
    return TallyAnswer(tally_claims(claims.values(), query, question.rule), question.rule, place, claims)


def _find_place(name: str) -> Resolution:
    words = Mention(name, Span("question", 0, len(name)))
    resolution = find_gazetteer().resolve(words, PlaceContext())
    if resolution.place is None:
        raise QuestionError(f"--place {name!r} is not in the gazetteer: {resolution.reason}")
    return resolution


def _find_methods(asked: Sequence[str], stored: Sequence[str]) -> tuple[str, ...]:
    """The stored methods that are asked for: "tables-en@2" itself, "tables-en" in each of its versions."""
    for name in asked:
        if not any(name in (method, _bare(method)) for method in stored):
            known = ", ".join(stored) or "nothing yet"
            raise QuestionError(f"--method {name!r} has read no report of this store; they were read by {known}")
    return tuple(method for method in stored if {method, _bare(method)} & set(asked))


def _bare(method: str) -> str:
    return method.partition("@")[0]


def _wanted(query: TallyQuery) -> ClaimQuery:
    return ClaimQuery(
        types=(query.measure,) if query.measure else (),
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
