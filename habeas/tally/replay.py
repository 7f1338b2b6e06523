"""The figures of a query at each moment at which more became known: one book, to which claims are added."""

from collections.abc import Iterable, Iterator

from habeas.model import StoredClaim
from habeas.model.judgement import Judgement
from habeas.model.tally import TallyQuery, TallySheet
from habeas.tally.book import Book
from habeas.tally.moments import Moment
from habeas.tally.moved import Told


def replay(moments: Iterable[Moment], query: TallyQuery, told: Told) -> Iterator[tuple[Moment, TallySheet]]:
    """Each moment with the sheet of what was known by then; a judgement may change any claim, and begins a new book."""
    known: list[StoredClaim] = []
    judged: list[Judgement] = []
    book = _open_book(known, judged, query, told=told)
    for moment in moments:
        known.extend(moment.claims)
        if moment.judgements:
            judged.extend(moment.judgements)
            book = _open_book(known, judged, query, told=told)
        else:
            _add(book, moment.claims, told)
        yield moment, book.sheet()


def _open_book(claims: list[StoredClaim], judgements: list[Judgement], query: TallyQuery, *, told: Told) -> Book:
    resolutions = (resolution for stored in told.claims.values() for resolution in stored.claim.place)
    places = [resolution.place for resolution in resolutions if resolution.place is not None]
    book = Book(query, events=told.events, judgements=judgements, places=places)
    _add(book, claims, told)
    return book


def _add(book: Book, claims: Iterable[StoredClaim], told: Told) -> None:
    for stored in claims:
        book.add(stored, told.origins[stored.claim.id])
