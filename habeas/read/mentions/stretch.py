"""Parts of a report with places of their own: between semicolons, and notes that open with the time of the clock."""

import re
from collections.abc import Sequence

from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.line import Line
from habeas.read.mentions.spot import Spot

_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")


def drop_places_of_others(candidate: Candidate, spots: Sequence[Spot], line: Line) -> Sequence[Spot]:
    """The places without those of other parts, where the trigger's own part names one: "In Omsk …; in Tomsk …"."""
    part = _part_around(line, candidate.trigger.first)
    own = [spot for spot in spots if spot.line == candidate.line and spot.first in part]
    if not own:
        return spots
    return own if _is_note(line) else [spot for spot in spots if spot.line != candidate.line or spot in own]


def _part_around(line: Line, token: int) -> range:
    """The tokens between the semicolons, or ends of the sentence, around one."""
    marks = [index for index, word in enumerate(line.tokens.lower) if word == ";"]
    first = max((mark for mark in marks if mark < token), default=-1)
    return range(first + 1, min((mark for mark in marks if mark > token), default=len(line.tokens)))


def _is_note(line: Line) -> bool:
    """Whether a sentence opens with the time of the clock, as in a log: "13:40 Omsk, nobody was held"."""
    return len(line.tokens) > 0 and _CLOCK.fullmatch(line.tokens.lower[0]) is not None
