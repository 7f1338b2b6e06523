"""CSV tables: one report a row; a broken row is an error named by its line, and reading goes on below it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from habeas.exc import InputError
from habeas.intake.csv_rows import DELIMITERS, Line, Row, split_rows
from habeas.intake.decode import Decoded, decode_text
from habeas.intake.document import LINE_LIMIT, Content, IntakeOptions
from habeas.intake.finish import Position, finish_report
from habeas.intake.record import KEYS, RecordError, draft_record
from habeas.intake.stream import split_lines, to_utf8
from habeas.model import Report

_SAMPLE_LINES = 50


def read_table(content: Content, options: IntakeOptions) -> Iterator[Report | InputError]:
    """A report or an error for each row below the header."""
    csv.field_size_limit(LINE_LIMIT)  # of the whole process; its default, 128 KiB, is less than a long report
    lines = split_lines(to_utf8(content.chunks, content.path), LINE_LIMIT)
    sample = list(islice(lines, _SAMPLE_LINES))
    decoded = _decode_sample(sample, content.path)
    header_line = sample[0].decode(decoded.encoding, "replace") if sample[0] is not None else ""
    delimiter, header = _read_header(header_line, content.path)
    numbered = _decode_lines(chain(sample[1:], lines), decoded.encoding)
    warnings = () if decoded.warning is None else (decoded.warning,)
    for row in split_rows(numbered, delimiter, len(header)):
        if row.fault is None and not any(cell.strip() for cell in row.cells):
            continue
        yield _read_row(row, header, content, options=options, warnings=warnings)


def _decode_sample(sample: Sequence[bytes | None], path: str) -> Decoded:
    """The encoding that the first lines are in, which has to be one in which lines end in the same way as in ASCII."""
    decoded = decode_text(b"".join(line for line in sample if line is not None), path)
    if decoded.encoding.startswith("utf-16"):
        raise InputError(path, "UTF-16 without byte order mark, expected UTF-8, or the mark")
    return decoded


def _read_header(line: str, path: str) -> tuple[str, list[str]]:
    """The delimiter that makes most columns with a text among them, and their names; else InputError."""
    best: tuple[str, list[str]] = ("", [])
    for delimiter in DELIMITERS:
        cells = _cells(line, delimiter)
        names = [cell.strip().lower().replace(" ", "_") for cell in cells]
        if len(names) > len(best[1]) and any(name in KEYS["text"] for name in names):
            best = (delimiter, names)
    if not best[1]:
        wanted = ", ".join(KEYS["text"])
        raise InputError(path, f"the header has no column for the text ({wanted}): {line.strip()[:120]!r}", 1)
    return best


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _decode_lines(lines: Iterable[bytes | None], encoding: str) -> Iterator[Line]:
    for number, line in enumerate(lines, 2):
        yield Line(number, None if line is None else line.decode(encoding, "replace"))


def _read_row(
    row: Row, header: Sequence[str], content: Content, *, options: IntakeOptions, warnings: tuple[str, ...]
) -> Report | InputError:
    if row.fault is not None:
        return InputError(content.path, row.fault, row.number)
    record = {name: cell for name, cell in zip(header, row.cells, strict=True) if name}
    try:
        draft = draft_record(record)
        if "\ufffd" in draft.text:
            warnings = (*warnings, "broken characters stand as \ufffd in the text")
        return finish_report(
            replace(draft, warnings=warnings), content, options, Position(f"line {row.number}", row.number)
        )
    except RecordError as error:
        return InputError(content.path, str(error), row.number)
    except InputError as error:
        return error
