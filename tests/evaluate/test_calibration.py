"""Calibration: the arithmetic of bins on small cases, and claims whose scores are right by construction."""

import random
from typing import Any
from xml.etree import ElementTree

import pytest

from habeas.evaluate.calibration import calibrate, calibration_rows, plot_reliability
from habeas.evaluate.claims import TextMatch
from tests.evaluate.recital import CLAIM

SVG = "{http://www.w3.org/2000/svg}"


def match(scores: list[tuple[float, bool]]) -> TextMatch:
    """Claims with these scores; those that are right are paired with an equal one."""
    read = tuple({**CLAIM, "score": score} for score, _ in scores)
    gold: tuple[dict[str, Any], ...] = tuple(CLAIM for _, is_right in scores if is_right)
    right = [j for j, (_, is_right) in enumerate(scores) if is_right]
    return TextMatch("a", gold, read, tuple(enumerate(right)))


# Scores with whether each is right → expected calibration error, by hand.
CASES = {
    "sure and right": ([(1.0, True), (1.0, True)], 0.0),
    "sure and wrong": ([(1.0, False)], 1.0),
    "nine tenths, one of two right": ([(0.9, True), (0.9, False)], 0.4),
    "two bins, weighed by claims": ([(0.95, True), (0.25, False), (0.25, False), (0.25, False)], 0.2),
    "bins close above: 0.3 and 0.25 are one bin": ([(0.3, True), (0.25, False)], 0.225),
    "a score of zero lies in the first bin": ([(0.0, False), (0.1, True)], 0.45),
    "nothing read": ([], 0.0),
}


@pytest.mark.parametrize("name", CASES)
def test_error_is_the_gap_of_each_bin_weighed_by_its_claims(name: str) -> None:
    scores, error = CASES[name]
    assert calibrate([match(scores)]).error == pytest.approx(error)


def test_claims_right_as_often_as_their_score_says_are_calibrated() -> None:
    """4,000 scores drawn evenly, each right with the probability it states (seed 5): an error near none."""
    draw = random.Random(5)
    scores = [(score, draw.random() < score) for score in (draw.random() for _ in range(4_000))]
    found = calibrate([match(scores)])
    assert found.error < 0.03
    assert len(found.bins) == 10


def test_a_wrong_figure_counts_against_level_figure_only() -> None:
    other = {**CLAIM, "quantity": None, "score": 0.8}
    matches = [TextMatch("a", (CLAIM,), (other,), ((0, 0),))]
    assert calibrate(matches).error == pytest.approx(0.2)
    assert calibrate(matches, "figure").error == pytest.approx(0.8)


def test_a_score_that_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match=r"score 1\.5, expected 0 to 1"):
        calibrate([match([(1.5, True)])])


def test_the_table_has_a_line_a_bin_and_the_error_last() -> None:
    matches = [match([(0.95, True), (0.25, False)])]
    rows = calibration_rows([calibrate(matches), calibrate(matches, "figure")])
    assert rows[1:] == [
        ("0.2 to 0.3", "1", "0.250", "0.000", "0.000"),
        ("0.9 to 1.0", "1", "0.950", "1.000", "1.000"),
        ("expected calibration error", "2", "", "0.150", "0.150"),
    ]


def test_the_plot_has_a_dot_a_bin_and_a_line_a_reader() -> None:
    one = calibrate([match([(0.95, True), (0.25, False)])])
    drawn = ElementTree.fromstring(plot_reliability({"one@1": one, "two@1": one}))
    assert len(drawn.findall(f"{SVG}circle")) == 4
    assert "two@1: 2 claims, level detect, error 0.150" in [text.text for text in drawn.findall(f"{SVG}text")]
