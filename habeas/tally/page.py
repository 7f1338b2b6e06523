"""All constraints on one measure, and the bounds they give for any place and window."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from math import ceil
from operator import itemgetter

from habeas.model.tally import Dispute, Measure, SetAside, Term
from habeas.tally.block import Block, least
from habeas.tally.ceilings import Ceilings, Reach
from habeas.tally.constraint import Constraint
from habeas.tally.drawers import Drawers
from habeas.tally.high import cover_days, highest_day, leave_each
from habeas.tally.layer import Layer
from habeas.tally.region import Region, holds
from habeas.tally.rest import WEEK, Rest, find_hope, leave_each_day, leave_fewest
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
        # By scope, in one drawer a day and one for figures over several days: whatever is not empty.
        self._disputes = Drawers[list[Placed]]()
        self._aside = Drawers[list[SetAside]]()
        # Scopes that were added to, and what is known to depend on them (see take_changes).
        self._news: set[ScopeKey] = set()
        # Of those that were known before, what their totals rested on.
        self._bests: dict[ScopeKey, dict[int, str]] = {}
        self._changed: set[ScopeKey] = set()
        # Scopes that may bound figures inside them otherwise than before.
        self._rebounded: dict[ScopeKey, Reach] = {}
        self._doubted: dict[ScopeKey, dict[str, bool]] = {}
        self._unsettled: set[ScopeKey] = set()
        self._undisputed: set[ScopeKey] = set()
        self._uppers: dict[ScopeKey, list[Constraint]] = {}
        self._ceilings = Ceilings()
        # By day, the scopes of which somebody denies something.
        self._denied: dict[int, set[ScopeKey]] = defaultdict(set)
        self._contradicted: dict[ScopeKey, dict[str, bool]] = {}

    def add(self, constraint: Constraint, happening: str = "") -> ScopeKey:
        """Take in a constraint; the scope whose bounds may have changed."""
        key = (constraint.places, constraint.first, constraint.last)
        if key not in self.scopes:
            self.scopes[key] = Scope()
        elif key not in self._news:
            self._bests[key] = self.scopes[key].bests()
        self.scopes[key].add(constraint, happening)
        if not constraint.places:
            self.labels[constraint.label].append(constraint)
        for layer in (self.believed, self.alleged):
            layer.note(key)
        if self._spread is not None:
            self._spread.take(key, self.scopes[key])
        elif self.cumulates and constraint.earliest < constraint.first:
            self._spread = Spread(self.tree, self.scopes)
        if constraint.is_denied:
            for day in range(constraint.first, constraint.last + 1):
                self._denied[day].add(key)
        self._uppers.pop(key, None)
        self._news.add(key)
        return key

    def catch_up(self) -> None:
        """Forget what rests on scopes that are new or have changed since this was last done."""
        news, self._news = self._news, set()
        for key in news:
            self._reconsider(key)

    def take_changes(self) -> tuple[list[ScopeKey], dict[ScopeKey, Reach]]:
        """The scopes that changed since this was last asked, and those whose bounds from above may bound otherwise."""
        self.catch_up()
        flipped = [
            key
            for key, before in self._doubted.items()
            if any(self.is_contradicted(upper) != before.get(upper.claim) for upper in self.uppers(key))
        ]
        bounding = {**self._rebounded, **dict.fromkeys(flipped, Reach.ALL)}
        changes = sorted(self._changed), {key: bounding[key] for key in sorted(bounding)}
        for known in (self._changed, self._rebounded, self._doubted):
            known.clear()
        return changes

    def _reconsider(self, key: ScopeKey) -> None:
        cells = self.region(key)
        if self.uppers(key):
            self._rebounded[key] = Reach.ALL
            self._ceilings.put(key, cells)
        elif key in self._ceilings:
            self._rebounded[key] = Reach.ALL
            self._ceilings.drop(key)
        over = self._ceilings.over(cells)
        for other in over if self._bests.pop(key, None) != self.scopes[key].bests() else ():
            reach = Reach.NEAR if other[2] - other[1] < WEEK else Reach.LONG
            self._rebounded[other] = max(self._rebounded.get(other, reach), reach)
        for other in {key, *over}:
            if (known := self._contradicted.pop(other, None)) is not None:
                self._doubted.setdefault(other, known)
        denied = [other for other in self._denied.get(cells.first, ()) if holds(self.region(other), cells)]
        self._undisputed |= {key, *over, *denied}
        self._unsettled.add(key)
        self._changed.add(key)

    def forget(self) -> None:
        """Forget all that rests on which cells lie in a place."""
        for bounds in (self.believed, self.alleged, self._spread):
            if bounds is not None:
                bounds.forget()
        self._contradicted.clear()
        self._ceilings.clear()
        self._news = set(self.scopes)
        self._bests.clear()

    def let_go(self, keeping: Region | None = None) -> None:
        """Forget what figures were made from, but for one region: memory is worth more where no claim will be added."""
        for bounds in (self.believed, self.alleged, self._spread):
            if bounds is not None:
                bounds.let_go(keeping)

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
        self.catch_up()
        key = (upper.places, upper.first, upper.last)
        known = self._contradicted.setdefault(key, {})
        if upper.claim not in known:
            region = self.region(key)
            assert upper.high is not None
            block = None if self.believed.is_surely_under(region, upper.high) else self.believed.block(region)
            known[upper.claim] = block is not None and count_least(block) > upper.high
        return known[upper.claim]

    def cover(
        self, place: str | None, first: int, last: int, *, without: Collection[str] = ()
    ) -> list[Constraint] | None:
        """Upper bounds that together bound a place over a window, or None where its people are not bounded."""
        found = [each for each in self._ceilings_of(place, first, last) if each.claim not in without]
        if not self.cumulates:
            return highest_day(found, first, last)
        cover = cover_days(map(Rest, found), first, last)
        return None if cover is None else [rest.upper for rest in cover]

    def rests(self, place: str | None, region: Region, *, without: Collection[str] = ()) -> list[Rest] | None:
        """The same, less what is proved of other places and days inside each of the upper bounds."""
        first, last = region.first, region.last
        found = [each for each in self._ceilings_of(place, first, last) if each.claim not in without]
        if not self.cumulates:
            return leave_each_day(found, region, self.believed)

        placing = partial(self._place, is_long=first != last)
        if first == last:
            return [leave_fewest(found, region, placing)] if found else None
        return leave_each(found, region, placing)

    def may_leave(self, key: ScopeKey, region: Region, most: int) -> bool:
        """Whether what bounds a scope from above may leave so few people, or fewer, for a region of one day inside."""
        if not self.cumulates or not holds(self.region(key), region):
            return True
        uppers = [upper for upper in self.uppers(key) if not self.is_contradicted(upper)]
        return any(find_hope(upper, region, partial(self._place, is_long=False)) <= most for upper in uppers)

    def _place(self, upper: Constraint, *, is_long: bool) -> tuple[Layer, Region]:
        """Where an upper bound holds, and the layer of what may be taken off it."""
        is_spread = is_long or upper.first != upper.last
        layer = self._spread.believed if is_spread and self._spread is not None else self.believed
        return layer, self.region((upper.places, upper.first, upper.last))

    def _ceilings_of(self, place: str | None, first: int, last: int) -> list[Constraint]:
        """What bounds all of a place from above and is not contradicted; nothing where a day is not bounded."""
        self.catch_up()
        cells = self.tree.cells(() if place is None else (place,))
        keys = self._ceilings.covering(Region(cells, first, last)) if cells else ()
        return [upper for key in keys for upper in self.uppers(key) if not self.is_contradicted(upper)]

    def has_doubtful(self, region: Region) -> bool:
        """Whether something within a region counts only in the figure with alleged claims."""
        return any(self.scopes[key].doubtful() for key, _ in self._aside_within(region))

    def disputes(self, region: Region, find: Callable[["Page", Iterable[ScopeKey]], list[Placed]]) -> list[Placed]:
        """Disputes about cells within a region, by scope: what lies elsewhere does not change their order."""
        self.catch_up()
        for key in self._undisputed:
            self._disputes.put(key, find(self, [key]))
        self._undisputed.clear()
        found = [
            item for item in self._disputes.within(region.first, region.last) if holds(region, self.region(item[0]))
        ]
        return [placed for _, items in sorted(found, key=itemgetter(0)) for placed in items]

    def set_aside(self, region: Region) -> tuple[SetAside, ...]:
        """Claims about cells within a region that enter no figure, each with the reason."""
        found = sorted(self._aside_within(region), key=itemgetter(0))
        return tuple(sorted((item for _, items in found for item in items), key=_claim_of))

    def _aside_within(self, region: Region) -> Iterator[tuple[ScopeKey, list[SetAside]]]:
        self.catch_up()
        for key in self._unsettled:
            self._aside.put(key, self.scopes[key].set_aside())
        self._unsettled.clear()
        for key, items in self._aside.within(region.first, region.last):
            if holds(region, self.region(key)):
                yield key, items


def count_least(block: Block) -> int:
    """A block's least total as a whole number of people."""
    return ceil(least(block))


def _claim_of(item: SetAside) -> str:
    return item.claim
