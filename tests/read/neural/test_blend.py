"""The weights of the model's word: read from a file that must be whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from habeas.exc import TableError
from habeas.read.neural.blend import DECISIONS, Blend, load_blend
from habeas.read.neural.opinion import blend_choice

NUMBERS = {decision: dict.fromkeys(names, 0.5) for decision, names in DECISIONS.items()}
WHOLE: dict[str, Any] = {"method": "neural-en@7", "least": 0.4, "numbers": NUMBERS}
BROKEN: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "Invalid JSON"),
    "a list": ("[]", "input_value=[]"),
    "no method": (json.dumps({**WHOLE, "method": None}), "method"),
    "no least": (json.dumps({"method": "m", "numbers": NUMBERS}), "least"),
    "an unknown key": (json.dumps({**WHOLE, "most": 1}), "most"),
    "a word for a number": (
        json.dumps({**WHOLE, "numbers": {**NUMBERS, "people": {"margin": "big"}}}),
        "people.margin",
    ),
    "an unknown decision": (json.dumps({**WHOLE, "numbers": {**NUMBERS, "weather": {}}}), "weather"),
    "a decision missing": (json.dumps({**WHOLE, "numbers": {}}), "expected the decisions claim, claim by model"),
    "an unknown number": (
        json.dumps({**WHOLE, "numbers": {**NUMBERS, "people": {"margin": 1, "mood": 2}}}),
        "expected the numbers of 'people' margin, not margin, mood",
    ),
    "a number missing": (
        json.dumps({**WHOLE, "numbers": {**NUMBERS, "people": {}}}),
        "expected the numbers of 'people' margin, not none",
    ),
}


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "blend.json"
    path.write_text(json.dumps(WHOLE), encoding="utf-8")
    assert load_blend(path) == Blend("neural-en@7", 0.4, NUMBERS)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_what_is_wrong(name: str, tmp_path: Path) -> None:
    content, message = BROKEN[name]
    path = tmp_path / "blend.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_blend(path)
    assert str(path) in str(caught.value) and message in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nowhere/blend\.json: cannot be read as the weights of a model"):
        load_blend(tmp_path / "nowhere" / "blend.json")


def test_a_sum_weighs_each_value_and_adds_the_constant() -> None:
    blend = Blend("m", 0.4, {"claim": {"constant": -1.0, "tables": 0.5, "model": 2.0}})
    assert blend.sum("claim", tables=4.0, model=3.0) == -1 + 2 + 6


def test_of_a_choice_nothing_gets_the_constant_and_each_option_the_model() -> None:
    weights = {"constant": -1.0, "tables": 0.5, "model": 2.0, "unseen": -3.0}
    assert blend_choice(weights, [1.0, None], [4.0, 6.0, 8.0]) == [2 - 1, 3 + 2, 4 - 3]
