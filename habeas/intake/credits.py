"""Where picture credits stand in a text; the words are in captions.yml."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter

from habeas.intake.paragraphs import trim
from habeas.ontology.table import read_table

_INSIDE = r"[^\[\]()\n]"
_NAME = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]*)"
_TAIL = 200  # characters; a credit without brackets stands at the end of its paragraph
_SENTENCE_END = r"(?<=[.!?…\"”’'»])"


class CreditPatterns(NamedTuple):
    """What finds a credit, or the start of a caption: each holds one of `hints`, in lower case."""

    hints: tuple[str, ...]
    anywhere: re.Pattern[str]
    at_end: re.Pattern[str]
    caption_start: re.Pattern[str]
    file_mark: re.Pattern[str]


@cache
def credit_patterns() -> CreditPatterns:
    """The patterns built from the tables of captions.yml."""
    tables = read_table("captions.yml", TypeAdapter(dict[str, list[str]]), "intake")
    agency, label = _either(tables["agencies"]), _either(tables["labels"])
    joint, starts = _either(tables["joints"]), _either(tables["caption_starts"])
    return CreditPatterns(
        hints=_hints((*tables["labels"], *tables["caption_starts"])),
        anywhere=re.compile(
            rf"[\[(]\s*(?i:{label})(?:\s*[:–—/-]|\s+(?i:{joint})\b){_INSIDE}{{0,150}}[\])]"
            rf"|[\[(]\s*{agency}\s*(?:/|\s(?i:photo)\b){_INSIDE}{{0,120}}[\])]"
            rf"|[\[(]{_INSIDE}{{1,80}}?(?:/\s?|\bvia ){agency}(?:(?:/| via ){agency})*\.?[\])]"
        ),
        at_end=re.compile(
            rf"(?:(?:{_SENTENCE_END}\s*|^\s*)(?:"
            rf"(?i:{label})(?:\s*:|\s+(?i:{joint})\b)\s?[^\n.!?]{{1,100}}"
            rf"|(?:{_NAME}[ ,]{{1,2}}){{0,4}}{_NAME}\s?(?:/|\bvia\s)\s?{agency}(?:(?:/| via ){agency})*)"
            rf"|\s{label}:\s[^\n.!?]{{1,100}}"
            rf"|\[(?:{_INSIDE}{{1,60}}[:/]\s?)?{agency}\]"
            rf"|\bREUTERS/{_INSIDE}{{1,60}})\.?$"
        ),
        caption_start=re.compile(rf"(?:{starts})\s"),
        file_mark=re.compile(r"-?\s?\bFILE [-–—] "),
    )


def find_credits(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each credit in one paragraph, in order."""
    patterns = credit_patterns()
    found = [match.span() for match in patterns.anywhere.finditer(text, start, end)]
    last = found[-1][1] if found else start
    shift = max(last, end - _TAIL)
    tail = patterns.at_end.search(text[shift:end])
    if tail is not None and (tail.start() > 0 or shift == last):
        found.append((trim(text, tail.start() + shift, end)[0], end))
    return found


def may_hold_credit(text: str) -> bool:
    """Whether it is worth looking: nine of ten reports hold no credit, and this is ten times as quick."""
    lowered = text.lower()
    return any(map(lowered.__contains__, credit_patterns().hints))


def _hints(words: Sequence[str]) -> tuple[str, ...]:
    """One word of each entry of the tables, and the marks between the parts of a credit."""
    longest = {max(word.lower().split(), key=len).rstrip(":,") for word in words}
    shortest = {word for word in longest if not any(other in word for other in longest - {word})}
    return ("/", "[", " via ", *sorted(shortest))


def _either(words: Sequence[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in longest_first) + ")"
