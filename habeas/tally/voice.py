"""Whose figure is it: the speaker where one is named, otherwise the publisher; a word-for-word copy adds no voice."""

import re
from collections.abc import Iterable

from habeas.model import StoredClaim

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_UNKNOWN = "unnamed publisher"


def name_voices(claims: Iterable[StoredClaim]) -> dict[str, str]:
    """Claim id → voice, for claims in order of publication; the first wording of a voice's name is the one kept."""
    names: dict[str, str] = {}
    first_publisher: dict[str, str] = {}
    voices: dict[str, str] = {}
    for stored in claims:
        speaker = _speaker(stored)
        if speaker is None:
            printed = _words_of(stored.sentence)
            speaker = first_publisher.setdefault(printed, stored.publisher or _UNKNOWN)
        voices[stored.claim.id] = names.setdefault(voice_key(speaker), speaker)
    return voices


def voice_key(name: str) -> str:
    """What two spellings of a speaker share: capitalised words ("the OVD-Info group" is OVD-Info), else all words."""
    words = _WORD.findall(name)
    proper = [word for word in words if any(letter.isupper() for letter in word)]
    return " ".join(proper or words).casefold()


def _speaker(stored: StoredClaim) -> str | None:
    attribution = stored.claim.attribution
    return attribution.name or (attribution.speaker.text if attribution.speaker else None)


def _words_of(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))
