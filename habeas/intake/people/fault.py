"""What is wrong with a row of a list of people, without a word of what stands in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be taken in: its number, the first below the names of the columns being 1, and what is wrong.

    `columns` pairs a column with what was expected of it, None with what is wrong of the row as a whole. `at` is the
    row of a sheet, as spreadsheet programs count them.
    """

    row: int
    columns: tuple[tuple[str | None, str], ...]
    at: int | None = None

    def __str__(self) -> str:
        """All of it in one line."""
        told = (what if column is None else f"column {column!r}: {what}" for column, what in self.columns)
        # Below blank rows, or names that do not stand first, nobody finds a row by its number.
        where = f" (row {self.at:,} of the sheet)" if self.at not in (None, self.row + 1) else ""
        return f"row {self.row}{where}: {'; '.join(told)}"
