"""A passage's sentences with the candidates, places and times in them: what is weighed against each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.evidence import TABLES_ALONE, Evidence
from habeas.read.mentions.line import Line
from habeas.read.mentions.spot import Spot, Time


@dataclass(frozen=True, slots=True)
class Scenery:
    """A passage's sentences with everything in it that a happening may refer to."""

    text: str
    lines: Sequence[Line]
    candidates: Sequence[Candidate]
    spots: Sequence[Spot]
    times: Sequence[Time]
    evidence: Evidence = TABLES_ALONE


@dataclass(frozen=True, slots=True)
class Thread:
    """Place and time of the claim before, where there is one: the next often goes on with them.

    `is_recent` says whether a claim without a time is as recent as the report.
    """

    told: bool = False
    line: int = -1
    spot: Spot | None = None
    time: Time | None = None
    is_recent: bool = True


START = Thread()
