"""Classes of errors: which differences fall in which class, and how an example is shown."""

from typing import Any

import pytest

from habeas.evaluate.claims import match_texts
from habeas.evaluate.errors import CLASSES, ClaimError, find_errors, show_examples
from habeas.lang import load_language
from tests.evaluate.recital import CLAIM, TEXT

TWO = {"text": "two", "low": 2, "high": 2, "relation": "exact"}
LATER = {"text": None, "start": "2021-03-11", "end": "2021-03-11"}
# What is read otherwise than annotated → the class it falls in.
CASES: dict[str, dict[str, Any]] = {
    "wrong figure": {"quantity": TWO},
    "wrong place": {"place": []},
    "wrong time": {"when": LATER},
    "wrong speaker": {"speaker": "Lantern Aid"},
    "wrong modality": {"modality": "alleged"},
    "wrong scope": {"scope": "subset"},
    "wrong context": {"context": "crime"},
}


def errors_of(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> dict[str, int]:
    found = find_errors(match_texts({"a": gold}, {"a": read}))
    return {name: len(errors) for name, errors in found.items() if errors}


@pytest.mark.parametrize("name", CASES)
def test_a_difference_falls_in_one_class(name: str) -> None:
    assert errors_of([CLAIM], [{**CLAIM, **CASES[name]}]) == {name: 1}


def test_what_only_one_side_has_is_missed_or_invented() -> None:
    assert errors_of([CLAIM], []) == {"missed": 1}
    assert errors_of([], [CLAIM]) == {"invented": 1}
    assert errors_of([CLAIM], [{**CLAIM, "type": "released"}]) == {"missed": 1, "invented": 1}


def test_no_error_where_all_agrees() -> None:
    assert errors_of([CLAIM], [CLAIM]) == {}


def test_every_class_is_listed_even_when_empty() -> None:
    assert tuple(find_errors([])) == CLASSES


def test_an_example_shows_the_trigger_in_its_sentence_and_both_values() -> None:
    error = ClaimError("a", CLAIM, {**CLAIM, "quantity": TWO})
    text = f"It rained.\n{TEXT} It was cold."
    [example] = show_examples("wrong figure", [error], {"a": text}, language=load_language("en"), limit=3)
    assert example.lines() == [
        "  a: Police [arrested] 12 people in Minsk.",
        "    expected 12 (“12”); read 2 (“two”)",
    ]


def test_the_trigger_meant_is_the_one_at_the_position_read() -> None:
    text = "One was arrested. Nine were arrested."
    read = {**CLAIM, "spans": {"trigger": [28, 36]}}
    [example] = show_examples(
        "invented", [ClaimError("a", None, read)], {"a": text}, language=load_language("en"), limit=1
    )
    assert (example.sentence, example.expected) == ("Nine were [arrested].", "nothing")


def test_examples_are_spread_over_the_corpus_and_never_wider_than_a_screen() -> None:
    errors = [ClaimError(f"text-{number}", CLAIM, None) for number in range(9)]
    texts = {f"text-{number}": "Word " * 40 + "arrested " + "word " * 40 for number in range(9)}
    shown = show_examples("missed", errors, texts, language=load_language("en"), limit=3)
    assert [example.text for example in shown] == ["text-1", "text-4", "text-7"]
    assert max(len(line) for example in shown for line in example.lines()) <= 100


def test_no_examples_are_shown_where_none_are_wanted() -> None:
    errors = [ClaimError("a", CLAIM, None)]
    assert show_examples("missed", errors, {"a": TEXT}, language=load_language("en"), limit=0) == []
