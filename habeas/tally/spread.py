"""Lower bounds for figures over several days, where claims that name no day may be about the day before.

Who stands corrected is settled in the scopes of the days as they are said; what stands there is spread from here.
"""

from collections import defaultdict
from functools import partial

from habeas.tally.layer import Layer
from habeas.tally.region import Region
from habeas.tally.scope import Scope, ScopeKey
from habeas.tally.standing import Standing
from habeas.tally.tree import PlaceTree


class SpreadScope(Scope):
    """What of other scopes may be about exactly these cells."""

    __slots__ = ("_parts",)

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[ScopeKey, list[Standing]] = {}

    def take(self, source: ScopeKey, standings: list[Standing]) -> None:
        """Replace what comes of one scope."""
        self._parts[source] = standings
        self._ranks.clear()

    def standing(self) -> list[Standing]:
        """What each voice stands for, scope by scope."""
        return [standing for source in sorted(self._parts) for standing in self._parts[source]]


class Spread:
    """Two layers over all that stands, each claim on the days that it may be about."""

    def __init__(self, tree: PlaceTree, scopes: dict[ScopeKey, Scope]) -> None:
        self._scopes: dict[ScopeKey, Scope] = {}
        self._targets: dict[ScopeKey, set[ScopeKey]] = defaultdict(set)
        self.believed = Layer(tree, self._scopes, Scope.rank)
        self.alleged = Layer(tree, self._scopes, partial(Scope.rank, with_doubtful=True))
        for key, scope in scopes.items():
            self.take(key, scope)

    def take(self, key: ScopeKey, scope: Scope) -> None:
        """Take over what stands in a scope that is new or has changed."""
        parts: dict[ScopeKey, list[Standing]] = defaultdict(list)
        for standing in scope.standing():
            for figure in standing.figures:
                parts[key[0], figure.earliest, key[2]].append(Standing((figure,), (), (), None))
        self._targets[key] |= parts.keys()
        for target in sorted(self._targets[key]):
            held = self._scopes.setdefault(target, SpreadScope())
            assert isinstance(held, SpreadScope)
            held.take(key, parts.get(target, []))
            self.believed.note(target)
            self.alleged.note(target)

    def forget(self) -> None:
        """Forget all that rests on which cells lie in a place."""
        self.believed.forget()
        self.alleged.forget()

    def let_go(self, keeping: Region | None = None) -> None:
        """Forget what figures were made from, but for one region."""
        self.believed.let_go(keeping)
        self.alleged.let_go(keeping)
