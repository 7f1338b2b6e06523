"""JSON lines read by a mapping: one object a line, each with the same keys."""

import json
from collections.abc import Iterator
from typing import Any

from habeas.exc import InputError
from habeas.intake.document import LINE_LIMIT, Content
from habeas.intake.jsonl import parse_json
from habeas.intake.record import describe
from habeas.intake.row import TableRow, find_column_fault
from habeas.intake.stream import split_lines, to_utf8
from habeas.ontology.mapping import Mapping


def read_jsonl_rows(content: Content, mapping: Mapping) -> Iterator[TableRow]:
    """Each line that is not blank; raises InputError at the first whose keys are not the mapping's columns."""
    number = 0
    for line in split_lines(to_utf8(content.chunks, content.path), LINE_LIMIT):
        if line is not None and not line.strip():
            continue
        number += 1
        yield _read_line(line, number, content, mapping=mapping)
    if not number:
        raise InputError(content.path, "is empty, expected one JSON object a line")


def _read_line(line: bytes | None, number: int, content: Content, *, mapping: Mapping) -> TableRow:
    if line is None:
        return TableRow(number, fault=f"over {LINE_LIMIT // 2**20} MiB, expected one row; passed over")
    try:
        record = parse_json(line, content.path)
    except InputError as error:
        return TableRow(number, fault=error.reason)
    if not isinstance(record, dict):
        return TableRow(number, fault=f"expected an object, found {describe(record)}")
    fault = find_column_fault(_list_keys(line), mapping)
    if fault is not None:
        raise InputError(content.path, f"row {number} has {fault}; the rows above it were read")
    return print_values(number, {column: record[column] for column in mapping.columns})


def _list_keys(line: bytes) -> list[str]:
    """The keys of an object as they are written: one that stands twice, of which the object keeps the last."""
    pairs: list[tuple[str, object]] = json.JSONDecoder(object_pairs_hook=list).decode(line.decode())
    return [key for key, _ in pairs]


def print_values(number: int, values: dict[str, Any]) -> TableRow:
    """The row of typed values, each as it is written; a list or an object is a fault."""
    try:
        return TableRow(number, {column: _print_value(value) for column, value in values.items()})
    except TypeError:
        column = next(name for name, value in values.items() if isinstance(value, (dict, list, bytes)))
        found = describe(values[column])
        return TableRow(number, fault=f"column {column!r} holds {found}, expected text, a number or nothing")
    except ValueError as error:  # a number of thousands of digits
        return TableRow(number, fault=f"holds a number that is too long ({error})")


def _print_value(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list, bytes)):
        raise TypeError
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
