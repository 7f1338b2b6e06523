"""CSV files read by a mapping: rows by number, whatever the encoding, the delimiter and the line ends."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from habeas.exc import InputError
from habeas.intake.csv_rows import DELIMITERS, Line, split_rows
from habeas.intake.decode import refuse_binary
from habeas.intake.document import LINE_LIMIT, Content
from habeas.intake.row import TableRow, find_column_fault
from habeas.intake.stream import DecodeError, decode_chunks, find_mark, split_lines, to_utf8
from habeas.ontology.table_header import TableHeader

_HEADER_LINES = 50
_BROKEN = re.compile("[\udc80-\udcff]")


def read_csv_rows(content: Content, mapping: TableHeader) -> Iterator[TableRow]:
    """Each row below the names of the columns; raises InputError where these are not the mapping's."""
    csv.field_size_limit(LINE_LIMIT)  # of the whole process; its default is 128 KiB
    lines = split_lines(_decode(content, mapping), LINE_LIMIT)
    head = list(islice(lines, _HEADER_LINES))
    if not any(line is None or line.strip() for line in head):
        raise InputError(content.path, "is empty, expected the names of the columns and rows below them")
    refuse_binary(b"".join(line or b"" for line in head)[:4096], content.path)
    delimiter, columns, taken = _read_header(head, mapping, content.path)
    numbered = _number(chain(head[taken:], lines), taken + 1)
    number = 0
    for row in split_rows(numbered, delimiter, len(columns)):
        if row.fault is None and not any(cell.strip() for cell in row.cells):
            continue
        number += 1
        fault = row.fault or _find_broken(row.cells, columns)
        where = f"{fault} (line {row.number})" if fault else None
        yield TableRow(number, {} if fault else dict(zip(columns, row.cells, strict=True)), where)


def _decode(content: Content, mapping: TableHeader) -> Iterator[bytes]:
    """The file in UTF-8: by its byte order mark, else by the encoding that the mapping names."""
    pieces = iter(content.chunks)
    head = b""
    while len(head) < 4 and (piece := next(pieces, b"")):
        head += piece
    whole = chain([head], pieces)
    if mapping.encoding is None or find_mark(head)[0]:
        yield from to_utf8(whole, content.path)
        return
    try:
        yield from decode_chunks(whole, mapping.encoding)
    except DecodeError as error:
        raise InputError(content.path, f"not the {mapping.encoding} that the mapping names: {error}") from error


def _read_header(head: list[bytes | None], mapping: TableHeader, path: str) -> tuple[str, list[str], int]:
    """The delimiter by which most columns are known, their names, and how many lines these take."""
    if head[0] is None:
        raise InputError(path, f"over {LINE_LIMIT // 2**20} MiB, expected the names of the columns", 1)
    texts = [(line or b"").decode("utf-8", "surrogateescape") for line in head]
    found = [_split_header(texts, delimiter) for delimiter in mapping.delimiter or DELIMITERS]
    known = {*mapping.columns, *mapping.ignored}
    best = max(found, key=lambda one: len(known.intersection(one[1])))
    fault = find_column_fault(best[1], mapping)
    if fault is not None:
        raise InputError(path, fault)
    return best


def _split_header(texts: list[str], delimiter: str) -> tuple[str, list[str], int]:
    reader = csv.reader(texts, delimiter=delimiter)
    try:
        names = next((row for row in reader if any(cell.strip() for cell in row)), [])
    except csv.Error:
        names = []
    return delimiter, [name.strip() for name in names], reader.line_num


def _number(lines: Iterable[bytes | None], first: int) -> Iterator[Line]:
    for number, line in enumerate(lines, first):
        yield Line(number, None if line is None else line.decode("utf-8", "surrogateescape"))


def _find_broken(cells: list[str], columns: list[str]) -> str | None:
    for cell, column in zip(cells, columns, strict=True):
        if not cell.isascii() and (found := _BROKEN.search(cell)):
            byte = ord(found[0]) - 0xDC00
            return f"not UTF-8 (byte 0x{byte:02x} in column {column!r}); the mapping may name another `encoding`"
    return None
