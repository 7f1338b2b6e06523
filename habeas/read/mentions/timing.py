"""When a happening was: times in reach of its trigger, weighed; without one, the day of publication or not at all."""

from collections.abc import Sequence
from datetime import date

from habeas.lang.weights import Outcome
from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.line import Line, sign_at
from habeas.read.mentions.scenery import Scenery, Thread
from habeas.read.mentions.spot import Time
from habeas.read.mentions.weigh import Signs, total
from habeas.read.when import WhenMatch

_AGES = ((1, "day"), (7, "week"), (31, "month"), (366, "year"))

_OPENING = {"when", "as", "while"}
_RELATING = (("when",), ("in", "which"), ("during", "which"))
_MARKS = frozenset([",", ";", ":", "(", ")", "that"])
_CLAUSE = 12  # words of a relative clause before its verb


def find_times(lines: Sequence[Line]) -> list[Time]:
    """Every time of a passage with the tokens it takes up."""
    return [
        Time(number, *line.tokens.slice(match.start, match.end), match, _age(match, line.found.published))
        for number, line in enumerate(lines)
        for match in line.found.whens
    ]


def _age(match: WhenMatch, published: date | None) -> str:
    """How long before the report a time is, roughly."""
    if match.last is None or published is None:
        return "unknown"
    days = (published - match.last).days
    return "ahead" if days < 0 else next((name for limit, name in _AGES if days <= limit), "old")


def choose_time(candidate: Candidate, scenery: Scenery, thread: Thread, *, weights: Outcome) -> Time | None:
    """The time of a happening; None where none is likely."""
    times = times_in_reach(candidate, scenery.times, thread.time)
    if not times:
        return None
    frame = next((time for time in times if _frames(time, candidate, scenery)), None)
    if frame is not None:
        return frame
    signs = [time_signs(candidate, time, scenery, thread=thread) for time in times]
    totals = [total(option, weights) for option in (untimed_signs(candidate, times, thread), *signs)]
    sums = scenery.evidence.times(candidate, times, totals)
    chosen = sums.index(max(sums))
    return times[chosen - 1] if chosen else None


def _frames(time: Time, candidate: Candidate, scenery: Scenery) -> bool:
    """Whether a day at the head of the trigger's sentence rules it: "On Sunday, when …, 12 people were held"."""
    match, trigger = time.match, candidate.trigger
    if time.line != candidate.line or match.first is None or match.kind not in ("date", "relative"):
        return False
    sentence = scenery.lines[time.line].sentence
    if time.first > 0:
        return _relates(time, candidate, scenery)
    between = [sentence.word(token) for token in range(time.last, trigger.first) if sentence.tags[token] in "SL"]
    later = any(other.line == time.line and time.first < other.first < trigger.last + 6 for other in scenery.times)
    return match.precision == "day" and not later and set(between) <= _OPENING


def _relates(time: Time, candidate: Candidate, scenery: Scenery) -> bool:
    """Whether a clause on a time tells of the trigger: "the unrest of May 2019, in which 12 people died"."""
    words = scenery.lines[time.line].tokens.lower
    first = time.last + (words[time.last : time.last + 1] == (",",))
    opening = next((opening for opening in _RELATING if words[first : first + len(opening)] == opening), None)
    if opening is None or not first < candidate.trigger.first <= first + _CLAUSE:
        return False
    last = next((at for at in range(candidate.trigger.last, len(words)) if words[at] in _MARKS), len(words))
    return _MARKS.isdisjoint(words[first + len(opening) : candidate.trigger.first]) and not any(
        other.line == time.line and first <= other.first < last for other in scenery.times
    )


def untimed_signs(candidate: Candidate, times: Sequence[Time], thread: Thread) -> Signs:
    """What speaks for a happening having no time in the text."""
    kind, reading = candidate.trigger.type, candidate.roles.reading
    here = sum(time.line == candidate.line for time in times)
    told = "start" if not thread.told else "none" if thread.time is None else "some"
    return [
        "untimed",
        f"untimed {kind}",
        f"untimed {kind} {reading}",
        f"untimed here {min(2, here)} {told}",
        f"untimed told {told} {min(2, candidate.line - thread.line)}",
        f"untimed told {told} {kind}",
    ]


def times_in_reach(candidate: Candidate, times: Sequence[Time], told: Time | None) -> list[Time]:
    """The times of the trigger's sentence, of the two before it, of the first sentences, and of the claim before."""
    return [
        time
        for time in times
        if (0 <= candidate.line - time.line <= 2 or time is told or time.line < 3 <= candidate.line)
        and _is_placed(time)
    ]


def _is_placed(time: Time) -> bool:
    """Whether a time is known, or hangs on a happening; one that only lacks a publication date is no choice."""
    return time.match.first is not None or time.match.kind not in ("date", "relative", "duration")


def time_signs(candidate: Candidate, time: Time, scenery: Scenery, *, thread: Thread) -> Signs:
    """What speaks for or against a time being that of the trigger's happening."""
    line, times = scenery.lines[time.line], scenery.times
    trigger, match = candidate.trigger, time.match
    apart = min(3, candidate.line - time.line)
    is_long = len(scenery.lines) > 6
    lead = sign_at(line, time.first)
    before, after = sign_at(line, time.first - 1), sign_at(line, time.last)
    sentence_tags = line.sentence.tags[time.last : trigger.first] if apart == 0 else ""
    known = "none" if match.first is None else "day" if match.first == match.last else "span"
    signs = [
        "",
        f"apart {apart} {known}",
        f"long {is_long} {apart} {known}",
        f"long {is_long} {apart} {len(times) > 1 and time is times[0]} {thread.time is time}",
        f"kind {match.kind} {known} {apart == 0}",
        f"lead {lead} {apart == 0}",
        f"lead {lead} {known}",
        f"before {before}",
        f"after {after}",
        f"vague {match.vague}",
        f"precision {match.precision} {apart == 0}",
        f"type {trigger.type} {known} {apart}",
        f"start {time.first == 0} {apart}",
        f"front {time.first == 0} {lead} {known}",
        f"front {time.first == 0} {sum(sentence_tags.count(letter) for letter in 'SL')}",
        f"many {min(3, len(times))} {apart}",
        *_thread_signs(candidate, time, thread),
    ]
    return [*signs, *_near_signs(candidate, time, line, times=times)] if apart == 0 else signs


def _thread_signs(candidate: Candidate, time: Time, thread: Thread) -> Signs:
    """Whether the claim before was at that time, at another or at none."""
    if not thread.told:
        return ["thread start"]
    same = "same" if thread.time == time else "other" if thread.time else "none"
    apart, here = min(2, candidate.line - thread.line), time.line == candidate.line
    return [f"thread {same} {apart} {here}", f"thread {same} {candidate.trigger.type} {here}"]


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
