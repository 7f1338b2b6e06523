"""How much the model's word counts beside the tables': fitted on texts that neither has learned from.

The tables' weights and the model that are blended here must both come from the other texts (`training.split`), or
each would seem surer than it is. What is fitted is a handful of numbers: logistic regressions over two log odds.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from habeas.evaluate.claims import pair_claims
from habeas.lang.weights import Outcome, Weights
from habeas.read.attribution import attribution_at
from habeas.read.mentions import candidate_signs
from habeas.read.mentions.line import Line
from habeas.read.mentions.locate import spots_in_reach
from habeas.read.mentions.scenery import START, Scenery, Thread
from habeas.read.mentions.timing import times_in_reach
from habeas.read.mentions.weigh import squash, total
from habeas.read.neural.opinion import ModelEvidence
from habeas.read.reader import ReportReader
from training.weigh_signs import (
    Example,
    Lesson,
    Lessons,
    Told,
    draft_claims,
    learn_manner,
    learn_where_and_when,
    survey_row,
)

Json = dict[str, Any]
OUTCOMES = ("modality", "scope", "context", "undated")
FLOOR = 1e-4
YES = {"claim": ("tables", "model"), "claim by model": ("model",), "speaker": ("tables", "model")}
ChoiceSeen = tuple[Sequence[float], Sequence[float | None], Sequence[int]]


@dataclass(slots=True)
class Seen:
    """Examples by decision: of yes or no, of a choice among several, of an outcome among a few."""

    yes: dict[str, list[tuple[tuple[float, ...], bool]]] = field(default_factory=dict)
    choices: dict[str, list[ChoiceSeen]] = field(default_factory=dict)
    outcomes: dict[str, list[tuple[list[tuple[float, float]], int]]] = field(default_factory=dict)


def look(records: Iterable[Json], reader: ReportReader) -> Seen:
    """What tables and model say of each decision in annotated texts, and what is right."""
    seen = Seen()
    for record in records:
        for scenery in survey_row(record, reader):
            _look_at(record, scenery, reader, seen=seen)
    return seen


def _look_at(record: Json, scenery: Scenery, reader: ReportReader, *, seen: Seen) -> None:
    evidence = scenery.evidence
    assert isinstance(evidence, ModelEvidence), "the model reads along"
    weights = reader.kit.weights
    pairs = _pair(record, scenery)
    thread = START
    for position, candidate in enumerate(scenery.candidates):
        kept = [scenery.candidates[before] for before in sorted(pairs) if before < position]
        signs = candidate_signs(scenery, position, kept)
        tables = total(signs, weights.decisions["claim"][candidate.trigger.type])
        odds = evidence.claim_odds(candidate)
        kind, values = ("claim", (tables, odds)) if candidate.trigger.lemma else ("claim by model", (odds,))
        seen.yes.setdefault(kind, []).append((values, position in pairs))
        if position in pairs:
            told = Told(scenery, candidate, pairs[position], signs, thread, record["date"] is not None)
            thread = _look_closer(told, evidence, reader, seen=seen)


def _pair(record: Json, scenery: Scenery) -> dict[int, Json]:
    """The annotated claim of each candidate that has one."""
    drafts = draft_claims(scenery)
    plain = [{**claim, "by": None, "speaker": None, "place": []} for claim in record["claims"]]
    pairs: dict[int, Json] = {}
    for i, j in sorted(pair_claims(plain, [draft for _, draft in drafts]), key=lambda pair: pair[1]):
        pairs.setdefault(drafts[j][0], record["claims"][i])
    return pairs


def _look_closer(told: Told, evidence: ModelEvidence, reader: ReportReader, *, seen: Seen) -> Thread:
    """The decisions about one claim; where they leave the thread."""
    candidate, scenery, weights = told.candidate, told.scenery, reader.kit.weights
    lessons: Lessons = {}
    following = learn_where_and_when(told, reader.kit, lessons)
    learn_manner(told, following, reader.kit, lessons=lessons)
    spots = spots_in_reach(candidate, scenery.spots, told.thread.spot)
    times = times_in_reach(candidate, scenery.times, told.thread.time)
    odds = evidence.speaker_odds
    for signs, so, _ in _examples(lessons, "speaker", "yes"):
        match = attribution_at(_line(told).found.attributions, _start(told))
        model = odds(candidate, match) if match else None
        if model is not None:
            seen.yes.setdefault("speaker", []).append(((total(signs, weights.decisions["speaker"]["yes"]), model), so))
    if evidence.knows(candidate):
        _add_choice(
            seen,
            "place",
            lessons.get(("place", "there")),
            weights.decisions["place"]["there"],
            odds=evidence.place_odds(candidate, spots),
        )
        _add_choice(
            seen,
            "when",
            lessons.get(("time", "then")),
            weights.decisions["time"]["then"],
            odds=evidence.time_odds(candidate, times),
        )
        for decision in OUTCOMES:
            _add_outcome(seen, decision, told, lessons=lessons, weights=weights)
    return following


def _examples(lessons: Lessons, decision: str, outcome: str) -> list[Example]:
    lesson = lessons.get((decision, outcome))
    return lesson.examples if lesson else []


def _line(told: Told) -> Line:
    return told.scenery.lines[told.candidate.line]


def _start(told: Told) -> int:
    return _line(told).tokens.starts[told.candidate.trigger.first]


def _add_choice(
    seen: Seen, name: str, lesson: Lesson | None, weights: Outcome, *, odds: Sequence[float | None]
) -> None:
    for options, right, _ in lesson.choices if lesson else ():
        seen.choices.setdefault(name, []).append(([total(option, weights) for option in options], odds, right))


def _add_outcome(seen: Seen, decision: str, told: Told, *, lessons: Lessons, weights: Weights) -> None:
    names = [outcome for kind, outcome in lessons if kind == decision]
    evidence = told.scenery.evidence
    assert isinstance(evidence, ModelEvidence), "the model reads along"
    model = evidence.outcome_odds(told.candidate, decision, names)
    if not names or model is None:
        return
    examples = [_examples(lessons, decision, name)[0] for name in names]
    chances = [
        squash(total(signs, weights.decisions[decision][name]))
        for name, (signs, _, _) in zip(names, examples, strict=True)
    ]
    rows = [(math.log(max(chance, FLOOR)), odds) for chance, odds in zip(chances, model, strict=True)]
    right = [so for _, so, _ in examples]
    if any(right):
        seen.outcomes.setdefault(decision, []).append((rows, right.index(True)))


def fit_blend(seen: Seen) -> dict[str, dict[str, float]]:
    """The numbers of every decision."""
    numbers = {name: _fit_yes(rows, names) for name, names in YES.items() if (rows := seen.yes.get(name))}
    numbers |= {name: _fit_choice(rows) for name, rows in seen.choices.items()}
    return numbers | {name: _fit_outcome(rows) for name, rows in seen.outcomes.items()}


def _fit_yes(rows: Sequence[tuple[tuple[float, ...], bool]], names: Sequence[str]) -> dict[str, float]:
    values = torch.tensor([[1.0, *values] for values, _ in rows])
    right = torch.tensor([float(so) for _, so in rows])

    def loss(weights: Tensor) -> Tensor:
        return nn.functional.binary_cross_entropy_with_logits(values @ weights, right)

    return _named(("constant", *names), _minimise(loss, len(names) + 1))


def _fit_choice(rows: Sequence[ChoiceSeen]) -> dict[str, float]:
    def loss(weights: Tensor) -> Tensor:
        return torch.stack([_choice_loss(weights, row) for row in rows]).mean()

    return _named(("constant", "tables", "model", "unseen"), _minimise(loss, 4))


def _choice_loss(weights: Tensor, row: ChoiceSeen) -> Tensor:
    totals, odds, right = row
    values = [[1.0, totals[0], 0.0, 0.0]]
    values += [[0.0, of, model or 0.0, float(model is None)] for of, model in zip(totals[1:], odds, strict=True)]
    sums = torch.tensor(values) @ weights
    return sums.logsumexp(0) - sums[list(right)].logsumexp(0)


def _fit_outcome(rows: Sequence[tuple[list[tuple[float, float]], int]]) -> dict[str, float]:
    values = torch.tensor([pairs for pairs, _ in rows])
    right = torch.tensor([index for _, index in rows])

    def loss(weights: Tensor) -> Tensor:
        return nn.functional.cross_entropy(values @ weights, right)

    return {"constant": 0.0, **_named(("tables", "model"), _minimise(loss, 2))}


def _minimise(loss: Callable[[Tensor], Tensor], size: int) -> Tensor:
    """The weights of least loss, by L-BFGS from even ones."""
    weights = torch.full((size,), 0.5, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=40, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        value = loss(weights) + 1e-4 * weights.square().sum()
        value.backward()
        return value

    optimiser.step(closure)
    return weights.detach()


def _named(names: Sequence[str], weights: Tensor) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
