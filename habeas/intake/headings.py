"""Headings: short paragraphs without final punctuation that stand before a paragraph of sentences."""

import re
from itertools import chain, zip_longest

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
    punctuated = _is_punctuated(text, paragraphs)
    lines = [punctuated and _looks_like_heading(text, blocks) for blocks in paragraphs]
    following = _next_bodies(paragraphs)
    marked: list[Block] = []
    for index, blocks in enumerate(paragraphs):
        headed = _headed(index, lines, following) if lines[index] else None
        if headed is not None and _reads_on(text, paragraphs[headed]):
            marked.append(Block("heading", blocks[0].start, blocks[0].end))
        else:
            marked += blocks
    return marked


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
    """Whether long paragraphs end in a full stop: where an archive has dropped them, short ones are no headings.

    One above a picture does not count: it may go on below.
    """
    whole = [blocks for blocks, below in zip_longest(paragraphs, paragraphs[1:]) if not below or _has_body(below)]
    long = [blocks for blocks in whole if _has_body(blocks) and _is_long(blocks)]
    return sum(_ends_sentence(text, blocks) for blocks in long) >= 0.7 * len(long)


def _ends_sentence(text: str, blocks: list[Block]) -> bool:
    last = next(block for block in reversed(blocks) if block.kind == "body")
    return text[last.start : last.end].rstrip(_CLOSERS)[-1:] in tuple(".!?…:。！？")


def _reads_on(text: str, blocks: list[Block]) -> bool:
    """Whether a paragraph is of sentences; a long one may end in the middle of one, where a picture stood."""
    return _is_long(blocks) or _ends_sentence(text, blocks)


def _is_long(blocks: list[Block]) -> bool:
    return blocks[-1].end - blocks[0].start > _LONGEST


def _has_body(blocks: list[Block]) -> bool:
    return any(block.kind == "body" for block in blocks)
