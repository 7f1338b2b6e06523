"""Mentions of happenings by tables and weights: each names its words, and the assembler makes claims of them.

Another source of mentions (a trained model) replaces this module; what it gives, `EventMention`, stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from habeas.lang.events import EventsTables
from habeas.lang.language import Language
from habeas.lang.weights import Weights, load_weights
from habeas.model import CONTEXTS, MODALITIES, SCOPES, Context, EventType, Modality, Scope
from habeas.read.attribution import AttributionMatch
from habeas.read.mentions.candidate import Candidate, find_candidates, trigger_signs
from habeas.read.mentions.judge import (
    Cues,
    choose_speaker,
    company_signs,
    drop_retelling,
    find_doubt,
    find_hedge,
    index_cues,
    is_denied,
    is_new_number,
    is_planned,
    is_setting,
    is_total,
    kept_signs,
    modality_signs,
    recency_signs,
    scope_signs,
    topic_signs,
)
from habeas.read.mentions.line import Line
from habeas.read.mentions.locate import PlaceWords, choose_spot, find_spots, index_places
from habeas.read.mentions.people import Nouns, People, index_nouns, is_of_animals
from habeas.read.mentions.scenery import START, Scenery, Thread
from habeas.read.mentions.spot import Spot
from habeas.read.mentions.tag import Lexicon, build_lexicon
from habeas.read.mentions.timing import choose_time, find_times
from habeas.read.mentions.trigger import TriggerIndex, index_triggers
from habeas.read.mentions.weigh import Scales, Signs, build_scales, squash, total, weigh_outcomes
from habeas.read.quantity import QuantityMatch
from habeas.read.when import WhenMatch

Stretch = tuple[int, int]
_IN = ("in", "at", "near", "outside")
OUTCOMES: dict[str, tuple[str, ...]] = {
    "modality": MODALITIES,
    "scope": SCOPES,
    "context": CONTEXTS,
    "undated": ("report", "null"),
}


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words of a passage that assert one happening to one number of people, as characters `start` to `end`.

    `quantity` is the number the words say, `single` counts persons named without a number word. `places` are names,
    most specific first. `dated` says whether the happening is as recent as the report where `when` is None.
    """

    type: EventType
    trigger: Stretch
    quantity: QuantityMatch | None
    single: int
    whom: Stretch | None
    by: Stretch | None
    places: tuple[Stretch, ...]
    when: WhenMatch | None
    dated: bool
    attribution: AttributionMatch | None
    modality: Modality
    scope: Scope
    context: Context
    score: float


@dataclass(frozen=True, slots=True)
class Kit:
    """The tables of one language, ready to look up."""

    tables: EventsTables
    lexicon: Lexicon
    triggers: TriggerIndex
    nouns: Nouns
    places: PlaceWords
    cues: Cues
    weights: Weights
    scales: dict[str, Scales]


def build_kit(language: Language) -> Kit:
    """Everything this source of mentions looks up, built once."""
    tables, weights = language.events, load_weights(language.code)
    return Kit(
        tables=tables,
        lexicon=build_lexicon(tables),
        triggers=index_triggers(tables),
        nouns=index_nouns(tables),
        places=index_places(tables),
        cues=index_cues(tables),
        weights=weights,
        scales={decision: build_scales(outcomes) for decision, outcomes in weights.decisions.items()},
    )


def survey(text: str, lines: Sequence[Line], kit: Kit) -> Scenery:
    """The candidates, places and times of a passage."""
    candidates = find_candidates(lines, kit.triggers, nouns=kit.nouns, tables=kit.tables)
    return Scenery(text, lines, candidates, find_spots(lines, kit.places), find_times(lines))


def candidate_signs(scenery: Scenery, position: int, kept: Sequence[Candidate]) -> Signs:
    """Everything that speaks for or against one candidate being a claim, given those kept before it."""
    candidate = scenery.candidates[position]
    line = scenery.lines[candidate.line]
    signs = trigger_signs(line, candidate, lines=len(scenery.lines))
    signs = [*signs, *company_signs(scenery.candidates, position), *kept_signs(candidate, kept)]
    return drop_retelling(signs) if is_new_number(candidate, kept) else signs


def find_mentions(scenery: Scenery, kit: Kit) -> Iterator[EventMention]:
    """The mentions of a passage, in order: candidates that are likely claims."""
    thread, kept = START, list[Candidate]()
    for position, candidate in enumerate(scenery.candidates):
        signs = candidate_signs(scenery, position, kept)
        odds = total(signs, kit.weights.decisions["claim"][candidate.trigger.type])
        score = squash(scenery.evidence.claim(candidate, odds))
        if score > scenery.evidence.least:
            kept.append(candidate)
            thread, scope = _follow_thread(candidate, scenery, thread, kit=kit, signs=signs)
            manner = _judge_manner(scenery, candidate, kit, scope=scope)
            yield from _mentions_of(scenery, candidate, manner, (thread, kit), score=score)


