"""The figures of one page, kept: after more claims only those are made again that depend on them.

A claim may change the figures whose cells hold its own; what bounds cells from above may also bound figures inside.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from habeas.model.tally import Tally, TallyQuery
from habeas.tally.ceilings import Reach
from habeas.tally.figure import make_tally
from habeas.tally.page import Page
from habeas.tally.region import Region, overlaps
from habeas.tally.scope import ScopeKey
from habeas.tally.target import Target, find_region, list_around, list_targets


class KeptFigures:
    """All that a query asks of a page; `grows` keeps what figures are made from for claims to come."""

    def __init__(self, page: Page, query: TallyQuery, *, grows: bool = True) -> None:
        self._page = page
        self._query = query
        self._grows = grows
        # By day, under None those over several days.
        self._tallies: dict[int | None, dict[Target, Tally]] = defaultdict(dict)

    def __iter__(self) -> Iterator[Tally]:
        return (tally for tallies in self._tallies.values() for tally in tallies.values())

    def forget(self) -> None:
        """Keep nothing: places now hold other cells."""
        self._tallies.clear()

    def renew(self) -> list[Tally]:
        """Make again what claims have changed since the last time, all at the first; the figures that were made."""
        changed, bounding = self._page.take_changes()
        if not self._tallies:
            targets: Iterable[Target] = list_targets(self._page, self._query)
        else:
            around = [target for key in changed for target in list_around(self._page, self._query, key)]
            targets = dict.fromkeys([*around, *self._list_bounded(bounding)])
        made = self._make(targets) if self._grows else self._make_once(targets)
        for target, tally in made.items():
            self._tallies[_drawer(target)][target] = tally
        return list(made.values())

    def _make(self, targets: Iterable[Target]) -> dict[Target, Tally]:
        return {target: make_tally(self._page, target) for target in targets}

    def _make_once(self, targets: Iterable[Target]) -> dict[Target, Tally]:
        """The same, figures of the same claims one after the other, each with little more memory than it needs."""
        regions = {target: find_region(target, self._page.tree) for target in targets}
        made: dict[Target, Tally] = {}
        for target in sorted(regions, key=lambda target: self._order(regions[target])):
            made[target] = make_tally(self._page, target)
            if target.first != target.last:
                self._page.let_go(regions[target])
        self._page.let_go()
        return made

    def _order(self, region: Region) -> tuple[bool, int]:
        return region.first == region.last, self._page.believed.find_content(region.mask)

    def _list_bounded(self, bounding: Mapping[ScopeKey, Reach]) -> Iterator[Target]:
        """The figures known that a bound from above may bound otherwise than before."""
        found: dict[Target, None] = {}
        for key, reach in bounding.items():
            for target in self._list_inside(key, daily=reach > Reach.LONG):
                if target not in found and (reach != Reach.NEAR or self._may_be_left_fewer(target, key)):
                    found[target] = None
        for target in found:
            is_bounded = self._find(target).high is not None
            if is_bounded or self._page.cover(target.place, target.first, target.last) is not None:
                yield target

    def _may_be_left_fewer(self, target: Target, key: ScopeKey) -> bool:
        """Whether a figure may rest on what a scope leaves for it, or have done so."""
        tally = self._find(target)
        if target.first != target.last or tally.high_certificate is None or tally.disputes:
            return True
        claims = {upper.claim for upper in self._page.uppers(key)}
        if any(term.claim in claims for term in tally.high_certificate.terms):
            return True
        return self._page.may_leave(key, find_region(target, self._page.tree), tally.high_certificate.bound)

    def _find(self, target: Target) -> Tally:
        return self._tallies[_drawer(target)][target]

    def _list_inside(self, key: ScopeKey, *, daily: bool) -> Iterator[Target]:
        """The figures known that share cells with a scope."""
        cells = self._page.region(key)
        for day in (None, *range(key[1], key[2] + 1)) if daily else (None,):
            for target in self._tallies.get(day, {}):
                if target.place is not None and overlaps(cells, find_region(target, self._page.tree)):
                    yield target


def _drawer(target: Target) -> int | None:
    return target.first if target.first == target.last else None
