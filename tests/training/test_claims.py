"""Annotated claims as examples: every copied word is found again where it belongs."""

from pathlib import Path
from typing import Any

import pytest

from habeas.lang import load_language
from tests.training.claim_rows import make_record, make_row, write_corpus
from training.claims import group_of, read_records, to_example
from training.example import Anchor, Example

TWICE = "Police arrested 12 people in Omsk. In Minsk, officers arrested 7 people."


def example_of(text: str, *claims: dict[str, Any], day: str | None = "2021-03-10") -> Example:
    return to_example(make_record(text, *claims, day=day), load_language("en"))


def words(example: Example, anchor: Anchor) -> dict[str, list[str]]:
    """The words of each role of an anchor, its own under its label."""
    roles = {anchor.label: (anchor.span,), **anchor.roles}
    return {role: [example.text[start:end] for start, end in spans] for role, spans in roles.items()}


def test_words_are_found_where_they_stand() -> None:
    row = make_row("detained", "arrested", number="12", whom="people", by="Police", place=["Omsk"])
    example = example_of(TWICE, row)
    (anchor,) = example.anchors
    assert (example.task, example.group) == ("claims", "2021-03")
    assert anchor.span == (7, 15)
    assert words(example, anchor) == {
        "detained": ["arrested"],
        "quantity": ["12"],
        "whom": ["people"],
        "by": ["Police"],
        "place": ["Omsk"],
    }


@pytest.mark.parametrize(("number", "trigger", "whom"), [("12", 7, 19), ("7", 54, 65)])
def test_a_repeated_trigger_is_the_one_nearest_its_number(number: str, trigger: int, whom: int) -> None:
    (anchor,) = example_of(TWICE, make_row("detained", "arrested", number=number, whom="people")).anchors
    assert (anchor.span[0], anchor.roles["whom"][0][0]) == (trigger, whom)


def test_a_trigger_without_a_number_is_the_one_nearest_its_other_words() -> None:
    (anchor,) = example_of(TWICE, make_row("detained", "arrested", place=["Minsk"])).anchors
    assert anchor.span[0] == 54


def test_a_repeated_trigger_that_nothing_tells_apart_is_the_first() -> None:
    (anchor,) = example_of(TWICE, make_row("detained", "arrested")).anchors
    assert anchor.span[0] == 7


def test_a_claim_whose_trigger_is_not_in_the_text_is_dropped() -> None:
    assert example_of(TWICE, make_row("detained", "rounded up", number="12")).anchors == ()


def test_a_word_that_is_not_in_the_text_is_left_out() -> None:
    row = make_row("detained", "arrested", number="13", whom="students", by="Police", when="on Friday", via="the radio")
    example = example_of(TWICE, row)
    (anchor,) = example.anchors
    assert words(example, anchor) == {"detained": ["arrested"], "by": ["Police"]}


def test_claims_that_share_a_trigger_share_an_anchor() -> None:
    text = "Police detained 12 students and 3 teachers."
    rows = [make_row("detained", "detained", number="12", whom="students")]
    rows += [make_row("detained", "detained", number="3", whom="teachers")]
    example = example_of(text, *rows)
    (anchor,) = example.anchors
    assert words(example, anchor) == {
        "detained": ["detained"],
        "quantity": ["12", "3"],
        "whom": ["students", "teachers"],
    }


def test_one_word_may_be_two_happenings() -> None:
    rows = [make_row("killed", "clashes"), make_row("injured", "clashes")]
    anchors = example_of("Seven died in clashes.", *rows).anchors
    assert [(anchor.label, anchor.span) for anchor in anchors] == [("killed", (14, 21)), ("injured", (14, 21))]


@pytest.mark.parametrize(
    ("text", "found"), [("The arrested man saw an arrest.", "arrest."), ("He was arrested.", "arrested")]
)
def test_a_whole_word_is_preferred_to_a_part_of_one(text: str, found: str) -> None:
    (anchor,) = example_of(text, make_row("detained", "arrest")).anchors
    assert text[anchor.span[0] :].startswith(found)


def test_no_role_is_played_by_the_trigger_where_the_word_stands_elsewhere_too() -> None:
    row = make_row("attended", "protest", place=["protest camp"], whom="protest")
    (anchor,) = example_of("A protest at the gate: the protest camp.", row).anchors
    assert anchor.span not in anchor.roles["whom"]


@pytest.mark.parametrize(
    ("quantity", "number"),
    [
        (None, "none"),
        ({"text": "12", "low": 12, "high": 12}, "words"),
        ({"text": None, "low": 1, "high": 1}, "one"),
        ({"text": None, "low": 2, "high": None}, "more"),
    ],
)
def test_what_kind_of_number_there_is(quantity: dict[str, Any] | None, number: str) -> None:
    (anchor,) = example_of(TWICE, make_row("detained", "arrested", quantity=quantity)).anchors
    assert anchor.attributes["number"] == number


@pytest.mark.parametrize(
    ("when", "day", "expected"),
    [
        ({"text": "on Friday"}, "2021-03-10", "words"),
        ({"text": None}, "2021-03-10", "report"),
        (None, "2021-03-10", "none"),
        ({"text": "on Friday"}, None, "words"),
        (None, None, None),
    ],
)
def test_whose_day_it_is(when: dict[str, Any] | None, day: str | None, expected: str | None) -> None:
    (anchor,) = example_of(TWICE, {**make_row("detained", "arrested"), "when": when}, day=day).anchors
    assert anchor.attributes.get("day") == expected


def test_what_a_claim_is_goes_with_its_anchor() -> None:
    row = make_row("detained", "arrested", modality="denied", scope="cumulative", context="crime")
    (anchor,) = example_of(TWICE, row).anchors
    assert anchor.attributes.items() >= {"modality": "denied", "scope": "cumulative", "context": "crime"}.items()


def test_a_text_without_claims_is_an_example_of_nothing() -> None:
    assert example_of("The choir sang.").anchors == ()


@pytest.mark.parametrize(
    ("record", "group"),
    [
        ({"id": "a", "date": "2021-03-10"}, "2021-03"),
        ({"id": "b", "date": "2021-03"}, "2021-03"),
        ({"id": "c", "date": None}, "text c"),
    ],
)
def test_texts_of_one_month_belong_together(record: dict[str, Any], group: str) -> None:
    assert group_of(record) == group


def test_a_corpus_is_read_in_the_order_of_its_texts(tmp_path: Path) -> None:
    records = [make_record(TWICE, make_row("detained", "arrested"), name="b"), make_record("The choir sang.", name="a")]
    assert list(read_records(write_corpus(tmp_path, train=records), "train")) == records
