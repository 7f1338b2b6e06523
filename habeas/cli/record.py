"""Readings as JSON: the record format of the annotation guidelines, with spans, score, method and report."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

from habeas.model import Reading, Report, Resolution
from habeas.model.record import Json, claim_record, claim_spans, statement_record


def reading_record(reading: Reading) -> Json:
    """One record: `id`, `claims`, `statements`, `places` (words → what they were taken for), `report`, `warnings`."""
    report = reading.report
    places = {resolution.words.text: resolution for claim in reading.claims for resolution in claim.place}
    return {
        "id": report.external_id or report.id,
        "claims": [
            {**claim_record(claim), "spans": claim_spans(claim), "score": claim.score, "method": claim.method}
            for claim in reading.claims
        ],
        "statements": [statement_record(statement) for statement in reading.statements],
        "places": {words: _resolution_record(resolution) for words, resolution in places.items()},
        "report": _report_record(report),
        "warnings": list(reading.warnings),
    }


def print_json(readings: Iterable[Reading], *, as_lines: bool) -> None:
    """Write the record of each reading on a line, or all as one JSON list."""
    print_records(map(reading_record, readings), as_lines=as_lines)


def print_records(records: Iterable[Json], *, as_lines: bool) -> None:
    """Write one record a line, or one JSON list."""
    written = (json.dumps(record, ensure_ascii=False) for record in records)
    if as_lines:
        for record in written:
            sys.stdout.write(record + "\n")
        return
    sys.stdout.write("[")
    for number, record in enumerate(written):
        sys.stdout.write((",\n" if number else "\n") + record)
    sys.stdout.write("\n]\n")


def _resolution_record(resolution: Resolution) -> Json:
    place = resolution.place
    return {
        "id": place.id if place else None,
        "name": place.name if place else None,
        "kind": place.kind if place else None,
        "point": [place.lat, place.lon] if place else None,
        "reason": resolution.reason,
        "contradiction": resolution.contradiction,
    }


def _report_record(report: Report) -> Json:
    record = asdict(report)
    del record["warnings"]
    return record
