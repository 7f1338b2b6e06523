"""The reference of places, as the rest of the program sees it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from habeas.gazetteer.find import NameMatch, find_names
from habeas.gazetteer.index import Candidate, Index, open_index
from habeas.gazetteer.resolve import PlaceContext, resolve_mentions
from habeas.gazetteer.spelling import fold_name
from habeas.model import Mention, Place, Resolution


class Gazetteer:
    """Finds place names, lists who bears them, and chooses one with its reason; reads its index and changes nothing."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find_names(self, text: str) -> list[NameMatch]:
        """Place names and demonyms in running text, each with how surely it is one."""
        return find_names(text, self._index)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that bear the name, the best known first."""
        return self._index.find_candidates(fold_name(name))

    def resolve(self, words: Mention, context: PlaceContext) -> Resolution:
        """What one mention means where the context says nothing else is to be resolved with it."""
        return resolve_mentions([words], context, self._index)[0]

    def resolve_all(
        self, mentions: Sequence[Mention], text: str, parts: Sequence[tuple[int, int]] = ()
    ) -> tuple[Resolution, ...]:
        """What the places of one report mean, weighed together; no name reaches out of one of its `parts`."""
        return resolve_mentions(mentions, PlaceContext(text, parts=tuple(parts)), self._index)

    def place(self, place_id: str) -> Place | None:
        """The place with that id."""
        scheme, _, code = place_id.partition(":")
        if scheme == "geonames":
            found = self._index.find_place(int(code)) if code.isdecimal() and len(code) < 19 else None
        else:
            found = self._index.find_code(place_id)
        return found.place if found else None


def open_gazetteer(folder: Path, progress: Callable[[str], None] | None = None) -> Gazetteer:
    """The gazetteer whose index lies in `folder`; it is built there first where none fits."""
    return Gazetteer(open_index(folder, progress))
