"""A JSON file: one record, or a list of records."""

from collections.abc import Iterator

from habeas.exc import InputError
from habeas.intake.document import TEXT_LIMIT, Content, IntakeOptions
from habeas.intake.finish import WHOLE, Position, finish_report
from habeas.intake.jsonl import parse_json
from habeas.intake.record import RecordError, draft_record
from habeas.intake.stream import read_whole, to_utf8
from habeas.model import Report


def read_json(content: Content, options: IntakeOptions) -> Iterator[Report | InputError]:
    """A report or an error for each record."""
    chunks = to_utf8(content.chunks, content.path)
    raw = read_whole(
        chunks, content.path, TEXT_LIMIT, expected="a list that fits into memory; longer ones as JSON lines"
    )
    if not raw.strip():
        raise InputError(content.path, "is empty, expected a JSON object or a list of them")
    value = parse_json(raw, content.path)
    if not isinstance(value, list):
        yield _read_record(value, WHOLE, content, options)
        return
    if not value:
        raise InputError(content.path, "is an empty list, expected JSON objects")
    for number, record in enumerate(value, 1):
        yield _read_record(record, Position(f"record {number}"), content, options)


def _read_record(record: object, position: Position, content: Content, options: IntakeOptions) -> Report | InputError:
    try:
        return finish_report(draft_record(record), content, options, position)
    except RecordError as error:
        reason = str(error)
    except InputError as error:
        reason = error.reason
    return InputError(content.path, f"{position.part}: {reason}" if position.part else reason)
