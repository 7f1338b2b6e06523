"""The only way to point at words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (Unicode code points, end excluded) of the text of one report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something, exactly as printed: `text` equals the report's text at `span`."""

    text: str
    span: Span
