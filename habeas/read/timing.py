"""When a happening was: times in reach of its trigger, weighed; without one, the day of publication or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.lang.weights import Outcome
from habeas.read.candidate import Candidate
from habeas.read.line import Line, sign_at
from habeas.read.weigh import Signs, weigh
from habeas.read.when import WhenMatch


@dataclass(frozen=True, slots=True)
class Time:
    """A time of sentence `line`, as tokens of it."""

    line: int
    first: int
    last: int
    match: WhenMatch


def find_times(lines: Sequence[Line]) -> list[Time]:
    """Every time of a passage with the tokens it takes up."""
    return [
        Time(number, *line.tokens.slice(match.start, match.end), match)
        for number, line in enumerate(lines)
        for match in line.found.whens
    ]


def choose_time(candidate: Candidate, times: Sequence[Time], lines: Sequence[Line], *, weights: Outcome) -> Time | None:
    """The time of a happening; None where none is likelier than not."""
    best, highest = None, 0.5
    for time in times_in_reach(candidate, times):
        chance = weigh(time_signs(candidate, time, lines, times=times), weights)
        if chance > highest:
            best, highest = time, chance
    return best


def times_in_reach(candidate: Candidate, times: Sequence[Time]) -> list[Time]:
    """The times of the trigger's sentence and of the two before it."""
    return [time for time in times if 0 <= candidate.line - time.line <= 2]


def time_signs(candidate: Candidate, time: Time, lines: Sequence[Line], *, times: Sequence[Time]) -> Signs:
    """What speaks for or against a time being that of the trigger's happening."""
    line, trigger, match = lines[time.line], candidate.trigger, time.match
    apart = candidate.line - time.line
    lead = sign_at(line, time.first)
    before, after = sign_at(line, time.first - 1), sign_at(line, time.last)
    known = "none" if match.first is None else "day" if match.first == match.last else "span"
    signs = [
        "",
        f"apart {apart} {known}",
        f"kind {match.kind} {known} {apart == 0}",
        f"lead {lead} {apart == 0}",
        f"lead {lead} {known}",
        f"before {before}",
        f"after {after}",
        f"vague {match.vague}",
        f"precision {match.precision} {apart == 0}",
        f"type {trigger.type} {known} {apart}",
        f"start {time.first == 0} {apart}",
        f"many {min(3, len(times))} {apart}",
    ]
    return [*signs, *_near_signs(candidate, time, line, times=times)] if apart == 0 else signs


def _near_signs(candidate: Candidate, time: Time, line: Line, *, times: Sequence[Time]) -> Signs:
    trigger, tags = candidate.trigger, line.sentence.tags
    if time.first <= trigger.first < time.last:
        return ["within"]
    is_after = time.first >= trigger.last
    between = tags[trigger.last : time.first] if is_after else tags[time.last : trigger.first]
    verbs = min(2, sum(between.count(letter) for letter in "VEG"))
    clauses = min(2, sum(between.count(letter) for letter in "SL"))
    side = "right" if is_after else "left"
    distance = min(5, (len(between) + 2) // 3)
    reading = candidate.roles.reading
    nearest = not any(
        other is not time
        and other.line == time.line
        and abs(other.first - trigger.first) < abs(time.first - trigger.first)
        for other in times
    )
    return [
        f"{side} {distance}",
        f"{side} {distance} {reading}",
        f"{side} verbs {verbs} clauses {clauses}",
        f"{side} {trigger.type} {verbs} {clauses}",
        f"{side} {reading} {verbs} {clauses}",
        f"{side} comma {',' in between} {verbs}",
        f"{side} nearest {nearest} {clauses}",
        f"{side} {time.match.kind} {verbs} {clauses}",
        f"{side} {sign_at(line, time.first)} {verbs}",
    ]
