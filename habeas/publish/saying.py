"""Which sentences may be published: those whose every name is one that is published anyway."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from habeas.model import Claim, Mention, StoredClaim
from habeas.model.record import claim_mentions
from habeas.model.voice import Voice
from habeas.publish.vocabulary import hidden_words, is_listed, list_words, load_vocabulary


@dataclass(frozen=True, slots=True)
class Sayable:
    """Words in lower case: `words` may stand with a capital, `withheld` not at all; `bodies` are whole names."""

    words: frozenset[str]
    withheld: frozenset[str]
    bodies: frozenset[str]

    def allows(self, sentence: str) -> bool:
        """Whether nothing in a sentence may be the name of a person: no capital but of what is named anyway."""
        return all(self._allows_word(word, is_first=place == 0) for place, word in enumerate(list_words(sentence)))

    def _allows_word(self, word: str, *, is_first: bool) -> bool:
        lower = word.casefold()
        if lower in self.words:
            return True
        if lower in self.withheld:
            return False
        # Where a script has no capitals, nothing tells a name from another word.
        return (is_first and is_listed(lower)) or (word == word.lower() != word.upper())


def find_sayable(claims: Iterable[StoredClaim], voices: Iterable[Voice]) -> Sayable:
    """What sentences about these claims may say; `voices` are the public ones."""
    listed = list(claims)
    vocabulary = load_vocabulary()
    publishers = {stored.publisher for stored in listed if stored.publisher}
    names = publishers | {voice.name for voice in voices if not is_withheld(voice)}
    places = {name for stored in listed for name in _place_names(stored.claim)}
    told = frozenset(word.casefold() for name in (*names, *places) for word in list_words(name))
    hidden = {word for stored in listed for word in withheld_words(stored.claim)}
    words = told | vocabulary.times | vocabulary.groups | vocabulary.numbers
    return Sayable(words, frozenset(hidden) - words, frozenset(name.casefold() for name in names))


def is_withheld(voice: Voice) -> bool:
    """Whether a public voice stands for one whose name is not published."""
    return voice.id.startswith("speaker:withheld-")


def withheld_words(claim: Claim) -> Iterator[str]:
    """Each word of a claim, in lower case, that is not published: of a known place none is."""
    known = {resolution.words for resolution in claim.place if resolution.place is not None}
    for name, mention in claim_mentions(claim):
        if mention not in known:
            yield from _hidden(name, mention)
    if claim.attribution.name:
        yield from hidden_words(claim.attribution.name, load_vocabulary().groups)


def _hidden(name: str, mention: Mention) -> Iterator[str]:
    vocabulary = load_vocabulary()
    capitals = {
        "trigger": vocabulary.happenings,
        "quantity": vocabulary.numbers,
        "when": vocabulary.times | vocabulary.numbers,
    }
    yield from hidden_words(mention.text, capitals.get(name, vocabulary.groups))


def _place_names(claim: Claim) -> Iterator[str]:
    for resolution in claim.place:
        if resolution.place is not None:
            yield from (resolution.place.name, resolution.words.text)
