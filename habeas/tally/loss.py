"""What goes with each voice of what multipliers leave uncovered of a stretch: in all, by row, and by day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from habeas.tally.block import Shares, find_lows
from habeas.tally.constraint import Constraint
from habeas.tally.opened import Cell, Row
from habeas.tally.program import Number
from habeas.tally.proof import ONE

# Of a part: how many go with a voice, the rows that hold it, and whether the multipliers leave all of it uncovered.
LostPart = tuple[Number, Sequence[Row], bool]


class Loss:
    """What goes with a voice: in all, by row, of how many parts, and of how many that are covered in part."""

    __slots__ = ("by_row", "covered", "parts", "total")

    def __init__(self) -> None:
        self.total: Number = 0
        self.by_row: dict[Row, Number] = defaultdict(int)
        self.parts = 0
        self.covered = 0

    def count(self, lost: Iterable[LostPart], sign: int) -> None:
        """Count more parts, or with -1 no longer."""
        for number, rows, is_whole in lost:
            self.parts += sign
            self.total += sign * number
            self.covered += 0 if is_whole else sign
            for row in rows:
                self.by_row[row] += sign * number
                if not self.by_row[row]:
                    del self.by_row[row]


class Losses:
    """The losses of all voices, kept while days change."""

    __slots__ = ("_days", "by_voice")

    def __init__(self) -> None:
        self.by_voice: dict[str, Loss] = defaultdict(Loss)
        self._days: dict[int, dict[str, list[LostPart]]] = {}

    def put(self, day: int, lost: dict[str, list[LostPart]]) -> None:
        """Take in what now goes with the voices of a day."""
        for voice, parts in self._days.pop(day, {}).items():
            self.by_voice[voice].count(parts, -1)
            if not self.by_voice[voice].parts:
                del self.by_voice[voice]
        for voice, parts in lost.items():
            self.by_voice[voice].count(parts, 1)
        if lost:
            self._days[day] = lost

    def voices(self, day: int) -> Iterable[str]:
        """The voices that parts of a day rest on."""
        return self._days.get(day, ())

    def days(self, voice: str) -> list[int]:
        """The days of which parts rest on a voice."""
        return [day for day, voices in self._days.items() if voice in voices]


def lose_parts(shares: Shares, over: dict[Cell, list[Row]]) -> dict[str, list[LostPart]]:
    """What goes with each voice of uncovered parts, with the rows over each; 0 where others say as much."""
    lost: dict[str, list[LostPart]] = defaultdict(list)
    for part, weight in shares:
        assert not isinstance(part, Constraint)
        known = find_lows(part)
        for voice, rest in known.items():
            if voice is not None:
                number = known[None] - rest
                lost[voice].append((number, over[part.anchor] if number else (), weight is ONE or not number))
    return lost
