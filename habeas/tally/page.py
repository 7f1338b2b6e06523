"""All constraints on one measure, and the bounds they give for any place and window."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from math import ceil

from habeas.model.tally import Dispute, Measure, SetAside, Term
from habeas.tally.block import Block, least
from habeas.tally.constraint import Constraint
from habeas.tally.high import cover_days, highest_day
from habeas.tally.layer import Layer
from habeas.tally.program import Number
from habeas.tally.region import Region, holds
from habeas.tally.rest import Rest, find_rest
from habeas.tally.scope import Scope, ScopeKey
from habeas.tally.spread import Spread
from habeas.tally.tree import PlaceTree

Placed = tuple[Region, Dispute]


class Page:
    """One measure of a book: `believed` holds the lower bounds that count, `alleged` also those in doubt."""

    def __init__(self, measure: Measure, tree: PlaceTree, *, cumulates: bool) -> None:
        self.measure = measure
        self.tree = tree
        self.cumulates = cumulates
        self.scopes: dict[ScopeKey, Scope] = {}
        # By claim, what it adds to figures that count it once.
        self.terms: dict[str, Term] = {}
        self.labels: dict[str, list[Constraint]] = defaultdict(list)
        self.believed = Layer(tree, self.scopes, Scope.rank, cumulates=cumulates)
        self.alleged = Layer(tree, self.scopes, partial(Scope.rank, with_doubtful=True), cumulates=cumulates)
        self._spread: Spread | None = None
        self._by_places: dict[tuple[str, ...], list[ScopeKey]] = defaultdict(list)
        self._disputes: dict[int | None, list[Placed]] | None = None
        self._aside: dict[int | None, list[tuple[ScopeKey, list[SetAside]]]] | None = None
        self._uppers: dict[ScopeKey, list[Constraint]] = {}
        self._contradicted: dict[str, bool] = {}
        self._ceilings: dict[str, list[Constraint]] = {}
        self._bounded: list[ScopeKey] | None = None

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
        if self._spread is not None:
            self._spread.take(key, self.scopes[key])
        elif self.cumulates and constraint.earliest < constraint.first:
            self._spread = Spread(self.tree, self.scopes)
        self._uppers.pop(key, None)
        self._bounded = None
        self._contradicted.clear()
        self._ceilings.clear()
        self._disputes = None
        self._aside = None
        return key

    def forget(self) -> None:
        """Forget all that rests on which cells lie in a place."""
        for bounds in (self.believed, self.alleged, self._spread):
            if bounds is not None:
                bounds.forget()
        self._contradicted.clear()
        self._ceilings.clear()
        self._disputes = None
        self._aside = None

    def region(self, key: ScopeKey) -> Region:
        """The cells of a scope."""
        return self.believed.region(key)

    def lows(self, region: Region) -> tuple[Block | None, Block | None]:
        """All lower bounds within a region, those believed and those with the alleged; None where there are none."""
        bounds = self if self._spread is None or region.first == region.last else self._spread
        believed = bounds.believed.block(region)
        return believed, bounds.alleged.block(region) if self.has_doubtful(region) else believed

    def uppers(self, key: ScopeKey) -> list[Constraint]:
        """What bounds a scope from above, least first, contradicted or not."""
        if key not in self._uppers:
            # Cells that are the whole world hold people whom nobody placed: no figure bounds them.
            self._uppers[key] = self.scopes[key].uppers() if key[0] else []
        return self._uppers[key]

    def is_contradicted(self, upper: Constraint) -> bool:
        """Whether the lower bounds inside its cells already exceed an upper bound."""
        if upper.claim not in self._contradicted:
            region = self.region((upper.places, upper.first, upper.last))
            assert upper.high is not None
            block = None if self.believed.is_surely_under(region, upper.high) else self.believed.block(region)
            self._contradicted[upper.claim] = block is not None and count_least(block) > upper.high
        return self._contradicted[upper.claim]

    def cover(
        self, place: str | None, first: int, last: int, *, without: Collection[str] = ()
    ) -> list[Constraint] | None:
        """Upper bounds that together bound a place over a window, or None where its people are not bounded."""
        ceilings = [] if place is None else self._ceilings_of(place)
        found = [each for each in ceilings if each.first <= last and first <= each.last and each.claim not in without]
        return cover_days(found, first, last) if self.cumulates else highest_day(found, first, last)

    def rest(self, place: str | None, region: Region, *, known: int, low: Number) -> Rest | None:
        """What an upper bound of a wider place leaves for a place on one day, where fewer than the high known."""
        if place is None or region.first != region.last:
            return None
        here = [each for each in self._ceilings_of(place) if each.first == each.last == region.first]
        return find_rest(self.believed, here, region, known=known, low=low)

    def _ceilings_of(self, place: str) -> list[Constraint]:
        """What bounds a place's own cell from above and is not contradicted, by any of the scopes that hold it."""
        if place not in self._ceilings:
            cell = self.tree.own_cell(place)
            if self._bounded is None:
                self._bounded = [key for key in self.scopes if self.uppers(key)]
            holding = [key for key in self._bounded if self.tree.cells(key[0]) & cell]
            self._ceilings[place] = [
                upper for key in holding for upper in self.uppers(key) if not self.is_contradicted(upper)
            ]
        return self._ceilings[place]

    def naming(self, places: tuple[str, ...]) -> Iterable[ScopeKey]:
        """The scopes of exactly these places."""
        return self._by_places.get(places, ())

    def has_doubtful(self, region: Region) -> bool:
        """Whether something within a region counts only in the figure with alleged claims."""
        return any(self._aside_within(region, is_doubtful=True))

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
        found = [item for items in self._aside_within(region, is_doubtful=False) for item in items]
        return tuple(sorted(found, key=_claim_of))

    def _aside_within(self, region: Region, *, is_doubtful: bool) -> Iterator[list[SetAside]]:
        if self._aside is None:
            self._aside = defaultdict(list)
            for key, scope in self.scopes.items():
                if items := scope.set_aside():
                    self._aside[key[1] if key[1] == key[2] else None].append((key, items))
        days = [region.first] if region.first == region.last else list(self._aside)
        for day in days:
            for key, items in self._aside.get(day, ()):
                if holds(region, self.region(key)) and (not is_doubtful or self.scopes[key].doubtful()):
                    yield items


def count_least(block: Block) -> int:
    """A block's least total as a whole number of people."""
    return ceil(least(block))


def _claim_of(item: SetAside) -> str:
    return item.claim
