"""The days of a row, as its mapping says that they are written."""

import calendar
from datetime import date

from habeas.model import Mention, Precision, When
from habeas.ontology.mapped_day import read_day
from habeas.ontology.mapping import Day, Period
from habeas.read.rows.view import RowFaultError, RowView, say_cell

_Days = tuple[date, date, Precision]


def read_when(view: RowView, when: Day | Period | None) -> When | None:
    """First and last day; None where the cell is blank. Raises RowFaultError naming column and value."""
    if isinstance(when, Period):
        return _read_period(view, when)
    days = None if when is None else _read_cell(view, when)
    if when is None or days is None:
        return None
    return When(*days, words=_mention(view, when), resolved_against=None)


def _read_period(view: RowView, period: Period) -> When | None:
    start, end = _read_cell(view, period.start), _read_cell(view, period.end)
    if start is None and end is None:
        return None
    if end is None and period.blank_end_is_start:
        end = start
    if start is None or end is None:
        blank = period.end if end is None else period.start
        raise RowFaultError(f"column {blank.column!r} is blank, expected the {'last' if end is None else 'first'} day")
    if end[1] < start[0]:
        raise RowFaultError(f"the last day ({end[1]}) is before the first ({start[0]})")
    precision = start[2] if start == end else "days"
    words = _mention(view, period.start) or _mention(view, period.end)
    return When(start[0], end[1], precision, words=words, resolved_against=None)


def _mention(view: RowView, day: Day) -> Mention | None:
    cell = None if day.column is None else view.cell(day.column)
    return None if cell is None else view.mention(*cell.value_at)


def _read_cell(view: RowView, day: Day) -> _Days | None:
    if day.column is None:
        return None if day.day is None else (day.day, day.day, "day")
    cell = view.cell(day.column)
    if cell is None:
        return None
    try:
        return _spread(read_day(cell.value, day))
    except ValueError as error:
        raise RowFaultError(f"{say_cell(cell)}: {error}") from error


def _spread(written: str) -> _Days:
    """The days that an ISO 8601 prefix covers."""
    if len(written) >= 10:
        day = date.fromisoformat(written[:10])
        return day, day, "day"
    year = int(written[:4])
    if len(written) == 4:
        return date(year, 1, 1), date(year, 12, 31), "year"
    month = int(written[5:7])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
