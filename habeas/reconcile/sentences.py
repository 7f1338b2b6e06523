"""A report's own sentences as comparable words: no quotations, no letter case, every number alike.

Two reporters who quote the same speech have not copied each other, and a copy whose figures were updated or written out
is still a copy.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

from habeas.lang import list_languages, load_language
from habeas.model import Report

# What is no number gets at least this, so that it never equals one.
_NUMBER = 0
_FEWEST_WORDS = 5
# A longer stretch without a full stop (a list, a hostile text) is cut.
_MOST_WORDS = 80
_LONGEST_QUOTATION = 1500
_END = re.compile(r"\n|[.!?…]+[\"”’»)\]]*(?=\s)|[。！？]")
_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(
    rf"“[^”\n]{{1,{_LONGEST_QUOTATION}}}(?:”|$)|«[^»\n]{{1,{_LONGEST_QUOTATION}}}»|„[^“”\n]{{1,{_LONGEST_QUOTATION}}}[“”]"
    rf"|\"[^\"\n]{{1,{_LONGEST_QUOTATION}}}\"",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a report: characters `start` to `end`, and its words as numbers, 0 for any number."""

    start: int
    end: int
    words: tuple[int, ...]


def split_units(report: Report) -> tuple[Unit, ...]:
    """The sentences of a report that have enough words of its own to be compared, in order."""
    return tuple(unit for start, end in _stretches(report) for unit in _units(report.text, start, end))


def _stretches(report: Report) -> list[tuple[int, int]]:
    """What is read of a report; who is credited for a picture or a text is no part of what it says."""
    blocks = [(block.start, block.end) for block in report.blocks if block.kind not in ("credit", "dateline")]
    return blocks or [(0, len(report.text))]


def _units(text: str, start: int, end: int) -> Iterator[Unit]:
    quoted = [match.span() for match in _QUOTATION.finditer(text, start, end)]
    starts = [span[0] for span in quoted]
    at = start
    for stop in (*(match.end() for match in _END.finditer(text, start, end)), end):
        words: list[tuple[int, re.Match[str]]] = []
        for word in _WORD.finditer(text, at, stop):
            place = bisect_right(starts, word.start()) - 1
            if place < 0 or word.start() >= quoted[place][1]:
                words.append((_number_word(word.group().casefold()), word))
        yield from _cut(words)
        at = stop


def _cut(words: list[tuple[int, re.Match[str]]]) -> Iterator[Unit]:
    for first in range(0, len(words), _MOST_WORDS):
        part = words[first : first + _MOST_WORDS]
        kept = tuple(
            word
            for place, (word, _) in enumerate(part)
            if word != _NUMBER or not place or part[place - 1][0] != _NUMBER
        )
        if len(kept) >= _FEWEST_WORDS:
            yield Unit(part[0][1].start(), part[-1][1].end(), kept)


@lru_cache(maxsize=200_000)
def _number_word(word: str) -> int:
    if word[0].isdigit() or word in _numerals():
        return _NUMBER
    return _crc(word)


@cache
def _numerals() -> frozenset[str]:
    """The words that say a number in any language there is a file for."""
    found: set[str] = set()
    for code in list_languages():
        words = load_language(code).quantity.words
        found.update(words.numbers, words.hundred, words.scales, words.groups)
    return frozenset(found)


def _crc(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) or 1
