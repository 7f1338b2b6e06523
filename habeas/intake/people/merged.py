"""Merged cells of a sheet: below the first row of such a cell nothing stands in the others, whatever is shown there."""

import re
from collections.abc import Iterator
from typing import Any

from habeas.exc import InputError
from habeas.intake.stream import CHUNK

_REGIONS_LIMIT = 50_000
_REGION = re.compile(
    rb"""[<:]mergeCell\s[^<>]{0,200}?ref\s*=\s*["']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})["']"""
)
_TAIL = 300  # bytes: longer than what is looked for

_Region = tuple[int, int, int, int]


class Merged:
    """The merged cells of a sheet over several rows; its rows are asked for one after another, downwards."""

    def __init__(self, sheet: Any, path: str) -> None:
        self._regions = sorted(_find_regions(sheet, path), reverse=True)
        self._last: dict[int, int] = {}

    def find_covered(self, at: int) -> list[int]:
        """The columns of row `at` that are merged with the row above it."""
        while self._regions and self._regions[-1][0] < at:
            _, last, left, right = self._regions.pop()
            for column in range(left, right + 1):
                self._last[column] = max(last, self._last.get(column, 0))
        return [column for column, last in self._last.items() if last >= at]


def _find_regions(sheet: Any, path: str) -> Iterator[_Region]:
    """First and last row, first and last column of each; the library tells them below the rows: too late."""
    found, tail = 0, b""
    with sheet._get_source() as part:
        while chunk := part.read(CHUNK):
            piece = tail + chunk
            end = 0
            for match in _REGION.finditer(piece):
                found, end = found + 1, match.end()
                if found > _REGIONS_LIMIT:
                    raise InputError(path, f"has over {_REGIONS_LIMIT:,} merged cells in a sheet: save it as CSV")
                yield from _read_region(match)
            tail = piece[max(end, len(piece) - _TAIL) :]


def _read_region(match: re.Match[bytes]) -> Iterator[_Region]:
    left, top, right, bottom = match.groups()
    if int(bottom) > int(top):
        yield int(top), int(bottom), _number(left), _number(right)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
