"""Capture histories: on which lists each person stands, the table that estimates of the unlisted start from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaptureTable:
    """How many people stand on exactly which lists.

    `counts` maps a pattern, one True or False a list in the order of `lists`, to a number of people above zero; the
    pattern of nobody's list is not in it.
    """

    lists: tuple[str, ...]
    counts: dict[tuple[bool, ...], int]

    @property
    def observed(self) -> int:
        """How many people stand on at least one list."""
        return sum(self.counts.values())
