"""What kind of claim a trigger makes: asserted or not, new or background, in which context, by whose word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from habeas.lang.events import EventsTables
from habeas.lang.weights import Weights
from habeas.read.attribution import AttributionMatch, attribution_at, hedge_at
from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.line import Line
from habeas.read.mentions.scenery import Scenery, Thread
from habeas.read.mentions.spot import Time
from habeas.read.mentions.weigh import Signs, total

Doubt = Literal["alleged", "denied", "threatened"]
_ADDING = frozenset(["brings", "bringing", "brought", "raises", "raising", "raised", "takes", "taking"])
_SUMS = frozenset(["number", "total", "toll", "count"])
# How signs begin that say where in the report a trigger stands and what of its type was told before.
_RETELLING = ("before same", "told ", "line ", "long ", "kept ")
_AT = ("at", "during", "after")
_RUNNING = frozenset(["since", "far", "total", "toll", "altogether"])


@dataclass(frozen=True, slots=True)
class Cues:
    """Groups of cue words by word: `groups[word]` names the groups it stands in."""

    groups: dict[str, tuple[str, ...]]
    plans: tuple[str, ...]

    def of(self, words: Sequence[str]) -> list[str]:
        """The groups that any of the words stands in, in the order of the words: sums of floats depend on it."""
        return list(dict.fromkeys(group for word in words for group in self.groups.get(word, ())))


def index_cues(tables: EventsTables) -> Cues:
    """The cue tables, ready to look up."""
    groups: dict[str, tuple[str, ...]] = {}
    for group, words in tables.cues.items():
        for word in words:
            groups[word] = (*groups.get(word, ()), group)
    return Cues(groups, tables.plans)


def company_signs(candidates: Sequence[Candidate], position: int) -> Signs:
    """What other triggers of the same type stand around one: one happening often has several words."""
    own = candidates[position]
    kind, same = own.trigger.type, [other for other in candidates if other.trigger.type == own.trigger.type]
    before = [other for other in same if (other.line, other.trigger.first) < (own.line, own.trigger.first)]
    beside = [other for other in same if other.line == own.line and other is not own]
    nearest = min(beside, key=lambda other: abs(other.trigger.first - own.trigger.first), default=None)
    overlapping = [
        other.trigger.type
        for other in candidates
        if other is not own
        and other.line == own.line
        and other.trigger.first < own.trigger.last
        and own.trigger.first < other.trigger.last
    ]
    signs = [
        f"before same {kind} {min(3, len(before))}",
        f"beside same {kind} {min(3, len(beside))}",
        f"told {kind} {any(other.trigger.lemma == own.trigger.lemma for other in before)}",
        f"told {kind} {own.roles.reading} {bool(before)}",
        *(f"also {kind} {own.trigger.lemma} {other}" for other in overlapping),
    ]
    if nearest is not None:
        side = "left" if nearest.trigger.first < own.trigger.first else "right"
        counted = bool(nearest.people[0].quantity or nearest.people[0].single)
        gap = min(3, abs(nearest.trigger.first - own.trigger.first) // 4)
        signs += [
            f"nearest {kind} {side} {nearest.trigger.lemma}",
            f"nearest {kind} {side} {nearest.roles.reading} {own.roles.reading}",
            f"nearest {kind} {side} {gap} {counted}",
        ]
    return signs


def kept_signs(candidate: Candidate, kept: Sequence[Candidate]) -> Signs:
    """What has been taken for a claim before: the same happening is told once."""
    kind, lemma = candidate.trigger.type, candidate.trigger.lemma
    same = [other for other in kept if other.trigger.type == kind]
    here = [other for other in same if other.line == candidate.line]
    on_it = [
        other.trigger.type
        for other in kept
        if other.line == candidate.line and other.trigger.last > candidate.trigger.first
    ]
    others = dict.fromkeys(other.trigger.type for other in kept if other.line == candidate.line)
    return [
        f"kept {kind} {min(2, len(here))} {min(2, len(same) - len(here))}",
        f"kept {kind} {bool(here)} {candidate.roles.reading}",
        f"kept {lemma} {bool(here)} {bool(same)}",
        *(f"kept {lemma} after {other.trigger.lemma}" for other in same[-1:]),
        *(f"taken {kind} {lemma} {other}" for other in on_it),
        *(f"taken {kind} {other}" for other in on_it),
        *(f"kept {kind} beside {other}" for other in others),
    ]


def is_new_number(candidate: Candidate, kept: Sequence[Candidate]) -> bool:
    """Whether a candidate counts more than one person in a number that no claim of its type has told before."""
    number = candidate.people[0].quantity
    if number is None or (number.low or 0) < 2:
        return False
    same = [other for other in kept if other.trigger.type == candidate.trigger.type]
    told = [other.people[0].quantity for other in same]
    return not any(other.line == candidate.line for other in same) and not any(
        other is not None and (other.low, other.high) == (number.low, number.high) for other in told
    )


def drop_retelling(signs: Signs) -> Signs:
    """The signs without those that tell a happening from its retelling: a new number retells nothing."""
    return [sign for sign in signs if not sign.startswith(_RETELLING)]


def topic_signs(lines: Sequence[Line], candidate: Candidate, cues: Cues) -> Signs:
    """The words of the sentence and of the report, for what a claim is about."""
    trigger = candidate.trigger
    topics = Counter(group for word in lines[candidate.line].signs for group in cues.groups.get(word, ()))
    here = dict.fromkeys(lines[candidate.line].signs)
    near = lines[max(0, candidate.line - 3) : candidate.line + 4]
    around = dict.fromkeys(word for line in near for word in line.signs if len(word) > 3)
    return [
        "",
        f"type {trigger.type}",
        f"lemma {trigger.type} {trigger.lemma}",
        f"count {candidate.people[0].single > 0} {trigger.type}",
        *(f"topic {group} {min(3, count)}" for group, count in topics.items()),
        *(f"topic {trigger.type} {group}" for group in topics),
        *(f"here {word}" for word in here if len(word) > 2),
        *(f"here {trigger.type} {word}" for word in here if len(word) > 3),
        *(f"around {word}" for word in around),
    ]


def scope_signs(candidate: Candidate, time: Time | None, line: Line, *, cues: Cues, signs: Signs) -> Signs:
    """What speaks for background, a running total or a part, beside the trigger's own signs."""
    trigger, tokens = candidate.trigger, line.tokens.lower
    left = cues.of(tokens[max(0, trigger.first - 8) : trigger.first])
    right = cues.of(tokens[trigger.last : trigger.last + 8])
    people = candidate.people[0]
    first = people.words[0] if people.words else trigger.first
    ahead = " ".join(line.signs[max(0, first - 4) : first])
    return [
        *signs,
        *(f"left cue {group}" for group in left),
        *(f"right cue {group}" for group in right),
        *(f"ahead {word}" for word in ahead.split()),
        f"time {time is not None} {time.match.kind if time else None} {time.match.precision if time else None}",
        f"time {trigger.type} {time is not None}",
        f"age {time.age if time else None}",
        f"age {time.age if time else None} {candidate.roles.reading}",
        f"running {not _RUNNING.isdisjoint(tokens)} {trigger.type} {people.quantity is not None}",
        f"running {not _RUNNING.isdisjoint(tokens)} {candidate.roles.reading} {'have' in tokens or 'has' in tokens}",
    ]


