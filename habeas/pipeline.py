"""The chain, readable in two minutes: the only module that knows all stages.

paths → read_paths → Report → Reader.read → Reading → Store → StoredClaim → tally_claims → TallySheet
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from habeas.exc import HabeasError, InputError
from habeas.gazetteer import Gazetteer, PlaceContext, open_gazetteer
from habeas.intake import IntakeOptions, read_paths
from habeas.lang import load_language
from habeas.model import EVENT_TYPES, EventType, Mention, Reading, Resolution, Span, StoredClaim
from habeas.model.tally import TallyQuery, TallySheet
from habeas.read import Reader, open_reader
from habeas.settings import read_settings
from habeas.store import ClaimQuery, open_store
from habeas.tally import tally_claims

MEASURES = EVENT_TYPES
LATE = timedelta(
    days=7
)  # a claim without a day is shown beside a count if its report came out in the window or so soon after


@dataclass(frozen=True, slots=True)
class TallyQuestion:
    """A count as a person asks for it: the place by name."""

    first: date
    last: date
    measure: EventType | None = None
    place: str | None = None
    as_of: str | None = None
    rule: str = "max-of-voices"


@dataclass(frozen=True, slots=True)
class TallyAnswer:
    """The sheet, what the place name was taken for, and every claim that was used or set aside, by id."""

    sheet: TallySheet
    rule: str
    place: Resolution | None
    claims: dict[str, StoredClaim]


def read_all(paths: Sequence[str], options: IntakeOptions, reader_name: str) -> Iterator[Reading | InputError]:
    """The reading of each report under the paths, in order; what cannot be read is a value in the stream."""
    reader = make_reader(reader_name)
    for item in read_paths(paths, options):
        yield item if isinstance(item, InputError) else reader.read(item)


def make_reader(name: str, language: str = "en") -> Reader:
    """A reader with its tables and the gazetteer, which is built at first use."""
    return open_reader(name, load_language(language), find_gazetteer())


def find_gazetteer() -> Gazetteer:
    """The gazetteer of this machine."""
    return open_gazetteer(read_settings().cache)


def tally(question: TallyQuestion, store_folder: Path | None = None) -> TallyAnswer:
    """The count that the claims in the store allow."""
    place = _find_place(question.place) if question.place else None
    query = TallyQuery(
        first=question.first,
        last=question.last,
        measure=question.measure,
        place=place.place.id if place and place.place else None,
        as_of=question.as_of,
    )
    with open_store(store_folder or read_settings().store) as store:
        claims = {stored.claim.id: stored for stored in store.claims(_wanted(query)) if _is_near(stored, query)}
    return TallyAnswer(tally_claims(claims.values(), query, question.rule), question.rule, place, claims)


def _find_place(name: str) -> Resolution:
    words = Mention(name, Span("question", 0, len(name)))
    resolution = find_gazetteer().resolve(words, PlaceContext())
    if resolution.place is None:
        raise HabeasError(f"place {name!r} is not in the gazetteer: {resolution.reason}")
    return resolution


def _wanted(query: TallyQuery) -> ClaimQuery:
    types = (query.measure,) if query.measure else ()
    return ClaimQuery(types=types, first=query.first, last=query.last, with_undated=True, as_of=query.as_of)


def _is_near(stored: StoredClaim, query: TallyQuery) -> bool:
    """Whether a claim belongs beside this count: those without a day only where their report is of these days."""
    if stored.claim.when is not None:
        return True
    published = (stored.published_at or "")[:10]
    return query.first.isoformat() <= published <= (query.last + LATE).isoformat()
