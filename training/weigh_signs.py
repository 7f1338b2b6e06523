"""Make `habeas/lang/weights/<code>.json` from annotated claims: python -m training.weigh_signs CORPUS [--half build]

Each decision of the tables reader is a logistic regression over signs. It is fitted here by FTRL-proximal (McMahan et
al. 2013), which leaves most signs at zero; own code, since fifteen lines do it and no other part needs a library for
it. Names never become signs (`habeas.read.mentions.line`), and signs seen in fewer than `RAREST` texts are left out.
"""

import argparse
import hashlib
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from habeas.evaluate.claims import overlap, pair_claims
from habeas.gazetteer import open_gazetteer
from habeas.lang.language import Language, load_language
from habeas.lang.weights import Outcome
from habeas.model import CONTEXTS, MODALITIES, SCOPES
from habeas.read.attribution import attribution_at, hedge_at
from habeas.read.mentions import Kit, candidate_signs
from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.judge import modality_signs, recency_signs, scope_signs, speaker_signs, topic_signs
from habeas.read.mentions.line import Line
from habeas.read.mentions.locate import nowhere_signs, spot_signs, spots_in_reach
from habeas.read.mentions.people import People
from habeas.read.mentions.scenery import START, Scenery, Thread
from habeas.read.mentions.spot import Spot, Time
from habeas.read.mentions.timing import time_signs, times_in_reach, untimed_signs
from habeas.read.mentions.weigh import Signs
from habeas.read.reader import ReportReader, open_tables, survey_text
from training.own_articles import read_articles
from training.own_sentences import make_records

Json = dict[str, Any]
RAREST = 3
# How much a sentence of our own counts against one of the corpus, set by scoring each half with weights of the other:
# least where templates are simpler than news, and nothing for contexts, of which they have few.
OWN = 0.25
OWN_OF = {"place": 0.02, "time": 0.08, "scope": 0.12, "undated": 0.1, "speaker": 0.5, "context": 0.0}
EPOCHS = 6
ARTICLE_LENGTH = 1_500  # characters from which a text is an article
ARTICLE_TIMES = 3  # of 1, 3, 5 and 8 the best on the quarter that checks


@dataclass(frozen=True, slots=True)
class Fit:
    """How a decision is fitted: `reach` the learning rate, `sparsity` the L1 and `ridge` the L2 penalty."""

    reach: float = 0.15
    sparsity: float = 4.0
    ridge: float = 1.0


# Decisions with few examples for many signs keep only the strongest.
FITS: dict[str, Fit] = {
    "context": Fit(0.15, 7.0, 1.0),
    "modality": Fit(0.15, 4.0, 1.0),
    "scope": Fit(0.15, 5.0, 1.0),
    "undated": Fit(0.15, 5.0, 1.0),
    "place": Fit(0.15, 5.0, 10.0),
    "time": Fit(0.08, 4.0, 1.0),
    "claim": Fit(0.15, 2.5, 1.0),
}


# Signs and whether it was so, or the signs of each option and which are right; last how much the example counts.
Example = tuple[Signs, bool, float]
Choice = tuple[list[Signs], list[int], float]


@dataclass(slots=True)
class Lesson:
    """Examples of one outcome of one decision: signs and whether it was so."""

    examples: list[Example] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)


Lessons = dict[tuple[str, str], Lesson]


@dataclass(frozen=True, slots=True)
class Told:
    """One annotated claim with the candidate it is paired with; `thread` is the claim before it."""

    scenery: Scenery
    candidate: Candidate
    gold: Json
    signs: Signs
    thread: Thread
    is_dated: bool


def is_in_half(key: str, half: str | None) -> bool:
    """Whether a text belongs to the half that is built on, or to the one that checks."""
    if half is None:
        return True
    digit = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2
    return digit == ("build", "check").index(half)


def load_corpus(folder: Path, name: str, half: str | None) -> Iterator[Json]:
    """The texts of a corpus with their claims."""
    claims = {row["id"]: row["claims"] for row in map(json.loads, (folder / f"{name}.jsonl").open(encoding="utf-8"))}
    for row in map(json.loads, (folder / f"{name}.texts.jsonl").open(encoding="utf-8")):
        if is_in_half(row["id"], half):
            yield {**row, "claims": claims[row["id"]]}


