"""All constraints on one measure, and the bounds they give for any place and window."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from math import ceil

from habeas.model.tally import Dispute, Measure, SetAside
from habeas.tally.block import Block, least
from habeas.tally.constraint import Constraint
from habeas.tally.high import cover_days, highest_day
from habeas.tally.layer import Layer
from habeas.tally.region import Region, holds
from habeas.tally.scope import Scope, ScopeKey
from habeas.tally.tree import PlaceTree

Placed = tuple[Region, Dispute]


class Page:
    """One measure of a book: `believed` holds the lower bounds that count, `alleged` also those in doubt."""

    def __init__(self, measure: Measure, tree: PlaceTree, *, cumulates: bool) -> None:
        self.measure = measure
        self.tree = tree
        self.cumulates = cumulates
        self.scopes: dict[ScopeKey, Scope] = {}
        self.labels: dict[str, list[Constraint]] = defaultdict(list)
        self.believed = Layer(tree, self.scopes, Scope.rank, cumulates=cumulates)
        self.alleged = Layer(tree, self.scopes, partial(Scope.rank, with_doubtful=True), cumulates=cumulates)
        self._by_places: dict[tuple[str, ...], list[ScopeKey]] = defaultdict(list)
        self._disputes: dict[int | None, list[Placed]] | None = None
        self._uppers: dict[ScopeKey, list[Constraint]] = {}
        self._contradicted: dict[str, bool] = {}
        self._ceilings: dict[str, list[Constraint]] = {}

    def add(self, constraint: Constraint, happening: str = "") -> ScopeKey:
        """Take in a constraint; the scope whose bounds may have changed."""
        key = (constraint.places, constraint.first, constraint.last)
        if key not in self.scopes:
            self.scopes[key] = Scope()
            self._by_places[key[0]].append(key)
        self.scopes[key].add(constraint, happening)
        if not constraint.places:
            self.labels[constraint.label].append(constraint)
        for layer in (self.believed, self.alleged):
            layer.note(key)
        self._uppers.pop(key, None)
        self._contradicted.clear()
        self._ceilings.clear()
        self._disputes = None
        return key

    def forget(self) -> None:
        """Forget all that rests on which cells lie in a place."""
        self.believed.forget()
        self.alleged.forget()
        self._contradicted.clear()
        self._ceilings.clear()
        self._disputes = None

    def region(self, key: ScopeKey) -> Region:
        """The cells of a scope."""
        return self.believed.region(key)

    def within(self, region: Region) -> Iterator[ScopeKey]:
        """The scopes whose cells all lie in a region."""
        if region.first == region.last:
            candidates: Iterable[ScopeKey] = self.believed.day_scopes(region.first)
        else:
            candidates = self.scopes
        return (key for key in candidates if holds(region, self.region(key)))

    def uppers(self, key: ScopeKey) -> list[Constraint]:
        """What bounds a scope from above, least first, contradicted or not."""
        if key not in self._uppers:
            # Cells that are the whole world hold people whom nobody placed: no figure bounds them.
            self._uppers[key] = self.scopes[key].uppers() if key[0] else []
        return self._uppers[key]

    def is_contradicted(self, upper: Constraint) -> bool:
        """Whether the lower bounds inside its cells already exceed an upper bound."""
        if upper.claim not in self._contradicted:
            block = self.believed.block(self.region((upper.places, upper.first, upper.last)))
            assert upper.high is not None
            self._contradicted[upper.claim] = block is not None and count_least(block) > upper.high
        return self._contradicted[upper.claim]

    def cover(
        self, place: str | None, first: int, last: int, *, without: Collection[str] = ()
    ) -> list[Constraint] | None:
        """Upper bounds that together bound a place over a window, or None where its people are not bounded."""
        ceilings = [] if place is None else self._ceilings_of(place)
        found = [
            upper for upper in ceilings if upper.first <= last and first <= upper.last and upper.claim not in without
        ]
        return cover_days(found, first, last) if self.cumulates else highest_day(found, first, last)

    def _ceilings_of(self, place: str) -> list[Constraint]:
        """What bounds a place's own cell from above and is not contradicted, by any of the scopes that hold it."""
        if place not in self._ceilings:
            cell = self.tree.own_cell(place)
            holding = [key for key in self.scopes if key[0] and self.tree.cells(key[0]) & cell]
            self._ceilings[place] = [
                upper for key in holding for upper in self.uppers(key) if not self.is_contradicted(upper)
            ]
        return self._ceilings[place]

    def naming(self, places: tuple[str, ...]) -> Iterable[ScopeKey]:
        """The scopes of exactly these places."""
        return self._by_places.get(places, ())

    def has_doubtful(self, region: Region) -> bool:
        """Whether something within a region counts only in the figure with alleged claims."""
        return any(self.scopes[key].doubtful() for key in self.within(region))

    def disputes(self, region: Region, find: Callable[["Page", Iterable[ScopeKey]], list[Placed]]) -> list[Placed]:
        """Disputes about cells within a region."""
        if self._disputes is None:
            self._disputes = defaultdict(list)
            for placed in find(self, self.scopes):
                self._disputes[placed[0].first if placed[0].first == placed[0].last else None].append(placed)
        days = [region.first] if region.first == region.last else list(self._disputes)
        return [placed for day in days for placed in self._disputes.get(day, ()) if holds(region, placed[0])]

    def set_aside(self, region: Region) -> tuple[SetAside, ...]:
        """Claims about cells within a region that enter no figure, each with the reason."""
        found = [item for key in self.within(region) for item in self.scopes[key].set_aside()]
        return tuple(sorted(found, key=lambda item: item.claim))


def count_least(block: Block) -> int:
    """A block's least total as a whole number of people."""
    return ceil(least(block))
