"""How many people a claim concerns, where tables and model each have a say."""

from collections.abc import Iterable
from dataclasses import replace

from habeas.read.mentions.candidate import Candidate
from habeas.read.mentions.line import Line
from habeas.read.mentions.people import People
from habeas.read.mentions.weigh import squash
from habeas.read.neural.scores import Anchor, PassageScores, Stretch, log_odds, outcome_chances
from habeas.read.quantity import QuantityMatch


def choose_people(candidate: Candidate, line: Line, anchor: Anchor, *, scores: PassageScores, margin: float) -> People:
    """The people as the tables find them, with the model's number where that is likelier by more than a margin."""
    tables = candidate.people[0]
    model = model_people(line, anchor, scores)
    if _figure(model) == _figure(tables):
        return tables
    chances = outcome_chances(anchor, "number")
    ours, theirs = (_chance(people, chances, anchor, scores=scores) for people in (tables, model))
    if log_odds(theirs) - log_odds(ours) <= margin:
        return tables
    return replace(tables, quantity=model.quantity, single=model.single)


def model_people(line: Line, anchor: Anchor, scores: PassageScores) -> People:
    """The people as the model finds them: the likeliest number of the sentence, or persons without one."""
    chances = outcome_chances(anchor, "number")
    kind = max(chances, key=chances.__getitem__)
    quantity = _likeliest(line.found.quantities, anchor, scores) if kind == "words" else None
    single = 1 if kind == "one" else 2 if kind == "more" else 0
    return People(quantity=quantity, single=single, words=model_whom(line, anchor, scores))


def model_whom(line: Line, anchor: Anchor, scores: PassageScores) -> tuple[int, int] | None:
    """The words for the people, as tokens of the sentence."""
    for start, end in scores.spans_of(anchor, "whom"):
        if line.start <= start and end <= line.end:
            first, last = line.tokens.slice(start, end)
            return (first, last) if first < last else None
    return None


def _likeliest(quantities: Iterable[QuantityMatch], anchor: Anchor, scores: PassageScores) -> QuantityMatch | None:
    found = [
        (odds, -match.start, match)
        for match in quantities
        if (odds := scores.role_odds(anchor, "quantity", (match.start, match.end))) is not None
    ]
    odds, _, match = max(found, default=(0.0, 0, None), key=lambda row: row[:2])
    return match if odds > 0 else None


def _chance(people: People, chances: dict[str, float], anchor: Anchor, *, scores: PassageScores) -> float:
    """How likely the model takes a number to be."""
    if people.quantity is None:
        return chances["one"] if people.single == 1 else chances["more"] if people.single else chances["none"]
    span: Stretch = (people.quantity.start, people.quantity.end)
    odds = scores.role_odds(anchor, "quantity", span)
    return chances["words"] * squash(odds) if odds is not None else chances["words"] * 0.1


def _figure(people: People) -> tuple[int | None, int | None]:
    if people.quantity is not None:
        return people.quantity.low, people.quantity.high
    return (people.single, people.single) if people.single else (None, None)