def fit_lesson(lesson: Lesson, fit: Fit) -> Outcome:
    """The weights of the signs of one outcome, or of one choice."""
    return fit_choice(lesson, fit) if lesson.choices else fit_outcome(lesson, fit)


def fit_outcome(lesson: Lesson, fit: Fit) -> Outcome:
    """The weights of the signs of one outcome."""
    seen = Counter(sign for signs, _, _ in lesson.examples for sign in dict.fromkeys(signs))
    examples = [
        ([sign for sign in dict.fromkeys(signs) if seen[sign] >= RAREST], label, share)
        for signs, label, share in lesson.examples
    ]
    sums: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    order = random.Random(7)
    for _ in range(EPOCHS):
        order.shuffle(examples)
        for signs, label, share in examples:
            total = sum(_weight(sums[sign], squares[sign], fit) for sign in signs)
            slope = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))) - label
            _step(signs, slope * share, sums, squares=squares, fit=fit)
    fitted = {sign: round(_weight(sums[sign], squares[sign], fit), 2) for sign in sorted(sums)}
    return {sign: weight for sign, weight in fitted.items() if weight}


def fit_choice(lesson: Lesson, fit: Fit) -> Outcome:
    """The weights of the signs by which one of several options is chosen: a softmax over each choice."""
    seen = Counter(sign for options, _, _ in lesson.choices for sign in {sign for signs in options for sign in signs})
    choices = [
        ([[sign for sign in dict.fromkeys(signs) if seen[sign] >= RAREST] for signs in options], right, share)
        for options, right, share in lesson.choices
    ]
    sums: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    order = random.Random(7)
    for _ in range(EPOCHS):
        order.shuffle(choices)
        for options, right, counted in choices:
            totals = [sum(_weight(sums[sign], squares[sign], fit) for sign in signs) for signs in options]
            highest = max(totals)
            shares = [math.exp(total - highest) for total in totals]
            whole, good = sum(shares), sum(shares[index] for index in right)
            for index, (signs, share) in enumerate(zip(options, shares, strict=True)):
                slope = share / whole - (share / good if index in right else 0.0)
                _step(signs, slope * counted, sums, squares=squares, fit=fit)
    fitted = {sign: round(_weight(sums[sign], squares[sign], fit), 2) for sign in sorted(sums)}
    return {sign: weight for sign, weight in fitted.items() if weight}


def _step(signs: Signs, slope: float, sums: dict[str, float], *, squares: dict[str, float], fit: Fit) -> None:
    for sign in signs:
        weight = _weight(sums[sign], squares[sign], fit)
        shift = (math.sqrt(squares[sign] + slope * slope) - math.sqrt(squares[sign])) / fit.reach
        sums[sign] += slope - shift * weight
        squares[sign] += slope * slope


def _weight(total: float, square: float, fit: Fit) -> float:
    if abs(total) <= fit.sparsity:
        return 0.0
    shrunk = total - math.copysign(fit.sparsity, total)
    return -shrunk / ((0.5 + math.sqrt(square)) / fit.reach + fit.ridge)


def draft_claims(scenery: Scenery) -> list[tuple[int, Json]]:
    """Every candidate as the claim it would be, without place, time and speaker."""
    drafts = []
    for position, candidate in enumerate(scenery.candidates):
        line = scenery.lines[candidate.line]
        for people in candidate.people:
            bounds = _bounds(people)
            draft = {
                "type": candidate.trigger.type,
                "trigger": _words(scenery.text, line, (candidate.trigger.first, candidate.trigger.last)),
                "quantity": {"low": bounds[0], "high": bounds[1]} if bounds else None,
                "whom": _words(scenery.text, line, people.words),
            }
            drafts.append((position, draft))
    return drafts


def _words(text: str, line: Line, span: tuple[int, int] | None) -> str | None:
    return text[line.tokens.starts[span[0]] : line.tokens.ends[span[1] - 1]] if span else None


