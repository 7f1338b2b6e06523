"""A book of claims: constraints by measure, kept so that one more claim re-derives only what depends on it."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from habeas.model import Place, StoredClaim
from habeas.model.event import Event
from habeas.model.judgement import Judgement
from habeas.model.tally import MEASURES, Measure, SetAside, Tally, TallyQuery, TallySheet
from habeas.model.verdicts import read_verdicts
from habeas.model.voice import Origin
from habeas.tally.constraint import Constraint, constrain_claim
from habeas.tally.figure import make_tally
from habeas.tally.kept import KeptFigures
from habeas.tally.measures import cumulates
from habeas.tally.page import Page
from habeas.tally.target import list_targets
from habeas.tally.tree import PlaceTree


class Book:
    """The claims known for a query; `events` tell happenings apart, `places` may be told before they are mentioned.

    What makes one more claim fast is kept unless the book never `grows` after its figures are made.
    """

    def __init__(
        self,
        query: TallyQuery,
        *,
        events: Iterable[Event] = (),
        judgements: Iterable[Judgement] = (),
        places: Iterable[Place] = (),
        grows: bool = True,
    ) -> None:
        self.query = query
        self._grows = grows
        self._verdicts = read_verdicts(judgements, query.as_of)
        self._happenings = {claim: event.id for event in events for claim in event.claims}
        self._tree = PlaceTree(places)
        if query.place is not None and query.place not in self._tree:
            # What is asked for holds cells even where no claim names it: Russia where all name its cities.
            self._tree.add(Place(query.place, query.place, "country", None, None, None, None))
        self._pages: dict[Measure, Page] = {}
        self._kept: dict[Measure, KeptFigures] = {}
        self._aside: dict[str, SetAside] = {}
        self._claims: set[str] = set()
        if query.measure is not None:
            self._page(query.measure)

    def add(self, stored: StoredClaim, origin: Origin) -> Measure | None:
        """Take in one claim; the measure whose figures may have changed, None where none has."""
        if stored.claim.id in self._claims:
            return None
        self._claims.add(stored.claim.id)
        self._mention(resolution.place for resolution in stored.claim.place if resolution.place is not None)
        found = constrain_claim(stored, origin, self.query, verdicts=self._verdicts)
        if isinstance(found, SetAside):
            self._aside[found.claim] = found
        if not isinstance(found, Constraint):
            return None
        self._page(found.measure).add(found, self._happenings.get(found.claim, ""))
        return found.measure

    def total(self, measure: Measure) -> Tally:
        """The figure for the query's place over its whole window."""
        page = self._page(measure)
        return make_tally(page, list_targets(page, self.query)[0])

    def renew(self) -> list[Tally]:
        """The figures that claims added since the last time may have changed, made again; all of them at the first."""
        return [tally for kept in self._kept.values() for tally in kept.renew()]

    def sheet(self) -> TallySheet:
        """All that the query asks for, and the claims that entered no figure of it."""
        with uncollected():
            self.renew()
        tallies = [tally for kept in self._kept.values() for tally in kept]
        total = (self.query.place, self.query.first, self.query.last)
        tallies.sort(
            key=lambda tally: (
                MEASURES.index(tally.measure),
                (tally.place, tally.first, tally.last) != total or _is_words(tally, self.query),
                tally.first,
                tally.last,
                -(tally.low or 0),
                tally.label,
                tally.place or "",
            )
        )
        return TallySheet(self.query, tuple(tallies), tuple(self._aside[claim] for claim in sorted(self._aside)))

    def _page(self, measure: Measure) -> Page:
        if measure not in self._pages:
            page = self._pages[measure] = Page(measure, self._tree, cumulates=cumulates(measure))
            self._kept[measure] = KeptFigures(page, self.query, grows=self._grows)
        return self._pages[measure]

    def _mention(self, places: Iterable[Place]) -> None:
        has_changed = [self._tree.add(place) for place in places]
        if any(has_changed):
            for page in self._pages.values():
                page.forget()
            for kept in self._kept.values():
                kept.forget()


@contextmanager
def uncollected() -> Iterator[None]:
    """While figures are made nothing becomes garbage in cycles: no collector need walk millions of terms again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            _age_objects()
            gc.enable()


def _age_objects() -> None:
    """Count what was made as old: the collector's next walk through what is young then meets none of it."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def _is_words(tally: Tally, query: TallyQuery) -> bool:
    return query.place is None and tally.label != "everywhere"
