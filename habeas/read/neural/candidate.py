"""Triggers that only the model finds, as candidates beside those of the tables."""

from bisect import bisect_right
from itertools import chain

from habeas.model import EventType
from habeas.read.mentions.candidate import NOBODY, Candidate
from habeas.read.mentions.line import Line
from habeas.read.mentions.people import People
from habeas.read.mentions.roles import Roles
from habeas.read.mentions.scenery import Scenery
from habeas.read.mentions.trigger import Trigger
from habeas.read.neural.people import model_people
from habeas.read.neural.scores import PassageScores, Stretch

LEAST = 0.25  # a trigger less likely is not even weighed


def add_candidates(scenery: Scenery, scores: PassageScores) -> list[Candidate]:
    """The candidates of both, in the order of the text."""
    taken: dict[tuple[int, EventType], list[Trigger]] = {}
    for candidate in scenery.candidates:
        taken.setdefault((candidate.line, candidate.trigger.type), []).append(candidate.trigger)
    added: list[Candidate] = []
    starts = [line.start for line in scenery.lines]
    for span, kind in scores.triggers((scenery.lines[0].start, scenery.lines[-1].end), LEAST):
        number = bisect_right(starts, span[0]) - 1
        if number < 0 or span[1] > scenery.lines[number].end:
            continue
        line = scenery.lines[number]
        first, last = line.tokens.slice(*span)
        others = taken.setdefault((number, kind), [])
        if first < last and not any(other.first < last and first < other.last for other in others):
            trigger = Trigger(kind, first, last, "", frozenset())
            others.append(trigger)
            added.append(Candidate(number, trigger, Roles("noun"), (_people(line, span, scores),)))
    return sorted(chain(scenery.candidates, added), key=_position)


def _people(line: Line, span: Stretch, scores: PassageScores) -> People:
    anchor = scores.anchor_in(span)
    return model_people(line, anchor, scores) if anchor else NOBODY


def _position(candidate: Candidate) -> tuple[int, int]:
    return candidate.line, candidate.trigger.first