def _bounds(people: People) -> tuple[int | None, int | None] | None:
    if people.quantity is not None:
        return people.quantity.low, people.quantity.high
    return (people.single, people.single) if people.single else None


def learn_text(row: Json, scenery: Scenery, kit: Kit, lessons: Lessons) -> None:
    """The examples that one annotated text gives."""
    drafts = draft_claims(scenery)
    plain = [{**claim, "by": None, "speaker": None, "place": []} for claim in row["claims"]]
    pairs: dict[int, Json] = {}
    for i, j in sorted(pair_claims(plain, [draft for _, draft in drafts]), key=lambda pair: pair[1]):
        pairs.setdefault(drafts[j][0], row["claims"][i])
    thread = START
    for position, candidate in enumerate(scenery.candidates):
        kept = [scenery.candidates[before] for before in sorted(pairs) if before < position]
        signs = candidate_signs(scenery, position, kept)
        _add(lessons, "claim", candidate.trigger.type, signs=signs, so=position in pairs)
        if position in pairs:
            told = Told(scenery, candidate, pairs[position], signs, thread, row["date"] is not None)
            thread = learn_where_and_when(told, kit, lessons)
            learn_manner(told, thread, kit, lessons=lessons)


def learn_record(row: Json, scenery: Scenery, kit: Kit, lessons: Lessons) -> None:
    """The examples that one text of the corpus gives; articles are few, and count more than once."""
    for _ in range(ARTICLE_TIMES if len(row["text"]) > ARTICLE_LENGTH else 1):
        learn_text(row, scenery, kit, lessons)


def learn_where_and_when(told: Told, kit: Kit, lessons: Lessons) -> Thread:
    """The examples of one claim's place and time, and where they leave the thread."""
    scenery, candidate, thread, gold = told.scenery, told.candidate, told.thread, told.gold
    reach = spots_in_reach(candidate, scenery.spots, thread.spot)
    signs = [spot_signs(candidate, spot, scenery, words=kit.places, thread=thread) for spot in reach]
    spots = [spot for spot in reach if _is_place(scenery, spot, gold)]
    right = [1 + reach.index(spot) for spot in spots] or ([] if gold["place"] else [0])
    _add_choice(lessons, "place", "there", options=[nowhere_signs(candidate, reach, thread), *signs], right=right)
    when = times_in_reach(candidate, scenery.times, thread.time)
    signs = [time_signs(candidate, time, scenery, thread=thread) for time in when]
    times = [time for time in when if _is_time(time, gold)]
    right = [1 + when.index(time) for time in times] or [0]
    _add_choice(lessons, "time", "then", options=[untimed_signs(candidate, when, thread), *signs], right=right)
    near = [spot for spot in spots if spot.line == candidate.line] or spots
    chosen = thread.spot if thread.spot in spots else next(iter(near), None)
    return Thread(True, candidate.line, chosen, next(iter(times), None), gold["when"] is not None)


def learn_manner(told: Told, following: Thread, kit: Kit, *, lessons: Lessons) -> None:
    """The examples of one claim's speaker, scope, modality, context and recency."""
    scenery, candidate, gold = told.scenery, told.candidate, told.gold
    line = scenery.lines[candidate.line]
    position = line.tokens.starts[candidate.trigger.first]
    match = attribution_at(line.found.attributions, position)
    is_spoken = False
    if match is not None and match.speaker is not None:
        is_spoken = bool(gold["speaker"]) and overlap(
            gold["speaker"], scenery.text[slice(*(match.named or match.speaker))]
        )
        _add(lessons, "speaker", "yes", signs=speaker_signs(candidate, match, scenery.text), so=is_spoken)
    scope = scope_signs(candidate, following.time, line, cues=kit.cues, signs=told.signs)
    _add_all(lessons, "scope", gold["scope"], signs=scope, outcomes=SCOPES)
    hedge = hedge_at(line.found.attributions, position)
    modality = modality_signs(match if is_spoken else None, hedge, scope, line=line)
    _add_all(lessons, "modality", gold["modality"], signs=modality, outcomes=MODALITIES)
    topic = topic_signs(scenery.lines, candidate, kit.cues)
    _add_all(lessons, "context", gold["context"], signs=topic, outcomes=CONTEXTS)
    if told.is_dated and not (gold["when"] and gold["when"]["text"]):
        recency = recency_signs(candidate, told.thread, scope)
        right = "report" if gold["when"] else "null"
        _add_all(lessons, "undated", right, signs=recency, outcomes=("report", "null"))


