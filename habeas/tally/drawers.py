"""What is known of scopes, kept so that what lies on one day is found without looking at all days."""

from collections import defaultdict
from collections.abc import Iterator, Sized
from typing import Generic, TypeVar

from habeas.tally.scope import ScopeKey

Items = TypeVar("Items", bound=Sized)


class Drawers(Generic[Items]):
    """Items by scope, in one drawer a day and one for scopes of several days; nothing is kept of empty ones."""

    __slots__ = ("_drawers",)

    def __init__(self) -> None:
        self._drawers: dict[int | None, dict[ScopeKey, Items]] = defaultdict(dict)

    def put(self, key: ScopeKey, items: Items) -> None:
        """Replace what is known of a scope."""
        day = key[1] if key[1] == key[2] else None
        if items:
            self._drawers[day][key] = items
        elif self._drawers[day].pop(key, None) is not None and not self._drawers[day]:
            del self._drawers[day]

    def within(self, first: int, last: int) -> Iterator[tuple[ScopeKey, Items]]:
        """What may lie on some days, in no order: of one day only its own."""
        for drawer in [self._drawers.get(first, {})] if first == last else self._drawers.values():
            yield from drawer.items()