def recency_signs(candidate: Candidate, thread: Thread, scope: Signs) -> Signs:
    """What speaks for a happening without a time being as recent as the report, beside the signs of scope."""
    told = "start" if not thread.told else "timed" if thread.time else "recent" if thread.is_recent else "unknown"
    apart = min(2, candidate.line - thread.line)
    kind, reading = candidate.trigger.type, candidate.roles.reading
    return [*scope, f"told {told} {apart}", f"told {told} {kind}", f"told {told} {reading}"]


def choose_speaker(candidate: Candidate, scenery: Scenery, weights: Weights) -> AttributionMatch | None:
    """Who asserts what the trigger says; None where the report itself does."""
    line, text = scenery.lines[candidate.line], scenery.text
    match = attribution_at(line.found.attributions, line.tokens.starts[candidate.trigger.first])
    if match is None:
        return None
    # "Reuters reported, citing police": whoever a medium passes on is named for no other reason.
    if is_denied(match, text) or match.is_passed_on:
        return match
    odds = total(speaker_signs(candidate, match, text), weights.decisions["speaker"]["yes"])
    return match if scenery.evidence.speaker(candidate, match, odds) > 0 else None


def find_hedge(candidate: Candidate, line: Line) -> AttributionMatch | None:
    """The hedge that weakens what the trigger says."""
    return hedge_at(line.found.attributions, line.tokens.starts[candidate.trigger.first])