def _follow_thread(
    candidate: Candidate, scenery: Scenery, thread: Thread, *, kit: Kit, signs: Signs
) -> tuple[Thread, Signs]:
    """Place and time of a claim, given those of the one before, and the signs of its scope."""
    decisions = kit.weights.decisions
    time = choose_time(candidate, scenery, thread, weights=decisions["time"]["then"])
    scope = scope_signs(candidate, time, scenery.lines[candidate.line], cues=kit.cues, signs=signs)
    recency = recency_signs(candidate, thread, scope)
    following = Thread(
        told=True,
        line=candidate.line,
        spot=choose_spot(candidate, scenery, thread, words=kit.places, weights=decisions["place"]["there"]),
        time=time,
        is_recent=_judge(scenery, candidate, "undated", kit=kit, signs=recency) == "report",
    )
    return following, scope


@dataclass(frozen=True, slots=True)
class _Manner:
    attribution: AttributionMatch | None
    modality: Modality
    scope: Scope
    context: Context


def _judge_manner(scenery: Scenery, candidate: Candidate, kit: Kit, *, scope: Signs) -> _Manner:
    line = scenery.lines[candidate.line]
    speaker = choose_speaker(candidate, scenery, kit.weights)
    hedge = find_hedge(candidate, line)
    modality = _judge(scenery, candidate, "modality", kit=kit, signs=modality_signs(speaker, hedge, scope, line=line))
    if modality == "asserted" and is_planned(candidate, line, kit.cues):
        modality = "planned"
    if modality == "asserted":
        modality = find_doubt(candidate, line, kit.tables) or modality
    if is_denied(speaker, scenery.text):
        modality = "asserted" if is_setting(candidate, line) else "denied"
    return _Manner(
        attribution=speaker,
        modality=modality,
        scope="cumulative" if is_total(candidate, line) else _judge(scenery, candidate, "scope", kit=kit, signs=scope),
        context=_judge(scenery, candidate, "context", kit=kit, signs=topic_signs(scenery.lines, candidate, kit.cues)),
    )


def _judge(scenery: Scenery, candidate: Candidate, decision: str, *, kit: Kit, signs: Signs) -> Any:
    """The likeliest outcome of one decision; of some alike the first."""
    chances = scenery.evidence.outcomes(candidate, decision, weigh_outcomes(signs, kit.scales[decision]))
    return max(OUTCOMES[decision], key=chances.__getitem__)


def _mentions_of(
    scenery: Scenery, candidate: Candidate, manner: _Manner, given: tuple[Thread, Kit], *, score: float
) -> Iterator[EventMention]:
    thread, kit = given
    line = scenery.lines[candidate.line]
    for people in scenery.evidence.people(candidate):
        if is_of_animals(people, line, kit.nouns):
            continue
        spot = _own_spot(scenery, candidate, people) or thread.spot
        for places in _split_places(candidate, people, spot, frame=_frame_of(scenery, spot)):
            yield EventMention(
                type=candidate.trigger.type,
                trigger=_characters(line, candidate.trigger.first, candidate.trigger.last),
                quantity=people.quantity,
                single=people.single,
                whom=_characters(line, *people.words) if people.words else None,
                by=scenery.evidence.agent(candidate, _agent(line, candidate)),
                places=places,
                when=thread.time.match if thread.time else None,
                dated=thread.is_recent,
                attribution=manner.attribution,
                modality=manner.modality,
                scope="subset" if people.is_part else manner.scope,
                context=manner.context,
                score=round(score, 3),
            )


def _own_spot(scenery: Scenery, candidate: Candidate, people: People) -> Spot | None:
    """The place right after one of several numbers: "12 people in Omsk and 7 in Tomsk"."""
    if people.chunk is None or len(candidate.people) < 2:
        return None
    sentence = scenery.lines[candidate.line].sentence
    last = sentence.chunks[people.chunk].last
    if sentence.word(last) not in _IN:
        return None
    here = (spot for spot in scenery.spots if spot.line == candidate.line)
    return next((spot for spot in here if 0 < spot.first - last <= 2), None)


def _frame_of(scenery: Scenery, spot: Spot | None) -> tuple[Stretch, ...]:
    """The wider place at the head of the spot's sentence: "In Belarus, thousands marched in Minsk"."""
    if spot is None:
        return ()
    line = scenery.lines[spot.line]
    for other in scenery.spots:
        at_head = other.line == spot.line and other is not spot and other.first <= 2 and line.sentence.word(0) in _IN
        is_wider = other.level >= max(2, spot.level) and other.last <= spot.first
        if at_head and is_wider and ";" not in line.tokens.lower[other.last : spot.first]:
            return other.places[0]
    return ()


def _split_places(
    candidate: Candidate, people: People, spot: Spot | None, *, frame: tuple[Stretch, ...]
) -> list[tuple[Stretch, ...]]:
    """One list of places for each claim: several where a plain list of places has no number."""
    if spot is None:
        return [()]
    if len(spot.places) > 1 and people.quantity is None and candidate.trigger.type == "attended":
        return [(*place, *frame) for place in spot.places]
    return [(*(span for place in spot.places for span in place), *frame)]


def _agent(line: Line, candidate: Candidate) -> Stretch | None:
    if candidate.roles.agent is None or candidate.trigger.type == "attended":
        return None
    chunk = line.sentence.chunks[candidate.roles.agent]
    first = chunk.first
    while first < chunk.last - 1 and line.sentence.tags[first] in "DQ":
        first += 1
    return _characters(line, first, chunk.last)


def _characters(line: Line, first: int, last: int) -> Stretch:
    return line.tokens.starts[first], line.tokens.ends[last - 1]
