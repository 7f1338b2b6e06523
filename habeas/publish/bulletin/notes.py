"""Footnotes: every claim that a printed number rests on, numbered in the order in which a reader meets it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.model import StoredClaim
from habeas.model.edition import Edition
from habeas.model.quantity import write_bounds
from habeas.model.voice import Origin
from habeas.publish.bulletin.foreign import tame_label, tame_words
from habeas.publish.bulletin.phrase import say_days, say_published

NoteRun = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Note:
    """One claim as a footnote: who says it, where it was printed and in which words of number."""

    number: int
    claim: str
    voice: str
    publisher: str | None
    published: str
    words: str | None
    bounds: str
    about: str
    address: str | None


class Notes:
    """Numbers claims from 1 when they are first referred to; the same claim keeps its number."""

    def __init__(self, edition: Edition) -> None:
        self._window = (edition.scope.first, edition.scope.last)
        self._claims: Mapping[str, StoredClaim] = {stored.claim.id: stored for stored in edition.claims}
        self._origins: Mapping[str, Origin] = {origin.claim: origin for origin in edition.origins}
        self._numbers: dict[str, int] = {}

    def refer(self, claims: Iterable[str]) -> tuple[NoteRun, ...]:
        """The runs of note numbers of these claims; a claim that the edition does not hold is left out."""
        known = [claim for claim in claims if claim in self._claims]
        for claim in known:
            self._numbers.setdefault(claim, len(self._numbers) + 1)
        return _join_runs(sorted({self._numbers[claim] for claim in known}))

    def name_voice(self, claim: str) -> str:
        """Whose figure a claim is, as printed."""
        origin = self._origins.get(claim)
        return tame_words(origin.voice.name) if origin else "voice not known"

    def where(self, claim: str) -> str:
        """The places that a claim names, as printed."""
        stored = self._claims.get(claim)
        return _say_places(stored) if stored else ""

    def list_all(self) -> list[Note]:
        """Every note in order."""
        return [self._write(claim, number) for claim, number in self._numbers.items()]

    def _say_other_days(self, stored: StoredClaim) -> str:
        """The days of a claim where they are not the edition's own."""
        when = stored.claim.when
        if when is None or (when.start.isoformat(), when.end.isoformat()) == self._window:
            return ""
        return say_days(when.start, when.end)

    def _write(self, claim: str, number: int) -> Note:
        stored = self._claims[claim]
        words = stored.claim.quantity.words if stored.claim.quantity else None
        about = ", ".join(filter(None, (_say_places(stored), self._say_other_days(stored))))
        return Note(
            number=number,
            claim=claim,
            voice=self.name_voice(claim),
            publisher=tame_words(stored.publisher) if stored.publisher else None,
            published=say_published(stored.published_at),
            words=tame_words(words.text) if words else None,
            bounds=_say_bounds(stored),
            about=about,
            address=_link(stored.address),
        )


def _join_runs(numbers: list[int]) -> tuple[NoteRun, ...]:
    runs: list[NoteRun] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def _say_places(stored: StoredClaim) -> str:
    names = (found.place.name if found.place else found.words.text for found in stored.claim.place[:2])
    return ", ".join(tame_words(tame_label(name), 60) for name in names)


def _say_bounds(stored: StoredClaim) -> str:
    quantity = stored.claim.quantity
    return "number not said" if quantity is None else write_bounds(quantity.low, quantity.high)


def _link(address: str | None) -> str | None:
    """Only an address on the web is printed: any other could make a browser do something."""
    return address if address and address.startswith(("https://", "http://")) else None
