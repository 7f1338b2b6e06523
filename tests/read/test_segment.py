"""Sentences: the cases are lists of sentences, one a line, in tests/cases/segment."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.lang import load_language
from habeas.read.segment import split_segments

ENGLISH = load_language("en")
FOLDER = Path(__file__).resolve().parents[1] / "cases" / "segment"
CASES = [case.splitlines() for file in sorted(FOLDER.glob("*.txt")) for case in file.read_text("utf-8").split("\n\n")]


@pytest.mark.parametrize("sentences", CASES, ids=[case[0] for case in CASES])
def test_a_text_has_the_sentences_of_its_list(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("No casualties.He left.", ["No casualties.", "He left."]),
        ('Talks by both sides."I want peace," she said.', ["Talks by both sides.", '"I want peace," she said.']),
        ("Talks by both sides.“I want peace,” she said.", ["Talks by both sides.", "“I want peace,” she said."]),
        ('"We hold both sides."Then she left.', ['"We hold both sides."', "Then she left."]),
        ("March held\n\nPolice held 12.\n\nNo reason", ["March held", "Police held 12.", "No reason"]),
        ("• Police held 12\n• 30 were freed\n1. Minsk", ["• Police held 12", "• 30 were freed", "1. Minsk"]),
    ],
)
def test_sentences_need_no_space_between(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_line_that_goes_on_in_lower_case_is_wrapped() -> None:
    assert split("Police held\ntwelve people. They\nleft.") == ["Police held\ntwelve people.", "They\nleft."]


def test_a_paragraph_ends_a_sentence_even_before_lower_case() -> None:
    assert split("Police held\n\ntwelve people") == ["Police held", "twelve people"]


@pytest.mark.parametrize("text", ["https://example.org/Page.Html", "name@example.Org", "the file a.B", "v1.2.Beta"])
def test_addresses_are_not_cut(text: str) -> None:
    assert split(f"See {text} for more.") == [f"See {text} for more."]


@given(st.text() | st.text("Aa. \n\"'!?1()“”"))
def test_segments_are_trimmed_in_order_and_lose_nothing(text: str) -> None:
    segments = split_segments(text, ENGLISH)
    parts = [text[segment.start : segment.end] for segment in segments]
    assert all(part and part == part.strip() for part in parts)
    assert all(left.end <= right.start for left, right in pairwise(segments))
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize("part", ["a", "word ", ". ", '"', '."A', "\n", "J. ", "U.S. ", "1.", "a.b", "“"])
def test_long_texts_are_split_in_linear_time(part: str) -> None:
    text = part * (200_000 // len(part))
    start = time.perf_counter()
    segments = split_segments(text, ENGLISH)
    assert time.perf_counter() - start < 5
    assert all(segment.start < segment.end for segment in segments)


@pytest.mark.slow
def test_ten_million_characters_without_a_full_stop_are_one_sentence() -> None:
    assert len(split_segments("word " * 2_000_000, ENGLISH)) == 1


def split(text: str) -> list[str]:
    """The sentences of an English text."""
    return [text[segment.start : segment.end] for segment in split_segments(text, ENGLISH)]
