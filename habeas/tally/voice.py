"""Whose figure is it: the speaker where one is named, otherwise the publisher; a word-for-word copy adds no voice."""

import re
from collections.abc import Iterable
from functools import cache

from habeas.lang import load_language
from habeas.model import StoredClaim

# Nobody knows whether two reports without a publisher have the same one: one voice, but none that corrects itself.
UNNAMED = "unnamed publisher"
_WORD = re.compile(r"\w+(?:[-’']\w+)*")


def name_voices(claims: Iterable[StoredClaim]) -> dict[str, str]:
    """Claim id → voice, for claims in order of publication; the first wording of a voice's name is the one kept."""
    names: dict[str, str] = {}
    first_publisher: dict[str, str] = {}
    voices: dict[str, str] = {}
    for stored in claims:
        speaker = _speaker(stored)
        if speaker is None:
            printed = _words_of(stored.sentence)
            speaker = first_publisher.setdefault(printed, stored.publisher or UNNAMED)
        voices[stored.claim.id] = names.setdefault(voice_key(speaker), speaker)
    return voices


def voice_key(name: str) -> str:
    """What two spellings of a speaker share: the OVD-Info group is OVD-Info, Israeli police no Israeli settlers."""
    words = _WORD.findall(name)
    first = next((place for place, word in enumerate(words) if _is_capitalised(word)), 0)
    # "state-run Demo Agency" describes the agency, "police in Moscow" does not describe Moscow.
    described = words if any(word in _prepositions() for word in words[:first]) else words[first:]
    naming = [word for word in described if word not in _descriptors()]
    return " ".join(naming or words).casefold()


def _is_capitalised(word: str) -> bool:
    return word not in _descriptors() and any(letter.isupper() for letter in word)


@cache
def _prepositions() -> frozenset[str]:
    return load_language("en").attribution.prepositions


@cache
def _descriptors() -> frozenset[str]:
    """Articles, and words that only say that a name is one of a group."""
    tables = load_language("en").attribution
    articles = tables.articles | tables.indefinite
    capitalised = (word.capitalize() for word in articles)
    return articles.union(capitalised, tables.group_nouns, tables.group_modifiers)


def _speaker(stored: StoredClaim) -> str | None:
    attribution = stored.claim.attribution
    return attribution.name or (attribution.speaker.text if attribution.speaker else None)


def _words_of(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))