def speaker_signs(candidate: Candidate, match: AttributionMatch, text: str) -> Signs:
    """What speaks for or against a covering attribution asserting the claim."""
    cue = text[match.cue[0] : match.cue[1]].lower() if match.cue else ""
    speaker = text[match.speaker[0] : match.speaker[1]] if match.speaker else ""
    head = speaker.split()[-1] if speaker.split() else ""
    trigger = candidate.trigger
    return [
        "",
        f"cue {cue}",
        f"cue {cue} {trigger.type}",
        f"head {head.lower() if head.islower() else len(head) > 0}",
        f"name {head[:1].isupper()} {len(speaker.split()) > 1}",
        f"direct {match.direct}",
        f"firmness {match.firmness}",
        f"type {trigger.type}",
        f"reading {candidate.roles.reading}",
        f"lemma {trigger.lemma}",
    ]


def modality_signs(
    speaker: AttributionMatch | None, hedge: AttributionMatch | None, scope: Signs, *, line: Line
) -> Signs:
    """What speaks for an allegation, a denial, a threat or a plan, beside the signs of scope."""
    return [
        *scope,
        f"speaker {speaker.firmness if speaker else None}",
        f"hedge {hedge.firmness if hedge else None}",
        *(f"word {word}" for word in dict.fromkeys(line.signs) if len(word) > 2),
    ]


def is_planned(candidate: Candidate, line: Line, cues: Cues) -> bool:
    """Whether words before the trigger put it in the future: "called for a march", "will be tried"."""
    first = candidate.trigger.first
    before = line.tokens.lower[max(0, first - 5) : first]
    kept = [
        word for word, tag in zip(before, line.sentence.tags[first - len(before) : first], strict=True) if tag != "D"
    ]
    phrases = {" ".join(kept), " ".join(kept[:-1])} if candidate.roles.reading == "noun" else {" ".join(kept)}
    return any(f" {phrase}".endswith(f" {plan}") for phrase in phrases for plan in cues.plans)


def find_doubt(candidate: Candidate, line: Line, tables: EventsTables) -> Doubt | None:
    """What a claim is at most whose words assert nothing: "were not killed", "could be killed", "unclear whether"."""
    tokens, first, possible = line.tokens.lower, candidate.trigger.first, tables.possible
    before = f" {' '.join(tokens[:first])} "
    if any(f" {words} " in before for words in tables.open):
        return "alleged"
    if any(f" {words} " in before for words in tables.withdrawn):
        return "denied"
    place = first - 1
    while place >= 0 and tokens[place] in possible.helping:
        place -= 1
    helping = tokens[place + 1 : first]
    if not set(possible.denying).isdisjoint(helping):
        return "denied"
    if place < 0 or tokens[place] not in possible.modals or candidate.roles.reading == "noun":
        return None
    return "threatened" if set(possible.past).isdisjoint(helping) else "alleged"


def is_total(candidate: Candidate, line: Line) -> bool:
    """Whether the number is said to be reached by adding up: "brings the number of people detained to"."""
    before = line.tokens.lower[max(0, candidate.trigger.first - 6) : candidate.trigger.first]
    return not _ADDING.isdisjoint(before) and not _SUMS.isdisjoint(before)


def is_setting(candidate: Candidate, line: Line) -> bool:
    """Whether a protest is only where something else was: a denial of that ("at Sunday's rally") leaves it standing."""
    if candidate.trigger.type != "attended" or candidate.people[0].quantity is not None:
        return False
    first = candidate.trigger.first - 1
    while first >= 0 and line.sentence.word(first) not in _AT and line.sentence.tags[first] in "DKNW":
        first -= 1
    return line.sentence.word(first) in _AT


def is_denied(speaker: AttributionMatch | None, text: str) -> bool:
    """Whether the speaker says that it did not happen: "denied that"."""
    if speaker is None or speaker.firmness != "denied" or speaker.cue is None:
        return False
    return text[speaker.cue[1] :].lstrip().startswith("that ")
