"""Stored quantities under another convention: "hundreds" is 200 in one table and 100 in another."""

import pytest

from habeas.lang import load_language
from habeas.model import Mention, Quantity, Relation, Span
from habeas.ontology import load_convention
from habeas.read.quantity import find_quantities, reread_quantity

ENGLISH = load_language("en")
LOOSE = load_convention("loose-1")
WORDS = [
    "about 500",
    "nearly 30,000",
    "hundreds",
    "tens of thousands",
    "at least dozens",
    "a handful",
    "12",
    "over 3,000",
]


def read(words: str) -> Quantity:
    [match] = find_quantities(words, ENGLISH)
    return store(words, match.low, match.high, match.relation)


def store(words: str | None, low: int | None, high: int | None, relation: Relation) -> Quantity:
    return Quantity(low, high, relation, Mention(words, Span("report-1", 0, 9)) if words else None, "guidelines-1")


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("about 500", 400, 600),
        ("nearly 30,000", 24_000, 30_000),
        ("hundreds", 100, None),
        ("tens of thousands", 10_000, None),
        ("at least dozens", 20, None),
        ("a handful", 2, 12),
        ("several hundred", 300, None),
        ("12", 12, 12),
        ("more than 3,000", 3_001, None),
    ],
)
def test_words_are_bounded_by_the_convention_asked_for(words: str, low: int, high: int | None) -> None:
    reread = reread_quantity(read(words), ENGLISH, LOOSE)
    assert reread is not None
    assert (reread.low, reread.high, reread.convention) == (low, high, "loose-1")


@pytest.mark.parametrize("words", WORDS)
def test_there_and_back_is_the_same(words: str) -> None:
    there = reread_quantity(read(words), ENGLISH, LOOSE)
    assert there is not None
    assert reread_quantity(there, ENGLISH, load_convention("guidelines-1")) == read(words)


def test_a_number_without_words_is_the_same_in_every_convention() -> None:
    reread = reread_quantity(store(None, 1, 1, "exact"), ENGLISH, LOOSE)
    assert reread is not None
    assert (reread.low, reread.high) == (1, 1)


@pytest.mark.parametrize(("words", "low", "relation"), [("most", 226, "vague"), ("them", 24, "vague")])
def test_words_that_do_not_say_how_they_were_bounded_are_not_read(words: str, low: int, relation: Relation) -> None:
    assert reread_quantity(store(words, low, None, relation), ENGLISH, LOOSE) is None
