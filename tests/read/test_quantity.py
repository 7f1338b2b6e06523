"""Quantities: the cases are tables in tests/cases/quantity, one row for each quantity of a text."""

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from habeas.lang import load_language
from habeas.ontology import load_convention
from habeas.read.quantity import QuantityMatch, find_quantities

ENGLISH = load_language("en")
FOLDER = Path(__file__).resolve().parents[1] / "cases" / "quantity"
CASES: list[dict[str, Any]] = [
    case for file in sorted(FOLDER.glob("*.yml")) for case in yaml.safe_load(file.read_text())
]
UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_text_has_the_quantities_of_its_table(case: dict[str, Any]) -> None:
    found = find_quantities(case["text"], ENGLISH)
    rows = [
        (case["text"][match.start : match.end], match.low, match.high, match.relation, match.kind) for match in found
    ]
    assert rows == [tuple(row) if len(row) == 5 else (*row, "count") for row in case["finds"]]


def test_a_match_names_its_convention() -> None:
    assert only("dozens").convention == "guidelines-1"


def test_another_convention_gives_other_bounds() -> None:
    vague = {**load_convention().vague, "dozens": (36, 99)}
    other = load_convention().model_copy(update={"name": "other-1", "vague": vague, "about": 20})
    matches = find_quantities("Dozens came, then about 100.", ENGLISH, other)
    assert [(match.low, match.high, match.convention) for match in matches] == [
        (36, 99, "other-1"),
        (80, 120, "other-1"),
    ]


@pytest.mark.parametrize(
    ("words", "whole", "low", "high", "relation"),
    [
        ("most", 6, 4, 6, "vague"),
        ("half", 32, 16, 16, "exact"),
        ("half", 127, 63, 64, "between"),
        ("at least half", 32, 16, None, "at_least"),
        ("nearly half", 20, 9, 10, "nearly"),
    ],
)
def test_a_share_takes_its_bounds_from_a_whole(
    words: str, whole: int, low: int, high: int | None, relation: str
) -> None:
    taken = only(f"{words} of the {whole} prisoners")
    assert (taken.low, taken.high, taken.relation, taken.kind) == (low, high, relation, "count")


@pytest.mark.parametrize("first", range(0, 10_000, 500))
def test_numbers_to_ten_thousand_read_back(first: int) -> None:
    for number in range(first, first + 500):
        assert value_of(f"{spell(number)} people") == number
        assert value_of(f"{number:,} people") == number


@given(st.integers(0, 10**9))
def test_a_number_reads_back_from_words_and_digits(number: int) -> None:
    forms = (spell(number), spell(number).replace(" and ", " "), f"{number:,}", f"{number:,}".replace(",", " "))
    assert [value_of(f"{form} people") for form in forms] == [number] * len(forms)


@given(st.integers(1, 10**9))
def test_number_words_have_the_value_that_text2num_gives(number: int) -> None:
    assert value_of(f"{spell(number)} people") == text2num(spell(number), "en")


@given(st.integers(1, 10**6))
def test_digits_of_any_script_read_alike(number: int) -> None:
    for zero in "٠۰०０":
        digits = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
        assert value_of(f"{digits} people") == number


@given(st.text() | st.text("0123456789,.-+:/$% andofaoneto" + "\n"))
def test_any_text_has_quantities_in_order_within_it(text: str) -> None:
    matches = find_quantities(text, ENGLISH)
    bounds = [edge for match in matches for edge in (match.start, match.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= match.start < match.end <= len(text) for match in matches)
    assert all(match.low <= match.high for match in matches if match.low is not None and match.high is not None)


@given(st.lists(st.sampled_from([row[0] for case in CASES for row in case["finds"]] + ["and", "to", "of", "-", ","])))
def test_quantities_side_by_side_are_read_without_overlap(words: list[str]) -> None:
    matches = find_quantities(" ".join(words), ENGLISH)
    assert all(left.end <= right.start for left, right in pairwise(matches))
    assert all(match.low is not None or match.high is not None for match in matches if match.kind == "count")


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000,
        "9," * 10_000,
        "1 " * 10_000,
        "one hundred " * 5_000,
        "1-" * 10_000,
        "at least " * 10_000,
        "9" * 300_000,
    ],
)
def test_strange_texts_are_read_in_linear_time(text: str) -> None:
    start = time.perf_counter()
    matches = find_quantities(text, ENGLISH)
    assert time.perf_counter() - start < 2
    assert all(match.high is None or match.high <= 10**15 for match in matches)


def only(text: str) -> QuantityMatch:
    """The one quantity of a text."""
    (match,) = find_quantities(text, ENGLISH)
    return match


def value_of(text: str) -> int | None:
    """The value of the one exact number of a text."""
    match = only(text)
    assert match.low == match.high
    return match.low


def spell(number: int) -> str:
    """A number in words, as "two hundred and five"."""
    for scale, name in SCALES:
        if number >= scale:
            rest = number % scale
            joiner = " and " if 0 < rest < 100 else " "
            return f"{spell(number // scale)} {name}" + (f"{joiner}{spell(rest)}" if rest else "")
    if number < 20:
        return (*UNITS, *TEENS)[number]
    return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
