"""Values as the rows that are stored: the lossless JSON beside the columns that queries need."""

import gzip
from collections.abc import Mapping
from io import BytesIO
from typing import TypeVar

import msgspec

from habeas import __version__
from habeas.model import Claim, Reading, Report, Span, Statement
from habeas.model.document import ArchivedBytes, Failure
from habeas.model.ids import hash_parts
from habeas.model.instant import last_instant
from habeas.model.judgement import Judgement
from habeas.model.linking import Linking
from habeas.model.listed import ListEdition
from habeas.model.person import PersonRecord
from habeas.model.record import encode_value
from habeas.store.archive import Archive
from habeas.store.base import Entry, Row, RowKind, Scalar
from habeas.store.ledger import digest_row

_PEOPLE = f"people@{__version__}"
_COMPRESSION = 6
Identified = TypeVar("Identified", Claim, Statement)


def document_entry(document: ArchivedBytes, method: str) -> Entry:
    """A document to store; the same bytes under another path are another document."""
    path = _printable(document.path)
    values: dict[str, Scalar] = {"sha256": document.sha256, "path": path, "size": document.size}
    row = make_row("document", hash_parts("document", document.sha256, path), method, values)
    return Entry(row.id, (row,))


def failure_entry(failure: Failure, method: str) -> Entry:
    """A failure to store; its id is path, line, reason, bytes and report, so that meeting it again adds nothing."""
    path, reason = _printable(failure.path), _printable(failure.reason)
    values: dict[str, Scalar] = {
        "path": path,
        "line": failure.line,
        "reason": reason,
        "sha256": failure.sha256,
        "report": failure.report,
    }
    row = make_row(
        "failure", hash_parts("failure", path, failure.line, reason, failure.sha256, failure.report), method, values
    )
    return Entry(row.id, (row,))


def reading_entry(reading: Reading, sentences: Mapping[str, Span]) -> Entry:
    """A report with everything read in it; `sentences` is claim id → the sentence it stands in."""
    claims, statements = _distinct(reading.claims), _distinct(reading.statements)
    twice = len(reading.claims) + len(reading.statements) - len(claims) - len(statements)
    warnings = [*reading.warnings, *([f"{twice} read twice, stored once"] if twice else [])]
    values: dict[str, Scalar] = {
        "report": reading.report.id,
        "claims": len(claims),
        "statements": len(statements),
        "warnings": msgspec.json.encode(warnings).decode(),
    }
    row = make_row("reading", reading_id(reading.report.id, reading.method), reading.method, values)
    claim_rows = [_claim_row(claim, sentences[claim.id]) for claim in claims]
    rows = (_report_row(reading.report), row, *claim_rows, *map(_statement_row, statements))
    return Entry(row.id, rows, unread=reading.unread)


def judgement_entry(judgement: Judgement, method: str) -> Entry:
    """A judgement to store."""
    content = encode_value(judgement).decode()
    values: dict[str, Scalar] = {"verdict": judgement.verdict, "at": judgement.at, "content": content}
    row = make_row("judgement", judgement.id, method, values)
    return Entry(row.id, (row,))


def person_entry(record: PersonRecord, method: str = _PEOPLE) -> Entry:
    """One version of a row of a list to store; nothing in it tells who the person is."""
    values: dict[str, Scalar] = {
        "list": record.list,
        "row": record.row,
        "version": record.version,
        "place": None if record.place is None else record.place.id,
        "detained_at": record.detained_at,
        "visibility": record.visibility,
        "sealed": record.sealed,
        "content": encode_value(record).decode(),
    }
    row = make_row("person", record.id, method, values)
    return Entry(row.id, (row,))


def linking_entry(linking: Linking, archive: Archive) -> Entry:
    """A linking to store, its bytes kept in the archive: of a million records they are too many for a row."""
    sha256 = _archive(linking, archive)
    values: dict[str, Scalar] = {
        "sha256": sha256,
        "records": len(linking.records),
        "pairs": len(linking.pairs),
    }
    row = make_row("linking", f"linking-{sha256[:20]}", linking.method, values)
    return Entry(row.id, (row,))


def edition_entry(edition: ListEdition, number: int, archive: Archive) -> Entry:
    """What an edition told of people on lists, to store as the edition of this number, from 1, of the store."""
    sha256 = _archive(edition, archive)
    values: dict[str, Scalar] = {"sha256": sha256, "number": number, "as_of": edition.table.scope.as_of}
    # The number alone is the id: of two that are published at once one is refused.
    row = make_row("edition", f"edition-{number}", _PEOPLE, values)
    return Entry(row.id, (row,))


def _archive(value: object, archive: Archive) -> str:
    """The hash under which a value's bytes are kept; no time is in them: the same value is the same document."""
    sha256, _ = archive.keep(BytesIO(gzip.compress(encode_value(value), _COMPRESSION, mtime=0)))
    return sha256


def reading_id(report: str, method: str) -> str:
    """The id of a reading: which report, by which method."""
    return hash_parts("reading", report, method)


def make_row(kind: RowKind, row_id: str, method: str, values: dict[str, Scalar]) -> Row:
    """A row of this kind with its digest."""
    columns = {"id": row_id, "method": method, **values}
    return Row(kind, row_id, columns, digest_row(kind, columns))


def _report_row(report: Report) -> Row:
    values: dict[str, Scalar] = {
        "sha256": report.sha256,
        "part": report.part,
        "publisher": report.publisher,
        "published_at": report.published_at,
        "published_by": last_instant(report.published_at) if report.published_at else None,
        "external_id": report.external_id,
        "content": encode_value(report).decode(),
    }
    return make_row("report", report.id, report.reader or "unnamed", values)


def _claim_row(claim: Claim, sentence: Span) -> Row:
    speaker = claim.attribution.speaker
    values: dict[str, Scalar] = {
        "report": claim.report,
        "type": claim.type,
        **_place_columns(claim),
        **_day_columns(claim),
        "modality": claim.modality,
        "scope": claim.scope,
        "context": claim.context,
        **_quantity_columns(claim),
        "speaker": claim.attribution.name or (speaker.text if speaker else None),
        "score": float(claim.score),
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "content": encode_value(claim).decode(),
    }
    return make_row("claim", claim.id, claim.method, values)


def _place_columns(claim: Claim) -> dict[str, Scalar]:
    places = [resolution.place for resolution in claim.place if resolution.place is not None]
    within = dict.fromkeys(part for place in places for part in (place.id, *place.parents))
    return {
        "place": places[0].id if places else None,
        "within": f" {' '.join(within)} " if within else None,
    }


def _day_columns(claim: Claim) -> dict[str, Scalar]:
    if claim.when is None:
        return {"first_day": None, "last_day": None}
    return {"first_day": claim.when.start.isoformat(), "last_day": claim.when.end.isoformat()}


def _quantity_columns(claim: Claim) -> dict[str, Scalar]:
    quantity = claim.quantity
    if quantity is None:
        return {"low": None, "high": None, "relation": None}
    return {"low": quantity.low, "high": quantity.high, "relation": quantity.relation}


def _statement_row(statement: Statement) -> Row:
    values: dict[str, Scalar] = {
        "report": statement.report,
        "speaker": statement.speaker,
        "direct": int(statement.direct),
        "content": encode_value(statement).decode(),
    }
    return make_row("statement", statement.id, statement.method, values)


def _distinct(values: tuple[Identified, ...]) -> list[Identified]:
    return list({value.id: value for value in reversed(values)}.values())[::-1]


def _printable(text: str) -> str:
    """File names need not be valid text on every system; what cannot be written as UTF-8 is written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()
