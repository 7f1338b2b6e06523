"""Parquet files read by a mapping, some thousands of rows at a time."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from habeas.exc import InputError
from habeas.intake.document import Content, IntakeOptions
from habeas.intake.mapped_jsonl import print_values
from habeas.intake.row import TableRow, find_column_fault
from habeas.intake.stream import read_whole
from habeas.model import Report
from habeas.ontology.mapping import Mapping

FILE_LIMIT = 512 * 2**20  # bytes: a table of some ten million rows
_ROWS_AT_ONCE = 10_000


def refuse_parquet(content: Content, _: IntakeOptions) -> Iterator[Report | InputError]:
    """A Parquet table without a mapping is none of reports."""
    yield InputError(content.path, "is a Parquet table, expected a mapping of its columns (--mapping)")


def read_parquet_rows(content: Content, mapping: Mapping) -> Iterator[TableRow]:
    """Each row; raises InputError where the columns are not the mapping's, or hold lists or objects."""
    from polars.exceptions import PanicException, PolarsError

    raw = read_whole(content.chunks, content.path, FILE_LIMIT, expected="a table cut into several files")
    try:
        yield from _read_slices(BytesIO(raw), content.path, mapping)
    except (PolarsError, PanicException, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(content.path, f"is no sound Parquet table: {reason}") from error


def _read_slices(file: BytesIO, path: str, mapping: Mapping) -> Iterator[TableRow]:
    import polars as pl

    table = pl.scan_parquet(file)
    schema = table.collect_schema()
    fault = find_column_fault(list(schema), mapping)
    nested = [name for name in mapping.columns if name in schema and _is_no_cell(schema[name])]
    if fault is None and nested:
        kinds = ", ".join(f"{name!r} ({schema[name]})" for name in nested)
        fault = f"columns that hold no text, numbers or days: {kinds}"
    if fault is not None:
        raise InputError(path, fault)
    start, wanted = 0, table.select(mapping.columns)
    while (part := wanted.slice(start, _ROWS_AT_ONCE).collect()).height:
        for number, values in enumerate(part.iter_rows(named=True), start + 1):
            yield print_values(number, values)
        start += part.height


def _is_no_cell(kind: Any) -> bool:
    import polars as pl

    return bool(kind.is_nested() or kind in (pl.Binary, pl.Object))
