"""The evidence: for each report the hash of its archived bytes, its address, and where in it each claim stands."""

from collections import defaultdict

from habeas.model import StoredClaim
from habeas.model.edition import Edition
from habeas.model.record import Json, claim_spans, encode_value


def export_evidence(edition: Edition) -> dict[str, bytes]:
    """A line for each report; its sentences only where its publisher's licence allows it."""
    licences = dict(edition.licences)
    by_report: dict[str, list[StoredClaim]] = defaultdict(list)
    for stored in edition.claims:
        by_report[stored.claim.report].append(stored)
    lines = (encode_value(_record(claims, licences)) for _, claims in sorted(by_report.items()))
    return {"evidence.jsonl": b"".join(line + b"\n" for line in lines)}


def _record(claims: list[StoredClaim], licences: dict[str, str]) -> Json:
    first = claims[0]
    return {
        "report": first.claim.report,
        "publisher": first.publisher,
        "published_at": first.published_at,
        "address": first.address,
        "sha256": first.sha256,
        "licence": licences.get(first.publisher or ""),
        "claims": [
            {
                "claim": stored.claim.id,
                "spans": claim_spans(stored.claim),
                "sentence": stored.sentence or None,
            }
            for stored in claims
        ],
    }
