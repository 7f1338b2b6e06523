"""Voices: the independent origins of claims."""

from dataclasses import dataclass
from typing import Literal

VoiceKind = Literal["speaker", "office", "publisher", "unnamed"]
_NAMED = ("speaker", "publisher")


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent origin: a named speaker, an office at a place ("police" of Minsk), or a publisher.

    `id` is stable ("speaker:ovd-info", "office:police@geonames:625144", "publisher:demo wire"). `is_minimum` says that
    its counts are documented minimums (a list of names), so that they never bound a number from above.
    """

    id: str
    name: str
    kind: VoiceKind
    is_minimum: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose figure a claim is, and the sentence that says why; `copy_of` is the report it was reprinted from.

    `restates` is the claim of the same report, with a day, whose figure a claim that names no day repeats.
    """

    claim: str
    voice: Voice
    reason: str
    copy_of: str | None = None
    restates: str | None = None


def bare_voice(voice: str) -> str:
    """A voice's id without whether it speaks or publishes: "ovd-info" of "speaker:ovd-info"; an office keeps its."""
    kind, _, name = voice.strip().partition(":")
    return name if kind in _NAMED and name else voice.strip()
