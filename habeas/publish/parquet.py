"""Parquet: the same cells with types, for programs that compute."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from habeas.exc import EditionError
from habeas.model.edition import Edition
from habeas.publish.table import Cell, Column, Table, read_rows
from habeas.publish.tables import TABLES


def export_parquet(edition: Edition) -> dict[str, bytes]:
    """A file for each table."""
    return {f"{name}.parquet": _write(table, read_rows(table, edition)) for name, table in TABLES.items()}


def read_parquet(content: bytes, columns: tuple[Column, ...]) -> list[list[Cell]]:
    """The rows of a file that `export_parquet` wrote; raises EditionError where its columns are others."""
    import polars as pl

    try:
        with _silence():
            frame = pl.read_parquet(io.BytesIO(content), use_pyarrow=False)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise EditionError(f"it cannot be read as Parquet: {' '.join(str(error).split())[:200]}") from error
    wanted = [column.name for column in columns]
    if frame.columns != wanted:
        raise EditionError(f"its columns are {', '.join(frame.columns)}; expected {', '.join(wanted)}")
    return [[_plain(cell) for cell in row] for row in frame.iter_rows()]


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing on standard error: of a damaged file the library's threads print there, beside what is raised."""
    shown, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(shown, 2)
        os.close(shown)
        os.close(nowhere)


def _write(table: Table, rows: list[list[Cell]]) -> bytes:
    import polars as pl

    types = {"text": pl.String, "whole": pl.Int64, "number": pl.Float64, "flag": pl.Boolean, "day": pl.Date}
    schema = {column.name: types.get(column.kind, pl.String) for column in table.columns}
    given = [[_typed(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in rows]
    buffer = io.BytesIO()
    pl.DataFrame(given, schema=schema, orient="row").write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()


def _typed(cell: Cell, column: Column) -> Cell | date:
    return date.fromisoformat(cell) if column.kind == "day" and isinstance(cell, str) else cell


def _plain(cell: Cell | date) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell
