"""How many people a claim concerns, where tables and model each have a say."""

from collections.abc import Iterable
from dataclasses import replace

from habeas.read.mentions.line import Line
from habeas.read.mentions.people import People
from habeas.read.mentions.weigh import squash
from habeas.read.neural.scores import Anchor, PassageScores, log_odds, outcome_chances
from habeas.read.quantity import QuantityMatch

# What the tables know to be several is never one person, however sure the model is of it ("a large crowd").
_SEVERAL = frozenset({"group", "plural"})


def choose_people(people: People, line: Line, anchor: Anchor, *, scores: PassageScores, margin: float) -> People:
    """The people as the tables find them; where those find no number, the model's if it is sure enough of it.

    Where both find one and differ, the tables are right nine times in ten: they know what numbers count.
    """
    model = model_people(line, anchor, scores)
    named = people if _is_named(people, line, anchor, scores=scores) else replace(people, words=model.words)
    if people.kind in _SEVERAL and _is_one(model):
        return named
    if people.quantity is not None or people.single or not (model.quantity or model.single):
        return named
    chances = outcome_chances(anchor, "number")
    gain = log_odds(_chance(model, chances, anchor, scores=scores)) - log_odds(chances["none"])
    return replace(named, quantity=model.quantity, single=model.single) if gain > margin else named


def _is_one(model: People) -> bool:
    return model.single > 0 or (model.quantity is not None and model.quantity.kind == "single")


def _is_named(people: People, line: Line, anchor: Anchor, *, scores: PassageScores) -> bool:
    """Whether the model lets the tables' words for the people stand."""
    if people.words is None:
        return False
    first, last = people.words
    odds = scores.role_odds(anchor, "whom", (line.tokens.starts[first], line.tokens.ends[last - 1]))
    return odds is None or odds > 0


def model_people(line: Line, anchor: Anchor, scores: PassageScores) -> People:
    """The people as the model finds them: the likeliest number of the sentence, or one person named without."""
    chances = outcome_chances(anchor, "number")
    kind = max(chances, key=chances.__getitem__)
    quantity = _likeliest(line.found.quantities, anchor, scores) if kind == "words" else None
    # "more" says that several are named, not how many: that is counted from the words or left out.
    return People(quantity=quantity, single=int(kind == "one"), words=model_whom(line, anchor, scores))


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
    """How likely the model takes the number that it found to be."""
    if people.quantity is None:
        return chances["one"]
    odds = scores.role_odds(anchor, "quantity", (people.quantity.start, people.quantity.end))
    assert odds is not None, "the number was chosen by its odds"
    return chances["words"] * squash(odds)
