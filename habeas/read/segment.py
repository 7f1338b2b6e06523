"""Sentences of a passage."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters `start` to `end` of a passage treated as one unit of text."""

    start: int
    end: int


def split_segments(text: str) -> list[Segment]:
    """Sentences of a text in order, without surrounding white space; paragraphs end a sentence."""
    raise NotImplementedError
