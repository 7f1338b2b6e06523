"""On which lists people stand together: a column for each combination of lists, the largest first.

Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014, "UpSet: Visualization of intersecting sets", IEEE TVCG 20(12).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from habeas.model.capture import CaptureTable
from habeas.publish.drawing.label import text_width
from habeas.publish.drawing.marks import Bar, Dot, Drawn, Stroke, Words, draw_marks
from habeas.publish.drawing.svg import Caption

Column = tuple[tuple[bool, ...], int]


@dataclass(frozen=True, slots=True)
class UpsetSize:
    """Pixels of the whole and of the bars above, the widest column, and how many combinations are drawn at most."""

    width: int
    bars: int
    column: float
    most: int
    letters: float = 12.0


WIDE = UpsetSize(690, 190, 40.0, 18)
NARROW = UpsetSize(306, 150, 30.0, 8)
_ROW = 26.0
_HEAD = 38.0
_GAP = 14.0
_APART = 4.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where things stand: the first column's left edge, the width of one, and the top of the rows."""

    left: float
    step: float
    top: float

    def across(self, column: int) -> float:
        return self.left + (column + 0.5) * self.step

    def down(self, row: int) -> float:
        return self.top + (row + 0.5) * _ROW


def draw_upset(table: CaptureTable, caption: Caption, *, size: UpsetSize = WIDE) -> str:
    """The lists of a table and how many people stand on exactly which of them, as SVG; one person is needed."""
    columns = sorted(table.counts.items(), key=lambda item: (-item[1], item[0]))
    grid, many = _lay_out(table, columns[: size.most], size)
    shown, rest = columns[:many], columns[many:]
    marks = [
        *_draw_legend(size),
        *_draw_rows(table, grid, size),
        *_draw_bars(shown, grid, size),
        *_draw_dots(table, shown, grid),
    ]
    bottom = grid.top + _ROW * len(table.lists) + 6
    if rest:
        people = sum(count for _, count in rest)
        words = _describe_rest(len(rest), people)
        marks.append(Words(size.width - 2, bottom + 10, words, "faint", "right", size.letters))
        bottom += 22
    return draw_marks(marks, (size.width, round(bottom)), caption)


def _describe_rest(combinations: int, people: int) -> str:
    what = "combination" if combinations == 1 else "combinations"
    return f"and {combinations} more {what} of {people:,} people"


def _lay_out(table: CaptureTable, columns: list[Column], size: UpsetSize) -> tuple[_Grid, int]:
    """Where things stand, and how many of the columns fit without a number touching the next."""
    names = max(text_width(_shorten(name, size), size.letters) for name in table.lists)
    numbers = max(text_width(f"{count:,}", size.letters) for count in _list_sizes(table))
    left = names + numbers + 2 * _GAP
    widest = max(text_width(_short_number(count), size.letters - 1) for _, count in columns) + _APART
    many = min(len(columns), max(1, int((size.width - left) // widest)))
    step = min(max(size.column, widest), (size.width - left) / many)
    return _Grid(left, step, _HEAD + size.bars + 10), many


def _draw_rows(table: CaptureTable, grid: _Grid, size: UpsetSize) -> Iterator[Drawn]:
    """The name of each list and how many people are on it, every other row on a darker ground."""
    for row, (name, count) in enumerate(zip(table.lists, _list_sizes(table), strict=True)):
        y = grid.down(row)
        if row % 2 == 0:
            yield Bar(0, y - _ROW / 2, size.width, y + _ROW / 2, "rule", 0.35)
        yield Words(4, y, _shorten(name, size), size=size.letters)
        yield Words(grid.left - _GAP / 2, y, f"{count:,}", "faint", "right", size.letters)
    yield Words(grid.left - _GAP / 2, grid.top - 10, "in all", "faint", "right", size.letters - 1)


def _draw_legend(size: UpsetSize) -> Iterator[Drawn]:
    """What the two colours of the bars mean, at the upper left."""
    left = 4.0
    for words, ink in (("on one list only", "second"), ("on several lists", "mark")):
        yield Bar(left, 3.5, left + 9, 12.5, ink)
        yield Words(left + 14, 8, words, "faint", size=size.letters - 1)
        left += 30 + text_width(words, size.letters - 1)


def _draw_bars(columns: list[Column], grid: _Grid, size: UpsetSize) -> Iterator[Drawn]:
    most = max(count for _, count in columns)
    base = _HEAD + size.bars
    for place, (pattern, count) in enumerate(columns):
        x, height = grid.across(place), size.bars * count / most
        half = grid.step * 0.32
        ink = "second" if sum(pattern) == 1 else "mark"
        yield Bar(x - half, base - max(height, 1.0), x + half, base, ink)
        yield Words(x, base - height - 9, _short_number(count), "ink", "center", size.letters - 1)


def _draw_dots(table: CaptureTable, columns: list[Column], grid: _Grid) -> Iterator[Drawn]:
    dot = min(13.0, grid.step * 0.5)
    for place, (pattern, _) in enumerate(columns):
        x = grid.across(place)
        rows = [row for row, on in enumerate(pattern) if on]
        if len(rows) > 1:
            yield Stroke(x, grid.down(rows[0]), x, grid.down(rows[-1]), "ink", 2.4)
        for row in range(len(table.lists)):
            yield Dot(x, grid.down(row), dot, "ink" if pattern[row] else "rule")


def _list_sizes(table: CaptureTable) -> list[int]:
    return [
        sum(count for pattern, count in table.counts.items() if pattern[place]) for place in range(len(table.lists))
    ]


def _shorten(name: str, size: UpsetSize) -> str:
    """A name in at most a quarter of the width."""
    if text_width(name, size.letters) <= size.width / 4:
        return name
    while text_width(f"{name}…", size.letters) > size.width / 4:
        name = name[:-1].rstrip()
    return f"{name}…"


def _short_number(count: int) -> str:
    return f"{count:,}" if count < 10_000 else f"{count / 1000:,.0f}k"
