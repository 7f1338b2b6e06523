"""Whose claims are, for tests: the speaker where a row names one, otherwise the publisher."""

from collections.abc import Iterable

from habeas.model import StoredClaim
from habeas.model.voice import Origin, Voice


def origins_of(claims: Iterable[StoredClaim]) -> dict[str, Origin]:
    """Claim id → origin, by the words of the claim alone."""
    return {stored.claim.id: Origin(stored.claim.id, _voice_of(stored), "as the row says") for stored in claims}


def _voice_of(stored: StoredClaim) -> Voice:
    if (speaker := stored.claim.attribution.speaker) is not None:
        return Voice(f"speaker:{speaker.text.casefold()}", speaker.text, "speaker")
    if stored.publisher is None:
        return Voice("unnamed:", "unnamed publisher", "unnamed")
    return Voice(f"publisher:{stored.publisher.casefold()}", stored.publisher, "publisher")
