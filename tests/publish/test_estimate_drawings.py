"""Pictures of lists and of an estimate: what they say, whatever the width."""

import re
from dataclasses import replace
from itertools import pairwise, product

import pytest

from habeas.estimate import estimate_total
from habeas.estimate.histories import make_table
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate
from habeas.publish.drawing import posterior, upset
from habeas.publish.drawing.label import text_width
from habeas.publish.drawing.posterior import draw_posterior, round_interval
from habeas.publish.drawing.svg import Caption
from habeas.publish.drawing.upset import draw_upset
from tests.estimate.overlaps import draw_table

CAPTION = Caption("u", "Lists", "Who is on which")
TABLE = make_table(
    ("hotline", "court of the second district, evenings"),
    {(True, True): 12, (True, False): 1200, (False, True): 30},
)


def _words(drawn: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", drawn)


@pytest.fixture(scope="module")
def estimate() -> Estimate:
    found = estimate_total(draw_table((2000,), ((0.3, 0.25, 0.4),), seed=4))
    assert isinstance(found, Estimate)
    return found


@pytest.mark.parametrize("size", [upset.WIDE, upset.NARROW])
def test_every_combination_has_its_number_and_every_list_its_size(size: upset.UpsetSize) -> None:
    words = _words(draw_upset(TABLE, CAPTION, size=size))
    assert [word for word in words if word in {"1,200", "30", "12"}] == ["1,200", "30", "12"]
    assert {"hotline", "1,212", "42", "on several lists"} <= set(words)
    assert sum(word.startswith("court of") and word.endswith("…") for word in words) == 1


def test_combinations_that_do_not_fit_are_told_in_words() -> None:
    table: CaptureTable = draw_table((5000,), ((0.4, 0.4, 0.4, 0.4, 0.4),), seed=1)
    drawn = draw_upset(table, CAPTION, size=upset.NARROW)
    rest = sorted(table.counts.values(), reverse=True)[upset.NARROW.most :]
    assert f"and {len(rest)} more combinations of {sum(rest):,} people" in _words(drawn)


@pytest.mark.parametrize("size", [upset.WIDE, upset.NARROW])
def test_numbers_above_the_bars_do_not_touch(size: upset.UpsetSize) -> None:
    patterns = (pattern for pattern in product((True, False), repeat=5) if any(pattern))
    names = ("a list of lawyers in the capital", "hotline", "court", "press", "prisons")
    table = make_table(names, {pattern: 9_000 + 10 * place for place, pattern in enumerate(patterns)})
    drawn = draw_upset(table, CAPTION, size=size)
    found = re.findall(r"<text[^>]*translate\(([\d.]+),[^>]*>(9,\d{3})</text>", drawn)
    places = sorted((float(x), text_width(words, size.letters - 1)) for x, words in found)
    assert len(places) > 3
    assert all(x + wide / 2 < y - other / 2 for (x, wide), (y, other) in pairwise(places))


@pytest.mark.parametrize("size", [posterior.WIDE, posterior.NARROW])
def test_documented_and_estimated_stand_side_by_side(estimate: Estimate, size: posterior.PosteriorSize) -> None:
    words = _words(draw_posterior(estimate, CAPTION, size=size))
    assert f"{estimate.observed:,}" in words
    about, low, high = round_interval(estimate)
    assert f"about {about:,}" in words
    assert f"95 %: {low:,} to {high:,}" in words


def test_without_draws_there_is_the_interval_and_no_curve(estimate: Estimate) -> None:
    with_curve = draw_posterior(estimate, CAPTION)
    without = draw_posterior(replace(estimate, draws=None), CAPTION)
    assert "fill-opacity" in with_curve
    assert "fill-opacity" not in without
    assert _words(without)[:4] == _words(with_curve)[:4]


def test_the_same_estimate_gives_the_same_bytes(estimate: Estimate) -> None:
    assert draw_posterior(estimate, CAPTION) == draw_posterior(estimate, CAPTION)


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        ((5, 7.4, 3.0, 12.5), (7, 5, 13)),
        ((100, 1234, 987, 2011), (1230, 987, 2020)),
        ((1231, 1234, 1231, 1902), (1231, 1231, 1910)),
        ((20_000, 21_987, 20_419, 1_049_999), (22_000, 20_400, 1_050_000)),
        ((750_000, 999_812, 998_412, 1_001_234), (999_800, 998_400, 1_001_300)),
    ],
)
def test_totals_have_the_digits_they_can_bear_and_limits_are_rounded_outwards(
    found: tuple[int, float, float, float], printed: tuple[int, int, int]
) -> None:
    observed, point, low, high = found
    assert round_interval(Estimate("chao", point, low, high, ("a", "b"), observed)) == printed
