"""Rows of tables to claims, as a mapping says."""

from habeas.read.rows.reader import RowReader, open_row_reader

__all__ = ["RowReader", "open_row_reader"]
