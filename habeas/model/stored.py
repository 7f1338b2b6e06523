"""A claim together with what the store knows of the report it stands in."""

from dataclasses import dataclass

from habeas.model.claim import Claim


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """One claim as the store gives it back: enough to count it, to name its voice and to show its words.

    `published_at` and `recorded_at` are the two clocks; `sentence` is the text around the trigger, as printed, and
    `sha256` the archived bytes it stands in.
    """

    claim: Claim
    publisher: str | None
    published_at: str | None
    recorded_at: str
    address: str | None
    title: str | None
    sha256: str | None
    sentence: str
