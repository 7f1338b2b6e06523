"""Which places get their name on a map, and where, so that no name covers another or a circle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import combining, east_asian_width

Box = tuple[float, float, float, float]
Anchor = Literal["start", "middle", "end"]
_GAP = 4.0
# Share of the font size that letters take on average; capitals and digits take more, so it is generous.
_NARROW, _WIDE = 0.58, 1.05
_LARGEST, _DOT = 4, 5.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle in pixels with the words that may stand beside it; `words` None for one without a name."""

    x: float
    y: float
    radius: float
    words: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """Words on a map: `x`, `y` is the middle of their height, at the end that `anchor` names."""

    x: float
    y: float
    words: str
    anchor: Anchor


def text_width(words: str, size: float) -> float:
    """How wide words are at most likely to be, whatever font a reader has."""
    letters = [letter for letter in words if not combining(letter)]
    return size * sum(_WIDE if east_asian_width(letter) in "WF" else _NARROW for letter in letters)


def place_labels(circles: Sequence[Circle], size: float, area: tuple[int, int], *, most: int) -> list[Label]:
    """Labels of the first circles for which there is room, at most so many, in the order of the circles."""
    taken: list[Box] = []
    labels: list[Label] = []
    for place, circle in enumerate(circles):
        if len(labels) >= most:
            break
        others = [other for other in circles if other is not circle]
        found = _find_room(circle, size, area, taken=[*taken, *map(_around, others)])
        if found is None and place < _LARGEST:
            # The names of the largest matter more than a dot under them.
            large = [_around(other) for other in others if other.radius > _DOT]
            found = _find_room(circle, size, area, taken=[*taken, *large])
        if found:
            labels.append(found[0])
            taken.append(found[1])
    return labels


def _find_room(circle: Circle, size: float, area: tuple[int, int], *, taken: Sequence[Box]) -> tuple[Label, Box] | None:
    return next((pair for pair in _candidates(circle, size) if _is_free(pair[1], area, taken)), None)


def _is_free(box: Box, area: tuple[int, int], avoided: Iterable[Box]) -> bool:
    return _is_inside(box, area) and not any(_overlaps(box, other) for other in avoided)


def _around(circle: Circle) -> Box:
    reach = circle.radius * 0.9
    return circle.x - reach, circle.y - reach, circle.x + reach, circle.y + reach


def _candidates(circle: Circle, size: float) -> Iterable[tuple[Label, Box]]:
    if circle.words is None:
        return
    out, slant = circle.radius + _GAP, 0.7 * circle.radius + _GAP
    half = size * 0.62
    offsets: tuple[tuple[float, float, Anchor], ...] = (
        (out, 0, "start"),
        (-out, 0, "end"),
        (0, -out - half * 0.7, "middle"),
        (0, out + half * 0.7, "middle"),
        (slant, -slant, "start"),
        (slant, slant, "start"),
        (-slant, -slant, "end"),
        (-slant, slant, "end"),
    )
    width = text_width(circle.words, size)
    for across, down, anchor in offsets:
        x, y = circle.x + across, circle.y + down
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width
        yield Label(x, y, circle.words, anchor), (left, y - half, left + width, y + half)


def _is_inside(box: Box, area: tuple[int, int]) -> bool:
    return box[0] >= 2 and box[1] >= 2 and box[2] <= area[0] - 2 and box[3] <= area[1] - 2


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
