"""Reprints: where one report repeats the words of an earlier one."""

from dataclasses import dataclass

from habeas.model.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the later report beside the stretch of the earlier one that it repeats."""

    later: Span
    earlier: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """That report `later` repeats words of report `earlier`, with the sentence that says so.

    `share`, 0 to 1, is how many of the later report's own words, quotations aside, stand in the earlier one;
    `passages` are in the order of the later report and do not overlap there. Where the times of publication do not
    settle which was first, `is_order_known` is false, and the ids decide.
    """

    earlier: str
    later: str
    share: float
    passages: tuple[Passage, ...]
    reason: str
    is_order_known: bool = True
