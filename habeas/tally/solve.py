"""Claims of a query → its sheet: a book filled at once."""

from collections.abc import Iterable, Mapping

from habeas.model import StoredClaim
from habeas.model.event import Event
from habeas.model.judgement import Judgement
from habeas.model.tally import TallyQuery, TallySheet
from habeas.model.voice import Origin
from habeas.tally.book import Book, uncollected


def tally_claims(
    claims: Iterable[StoredClaim],
    origins: Mapping[str, Origin],
    query: TallyQuery,
    *,
    events: Iterable[Event] = (),
    judgements: Iterable[Judgement] = (),
) -> TallySheet:
    """What the claims prove of all that the query asks; the order in which claims arrive changes nothing."""
    known = sorted(claims, key=lambda stored: stored.claim.id)
    places = {one.place: None for stored in known for one in stored.claim.place if one.place is not None}
    book = Book(query, events=events, judgements=judgements, places=places, grows=False)
    with uncollected():
        for stored in known:
            book.add(stored, origins[stored.claim.id])
        return book.sheet()
