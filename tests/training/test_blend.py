"""How much the model's word counts: numbers that made some examples are found again from them."""

import random

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

from habeas.read.mentions.weigh import squash
from training.blend import ChoiceSeen, Seen, fit_blend

COUNT = 4_000
CONSTANT, TABLES, MODEL = -0.5, 0.4, 1.2


def draw_yes(chance: random.Random, *names: float) -> list[tuple[tuple[float, ...], bool]]:
    """Examples of yes and no, drawn by CONSTANT and one weight for each log odds."""
    rows: list[tuple[tuple[float, ...], bool]] = []
    for _ in range(COUNT):
        values = tuple(chance.gauss(0, 2) for _ in names)
        odds = CONSTANT + sum(weight * value for weight, value in zip(names, values, strict=True))
        rows.append((values, chance.random() < squash(odds)))
    return rows


def test_the_weights_of_a_decision_are_found_again() -> None:
    numbers = fit_blend(Seen(yes={"claim": draw_yes(random.Random(7), TABLES, MODEL)}))
    assert list(numbers) == ["claim"]
    assert numbers["claim"] == pytest.approx({"constant": CONSTANT, "tables": TABLES, "model": MODEL}, abs=0.15)


def test_what_only_the_model_finds_is_weighed_by_the_model_alone() -> None:
    numbers = fit_blend(Seen(yes={"claim by model": draw_yes(random.Random(7), MODEL)}))
    assert numbers["claim by model"] == pytest.approx({"constant": CONSTANT, "model": MODEL}, abs=0.15)


def test_a_voice_that_knows_nothing_counts_for_nothing() -> None:
    chance = random.Random(7)
    rows: list[tuple[tuple[float, ...], bool]] = [
        ((chance.gauss(0, 2), odds), so) for (odds,), so in draw_yes(chance, MODEL)
    ]
    numbers = fit_blend(Seen(yes={"speaker": rows}))["speaker"]
    assert abs(numbers["tables"]) < 0.1 < numbers["model"]


def draw_choice(chance: random.Random) -> ChoiceSeen:
    """No place and three places, of which the model has not seen one; drawn by CONSTANT, TABLES and MODEL."""
    totals = [chance.gauss(0, 2) for _ in range(4)]
    odds = [chance.gauss(0, 2), chance.gauss(0, 2), None]
    sums = [TABLES * total for total in totals]
    sums[0] += CONSTANT
    sums = [sums[0], *(of + MODEL * (model or 0.0) for of, model in zip(sums[1:], odds, strict=True))]
    weights = [pow(2.718281828, of) for of in sums]
    return totals, odds, chance.choices(range(4), weights)


def test_the_weights_of_a_choice_are_found_again() -> None:
    chance = random.Random(7)
    numbers = fit_blend(Seen(choices={"place": [draw_choice(chance) for _ in range(500)]}))["place"]
    expected = {"constant": CONSTANT, "tables": TABLES, "model": MODEL, "unseen": 0.0}
    assert numbers == pytest.approx(expected, abs=0.3)


def test_the_weights_of_outcomes_are_found_again() -> None:
    chance = random.Random(7)
    rows = []
    for _ in range(COUNT):
        pairs = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(3)]
        weights = [pow(2.718281828, TABLES * tables + MODEL * model) for tables, model in pairs]
        rows.append((pairs, chance.choices(range(3), weights)[0]))
    numbers = fit_blend(Seen(outcomes={"scope": rows}))["scope"]
    assert numbers == pytest.approx({"constant": 0.0, "tables": TABLES, "model": MODEL}, abs=0.15)


def test_a_decision_without_examples_has_no_numbers() -> None:
    assert fit_blend(Seen()) == {}
