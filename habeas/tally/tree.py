"""The places that claims mention, as cells: each place is the unnamed rest of itself, and holds the cells inside it.

A set of cells is an integer with one bit a place; bit 0 is the rest of the world. A place that is its own parent, or
whose parent lies in it, is its own cell and nothing more: no order among such places can be known.
"""

from collections.abc import Iterable, Sequence

from habeas.model import Place

WORLD = 1


class PlaceTree:
    """Mentioned places and what lies in each; grows as places are mentioned."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._bits: dict[str, int] = {}
        self._known: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._around: dict[str, set[str]] = {}
        self._inside: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        # What was asked for, until another place is mentioned.
        self._masks: dict[tuple[str, ...], int] = {}
        self._wider: dict[tuple[str, ...], Sequence[str]] = {}
        self.everything = WORLD
        for place in sorted(places, key=lambda place: (place.id, place.name, place.parents)):
            self.add(place)

    def __contains__(self, place: str) -> bool:
        return place in self._bits

    def add(self, place: Place) -> bool:
        """Whether a name or a place around was not known before, so that cells or labels may have changed."""
        if self._known.get(place.id) == (place.name, place.parents):
            return False
        self._known[place.id] = (place.name, place.parents)
        around = self._around.setdefault(place.id, set())
        if is_named := self._names.get(place.id, place.id) == place.id != place.name:
            self._names[place.id] = place.name
        news = set(place.parents) - around - {place.id}
        if place.id in self._bits and not news:
            return is_named
        if place.id not in self._bits:
            self._bits[place.id] = 1 << (len(self._bits) + 1)
            self.everything |= self._bits[place.id]
        around.update(news)
        for wider in news:
            self._inside.setdefault(wider, []).append(place.id)
        self._masks.clear()
        self._wider.clear()
        return True

    def cells(self, places: tuple[str, ...]) -> int:
        """All mentioned places that are one of `places` or lie in it; no place at all is the whole world."""
        if not places:
            return self.everything
        mask = self._masks.get(places)
        if mask is None:
            mask = self._masks[places] = self._find_cells(places)
        return mask

    def around(self, places: tuple[str, ...]) -> list[int]:
        """The cells of `places` together, of each of them and of each mentioned place that all of them lie in."""
        return list(dict.fromkeys([self.cells(places), *(self.cells((place,)) for place in self.ids_around(places))]))

    def ids_around(self, places: tuple[str, ...]) -> Sequence[str]:
        """The mentioned places that hold all of `places`: the place itself where it is one, and those it lies in."""
        if places not in self._wider:
            self._wider[places] = self._find_wider(places) if places else []
        return self._wider[places]

    def name(self, place: str) -> str:
        """What the place is called, or its id where nobody mentions it."""
        return self._names.get(place, place)

    def lies_in(self, place: str, wider: str) -> bool:
        """Whether a mentioned place lies in the wider one; of two that lie in each other neither does."""
        return wider in self._around.get(place, ()) and place not in self._around.get(wider, ())

    def _find_cells(self, places: tuple[str, ...]) -> int:
        mask = 0
        for wider in places:
            mask |= self._bits.get(wider, 0)
            for place in self._inside.get(wider, ()):
                if self.lies_in(place, wider):
                    mask |= self._bits[place]
        return mask

    def _find_wider(self, places: tuple[str, ...]) -> Sequence[str]:
        shared = set.intersection(*({place, *self._around.get(place, ())} for place in places))
        return sorted(
            wider
            for wider in shared
            if wider in self._bits and all(place == wider or self.lies_in(place, wider) for place in places)
        )
