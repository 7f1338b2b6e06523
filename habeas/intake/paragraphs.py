"""Paragraphs of a text: at blank lines, and at every line end where the lines are not merely wrapped."""

import re

_WRAPPED_UP_TO = 120  # characters: mail and wire copy are wrapped at 60 to 100
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")


def split_paragraphs(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Start and end of each paragraph, without the white space around it."""
    if text.find("\n", start) < 0 and text.find("\r", start) < 0:
        whole = trim(text, start, len(text))
        return [whole] if whole[0] < whole[1] else []
    bounds: list[tuple[int, int]] = []
    position = start
    for match in (_BLANK if _is_wrapped(text[start:]) else _LINE).finditer(text, start):
        bounds.append(trim(text, position, match.start()))
        position = match.end()
    bounds.append(trim(text, position, len(text)))
    return [(first, last) for first, last in bounds if first < last]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without the white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str) -> bool:
    return all(len(line) <= _WRAPPED_UP_TO for line in text.split("\n"))
