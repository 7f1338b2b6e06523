"""The places of a row: each name weighed with the wider ones beside it, and none taken that lies outside them."""

from dataclasses import replace

from habeas.gazetteer import Gazetteer
from habeas.model import Mention, Place, Resolution, Span

_CACHED = 20_000


class PlaceReader:
    """Resolves place names from the most specific to the widest; the same names are looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[str, ...], tuple[Resolution, ...]] = {}

    def read(self, mentions: tuple[Mention, ...]) -> tuple[Resolution, ...]:
        """What each name of one row means."""
        names = tuple(" ".join(mention.text.split()) for mention in mentions)
        if names not in self._known:
            if len(self._known) >= _CACHED:
                self._known.clear()
            self._known[names] = self._resolve(names)
        found = self._known[names]
        return tuple(replace(one, words=mention) for one, mention in zip(found, mentions, strict=True))

    def _resolve(self, names: tuple[str, ...]) -> tuple[Resolution, ...]:
        """As if they were written one after the other: "Portland, Oregon, United States"."""
        mentions, start = list[Mention](), 0
        for name in names:
            mentions.append(Mention(name, Span("row", start, start + len(name))))
            start += len(name) + len(", ")
        found = self._gazetteer.resolve_all(mentions, ", ".join(names))
        kept: list[Resolution] = []
        for resolution in reversed(found):
            kept.append(_keep_inside(resolution, [one.place for one in kept if one.place is not None]))
        return tuple(reversed(kept))


def _keep_inside(resolution: Resolution, wider: list[Place]) -> Resolution:
    """The resolution, without its place where that lies in none of the wider places of the row."""
    place = resolution.place
    outside = [other for other in wider if place is not None and other.id not in (place.id, *place.parents)]
    if place is None or not outside:
        return resolution
    reason = (
        f"“{resolution.words.text}” is in the gazetteer as {place.name} in {place.country}, outside {outside[0].name}"
    )
    return replace(resolution, place=None, reason=reason, score=0.0, near=wider[-1])
