"""JSON lines: one record a line; a broken line is an error in the stream and the next line is read."""

from collections.abc import Iterator

import msgspec

from habeas.exc import InputError
from habeas.intake.document import LINE_LIMIT, Content, IntakeOptions
from habeas.intake.finish import Position, finish_report
from habeas.intake.record import RecordError, draft_record
from habeas.intake.stream import split_lines, to_utf8
from habeas.model import Report

TOO_LONG = f"over {LINE_LIMIT // 2**20} MiB, expected one report; passed over"


def read_jsonl(content: Content, options: IntakeOptions) -> Iterator[Report | InputError]:
    """A report or an error for each line that is not blank."""
    count = 0
    for number, line in enumerate(split_lines(to_utf8(content.chunks, content.path), LINE_LIMIT), 1):
        if line is not None and not line.strip():
            continue
        count += 1
        yield _read_line(line, number, content, options)
    if not count:
        yield InputError(content.path, "is empty, expected one JSON object a line")


def parse_json(raw: bytes, path: str, line: int | None = None) -> object:
    """The value; raises InputError with where and why it is no JSON."""
    try:
        return msgspec.json.decode(raw)
    except UnicodeDecodeError as error:
        raise InputError(path, f"not UTF-8, in which JSON is written ({error.reason})", line) from error
    except RecursionError as error:
        raise InputError(path, "nested too deep, expected an object with a text", line) from error
    except msgspec.MsgspecError as error:
        raise InputError(path, f"not JSON: {_explain(error, raw)}", line) from error


def _read_line(line: bytes | None, number: int, content: Content, options: IntakeOptions) -> Report | InputError:
    if line is None:
        return InputError(content.path, TOO_LONG, number)
    try:
        draft = draft_record(parse_json(line, content.path, number))
        return finish_report(draft, content, options, Position(f"line {number}", number))
    except RecordError as error:
        return InputError(content.path, str(error), number)
    except InputError as error:
        return error


def _explain(error: msgspec.MsgspecError, raw: bytes) -> str:
    lowered = raw.lower()
    if b"\\ud8" in lowered or b"\\udc" in lowered or b"\\ud9" in lowered or b"\\udd" in lowered:
        return "it holds half of a surrogate pair (\\ud800 to \\udfff)"
    return str(error).removeprefix("JSON is malformed: ")
