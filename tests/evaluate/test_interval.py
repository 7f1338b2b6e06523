"""Bootstrap intervals: where they must lie, and how often they hold a value that is known."""

import random

import pytest

from habeas.evaluate.claims import TextMatch
from habeas.evaluate.interval import f1_intervals, gain_intervals
from tests.evaluate.recital import CLAIM


def text(number: int, is_right: bool) -> TextMatch:
    """A text of one claim, found or not."""
    return TextMatch(str(number), (CLAIM,), (CLAIM,) if is_right else (), ((0, 0),) if is_right else ())


def sample(share: float, seed: int, texts: int = 200) -> list[TextMatch]:
    draw = random.Random(seed)
    return [text(number, draw.random() < share) for number in range(texts)]


def test_where_all_texts_are_alike_the_interval_is_a_point() -> None:
    assert f1_intervals([text(number, True) for number in range(9)])["strict"] == (1.0, 1.0)


def test_no_text_gives_no_width() -> None:
    assert f1_intervals([])["detect"] == (0.0, 0.0)


def test_the_same_texts_give_the_same_interval() -> None:
    assert f1_intervals(sample(0.7, 1)) == f1_intervals(sample(0.7, 1))


def test_about_38_of_40_intervals_hold_the_true_value() -> None:
    """Each text's claim is found with probability 0.7, so that F1 is 2 · 0.7 / 1.7."""
    truth = 1.4 / 1.7
    intervals = [f1_intervals(sample(0.7, seed, texts=100), 300)["detect"] for seed in range(40)]
    assert 35 <= sum(low <= truth <= high for low, high in intervals) <= 40


def test_a_reader_that_finds_more_in_the_same_texts_gains_for_sure() -> None:
    low, high = gain_intervals(sample(0.5, 3), sample(0.9, 3))["detect"]
    assert 0 < low < high


def test_readers_on_different_texts_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different texts"):
        gain_intervals(sample(0.5, 3), sample(0.5, 3, texts=9))