def _is_place(scenery: Scenery, spot: Spot, gold: Json) -> bool:
    if not gold["place"]:
        return False
    return any(overlap(gold["place"][0], scenery.text[slice(*place[0])]) for place in spot.places)


def _is_time(time: Time, gold: Json) -> bool:
    when, match = gold["when"], time.match
    if when is None or when["text"] is None or match.first is None or match.last is None:
        return False
    return (when["start"], when["end"]) == (match.first.isoformat(), match.last.isoformat())


def _add(lessons: Lessons, decision: str, outcome: str, *, signs: Signs, so: bool) -> None:
    lessons.setdefault((decision, outcome), Lesson()).examples.append((signs, so, 1.0))


def _add_choice(lessons: Lessons, decision: str, outcome: str, *, options: list[Signs], right: list[int]) -> None:
    """A choice, left out where the right option is none of those there."""
    if right and len(options) > 1:
        lessons.setdefault((decision, outcome), Lesson()).choices.append((options, right, 1.0))


def _add_all(lessons: Lessons, decision: str, right: str, *, signs: Signs, outcomes: Iterable[str]) -> None:
    for outcome in outcomes:
        _add(lessons, decision, outcome, signs=signs, so=outcome == right)


def survey_row(row: Json, reader: ReportReader) -> Iterator[Scenery]:
    """What one annotated text holds, as the reader sees it."""
    published = date.fromisoformat(row["date"]) if row["date"] else None
    yield from survey_text(row["text"], published, reader)[1]


def learn_own(reader: ReportReader, lessons: Lessons) -> None:
    """Add what articles of our own teach, and sentences of our own, each counted less than one of the corpus."""
    for article in read_articles(reader.language):
        for scenery in survey_row(article, reader):
            learn_record(article, scenery, reader.kit, lessons)
    own: Lessons = {}
    for row in make_records():
        for scenery in survey_row(row, reader):
            learn_text(row, scenery, reader.kit, own)
    for key, lesson in own.items():
        share = OWN_OF.get(key[0], OWN)
        if share:
            target = lessons.setdefault(key, Lesson())
            target.examples += [(signs, so, share) for signs, so, _ in lesson.examples]
            target.choices += [(options, right, share) for options, right, _ in lesson.choices]


def fit_all(lessons: Lessons) -> dict[str, dict[str, Outcome]]:
    """The weights of every decision."""
    decisions: dict[str, dict[str, Outcome]] = {}
    for (decision, outcome), lesson in sorted(lessons.items(), key=lambda item: item[0]):
        decisions.setdefault(decision, {})[outcome] = fit_lesson(lesson, FITS.get(decision, Fit()))
    return decisions


def write_weights(path: Path, language: Language, decisions: dict[str, dict[str, Outcome]]) -> None:
    """The file of weights, one sign a line, in order."""
    content = {"language": language.code, "version": language.version, "decisions": decisions}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Fit the weights of one language and write its file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with train.jsonl and train.texts.jsonl")
    parser.add_argument("gazetteer", type=Path, help="folder of the gazetteer's index")
    parser.add_argument("--language", default="en")
    parser.add_argument("--half", choices=["build", "check"], help="fit on one half only, to check on the other")
    parser.add_argument("--output", type=Path, help="where to write (default: the language's own file)")
    options = parser.parse_args()
    language = load_language(options.language)
    reader = open_tables(language, open_gazetteer(options.gazetteer))
    lessons: Lessons = {}
    for row in load_corpus(options.corpus, "train", options.half):
        for scenery in survey_row(row, reader):
            learn_record(row, scenery, reader.kit, lessons)
    learn_own(reader, lessons)
    folder = Path(str(resources.files("habeas.lang.weights")))
    write_weights(options.output or folder / f"{language.code}.json", language, fit_all(lessons))


if __name__ == "__main__":
    main()
