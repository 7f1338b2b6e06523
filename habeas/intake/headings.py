"""Headings: short paragraphs without final punctuation that stand before a paragraph of sentences."""

import re
from itertools import chain

from habeas.model import Block

_LONGEST = 150  # characters; a headline of a wire is at most 110
_FINAL = ".!?…:;,。！？"
_CLOSERS = "\"'”’»)]*_ "
_BULLET = re.compile(r"[-–—•·*▪●]\s|\d+[.)]\s")
_FIGURE = re.compile(r"[:–—-]\s*\d[\d,. ]*$")  # a line of a list: "Moscow: 320"


def mark_headings(text: str, paragraphs: list[list[Block]]) -> list[Block]:
    """All blocks in order, body paragraphs that head others marked as headings."""
    if len(paragraphs) < 2:
        return list(chain.from_iterable(paragraphs))
    following = _next_bodies(paragraphs)
    goes_on = [_goes_on(text, paragraphs, index, following[index]) for index in range(len(paragraphs))]
    if not _is_punctuated(text, _whole_paragraphs(paragraphs, goes_on)):
        return list(chain.from_iterable(paragraphs))
    lines = _find_lines(text, paragraphs, goes_on)
    marked: list[Block] = []
    for index, blocks in enumerate(paragraphs):
        headed = _headed(index, lines, following) if lines[index] else None
        if headed is not None and (goes_on[headed] or _ends_sentence(text, paragraphs[headed])):
            marked.append(Block("heading", blocks[0].start, blocks[0].end))
        else:
            marked += blocks
    return marked


def _whole_paragraphs(paragraphs: list[list[Block]], goes_on: list[bool]) -> list[list[Block]]:
    """The paragraphs with body that no picture cuts in two."""
    return [blocks for blocks, cut in zip(paragraphs, goes_on, strict=True) if not cut and _has_body(blocks)]


def _find_lines(text: str, paragraphs: list[list[Block]], goes_on: list[bool]) -> list[bool]:
    """For each paragraph whether it is a line that may be a heading."""
    return [not cut and _looks_like_heading(text, blocks) for blocks, cut in zip(paragraphs, goes_on, strict=True)]


def _goes_on(text: str, paragraphs: list[list[Block]], index: int, below: int | None) -> bool:
    """Whether a picture cuts the paragraph in two: below the picture it goes on in small letters."""
    if below is None or below == index + 1 or not _has_body(paragraphs[index]):
        return False
    return text[paragraphs[below][0].start].islower()


def _headed(index: int, lines: list[bool], following: list[int | None]) -> int | None:
    """The paragraph below a short line: two short lines in a row are a list, but for title and subtitle at the top."""
    below = following[index]
    if index == 0 and below is not None and lines[below]:
        return following[below]
    return None if index > 1 and lines[index - 1] else below


def _next_bodies(paragraphs: list[list[Block]]) -> list[int | None]:
    """For each paragraph the next one that has body."""
    found: list[int | None] = []
    below: int | None = None
    for index in reversed(range(len(paragraphs))):
        found.append(below)
        below = index if _has_body(paragraphs[index]) else below
    return found[::-1]


def _looks_like_heading(text: str, blocks: list[Block]) -> bool:
    block = blocks[0]
    if len(blocks) != 1 or block.kind != "body" or block.end - block.start > _LONGEST:
        return False
    words = text[block.start : block.end]
    bare = words.rstrip(_CLOSERS)
    return (
        bool(bare)
        and bare[-1] not in _FINAL
        and "\n" not in words
        and not words[0].islower()
        and _BULLET.match(words) is None
        and _FIGURE.search(bare) is None
    )


def _is_punctuated(text: str, paragraphs: list[list[Block]]) -> bool:
    """Whether long paragraphs end in a full stop: where an archive has dropped them, short ones are no headings."""
    long = [blocks for blocks in paragraphs if blocks[-1].end - blocks[0].start > _LONGEST]
    return sum(_ends_sentence(text, blocks) for blocks in long) >= 0.7 * len(long)


def _ends_sentence(text: str, blocks: list[Block]) -> bool:
    last = next(block for block in reversed(blocks) if block.kind == "body")
    return text[last.start : last.end].rstrip(_CLOSERS)[-1:] in tuple(".!?…:。！？")


def _has_body(blocks: list[Block]) -> bool:
    return any(block.kind == "body" for block in blocks)
