"""Sentences of a passage: linear in the text's length, whatever the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from habeas.lang import Language
from habeas.lang.segment import SegmentTables

_CANDIDATE = re.compile(
    r"(?P<stop>[.!?…。！？؟۔]+)(?P<close>[\"'”’»)\]}]*)(?P<gap>\s*)|(?P<line>[\n\r\u2028\u2029]\s*)"
)
_WORD_BEFORE = re.compile(r"[\w.&'’-]*$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[]*(\w+)")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_WRITTEN_BEFORE = re.compile(r"\S*$")
_ADDRESS_MARKS = frozenset("./@:_")
_LINE_ENDS = "\n\r\u2028\u2029"
_OPENERS = "\"'“‘«([{"
_REACH = 40  # characters looked at on either side of a full stop: no abbreviation is longer


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters `start` to `end` of a passage treated as one unit of text."""

    start: int
    end: int


def split_segments(text: str, language: Language) -> list[Segment]:
    """Sentences of a text in order, without surrounding white space; the end of a paragraph ends a sentence."""
    segments: list[Segment] = []
    start = 0
    for end in (*_find_ends(text, language.segment), len(text)):
        segment = _trim(text, start, end)
        if segment.start < segment.end:
            segments.append(segment)
        start = end
    return segments


def _find_ends(text: str, tables: SegmentTables) -> Iterator[int]:
    start = 0
    quotes = _QuoteCount(text)
    for found in _CANDIDATE.finditer(text):
        end = _end_at(text, found, _Context(tables, start, quotes))
        if end is not None:
            yield end
            start = end


class _QuoteCount:
    """Counts straight quotation marks as reading goes on, each character once."""

    __slots__ = ("_count", "_position", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._count = 0

    def is_open_at(self, position: int) -> bool:
        """Whether a quotation is open at a position not before the last one asked for."""
        self._count += self._text.count('"', self._position, position)
        self._position = max(self._position, position)
        return self._count % 2 == 1


@dataclass(frozen=True, slots=True)
class _Context:
    tables: SegmentTables
    start: int
    quotes: _QuoteCount


def _end_at(text: str, found: re.Match[str], context: _Context) -> int | None:
    """Where a sentence ends at a full stop or line end, None where it goes on."""
    if found["line"] is not None:
        return None if _wraps(text, found) else found.start()
    gap = found["gap"]
    if found.end() == len(text) or (gap and _ends_line(gap)):
        return found.end("close")
    if not gap:
        return _end_without_space(text, found, context)
    return None if _goes_on(text, found, context) else found.end("close")


def _goes_on(text: str, found: re.Match[str], context: _Context) -> bool:
    """Whether a sentence goes on behind a full stop and a space."""
    after = _WORD_AFTER.match(text, found.end(), found.end() + _REACH)
    next_word = after[1] if after else ""
    if next_word[:1].islower() or _is_list_number(text, found, context.start):
        return True
    if found["stop"] != "." or found["close"]:
        return False
    return _is_abbreviation(_word_before(text, found), next_word, context.tables)


def _wraps(text: str, found: re.Match[str]) -> bool:
    """Whether a single line end stands inside a sentence: the next line goes on in lower case."""
    line = found["line"]
    return line.count("\n") + line.count("\u2029") < 2 and text[found.end() : found.end() + 1].islower()


def _ends_line(gap: str) -> bool:
    return any(mark in gap for mark in _LINE_ENDS)


def _word_before(text: str, found: re.Match[str]) -> str:
    word = _WORD_BEFORE.search(text, max(0, found.start() - _REACH), found.start())
    return word[0] if word else ""


def _is_abbreviation(before: str, after: str, tables: SegmentTables) -> bool:
    """Whether the full stop after `before` belongs to it, given the word that follows."""
    if before in tables.titles:
        return True
    if before in tables.before_numbers:
        return after[:1].isdigit()
    if before in tables.abbreviations or (len(before) > 1 and _ACRONYM.fullmatch(before)):
        return after not in tables.starters
    return len(before) == 1 and before.isupper() and after not in tables.starters


def _is_list_number(text: str, found: re.Match[str], start: int) -> bool:
    """Whether the sentence so far is only a number, as in "1. Minsk"."""
    return found.start() - start < _REACH and text[start : found.start()].strip().isdigit()


def _end_without_space(text: str, found: re.Match[str], context: _Context) -> int | None:
    """The end of a sentence whose next one follows without a space, as in `casualties.He`."""
    if not _is_plain_word(text, found):
        return None
    rest = text[found.end() : found.end() + 2]
    close = found["close"]
    if rest[:1].isupper():
        opens = close == '"' and not context.quotes.is_open_at(found.end("stop"))
        return found.end("stop") if opens else found.end("close")
    return found.end("close") if rest[:1] in _OPENERS and rest[1:2].isupper() else None


def _is_plain_word(text: str, found: re.Match[str]) -> bool:
    """Whether a word in lower case or a number stands before the full stop, not an address, a file name or initials."""
    written = _WRITTEN_BEFORE.search(text, max(0, found.start() - _REACH), found.start())
    word = _word_before(text, found)
    is_address = written is not None and not _ADDRESS_MARKS.isdisjoint(written[0])
    return not is_address and (word.isdigit() or (len(word) > 2 and word[1:].islower()))


def _trim(text: str, start: int, end: int) -> Segment:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Segment(start + left, max(start + left, end - (len(words) - len(words.rstrip()))))
