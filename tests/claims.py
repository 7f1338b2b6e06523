"""Builds stored claims from short rows, so that test cases read as tables."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from habeas.model import Attribution, Claim, Mention, Place, Quantity, Resolution, Span, StoredClaim, When

# What every claim of a printed record holds, nothing more and nothing less.
CLAIM_FIELDS = {
    "type",
    "trigger",
    "quantity",
    "whom",
    "by",
    "place",
    "when",
    "speaker",
    "via",
    "modality",
    "scope",
    "context",
}
RUSSIA = Place("geonames:2017370", "Russia", "country", "RU", 60.0, 100.0, None)
TATARSTAN = Place("iso:RU-TA", "Tatarstan", "region", "RU", None, None, None, (RUSSIA.id,))
PLACES = {
    "Russia": RUSSIA,
    "Moscow": Place("geonames:524901", "Moscow", "city", "RU", 55.75, 37.62, None, (RUSSIA.id,)),
    "Tatarstan": TATARSTAN,
    "Kazan": Place("geonames:551487", "Kazan", "city", "RU", 55.79, 49.12, None, (TATARSTAN.id, RUSSIA.id)),
    "Minsk": Place("geonames:625144", "Minsk", "city", "BY", 53.9, 27.57, None, ("geonames:630336",)),
}


def make_claim(row: Mapping[str, Any], number: int = 0) -> StoredClaim:
    """A stored claim: low, high, place, day or days, voice, publisher, published, type, modality, scope, whom, text."""
    report = row.get("report", f"report-{number}")
    claim = Claim(
        id=row.get("id", f"claim-{number}"),
        report=report,
        type=row.get("type", "detained"),
        trigger=_mention(row.get("type", "detained"), report),
        quantity=_quantity(row, report),
        whom=_mention(row["whom"], report) if "whom" in row else None,
        by=None,
        place=tuple(_resolution(name, report) for name in row.get("place", ())),
        when=_when(row, report),
        attribution=Attribution(_mention(row["voice"], report)) if "voice" in row else Attribution(),
        modality=row.get("modality", "asserted"),
        scope=row.get("scope", "new"),
        context="protest",
        score=0.9,
        method="test@1",
    )
    return StoredClaim(
        claim=claim,
        publisher=row.get("publisher"),
        published_at=row.get("published", "2022-02-27T20:00"),
        recorded_at="2022-03-01T00:00:00Z",
        address=None,
        title=None,
        sha256=None,
        sentence=row.get("text", f"sentence {number}"),
    )


def _mention(text: str, report: str) -> Mention:
    return Mention(text, Span(report, 0, len(text)))


def _quantity(row: Mapping[str, Any], report: str) -> Quantity | None:
    if "low" not in row and "high" not in row:
        return None
    return Quantity(row.get("low"), row.get("high"), "exact", _mention("n", report), "guidelines-1")


def _resolution(name: str, report: str) -> Resolution:
    place = PLACES.get(name)
    return Resolution(_mention(name, report), place, "known" if place else "no such name", 1.0 if place else 0.0)


def _when(row: Mapping[str, Any], report: str) -> When | None:
    first, last = row.get("days", (row.get("day", "2022-02-27"),) * 2)
    if first is None:
        return None
    words = _mention("that day", report) if row.get("says_day") else None
    return When(date.fromisoformat(first), date.fromisoformat(last), "day", words, None)
